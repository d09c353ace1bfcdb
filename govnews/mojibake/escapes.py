r"""Chinese text left in an escaped form: byte-wise references, percent and ``\u`` escapes, HZ."""

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from govnews.model import Step
from govnews.mojibake.twobyte import quality
from govnews.plausibility import CREDIBLE, score

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_BYTE = r"&#(?:1[2-9]\d|2[0-4]\d|25[0-5]|[xX][89a-fA-F][0-9a-fA-F]);"
_LOW = r"(?:&#(?:4[89]|5[0-7]|6[4-9]|[7-9]\d|1[01]\d|12[0-6]|[xX][3-7][0-9a-fA-F]);|[0-9@-~](?=&#))"
_REFERENCES = re.compile(rf"(?:{_BYTE}{_LOW}?){{2,2000}}")
_REFERENCE = re.compile(r"&#(?:(\d{1,3})|[xX]([0-9a-fA-F]{2}));|(.)", re.DOTALL)
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}[0-9@-~]?){2,3000}")
_PERCENT_U = re.compile(r"(?:%u[0-9A-Fa-f]{4}){1,3000}")
_BACKSLASH_U = re.compile(r"(?:\\u[0-9A-Fa-f]{4}){1,3000}")
_CODES = re.compile(r"[%\\]u([0-9A-Fa-f]{4})")
_HZ = re.compile(r"~\{((?:[!-}][!-~]){1,2000})~\}")  # RFC 1843: two bytes of 21-7E a character
_PERCENT_ALL = re.compile(r"(?:%[0-9A-Fa-f]{2}[0-9@-~]?){1,3000}")
_ADDRESS = re.compile(
    r"://|www\.|\.(?:com|cn|org|net|gov|html?)\b|^[/?][A-Za-z0-9]|[?&]\w{1,30}=", re.IGNORECASE
)
_CODE = re.compile(
    r"[{}]|[=(]\s?[\"']|[\"']\\u|\bvar\b|正则|转义|編碼|编码|encod|escape|unicode", re.IGNORECASE
)


def unescape(text: str) -> list[Step]:
    """Steps for escaped Chinese in ``text``; none in addresses and code, none for what does not read as Chinese.

    References to Unicode code points (``&#20013;``) are the HTML parser's and stay.
    """
    for sign, find in (
        ("&#", _references),
        ("%u", _percent_u),
        ("%", _percent),
        ("\\u", _backslash_u),
        ("~{", _hz),
    ):
        if sign in text:
            steps = _proven(list(find(text)))
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
    for match in _REFERENCES.finditer(text):
        data = bytearray()
        for decimal, hexadecimal, char in _REFERENCE.findall(match.group()):
            data.append(
                int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else ord(char)
            )
        runs.append((match.start(), match.group(), bytes(data)))
    yield from _of_bytes("ncr", runs)


def _percent(text: str) -> Iterator[Step]:
    runs = []
    done = 0
    # Where all else is ASCII the whole text went through the escape, single marks too.
    pattern = _PERCENT_ALL if text.isascii() else _PERCENT
    for match in pattern.finditer(text):
        word = text[max(done, match.start() - 200) : match.start()].rpartition(" ")[2]
        if not _ADDRESS.search(word):
            runs.append((match.start(), match.group(), unquote_to_bytes(match.group())))
        done = match.end()
    yield from _of_bytes("percent", runs)


def _of_bytes(name: str, runs: list[tuple[int, str, bytes]]) -> Iterator[Step]:
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
        if not steps:
            continue
        fit = quality("".join(step.after for step in steps)[:4000])
        fit += (5.0 if kind == "utf-8" else 0.0) - 20.0 * (len(runs) - len(steps)) / len(runs)
        if fit > worth:
            best, worth = steps, fit
    yield from (step for step in best if step.before != step.after)


def _codes(name: str, pattern: re.Pattern[str], text: str) -> Iterator[Step]:
    for match in pattern.finditer(text):
        units = "".join(chr(int(code, 16)) for code in _CODES.findall(match.group()))
        after = units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if "\ufffd" not in after and not after.isascii():
            yield Step(name, match.start(), match.group(), after)


def _percent_u(text: str) -> Iterator[Step]:
    return _codes("percent-u", _PERCENT_U, text)


def _backslash_u(text: str) -> Iterator[Step]:
    for match in re.finditer(r"[^\r\n]{1,24000}", text):
        if "\\u" in match.group() and not _CODE.search(match.group()):
            for step in _codes("backslash-u", _BACKSLASH_U, match.group()):
                yield Step(step.step, step.start + match.start(), step.before, step.after)


def _hz(text: str) -> Iterator[Step]:
    for match in _HZ.finditer(text):
        try:
            after = match.group().encode("ascii").decode("hz")
        except UnicodeDecodeError:
            continue
        yield Step("hz", match.start(), match.group(), after)
