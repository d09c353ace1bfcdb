"""The schema documents follow the dataclasses, docs/OUTPUT.md follows the schema, and our checker agrees with jsonschema."""

import copy
import json
import re
from pathlib import Path

import jsonschema
import pytest

from govnews.jsonl import dump_line
from govnews.model import (
    Article,
    Attachment,
    Cite,
    Failure,
    Image,
    Label,
    Policy,
    Problem,
    Provenance,
    RelatedLink,
    Repair,
    Section,
    Table,
)
from govnews.schema import ARTICLE_SCHEMA, FAILURE_SCHEMA, load_schema
from govnews.schema.conform import breaches
from govnews.schema.generate import documents

ROOT = Path(__file__).parents[3]
ARTICLE = dict(load_schema(ARTICLE_SCHEMA))
FAILURE = dict(load_schema(FAILURE_SCHEMA))


def full_record() -> dict:
    """A record with something in every list."""
    record = Article(
        id="0" * 64,
        title="关于做好冬季供暖工作的通知",
        date="2023-11-06T16:30:00+08:00",
        language="zh-Hans",
        text="各有关单位：\n现通知如下。",
        sections=(Section(0, None, None, ("各有关单位：",)), Section(1, "一、", "一、总体要求")),
        tables=(Table(None, (("项目", ""), ("一", "二")), 0),),
        images=(Image("https://www.sample.test/a.jpg"),),
        attachments=(Attachment("https://www.sample.test/a.pdf", size=0),),
        related_links=(RelatedLink("相关链接", "解读"),),
        cites=(Cite("供热条例", None),),
        policy=Policy(issuers=("某市人民政府",), labels=(Label("索引号", "000014349/2023-00001"),)),
        provenance=Provenance(
            repairs=(Repair("gloss", "page", 2, "供(gōng)暖", "供暖"),),
            problems=(Problem("date_conflict", "date", "META says another day"),),
        ),
    )
    return json.loads(dump_line(record))


@pytest.mark.parametrize("name", sorted(documents()))
def test_document_is_in_step_with_the_dataclasses(name):
    stored = (ROOT / "govnews" / "schema" / name).read_text("utf-8")
    assert stored == documents()[name], "run: python -m govnews.schema"


@pytest.mark.parametrize("schema", [ARTICLE, FAILURE], ids=["article", "failure"])
def test_document_is_a_valid_schema(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_object_is_closed_and_every_key_required():
    objects = [ARTICLE, FAILURE, *ARTICLE["$defs"].values()]
    for schema in objects:
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
        assert all(p["description"] for p in schema["properties"].values())


def test_full_record_conforms():
    assert breaches(full_record(), ARTICLE) == []
    jsonschema.validate(full_record(), ARTICLE)


def test_failure_conforms():
    line = dump_line(Failure("https://www.sample.test/", "blocked", 521, "fetch", "a challenge"))
    assert breaches(json.loads(line), FAILURE) == []


def _set(path, value):
    def change(record):
        *parents, last = path
        for step in parents:
            record = record[step]
        record[last] = value

    change.__name__ = ".".join(map(str, path)) + "=" + repr(value)[:30]
    return change


def _drop(key):
    def change(record):
        del record[key]

    change.__name__ = f"without {key}"
    return change


CHANGES = [
    _drop("title"),
    _drop("provenance"),
    _set(["extra"], 1),
    _set(["id"], "ABC"),
    _set(["schema_version"], "0.9"),
    _set(["version"], 0),
    _set(["version"], True),
    _set(["version"], "1"),
    _set(["kind"], "list"),
    _set(["title"], ""),
    _set(["title"], 3),
    _set(["date"], "20231106"),
    _set(["authors"], None),
    _set(["authors"], [""]),
    _set(["dateline"], None),
    _set(["sections", 0, "level"], -1),
    _set(["sections", 0, "level"], 0.5),
    _set(["sections", 0, "paragraphs", 0], None),
    _set(["tables", 0, "rows", 0], "项目"),
    _set(["tables", 0, "rows", 0, 1], None),
    _set(["attachments", 0, "sha256"], "00"),
    _set(["policy", "written_on"], "2023年11月"),
    _set(["policy", "labels", 0, "note"], "x"),
    _set(["provenance", "decoding", "confidence"], 1.5),
    _set(["provenance", "fetch", "status"], 20),
    _set(["provenance", "repairs", 0, "gain"], "0"),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_checker_and_jsonschema_refuse(change):
    record = copy.deepcopy(full_record())
    change(record)
    assert breaches(record, ARTICLE)
    assert list(jsonschema.Draft202012Validator(ARTICLE).iter_errors(record))


@pytest.mark.parametrize("value", [None, [], "text", 3, True], ids=repr)
def test_a_line_that_is_no_object_is_one_finding(value):
    assert len(breaches(value, ARTICLE)) == 1


def test_findings_are_bounded():
    assert len(breaches({str(n): n for n in range(1000)}, ARTICLE)) == 20


def _documented_rows() -> dict[str, str]:
    text = (ROOT / "docs" / "OUTPUT.md").read_text("utf-8")
    return dict(
        re.findall(
            r"^\| `([\w.\[\]]{1,80})` \| ((?:array|object|string|integer|number)[\w ]{0,40}) \|",
            text,
            re.M,
        )
    )


def _schema_rows(schema=ARTICLE, prefix=""):
    for key, value in schema["properties"].items():
        yield prefix + key, _type_named(value)
        reference = value.get("$ref") or value.get("items", {}).get("$ref")
        if reference:
            inner = ARTICLE["$defs"][reference.rsplit("/", 1)[1]]
            suffix = "[]." if "items" in value else "."
            yield from _schema_rows(inner, prefix + key + suffix)


def _type_named(value) -> str:
    if "$ref" in value:
        return "object"
    if value["type"] == "array":
        inner = _type_named(value["items"])
        return "array of " + (
            inner.replace("array", "arrays", 1) if inner.startswith("array") else inner + "s"
        )
    return " or ".join(value["type"]) if isinstance(value["type"], list) else value["type"]


def test_output_page_names_every_key_with_its_type():
    assert _documented_rows() == dict(_schema_rows()) | dict(_schema_rows(FAILURE))


def test_output_page_names_every_reason():
    text = (ROOT / "docs" / "OUTPUT.md").read_text("utf-8")
    described = re.search(r"blocked, .*?redirect", FAILURE["properties"]["reason"]["description"])
    reasons = re.findall(r"[a-z]\w+", described[0])
    assert len(reasons) > 10
    assert [r for r in reasons if f"`{r}`" not in text and r != "or"] == []
