import pytest

from govnews.checks import validate
from govnews.model import Article, Fetch, Policy, Provenance, Section

TEXT = "本市今日召开会议，研究部署下一阶段重点工作，听取各部门情况汇报。"
SOUND = {
    "id": "a" * 64, "title": "标题", "date": "2024-01-02", "text": TEXT,
    "sections": (Section(0, None, None, (TEXT,)),), "url": "http://a.test/x",
}  # fmt: skip


def codes(**changes):
    return [(p.code, p.field) for p in validate(Article(**{**SOUND, **changes}))]


def test_a_sound_record_has_no_problem():
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": None}, ("title_missing", "title")),
        ({"date": None}, ("date_missing", "date")),
        ({"text": None, "sections": ()}, ("text_missing", "text")),
        ({"text": "短", "sections": (Section(0, None, None, ("短",)),)}, ("short_text", "text")),
        ({"site_name": "标题"}, ("title_is_site_name", "title")),
        ({"title": "锟斤拷"}, ("residue", "title")),
        ({"policy": Policy(signed_on="2024-02-01")}, ("date_conflict", "date")),
        ({"date": "2024-1-2"}, ("malformed", "date")),
        ({"policy": Policy(written_on="去年")}, ("malformed", "policy.written_on")),
        ({"id": "x"}, ("malformed", "id")),
        ({"url": "x y"}, ("malformed", "url")),
        ({"subtitle": ""}, ("malformed", "subtitle")),
        ({"sections": ()}, ("malformed", "sections")),
        ({"version": 0}, ("malformed", "version")),
        (
            {"provenance": Provenance(fetch=Fetch(fetched_at="2023-01-01T00:00:00+08:00"))},
            ("date_after_fetch", "date"),
        ),
    ],
)
def test_finding(changes, expected):
    assert codes(**changes) == [expected]
