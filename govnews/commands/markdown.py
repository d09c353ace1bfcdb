"""An article as Markdown (CommonMark, with the tables of GitHub), its metadata as YAML in front.

Every value of the page is escaped: nothing that a page prints becomes markup, a link of its own or a second front matter.
"""

import json
import re
from collections.abc import Iterator
from itertools import groupby

from govnews.model import Article, RelatedLink, Section, Table

# https://spec.commonmark.org/0.31.2/#backslash-escapes: those that can begin or end something inside a line.
_INLINE = re.compile(r"([\\`*_\[\]<>|~&$])")
# What makes a block where a line begins with it: headings, quotes, lists, rules, setext underlines.
_LEADING = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)]))")
_UNSAFE = re.compile(r"[\s<>\\]|[\x00-\x20\x7f]")
_BREAKING = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NAMES = {"prev_next": "上一篇、下一篇"}


def as_markdown(article: Article) -> str:
    """The document of one article: front matter, headline, sections, pictures, attachments and links; ends with a newline."""
    blocks = [f"# {_text(article.title or '(no title)')}"]
    if article.subtitle:
        blocks.append(f"*{_text(article.subtitle)}*")
    tables = list(article.tables)
    for section in article.sections:
        blocks += _section(section, tables)
    blocks += [_table(table) for table in tables]
    blocks += [_picture(image.url, image.alt, image.caption) for image in article.images]
    blocks += _links(article)
    return "\n\n".join([_front(article), *blocks]) + "\n"


def _front(article: Article) -> str:
    """YAML whose scalars are JSON, which YAML 1.2 is a superset of (§1.3)."""
    policy = article.policy
    values = {
        "title": article.title, "url": article.url, "canonical_url": article.canonical_url, "id": article.id,
        "version": article.version, "kind": article.kind, "date": article.date,
        "date_modified": article.date_modified, "source": article.source, "source_url": article.source_url,
        "authors": list(article.authors), "editors": list(article.editors), "site_name": article.site_name,
        "breadcrumbs": list(article.breadcrumbs), "language": article.language,
        "description": article.description, "keywords": list(article.keywords),
        "doc_no": policy.doc_no, "index_no": policy.index_no, "issuers": list(policy.issuers),
        "written_on": policy.written_on, "published_on": policy.published_on,
        "effective_on": policy.effective_on, "repealed_on": policy.repealed_on, "validity": policy.validity,
        "content_hash": article.content_hash,
        "problems": [problem.code for problem in article.provenance.problems],
    }  # fmt: skip
    lines = [f"{name}: {_scalar(value)}" for name, value in values.items() if value]
    return "\n".join(["---", *lines, "---"])


def _scalar(value: object) -> str:
    """JSON with the characters escaped that YAML takes for line breaks or does not print (§5.1, §5.4)."""
    return _BREAKING.sub(
        lambda char: f"\\u{ord(char[0]):04x}", json.dumps(value, ensure_ascii=False)
    )


def _section(section: Section, tables: list[Table]) -> Iterator[str]:
    if section.heading:
        yield f"{'#' * min(section.level + 1, 6)} {_text(section.heading)}"
    for is_row, lines in groupby(section.paragraphs, key=lambda line: "\t" in line):
        if is_row and tables:
            yield _table(tables.pop(0))
        else:
            yield from (_block(line) for line in lines)


def _table(table: Table) -> str:
    width = max(map(len, table.rows), default=0)
    rows = [[_text(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    ruled = [rows[0], ["---"] * width, *rows[1:]] if rows else []
    lines = [f"| {' | '.join(row)} |" for row in ruled]
    return "\n".join([f"**{_text(table.caption)}**", "", *lines] if table.caption else lines)


def _picture(url: str, alt: str | None, caption: str | None) -> str:
    picture = f"![{_text(alt or caption or '')}](<{_address(url)}>)"
    return f"{picture}\n\n*{_text(caption)}*" if caption else picture


def _links(article: Article) -> Iterator[str]:
    if article.attachments:
        yield "## 附件"
        yield "\n".join(f"- {_link(a.title or a.url, a.url)}" for a in article.attachments)
    groups: dict[str, list[RelatedLink]] = {}
    for link in article.related_links:
        groups.setdefault(link.group or "", []).append(link)
    for name, links in groups.items():
        yield f"## {_text(_NAMES.get(name, name) or '相关链接')}"
        yield "\n".join(f"- {_link(link.title or link.url or '', link.url)}" for link in links)
    if article.cites:
        yield "## 文中提到的文件"
        yield "\n".join(
            f"- 《{_text(cite.title or '')}》{_text(cite.doc_no or '')}" for cite in article.cites
        )


def _link(title: str, url: str | None) -> str:
    return f"[{_text(title)}](<{_address(url)}>)" if url else _text(title)


def _address(url: str) -> str:
    """A URL inside angle brackets, which may hold neither blanks nor brackets."""
    return _UNSAFE.sub(lambda char: f"%{ord(char[0]) & 0xFF:02X}", url)


def _block(line: str) -> str:
    return _LEADING.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", _text(line))


def _text(value: str) -> str:
    return _INLINE.sub(r"\\\1", " ".join(value.split()))
