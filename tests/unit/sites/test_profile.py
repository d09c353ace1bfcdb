from datetime import date
from pathlib import Path

import pytest

from govnews.errors import ProfileError
from govnews.sites.profile import DATA, load_profiles, parse_profile, read_profile

GOOD = 'name = "市"\nhosts = ["www.example.test"]\nverified = "2026-11, own page"\n'


def write(folder: Path, text: str, name: str = "www.example.test") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD + '[select]\ntitel = ["h1"]\n', ["line 5", "'titel'", "'title'"]),
        (GOOD + '[select]\ntitle = "h1"\n', ["line 5", "a list of strings"]),
        (GOOD + "[crawl]\nlocal = 1\n", ["true or false"]),
        (GOOD + "[crawl]\narticle = ['(']\n", ["not a pattern"]),
        (GOOD + "[[layout]]\nuntil = 2014\n", ["a date"]),
        (GOOD + "familie = 'x'\n", ["line 4", "'family'"]),
        (GOOD + "zone = 'Peking'\n", ["line 4", "'+08:00'"]),
        ("# titel is no key\n" + GOOD + "[select]\ntitel = ['h1']\n", ["line 6", "'title'"]),
        ('name = "x"\nverified = "y"\n', ["nothing would ever use it"]),
        ('hosts = ["a.test"]\nname = "x"\n', ["'verified' is missing"]),
        (GOOD + "[select\n", ["www.example.test.toml"]),
        (GOOD + "select = 1\n", ["must be a table"]),
    ],
    ids=lambda value: value[-24:] if isinstance(value, str) else "",
)
def test_what_the_loader_does_not_know_is_named(tmp_path: Path, text: str, says: list[str]) -> None:
    with pytest.raises(ProfileError) as failure:
        read_profile(write(tmp_path, text))
    for words in says:
        assert words in str(failure.value)


def test_a_folder_adds_profiles_and_an_unknown_family_fails(tmp_path: Path) -> None:
    write(tmp_path, GOOD + 'family = "trs_wcm"\n')
    found = load_profiles(tmp_path).of("http://example.test/a.html")
    assert found is not None
    assert found.family == "trs_wcm"
    other = tmp_path / "other"
    other.mkdir()
    write(other, GOOD + 'family = "nothing_known"\n')
    with pytest.raises(ProfileError, match="trs_wcm"):
        load_profiles(other)


def test_one_more_profile_takes_its_hosts_from_whoever_had_them() -> None:
    known = load_profiles()
    own = parse_profile(GOOD.replace("www.example", "www.sample"), "mine.toml")
    more = known.plus(own)
    assert more.of("http://www.sample.test/") is own
    assert more.of("http://tw.sample.test/") is known.of("http://tw.sample.test/")
    assert known.of("http://www.sample.test/") is not own
    family = parse_profile('name = "x"\nverified = "y"\n[signature]\nmarkup = [".x"]\n', "x.toml")
    assert known.plus(family).families["x"] is family
    with pytest.raises(ProfileError, match="no family 'y'"):
        known.plus(parse_profile(GOOD + 'family = "y"\n', "mine.toml"))


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes('name = "市"'.encode("gb18030"))
    with pytest.raises(ProfileError, match=r"a\.toml: not UTF-8 at byte 8"):
        read_profile(tmp_path / "a.toml")


def test_host_comes_before_family_before_generic(tmp_path: Path) -> None:
    write(tmp_path, GOOD + 'family = "trs_wcm"\n[select]\ntitle = ["h1"]\n')
    profiles = load_profiles(tmp_path)
    host = profiles.of("http://www.example.test/")
    rules = [level.rule for level in profiles.levels(host, ["trs_wcm"], None)]
    assert rules == ["site:www.example.test", "family:trs_wcm", "generic"]
    assert [s.rule for s in profiles.levels(host, [], None, "families")] == rules[1:]
    assert [s.rule for s in profiles.levels(host, ["trs_wcm"], None, "none")] == ["generic"]


def test_a_layout_counts_in_its_own_days(tmp_path: Path) -> None:
    old = '[select]\nbody = ["#new"]\n[[layout]]\nuntil = 2014-02-28\n[layout.select]\nbody = ["#old"]\n'
    write(tmp_path, GOOD + old)
    profiles = load_profiles(tmp_path)
    host = profiles.of("http://www.example.test/")

    def bodies(day: date | None) -> list[str]:
        return [s.select.body[0] for s in profiles.levels(host, [], day)][:-1]

    assert bodies(date(2010, 1, 1)) == ["#old", "#new"]
    assert bodies(date(2020, 1, 1)) == ["#new"]
    assert bodies(None) == ["#new", "#old"]


def test_every_profile_of_the_package_loads_and_stays_small() -> None:
    assert load_profiles().generic.select.body
    for path in DATA.glob("*.toml"):
        assert len(path.read_text("utf-8").splitlines()) <= 40, path.name
