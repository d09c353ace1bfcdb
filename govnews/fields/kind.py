"""article, policy, transcript or gallery (DESIGN §5)."""

import re

from govnews.fields.body.noise import is_masthead
from govnews.fields.found import Context
from govnews.model import Image, PageKind, Policy

_NEAR = 4  # lines above the text
_LAW = re.compile(r"^第[一1]\s?[章条條](?:\s|$|[\u4e00-\u9fff])")
_SPEAKER = re.compile(
    r"^(?:问|答|記者|记者|主持人|网友|[\u4e00-\u9fff·]{2,16})\s{0,2}[:：]|^[QA]\d{0,2}\s{0,2}[:：.]|^[\[【][^\]】]{2,14}[\]】]"
)
_QUESTION = re.compile(
    r"^(?:问|記者|记者|网友|主持人|提问)[\u4e00-\u9fff]{0,10}\s{0,2}[:：]"
    r"|^[\u4e00-\u9fff]{2,14}(?:记者|記者)\s{0,2}[:：]|^Q\d{0,2}\s{0,2}[:：.]|^[\[【](?:网友|记者|主持人)"
)


def has_masthead(ctx: Context) -> bool:
    """Whether a line with date or source, no link and no row of a table, stands right above the text."""
    first = ctx.body.indexes[0] if ctx.body.indexes else ctx.body.start
    above = ctx.tree.lines[max(0, first - _NEAR) : first]
    return any(is_masthead(x.text) and not x.linked and x.row is None for x in above)


def kind_of(policy: Policy, texts: list[str], images: tuple[Image, ...]) -> str:
    """The kind of an article by what was read from it."""
    if policy.doc_no or policy.index_no or any(_LAW.match(t) for t in texts):
        return PageKind.POLICY.value
    spoken = sum(bool(_SPEAKER.match(t)) for t in texts)
    if len(texts) >= 4 and spoken * 10 >= len(texts) * 4 and any(_QUESTION.match(t) for t in texts):
        return PageKind.TRANSCRIPT.value
    prose = sum(len(t) for t in texts if len(t) > 80)
    if len(images) >= 3 and prose < 200:
        return PageKind.GALLERY.value
    return PageKind.ARTICLE.value
