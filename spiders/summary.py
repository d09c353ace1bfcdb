"""What a crawl did, said to a person, and its exit code."""

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler

from spiders.plan import Plan

DONE, USAGE, UNREACHABLE, MISSED, LEFT = 0, 2, 3, 4, 5


def exit_code(plan: Plan, crawler: Crawler) -> int:
    """The exit code of one crawl (DESIGN: 0 done, 2 usage, 3 unreachable, 4 expectations missed, 5 work left)."""
    stats = _stats(crawler)
    if stats.get("govnews/store_error") or "govnews/left" not in stats:
        return USAGE
    if not stats["govnews/reached"] and plan.saved is None:
        return UNREACHABLE
    if stats.get("govnews/broken"):
        return LEFT
    if stats["govnews/left"] or stats.get("finish_reason") not in ("finished",):
        return LEFT
    least = crawler.settings.getint("GOVNEWS_MIN_ARTICLES") or plan.portal.min_articles
    whole = plan.page is None and plan.saved is None and not plan.since and not plan.shard
    if whole and least is not None and int(stats["govnews/in_run"]) < least:
        return MISSED
    return DONE


def summary(plan: Plan, crawler: Crawler, code: int) -> str:
    """A few lines: what was written and where, what failed, what to do next."""
    stats = _stats(crawler)
    if code == USAGE:
        said = stats.get("govnews/store_error") or "the crawl could not start; the log says why"
        return f"govnews: {said}"
    if code == UNREACHABLE:
        where = plan.page or plan.portal.name
        return (
            f"govnews: {where} cannot be reached: {_why(stats)}. Nothing was written; "
            "check the connection, or a proxy (http_proxy), and run the same command again."
        )
    folder = _short(plan.folder)
    lines = [f"{plan.portal.name}: {_counts(stats)}"]
    if stats["govnews/new"] or stats["govnews/changed"]:
        lines.append(f"  articles  {folder / 'articles.jsonl'}")
    elif stats["govnews/unchanged"]:
        lines.append(f"  articles  {folder / 'articles.jsonl'} (as it was)")
    if stats["govnews/failed"]:
        lines.append(f"  errors    {folder / 'errors.jsonl'} ({_reasons(stats)})")
    if code == LEFT and stats.get("govnews/broken"):
        lines.append(
            f"  stopped: {stats['govnews/broken']}; what was written before is safe: "
            "make room and run the same command again"
        )
    elif code == LEFT:
        left = stats["govnews/left"]
        lines.append(f"  stopped with {left} pages left; the same command goes on where it stopped")
    if code == MISSED:
        lines.append(
            "  fewer articles than this portal is known to have: it may have changed; see errors.jsonl"
        )
    if _articles(stats):
        articles = shlex.quote(str(folder / "articles.jsonl"))
        lines.append(f"  next      {_program()} check {articles}")
    return "\n".join(lines)


def _program() -> str:
    """The govnews command as this shell finds it: by name, else the one beside the Python that runs the crawl."""
    beside = Path(sys.executable).parent / "govnews"
    if shutil.which("govnews") or not beside.exists():
        return "govnews"
    return shlex.quote(os.path.relpath(beside))


def _stats(crawler: Crawler) -> dict[str, Any]:
    try:
        return crawler.stats.get_stats()
    except RuntimeError:  # the crawl ended before Scrapy made any
        return {}


def _articles(stats: dict[str, Any]) -> int:
    return sum(int(stats.get(f"govnews/{key}", 0)) for key in ("new", "changed", "unchanged"))


def _counts(stats: dict[str, Any]) -> str:
    parts = [f"{stats['govnews/new']} new"]
    if stats["govnews/changed"]:
        parts.append(f"{stats['govnews/changed']} changed")
    if stats["govnews/unchanged"]:
        parts.append(f"{stats['govnews/unchanged']} unchanged")
    failed = stats["govnews/failed"]
    return f"{_articles(stats)} articles ({', '.join(parts)}), {failed} failed"


def _reasons(stats: dict[str, Any]) -> str:
    found = {k.rpartition("/")[2]: v for k, v in stats.items() if k.startswith("govnews/reason/")}
    return ", ".join(f"{count} {reason}" for reason, count in sorted(found.items()))


def _why(stats: dict[str, Any]) -> str:
    for key, said in (
        ("dns", "its name cannot be found"),
        ("timeout", "it does not answer"),
        ("connection", "the connection fails"),
        ("tls", "no secure connection can be made"),
        ("robots", "robots.txt forbids every start page"),
    ):
        if stats.get(f"govnews/reason/{key}"):
            return said
    return "no page of it was answered"


def _short(path: Path) -> Path:
    try:
        return Path(os.path.relpath(path)) if path.is_absolute() else path
    except ValueError:  # another drive
        return path
