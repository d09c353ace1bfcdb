"""Traditional to Simplified: one string, or a whole record."""

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar, overload

from govnews.languages import language_of
from govnews.model import Article, Provenance, Repair, Simplified

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["language_of", "simplified_of", "to_simplified"]

T = TypeVar("T", str, Article)

# Where OpenCC 1.4 ``tw2s`` is wrong, reviewed word by word: each pattern is as long as what replaces it.
# 著 is zhù (write, notable) in these words and zhe (着) elsewhere; both scripts, for text that is mixed.
_ZHU = (
    r"(?<=[土編编名論论專专原譯译合遺遗撰拙昭卓顯显巨鉅新所])著(?![眼手重想力陸陆])"
    r"|(?<=見微知)著|(?<=见微知)著|著(?=[名作者稱称述錄录書书譯译])|著(?=有《)|(?<= )著(?=$|[ ,，。）)])"
)
_EXCEPTIONS = re.compile(
    rf"(?P<著>{_ZHU})|(?P<什>甚(?=[麼麽么]))|(?P<只>(?<![神地])祇|衹)|(?P<徵>徵(?=羽)|(?<=商角)徵)|(?P<炮>砲)|(?P<台>枱)"
)
_NAMES = ("著", "什", "只", "徵", "炮", "台")
_NOT_TEXT = frozenset(
    {
        *("schema_version", "id", "url", "canonical_url", "native_id", "kind", "date"),
        *("date_modified", "source_url", "site_id", "language", "content_hash", "media_type"),
        *("sha256", "size", "level", "section", "version", "provenance", "simplified"),
    }
)


@overload
def to_simplified(what: str) -> str: ...


@overload
def to_simplified(what: Article) -> Article: ...


def to_simplified(what: str | Article) -> str | Article:
    """The same in Simplified script, by OpenCC ``tw2s`` and a reviewed list of exceptions.

    Characters and their standard forms change, words do not (整合 stays 整合). A string is converted whatever its
    language; Simplified text comes back as it was. Of a Chinese record every text field is converted, ``language``
    becomes zh-Hans, ``content_hash`` is that of the new text, ``simplified`` is empty and ``provenance.repairs``
    says ``script``; addresses and ``id`` stay. A record in another language comes back as it was.
    """
    return _record(what) if isinstance(what, Article) else _text(what)


def simplified_of(
    title: str | None, source: str | None, text: str | None, language: str | None = None
) -> Simplified:
    """Title, source and text in Simplified script where they are Traditional; all null where they are not.

    The text decides for all three, and the title where there is no text; ``language`` is its tag where it is known.
    """
    if (language or language_of(text or title or "")) != "zh-Hant":
        return Simplified()
    return Simplified(*(part and _text(part) for part in (title, source, text)))


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - its dictionaries are loaded for Traditional text alone

    return OpenCC("tw2s")  # phrases of place (tw2sp) would turn 整合 into 集成


def _text(text: str) -> str:
    if text.isascii():
        return text
    converted = _convert(text)
    found = [*_EXCEPTIONS.finditer(text)]
    if not found:
        return converted
    if len(converted) == len(text):  # nearly always: the conversion is one to one
        chars = list(converted)
        for match in found:
            chars[match.start()] = match.lastgroup or ""
        return "".join(chars)
    parts: list[str] = []
    done = 0
    for match in found:
        parts += (_convert(text[done : match.start()]), match.lastgroup or "")
        done = match.end()
    return "".join((*parts, _convert(text[done:])))


def _convert(text: str) -> str:
    try:
        converted: str = _converter().convert(text)
    except (UnicodeEncodeError, UnicodeDecodeError):  # lone surrogates cannot cross into C++
        return text
    return converted if "\0" not in text else "\0".join(map(_convert, text.split("\0")))


def _record(article: Article) -> Article:
    if article.language is not None and not article.language.startswith("zh"):
        return article
    changed = {
        f.name: _members(getattr(article, f.name))
        for f in fields(article)
        if f.name not in _NOT_TEXT
    }
    done = replace(article, **changed)
    if done == article and article.language != "zh-Hant":
        return article
    language = "zh-Hans" if article.language else language_of(done.text or done.title or "")
    shown = (article.title or article.text or "")[:60], (done.title or done.text or "")[:60]
    count = sum(getattr(done, name) != getattr(article, name) for name in changed)
    provenance: Provenance = replace(
        article.provenance,
        repairs=(*article.provenance.repairs, Repair("script", "record", count, *shown)),
    )
    return replace(
        done,
        language=language,
        simplified=Simplified(),
        content_hash=_content_hash(done) if article.content_hash else None,
        provenance=provenance,
    )


def _members(value: Any) -> Any:
    """Every text inside a field, converted."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        return tuple(map(_members, value))
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: _members(getattr(value, f.name))
            for f in fields(value)
            if f.name not in _NOT_TEXT
        }
        return replace(value, **changed)
    return value


def _content_hash(article: Article) -> str:
    told = article.text or "\n".join((article.title or "", *(i.url for i in article.images)))
    return sha256(told.encode("utf-8", "replace")).hexdigest()
