"""引题 and 副题: the lines round the headline that are set as its kicker or deck."""

import re
from collections.abc import Iterator

from govnews.dom import Line
from govnews.fields.body import noise
from govnews.fields.found import Context, Found
from govnews.fields.masthead import selected_text
from govnews.fields.words import words
from govnews.values.documents import find_doc_no
from govnews.values.text import squeeze

_DECK = re.compile(r"^(?:——|--|—)\s{0,2}(?P<deck>[^—].{3,100})$")
_KICKER = re.compile(r"(?:强调|指出|要求|表示|主持召开|主持|讲话|致辞|出席|举行)$")
_NAMED = frozenset(
    {
        "subtitle",
        "subtit",
        "fubiaoti",
        "yinti",
        "fbt",
        "deck",
        "kicker",
        "ftitle",
        "subheading",
        "futi",
    }
)
_SHORTEST, _LONGEST = 8, 100


def subtitles(ctx: Context, title: str | None) -> Iterator[Found]:
    """The lines that a profile or their own name calls subtitle, a deck opened by ——, or a kicker that opens the text.

    A kicker (…强调) stands in bold or centred above the first paragraph, often with the lines of the headline below it;
    it stays in the text.
    """
    for rule, text in selected_text(ctx, "subtitle"):
        if squeeze(text) != squeeze(title or ""):
            yield Found(text, rule)
        else:
            ctx.pass_over("subtitle", rule, text, "the headline again")
    lines = ctx.tree.lines
    first = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    for i in range(max(0, first - 8), first):
        line = lines[i]
        if line.box.token and words(line.box.token) & _NAMED and _is_deck(line, title):
            yield Found(line.text, "name:subtitle")
        if (
            i
            and _is_lower_heading(lines[i - 1], line)
            and squeeze(lines[i - 1].text) == squeeze(title or "")
        ):
            yield Found(line.text, "heading:below")
    for i in (*range(max(0, first - 4), first), *ctx.body.indexes[:2]):
        if (match := _DECK.match(lines[i].text)) and not lines[i].linked:
            yield Found(match["deck"], "line:deck")
    yield from _kicker(ctx, title)


def _kicker(ctx: Context, title: str | None) -> Iterator[Found]:
    opening: list[str] = []
    for i in ctx.body.indexes[:5]:
        line = ctx.tree.lines[i]
        if len(line.text) > 60 or line.text[-1] in "。；，：" or not _is_set_apart(line):
            break
        opening.append(line.text)
    if opening and _KICKER.search(opening[0]) and squeeze(opening[0]) != squeeze(title or ""):
        yield Found(" ".join(opening), "text:kicker")


def _is_set_apart(line: Line) -> bool:
    return line.centred or line.bold * 2 >= len(line.text)


def _is_lower_heading(above: Line, line: Line) -> bool:
    """Whether a line is a heading of its own right below a higher one, and neither masthead nor the name of a block."""
    if not re.match("h[1-5]$", above.box.tag) or not re.match("h[2-6]$", line.box.tag):
        return False
    text = line.text
    told = noise.is_labelled(text) or noise.is_stamp(text) or noise.is_tool(text)
    return (
        above.box.tag < line.box.tag
        and _SHORTEST <= len(text) <= _LONGEST
        and not (told or line.linked)
    )


def _is_deck(line: Line, title: str | None) -> bool:
    if find_doc_no(line.text):
        return False
    return 4 <= len(line.text) <= _LONGEST and squeeze(line.text) != squeeze(title or "")
