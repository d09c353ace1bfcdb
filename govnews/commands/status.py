"""``govnews status``: what a crawl's folder holds, and what the next crawl of it would do."""

import json
import shlex
import sqlite3
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from govnews.commands.folder import STATE, Folder, NoCrawl, is_in_use
from govnews.commands.speech import FAILED, say, stdout_bytes
from govnews.errors import ProfileError
from govnews.sites.portals import load_portal

_WORST = 5  # hosts shown

Folders = Annotated[
    list[Path],
    typer.Argument(metavar="FOLDER...", help="Folders of crawls, such as output/sample."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object for each folder.")]


def status(folders: Folders, *, as_json: AsJson = False) -> None:
    """Say what a crawl's folder holds: state, pages, articles, errors, archive, and what comes next.

    Reads only, and may be used while the crawl is running.
    """
    failed = False
    with stdout_bytes() as out:
        for path in folders:
            try:
                known = look_at(path, datetime.now(UTC))
            except NoCrawl as error:
                say(str(error))
                failed = True
                continue
            text = json.dumps(known, ensure_ascii=False) if as_json else describe(known)
            out.write(text.encode("utf-8", "replace") + b"\n")
    if failed:
        raise typer.Exit(FAILED)


def look_at(path: Path, now: datetime) -> dict[str, Any]:
    """Everything about a folder, ready for JSON. Raises ``NoCrawl``."""
    try:
        with Folder(path) as folder:
            return _look(folder, now)
    except sqlite3.Error as error:
        raise NoCrawl(f"{path / STATE} cannot be read: {error}") from None


def describe(known: dict[str, Any]) -> str:
    """The same for a person."""
    pages, articles, errors = known["pages"], known["articles"], known["errors"]
    lines = [
        f"{known['folder']}: {known['state']}, run {known['run']}, last activity {known['last_activity']}"
        f" ({_ago(known['seconds_since'])})",
        f"  pages     {pages['done']} done, {pages['waiting']} waiting, {pages['given_up']} given up",
        *_hosts("waiting", known["waiting_hosts"]),
        f"  articles  {articles['count']} in {articles['versions']} lines,"
        f" {articles['changed']} of them with more than one version ({_size(articles['bytes'])})",
    ]
    reasons = ", ".join(f"{count} {reason}" for reason, count in errors["reasons"].items())
    lines.append(f"  errors    {errors['count']}" + (f": {reasons}" if reasons else ""))
    lines += _hosts("failed", errors["hosts"])
    warc = known["warc"]
    lines.append(
        f"  archive   {len(warc)} WARC file{'s' * (len(warc) != 1)}, {_size(sum(w['bytes'] for w in warc))}"
    )
    lines += [f"            {w['file']}  {_size(w['bytes'])}" for w in warc[-_WORST:]]
    if known["files"]["count"]:
        lines.append(
            f"  files     {known['files']['count']} attachments, {_size(known['files']['bytes'])}"
        )
    if known["uncommitted_bytes"]:
        lines.append(f"  not yet committed: {_size(known['uncommitted_bytes'])}")
    lines.append(f"  next      {known['next']['command']}\n            {known['next']['does']}")
    return "\n".join(lines)


def _look(folder: Folder, now: datetime) -> dict[str, Any]:
    meta, sizes, requests = folder.meta(), folder.sizes(), folder.requests()
    count, versions, changed = folder.articles()
    running = is_in_use(folder.path)
    waiting = requests.get(0, 0)
    finished = meta.get("run_state") == "finished"
    state = "running" if running else "finished" if finished else "unfinished"
    reasons: Counter[str] = Counter()
    hosts: Counter[str] = Counter()
    for url, reason in folder.failures():
        reasons[reason] += 1
        hosts[_host(url)] += 1
    last = _last_activity(folder.path)
    attachments = [p.stat().st_size for p in (folder.path / "files").glob("*/*") if p.is_file()]
    return {
        "folder": str(folder.path),
        "state": state,
        "run": int(meta.get("run", "0")),
        "last_activity": last.isoformat(timespec="seconds"),
        "seconds_since": max(0, round((now - last).total_seconds())),
        "pages": {"waiting": waiting, "done": requests.get(1, 0), "given_up": requests.get(2, 0)},
        "waiting_hosts": dict(folder.waiting()),
        "articles": {
            "count": count,
            "versions": versions,
            "changed": changed,
            "bytes": sizes.get("articles.jsonl", 0),
        },
        "errors": {
            "count": reasons.total(),
            "reasons": dict(sorted(reasons.items())),
            "hosts": dict(hosts.most_common()),
        },
        "warc": [{"file": n, "bytes": s} for n, s in sizes.items() if n.startswith("warc/")],
        "files": {"count": len(attachments), "bytes": sum(attachments)},
        "uncommitted_bytes": sum(
            max(0, (folder.path / name).stat().st_size - size)
            for name, size in sizes.items()
            if (folder.path / name).is_file()
        ),
        "next": {
            "command": meta.get("command") or _command(folder.path.resolve().name),
            "does": _next(state, waiting, count),
        },
    }


def _next(state: str, waiting: int, articles: int) -> str:
    pages = "1 page waits" if waiting == 1 else f"{waiting} pages wait"
    if state == "running":
        return f"is running now: {pages}; a second crawl of this folder is refused"
    if state == "unfinished":
        return f"goes on where it stopped: {pages}"
    return f"begins the next run: walks the lists again and asks which of {articles} articles have changed"


def _command(name: str) -> str:
    """How a folder without a noted command came to be, as far as its name tells."""
    if name == "pages":
        return "scrapy crawl govportal -a url=…"
    if name.startswith("saved-"):
        return "scrapy crawl govportal -a saved=…"
    try:
        return f"scrapy crawl govportal -a portal={shlex.quote(load_portal(name).id)}"
    except ProfileError:
        return "scrapy crawl govportal -a portal=…"


def _last_activity(path: Path) -> datetime:
    times = [p.stat().st_mtime for p in path.iterdir() if p.is_file() and p.suffix != ".sqlite-shm"]
    return datetime.fromtimestamp(max(times), UTC)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "files"
    except ValueError:
        return "no URL"


def _hosts(what: str, counts: dict[str, int]) -> list[str]:
    if len(counts) < 2:
        return []
    shown = sorted(counts.items(), key=lambda pair: -pair[1])[:_WORST]
    more = f", and {len(counts) - _WORST} more hosts" if len(counts) > _WORST else ""
    return ["            " + ", ".join(f"{n} {what} at {host}" for host, n in shown) + more]


def _size(count: int) -> str:
    for unit, power in (("GB", 30), ("MB", 20), ("KB", 10)):
        if count >= 1 << power:
            return f"{count / (1 << power):.1f} {unit}"
    return f"{count} bytes"


def _ago(seconds: int) -> str:
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}s ago"
    return f"{seconds} seconds ago"
