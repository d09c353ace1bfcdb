"""The lines in which a page prints where it comes from, for the search for strangers' copies."""

from govnews.fields.found import Context

_ABOVE = 6  # lines above the text
_LONGEST = 200


def find_clone_marks(ctx: Context) -> str:
    """The page's title and the lines between headline and text: a copy keeps the masthead of its original there."""
    lines = ctx.tree.lines
    first = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    near = {*range(max(0, first - _ABOVE), first), *(i for i in ctx.body.dropped if i < first)}
    texts = [lines[i].text for i in sorted(near) if len(lines[i].text) <= _LONGEST]
    return "\n".join([ctx.tree.title, *texts])
