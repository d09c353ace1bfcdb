"""The headline: by profile, by a visible heading that META or ``<title>`` confirm, by META, by ``<title>``."""

import re
from collections.abc import Iterator
from itertools import pairwise

from govnews.dom import Box, Line, some, text_of
from govnews.fields.body import noise
from govnews.fields.found import Context, Found
from govnews.fields.names import HEADLINE_METAS, JOINT, parts_of, without_date
from govnews.fields.words import is_boilerplate, says_title
from govnews.values.documents import concept_of
from govnews.values.text import han_count

_TRIM = re.compile(
    r"^\W{0,2}(?:公文|文件|信息|例稿)?(?:标题|標題|題目|名称|名稱)\s{0,2}[:：]\s{0,3}"
)
_SQUASH = re.compile(r"\s+")
_PATH = re.compile(r"\s[>＞»]\s|首页\s{0,2}[>＞»]")
_NOT_CUT = re.compile(r"$|[（(]|.{0,8}(?:强调|指出|要求|表示|时)$")  # a 题注, a kicker
_SITE = re.compile(r"(?:网|网站|官网|门户|平台|首页|频道|政府|委员会|办公室|[省市县区]|[厅局部])$")
_A_COLUMN = "the name of a column or of the site"
# A line that opens with 2024-07-02 is no headline; one that opens with 2024年7月2日 may be.
# 信件标题, 来信主题: a letter to an office and its answer stand under the name of the column.
_LETTER = re.compile(
    r"(?:信件|来信|來信|信访|留言|咨询|諮詢|提问|投诉|诉求|问题|建议)(?:标题|標題|主题|主題|名称)\s{0,2}[:：]?\s{0,3}"
)
_BARE = re.compile(r"(?:标题|標題|主题|主題)\s{0,2}[:：]?$")
_ANSWER = re.compile(r"^(?:答复|答覆|回复|回覆|处理|办理|办结)")
_STAMP = re.compile(r"[\[(（]?(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d")
_BEFORE = 60  # lines above the text among which its headline stands
_LONGEST = 200
_TELLING = 6  # characters of a line that its form alone makes a headline
_WIDEST = 100  # and the most that it has
_NEAR = 15  # lines above the text among which it stands
_SAID = 7.0  # above the name of a column that stands as heading and in <title>
_IN_METADATA = 4.2  # above a heading that neither META nor <title> confirms
_NEAREST = 1.6  # above a <title> that is short or the site's name, below any other


def titles(ctx: Context) -> Iterator[Found]:
    """Headlines, the most credible first: those a profile names, then the others as much as speaks for them."""
    for rule, selector in ctx.selectors("title"):
        for element in some(ctx.tree, selector):
            box = ctx.tree.box_of(element)
            lines = [line.text for line in ctx.tree.lines_of(box)] if box else []
            text = _TRIM.sub("", without_date(_joined(ctx, lines) if lines else text_of(element)))
            if 2 <= len(text) <= _LONGEST:
                yield Found(text, rule)
            elif text:
                ctx.pass_over("title", rule, text, "too short or too long for a headline")
    yield from sorted(_weighed(ctx), key=lambda found: -(found.score or 0))


def _squash(text: str) -> str:
    return _SQUASH.sub("", text)


def _weighed(ctx: Context) -> Iterator[Found]:
    """The headlines that META, headings and ``<title>`` offer, each with what speaks for it."""
    metas, tree = ctx.metas, ctx.tree
    columns = {
        _squash(v)
        for name in ("ColumnName", "SiteName", "og:site_name", "lanmu")
        if (v := metas.value(name))
    }
    page = _squash(tree.title)
    parts = [p for p in parts_of(tree.title) if _squash(p) not in columns and not _PATH.search(p)]
    best = ""
    if parts:
        best = parts[0] if han_count(parts[0]) >= 6 or len(parts[0]) > 15 else max(parts, key=len)
    named = metas.get(*HEADLINE_METAS)
    meta = _squash(named[1]) if named else ""
    if meta and page.startswith(meta) and meta != _squash(metas.value("SiteName") or ""):
        columns.discard(meta)  # a template that fills ColumnName with the headline
    if named and meta not in columns and 2 <= len(meta) <= _LONGEST:
        score = 4.5 if named[0].lower() == "articletitle" else 3.5
        yield Found(named[1], f"meta:{named[0]}", score=score)
    elif named:
        ctx.pass_over("title", f"meta:{named[0]}", named[1], _A_COLUMN)
    others = (*_headings(ctx, best), *_nearest(ctx), *_letter(ctx), *_metadata(ctx))
    for text, score, rule in others:
        squashed = _squash(text)
        if squashed not in columns:
            yield Found(text, rule, score=score + _confirmed(squashed, meta, page))
        else:
            ctx.pass_over("title", rule, text, _A_COLUMN)
    if best:
        site = bool(_SITE.search(best)) and len(best) <= 20
        yield Found(best, "title", score=0.4 if site else 2.0 if len(best) >= 8 else 1.0)


def _confirmed(text: str, meta: str, page: str) -> float:
    """How far META and ``<title>`` say the same."""
    score = 0.0
    if meta and text == meta:
        score += 4
    elif meta and len(text) >= 8 and meta.startswith(text):
        score += 3 if len(text) * 2 > len(meta) else 1.5
    elif meta and len(meta) >= 8 and text.startswith(meta):
        score += 2
    short = _squash(JOINT.split(page, maxsplit=1)[0])
    if len(short) >= 6 and text.startswith(short) and not _NOT_CUT.match(text[len(short) :]):
        score += 2.5  # <title> holds the headline cut short
    if len(text) >= 4 and text in page:
        score += 3 if page.startswith(text) else 2
    return score


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TAG = {"h1": 3.0, "h2": 2.4, "h3": 2.0, "h4": 1.2, "ucaptitle": 4.0}


def _headings(ctx: Context, named: str) -> Iterator[tuple[str, float, str]]:
    """Visible headlines above the text or at its start; ``named`` is what ``<title>`` calls the page."""
    tree, body = ctx.tree, ctx.body
    first = body.indexes[0] if body.indexes else body.start
    start = max(0, first - _BEFORE)
    above = _above_masthead(ctx, start, first)
    for box in tree.boxes:
        if box.first < start or box.first > first + 3 or not 1 <= box.last - box.first <= 4:
            continue
        score = _TAG.get(box.tag, 0.0)
        if says_title(box.token):
            score += 2.0
        inside = tree.lines[box.first : box.last]
        inside = _headline_of(inside)
        if not score and box.last - 1 not in above and not _is_set_apart(box, inside):
            if len(inside[0].text) < _TELLING or inside[0].text not in named:
                continue
            score = 0.5
        text = without_date(_joined(ctx, [line.text for line in inside]))
        if not 4 <= len(text) <= _LONGEST or sum(x.linked for x in inside) * 2 > len(text):
            continue
        if noise.is_tool(text) or noise.is_labelled(text) or noise.is_footer(text):
            continue
        if noise.is_numbered(text) and ("：" in text or ":" in text):
            continue
        if _in_boilerplate(box):
            score -= 2
        if box.first > first:
            score -= 0.5 + (1.5 if box.tag not in _TAG else 0)
        score += 1.5 if box.last - 1 in above else 0
        score += 0.5 if inside[0].bold * 2 >= len(inside[0].text) else 0
        score -= (first - box.first) * 0.02
        yield _TRIM.sub("", text), score, f"heading:{box.tag}"


def _nearest(ctx: Context) -> Iterator[tuple[str, float, str]]:
    """The line of prose nearest above the text, where nothing names or sets apart the headline."""
    lines, body = ctx.tree.lines, ctx.body
    first = body.indexes[0] if body.indexes else body.start
    for i in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        line = lines[i]
        text = line.text
        if line.row is not None or line.linked or noise.is_breadcrumb(text) or noise.is_tool(text):
            continue
        if noise.is_labelled(text) or noise.is_footer(text) or text[-1] in "：:。；>＞":
            continue
        if _STAMP.match(text) or noise.is_numbered(text):
            continue
        if han_count(text) >= _TELLING and len(text) <= _WIDEST and not _in_boilerplate(line.box):
            top = i
            while (
                top > max(0, i - 3) and lines[top - 1].box is line.box and not lines[top - 1].linked
            ):
                top -= 1  # broken by <br>
            text = _joined(ctx, [x.text for x in lines[top : i + 1]])
            yield _TRIM.sub("", without_date(text)), _NEAREST, "shape:nearest"
            return


def _metadata(ctx: Context) -> Iterator[tuple[str, float, str]]:
    """What the metadata of a document calls it: 标题, 名称."""
    for label in ctx.labels:
        if concept_of(label.label) == "title" and 4 <= len(label.value) <= _LONGEST:
            yield label.value, _IN_METADATA, ctx.labels_rule


def _letter(ctx: Context) -> Iterator[tuple[str, float, str]]:
    """What a letter to an office is about: the value beside its label in a table, behind it or in the next line."""
    lines, body = ctx.tree.lines, ctx.body
    first = body.indexes[0] if body.indexes else body.start
    for i in range(max(0, first - _NEAR), min(len(lines), first + _NEAR)):
        line = lines[i]
        cells = line.row.cells if line.row else (line.text,)
        asked = line.row is not None and _is_letter(ctx, i)
        for label, after in pairwise((*cells, *(x.text for x in lines[i + 1 : i + 2]))):
            match = _LETTER.match(label) or (_BARE.match(label) if asked else None)
            text = match and (label[match.end() :] or after)
            if text and 2 <= len(text) <= _WIDEST:
                yield text, _SAID, "label:title"
                return


def _is_letter(ctx: Context, at: int) -> bool:
    """Whether the rows after a line hold what somebody asked and what was answered."""
    rows = [x.row.cells[0] for x in ctx.tree.lines[at : at + _NEAR] if x.row]
    return any("内容" in label for label in rows) and any(_ANSWER.search(label) for label in rows)


def _headline_of(inside: list[Line]) -> list[Line]:
    """Of a box with a heading and what is set below it in another element, the heading alone."""
    tags = {line.box.tag for line in inside}
    if len(tags) == 1 or tags.isdisjoint(_HEADINGS):
        return inside
    highest = min(tags & _HEADINGS)
    return [line for line in inside if line.box.tag == highest]


def _is_set_apart(box: Box, inside: list[Line]) -> bool:
    """A box without heading tag or name may still be one: bold, or centred in a layout cell."""
    if len(inside) <= 2 and inside[0].bold * 2 >= len(inside[0].text):
        return True
    return box.tag in ("td", "div", "p", "center") and inside[0].centred


def _joined(ctx: Context, lines: list[str]) -> str:
    """A headline broken into lines: as ``<title>`` or META write it, else with blanks."""
    if len(lines) == 1:
        return lines[0]
    whole = "".join(lines)
    for spelt in (ctx.metas.value(*HEADLINE_METAS) or "", ctx.tree.title):
        if whole in spelt:
            return whole
    return " ".join(lines)


def _above_masthead(ctx: Context, start: int, first: int) -> set[int]:
    """Lines right above a line with date or source: where a headline stands."""
    lines = ctx.tree.lines
    return {
        i - 1
        for i in range(start + 1, first + 1)
        if i < len(lines) and noise.is_masthead(lines[i].text)
    }


def _in_boilerplate(box: Box) -> bool:
    at: Box | None = box
    while at is not None:
        if at.tag in ("nav", "header", "footer", "aside") or (
            at.token and is_boilerplate(at.token)
        ):
            return True
        at = at.parent
    return False
