"""Signs that a page is a stranger's copy, and where the original probably stands."""

import re

from govnews.model import Clone
from govnews.mojibake.readings import simple_form

# Site names in Simplified script → host of the original. The longest name that occurs decides.
_HOMES = {
    "中央政府门户网站": "www.gov.cn",
    "中国政府网": "www.gov.cn",
    "中华人民共和国中央人民政府": "www.gov.cn",
    "人民网": "www.people.com.cn",
    "人民日报": "paper.people.com.cn",
    "新华网": "www.xinhuanet.com",
    "新华社": "www.xinhuanet.com",
    "中国新闻网": "www.chinanews.com.cn",
    "中新网": "www.chinanews.com.cn",
    "中国日报": "www.chinadaily.com.cn",
    "中国网": "www.china.com.cn",
    "中国台湾网": "www.taiwan.cn",
    "中国经济网": "www.ce.cn",
    "光明网": "www.gmw.cn",
    "央视网": "www.cctv.com",
    "央广网": "www.cnr.cn",
    "求是网": "www.qstheory.cn",
    "国际在线": "www.cri.cn",
    "中国法院网": "www.chinacourt.org",
    "中国人大网": "www.npc.gov.cn",
    "中国政协网": "www.cppcc.gov.cn",
    "最高人民法院": "www.court.gov.cn",
    "最高人民检察院": "www.spp.gov.cn",
    "外交部": "www.mfa.gov.cn",
    "国家发展和改革委员会": "www.ndrc.gov.cn",
    "国家发展改革委": "www.ndrc.gov.cn",
    "教育部": "www.moe.gov.cn",
    "科学技术部": "www.most.gov.cn",
    "工业和信息化部": "www.miit.gov.cn",
    "国家民族事务委员会": "www.neac.gov.cn",
    "公安部": "www.mps.gov.cn",
    "民政部": "www.mca.gov.cn",
    "司法部": "www.moj.gov.cn",
    "财政部": "www.mof.gov.cn",
    "人力资源和社会保障部": "www.mohrss.gov.cn",
    "自然资源部": "www.mnr.gov.cn",
    "生态环境部": "www.mee.gov.cn",
    "住房和城乡建设部": "www.mohurd.gov.cn",
    "交通运输部": "www.mot.gov.cn",
    "水利部": "www.mwr.gov.cn",
    "农业农村部": "www.moa.gov.cn",
    "商务部": "www.mofcom.gov.cn",
    "文化和旅游部": "www.mct.gov.cn",
    "国家卫生健康委员会": "www.nhc.gov.cn",
    "退役军人事务部": "www.mva.gov.cn",
    "应急管理部": "www.mem.gov.cn",
    "中国人民银行": "www.pbc.gov.cn",
    "审计署": "www.audit.gov.cn",
    "海关总署": "www.customs.gov.cn",
    "国家税务总局": "www.chinatax.gov.cn",
    "国家市场监督管理总局": "www.samr.gov.cn",
    "国家统计局": "www.stats.gov.cn",
    "国家知识产权局": "www.cnipa.gov.cn",
    "国家能源局": "www.nea.gov.cn",
    "国家中医药管理局": "www.natcm.gov.cn",
    "中国证券监督管理委员会": "www.csrc.gov.cn",
    "国家金融监督管理总局": "www.nfra.gov.cn",
    "上海市人民政府": "www.shanghai.gov.cn",
    "湖南省人民政府": "www.hunan.gov.cn",
    "北京市人民政府": "www.beijing.gov.cn",
    "广东省人民政府": "www.gd.gov.cn",
}
_NAMES = sorted(_HOMES, key=len, reverse=True)
_OFFICIAL = re.compile(r"(?:^|\.)(?:gov\.(?:cn|hk|mo|tw)|mil\.cn|govnews\.cn)$")
# RFC 1123 labels; at least one dot and a last label of letters, so that dates and amounts are no hosts.
_HOST = re.compile(
    r"(?<![\w.@/-])(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,18})(?![\w@-])",
    re.IGNORECASE | re.ASCII,
)
_FILES = re.compile(
    r"\.(?:s?html?|jspx?|aspx?|php|js|css|pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|txt)$"
)
_OFFICE = re.compile("人民政府|国务院|办公厅|门户网站|工作报告|常务会议|党中央|委员会|新华社|政务")
_HEADER = 20_000  # characters of header text that are looked through


def clone_of(
    *,
    site_name: str | None,
    header_text: str,
    served_host: str | None,
    language: str | None,
    glossed: bool,
) -> Clone:
    """What the page prints about its home against who served it; all empty for a page without a sign.

    ``site_name`` and ``header_text`` (masthead and header lines, in either script) are text as printed;
    ``served_host`` is the host of the URL, null for a page without one; ``language`` is the text's. Nothing here is
    proof: ``likely_original`` names the host that a known site name belongs to, only where there is a sign.
    Signs: ``glosses``; ``printed_host`` (the page prints a host that is not the site's own); ``served_host`` (a
    known site's page served elsewhere); ``script`` (official wording in Traditional script on a host outside
    gov.hk, gov.mo and gov.tw).
    """
    header = simple_form(header_text[:_HEADER])
    name = simple_form(site_name or "")
    home = _home(name) or _home(header)
    printed = _printed_host(header)
    served = served_host.lower().rstrip(".") if served_host else None
    signs = []
    if glossed:
        signs.append("glosses")
    elsewhere = home and not (served and _same_site(served, home))
    if (
        elsewhere
        and home
        and printed
        and not _same_site(printed, home)
        and not _OFFICIAL.search(printed)
    ):
        signs.append("printed_host")
    foreign = served is not None and not _OFFICIAL.search(served)
    known = _home(name) if name else None
    if known and foreign and served and not _same_site(served, known) and (glossed or signs):
        signs.append("served_host")
    official = bool(_OFFICE.search(header) or _OFFICE.search(name))
    if language == "zh-Hant" and official and (foreign or signs) and not _taiwanese(served):
        signs.append("script")
    if not signs:
        return Clone(printed_host=printed, served_host=served)
    return Clone(printed, served, home if elsewhere else None, tuple(signs))


def _home(text: str) -> str | None:
    return next((_HOMES[name] for name in _NAMES if name in text), None)


def _printed_host(text: str) -> str | None:
    for match in _HOST.finditer(text):
        host = match[1].lower()
        if not _FILES.search(host):
            return host
    return None


def _same_site(one: str, other: str) -> bool:
    """Whether the hosts belong to one registered name: news.people.com.cn and www.people.com.cn."""
    return _registered(one) == _registered(other)


def _registered(host: str) -> str:
    labels = host.split(".")
    # com.cn, gov.cn, org.tw …: a two-letter country below a short second level
    depth = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    if labels[-2:] == ["gov", "cn"] and len(labels) == 3 and labels[0] == "www":
        return "www.gov.cn"
    return ".".join(labels[-depth:])


def _taiwanese(host: str | None) -> bool:
    """Hosts where Traditional script is at home."""
    return host is not None and host.rpartition(".")[2] in {"tw", "hk", "mo"}
