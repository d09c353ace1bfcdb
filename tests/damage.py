"""Every class of damage of docs/ENCODING.md, made from clean text."""

import html
from collections.abc import Callable, Iterable
from urllib.parse import quote

import opencc

_CP1252_HOLES = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
# A level of the clones' priority list, with one reading each (facts of the catalogue, not their text).
READINGS = {
    "發": "fā", "區": "qū", "戰": "zhàn", "優": "yōu", "業": "yè", "監": "jiān", "環": "huán", "經": "jīng",
    "現": "xiàn", "網": "wǎng", "數": "shù", "領": "lǐng", "協": "xié", "結": "jié", "據": "jù", "產": "chǎn",
    "權": "quán", "內": "nèi", "調": "diào", "構": "gòu", "礎": "chǔ", "標": "biāo", "導": "dǎo", "學": "xué",
    "責": "zé", "關": "guān", "務": "wù", "設": "shè", "機": "jī", "質": "zhì", "個": "gè", "濟": "jì",
    "強": "qiáng", "動": "dòng", "實": "shí", "進": "jìn", "計": "jì", "點": "diǎn", "對": "duì",
}  # fmt: skip


def latin1(data: bytes) -> str:
    return data.decode("latin-1")


def cp1252(data: bytes) -> str:
    """As the WHATWG index: the five holes become C1 controls."""
    return "".join(
        chr(byte) if byte in _CP1252_HOLES else bytes((byte,)).decode("cp1252") for byte in data
    )


def twice(text: str) -> str:
    return cp1252(cp1252(text.encode()).encode())


def utf8_as_gb18030(text: str) -> str:
    return text.encode().decode("gb18030", "replace")


def byte_references(text: str) -> str:
    """Every byte of the GBK form as a numeric character reference."""
    return "".join(
        char if char.isascii() else "".join(f"&#{byte};" for byte in char.encode("gb18030"))
        for char in text
    )


def percent(text: str, encoding: str) -> str:
    return quote(text, safe="/:?&= ", encoding=encoding)


def percent_u(text: str) -> str:
    return "".join(char if char.isascii() else f"%u{ord(char):04X}" for char in text)


def backslash_u(text: str) -> str:
    return "".join(char if char.isascii() else f"\\u{ord(char):04x}" for char in text)


def hz(text: str) -> str:
    return text.encode("hz").decode("ascii")


def unicode_references(text: str) -> str:
    return html.escape(text).encode("ascii", "xmlcharrefreplace").decode()


LOSSLESS: dict[str, Callable[[str], str]] = {
    "utf-8 as latin1": lambda text: latin1(text.encode()),
    "utf-8 as cp1252": lambda text: cp1252(text.encode()),
    "utf-8 twice": twice,
    "gbk as latin1": lambda text: latin1(text.encode("gb18030")),
    "gbk as cp1252": lambda text: cp1252(text.encode("gb18030")),
    "big5 as cp1252": lambda text: cp1252(traditional(text).encode("big5")),
    "big5 as gbk": lambda text: traditional(text).encode("big5").decode("gb18030"),
    "gbk as big5": lambda text: text.encode("gb2312").decode("big5"),
    "byte references": byte_references,
    "percent utf-8": lambda text: percent(text, "utf-8"),
    "percent gbk": lambda text: percent(text, "gb18030"),
    "percent u": percent_u,
    "backslash u": backslash_u,
    "hz": hz,
}
"""Class → damage. A text that the class cannot carry raises ``UnicodeError``."""

BIG5 = frozenset(("big5 as cp1252", "big5 as gbk"))
"""Classes whose truth is ``traditional(text)``."""

_converter = opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    converted: str = _converter.convert(text)
    return converted


def gloss(text: str, characters: Iterable[str] = READINGS) -> str:
    """The clones' way on characters: a reading behind every one of the set."""
    for char in characters:
        text = text.replace(char, f"{char}({READINGS[char]})")
    return text


def gloss_bytes(text: str, characters: Iterable[str] = READINGS) -> str:
    """The clones' way on bytes, blind to frames: what falls between two characters is glossed too.

    The reading itself travels outside the double-byte stream; a lead byte before ``(`` takes it along as ``?``.
    """
    data = text.encode("gbk")
    marks: list[str] = []
    for char in characters:
        marker = b"(\x01" + bytes((len(marks) + 2 + 0x1F,)) + b")"
        marks.append(READINGS[char])
        data = data.replace(char.encode("gbk"), char.encode("gbk") + marker)
    out = []
    at = 0
    while at < len(data):
        byte = data[at]
        if byte == 1:
            out.append(marks[data[at + 1] - 0x21])
            at += 2
        elif byte < 0x81:
            out.append(chr(byte))
            at += 1
        else:
            pair = data[at : at + 2]
            try:
                out.append(pair.decode("gbk"))
            except UnicodeDecodeError:
                out.append("?")
            at += 2
    return "".join(out)
