"""Damage to pages: what networks, editors, clones and enemies do to them. Bytes and chance in, bytes out."""

import random
import re
from collections.abc import Callable

from benchmarks.shapes import SHAPES, bytes_of

Mutation = Callable[[bytes, random.Random], bytes]

_TAG = re.compile(rb"<[^<>]{0,2000}>")
_CODECS = ("gb18030", "big5", "utf-16-le", "utf-16-be", "utf-8", "cp1252", "shift_jis", "hz")
_LABELS = ("gb2312", "utf-8", "big5", "utf-16", "iso-8859-1", "nonsense", "x-user-defined", "utf-7")
_NESTED = ("div", "span", "font", "b", "table", "ul", "li", "section", "p", "a href=x", "blockquote", "form", "ruby", "h1", "em")  # fmt: skip
_ATTRIBUTES = ("class", "id", "style", "href", "title", "alt", "content", "onclick", "src", "name", "data-x")  # fmt: skip
_UNITS = ("a", " ", "a ", "zoom ", "政", "7", "(", "%", "&#", "2024-05-20 ", "display:none;", "../")
_LINES = (
    "来源：", "来源：样例日报 ", "发布时间：", "作者：样例 ", "责任编辑：样例 ", "索引号：", "发文字号：样政发〔2024〕7号 ", "附件：",
    "上一篇：", "当前位置：首页 > ", "2024-05-20 ", "2024年5月20日", "二〇二四年五月二十日", "5月20日 10:30 ", "第一条 ", "一、", "（一）", "记者：",
    "答：", "《样例》", "〔2024〕", "网站标识码：4400000001 ", "版权所有 ", "新华社北京4月24日电", "http://www.sample.test/", "(guó)", "\ufffd", "Ã¤",
)  # fmt: skip
_ELEMENTS = (
    "<a href=#.html>样例#</a>", "<form action=#><input>", "<meta name=n# content=样例>", "<script>var a=#;</script>", "<img src=#.jpg>",
    "<h1>样例#</h1>", "<h2>样例#</h2>", "<br>", "<iframe src=#></iframe>", "<style>.a{}</style>", "<table><tr><td>#<td>样例</table>", "<title>#</title>",
    "<div id=zoom>", "<p>", "</div>", "<li>样例#", "<td>", "<span>政</span>", "<b>", "</html>", "<!-- # -->", "<base href=/#/>", "<object>", "<select><option>#",
)  # fmt: skip
_OPEN = (b"<!--", b'<a href="', b"<script>", b"<title>", b"<textarea>", b"<style>", b"<p title='", b"<", b"<![CDATA[", b"<table><tr><td>", b"<svg>", b"<noscript>")  # fmt: skip


def _place(body: bytes, chance: random.Random) -> int:
    """A place between two tags, where there is any."""
    found = body.find(b"<", chance.randrange(len(body)))
    return max(found, 0)


def _put(body: bytes, at: int, new: bytes) -> bytes:
    return body[:at] + new + body[at:]


def _most(chance: random.Random, small: int, large: int, huge: int) -> int:
    """How much of it: seldom the most."""
    return chance.choices((small, large, huge), (60, 32, 8))[0]


def flipped(body: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    new = bytearray(body)
    for _ in range(chance.choice((1, 5, 60, 1000))):
        new[chance.randrange(len(new))] = chance.randrange(256)
    return bytes(new)


def cut(body: bytes, chance: random.Random) -> bytes:
    """The end is missing, or the start."""
    at = chance.randrange(1, len(body)) if len(body) > 1 else 1
    return body[:at] if chance.random() < 0.8 else body[at:] or body


def doubled(body: bytes, chance: random.Random) -> bytes:
    """A part, or all of it, stands there several times."""
    if chance.random() < 0.2:
        return body * _most(chance, 2, 5, 20)
    start = chance.randrange(len(body))
    end = chance.randrange(start, len(body)) + 1
    times = min(_most(chance, 1, 3, 50), 1_000_000 // (end - start) + 1)
    return body[:end] + body[start:end] * times + body[end:]


def holed(body: bytes, chance: random.Random) -> bytes:
    """A part is missing."""
    start = chance.randrange(len(body))
    return body[:start] + body[start + chance.randrange(1, 2000) :] or b"<p>"


def shuffled(body: bytes, chance: random.Random) -> bytes:
    """Its tags stand in another order."""
    tags = _TAG.findall(body)
    chance.shuffle(tags)
    rest = iter(tags)
    return _TAG.sub(lambda _: next(rest), body)


def untagged(body: bytes, chance: random.Random) -> bytes:
    """Some of its tags are missing."""
    share = chance.choice((0.02, 0.3, 0.9))
    return _TAG.sub(lambda m: b"" if chance.random() < share else m[0], body) or b"<p>"


def referenced(body: bytes, chance: random.Random) -> bytes:
    """Characters are references, right, wrong or unfinished."""
    form = chance.choice(("&#{};", "&#x{:x};", "&#{}", "&{};", "&amp;#{};"))
    share = chance.choice((0.01, 0.2))
    text = body.decode("utf-8", "replace")
    new = (form.format(ord(c)) if ord(c) > 127 and chance.random() < share else c for c in text)
    return "".join(new).encode("utf-8", "replace")


def nulled(body: bytes, chance: random.Random) -> bytes:
    """NULs, controls and odd marks stand in it."""
    odd = chance.choice((b"\x00", b"\x01", b"\x1b$B", b"\xff", b"\xef\xbb\xbf", b"\xfe\xff", b"\xe2\x80\xae", b"\xed\xa0\x80"))  # fmt: skip
    for _ in range(chance.choice((1, 20, 300))):
        body = _put(body, chance.randrange(len(body)), odd)
    return body


def lying(body: bytes, chance: random.Random) -> bytes:
    """It is in another encoding, or two, than it says."""
    text = body.decode(chance.choice(("utf-8", "gb18030")), "replace")
    codec = chance.choice(_CODECS)
    if chance.random() < 0.3:
        half = len(text) // 2
        other = chance.choice(_CODECS)
        return text[:half].encode(codec, "replace") + text[half:].encode(other, "replace")
    label = chance.choice(_LABELS)
    text = re.sub(r"charset\s{0,3}=\s{0,3}[\"']?[\w-]{1,20}", f'charset="{label}', text, count=1)
    return text.encode(codec, "replace") or b"<p>"


def misread(body: bytes, chance: random.Random) -> bytes:
    """Somebody read it wrong and saved what he saw."""
    text = body.decode("utf-8", "replace")
    written, read = chance.choice((("utf-8", "cp1252"), ("utf-8", "gb18030"), ("gb18030", "latin-1"), ("big5", "gb18030")))  # fmt: skip
    return text.encode(written, "replace").decode(read, "replace").encode() or b"<p>"


def nested(body: bytes, chance: random.Random) -> bytes:
    """Its parts stand in one another, up to 5,000 deep."""
    tags = "".join(f"<{tag}>" for tag in chance.sample(_NESTED, chance.choice((1, 1, 2, 3))))
    return _put(body, _place(body, chance), tags.encode() * _most(chance, 300, 2000, 5000))


def stuffed(body: bytes, chance: random.Random) -> bytes:
    """An attribute holds up to 1 MB."""
    unit = chance.choice(_UNITS).encode()
    value = unit * (_most(chance, 1000, 30_000, 1_000_000) // len(unit))
    tag = chance.choice(("div", "p", "a", "img", "meta", "table", "td", "span", "body", "script"))
    quote = chance.choice(('"', "'", ""))
    opened = f"<{tag} {chance.choice(_ATTRIBUTES)}={quote}".encode()
    return _put(body, _place(body, chance), opened + value + f"{quote}>".encode())


def repeated(body: bytes, chance: random.Random) -> bytes:
    """One label, date or mark stands there over and over, in one line or in many."""
    unit = chance.choice(_LINES)
    before, after = chance.choice((("", ""), ("", ""), ("<p>", "</p>"), ("", "<br>"), ("", "\n"), ("<td>", ""), ("<div class=content>", "</div>")))  # fmt: skip
    times = _most(chance, 50, 500, 5000)
    return _put(body, _place(body, chance), (before + unit + after).encode() * times)


def crowded(body: bytes, chance: random.Random) -> bytes:
    """Elements of one kind stand there by the thousand."""
    unit = chance.choice(_ELEMENTS)
    new = "".join(unit.replace("#", str(n)) for n in range(_most(chance, 100, 1000, 8000)))
    return _put(body, _place(body, chance), new.encode())


def opened(body: bytes, chance: random.Random) -> bytes:
    """A quote, comment or element never ends."""
    for _ in range(chance.choice((1, 1, 3, 100))):
        body = _put(body, _place(body, chance), chance.choice(_OPEN))
    return body


def shaped(body: bytes, chance: random.Random) -> bytes:
    """A page of ``shapes`` stands in it, of up to 200 kB."""
    new = bytes_of(chance.choice(sorted(SHAPES)), _most(chance, 2000, 20_000, 200_000))
    return _put(body, _place(body, chance), new)


MUTATIONS: dict[str, Mutation] = {
    m.__name__: m
    for m in (
        flipped, cut, doubled, holed, shuffled, untagged, referenced, nulled, lying, misread, nested, stuffed, repeated,
        crowded, opened, shaped,
    )
}  # fmt: skip
"""Each kind of damage by its name."""
_LIMIT = 4_000_000  # bytes: beyond this a page grows no more


def damaged(body: bytes, names: str, seed: int) -> bytes:
    """The page with each damage of ``names``, joined by ``+``, in turn; the same for the same seed."""
    chance = random.Random(seed)
    for name in names.split("+"):
        body = MUTATIONS[name](body, chance)[:_LIMIT] or b"<p>"
    return body
