"""The quality floor: how many saved pages come out right without knowing their hosts. It only rises.

    python tools/floor.py             compare with tests/quality/floor.json; exit code 1 below it
    python tools/floor.py --update    pin what is reached now, with the pages that are new
    python tools/floor.py --lower     pin it even where it is less than before; say why in the commit

The gold tests hold every field with all profiles. This holds the general engine behind them: ``families`` knows CMS
families and no host, ``none`` knows nothing. Pages that are pinned count, with the bytes they were pinned with.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Literal

import govnews

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
FLOOR = ROOT / "tests" / "quality" / "floor.json"
MODES: tuple[Literal["families", "none"], ...] = ("families", "none")
FIELDS = (
    *("kind", "title", "date", "source", "authors", "editors", "breadcrumbs", "text"),
    *("sections", "images", "attachments", "related_links", "policy"),
)


def saved_pages() -> dict[str, tuple[dict[str, Any], bytes, dict[str, Any]]]:
    """What page.json says, the bytes and the gold of every single HTML page, by name."""
    found = {}
    for sidecar in sorted(FIXTURES.glob("*/*/page.json")):
        known, gold = json.loads(sidecar.read_bytes()), sidecar.with_name("gold.json")
        path = ROOT / known["body"] if "body" in known else sidecar.with_name("page.html")
        if gold.exists() and path.exists() and path.suffix != ".txt" and "pages" not in known:
            name = sidecar.parent.relative_to(FIXTURES).as_posix()
            found[name] = (known, path.read_bytes(), json.loads(gold.read_bytes()))
    return found


def right(names: set[str]) -> dict[str, dict[str, int]]:
    """How many of the named pages have each field as in their gold, by mode."""
    counts = {mode: dict.fromkeys(FIELDS, 0) for mode in MODES}
    for name, (known, body, gold) in saved_pages().items():
        for mode in MODES if name in names else ():
            article = govnews.extract(
                body, known["url"], content_type=known["content_type"], profiles=mode
            )
            record = json.loads(govnews.dump_line(article))
            for key in FIELDS:
                counts[mode][key] += record[key] == gold[key]
    return {mode: dict(fields) for mode, fields in counts.items()}


def digests() -> dict[str, str]:
    """The pages there are, each with the head of its bytes' SHA-256."""
    return {name: hashlib.sha256(p[1]).hexdigest()[:16] for name, p in saved_pages().items()}


def falls(pinned: dict[str, dict[str, int]], now: dict[str, dict[str, int]]) -> list[str]:
    """A sentence for each count that is lower than its pin."""
    return [
        f"profiles={mode}: {key} is right on {now[mode][key]} pages, the floor is {least}"
        for mode, fields in pinned.items()
        for key, least in fields.items()
        if now[mode][key] < least
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--update", action="store_true", help="pin what is reached now")
    parser.add_argument("--lower", action="store_true", help="pin it even where it is less")
    chosen = parser.parse_args()
    floor = json.loads(FLOOR.read_bytes()) if FLOOR.exists() else {"pages": {}, "right": {}}
    there = digests()
    gone = sorted(name for name, digest in floor["pages"].items() if there.get(name) != digest)
    if gone and not (chosen.update or chosen.lower):
        print(f"pinned pages that changed or went: {', '.join(gone)}", file=sys.stderr)
        return 1
    names = set(there) if chosen.update or chosen.lower else set(floor["pages"])
    now = right(names)
    lower = falls(floor["right"], now)
    for sentence in lower:
        print(sentence, file=sys.stderr)
    if lower and not chosen.lower:
        return 1
    if chosen.update or chosen.lower:
        text = json.dumps({"pages": {n: there[n] for n in sorted(names)}, "right": now}, indent=1)
        FLOOR.write_text(text + "\n", encoding="utf-8", newline="\n")
    for mode in MODES:
        shown = "  ".join(f"{key} {count}" for key, count in now[mode].items())
        print(f"profiles={mode}, right on {len(names)} pages: {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
