"""The one serialiser: records to lines and back."""

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from govnews.errors import LineError
from govnews.model import Article, Failure

# JSON allows these raw, but str.splitlines() and many readers break lines at them.
_BREAKERS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}


def dump_line(record: Article | Failure) -> str:
    """The record as one line of JSON, without the line feed.

    Keys stand in the order of the dataclass; the text is not escaped to ASCII but for U+2028, U+2029 and U+0085;
    a lone surrogate becomes U+FFFD, so that the line always encodes as UTF-8. Raises ``ValueError`` for NaN.
    """
    line = json.dumps(_plain(record), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for char, escape in _BREAKERS.items():
        if char in line:
            line = line.replace(char, escape)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return line


def load_line(line: str) -> Article:
    """The record of a line that ``dump_line`` wrote. Raises ``LineError`` with the key that does not fit."""
    try:
        data = json.loads(line)
    except ValueError as error:
        raise LineError(f"not JSON: {error}") from None
    if not isinstance(data, dict):
        raise LineError(f"a record is a JSON object, this line is {type(data).__name__}")
    article = _read(Article, data, "")
    assert isinstance(article, Article)
    return article


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is str or value is None or kind is int or kind is float or kind is bool:
        return value
    if kind is tuple:
        return [_plain(v) for v in value]
    if is_dataclass(kind):
        return {name: _plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, str):  # a StrEnum
        return str(value)
    raise TypeError(f"a record holds no {kind.__name__}")


@cache
def _readers(kind: type) -> tuple[tuple[str, Callable[[Any, str], Any]], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, _reader(hints[f.name])) for f in fields(kind))


def _read(kind: type, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise LineError(f"{where or 'record'}: expected an object, found {type(data).__name__}")
    readers = _readers(kind)
    values = {}
    for name, reader in readers:
        if name not in data:
            raise LineError(f"{where}{name}: the key is missing")
        values[name] = reader(data[name], f"{where}{name}")
    if len(data) != len(readers):
        unknown = sorted(set(data) - {name for name, _ in readers})
        raise LineError(f"{where}{unknown[0]}: this key is not part of schema {kind.__name__}")
    return kind(**values)


def _reader(hint: Any) -> Callable[[Any, str], Any]:
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple:
        inner = _reader(args[0])

        def read_list(value: Any, where: str) -> Any:
            if not isinstance(value, list):
                raise LineError(f"{where}: expected a list, found {type(value).__name__}")
            return tuple(inner(v, f"{where}[{n}]") for n, v in enumerate(value))

        return read_list
    if origin is Union or origin is types.UnionType:
        some = _reader(next(a for a in args if a is not type(None)))
        return lambda value, where: None if value is None else some(value, where)
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value, where: _read(hint, value, f"{where}.")

    def read_scalar(value: Any, where: str) -> Any:
        if hint is float and type(value) is int:
            return float(value)
        if type(value) is not hint:
            raise LineError(f"{where}: expected {hint.__name__}, found {type(value).__name__}")
        return value

    return read_scalar
