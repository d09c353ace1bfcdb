r"""Chinese text left in an escaped form: byte-wise references, percent and ``\u`` escapes, HZ."""

import re
from collections.abc import Iterator
from typing import TypeAlias
from urllib.parse import unquote_to_bytes

from govnews.model import Step
from govnews.mojibake.quoted import unquoted_in
from govnews.mojibake.twobyte import quality
from govnews.plausibility import CREDIBLE, score

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_BYTE = r"&#(?:1[2-9]\d|2[0-4]\d|25[0-5]|[xX][89a-fA-F][0-9a-fA-F]);"
_LOW = r"(?:&#(?:4[89]|5[0-7]|6[4-9]|[7-9]\d|1[01]\d|12[0-6]|[xX][3-7][0-9a-fA-F]);|[0-9@-~](?=&#))"
_REFERENCES = re.compile(rf"(?:{_BYTE}{_LOW}?){{2,2000}}")
_REFERENCES_ALL = re.compile(rf"(?:{_BYTE}{_LOW}?){{1,2000}}")
_REFERENCE = re.compile(r"&#(?:(\d{1,3})|[xX]([0-9a-fA-F]{2}));|(.)", re.DOTALL)
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}[0-9@-~]?){2,3000}")
_PERCENT_U = re.compile(r"(?:%u[0-9A-Fa-f]{4}){1,3000}")
_BACKSLASH_U = re.compile(r"(?:\\u[0-9A-Fa-f]{4}){1,3000}")
_CODES = re.compile(r"[%\\]u([0-9A-Fa-f]{4})")
_LINE = re.compile(r"[^\r\n]{1,24000}")
_HZ = re.compile(r"~\{(?>(?:[!-}][!-~]){1,20000})~\}")  # RFC 1843: two bytes of 21-7E a character
_PERCENT_ALL = re.compile(r"(?:%[0-9A-Fa-f]{2}[0-9@-~]?){1,3000}")
_ADDRESS = re.compile(
    r"(?:://|www\.|\.(?:com|cn|org|net|gov)\b)[^/]{0,100}/|\.html?\b|[?&;]\w{1,30}=|=[\"']",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</(?:a|p|div|span|td|li|script|body|html)>", re.IGNORECASE)
_PATH = re.compile(r"[/?][A-Za-z0-9]")
_BREAK = re.compile("[\\s\"'<>]|[^\x00-\x7f]")  # what ends an address
# The same among escaped bytes: blanks, and ， 。 、 ； ） in UTF-8, GBK and Big5.
_ENDS = re.compile(
    rb"[\t\n\r ]|\)[;,]|\xef\xbc[\x8c\x9b\x89]|\xe3\x80[\x81\x82]|\xa3[\xac\xbb\xa9]|\xa1[\xa2\xa3\x41\x43\x42\x46\x5e]"
)
# A quoted escape is code where something assigns it, passes it or lists it: "title": "\u4e2d…", ("\u4e2d…").
_CODE = re.compile(
    r"[{}]|[=(:,\[]\s?[\"']|[\"']\\u[0-9A-Fa-f\\u]{0,400}[\"']\s{0,4}$|\bvar\b|正则|转义|編碼|编码|encod|escape|unicode",
    re.IGNORECASE,
)


_Run: TypeAlias = tuple[int, str, bytes]
"""Where an escaped run starts, its text, the bytes it stands for."""


def unescape(text: str) -> list[Step]:
    """Steps for escaped Chinese in ``text``; none in addresses and code, none for what does not read as Chinese.

    References to Unicode code points (``&#20013;``) are the HTML parser's and stay, and so do percent and backslash
    escapes in a text that is HTML source: links and scripts are written so.
    """
    marked_up = _MARKUP.search(text) is not None  # a page as it was written: escapes in it are code
    for sign, find in (
        ("&#", _references),
        ("%u", _percent_u),
        ("%", _percent),
        ("\\u", _backslash_u),
        ("~{", _hz),
    ):
        if sign in text and not (marked_up and sign in ("%u", "%", "\\u")):
            steps = unquoted_in(text, _proven(list(find(text))))
            if steps:
                return steps
    return []


def _proven(steps: list[Step]) -> list[Step]:
    """The steps where together they read as Chinese."""
    whole = "".join(step.after for step in steps)[:4000]
    if len(_HAN.findall(whole)) < 2 or score(whole) < CREDIBLE:
        return []
    # The bytes were escaped on purpose, so a likely text is proof enough where it is too short to hang together.
    return steps if quality(whole) > -7.5 or score(whole) > -9.0 else []


def _references(text: str) -> Iterator[Step]:
    runs = []
    # Where all else is ASCII the whole text went through the escape, single characters too.
    pattern = _REFERENCES_ALL if text.isascii() else _REFERENCES
    for start, before in _joined(pattern.finditer(text)):
        data = bytearray()
        for decimal, hexadecimal, char in _REFERENCE.findall(before):
            data.append(
                int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else ord(char)
            )
        runs.append((start, before, bytes(data)))
    yield from _of_bytes("ncr", runs)


def _percent(text: str) -> Iterator[Step]:
    runs: list[_Run] = []
    held: list[_Run] = []
    inside = False
    escaped = text.isascii()  # all of it went through the escape, single marks too
    done = 0
    for start, before in _joined((_PERCENT_ALL if escaped else _PERCENT).finditer(text)):
        gap = text[max(done, start - 200) : start]
        word = _BREAK.split(gap)[-1]
        apart = not done or word != gap or start - done > 200
        inside = (inside and not apart) or bool(
            _ADDRESS.search(word) or (apart and _PATH.match(word))
        )
        run = (start, before, unquote_to_bytes(before))
        (held if inside else runs).append(run)
        inside = inside and not (escaped and _ENDS.search(run[2]))
        done = start + len(before)
    if escaped and runs:
        runs = sorted([*runs, *filter(None, map(_behind_address, held))])
    yield from _of_bytes("percent", runs)


def _joined(matches: Iterator[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """Start and text of each run: a pattern stops after some thousand characters, wherever that is in a character."""
    start, parts, end = 0, [""], 0
    for match in matches:
        if match.start() != end:
            if end > start:
                yield start, "".join(parts)
            start, parts = match.start(), []
        parts.append(match.group())
        end = match.end()
    if end > start:
        yield start, "".join(parts)


def _behind_address(run: _Run) -> _Run | None:
    """What follows an address within one run of an escaped text; None where it is all address."""
    start, before, data = run
    end = _ENDS.search(data)
    if end is None:
        return None
    offset = 0
    for _ in range(end.start()):
        offset += 3 if before[offset] == "%" else 1
    return start + offset, before[offset:], data[end.start() :]


def _of_bytes(name: str, runs: list[_Run]) -> Iterator[Step]:
    """Steps by the encoding that the bytes of all runs fit: UTF-8 if they are, else the likelier of GBK and Big5."""
    best: list[Step] = []
    worth = -99.0
    for kind, codec in (("utf-8", "utf-8"), ("gbk", "gb18030"), ("big5", "big5hkscs")):
        steps = []
        for start, before, data in runs:
            # The last letter may be the second half of a character or stand for itself.
            for cut in (0, 1) if before[-1] not in ";" and len(data) > 1 else (0,):
                try:
                    after = data[: len(data) - cut].decode(codec)
                except UnicodeDecodeError:
                    continue
                steps.append(Step(f"{name}>{kind}", start, before[: len(before) - cut], after))
                break
        whole = "".join(step.after for step in steps)[:4000]
        if whole.isascii():  # marks alone prove no encoding
            continue
        fit = quality(whole)
        fit += (5.0 if kind == "utf-8" else 0.0) - 20.0 * (len(runs) - len(steps)) / len(runs)
        if fit > worth:
            best, worth = steps, fit
    yield from (step for step in best if step.before != step.after)


def _codes(name: str, pattern: re.Pattern[str], text: str) -> Iterator[Step]:
    """Steps for runs of UTF-16 code units, in lines that are no code."""
    for line in _LINE.finditer(text):
        if pattern.search(line[0]) is None or _CODE.search(line[0]):
            continue
        for match in pattern.finditer(text, line.start(), line.end()):
            units = "".join(chr(int(code, 16)) for code in _CODES.findall(match.group()))
            after = units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            if "\ufffd" not in after and not after.isascii():
                yield Step(name, match.start(), match.group(), after)


def _percent_u(text: str) -> Iterator[Step]:
    return _codes("percent-u", _PERCENT_U, text)


def _backslash_u(text: str) -> Iterator[Step]:
    return _codes("backslash-u", _BACKSLASH_U, text)


def _hz(text: str) -> Iterator[Step]:
    for match in _HZ.finditer(text):
        try:
            after = match.group().encode("ascii").decode("hz")
        except UnicodeDecodeError:
            continue
        yield Step("hz", match.start(), match.group(), after)
