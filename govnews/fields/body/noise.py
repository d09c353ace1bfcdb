"""Lines that stand in the box of a text but are no text (reference: formats.md §3, §8; DESIGN §5 rules for ``text``)."""

import re
from functools import lru_cache

from govnews.values.header import read_header

# Whole short lines: tools of the page.
_TOOL = re.compile(
    r"^\W{0,6}(?:(?:我要)?(?:打印|列印|关闭|關閉|收藏|分享|下载|纠错|朗读|返回|复制|转发|评论|点赞|举报|收听|播报|语音播报)"
    r"(?:本页|本页面|窗口|此页|页面|文章|到|至|链接|全文|文字版|图片版|正文|顶部|首页|列表)?[\W]{0,6}){1,6}$"
    r"|^\W{0,6}(?:字\s{0,3}[体號号體]|文字大小|背景色|(?:保护)?视力(?:保护)?色?)\s{0,3}[:：]?.{0,40}$"
    r"|^\W{0,4}(?:大\s{0,3}中\s{0,3}小|小\s{0,3}中\s{0,3}大|A\s?\+|A\s?-|默认\s{0,2}大\s{0,2}(?:特大|超大)).{0,30}$"
    r"|^.{0,24}(?:扫一扫|扫描二维码|扫码|掃一掃)[^。；，]{0,24}$"
    r"|^\W{0,6}(?:用|使用|打开)?微信.{0,40}(?:分享|扫).{0,30}$"
    r"|^\W{0,6}(?:分享|转发|发送)(?:到|至|给|本文).{0,60}$"
    r"|^\W{0,4}(?:浏览|浏览次数|浏览量|点击|点击数|点击率|点击量|阅读|阅读次数|阅读量|访问次数|访问量|人气|點閱(?:次數|數|率)?|點擊(?:次數|數|率)?|瀏覽(?:次數|人次|數)|觀看次數|人氣)\s{0,3}[:：].{0,20}$"
    r"|^\W{0,6}(?:(?:QQ空间|QQ好友|新浪微博|腾讯微博|人人网|微信|微博|豆瓣网?|QQ|朋友圈|更多|Facebook|Twitter)\s{0,3}){1,8}\W{0,4}$"
    r"|^\W{0,3}\d{0,7}\s{0,2}次\W{0,2}$"
    r"|^\W{0,4}(?:返回|回到)\s{0,2}(?:顶部|上一页|首页|列表)\W{0,4}$"
    r"|^\W{0,6}(?:【\s{0,2}(?:打印|关闭|字体|收藏|返回|纠错)[^】]{0,12}】\s{0,4}){1,5}.{0,20}$"
    r"|^\W{0,4}(?:进入|退出)?(?:无障碍|长者|老年|老年人|适老化?|关怀)(?:浏览|阅读|模式|版|助手|专区|通道){1,2}\W{0,4}$"
    r"|^\W{0,4}(?:附件|文件|资料)?下载\s{0,4}[:：]\s{0,4}$"
    r"|^:{3}[\u4e00-\u9fff]{0,12}$"
    r"|^您(?:访问|点击)的链接(?:将|即将)?(?:离开|跳转).{0,60}$"
    r"|^(?:\s{0,3}【[^】]{2,40}】){2,8}\s{0,3}$"
    r"|^\s{0,3}(?:【\d{1,2}】\s{0,2}){2,30}$|^(?:\d{1,2}\s{1,3}){2,20}(?:下一页|尾页).{0,10}$"
    r"|^\W{0,4}(?:点击右上角|选择在浏览器中打开|在浏览器中打开|分享让更多人看到|长按识别|请使用微信|图集|\+\s?1|点赞|收藏|举报|评论|推荐|更多|展开全文|全文朗读|收听全文)\W{0,4}\d{0,4}$"
)
_PREV_NEXT = re.compile(
    r"^\W{0,6}(?:上一|下一|前一|后一|上1|下1)(?:篇|条|條|页|则|則|个|頁)(?:文章|新闻|信息)?(?:\W.{0,200})?$"
)
_EDITOR = re.compile(
    r"^[\W]{0,6}(?:(?:作者|记者|通讯员|撰稿|供稿|摄影)\s{0,4}[:：]\S{1,20}\s{1,6})?(?:(?:网站)?责任编辑|責任編輯|责编|編輯|编辑|网络编辑|网编|值班编辑|本文编辑|本期编辑|编审|审核|审签|校对|值班主任|值班总编|初审|复审|终审|一审|二审|三审)"
    r"\s{0,4}[:：].{0,60}$"
)
# One of these is the site's imprint; of the weak ones it takes two, for 主办单位： opens lines of notices as well.
_FOOTER = re.compile(
    r"版权所有|版權所有|主办(?:单位)?\s{0,2}[:：].{2,40}承办(?:单位)?\s{0,2}[:：]|标识码\s{0,2}[:：]?\s{0,2}[A-Za-z]{0,2}\d{8}|ICP备\s{0,2}\d|ICP证|公网安备|公安备案号|"
    r"违法和不良信息举报|增值电信业务经营|建议使用.{0,20}(?:浏览器|分辨率)|最佳分辨率|支持IPv6|您是第.{0,12}(?:位|个)访|互联网新闻信息服务许可"
)
_COPYRIGHT = re.compile(r"copyright\s{0,3}(?:©|\(c\)|\d{4}|by|all)|all rights reserved")
_WEAK_FOOTER = re.compile(
    r"主办单位?\s{0,2}[:：]|承办单位?\s{0,2}[:：]|技术支持\s{0,2}[:：]|网站地图|网站声明|联系我们|关于我们|邮政?编码?\s{0,2}[:：]|地\s{0,2}址\s{0,2}[:：]|电\s{0,2}话\s{0,2}[:：]|隐私(?:声明|政策)|使用帮助|法律声明|站点地图"
)
_DISCLAIMER = re.compile(
    r"^\W{0,6}(?:版权(?:与免责)?声明|免责声明|特别声明)\s{0,2}[:：]?|^(?:1|一)?[.、]?\s{0,2}凡(?:本|注明|本网|本站).{0,20}(?:作品|稿件|来源|文章)"
)
_DISCLAIMS = re.compile(
    r"(?:转载|摘编).{0,40}(?:不代表|目的在于传递)|如(?:涉及|有)(?:版权|侵权|作品内容)"
)
_RELATED = re.compile(
    r"^\W{0,6}(?:(?:相关|相關|关联|關聯|延伸|推荐|推薦|更多|扩展|热点|热门|最新|猜你|同类|解读)(?:链接|鏈接|連結|报道|報道|報導|稿件|阅读|閱讀|新闻|新聞|解读|文章|资讯|信息|文件|文档|附件|政策|专题|推荐|内容|材料|图解|关注|喜欢|相关){1,2}|"
    r"(?:政策|文件|部门|专家|媒体|图文|图片|视频|文字)(?:解读|图解|报道)|政策原文|原文链接|解读文件|政策文件|图解|解读|附件下载|附件信息|相关|"
    r"(?:您|你)?(?:还)?可能(?:还)?(?:会)?(?:感兴趣|喜欢)的?(?:文章|内容|新闻|信息)?)\s{0,2}[:：]?\W{0,6}$"
)
_SITE_BLOCK = re.compile(r"^\W{0,6}(?:热点|热门|最新|更多(?!相关)|猜你|附件|您|你|还|可能)")
# A line that opens with day and minute is the page's stamp; a day alone may be a signature.
_STAMPED = re.compile(
    r"^[\[(（]?\s{0,2}(?:19|20)\d\d\s{0,2}[-/.年]\s{0,2}\d{1,2}\s{0,2}[-/.月]\s{0,2}\d{1,2}\s{0,2}日?\s{0,4}\d{1,2}[:：∶]\d\d(?!\s{0,2}[至到~—-])"
)
_BREADCRUMB = re.compile(
    r"^\W{0,4}(?:您?(?:现在|現在|目前|当前|當前|所在)?(?:的|所在)?(?:的)?(?:位置)(?:是|为|為|在)?\s{0,3}[:：]|(?:网站|網站)?(?:首页|首頁)\s{0,3}[>＞»›]{1,2})"
)
_DATE = re.compile(r"(?:19|20)\d\d\s{0,2}[-/.年]\s{0,2}\d{1,2}\s{0,2}[-/.月]\s{0,2}\d{1,2}")
_CLOCKED = re.compile(r"\d[:：∶]\d")
_DATE_ALONE = re.compile(_DATE.pattern + r"\s{0,4}(?:\d{1,2}[:：∶]\d\d(?:[:：∶]\d\d)?)?$")
_NUMBERED = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}\s?[、．.]|\d{1,2}\s?[、．](?!\d))"
)
_SHARE = re.compile(r"^\W{0,4}(?:分享|打印|收藏|字体|关闭|下载|朗读|责任编辑|编辑)")
_LIMIT = 400
_FOOTER_LIMIT = 250


@lru_cache(256)  # the lines round a text are asked by the body, the title and the masthead
def is_tool(text: str) -> bool:
    """Font switches, print, share, QR hints, counters."""
    return len(text) <= 120 and bool(_TOOL.match(text))


def is_prev_next(text: str) -> bool:
    """上一篇：…, 下一篇：…."""
    return len(text) <= 240 and bool(_PREV_NEXT.match(text))


def is_editor(text: str) -> bool:
    """责任编辑：… and the other roles of the newsroom."""
    return len(text) <= 90 and bool(_EDITOR.match(text))


def is_footer(text: str) -> bool:
    """The site's own imprint."""
    if len(text) > _FOOTER_LIMIT:
        return False
    if _FOOTER.search(text) or len(_WEAK_FOOTER.findall(text)) >= 3:
        return True
    low = text.lower()
    return "right" in low and _COPYRIGHT.search(low) is not None


def is_disclaimer(text: str) -> bool:
    """A copyright notice of the site below the text."""
    return len(text) <= _LIMIT and bool(_DISCLAIMER.match(text) or _DISCLAIMS.search(text))


def is_labelled(text: str) -> bool:
    """Whether a short line carries labels of a masthead: 来源：, 发布时间： …."""
    if len(text) > 250 or not _has_colon(text):
        return False
    return any(part.field != "other" for part in read_header(text))


def _has_colon(text: str) -> bool:
    return ":" in text or "：" in text or "∶" in text


def is_breadcrumb(text: str) -> bool:
    """当前位置：首页 > …."""
    return len(text) <= 200 and bool(_BREADCRUMB.match(text))


def is_related_label(text: str) -> bool:
    """相关链接, 延伸阅读, 政策解读 as a line of their own."""
    return len(text) <= 30 and bool(_RELATED.match(text))


def is_masthead(text: str) -> bool:
    """A line between headline and text: 来源：… 发布时间：2024-01-01. 时间：… alone opens lines of notices and is none."""
    if len(text) > 200 or text[-1] in "。；" or not _has_colon(text) or not _DATE.search(text):
        return False
    if is_numbered(text):
        return False
    if len(text) <= 60 and _STAMPED.match(text):
        return True
    parts = read_header(text)
    fields = {part.field for part in parts}
    if not fields or parts[0].field == "other":
        return False
    if any(part.field in ("date", "modified") and len(part.label) >= 4 for part in parts):
        return True
    return bool(fields & {"source", "author", "tool", "editor"})


def is_numbered(text: str) -> bool:
    """Whether a line opens with a number of the text's own, as no masthead and no headline does: 六．公告日期：…."""
    return bool(_NUMBERED.match(text))


def is_stamp(text: str) -> bool:
    """A date and little beside it, the office that publishes perhaps: 市政署 2023年05月06日 10:00."""
    if len(text) > 50 or text[0] in "（(" or text[-1] in "。；：:":
        return False
    return bool(_DATE.search(text)) and not any(c in "，。；、：:" for c in _CLOCKED.sub("", text))


def is_masthead_part(text: str) -> bool:
    """What may follow a masthead line: counters, tools, a label on a line of its own."""
    if len(text) > 80 or text[-1] in "。；":
        return False
    if text[-1].isdigit() and len(text) <= 24 and _DATE_ALONE.match(text):
        return True
    return (
        is_tool(text)
        or bool(_SHARE.match(text))
        or any(p.field != "other" for p in read_header(text)[:1])
    )


def is_group_label(text: str) -> bool:
    """A related label whose links belong to the article: 热点专题 and the like are the site's own."""
    return is_related_label(text) and not _SITE_BLOCK.match(text)


def group_prefix(text: str) -> str | None:
    """The related label that opens a line of links: 政策原文：《…》."""
    label, colon, rest = text[:60].replace("：", ":").partition(":")
    return label.strip() if colon and rest and is_group_label(label) else None
