"""docs/ADDING_A_SITE.md names every key of a profile, and shows what the commands say."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from govnews.commands.check_site import check_site
from govnews.commands.new_site import new_site
from govnews.sites.profile import Crawl, Expect, Profile, Select, Signature

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "ADDING_A_SITE.md").read_text("utf-8")
REFERENCE = PAGE.split("## Every key")[1]
TABLES = {
    "signature": Signature,
    "select": Select,
    "crawl": Crawl,
    "expect": Expect,
}


def keys(text: str) -> set[str]:
    """Keys of the rows of a table."""
    return set(re.findall(r"^\| `(\w+)` \|", text, re.M))


def part(table: str) -> str:
    """What follows the name of a table, up to the next table's."""
    return re.split(
        r"^`\[\[?\w+\]?\]`", REFERENCE.split(f"\n`[{table}]`", 1)[1], maxsplit=1, flags=re.M
    )[0]


@pytest.mark.parametrize("table", TABLES)
def test_every_key_of_a_table_is_named_and_no_other(table: str):
    assert keys(part(table)) == {f.name for f in fields(TABLES[table])}


def test_every_key_at_the_top_is_named_and_no_other():
    top = keys(re.split(r"^`\[", REFERENCE, maxsplit=1, flags=re.M)[0])
    assert top == {f.name for f in fields(Profile)} - {"id", "layouts", *TABLES}


def test_every_key_of_a_layout_is_named_and_no_other():
    assert keys(part("[layout]")) == {"from", "until", "select"}


def test_options_shown_exist():
    known = "".join(
        (ROOT / "govnews/commands" / f"{c.__name__}.py").read_text() for c in (new_site, check_site)
    )
    for option in set(re.findall(r"--([a-z]+)", PAGE)):
        assert f"--{option}" in known or re.search(rf"^    {option}: ", known, re.M), option


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_the_page_can_be_found(name: str):
    assert "docs/ADDING_A_SITE.md" in (ROOT / name).read_text("utf-8")
