"""What identifies an official document: its number, its issuers, its recipients, the date under its signature.

Read from the lines of its text and the rows of its metadata table, whether these come from HTML or from a text dump
(GB/T 9704-2012; reference: formats.md §6 and §7).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from govnews.model import Evidence, Label, Policy, Several
from govnews.values.dates import find_date, parse_date
from govnews.values.documents import concept_of, find_doc_no, find_index_no
from govnews.values.text import clean, squeeze

LABEL_LINE = re.compile(
    r"^\W{0,3}(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff\s]{1,14}?)\s{0,4}[:：]\s{0,8}(?P<value>.{0,300})$"
)
_TELLING = frozenset({"index_no", "doc_no", "written_on", "unified_no", "validity", "effective_on", "disclosure", "subject_words", "rank", "repealed_on"})  # fmt: skip
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
_GENRE = (
    r"关于.{2,200}的?(?:决议|决定|命令|公告|通告|意见|通知|通报|批复|函)(?:（[^（）]{1,40}）)?$"
)
_OFFICIAL = re.compile(rf"^[\u4e00-\u9fff（）()·、 ]{{3,120}}?{_BODY}{_GENRE}")
_ABOUT = re.compile(rf"^{_GENRE}")
_NO_RECIPIENT = re.compile(
    r"[。；《]|^第.{1,6}条|^[（(]?[一二三四五六七八九十\d]{1,3}[、.）)]|(?:如下|下列|以下).{0,8}[:：]$|^(?:主旨|依據|說明|公告事項|公告事项)"
)
_PENALTY = re.compile(r"^(?:作出|做出).{0,14}(?:机关|机构|单位)")
_HEAD = 8  # lines of a text in which its number stands
METADATA = "metadata"
# Where a member comes from that no row of the metadata gives.
_OTHERWISE = {
    "written_on": METADATA,
    "published_on": "date",
    "effective_on": "text:in_force",
    "repealed_on": METADATA,
    "signed_on": "text:signature",
    "recipients": "text:recipients",
}
_MEMBERS = tuple(member.name for member in fields(Policy))
_PERSON = re.compile(r"[长任席理记]\s{0,3}[:：]?\s{0,3}[\u4e00-\u9fff· ]{2,8}$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a document's text."""

    text: str
    """As in the record; the cells of a table row joined by TAB."""
    cells: tuple[str, ...] = ()
    """The cells, where the line is a row of a data table."""


Choose = Callable[[str, Iterator[Several]], Several | None]


def take_first(_name: str, readings: Iterator[Several]) -> Several | None:
    """The first of the readings of a member: they come in the order of the cascade."""
    return next(readings, None)


def label_of(line: str) -> Label | None:
    """The row of a metadata list that the line is: 索 引 号：000014349/2017-00110; ``None`` for any other line."""
    match = LABEL_LINE.match(line) if len(line) <= 300 and (":" in line or "：" in line) else None
    if not match or not concept_of(match["label"]):
        return None
    return Label(squeeze(match["label"]), clean(match["value"]))


def are_metadata(labels: Iterable[str]) -> bool:
    """Whether labels are those of an official document: two known ones, and one that nothing else has."""
    concepts = {c for label in labels if (c := concept_of(label))}
    return len(concepts) >= 2 and bool(concepts & _TELLING)


def read_policy(
    lines: Sequence[Statement],
    labels: tuple[Label, ...],
    title: str | None,
    published: str | None,
    *,
    above: str | None = None,
    choose: Choose = take_first,
) -> tuple[Policy, tuple[Evidence, ...]]:
    """The policy block and the rules that gave it; all null for a text that is no official document.

    ``labels`` are the rows of the page's metadata table; they win over what the text says. ``published`` is the day the
    page shows, used as 发布日期 only where the caller has it from there; ``above`` is a 发文字号 that stands alone between
    headline and text, used where neither labels nor text have one. ``choose`` decides between the readings of
    ``policy.doc_no`` and of ``policy.issuers``.
    """
    labels = labels or _head_labels(lines)
    values = _by_concept(labels)
    number = choose("policy.doc_no", _doc_numbers(lines, values, title, above))
    doc_no = number.value[0] if number else None
    signed, signers = _signature(lines)
    noticed = _OFFICIAL.search(title or "") or (signers and _ABOUT.search(title or ""))
    if not labels and not doc_no and not noticed and not _is_law(lines):
        return Policy(), ()
    issued = choose("policy.issuers", _issuers(lines, values, doc_no, title, signers))
    dates = {name: (parse_date(values.get(name)) or "")[:10] or None for name in _DATES}
    index = values.get("index_no")
    policy = Policy(
        index_no=(find_index_no(index) or clean(index)) if index else None,
        doc_no=doc_no,
        issuers=issued.value if issued else (),
        topics=tuple(t for t in (clean(x) for x in _TOPIC.split(values.get("topics") or "")) if t),
        genre=values.get("genre"),
        written_on=dates["written_on"],
        published_on=dates["published_on"] or (published or "")[:10] or None,
        effective_on=dates["effective_on"] or _in_force(lines),
        repealed_on=dates["repealed_on"],
        signed_on=dates["signed_on"] or signed,
        validity=values.get("validity"),
        recipients=_recipients(lines),
        disclosure=values.get("disclosure"),
        subject_words=_several(values.get("subject_words")),
        labels=labels,
    )
    rules = {name: METADATA if dates.get(name) else how for name, how in _OTHERWISE.items()}
    rules["doc_no"] = number.rule if number else ""
    rules["issuers"] = issued.rule if issued else ""
    return policy, _evidence(policy, rules)


def _head_labels(lines: Sequence[Statement]) -> tuple[Label, ...]:
    """The labels that open a document, as in Taiwan's notices: 發文日期：…, 發文字號：…."""
    found = [label for line in lines[:_HEAD] if not line.cells and (label := label_of(line.text))]
    found = [label for label in found if label.value]
    return tuple(found) if are_metadata(label.label for label in found) else ()


def _by_concept(labels: tuple[Label, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for label in labels:
        if (concept := concept_of(label.label)) and label.value:
            values.setdefault(concept, label.value)
    return values


def _evidence(policy: Policy, rules: Mapping[str, str]) -> tuple[Evidence, ...]:
    """The rule of every member that has a value: metadata where ``rules`` names no other."""
    return tuple(
        Evidence(f"policy.{name}", rules.get(name, METADATA))
        for name in _MEMBERS
        if getattr(policy, name)
    )


def _doc_numbers(
    lines: Sequence[Statement], values: Mapping[str, str], title: str | None, above: str | None
) -> Iterator[Several]:
    labelled = values.get("doc_no")
    if labelled:
        yield Several((find_doc_no(labelled, labelled=True) or labelled,), METADATA)
    head = lines[:_HEAD]
    for n, line in enumerate(head):
        text = line.text
        if line.cells:
            if "文号" in squeeze(line.cells[0]) and (
                found := find_doc_no(line.cells[-1], labelled=True)
            ):
                yield Several((found,), "text:table")
            continue
        if len(text) > 60:
            continue
        found = find_doc_no(text)
        if found and len(squeeze(found)) >= len(squeeze(text)) * 0.7:
            yield Several((found,), "text:head")
        elif _BARE_NO.match(text):
            yield Several((text,), "text:head")
        elif n + 1 < len(head) and _ORDER_HEAD.match(text) and _ORDER_NO.match(head[n + 1].text):
            yield Several((squeeze(text) + squeeze(head[n + 1].text),), "text:order")
    for line in head[:4]:
        if promulgated := _PROMULGATED.search(line.text[:200]):
            yield Several((clean(promulgated["no"]),), "text:promulgation")
    if above:
        yield Several((above,), "masthead:number")
    bracketed = _BRACKETED.search(title or "")
    if in_title := find_doc_no(bracketed["inner"] if bracketed else title or ""):
        yield Several((in_title,), "title")


def _signature(lines: Sequence[Statement]) -> tuple[str | None, tuple[str, ...]]:
    """The first date that stands alone under a signature, and the bodies that sign."""
    found: tuple[str | None, tuple[str, ...]] = (None, ())
    for place, line in enumerate(lines):
        text = line.text
        if len(text) > 60 or text[-1:] not in "日号" or line.cells:
            continue
        date = find_date(text)
        if not date or date.end < len(text) - 1:
            continue
        signers = _signers(lines, place, text[: date.start].strip())
        alone = date.start <= 1
        if signers or (alone and place and _PERSON.search(lines[place - 1].text[-16:])):
            return date.value[:10], signers
        if alone and place >= len(lines) - 14:
            found = (date.value[:10], ())
    return found


def _signers(lines: Sequence[Statement], place: int, before: str) -> tuple[str, ...]:
    if before:
        return tuple(before.split()) if _ORG.match(before) else ()
    signers: list[str] = []
    for line in reversed(lines[max(0, place - 8) : place]):
        text = line.text
        if not _ORG.match(text):
            break
        signers[:0] = text.split() if all(_ORG.match(t) for t in text.split()) else [text]
    return tuple(dict.fromkeys(signers))


def _issuers(
    lines: Sequence[Statement],
    values: Mapping[str, str],
    doc_no: str | None,
    title: str | None,
    signers: tuple[str, ...],
) -> Iterator[Several]:
    """Who issued a document: metadata, the order's head, the title before 关于, the signature."""
    if labelled := _several(values.get("issuers")):
        yield Several(labelled, METADATA)
    order = _ORDER_ISSUER.match(doc_no or "")
    if order:
        yield Several((clean(order["issuer"]),), "text:order")
    by_title = _BY_TITLE.match(title or "")
    if by_title and all(_ORG.match(o) for o in by_title["orgs"].split()):
        yield Several(tuple(by_title["orgs"].split()), "title")
    if signers:
        yield Several(signers, "text:signature")
    for line in lines:
        if len(line.cells) >= 2 and _PENALTY.match(squeeze(line.cells[0])):
            yield Several((clean(line.cells[-1]),), "text:table")


def _is_law(lines: Sequence[Statement]) -> bool:
    """The form of a law: articles numbered from 第一条 on."""
    opening = {line.text[:3] for line in lines}
    return {"第一条", "第二条"} <= opening


def _in_force(lines: Sequence[Statement]) -> str | None:
    """The day from which the document says it is in force; the last one said, for it closes with it."""
    for line in reversed(lines):
        text = line.text
        if "起" in text and (found := _IN_FORCE.search(text[:2000])):
            return parse_date(found["day"])
    return None


def _recipients(lines: Sequence[Statement]) -> tuple[str, ...]:
    """主送机关: the line above the first paragraph that ends with a colon."""
    for line in lines[:8]:
        text = line.text
        if len(text) > 80 and any(c in text for c in "。；"):
            break
        if text[-1] in ":：" and 4 <= len(text) <= 200 and not _NO_RECIPIENT.search(text):
            return tuple(p.strip() for p in re.split("[，,；;]", text[:-1].strip()) if p.strip())
    return ()


def _several(value: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for p in _SEVERAL.split(value or "") if p))
