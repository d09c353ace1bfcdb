"""JSON-LD of a page (https://schema.org/NewsArticle; Baidu's cambrian.jsonld), as further META pairs."""

import json
from collections.abc import Iterator

from govnews.dom import Tree
from govnews.values.text import clean

_LONGEST = 100_000  # characters of one script
_MOST = 50  # nodes that are looked at
# Property of either vocabulary → the name under which META tags carry the same.
_NAMES = {
    "headline": "headline", "title": "headline", "datePublished": "datePublished", "pubDate": "datePublished",
    "dateModified": "dateModified", "upDate": "dateModified", "sourceOrganization": "source", "description": "description",
}  # fmt: skip
_TELLING = ("headline", "datePublished", "pubDate")


def linked_data(tree: Tree) -> list[tuple[str, str]]:
    """Name and content of what the page's JSON-LD says of its article; nothing where there is none or it is broken."""
    pairs: list[tuple[str, str]] = []
    for script in tree.tagged("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = script.text or ""
        try:
            data = json.loads(text, strict=False) if len(text) <= _LONGEST else None
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            pairs += _pairs(node)
    return pairs


def _nodes(data: object) -> Iterator[dict[str, object]]:
    """The objects at the top, in a list or under ``@graph``."""
    at = [data]
    for _ in range(_MOST):
        if not at:
            return
        node = at.pop(0)
        if isinstance(node, list):
            at += node[:_MOST]
        elif isinstance(node, dict):
            yield node
            at.append(node.get("@graph"))


def _pairs(node: dict[str, object]) -> Iterator[tuple[str, str]]:
    if not any(name in node for name in _TELLING):
        return
    for name, meta in _NAMES.items():
        value = node.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and (text := clean(value)):
            yield meta, text
