import csv
import io
import json

import pytest

from govnews import Article, Attachment
from pipelines.export import TableExporter

ATTACHED = Attachment(
    url="http://a.test/=1.pdf", title="=1+1", media_type=None, sha256=None, size=None
)


def row_of(article: Article) -> dict[str, str]:
    file = io.BytesIO()
    exporter = TableExporter(file)
    exporter.start_exporting()
    exporter.export_item(article)
    exporter.export_item("no article")
    exporter.finish_exporting()
    [row] = csv.DictReader(io.StringIO(file.getvalue().decode("utf-8")))
    return row


@pytest.mark.parametrize(
    "title", ["=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1"], ids=repr
)
def test_no_cell_is_a_formula(title: str) -> None:
    assert row_of(Article(id="a", title=title))["title"] == f"'{title}"


def test_a_row_has_every_key_and_nested_values_as_json() -> None:
    row = row_of(Article(id="a", title="样例标题", text="一\n二", attachments=(ATTACHED,)))
    assert (row["title"], row["text"], row["subtitle"]) == ("样例标题", "一\n二", "")
    assert json.loads(row["attachments"])[0]["title"] == "=1+1"
    assert json.loads(row["policy"])["doc_no"] is None
