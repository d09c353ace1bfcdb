"""Pages that differ in their wrapping alone give the same record: saved in another way, printed once more, nested deeper, longer."""

import base64
import json
import quopri
import re
import time
from pathlib import Path
from typing import Any

import pytest

from govnews import Article, dump_line, extract
from govnews.drafts.gold import BOOKKEEPING

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"


def _pages() -> dict[str, tuple[dict[str, Any], bytes]]:
    found = {}
    for sidecar in sorted(FIXTURES.glob("*/*/page.json")):
        known = json.loads(sidecar.read_bytes())
        path = ROOT / known["body"] if "body" in known else sidecar.with_name("page.html")
        if path.exists() and path.suffix != ".txt" and "pages" not in known and known["url"]:
            found[sidecar.parent.relative_to(FIXTURES).as_posix()] = (known, path.read_bytes())
    return found


PAGES = _pages()


def record(article: Article) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(dump_line(article))
    return {key: value for key, value in fields.items() if key not in BOOKKEEPING}


def page(name: str) -> tuple[str, str, dict[str, Any]]:
    """The text of a page in UTF-8, its address and its gold."""
    known, body = PAGES[name]
    gold = json.loads((FIXTURES / name / "gold.json").read_bytes())
    return body.decode(), known["url"], gold


def mhtml(body: bytes, url: str, content_type: str | None, encoding: str) -> bytes:
    """A page in the one file in which a browser saves it."""
    written = quopri.encodestring(body) if encoding == "quoted-printable" else base64.encodebytes(body)  # fmt: skip
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--"\r\n\r\n\r\n----b--\r\n'
        f"Content-Type: {content_type or 'text/html'}\r\nContent-Transfer-Encoding: {encoding}\r\n"
        f"Content-Location: {url}\r\n\r\n"
    ).encode() + written + b"\r\n----b----\r\n"  # fmt: skip


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("name", PAGES)
def test_saved_as_mhtml(name: str, encoding: str) -> None:
    known, body = PAGES[name]
    url, content_type = known["url"], known["content_type"]
    saved = mhtml(body, url, content_type, encoding)
    assert record(extract(saved)) == record(extract(body, url, content_type=content_type))


@pytest.mark.parametrize("name", PAGES)
def test_the_address_in_a_comment(name: str) -> None:
    known, body = PAGES[name]
    url, content_type = known["url"], known["content_type"]
    marked = f"<!--\n Page saved with SingleFile \n url: {url} \n-->".encode() + body
    found = record(extract(marked, content_type=content_type))
    assert found == record(extract(body, url, content_type=content_type))


def test_a_table_of_word_of_half_a_megabyte() -> None:
    text, url, gold = page("city.sample.test/word-table")
    rows = re.findall(r"<tr>.*?</tr>", text, re.DOTALL)
    pair = "".join(rows[3:5])
    count = 500_000 // len(pair.encode()) + 1
    more = "".join(pair.replace(">2<", f">{n}<", 1) for n in range(3, 3 + count))
    body = text.replace(pair, pair + more).encode()
    assert len(body) > 500_000
    begun = time.process_time()
    article = extract(body, url)
    assert time.process_time() - begun < 10
    (table,) = article.tables
    head, last = gold["tables"][0]["rows"][:5], gold["tables"][0]["rows"][5:]
    grown = [
        (str(n), "滨河健身中心", *tested)
        for n in range(3, 3 + count)
        for tested in (("浑浊度", "合格"), ("余氯", "不合格"))
    ]
    assert [*table.rows] == [*map(tuple, head), *grown, *map(tuple, last)]
    lines = (article.text or "").split("\n")
    assert len(lines) == len(gold["text"].split("\n")) + 2 * count
    assert lines[-2:] == gold["text"].split("\n")[-2:]
    assert (article.title, article.date, article.source) == (gold["title"], gold["date"], gold["source"])  # fmt: skip


@pytest.mark.parametrize("profiles", ["all", "none"])
@pytest.mark.parametrize("deep", [1, 20, 300])
def test_sections_of_wechat_in_one_another(deep: int, profiles: Any) -> None:
    text, url, gold = page("county.sample.test/wechat")
    opened = '<section style="box-sizing: border-box;"><section data-role="paragraph">' * deep
    paragraph = '<section style="line-height:2em;">'
    assert text.count(paragraph) == text.count("</span></section></section>") == 3
    body = text.replace(paragraph, opened + paragraph)
    body = body.replace(
        "</span></section></section>", "</span>" + "</section></section>" * (deep + 1)
    )
    found = record(extract(body.encode(), url, profiles=profiles))
    assert found == gold


@pytest.mark.parametrize("profiles", ["all", "none"])
def test_an_edition_for_the_elder_more(profiles: Any) -> None:
    text, url, gold = page("city.sample.test/desktop-and-mobile")
    body = re.search(r'<div class="pc_only"><div class="view.*?</div></div>', text, re.DOTALL)
    assert body is not None
    third = body[0].replace("pc_only", "oldman_only").replace("trs_paper_default", "big")
    assert record(extract(text.replace(body[0], body[0] + third).encode(), url, profiles=profiles)) == gold  # fmt: skip
