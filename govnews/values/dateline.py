"""The opening of a news text: 新华社北京12月20日电（记者 …） (reference: formats.md §4)."""

import re

from govnews.model import Dateline
from govnews.values.people import names
from govnews.values.text import clean, fold

_DATELINE = re.compile(
    r"^\s{0,8}(?:[（(【]\s{0,2})?"
    r"(?P<agency>新华社|新華社|新华网|新華網|中新社|中新网|中新網|人民网|人民網|本报|本報|本网|本網|中央社|中国政府网|央视网|国际在线|"
    r"中国日报网|中国网|光明网|经济日报|[\u4e00-\u9fff]{2,8}(?:网|網|日报|日報|社))?\s{0,2}"
    r"(?P<place>[\u4e00-\u9fff·]{2,12}?)??\s{0,2}(?P<date>(?:\d{1,2}\s{0,2}月\s{0,2})?\d{1,2}\s{0,2}日)?\s{0,4}"
    r"(?P<kind>电|電|讯|訊)\s{0,4}(?:[】)）]\s{0,2})?(?:\((?P<by>[^()]{1,80})\))?"
)
# Taiwan names the reporter before the place: （中央社記者邱小明台北19日電）, 〔記者王小明／高雄報導〕.
_TAIWANESE = re.compile(
    r"^\s{0,8}[（(〔【]\s{0,2}(?P<agency>中央社)?(?:特派員|記者)\s{0,2}(?P<by>[\u4e00-\u9fff、]{2,30}?)\s{0,2}[／/]?\s{0,2}"
    r"(?P<place>台北|臺北|新北|桃園|台中|臺中|台南|臺南|高雄|基隆|新竹|苗栗|彰化|南投|雲林|嘉義|屏東|宜蘭|花蓮|台東|臺東|澎湖|金門|連江|馬祖)"
    r"[市縣]?\s{0,2}(?:(?P<date>\d{1,2}日)電|(?:綜合)?報導)\s{0,2}[)）〕】]"
)
_SAID = re.compile(r"记者|記者|通讯员|通訊員|摄|攝|^[\u4e00-\u9fff、，, ]{2,40}$")
_LIMIT = 200  # characters looked at
_KINDS = "电電讯訊"


def parse_dateline(paragraph: str | None) -> Dateline:
    """The dateline that opens ``paragraph``; an empty ``Dateline`` where there is none.

    Accepted only with an agency, or with place and day: otherwise 电 and 讯 match ordinary words (全国电力).

    >>> parse_dateline("新华社北京12月20日电（记者王敏、赖臻）2011年元旦春节期间").reporters
    ('王敏', '赖臻')
    """
    head = (paragraph or "")[:_LIMIT]
    if taiwanese := _TAIWANESE.match(head):
        agency, place, day = taiwanese["agency"], taiwanese["place"], taiwanese["date"]
        return Dateline(agency, place, day, names(taiwanese["by"]))
    if not any(kind in head for kind in _KINDS):
        return Dateline()
    flat = fold(head)
    match = _DATELINE.match(flat)
    if not match:
        return Dateline()
    agency, place, day = match["agency"], match["place"], match["date"]
    if not ((agency and (day or match["by"] or match["kind"] in "讯訊")) or (place and day)):
        return Dateline()
    by = match["by"]
    reporters = names(head[match.start("by") : match.end("by")]) if by and _SAID.search(by) else ()
    return Dateline(
        agency=agency,
        place=place,
        date=clean(head[match.start("date") : match.end("date")]).replace(" ", "") if day else None,
        reporters=reporters,
    )
