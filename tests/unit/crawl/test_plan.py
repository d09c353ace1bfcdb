from pathlib import Path

import pytest
from scrapy.settings import Settings

from spiders.plan import BadArgument, read_plan, split_portals


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings({"GOVNEWS_OUTPUT": str(tmp_path), "GOVNEWS_PORTAL": "sample"})


def test_default_is_the_sample(settings: Settings, tmp_path: Path) -> None:
    plan = read_plan({}, settings)
    assert (plan.portal.id, plan.folder, plan.portal.local) == ("sample", tmp_path / "sample", True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"portl": "x"}, "did you mean portal"),
        ({"portal": "nowhere"}, "no portal is called"),
        ({"portal": "ftp://a.test/"}, "http or https"),
        ({"url": "file:///etc/passwd"}, "http or https"),
        ({"url": "http://a.test/", "portal": "sample"}, "exclude"),
        ({"saved": "/no/such/folder"}, "no such file"),
        ({"since": "yesterday"}, "2024-01-31"),
        ({"max_pages": "0"}, "whole number"),
        ({"max_pages": "many"}, "whole number"),
        ({"fresh": "yes"}, "1 or 0"),
        ({"shard": "9/8"}, "k from 1"),
    ],
    ids=str,
)
def test_bad_argument_is_explained(
    settings: Settings, arguments: dict[str, str], said: str
) -> None:
    with pytest.raises(BadArgument, match=said):
        read_plan(arguments, settings)


def test_fresh_writes_beside(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample-2").mkdir()
    assert read_plan({"fresh": "1"}, settings).folder == tmp_path / "sample-3"


def test_several_portals_are_several_crawls() -> None:
    parts = split_portals({"portal": "a, b,a", "since": "2024-01-01"})
    assert [p["portal"] for p in parts] == ["a", "b"]
    assert all(p["since"] == "2024-01-01" for p in parts)


def test_environment_names_the_output(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOVNEWS_OUTPUT", str(tmp_path / "env"))
    plan = read_plan({}, Settings({"GOVNEWS_PORTAL": "sample"}))
    assert plan.folder == tmp_path / "env" / "sample"
