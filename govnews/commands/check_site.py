"""``govnews check-site``: a profile tried on saved pages, or on one fetched page, and what is wrong with it."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from govnews.api import extract
from govnews.commands.fields_table import fields_table
from govnews.commands.fixtures import Case, find_cases, fixtures_of
from govnews.commands.inputs import Input, Unreadable
from govnews.commands.live import fetch_page
from govnews.commands.reading import read_page
from govnews.commands.speech import FAILED, say, stdout_bytes
from govnews.drafts.check import Tally, bad_selectors, differences, overlaps, selectors_of
from govnews.drafts.draft import is_draft
from govnews.drafts.gold import gold_of
from govnews.drafts.reading import read
from govnews.errors import GovnewsError, ProfileError
from govnews.joining import join
from govnews.model import Article
from govnews.outcome import verdict
from govnews.sites.profile import (
    DATA,
    Profile,
    Profiles,
    Use,
    load_profiles,
    read_profile,
)
from govnews.sites.strict import Reader

Name = Annotated[
    str,
    typer.Argument(metavar="PROFILE", help="A TOML file, or the host or id of a known profile."),
]
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PAGE]...", help="Saved pages; without any, the host's fixtures."),
]
Live = Annotated[
    str | None, typer.Option(help="Fetch this one page, as the crawler would, and try it there.")
]


def check_site(profile: Name, pages: Names = None, *, live: Live = None) -> None:
    """Try a profile on saved pages: which rule gives each field, and what is wrong with it.

    Named on stderr: keys the loader does not know, selectors that never match, layouts whose dates overlap, fields
    that differ from the reviewed gold. The exit code is 1 where anything is named, 0 where all is well.
    """
    try:
        path = _path_of(profile)
        run = _Run(path, read_profile(path))
        if not run.say_faults():
            raise typer.Exit(FAILED)
        if live is not None:
            run.try_case(Case(live, (fetch_page(live),)))
        for case in find_cases(pages or ([] if live else fixtures_of(path, run.profile.hosts))):
            if run.is_wanted(case, named=bool(pages)):
                run.try_case(case)
        run.finish()
    except GovnewsError as error:
        say(str(error))
        raise typer.Exit(FAILED) from None
    except OSError as error:
        say(f"{error.filename or profile}: {(error.strerror or str(error)).lower()}")
        raise typer.Exit(FAILED) from None
    if run.findings:
        raise typer.Exit(FAILED)


@dataclass(slots=True)
class _Run:
    """One profile on its way through the pages."""

    path: Path
    profile: Profile
    known: Profiles = field(init=False)
    tally: Tally = field(init=False)
    lines: Reader = field(init=False)
    tried: int = 0
    findings: int = 0
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = load_profiles().plus(self.profile)
        self.tally = Tally(self.profile)
        self.lines = Reader(self.path.name, self.path.read_text("utf-8"))
        said = (
            f"{self.path.name}: {self.profile.name}, {len([*selectors_of(self.profile)])} selectors"
        )
        self._print([f"{said}; verified: {self.profile.verified}"])

    def say_faults(self) -> bool:
        """Name what is wrong with the profile whatever the page. Whether pages can be read with it."""
        for selector, sentence in bad_selectors(self.profile):
            self._find(str(self.lines.error(selector, sentence)))
        readable = not self.findings
        for sentence in overlaps(self.profile):
            self._find(str(self.lines.error("layout", sentence)))
        for host in self.profile.hosts:
            other = load_profiles().hosts.get(host)
            if other is not None and other.id != self.profile.id:
                self._find(f"{self.path.name}: {host} is already in {other.id}.toml")
        if is_draft(self.profile):
            self.notes.append(
                f"{self.path.name} is a draft: 'verified' does not say what it was checked on"
            )
        return readable

    def is_wanted(self, case: Case, *, named: bool) -> bool:
        """Whether an article is to be tried: of an archive what the profile is for; of fixtures that nobody ``named`` its own.

        What a profile is for is told by the host, for a family by the markup.
        """
        if not case.pages or not (case.archived or not named):
            return not case.archived
        page = case.pages[0]
        reading = read(page.as_page(), self.known)
        if not any(level.rule == self.profile.rule for level in reading.ctx.levels):
            return False
        return not case.archived or isinstance(read_page(page, self.known, simplify=False), Article)

    def try_case(self, case: Case) -> None:
        """Read an article with and without the profile, show both, and compare it with its gold."""
        for reason in case.reasons:
            self._find(f"{case.name}: {reason}")
        if not case.pages:
            return
        self.tried += len(case.pages)
        without = Profiles(self.known.generic, self.known.families, {})
        try:
            own = self._extracted(case.pages, self.known)
            alone = self._extracted(case.pages, without if self.profile.hosts else "none")
        except GovnewsError as error:
            self._find(f"{case.name}: {error}")
            return
        self._print(["", f"{case.name}  {case.pages[0].url or 'address not known'}"])
        self._print(f"  {line}" for line in fields_table(alone, own))
        if failed := verdict(own, case.pages[0].url or ""):
            self._find(f"{case.name}: {failed.message}")
        self._count(case)
        for key, gold, found in differences(case.gold, gold_of(own)):
            self._find(f"{case.name}: {key} differs from its gold: {gold} is now {found}")
        if case.unread:
            self.notes.append(f"{case.name}: its gold is a draft that nobody has read")

    def finish(self) -> None:
        """Name what no page showed, and sum up. Raises ``Unreadable`` where no page was tried."""
        if not self.tried and not self.findings:
            raise Unreadable(
                f"{self.path.name}: there is no saved page to try it on; name one, or fetch one with --live URL"
            )
        for value, sentence in self.tally.findings():
            self._find(str(self.lines.error(value, sentence)))
        pages = "1 page" if self.tried == 1 else f"{self.tried} pages"
        found = "1 finding" if self.findings == 1 else f"{self.findings or 'no'} findings"
        self._print(["", *(f"note: {note}" for note in self.notes), f"{pages}, {found}"])

    def _count(self, case: Case) -> None:
        for page in case.pages:
            reading = read(page.as_page(), self.known)
            used = reading.ctx.profile
            if self.profile.hosts and (used is None or used.id != self.profile.id):
                self._find(f"{case.name}: {page.url or 'its address'} is on no host of the profile")
            else:
                self.tally.add(reading)

    def _extracted(self, pages: tuple[Input, ...], known: Profiles | Use) -> Article:
        read_pages = [
            extract(p.body, p.url, content_type=p.content_type, fetch=p.fetch, profiles=known)
            for p in pages
        ]
        return join(read_pages) if len(read_pages) > 1 else read_pages[0]

    def _find(self, sentence: str) -> None:
        self.findings += 1
        say(sentence)

    def _print(self, lines: Iterator[str] | list[str]) -> None:
        with stdout_bytes() as out:
            out.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def _path_of(name: str) -> Path:
    """The file of a profile by its path, its id or one of its hosts. Raises ProfileError naming the nearest ones."""
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        return path
    known = load_profiles()
    ids = {path.stem for path in DATA.glob("*.toml")}
    host = known.of(f"http://{name}/")
    if name in ids or host is not None:
        return DATA / f"{host.id if host else name}.toml"
    near = difflib.get_close_matches(name, sorted(ids | set(known.hosts)), 3, 0.5)
    hint = f"near: {', '.join(near)}" if near else "a draft is made by govnews new-site PAGE"
    raise ProfileError(f"no profile is called {name!r}; {hint}")
