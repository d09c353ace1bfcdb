"""The cheap looks that come first: is anything here that running text would not print?

A clean page must cost next to nothing, so the first look goes over bytes with calls that run at the speed of memory;
the patterns that come after it are ten times as slow.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_NEAR, _ENOUGH = 9, 3  # three rare characters within nine: see tools/build_screen.py

_SHOWN = b"&#%\\~?(),"  # the ASCII characters that damage shows in
_DROPPED = bytes(code for code in range(128) if code not in _SHOWN)
_TONED = frozenset("ɡàáèéêìíòóùúüāēěīńňōūǎǐǒǔǖǘǚǜǹḿế\u1ec1\u0300\u0301\u0304\u0308\u030c")
_OPENS = frozenset("(（?")
_GLOSSED = [re.compile(rf"{sign}\s?[{''.join(_TONED)}]") for sign in (r"\(", "（", r"\?\(?")]
_LOST = frozenset("\ufffd锟")  # what is left of lost characters: in no clean text
_FILL = ("烫烫烫烫", "屯屯屯屯")
# A literal in front lets the engine jump: such patterns run ten times as fast as with a class or a choice first.
_SWALLOWED = re.compile(r"\?[(（]?[)）]")  # of a reading whose letters were dropped
_WIDE_COMMA = re.compile("，[,，。、；]")
_COMMA = re.compile(",[，。、；]")
_ASCII_COMMA = re.compile(rb",(?<=[\x80-\xbf],)[,;]")
_BYTE = rb"&#(?:1[2-9]\d|2[0-4]\d|25[0-5]|[xX][89a-fA-F][0-9a-fA-F]);"
_LOW = rb"(?:&#(?:4[89]|5[0-7]|6[4-9]|[7-9]\d|1[01]\d|12[0-6]|[xX][3-7][0-9a-fA-F]);|[0-9@-~])?"
_REFERENCES = re.compile(_BYTE + _LOW + _BYTE)
_PERCENT = re.compile(rb"%(?:u[0-9A-Fa-f]{4}|[89A-Fa-f][0-9A-Fa-f])")
_BACKSLASH_U = re.compile(rb"\\u[0-9A-Fa-f]{4}")
_BLANK = rb"(?: |\xc2\xa0|\xe2\x80[\x82\x83\x89]|\xe3\x80\x80)?"
_READING = _BLANK + rb"[a-z]{1,8}" + _BLANK
_GLOSS = re.compile(rb"\((?<=[\x80-\xbf]\()" + _READING + rb"\)")
_WIDE_GLOSS = re.compile("（".encode() + _READING + "）".encode())
_SLIP = re.compile(rb"\?(?:\(|\xef\xbc\x88)?[a-z]{1,8}(?:\)|\xef\xbc\x89)")


class Look(NamedTuple):
    """What a text may hold. False is certain, True is a suspicion."""

    escaped: bool
    """Chinese in an escaped form."""
    strange: bool
    """Three characters close together that Chinese hardly prints."""
    lost: bool
    """Characters lost for good, or in a wrong reading."""
    glossed: bool
    """Readings in brackets, or a frame shift that one of them made."""
    commas: bool
    """Commas in front of other marks."""


CERTAIN = Look(True, True, True, True, True)
"""Everything must be looked for."""


def look(data: bytes) -> Look:
    """What UTF-8 ``data`` may hold that repair acts on or names.

    ``data`` is one plain text, or the visible text of a page; lone surrogates may stand in it as they come.
    """
    kept = data.translate(None, _DROPPED).decode("utf-8", "surrogatepass")
    escaped = _is_escaped(data, kept)
    lost = "????" in kept and b"????" in data
    if kept.isascii():
        return Look(escaped, False, lost, False, False)
    strange, missing, toned = _strange(kept)
    return Look(
        escaped,
        strange,
        lost or missing or any(fill in kept for fill in _FILL),
        toned or missing or _is_glossed(data, kept),
        _has_commas(data, kept),
    )


def looks_damaged(data: bytes) -> bool:
    """Whether there is anything that ``look`` suspects."""
    return any(look(data))


def _is_escaped(data: bytes, kept: str) -> bool:
    return bool(
        ("&#" in kept and _REFERENCES.search(data))
        or ("%" in kept and _PERCENT.search(data))
        or ("\\" in kept and _BACKSLASH_U.search(data))
        or ("~" in kept and b"~{" in data)
    )


def _strange(kept: str) -> tuple[bool, bool, bool]:
    """Three characters close together that Chinese hardly prints; a lost one; a toned reading behind a bracket."""
    lost = toned = False
    last = before = -_NEAR - 1
    for match in _uncommon().finditer(kept):
        at, char = match.start(), match[0]
        if at - before < _NEAR:  # the rest of a strange text is looked at by slower means anyway
            lost = lost or any(sign in kept for sign in _LOST)
            return True, lost, any(sign.search(kept) for sign in _GLOSSED)
        lost |= char in _LOST
        toned |= char in _TONED and kept[at - 1] in _OPENS
        last, before = at, last
    return False, lost, toned


def _is_glossed(data: bytes, kept: str) -> bool:
    """Readings without tones, two of them, or one whose bracket a lost byte swallowed."""
    found = 0
    if "（）" in kept:
        found += len(_WIDE_GLOSS.findall(data))
    if "()" in kept:
        found += len(_GLOSS.findall(data))
    return found >= 2 or bool(_SWALLOWED.search(kept) and _SLIP.search(data))


def _has_commas(data: bytes, kept: str) -> bool:
    found = len(_WIDE_COMMA.findall(kept)) + len(_COMMA.findall(kept))
    if found < _ENOUGH and "," in kept:
        found += len(_ASCII_COMMA.findall(data))
    return found >= _ENOUGH


@cache
def _uncommon() -> re.Pattern[str]:
    data = (Path(__file__).parent / "data" / "uncommon.txt").read_bytes().decode("utf-8")
    ranges = "".join(
        f"{re.escape(pair[0])}-{re.escape(pair[1])}" for pair in data.split("\n") if len(pair) == 2
    )
    return re.compile(f"[{ranges}\ud800-\udfff]")


def suspects(text: str) -> Iterator[int]:
    """Where three characters that Chinese hardly prints stand within nine: the offset of the third."""
    if text.isascii():
        return
    last = before = -_NEAR - 1
    for match in _uncommon().finditer(text):
        at = match.start()
        if at - before < _NEAR:
            yield at
        last, before = at, last
