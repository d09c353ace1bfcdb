"""What identifies an official document: its metadata, its number, its issuers, the date under its signature."""

import re

from govnews.fields.found import Context
from govnews.fields.labels import read_labels
from govnews.model import Label, Policy
from govnews.values.dates import find_date, parse_date
from govnews.values.documents import concept_of, find_doc_no, find_index_no
from govnews.values.text import clean, squeeze

_TOPIC = re.compile(r"[;；\\>＞|]+")
_SEVERAL = re.compile(r"[、，,;；\s]+")
_DATES = ("written_on", "published_on", "effective_on", "repealed_on", "signed_on")
_BRACKETED = re.compile(r"[（(](?P<inner>[^（）()]{4,40}[号號])[）)]")
# 题注: （2023年8月25日…人民政府令第41号公布 自2023年10月1日起施行）
_PROMULGATED = re.compile(
    r"日(?P<no>[\u4e00-\u9fff]{2,30}令\s{0,2}(?:\d{4}年)?第\s{0,2}\d{1,4}\s{0,2}号)(?:公布|发布)"
)
_IN_FORCE = re.compile(
    r"自(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)起(?:正式)?(?:施行|实施|执行|生效)"
)
_BARE_NO = re.compile(r"^[〔\[［（(]\d{4}[〕\]］）)]\s?\d{1,5}\s?[号號]$")
_ORDER_HEAD = re.compile(r"^[\u4e00-\u9fff、 ]{4,60}(?:令|公告|通告)$")
_ORDER_NO = re.compile(
    r"^[（(]?(?:\d{4}\s?年\s?)?第\s?[\d一二三四五六七八九十百〇零]{1,8}\s?[号號][）)]?$"
)
_ORDER_ISSUER = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff、 ]{4,60}?)(?:主席)?(?:令|公告|通告)[（(]?(?:\d{4}\s?年\s?)?第"
)
# Endings of names of public bodies.
_BODY = r"(?:人民政府|政府|办公厅|办公室|委员会|常委会|管理局|监督局|总局|分局|局|厅|部|委|院|署|行|中心|联合会|协会|处|办|团|社|公安|会|组|支队|总队|大队|基金会|学校|大学|公司)"
_ORG = re.compile(
    rf"^[\u4e00-\u9fff（）()·、 ]{{2,60}}{_BODY}(?:[（(][\u4e00-\u9fff]{{2,40}}[）)])?$"
)
_BY_TITLE = re.compile(
    rf"^(?P<orgs>[\u4e00-\u9fff（）()·、 ]{{3,120}}?{_BODY})(?:等\d{{0,2}}部门|等[\u4e00-\u9fff\d]{{1,4}}部门)?(?:关于|印发|转发|公布)"
)
_OFFICIAL = re.compile(
    rf"^[\u4e00-\u9fff（）()·、 ]{{3,120}}?{_BODY}关于.{{2,200}}的?(?:决议|决定|命令|公告|通告|意见|通知|通报|批复|函)(?:（[^（）]{{1,40}}）)?$"
)
_NO_RECIPIENT = re.compile(
    r"[。；《]|^第.{1,6}条|^[（(]?[一二三四五六七八九十\d]{1,3}[、.）)]|(?:如下|下列|以下).{0,8}[:：]$"
)
_PENALTY = re.compile(r"^(?:作出|做出).{0,14}(?:机关|机构|单位)")
_PERSON = re.compile(r"[长任席理记]\s{0,3}[:：]?\s{0,3}[\u4e00-\u9fff· ]{2,8}$")


def find_policy(ctx: Context, title: str | None, published: str | None) -> Policy:
    """The policy block; all null for a page that is no official document."""
    labels = read_labels(ctx)
    values: dict[str, str] = {}
    for label in labels:
        if (concept := concept_of(label.label)) and label.value:
            values.setdefault(concept, label.value)
    doc_no, rule = _doc_no(ctx, values, title)
    if doc_no:
        ctx.note("policy.doc_no", rule)
    if not labels and not doc_no and not _OFFICIAL.search(title or "") and not _is_law(ctx):
        return Policy()
    if labels:
        ctx.note("policy.labels", "metadata")
    return _policy(ctx, values, labels, doc_no, title, published)


def _policy(  # noqa: PLR0917
    ctx: Context,
    values: dict[str, str],
    labels: tuple[Label, ...],
    doc_no: str | None,
    title: str | None,
    published: str | None,
) -> Policy:
    dates = {name: (parse_date(values.get(name)) or "")[:10] or None for name in _DATES}
    index = values.get("index_no")
    signed, signers = _signature(ctx)
    issuers = _several(values.get("issuers"))
    rule = "metadata"
    if not issuers:
        issuers, rule = _issuers(ctx, doc_no, title, signers)
    if issuers:
        ctx.note("policy.issuers", rule)
    return Policy(
        index_no=(find_index_no(index) or clean(index)) if index else None,
        doc_no=doc_no,
        issuers=issuers,
        topics=tuple(t for t in (clean(x) for x in _TOPIC.split(values.get("topics") or "")) if t),
        genre=values.get("genre"),
        written_on=dates["written_on"],
        published_on=dates["published_on"] or (published or "")[:10] or None,
        effective_on=dates["effective_on"] or _in_force(ctx),
        repealed_on=dates["repealed_on"],
        signed_on=dates["signed_on"] or signed,
        validity=values.get("validity"),
        recipients=_recipients(ctx),
        disclosure=values.get("disclosure"),
        subject_words=_several(values.get("subject_words")),
        labels=labels,
    )


def _doc_no(ctx: Context, values: dict[str, str], title: str | None) -> tuple[str | None, str]:
    labelled = values.get("doc_no")
    if labelled:
        return find_doc_no(labelled, labelled=True) or labelled, "metadata"
    lines = [ctx.tree.lines[i] for i in ctx.body.indexes[:8]]
    for n, line in enumerate(lines):
        text = line.text
        if line.row is not None:
            if "文号" in squeeze(line.row.cells[0]) and (
                found := find_doc_no(line.row.cells[-1], labelled=True)
            ):
                return found, "text:table"
            continue
        if len(text) > 60:
            continue
        found = find_doc_no(text)
        if found and len(squeeze(found)) >= len(squeeze(text)) * 0.7:
            return found, "text:head"
        if _BARE_NO.match(text):
            return text, "text:head"
        if n + 1 < len(lines) and _ORDER_HEAD.match(text) and _ORDER_NO.match(lines[n + 1].text):
            return squeeze(text) + squeeze(lines[n + 1].text), "text:order"
    for line in lines[:4]:
        if promulgated := _PROMULGATED.search(line.text[:200]):
            return clean(promulgated["no"]), "text:promulgation"
    bracketed = _BRACKETED.search(title or "")
    in_title = find_doc_no(bracketed["inner"] if bracketed else title or "")
    return (in_title, "title") if in_title else (None, "")


def _signature(ctx: Context) -> tuple[str | None, tuple[str, ...]]:
    """The first date that stands alone under a signature, and the bodies that sign."""
    lines = ctx.tree.lines
    found: tuple[str | None, tuple[str, ...]] = (None, ())
    for place, i in enumerate(ctx.body.indexes):
        text = lines[i].text
        if len(text) > 60 or text[-1:] not in "日号" or lines[i].row is not None:
            continue
        date = find_date(text)
        if not date or date.end < len(text) - 1:
            continue
        signers = _signers(ctx, place, text[: date.start].strip())
        alone = date.start <= 1
        if signers or (
            alone and place and _PERSON.search(lines[ctx.body.indexes[place - 1]].text[-16:])
        ):
            return date.value[:10], signers
        if alone and place >= len(ctx.body.indexes) - 14:
            found = (date.value[:10], ())
    return found


def _signers(ctx: Context, place: int, before: str) -> tuple[str, ...]:
    if before:
        return tuple(before.split()) if _ORG.match(before) else ()
    signers: list[str] = []
    for i in reversed(ctx.body.indexes[max(0, place - 8) : place]):
        text = ctx.tree.lines[i].text
        if not _ORG.match(text):
            break
        signers[:0] = text.split() if all(_ORG.match(t) for t in text.split()) else [text]
    return tuple(dict.fromkeys(signers))


def _issuers(
    ctx: Context, doc_no: str | None, title: str | None, signers: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    """Who issued a document without metadata: the order's head, the title before 关于, the signature."""
    order = _ORDER_ISSUER.match(doc_no or "")
    if order:
        return (clean(order["issuer"]),), "text:order"
    by_title = _BY_TITLE.match(title or "")
    if by_title and all(_ORG.match(o) for o in by_title["orgs"].split()):
        return tuple(by_title["orgs"].split()), "title"
    if signers:
        return signers, "text:signature"
    for i in ctx.body.indexes:
        row = ctx.tree.lines[i].row
        if row is not None and len(row.cells) >= 2 and _PENALTY.match(squeeze(row.cells[0])):
            return (clean(row.cells[-1]),), "text:table"
    return (), ""


def _is_law(ctx: Context) -> bool:
    """The form of a law: articles numbered from 第一条 on."""
    opening = {ctx.tree.lines[i].text[:3] for i in ctx.body.indexes}
    return {"第一条", "第二条"} <= opening


def _in_force(ctx: Context) -> str | None:
    """The day from which the document says it is in force; the last one said, for it closes with it."""
    for i in reversed(ctx.body.indexes):
        text = ctx.tree.lines[i].text
        if "起" in text and (found := _IN_FORCE.search(text[:2000])):
            return parse_date(found["day"])
    return None


def _recipients(ctx: Context) -> tuple[str, ...]:
    """主送机关: the line above the first paragraph that ends with a colon."""
    for i in ctx.body.indexes[:8]:
        text = ctx.tree.lines[i].text
        if len(text) > 80 and any(c in text for c in "。；"):
            break
        if text[-1] in ":：" and 4 <= len(text) <= 200 and not _NO_RECIPIENT.search(text):
            return tuple(p.strip() for p in re.split("[，,；;]", text[:-1].strip()) if p.strip())
    return ()


def _several(value: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for p in _SEVERAL.split(value or "") if p))
