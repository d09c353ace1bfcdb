"""Every class of damage of docs/ENCODING.md, made from clean text.

A class that cannot carry a text raises ``UnicodeError``. Classes through Big5 damage ``traditional(text)``.
"""

import html
import random
import re
import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import quote

import opencc

Damage = Callable[[str], str]

_CP1252_HOLES = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
# The clones' priority list from the first character to the last, one reading each (facts of the catalogue).
READINGS = {
    "發": "fā", "區": "qū", "戰": "zhàn", "優": "yōu", "業": "yè", "監": "jiān", "環": "huán", "經": "jīng",
    "現": "xiàn", "網": "wǎng", "數": "shù", "領": "lǐng", "協": "xié", "結": "jié", "據": "jù", "產": "chǎn",
    "權": "quán", "內": "nèi", "調": "diào", "構": "gòu", "礎": "chǔ", "標": "biāo", "導": "dǎo", "學": "xué",
    "責": "zé", "關": "guān", "務": "wù", "設": "shè", "機": "jī", "質": "zhì", "個": "gè", "濟": "jì",
    "強": "qiáng", "動": "dòng", "實": "shí", "進": "jìn", "計": "jì", "點": "diǎn", "對": "duì",
    "報": "bào", "場": "chǎng", "長": "zhǎng", "會": "huì", "時": "shí", "國": "guó", "過": "guò", "來": "lái",
    "開": "kāi", "問": "wèn",
}  # fmt: skip
LESS_READ = {
    "則": "zé", "冊": "cè", "嚴": "yán", "圍": "wéi", "圖": "tú", "層": "céng", "幫": "bāng", "幾": "jǐ",
    "應": "yīng", "歷": "lì", "歸": "guī", "滿": "mǎn", "讓": "ràng", "貫": "guàn", "軟": "ruǎn", "載": "zài",
    "適": "shì", "選": "xuǎn", "鄉": "xiāng", "驗": "yàn", "驅": "qū", "鎮": "zhèn", "險": "xiǎn", "隨": "suí",
}  # fmt: skip
"""Characters that only the most thorough clones gloss."""


def latin1(data: bytes) -> str:
    return data.decode("latin-1")


def cp1252(data: bytes) -> str:
    """As the WHATWG index: the five holes become C1 controls."""
    return "".join(
        chr(byte) if byte in _CP1252_HOLES else bytes((byte,)).decode("cp1252") for byte in data
    )


def gb18030_in_browser(data: bytes) -> str:
    """The decoder of the WHATWG standard: 80 is €, a second byte that is ASCII is given back to the stream."""
    out: list[str] = []
    at = 0
    while at < len(data):
        size = 4 if data[at + 1 : at + 2].isdigit() and data[at] >= 0x81 else 2
        if data[at] < 0x80:
            out.append(chr(data[at]))
            at += 1
        elif data[at] == 0x80:
            out.append("€")
            at += 1
        else:
            try:
                out.append(data[at : at + size].decode("gb18030"))
                at += size
            except UnicodeDecodeError:
                out.append("\ufffd")
                at += 1 if data[at + 1 : at + 2].isascii() or size == 4 else 2
    return "".join(out).replace("\ue7c7", "\u1e3f")


def byte_references(text: str, form: str = "&#{};", encoding: str = "gb18030") -> str:
    """Every byte of the GBK form as a numeric character reference."""
    return "".join(
        char if char.isascii() else "".join(form.format(byte) for byte in char.encode(encoding))
        for char in text
    )


def percent(text: str, encoding: str) -> str:
    return quote(text, safe="/:?&= ", encoding=encoding)


def percent_u(text: str) -> str:
    return "".join(char if char.isascii() else f"%u{ord(char):04X}" for char in text)


def backslash_u(text: str) -> str:
    return "".join(char if char.isascii() else f"\\u{ord(char):04x}" for char in text)


def unicode_references(text: str) -> str:
    """What the HTML parser undoes, and repair leaves to it."""
    return html.escape(text).encode("ascii", "xmlcharrefreplace").decode()


LOSSLESS: dict[str, Damage] = {
    "utf-8 as latin1": lambda text: latin1(text.encode()),
    "utf-8 as cp1252": lambda text: cp1252(text.encode()),
    "utf-8 as latin1 twice": lambda text: latin1(latin1(text.encode()).encode()),
    "utf-8 twice": lambda text: cp1252(cp1252(text.encode()).encode()),
    "traditional utf-8 as cp1252": lambda text: cp1252(traditional(text).encode()),
    "gbk as latin1": lambda text: latin1(text.encode("gb18030")),
    "gbk as cp1252": lambda text: cp1252(text.encode("gb18030")),
    "traditional gbk as cp1252": lambda text: cp1252(traditional(text).encode("gb18030")),
    "big5 as latin1": lambda text: latin1(traditional(text).encode("big5")),
    "big5 as cp1252": lambda text: cp1252(traditional(text).encode("big5")),
    "hkscs as cp1252": lambda text: cp1252(traditional(text).encode("big5hkscs")),
    "big5 as gbk": lambda text: traditional(text).encode("big5").decode("gb18030"),
    "gbk as big5": lambda text: text.encode("gb2312").decode("big5"),
    "gbk as hkscs": lambda text: text.encode("gb2312").decode("big5hkscs"),
    "byte references": byte_references,
    "byte references hex": lambda text: byte_references(text, "&#x{:X};"),
    "byte references utf-8": lambda text: byte_references(text, encoding="utf-8"),
    "byte references big5": lambda text: byte_references(traditional(text), encoding="big5"),
    "percent utf-8": lambda text: percent(text, "utf-8"),
    "percent gbk": lambda text: percent(text, "gb18030"),
    "percent big5": lambda text: percent(traditional(text), "big5"),
    "percent u": percent_u,
    "backslash u": backslash_u,
    "hz": lambda text: text.encode("hz").decode("ascii"),
}
"""Class → damage that keeps every byte."""

BIG5 = frozenset(name for name in LOSSLESS if "big5 as" in name or "hkscs as" in name) | {
    "traditional utf-8 as cp1252", "traditional gbk as cp1252", "byte references big5", "percent big5",
}  # fmt: skip
"""Classes whose truth is ``traditional(text)``."""

UTF8_AS_GBK: dict[str, Damage] = {
    "python gb18030": lambda text: text.encode().decode("gb18030", "replace"),
    "python gbk": lambda text: text.encode().decode("gbk", "replace"),
    "browser": lambda text: gb18030_in_browser(text.encode()),
    "dropped": lambda text: text.encode().decode("gb18030", "ignore"),
}
"""Reader → UTF-8 read as GBK, with the losses of that reader."""

LOSSY: dict[str, Damage] = {
    "gbk as utf-8": lambda text: text.encode("gb18030").decode("utf-8", "replace"),
    "big5 as utf-8": lambda text: traditional(text).encode("big5").decode("utf-8", "replace"),
    "utf-8 as ascii": lambda text: text.encode().decode("ascii", "replace"),
    "kun-jin-kao": lambda text: ("\ufffd" * (len(text) + len(text) % 2)).encode().decode("gb18030"),
    "question marks": lambda text: text.encode("ascii", "replace").decode(),
    "fill cc": lambda text: (b"\xcc" * 2 * len(text)).decode("gbk"),
    "fill cd": lambda text: (b"\xcd" * 2 * len(text)).decode("gbk"),
}
"""Class → damage that nobody can undo."""

GLOSSES = {
    "toned": "{c}({r})",
    "blank inside": "{c}({r} )",
    "blank before": "{c}( {r})",
    "blank behind": "{c}({r}) ",
    "repeated": "{c}({r})({r})",
    "full-width": "{c}（{r}）",
    "phonetic g": "{c}({g})",
}
"""Form → how a clone prints a reading."""

_converter = opencc.OpenCC("s2t")
_back = opencc.OpenCC("t2s")
SIMPLIFIED_READINGS = {_back.convert(char): reading for char, reading in READINGS.items()}
"""The same characters as the rarer clones print them, which leave the script alone."""


def traditional(text: str) -> str:
    converted: str = _converter.convert(text)
    return converted


def truth(name: str, text: str) -> str:
    """What the damage of class ``name`` was made from."""
    return traditional(text) if name in BIG5 else text


def span(text: str, damage: Damage, start: int, size: int) -> str:
    """Only ``text[start : start + size]`` damaged, as in a page stitched from two sources."""
    return text[:start] + damage(text[start : start + size]) + text[start + size :]


def toneless(reading: str) -> str:
    """The reading in bare letters: ``lǜ`` as ``lu``."""
    return "".join(char for char in unicodedata.normalize("NFD", reading) if char.isascii())


def gloss(text: str, characters: Iterable[str] = READINGS, form: str = "{c}({r})", *, toned: bool = True) -> str:  # fmt: skip
    """The clones' way on characters: a reading behind every one of the set."""
    known = READINGS | LESS_READ | SIMPLIFIED_READINGS
    for char in characters:
        reading = known[char] if toned else toneless(known[char])
        text = text.replace(char, form.format(c=char, r=reading, g=reading.replace("g", "\u0261")))
    return text


def gloss_bytes(text: str, characters: Iterable[str] = READINGS, *, toned: bool = True) -> str:
    """The clones' way on GBK bytes, blind to frames: what straddles two characters is glossed too."""
    known = READINGS | LESS_READ
    data = text.encode("gbk")
    for char in characters:
        reading = known[char] if toned else toneless(known[char])
        code = char.encode("gbk")
        data = data.replace(code, code + b"(" + reading.encode("gbk") + b")")
    return in_php(data)


def swallow_bytes(text: str, marks: str = "，。！？") -> str:
    """Punctuation put in its place byte-wise: a mark that straddles two characters costs the lead byte before it."""
    data = text.encode("gbk")
    starts = {0}
    for char in text:
        starts.add(max(starts) + len(char.encode("gbk")))
    found = [
        match.start()
        for mark in marks
        for match in re.finditer(re.escape(mark.encode("gbk")), data)
        if match.start() not in starts
    ]
    for at in sorted(found, reverse=True):
        data = data[:at] + b" " + data[at:]
    return in_php(data)


def in_php(data: bytes) -> str:
    """GBK as PHP's converter reads it: an impossible pair, whatever its second byte, is one question mark."""
    out: list[str] = []
    at = 0
    while at < len(data):
        size = 1 if data[at] < 0x81 else 2
        out.append(data[at : at + size].decode("gbk", "ignore")[:1] if size == 1 else _pair(data[at : at + 2]))  # fmt: skip
        at += size
    return "".join(out)


def _pair(data: bytes) -> str:
    try:
        return data.decode("gbk")
    except UnicodeDecodeError:
        return "?"


def inject_commas(text: str, rng: random.Random, share: float = 0.5) -> str:
    """A comma in front of ``share`` of the marks, as some clones put one behind every clause."""
    return re.sub("(?<=[\u4e00-\u9fff])[，。、；]", lambda mark: ("," if rng.random() < share else "") + mark[0], text)  # fmt: skip
