"""What identifies an official document: its metadata table or list, its number, the date under its signature."""

import re
from collections.abc import Iterator

from govnews.dom import Line
from govnews.fields.found import Context
from govnews.model import Label, Policy
from govnews.values.dates import find_date, parse_date
from govnews.values.documents import concept_of, find_doc_no, find_index_no
from govnews.values.text import clean, squeeze

_STRONG = frozenset({"index_no", "doc_no", "written_on", "unified_no", "validity", "effective_on", "disclosure", "subject_words", "rank", "repealed_on"})  # fmt: skip
_PAIR = re.compile(
    r"^\W{0,3}(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff\s]{1,14}?)\s{0,4}[:：]\s{0,8}(?P<value>.{0,300})$"
)
_PARTS = re.compile(r"[\\>＞|]+")
_SEVERAL = re.compile(r"[、，,;；\s]+")
_EMPTY = frozenset({"", "无", "-", "--", "/", "暂无"})
_BELOW = 30  # lines below the text where a metadata list may stand
_DATES = ("written_on", "published_on", "effective_on", "repealed_on", "signed_on")


def find_policy(ctx: Context, title: str | None) -> Policy:
    """The policy block; all null for a page that is no official document."""
    labels = _labels(ctx)
    values: dict[str, str] = {}
    for label in labels:
        concept = concept_of(label.label)
        if concept and label.value:
            values.setdefault(concept, label.value)
    if labels:
        ctx.note("policy.labels", "metadata")
    doc_no, rule = _doc_no(ctx, values, title)
    if doc_no:
        ctx.note("policy.doc_no", rule)
    if not labels and not doc_no:
        return Policy()
    dates = {name: parse_date(values.get(name)) for name in _DATES}
    dates = {name: value[:10] if value else None for name, value in dates.items()}
    signed = dates["signed_on"] or _signed(ctx)
    index = values.get("index_no")
    return Policy(
        index_no=(find_index_no(index) or clean(index)) if index else None,
        doc_no=doc_no,
        issuers=_several(values.get("issuers")),
        topics=_topics(values.get("topics")),
        genre=values.get("genre"),
        written_on=dates["written_on"],
        published_on=dates["published_on"],
        effective_on=dates["effective_on"],
        repealed_on=dates["repealed_on"],
        signed_on=signed,
        validity=values.get("validity"),
        recipients=_recipients(ctx),
        disclosure=values.get("disclosure"),
        subject_words=_several(values.get("subject_words")),
        labels=labels,
    )


def _labels(ctx: Context) -> tuple[Label, ...]:
    """Rows of the metadata table or list as printed: a run of labels of which at least two are known and one strong."""
    kept = set(ctx.body.indexes)
    pairs: list[tuple[str, str]] = []
    end = min(len(ctx.tree.lines), max(ctx.body.end, 1) + _BELOW)
    for i in range(end):
        if i not in kept:
            pairs += _pairs(ctx.tree.lines, i, end)
    concepts = {c for label, _ in pairs if (c := concept_of(label))}
    if len(concepts) < 2 or not concepts & _STRONG:
        return ()
    unique: dict[str, Label] = {}
    for label, value in pairs:
        name = squeeze(label)
        if name not in unique or (value and not unique[name].value):
            unique[name] = Label(name, value)
    return tuple(one for one in unique.values() if one.value)


def _pairs(lines: list[Line], i: int, end: int) -> Iterator[tuple[str, str]]:
    line = lines[i]
    if line.row is not None:
        yield from _row_pairs(line.row.cells)
        return
    if len(line.text) > 300:
        return
    match = _PAIR.match(line.text)
    if match and concept_of(match["label"]):
        value = clean(match["value"])
        if not value and i + 1 < end and not _is_label(lines[i + 1].text):
            value = lines[i + 1].text
        yield match["label"], _value(value)
    elif (
        len(line.text) <= 12
        and concept_of(line.text)
        and i + 1 < end
        and not _is_label(lines[i + 1].text)
    ):
        yield line.text, _value(lines[i + 1].text[:300])


def _row_pairs(cells: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(cells):
        cell = cells[at]
        match = _PAIR.match(cell[:400])
        if match and concept_of(match["label"]) and match["value"]:
            yield match["label"], _value(match["value"])
            at += 1
        elif concept_of(cell):
            following = cells[at + 1] if at + 1 < len(cells) else ""
            yield cell, "" if _is_label(following) else _value(following)
            at += 2
        else:
            at += 1


def _is_label(text: str) -> bool:
    return concept_of(text) is not None or bool(
        (m := _PAIR.match(text[:400])) and concept_of(m["label"])
    )


def _value(text: str) -> str:
    text = clean(text)
    return "" if text in _EMPTY else text


def _doc_no(ctx: Context, values: dict[str, str], title: str | None) -> tuple[str | None, str]:
    labelled = values.get("doc_no")
    if labelled:
        return find_doc_no(labelled, labelled=True) or labelled, "metadata"
    for i in ctx.body.indexes[:6]:
        text = ctx.tree.lines[i].text
        found = find_doc_no(text) if len(text) <= 60 else None
        if found and len(squeeze(found)) >= len(squeeze(text)) * 0.7:
            return found, "text:head"
        if (
            found is None
            and len(text) <= 20
            and re.fullmatch(r"[〔\[（(]\d{4}[〕\]）)]\s?\d{1,5}\s?号", text)
        ):
            return text, "text:head"
    in_title = find_doc_no(title) if title else None
    return (in_title, "title") if in_title else (None, "")


def _signed(ctx: Context) -> str | None:
    """The date that stands alone under the signature, among the last lines of the text."""
    for i in reversed(ctx.body.indexes[-14:]):
        text = ctx.tree.lines[i].text
        if len(text) > 40:
            continue
        found = find_date(text)
        if found and len(text) - len(found.raw) <= 2:
            return found.value[:10]
    return None


def _recipients(ctx: Context) -> tuple[str, ...]:
    """主送机关: a line above the first paragraph that ends with a colon."""
    for i in ctx.body.indexes[:8]:
        text = ctx.tree.lines[i].text
        if text[-1] in ":：" and 4 <= len(text) <= 200 and not any(c in text for c in "。；《"):
            return tuple(p for p in re.split("[，,、；;]", text[:-1].strip()) if p)
    return ()


def _several(value: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for p in _SEVERAL.split(value or "") if p))


def _topics(value: str | None) -> tuple[str, ...]:
    return tuple(p for p in (clean(x) for x in _PARTS.split(value or "")) if p)
