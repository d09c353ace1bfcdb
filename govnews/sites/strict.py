"""Reading a TOML table strictly: every unknown key and wrong type is named with its file and line."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from govnews.errors import ProfileError


class Reader:
    """Checks tables of one TOML file and knows where a key stands in its text."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text

    def keys(self, table: Mapping[str, Any], known: Iterable[str], where: str = "") -> None:
        """Raise ProfileError for a key of ``table`` that is not ``known``."""
        names = list(known)
        for key in table:
            if key not in names:
                near = difflib.get_close_matches(key, names, 1, 0.5)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
                inside = f" in [{where}]" if where else ""
                raise ProfileError(f"{self._at(key)}: unknown key {key!r}{inside}; {hint}")

    def scalars(self, table: Mapping[str, Any], forms: Mapping[str, type]) -> dict[str, Any]:
        """The keys of ``forms`` that the table has, each of its type; lists of strings become tuples."""
        return {key: self._as(table[key], form, key) for key, form in forms.items() if key in table}

    def members(self, table: Any, form: type, where: str) -> dict[str, Any]:
        """The keyword arguments of the dataclass ``form`` that a sub-table gives."""
        if not isinstance(table, dict):
            raise ProfileError(f"{self._at(where)}: {where!r} must be a table: [{where}]")
        types = {f.name: _FORMS[str(f.type)] for f in fields(form)}
        self.keys(table, types, where)
        return self.scalars(table, types)

    def tables(self, table: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        """An array of tables, ``[[key]]``."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise ProfileError(f"{self._at(key)}: {key!r} must be an array of tables: [[{key}]]")
        return value

    def pattern(self, pattern: str) -> None:
        """Raise ProfileError where a regular expression does not compile."""
        try:
            re.compile(pattern)
        except re.error as error:
            raise ProfileError(
                f"{self._at(pattern)}: not a pattern: {pattern!r} ({error})"
            ) from None

    def _as(self, value: Any, form: type, key: str) -> Any:
        if form is tuple and isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        if form is not tuple and type(value) is form:
            return value
        what = {tuple: "a list of strings", str: "a string", bool: "true or false"}
        expected = what.get(form, {int: "a number", date: "a date"}.get(form, form.__name__))
        raise ProfileError(f"{self._at(key)}: {key!r} must be {expected}, not {value!r}")

    def error(self, key: str, sentence: str) -> ProfileError:
        """The error that ``sentence`` is about ``key``, or about a value: with its file and line."""
        return ProfileError(f"{self._at(key)}: {sentence}")

    def _at(self, key: str) -> str:
        """Where a key stands, or else a value."""
        lines = self._text.split("\n")
        as_key = re.compile(
            rf"\s{{0,99}}\[{{0,2}}(?:[\w.]{{1,99}}\.)?{re.escape(key)}\s{{0,99}}[=.\]]"
        )
        for number, line in enumerate(lines, 1):
            if as_key.match(line):
                return f"{self._file}, line {number}"
        for number, line in enumerate(lines, 1):
            if key in line or repr(key)[1:-1] in line:
                return f"{self._file}, line {number}"
        return self._file


_FORMS: dict[str, type] = {
    "tuple[str, ...]": tuple,
    "bool": bool,
    "int | None": int,
    "<class 'bool'>": bool,
    "str | None": str,
}
