"""Who runs the site: its name and 网站标识码, by META, by the page's own masthead, title or imprint."""

import re

from govnews.fields.found import Context, Found
from govnews.values.text import clean

_MASTHEAD = re.compile(
    r"^[\W]{0,4}(?P<name>[\u4e00-\u9fff]{2,20}?(?:网站|門戶網站|门户网站|门户|網站|网))\s{1,6}(?:www\.)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}\b",
    re.I,
)
_NAME = re.compile(
    r"(?:网|網|网站|網站|门户|門戶|平台|政府|委员会|委員會|办公室|办公厅|[厅局部委院署会館馆]|[省市县區区]|资讯网|資訊網)$"
)
_OWNER = re.compile(
    r"(?:版权所有|版權所有)\s{0,2}[:：©]?\s{0,3}(?P<name>[\u4e00-\u9fff（）()]{3,30})"
)
_ID = re.compile(r"网站标识码\s{0,3}[:：]?\s{0,3}(?P<id>[a-z]{0,2}\d{8,10})\b", re.I)
_JOINT = re.compile(
    r"\s{0,3}[_|｜]+\s{0,3}|\s{1,3}[-–—]{1,2}\s{1,3}|(?<=[\u4e00-\u9fff])[-—]{1,2}(?=[\u4e00-\u9fff])"
)
_HEAD = 60  # lines


def find_site_name(ctx: Context) -> Found | None:
    """The site's name as the page gives it."""
    entry = ctx.metas.get("SiteName", "og:site_name")
    if entry:
        return Found(entry[1], f"meta:{entry[0]}")
    for line in ctx.tree.lines[:_HEAD]:
        if "." in line.text and len(line.text) <= 200 and (match := _MASTHEAD.match(line.text)):
            return Found(match["name"], "masthead:site")
    parts = [clean(p) for p in _JOINT.split(ctx.tree.title)]
    if len(parts) > 1 and 3 <= len(parts[-1]) <= 24 and _NAME.search(parts[-1]):
        return Found(parts[-1], "title:last")
    for line in reversed(ctx.tree.lines[-_HEAD:]):
        if len(line.text) <= 300 and (match := _OWNER.search(line.text)):
            return Found(match["name"], "imprint")
    return None


def find_site_id(ctx: Context) -> Found | None:
    """政府网站标识码: META, or the imprint at the foot of the page."""
    entry = ctx.metas.get("SiteIDCode")
    if entry:
        return Found(entry[1], f"meta:{entry[0]}")
    for line in reversed(ctx.tree.lines[-_HEAD:]):
        if "标识码" in line.text and (match := _ID.search(line.text[:1000])):
            return Found(match["id"].lower(), "imprint")
    return None
