"""The markup of lists as the portals of the survey print it, each on own text: links, titles and days are found."""

import pytest

from govnews import read_list

BASE = "http://www.list.test/zwgk/tzgg/"
ROWS = (
    ("关于做好秋季防汛工作的通知", "2024-05-20", "样政办发〔2024〕12号"),
    ("关于公布河道名录的公告", "2024-05-18", "样政发〔2024〕3号"),
    ("关于城市绿地管理情况的通报", "2024-05-11", "样城管发〔2024〕45号"),
    ("关于开展校园食品安全检查的通知", "2024-05-09", "样教发〔2024〕7号"),
)
# name: (the whole list, one row); {n} number, {t} title, {s} title cut, {d} day, {y}{m}{o} its parts, {w} document number
FORMS = {
    "mfa, scio: links alone": ('<ul class="list1">{}</ul>', '<li><a href="./202405/t{n}.html">{t}</a>({d})</li>'),
    "ndrc": ('<ul class="u-list">{}</ul>', '<li><a href="t{n}.html" target="_blank" title="{t}">{s}</a><span>{y}/{m}/{o}</span></li>'),
    "moe": ('<div id="list"><ul>{}</ul></div>', '<li>·<a href="t{n}.html" title="{t}">{t}</a><span>[{d}]</span></li>'),
    "mof": ('<ul class="liBox">{}</ul>', '<li><a href="./t{n}.htm" title="{t}">{t}</a><span>{d}</span></li>'),
    "mee: date first": ('<ul id="div">{}</ul>', '<li><span class="date">{d}</span><a href="t{n}.shtml" class="cjcx_biaob">{t}</a></li>'),
    "mnr: a table of four columns": (
        '<table class="table"><tr><th>索引</th><th>标题</th><th>发文字号</th><th>日期</th></tr>{}</table>',
        '<tr><td>000019174/2024-0000{n}</td><td><a href="t{n}.html">{t}</a></td><td>{w}</td><td>{y}年{m}月{o}日</td></tr>',
    ),
    "mot: badge": ('<div class="tab-pane active">{}</div>', '<a href="t{n}.html" class="list-group-item"><span class="badge">{d}</span> {t}</a>'),
    "mwr": ('<ul class="slnewsconlist">{}</ul>', '<li><span class="date">{d}</span><h4><a href="t{n}.html">{t}</a></h4></li>'),
    "moa: ztlb": ('<ul id="div">{}</ul>', '<li class="ztlb"><a href="t{n}.htm" title="{t}">{t}</a><span>{d}</span></li>'),
    "mofcom, old": ('<ul class="txtList_01">{}</ul>', '<li><a href="/article/{n}.shtml">{t}</a><span>{d}</span></li>'),
    "nhc": ('<ul class="zxxx_list">{}</ul>', '<li><a href="/wjw/{n}.shtml" target="_blank" title="{t}">{t}</a><span class="ml">{d}</span></li>'),
    "pbc: tables in tables": (
        "<table><tr><td>{}</td></tr></table>",
        '<table width="90%"><tr><td height="22"><font class="newslist_style"><a href="/goutongjiaoliu/{n}/index.html" title="{t}">{t}</a></font>'
        '<span class="hui12">{d}</span></td></tr></table>',
    ),
    "stats: once for each screen": (
        '<div class="list-content"><ul>{}</ul></div>',
        '<li><a class="fl pc_1600" href="./t{n}.html" title="{t}">{t}</a><a class="pchide" href="./t{n}.html">{t}</a><span>{d}</span></li>',
    ),
    "sasac": ('<ul class="zsy_conlist">{}</ul>', '<li><a href="../../c{n}/content.html" title="{t}">{t}</a><span>[{d}]</span></li>'),
    "customs": ('<ul class="conList_ull">{}</ul>', '<li><a href="/customs/{n}/index.html" title="{t}">{s}</a><span>{d}</span></li>'),
    "chinatax": ('<ul class="list whlist">{}</ul>', '<li><span>[{d}]</span><a href="../../c{n}/content.html">{t}</a></li>'),
    "npc": ('<div class="clist"><ul>{}</ul></div>', '<li><a href="/c2/c1/t{n}.html">{t}</a><span>{y}年{m}月{o}日</span></li>'),
    "cac: unquoted": ('<div id=loadingInfoPage><ul>{}</ul></div>', '<li><h5><a href=//www.list.test/{d}/c_{n}.htm target=_blank>{t}</a></h5><div class=times>{d} 08:30</div></li>'),
    "nmpa, lswz": ('<div class="list"><ul class="lists">{}</ul></div>', '<li><a href="/{n}.html">{t}</a><span>({d})</span></li>'),
    "beijing": ('<ul class="default_news">{}</ul>', '<li><a href="t{n}.html" title="{t}" target="_blank">{t}</a><span>{d}</span></li>'),
    "shanghai": ('<ul class="nowrapli list-date">{}</ul>', '<li><a href="/nw4411/{n}.html" title="{t}" target="_blank">{t}</a><span class="time">{y}.{m}.{o}</span></li>'),
    "guangdong: number and date": ('<div class="viewList"><ul>{}</ul></div>', '<li><span class="name"><a href="post_{n}.html">{t}</a></span><span class="date">{d}</span><span class="wh">{w}</span></li>'),
    "shenzhen": ('<div class="zx_ml_list"><ul>{}</ul></div>', '<li><span class="tit"><a href="post_{n}.html">{t}</a></span><span>{d}</span></li>'),
    "zhejiang: attributes of the link": (
        '<table class="tb_content">{}</table>',
        '<tr class="tr_main_value_odd"><td>{n}</td><td><a href="/art/2024/5/{n}/art_1_{n}.html" mc="{t}" rq="{d}" wh="{w}" syh="0001/2024-{n}">{s}</a></td></tr>',
    ),
    "sichuan": ('<table id="dash-table">{}</table>', '<tr><td class="dash"><a href="/10462/c{n}.shtml" title="{t}">{t}</a></td><td>{d}</td></tr>'),
    "shandong": ('<div>{}</div>', '<div class="wip_lists"><div class="wip_col_listul"><a href="/art/{n}.html" title="{t}">{t}</a></div><div class="times">{d}</div></div>'),
    "hubei": ('<div class="list_block"><ul>{}</ul></div>', '<li><a href="t{n}.shtml"><h4>{t}</h4></a><p>{w}</p><span>{d}</span></li>'),
    "hunan": ("<table><tbody>{}</tbody></table>", '<tr><td>{n}</td><td><a href="t{n}.html">{t}</a></td><td>{w}</td><td>{d}</td></tr>'),
    "henan": ('<div class="con-box"><ul>{}</ul></div>', '<li><a href="/2024/{n}.html">{t}</a><p>{w}</p><span>{d}</span></li>'),
    "yunnan: number first": ("<table><tbody>{}</tbody></table>", '<tr><td>{w}</td><td><a href="t{n}.html">{t}</a></td><td>{d}</td></tr>'),
    "chongqing": ('<ul class="list-cont">{}</ul>', '<li class="w100">{w}</li><li class="w400"><a href="t{n}.html">{t}</a></li><li class="w110">{d}</li>'),
    "shaanxi": ('<ul class="gov-item">{}</ul>', '<li><div class="a-news"><a href="t{n}.html">{t}</a></div><span class="code-num">{w}</span><span class="date">{d}</span></li>'),
    "ningxia": (
        '<ul class="nx-list">{}</ul>',
        '<li><a href="t{n}.html">{t}</a><div class="nx-conmtab"><p><span class="tt">发文字号：</span><span class="value">{w}</span></p>'
        '<p><span class="tt">发布日期：</span><span class="value">{d}</span></p></div></li>',
    ),
    "xinjiang": ('<div class="gknr_list"><dl>{}</dl></div>', '<dd><a href="{n}.shtml" title="{t}">{t}</a><span>{d}</span></dd>'),
    "wuhan": ('<div class="articleList"><ul>{}</ul></div>', '<li><a href="t{n}.shtml">{t}</a><span class="time">{y}-{m}-{o}</span></li>'),
    "longxun": ('<ul class="doc_list list-1">{}</ul>', '<li class="odd"><a target="_blank" href="/{n}.html" title="{t}">{t}</a><span class="date">{d}</span></li>'),
    "longxun, disclosure": ('<div>{}</div>', '<div class="xxgk_navli"><ul><li class="mc"><a class="title" href="/{n}.html" title="{t}">{t}</a></li><li class="rq">{d}</li></ul></div>'),
    "gov.cn, search columns": ('<ul class="listTxt">{}</ul>', '<li><h4><a href="/zhengce/{n}.htm">{t}</a><span class="date">{y}.{m}.{o}</span></h4></li>'),
    "gov.mo": ("<div>{}</div>", '<div class="card"><a href="/zh-hant/news/{n}/"><h3>{t}</h3></a><div class="news--item-date">{y}年{m}月{o}日 10:30</div></div>'),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_entries(form: tuple[str, str]) -> None:
    whole, row = form
    rows = "".join(
        row.format(n=n, t=t, s=t[:9] + "...", d=d, y=d[:4], m=d[5:7], o=d[8:], w=w)
        for n, (t, d, w) in enumerate(ROWS)
    )
    body = (
        "<html><head><meta charset=utf-8></head><body><ul class=nav><li><a href=/>首页</a></li><li><a href=/zwgk/>政务公开</a>"
        f"</li><li><a href=/hd/>互动交流</a></li></ul><div class=main>{whole.format(rows)}</div><div class=foot>"
        "<a href=/about/>网站声明</a><a href=/map/>网站地图</a></div></body></html>"
    )
    listing = read_list(body.encode(), BASE)
    assert [(e.title, e.date) for e in listing.entries] == [(t, d) for t, d, _ in ROWS]
    assert len({e.url for e in listing.entries}) == len(ROWS)


def test_days_of_the_republic_and_of_hong_kong() -> None:
    rows = "".join(f'<li><a href="/NEWS/{n}">總統接見第{n}批優秀青年代表</a><span>115年05月{n + 10}日</span></li>' for n in range(4))  # fmt: skip
    found = read_list(f"<ul>{rows}</ul>".encode(), "https://www.president.gov.tw/Page/35").entries
    assert [e.date for e in found] == [f"2026-05-{n + 10}" for n in range(4)]
    rows = "".join(f'<li><a href="/gia/general/202405/20/P202405200010{n}.htm">樣例署公布第{n}階段工程招標結果</a></li>' for n in range(4))  # fmt: skip
    found = read_list(
        f"<div class=content><ul>{rows}</ul></div>".encode(),
        "https://www.info.gov.hk/gia/general/202405/20c.htm",
    ).entries
    assert [e.title for e in found] == [f"樣例署公布第{n}階段工程招標結果" for n in range(4)]
