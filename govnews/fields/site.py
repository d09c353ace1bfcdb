"""Who runs the site: its name and 网站标识码, by META, by the page's own masthead, title or imprint."""

import re
from collections.abc import Iterator

from govnews.fields.found import Context, Found
from govnews.fields.names import ORNAMENT
from govnews.values import imprint
from govnews.values.imprint import find_owner, name_before_host
from govnews.values.text import clean
from govnews.values.urls import host_of

_NAME = re.compile(
    r"(?:网|網|网站|網站|门户|門戶|平台|政府|委员会|委員會|办公室|办公厅|[厅局部委院署会館馆]|[省市县區区]|资讯网|資訊網)$"
)
_JOINT = re.compile(
    r"\s{0,3}[_|｜]+\s{0,3}|\s{1,3}[-–—]{1,2}\s{1,3}|(?<=[\u4e00-\u9fff])[-—]{1,2}(?=[\u4e00-\u9fff])"
)
_BODY = re.compile(r"^[\u4e00-\u9fff]{2,12}(?:人民政府|局|厅|委员会|网|网站|门户|门户网站)$")
_HEAD = 60  # lines


def site_names(ctx: Context) -> Iterator[Found]:
    """The site's name as the page gives it, the surest rule first."""
    entry = ctx.metas.get("SiteName", "og:site_name")
    if entry:
        yield Found(entry[1], f"meta:{entry[0]}")
    for line in ctx.tree.lines[:_HEAD]:
        if "." in line.text and len(line.text) <= 200 and (name := name_before_host(line.text)):
            yield Found(name, "masthead:site")
    home = _home_link(ctx)
    if home:
        yield Found(home, "link:home")
    parts = [clean(p) for p in _JOINT.split(ctx.tree.title)]
    last = parts[-1].strip(ORNAMENT)
    if 3 <= len(last) <= 24 and _NAME.search(last) and (len(parts) > 1 or _ends_a_name(last)):
        yield Found(last, "title:last")
    for line in reversed(ctx.tree.lines[-_HEAD:]):
        if len(line.text) <= 300 and (name := find_owner(line.text)):
            yield Found(name, "imprint")


def _ends_a_name(title: str) -> bool:
    """Whether a ``<title>`` of one part is a body or its site, which no headline is: 样例市水务局."""
    return len(title) <= 16 and _BODY.search(title) is not None


def _home_link(ctx: Context) -> str | None:
    """The text of a link to the front page in the head of the page, where it is a name and not 首页."""
    for anchor in ctx.tree.anchors[:_HEAD]:
        path = (
            anchor.href.partition("://")[2].partition("/")[2]
            if "://" in anchor.href
            else anchor.href.strip("./")
        )
        if not anchor.href.strip() or anchor.href.startswith(("#", "javascript")):
            continue
        if ctx.url and host_of(ctx.address(anchor.href)) not in (None, *_own_hosts(ctx.url)):
            continue
        front = path in ("", "index.html", "index.htm", "index.shtml")
        name = anchor.text
        if front and 5 <= len(name) <= 24 and _NAME.search(name) and "首" not in name:
            return name
    return None


def _own_hosts(url: str) -> tuple[str, str]:
    """The host of the page, with and without ``www.``."""
    bare = (host_of(url) or "").removeprefix("www.")
    return bare, f"www.{bare}"


def site_ids(ctx: Context) -> Iterator[Found]:
    """政府网站标识码: META, or the imprint at the foot of the page."""
    entry = ctx.metas.get("SiteIDCode")
    if entry:
        yield Found(entry[1], f"meta:{entry[0]}")
    for line in reversed(ctx.tree.lines[-_HEAD:]):
        if "标识码" in line.text and (number := imprint.find_site_id(line.text)):
            yield Found(number, "imprint")
