"""Where the text of the article stands: by profile, by well-known boxes, by density."""

import re
from collections.abc import Iterator
from itertools import accumulate

from govnews.dom import Box, some
from govnews.fields.body import noise
from govnews.fields.body.density import best_box, weights
from govnews.fields.body.trim import trim
from govnews.fields.found import Body, Context
from govnews.fields.images import is_content
from govnews.fields.words import IMPRINT, words

_TELLING = 12  # characters of a line whose repetition means something
_PLAYER = re.compile("video|vod|player|mp4|m3u8", re.IGNORECASE)
_LITTLE = 40  # weight below which the text found is rather furniture of a page of pictures
_MOST = 100  # boxes of one name; more are the entries of a list, not the parts of an article
_ENOUGH = 0.5  # share of what density finds that a well-known box must hold


def find_body(ctx: Context) -> Body:
    """The boxes and lines of the article's text; rule ``none`` and no lines where the page has none."""
    found = ctx.choose("text", _bodies(ctx), lambda body: _opening(ctx, body))
    return trim(ctx, found) if found else Body("none")


def _bodies(ctx: Context) -> Iterator[Body]:
    tree = ctx.tree
    weight = weights(tree, ctx.names)
    sums = [0.0, *accumulate(weight)]
    dense, most = best_box(tree, weight)
    for rule, selector in ctx.selectors("body"):
        boxes = _outermost([box for e in some(tree, selector) if (box := tree.box_round(e))])
        if not 0 < len(boxes) <= _MOST:
            continue
        boxes = _unlike(ctx, [b for b in boxes if b.last > b.first or _pictures(ctx, b)])
        if not boxes:
            ctx.pass_over("text", rule, "", "the box is empty")
            continue
        total = sum(sums[b.last] - sums[b.first] for b in boxes)
        trusted = rule.startswith("site:")
        body = _body(rule, boxes)
        pictured = most < _LITTLE and _shows_picture(ctx, boxes)
        if total < most * (0.1 if trusted else _ENOUGH) and not pictured:
            _pass_over(ctx, body, f"weighs {total:.0f}, the densest box {most:.0f}")
        elif not trusted and most <= 0 and not any(_pictures(ctx, b) for b in boxes):
            _pass_over(ctx, body, "neither prose nor pictures")
        else:
            yield body
    shown = _shown_box(ctx) if most < _LITTLE else None
    if shown is not None:
        yield _body("generic:shown", [shown])
    if dense is not None:
        yield _body("generic:density", [dense])


def _pass_over(ctx: Context, body: Body, why: str) -> None:
    if ctx.trace is not None:  # the opening of a long body is read for a person alone
        ctx.pass_over("text", body.rule, _opening(ctx, body), why)


def _opening(ctx: Context, body: Body) -> str:
    """What a person is shown of a body: its size, its box, how it starts."""
    lines = [ctx.tree.lines[i].text for i in body.indexes]
    named = f"<{body.boxes[0].tag} {body.boxes[0].token}>".replace(" >", ">")
    return f"{named} {sum(map(len, lines))} chars, {' '.join(lines[:3])}"


def _shown_box(ctx: Context) -> Box | None:
    """The block below headline and masthead on a page whose article is pictures or a film, where it holds any."""
    tree = ctx.tree
    marks = [i for i, x in enumerate(tree.lines) if x.box.tag == "h1" or noise.is_masthead(x.text)]
    if not marks:
        return None
    after = max(marks[:4])
    shown = [p.box for p in tree.pictures if p.line > after and is_content(p)][:1]
    shown += [box for box in map(tree.box_of, tree.frames) if box and _is_film(box, after)][:1]
    if not shown:
        return None
    box = min(shown, key=lambda b: b.first)
    while box.parent is not None and box.parent.first > after and box.parent.depth > 2:
        box = box.parent
    named = words(box.token)
    return None if named & IMPRINT or box.tag == "footer" else box


def _is_film(box: Box, after: int) -> bool:
    """Whether a frame behind a line is a player: an iframe may be a map, a counter, an advertisement."""
    if box.first <= after:
        return False
    return box.tag != "iframe" or _PLAYER.search(box.element.get("src") or "") is not None


def _body(rule: str, boxes: list[Box]) -> Body:
    indexes = [i for box in boxes for i in range(box.first, box.last)]
    start, end = min(b.first for b in boxes), max(b.last for b in boxes)
    return Body(rule, boxes, indexes, [], start, end)


def _outermost(boxes: list[Box]) -> list[Box]:
    """The boxes that stand in no other of them, in reading order."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda b: b.place):
        if not kept or not box.inside(kept[-1]):
            kept.append(box)
    return kept


def _unlike(ctx: Context, boxes: list[Box]) -> list[Box]:
    """Boxes that are no copies of one before (desktop and mobile, the elder edition)."""
    kept: list[Box] = []
    seen: set[str] = set()
    for box in boxes:
        texts = [t for line in ctx.tree.lines_of(box) if len(t := line.text) >= _TELLING]
        if not texts or sum(len(t) for t in texts if t in seen) * 2 < sum(map(len, texts)):
            kept.append(box)
            seen.update(texts)
    return kept


def _shows_picture(ctx: Context, boxes: list[Box]) -> bool:
    return any(is_content(p) and p.box.inside(b) for p in ctx.tree.pictures for b in boxes)


def _pictures(ctx: Context, box: Box) -> bool:
    return any(p.box.inside(box) for p in ctx.tree.pictures)
