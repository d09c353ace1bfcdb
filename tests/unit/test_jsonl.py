import json

import pytest

from govnews.errors import LineError
from govnews.jsonl import dump_line, load_line
from govnews.model import Article, Failure, Policy, Provenance, Section


def article(**values):
    return Article(id="0" * 64, **values)


def test_round_trip():
    a = article(
        text="甲\n乙",
        sections=(Section(0, None, None, ("甲", "乙")),),
        policy=Policy(issuers=("某部",)),
    )
    assert load_line(dump_line(a)) == a


def test_keys_in_the_order_of_the_design():
    keys = list(json.loads(dump_line(article())))
    assert keys[:7] == [
        "schema_version",
        "id",
        "version",
        "url",
        "canonical_url",
        "native_id",
        "kind",
    ]
    assert keys[-1] == "provenance"


def test_a_line_is_one_line_for_every_reader():
    line = dump_line(article(title="甲\u2028乙\u2029丙\x85丁\n戊"))
    assert len(line.splitlines()) == 1
    assert load_line(line).title == "甲\u2028乙\u2029丙\x85丁\n戊"


def test_lone_surrogates_become_replacement_characters():
    assert load_line(dump_line(article(title="a\ud800b"))).title == "a�b"
    assert load_line(dump_line(article(title="😀"))).title == "😀"


def test_nan_is_refused():
    provenance = Provenance()
    object.__setattr__(provenance, "decoding", type(provenance.decoding)(confidence=float("nan")))
    with pytest.raises(ValueError, match="not JSON compliant"):
        dump_line(article(provenance=provenance))


def test_a_failure_is_a_line_too():
    assert json.loads(dump_line(Failure("http://a.test/", "blocked", 521, "fetch", "x"))) == {
        "url": "http://a.test/", "reason": "blocked", "status": 521, "stage": "fetch", "message": "x",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.pop("title"), "title: the key is missing"),
        (lambda d: d.update(version="1"), "version: expected int, found str"),
        (lambda d: d.update(extra=1), "extra: this key is not part"),
        (lambda d: d.update(sections=[{"level": 1}]), r"sections\[0\].number: the key is missing"),
        (lambda d: d.update(policy=None), "policy.: expected an object"),
        (lambda d: d.update(images={}), "images: expected a list"),
    ],
)
def test_what_does_not_fit_is_named(change, message):
    data = json.loads(dump_line(article()))
    change(data)
    with pytest.raises(LineError, match=message):
        load_line(json.dumps(data))


@pytest.mark.parametrize("line", ["", "{", "[]", "null"])
def test_not_a_record(line):
    with pytest.raises(LineError):
        load_line(line)
