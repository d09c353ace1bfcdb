"""What the foot and the masthead of a page say of its site: 网站标识码, the owner, the name before the host."""

import re

_SITE_ID = re.compile(
    r"(?:网站|網站)?(?:标识码|標識碼)\s{0,3}[:：]?\s{0,3}(?P<id>(?:[a-z]{2})?\d{8,10})\b", re.I
)
_OWNER = re.compile(
    r"(?:版权所有|版權所有)\s{0,2}[:：©]?\s{0,3}(?P<name>[\u4e00-\u9fff（）()]{3,30})"
)
_OWNED = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff（）()]{3,30})\s{1,3}(?:版权所有|版權所有)"
)
_NO_OWNER = re.compile(r"^(?:建议|未经|不得|转载|技术|仅供|违者|请|最佳|翻版)")
_BEFORE_HOST = re.compile(
    r"^\W{0,4}(?P<name>[\u4e00-\u9fff]{2,20}?(?:网站|門戶網站|门户网站|门户|網站|网|網))\s{1,6}(?:www\.)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}\b",
    re.I,
)
_LINE = 1000  # characters of a line that are looked at


def find_site_id(line: str) -> str | None:
    """The 政府网站标识码 of an imprint line: ``bm`` and 8 digits, or 10 digits (国办发〔2017〕47号)."""
    match = _SITE_ID.search(line[:_LINE])
    return match["id"].lower() if match else None


def find_owner(line: str) -> str | None:
    """The name after 版权所有, else the one right before it.

    >>> find_owner("样例市档案局 版权所有　建议使用800×600分辨率浏览")
    '样例市档案局'
    """
    match = _OWNER.search(line[:_LINE])
    if match and not _NO_OWNER.match(match["name"]):
        return match["name"]
    match = _OWNED.search(line[:_LINE])
    return match["name"] if match else None


def name_before_host(line: str) -> str | None:
    """The site name of a masthead: 中央政府门户网站 www.gov.cn 2007年05月08日."""
    match = _BEFORE_HOST.match(line[:_LINE])
    return match["name"] if match else None
