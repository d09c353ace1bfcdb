"""The quality floor: which fields of the saved pages come out right, page by page. It only rises.

    python tools/floor.py             compare with tests/quality/floor.json; exit code 1 where anything fell
    python tools/floor.py --update    pin pages that are new, and what has come right since
    python tools/floor.py --lower     pin what is wrong now, too; say why in the commit

Every key of the gold counts, under three settings: ``all`` profiles, ``families`` (CMS families and no host) and ``none``
(the generic engine alone). A field that was right on a page and no longer is has fallen, whatever came right elsewhere;
so has one whose gold was changed without the engine. A saved page without a pin fails as well: nothing escapes.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

import govnews

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
FLOOR = ROOT / "tests" / "quality" / "floor.json"
MODES: tuple[Literal["all", "families", "none"], ...] = ("all", "families", "none")
Wrong: TypeAlias = dict[str, dict[str, list[str]]]
"""Fields that are not as in the gold, by setting and page; pages without any are left out."""


def saved_pages() -> dict[str, list[tuple[dict[str, Any], bytes]]]:
    """What page.json says of each part of an article, with its bytes, by name; text dumps know no profiles."""
    found = {}
    for sidecar in sorted(FIXTURES.glob("*/*/page.json")):
        known = json.loads(sidecar.read_bytes())
        parts = []
        for part in known.get("pages", [known]):
            path = ROOT / part["body"] if "body" in part else sidecar.with_name("page.html")
            if path.exists() and path.suffix != ".txt":
                parts.append(({**known, **part}, path.read_bytes()))
        if parts:
            found[sidecar.parent.relative_to(FIXTURES).as_posix()] = parts
    return found


def gold_of(name: str) -> dict[str, Any]:
    """The record that a person read, by the name of its page."""
    gold: dict[str, Any] = json.loads((FIXTURES / name / "gold.json").read_bytes())
    return gold


def wrong_now() -> Wrong:
    """What is wrong at present."""
    wrong: Wrong = {mode: {} for mode in MODES}
    for name, parts in saved_pages().items():
        gold = gold_of(name)
        for mode in MODES:
            articles = [
                govnews.extract(
                    body, known["url"], content_type=known["content_type"], profiles=mode
                )
                for known, body in parts
            ]
            record = json.loads(govnews.dump_line(govnews.join(articles)))
            if fields := [key for key in gold if record[key] != gold[key]]:
                wrong[mode][name] = fields
    return wrong


def digests() -> dict[str, str]:
    """The pages there are, each with the head of the SHA-256 of its bytes and its gold."""
    found = {}
    for name, parts in saved_pages().items():
        whole = b"".join(body for _, body in parts) + (FIXTURES / name / "gold.json").read_bytes()
        found[name] = hashlib.sha256(whole).hexdigest()[:16]
    return found


def falls(pages: Mapping[str, str], pinned: Wrong, now: Wrong) -> list[str]:
    """A sentence for each field of a pinned page that was right and is not."""
    return [f"{what} was right and is wrong" for what in _only_in(now, pinned, pages)]


def strays(pages: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """A sentence for each page that is not as it was pinned."""
    return [
        f"{name}: " + ("not pinned" if name not in pages else "gone" if name not in there else "page or gold changed since it was pinned")
        for name in sorted(pages.keys() | there.keys())
        if pages.get(name) != there.get(name)
    ]  # fmt: skip


def risen(pages: Mapping[str, str], pinned: Wrong, now: Wrong) -> list[str]:
    """A sentence for each field that has come right since it was pinned as wrong: it is to be held."""
    return [f"{what} has come right" for what in _only_in(pinned, now, pages)]


def _only_in(one: Wrong, other: Wrong, pages: Mapping[str, str]) -> Iterator[str]:
    """The fields of ``pages`` that are wrong in one account and not in the other."""
    for mode, wrong in one.items():
        for name in wrong.keys() & pages.keys():
            for field in wrong[name]:
                if field not in other.get(mode, {}).get(name, ()):
                    yield f"profiles={mode}: {field} of {name}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--update", action="store_true", help="pin new pages and what came right")
    parser.add_argument("--lower", action="store_true", help="pin what is wrong now, too")
    chosen = parser.parse_args()
    floor = json.loads(FLOOR.read_bytes()) if FLOOR.exists() else {"pages": {}, "wrong": {}}
    there, now = digests(), wrong_now()
    fallen = falls(floor["pages"], floor["wrong"], now)
    gone = [f"{name}: gone" for name in sorted(floor["pages"].keys() - there.keys())]
    stale = strays(floor["pages"], there) + risen(there, floor["wrong"], now)
    refused = [] if chosen.lower else fallen + (gone if chosen.update else stale)
    for sentence in dict.fromkeys(fallen + stale):
        print(sentence, file=sys.stderr)
    if refused:
        needed = "--lower, with the reason in the commit" if fallen or gone else "--update"
        print(f"to pin this: python tools/floor.py {needed}", file=sys.stderr)
        return 1
    if chosen.update or chosen.lower:
        text = json.dumps({"pages": there, "wrong": now}, indent=1)
        FLOOR.write_text(text + "\n", encoding="utf-8", newline="\n")
    fields = sum(len(gold_of(name)) for name in there)
    for mode in MODES:
        wrong = sum(map(len, now[mode].values()))
        print(f"profiles={mode}: {fields - wrong} of {fields} fields right on {len(there)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
