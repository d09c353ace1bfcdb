"""``govnews check``: are these lines govnews records, and what do the checks say about them?"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from govnews.checks import validate
from govnews.commands.inputs import STDIN
from govnews.commands.speech import FAILED, say, stdout_bytes
from govnews.errors import MAX_BYTES, LineError
from govnews.jsonl import load_line
from govnews.model import Problem
from govnews.schema import ARTICLE_SCHEMA, FAILURE_SCHEMA, load_schema
from govnews.schema.conform import breaches

# A page of 20 MiB is at most this as a line: its text stands in it twice, and twice more in the other script.
_LONGEST = 8 * MAX_BYTES
_BROKEN = "schema"


def check(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="JSON Lines files, or - for stdin.")
    ],
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Also fail on problems that the records name themselves."),
    ] = False,
) -> None:
    """Check JSON Lines against the schema and the checks: one line for each finding.

    A line fails when it breaks the schema, or when a check finds what the record does not name
    among its own problems. Lines of errors.jsonl are checked against their own schema.
    """
    failed = False
    with stdout_bytes() as out:
        for name in paths:
            failed |= _check_file(name, out, strict=strict)
    if failed:
        raise typer.Exit(FAILED)


def _check_file(name: str, out: BinaryIO, *, strict: bool) -> bool:
    """Check one file, print its findings and its summary. Whether it failed."""
    counts: Counter[str] = Counter()
    lines = broken = 0
    try:
        with sys.stdin.buffer if name == STDIN else Path(name).open("rb") as stream:
            for number, line in enumerate(_lines(stream), start=1):
                lines += 1
                bad = False
                for problem, noted in findings(line):
                    counts[problem.code] += 1
                    bad |= strict or not noted
                    place = f" ({problem.field})" if problem.field else ""
                    mark = "noted: " if noted else ""
                    finding = f"{name}:{number}: {mark}{problem.code}{place}: {problem.message}"
                    out.write(finding.encode("utf-8", "replace") + b"\n")
                broken += bad
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"{name}: {(error.strerror or str(error)).lower()}")
        return True
    if not lines:
        say(f"{name}: no lines")
        return True
    listed = ", ".join(f"{code} {count}" for code, count in counts.most_common())
    say(f"{name}: {lines} lines, {broken} failed" + (f"; {listed}" if listed else ""))
    return bool(broken)


def findings(line: bytes) -> Iterator[tuple[Problem, bool]]:
    """What is wrong with one line, and whether the record itself names it.

    ``line`` is as it stands in the file, with its line feed. Findings against the schema have the code
    ``schema`` and are never noted.
    """
    try:
        value = _parse(line)
    except (ValueError, RecursionError) as error:
        yield Problem(_BROKEN, None, str(error)), False
        return
    is_failure = isinstance(value, dict) and "reason" in value and "schema_version" not in value
    broken = breaches(value, load_schema(FAILURE_SCHEMA if is_failure else ARTICLE_SCHEMA))
    yield from ((Problem(_BROKEN, None, sentence), False) for sentence in broken)
    if broken or is_failure:
        return
    try:
        article = load_line(line.decode())
    except LineError as error:
        yield Problem(_BROKEN, None, str(error)), False
        return
    own = {(p.code, p.field) for p in article.provenance.problems}
    for problem in validate(article):
        yield problem, (problem.code, problem.field) in own


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines ending in LF alone (a record may hold U+2028), one in memory at a time."""
    while line := stream.readline(_LONGEST + 1):
        yield line
        while len(line) > _LONGEST and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST + 1)  # the rest of a line too long to be ours


def _parse(line: bytes) -> object:
    """The JSON value of a line. Raises ``ValueError`` with a sentence for a person."""
    if len(line) > _LONGEST:
        raise ValueError(f"the line is longer than {_LONGEST // 2**20} MiB")
    if not line.endswith(b"\n"):
        raise ValueError("the line does not end in a line feed: the file may be cut off here")
    if line.startswith(b"\xef\xbb\xbf"):
        raise ValueError("the line begins with a byte order mark")
    if not line.strip():
        raise ValueError("the line is empty")
    try:
        return json.loads(line.decode(), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise ValueError(f"the line is not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"the line is not JSON at character {error.pos}: {error.msg}") from None


def _no_constant(name: str) -> object:
    raise ValueError(f"the line holds {name}, which is not JSON")
