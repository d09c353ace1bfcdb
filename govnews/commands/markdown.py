"""A record as a Markdown document: YAML front matter with the metadata, then the article, then what belongs to it.

CommonMark 0.31 (https://spec.commonmark.org/0.31.2/) with the tables of GFM (https://github.github.com/gfm/). Whatever
the page says is text: no printed character can open a heading, a link, markup or a second front matter.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from govnews.jsonl import dump_line
from govnews.model import Article, Cite, Image, Section, Table

# What the document shows below its metadata; `simplified.text` is the text once more.
_SHOWN = ("text", "sections", "tables", "images", "attachments", "related_links", "cites")
SEPARATOR = "<!-- next record -->\n\n"
"""Stands between two documents of one file. No page can print it: markup of the page is escaped."""

# CommonMark lets every ASCII punctuation mark be escaped; these mean something within a line.
_INLINE = re.compile(r"[\\`*_{}\[\]<>|~#$&]")
# What means something at the beginning of a line: lists, rules, quotes, underlines of headings, definitions.
_OPENING = re.compile(r"^(?:[-+=:%]|(?P<number>\d{1,9})(?=[.)](?: |$)))")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")
_LINKABLE = re.compile(r"^(?:https?|ftp)://", re.IGNORECASE)
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"[\s<>\\\x00-\x1f\x7f\"`]")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
# YAML 1.2 §5.1: printable; line breaks of YAML 1.1 are escaped as well (https://yaml.org/spec/1.2.2/#51-character-set).
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def as_markdown(article: Article) -> str:
    """The document of one record, ending in one line feed. Null members and empty lists are left out."""
    blocks = [_front_matter(article)]
    if article.title:
        blocks.append(f"# {_inline(article.title)}")
    blocks += _text(article)
    blocks += _after(article)
    return "\n\n".join(blocks) + "\n"


def _front_matter(article: Article) -> str:
    """YAML, one key of the record a line; its values are JSON, which YAML 1.2 is a superset of (§1.3)."""
    record: dict[str, Any] = json.loads(dump_line(article))
    record["simplified"].pop("text")
    provenance = record["provenance"]
    provenance["evidence"] = {e["field"]: e["rule"] for e in provenance["evidence"]}
    known = {k: v for k, v in _known(record).items() if k not in _SHOWN}
    return "\n".join(["---", *(f"{k}: {_json(v)}" for k, v in known.items()), "---"])


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """The members that say something, inside other members too."""
    said = {key: _said(value) for key, value in values.items()}
    return {
        key: value for key, value in said.items() if value is not None and value not in ({}, [])
    }


def _said(value: Any) -> Any:
    if isinstance(value, list):
        return [_said(member) for member in value]
    return _known(value) if isinstance(value, dict) else value


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _text(article: Article) -> Iterator[str]:
    """The article itself: every section with its tables, and each image before its caption."""
    sections = article.sections
    if not sections and article.text:
        sections = (Section(0, None, None, tuple(article.text.split("\n"))),)
    captioned = {i.caption for i in article.images if i.caption}
    waiting = {c: [i for i in article.images if i.caption == c] for c in captioned}
    placed: set[int] = set()
    for number, section in enumerate(sections):
        if section.heading:
            yield f"{'#' * min(section.level + 1, 6)} {_inline(section.heading)}"
        tables = [(n, t) for n, t in enumerate(article.tables) if t.section == number]
        at = 0
        while at < len(section.paragraphs):
            paragraph = section.paragraphs[at]
            if tables and _stands_at(tables[0][1], section.paragraphs, at):
                n, table = tables.pop(0)
                placed.add(n)
                yield from _captioned(table, section.paragraphs[at - 1] if at else None)
                at += len(table.rows)
                continue
            yield from map(_image, waiting.pop(paragraph, ()))
            yield _line(paragraph)
            at += 1
    for n, table in enumerate(article.tables):
        if n not in placed:
            yield from _captioned(table, None)
    rest = [i for i in article.images if not i.caption or i.caption in waiting]
    yield from map(_image, rest)


def _stands_at(table: Table, paragraphs: Sequence[str], at: int) -> bool:
    """Whether the paragraphs from ``at`` on are the table's rows as printed, merged cells once."""
    printed = paragraphs[at : at + len(table.rows)]
    return len(printed) == len(table.rows) and all(map(_is_row, printed, table.rows))


def _is_row(printed: str, row: tuple[str, ...]) -> bool:
    cells = iter(row)
    return all(cell in cells for cell in printed.split("\t"))


def _after(article: Article) -> Iterator[str]:
    """Attachments, related links and cites, below a rule: what the text does not hold, or holds scattered."""
    blocks: list[str] = []
    if article.attachments:
        items = [_item(a.title or a.url, a.url, a.media_type) for a in article.attachments]
        blocks += ["## 附件", "\n".join(items)]
    links = sorted(article.related_links, key=lambda link: _groups(article).index(link.group))
    for group, members in groupby(links, key=lambda link: link.group):
        blocks.append(f"## {_inline(_named(group))}")
        blocks.append("\n".join(_item(m.title, m.url, m.date) for m in members))
    if article.cites:
        blocks.append("## 文中提到的文件")
        blocks.append("\n".join(f"- {_cite(cite)}" for cite in article.cites))
    if blocks:
        yield "***"
        yield from blocks


def _cite(cite: Cite) -> str:
    title = f"《{_inline(cite.title)}》" if cite.title else ""
    return title + _inline(cite.doc_no or "")


def _groups(article: Article) -> list[str | None]:
    """The groups of related links, in the order of the page."""
    return list(dict.fromkeys(link.group for link in article.related_links))


def _named(group: str | None) -> str:
    return {None: "相关链接", "prev_next": "上一篇、下一篇"}.get(group, group or "")


def _item(title: str, url: str | None, note: str | None) -> str:
    return f"- {_link(title, url)}" + (f" ({_inline(note)})" if note else "")


def _image(image: Image) -> str:
    label = image.caption or image.alt or ""
    shown = f"!{_link(label, image.url)}"
    return shown if shown.startswith("![") else _line(f"{label} {image.url}")


def _captioned(table: Table, above: str | None) -> Iterator[str]:
    """A table below its caption, where the line above is not the caption already."""
    if table.caption and table.caption != above:
        yield f"**{_inline(table.caption)}**"
    yield _table(table)


def _table(table: Table) -> str:
    """A table of GFM; its first row is the header, which GFM asks for."""
    width = max((len(row) for row in table.rows), default=0)
    rows = [[_inline(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * width}")
    return "\n".join(lines)


def _link(title: str, url: str | None) -> str:
    """A link where the address is one of the web or of a file beside; ``javascript:`` and the like stay text."""
    if not url:
        return _inline(title)
    if _SCHEME.match(url) and not _LINKABLE.match(url):
        return _inline(title if title == url else f"{title} {url}")
    address = _IN_ADDRESS.sub(lambda c: "".join(f"%{b:02X}" for b in c[0].encode()), url)
    return f"[{_inline(title)}](<{_ENTITY.sub('&amp;', address)}>)"


def _line(text: str) -> str:
    """Text as one line that is nothing but text, wherever it stands."""
    escaped = _inline(text)
    opening = _OPENING.match(escaped)
    if not opening:
        return escaped
    at = opening.end("number") if opening["number"] else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def _inline(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", _BLANK.sub(" ", text).strip())
