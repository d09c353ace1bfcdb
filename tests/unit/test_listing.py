"""Every way in which a portal's list names its articles and turns its pages. All pages are own text."""

import gzip
import json
import time
from urllib.parse import parse_qs, urlsplit

import pytest

from govnews import EmptyInput, Listing, NotText, TooLarge, read_list

BASE = "http://www.list.test/zwgk/tzgg/"
TITLES = ("关于做好秋季防汛工作的通知", "关于公布河道名录的公告", "城市绿地管理情况通报")
DAYS = ("2024-05-20", "2024-05-18", "2024-05-11")


def entries(listing: Listing) -> list[tuple[str, str, str | None]]:
    return [(e.url, e.title, e.date) for e in listing.entries]


def expected(pattern: str = BASE + "t{}.html") -> list[tuple[str, str, str | None]]:
    return [(pattern.format(n), t, d) for n, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))]


def rows(form: str) -> str:
    return "".join(
        form.format(n=n, t=t, d=d, short=t[:8] + "...", dot=d.replace("-", "."), han=_han(d))
        for n, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))
    )


def _han(day: str) -> str:
    year, month, date = day.split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def page(inner: str, after: str = "") -> bytes:
    return (
        '<html><head><meta charset="utf-8"></head><body><ul class=nav><li><a href="/">首页</a></li>'
        '<li><a href="/zwgk/">政务公开</a></li><li><a href="/hudong/">互动交流</a></li></ul>'
        f'<div class=main>{inner}</div>{after}<div class=foot><a href="/about">网站声明</a>'
        '<a href="mailto:a@list.test">联系我们</a> 更新日期 2024-06-01</div></body></html>'
    ).encode()


@pytest.mark.parametrize(
    "form",
    [
        pytest.param('<li><a href="t{n}.html">{t}</a><span>{d}</span></li>', id="li, span"),
        pytest.param('<li><span>[{d}]</span><a href="./t{n}.html">{t}</a></li>', id="date first"),
        pytest.param(
            '<li><a href="t{n}.html" title="{t}">{short}</a>({d})</li>', id="cut title, tail text"
        ),
        pytest.param(
            '<li><a href="t{n}.html"><h4>{t}</h4><em>{d}</em></a></li>', id="date inside the link"
        ),
        pytest.param(
            '<dl><dt><a href="t{n}.html">{t}</a></dt><dd>{han}</dd></dl>', id="dl, Chinese date"
        ),
        pytest.param(
            '<tr><td>·<a href="t{n}.html">{t}</a></td><td>{dot}</td></tr>', id="table row"
        ),
        pytest.param(
            '<li><a class=c href="/zwgk/c1/">[通知]</a><a href="t{n}.html">{t}</a><i>{d}</i></li>',
            id="column name",
        ),
        pytest.param(
            '<div class=it><a href="t{n}.html"><img src=a.jpg></a><a href="t{n}.html">{t}</a><p>摘要文字</p>{d}</div>',
            id="picture and link",
        ),
    ],
)
def test_block_of_links_and_dates(form: str) -> None:
    inner = rows(form)
    inner = f"<table>{inner}</table>" if form.startswith("<tr") else f"<ul>{inner}</ul>"
    assert entries(read_list(page(inner), BASE)) == expected()


def test_lists_cut_into_groups_of_a_few_are_one_list() -> None:
    item = '<li><a href="t{n}.html">{t}</a><span>{d}</span></li>'
    first, second = rows(item).split("</li>", 1)
    inner = f"<ul class=g>{first}</li></ul><ul class=g>{second}</ul>"
    assert entries(read_list(page(inner), BASE)) == expected()


def test_undated_list_of_long_titles() -> None:
    inner = rows('<li><a href="t{n}.html">{t}</a></li>')
    found = entries(read_list(page(f"<ul>{inner}</ul>"), BASE))
    assert found == [(url, title, None) for url, title, _ in expected()]


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", "mailto:a@b.test", "file:///etc/passwd", "#top", "data:,x"]
)
def test_no_page_is_behind_other_schemes(href: str) -> None:
    inner = f'<li><a href="{href}">这个链接不通向任何页面</a><span>2024-05-01</span></li>'
    urls = [
        e.url
        for e in read_list(
            page(f"<ul>{inner}{rows('<li><a href=t{n}.html>{t}</a><span>{d}</span></li>')}</ul>"),
            BASE,
        ).entries
    ]
    assert urls == [BASE + f"t{n}.html" for n in range(3)]


def test_article_page_is_no_list() -> None:
    body = page(
        "<h1>关于做好秋季防汛工作的通知</h1><p>2024-05-20</p><p>各区县：请按要求落实责任。</p>"
    )
    assert read_list(body, BASE + "t0.html").entries == ()


ITEMS = rows('<li><a href="t{n}.html">{t}</a><span>{d}</span></li>')


@pytest.mark.parametrize(
    ("after", "url", "mechanism", "urls"),
    [
        pytest.param(
            '<script>createPageHTML(4, 1, "index", "html");</script>', BASE + "index_1.html", "createPageHTML",
            ["index_2.html", "index_3.html"], id="TRS, counts from 0",
        ),
        pytest.param('<script>createPageHTML(1, 0, "index", "html");</script>', BASE, "createPageHTML", [], id="TRS, one page"),
        pytest.param(
            "<script>createPageHTML('page_div',3, 1,'index','html',60);</script>", BASE, "createPageHTML",
            ["index_2.html", "index_3.html"], id="counts from 1",
        ),
        pytest.param(
            '<script>var currentPage = 0;var countPage = 3;document.write("<a href=\\"default"+"_" + i + "."+"shtml\\">");</script>',
            BASE + "default.shtml", "countPage", ["default_1.shtml", "default_2.shtml"], id="countPage",
        ),
        pytest.param('<a href="index_2.html">下一页</a>', BASE, "link", ["index_2.html"], id="下一页"),
        pytest.param('<a class="pg next" href="?p=2">&gt;</a>', BASE, "link", ["?p=2"], id="class next"),
        pytest.param('<a href="javascript:next()">下一页</a>', BASE, None, [], id="script link"),
        pytest.param('<a href="./">下一页</a>', BASE, None, [], id="leads to itself"),
        pytest.param('<a href="index2.html">下一页</a>', BASE + "index.html", "link", ["index2.html"], id="people.cn"),
        pytest.param('<a href="12.htm">下页</a>', BASE, "link", ["12.htm"], id="VSB counts down"),
        pytest.param(
            "<script>createPageHTML('page_div',3, 1,'stt_list','shtml',60);</script>", BASE + "stt_list.shtml", "createPageHTML",
            ["stt_list_2.shtml", "stt_list_3.shtml"], id="its own name",
        ),
        pytest.param(
            """<a href="javascript:;" onclick="location.href='index_2.html'">下一页</a>""", BASE, "link", ["index_2.html"], id="onclick",
        ),
        pytest.param("""<a href="javascript:toPage('?pageNum=2')">下一页</a>""", BASE, "link", ["?pageNum=2"], id="address in a call"),
        pytest.param(
            '<div><span class=cur>1</span><a href="index_1.html">2</a><a href="index_2.html">3</a><a href="index_9.html">10</a></div>',
            BASE, "link", ["index_1.html"], id="numbers, first page",
        ),
        pytest.param(
            '<ul><li><a href="index.html">1</a></li><li><a href="p_4.html">4</a></li><li><b>5</b></li><li><a href="p_6.html">6</a></li>'
            '<li><a href="p_20.html">20</a></li></ul>', BASE + "p_5.html", "link", ["p_6.html"], id="numbers, in the middle",
        ),
        pytest.param(
            '<div><a href="index.html">1</a><a href="index_1.html">2</a></div>', BASE, "link", ["index_1.html"], id="numbers, all links",
        ),
        pytest.param('<div>共3页 <a href="p_2.html">2</a><a href="p_3.html">3</a> 第3页</div>', BASE + "p_3.html", None, [], id="numbers, last page"),
        pytest.param(
            "<table>" + "".join(f'<td><a href="?day={d}">{d}</a></td>' for d in range(2, 31)) + "<td>1</td></table>", BASE, None, [], id="a calendar",
        ),
        pytest.param('<p><a href="/2023/">2023</a> 2024 <a href="/2025/">2025</a></p>', BASE, None, [], id="years"),
        pytest.param(
            '<select onchange="go(this)"><option value="index.html">第1页</option><option value="index_1.html" selected>第2页</option>'
            '<option value="index_2.html">第3页</option></select>', BASE + "index_1.html", "link", ["index_2.html"], id="menu of pages",
        ),
        pytest.param(
            '<select><option value="http://a.test/a.html">国务院</option><option value="http://b.test/b.html">各部门</option></select>',
            BASE, None, [], id="menu of sites",
        ),
    ],
)  # fmt: skip
def test_next_pages(after: str, url: str, mechanism: str | None, urls: list[str]) -> None:
    listing = read_list(page(f"<ul>{ITEMS}</ul>", after), url)
    assert listing.mechanism == mechanism
    assert [n.url for n in listing.next] == [BASE + u for u in urls]
    assert len(listing.entries) == 3


@pytest.mark.parametrize(
    ("inner", "url", "target"),
    [
        pytest.param('<script>$.ajax({url:"./ZUIXIN.json",cache:false})</script>', BASE, BASE + "ZUIXIN.json", id="gov.cn"),
        pytest.param('<ul data="datasource:9a8b7c6d5e4f"></ul>', BASE + "index.htm", BASE + "ds_9a8b7c6d5e4f.json", id="Xinhua"),
        pytest.param(
            "<script src=/gkmlpt/a.js></script><script>var _CFG={SID: '755001'}</script>", "http://www.list.test/gkmlpt/index",
            "http://www.list.test/gkmlpt/api/all/0?page=1&sid=755001", id="gkmlpt",
        ),
        pytest.param(
            '<meta name="channelId" content="a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8">', BASE,
            "http://www.list.test/searchList/a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8?_isAgg=true&_isJson=true&_pageSize=18&_template=index&page=1",
            id="UCAP",
        ),
    ],
)  # fmt: skip
def test_script_that_fetches_the_list(inner: str, url: str, target: str) -> None:
    listing = read_list(page(inner), url)
    assert [n.url for n in listing.next] == [target]


@pytest.mark.parametrize(
    "wrap",
    [
        pytest.param(lambda r: [{"TITLE": t, "URL": u, "DOCRELPUBTIME": d} for u, t, d in r], id="gov.cn"),
        pytest.param(lambda r: {"datasource": [{"showTitle": t, "publishUrl": u, "publishTime": d + " 08:00:00"} for u, t, d in r]}, id="Xinhua"),
        pytest.param(lambda r: {"data": {"results": [{"title": t, "url": u, "publishedTimeStr": d + " 09:30:00"} for u, t, d in r]}}, id="UCAP"),
        pytest.param(lambda r: {"infolist": [{"title": f"<em>{t}</em>", "link": u, "pubtime": d} for u, t, d in r]}, id="Suzhou"),
        pytest.param(lambda r: {"total": 3, "articles": [{"title": t, "url": u, "display_publish_time": d} for u, t, d in r]}, id="gkmlpt"),
        pytest.param(lambda r: {"page": {"content": [{"BT": t, "DOCPUBURL": u, "FBRQ": d + "T00:00:00"} for u, t, d in r]}}, id="IGS"),
        pytest.param(lambda r: {"docs": [{"title": t, "url": u, "time": d} for u, t, d in r]}, id="WAS"),
        pytest.param(lambda r: {"data": [{"puburl": u, "MetaDataId": 7, "tip": {"title": t, "dates": d}} for u, t, d in r]}, id="Jilin"),
        pytest.param(lambda r: {"page": {"total": 3, "list": [{"title": t, "url": u, "pubDate": d, "c_wjbh": "x"} for u, t, d in r]}}, id="Hainan"),
        pytest.param(lambda r: {"nav": [{"name": "首页"}], "data": {"resultList": [{"DRETITLE": t, "URL": u, "DREDATE": d} for u, t, d in r]}}, id="Beijing"),
        pytest.param(lambda r: {"code": 200, "html": "".join(f"<li><a href=/zwgk/tzgg/{u}>{t}</a><i>{d}</i></li>" for u, t, d in r)}, id="HTML inside"),
    ],
)  # fmt: skip
def test_json(wrap: "object") -> None:
    body = json.dumps(
        wrap([(f"t{n}.html", t, d) for n, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))])
    )  # type: ignore[operator]
    assert entries(read_list(body.encode(), BASE + "list.json")) == expected()


def test_json_in_a_call_and_with_raw_line_feeds() -> None:
    body = 'callback({"docs":[{"title":"关于做好秋季\n防汛工作的通知","url":"t0.html","time":1716163200}]});'
    assert entries(read_list(body.encode(), BASE)) == [
        (BASE + "t0.html", "关于做好秋季 防汛工作的通知", "2024-05-20")
    ]


@pytest.mark.parametrize("name", ["page", "pageNumber", "currpage", "pageIndex", "curPage"])
def test_answer_counts_on(name: str) -> None:
    body = json.dumps({"docs": [{"title": TITLES[0], "url": "t0.html"}]}).encode()
    url = f"{BASE}search?channel=7&{name}=3&size=20"
    assert [n.url for n in read_list(body, url).next] == [
        f"{BASE}search?channel=7&{name}=4&size=20"
    ]
    assert read_list(b'{"docs": []}', url).next == ()


@pytest.mark.parametrize(
    ("script", "start", "end"),
    [
        pytest.param(
            'var u = "/igs/front/search/list.html?index=a&type=b&pageNumber=" + n + "&pageSize=10&filter[AVAILABLE]=true";',
            "/igs/front/search/list.html?index=a&type=b&pageNumber=", "&pageSize=10&filter[AVAILABLE]=true", id="IGS",
        ),
        pytest.param(
            "$.get('/was5/web/search?channelid=22&templet=docs.jsp&prepage=10&page='+(p+1), f)",
            "/was5/web/search?channelid=22&templet=docs.jsp&prepage=10&page=", "", id="WAS",
        ),
        pytest.param(
            'load("/szinf/info/getInfoCommon/?pagesize=15&currpage=1&channelid=0123456789abcdef0123456789abcdef");',
            "/szinf/info/getInfoCommon/?pagesize=15&currpage=", "&channelid=0123456789abcdef0123456789abcdef", id="Suzhou",
        ),
        pytest.param(
            "url:'/site/label/8888?IsAjax=1&dataType=html&siteId=6&pageSize=16&pageIndex=1&action=list&catId=9'",
            "/site/label/8888?IsAjax=1&dataType=html&siteId=6&pageSize=16&pageIndex=", "&action=list&catId=9", id="Longxun",
        ),
        pytest.param('fetch("/u/search/wjk/rs?PageSize=15&curPage=" + cur)', "/u/search/wjk/rs?PageSize=15&curPage=", "", id="Hainan"),
    ],
)  # fmt: skip
def test_address_that_a_script_puts_together(script: str, start: str, end: str) -> None:
    body = f"<script>{script}</script>"
    (empty,) = read_list(page("<div id=list></div>", body), BASE).next
    assert empty.url == f"http://www.list.test{start}1{end}"
    (filled,) = read_list(page(f"<ul>{ITEMS}</ul>", body), BASE).next
    assert filled.url == f"http://www.list.test{start}2{end}"


@pytest.mark.parametrize(
    "script",
    [
        'location.href="/list?page=" + ',
        'var a = "javascript:void(0)?page=1"',
        '"?page="',
        "'" * 9999,
    ],
)
def test_scripts_that_name_no_address(script: str) -> None:
    assert read_list(page(f"<ul>{ITEMS}</ul>", f"<script>{script}</script>"), BASE).next == ()


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/site/label/8888?IsAjax=1&pageIndex=4&catId=9", "/site/label/8888?IsAjax=1&pageIndex=5&catId=9"),
        ("/eportal/ui?pageId=68&currentPage=2", "/eportal/ui?pageId=68&currentPage=3"),
        ("/module/xxgk/search_custom.jsp?fields=&currpage=1", "/module/xxgk/search_custom.jsp?fields=&currpage=2"),
    ],
    ids=["Longxun", "eportal", "jcms disclosure"],
)  # fmt: skip
def test_answer_in_html_counts_on(url: str, target: str) -> None:
    site = "http://www.list.test"
    listing = read_list(f"<ul>{ITEMS}</ul>".encode(), site + url)
    assert (listing.mechanism, [n.url for n in listing.next]) == ("count", [site + target])
    assert read_list(b"<ul></ul>", site + url).next == ()
    before = f'<a href="{url}">上一页</a>'.encode()
    assert read_list(f"<ul>{ITEMS}</ul>".encode() + before, site + target).next == (), "the last"


def test_counter_in_the_path() -> None:
    url = "http://www.list.test/cn/static/data/DocInfo/SelectDocByItemIdAndChild/data_itemId=931,pageIndex=1,pageSize=18.json"
    rows_ = [{"docId": 100 + n, "docSubtitle": t, "publishDate": f"{d} 08:00:00"} for n, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))]  # fmt: skip
    listing = read_list(json.dumps({"data": {"total": 3, "rows": rows_}}).encode(), url)
    assert entries(listing) == expected(
        "http://www.list.test/cn/static/data/DocInfo/SelectByDocId/data_docId=10{}.json"
    )
    assert [n.url for n in listing.next] == [url.replace("pageIndex=1", "pageIndex=2")]


def test_rows_that_name_documents_by_their_number_alone() -> None:
    url = "http://www.list.test/zwgk/publicInfo/searchFile?chanPath=2,&page=1&limit=10"
    rows_ = [
        {"docType": 2, "id": 10 + n, "title": t, "publishTime": 1716163200 - 86400 * n}
        for n, t in enumerate(TITLES)
    ]
    listing = read_list(json.dumps({"data": {"records": rows_, "pages": 9}}).encode(), url)
    assert [e.url for e in listing.entries] == [
        f"http://www.list.test/zwgk/publicInfo/detail?id=1{n}" for n in range(len(TITLES))
    ]
    assert [e.date for e in listing.entries][:2] == ["2024-05-20", "2024-05-19"]
    assert ["page=2" in n.url for n in listing.next] == [True]
    elsewhere = read_list(
        json.dumps({"data": {"records": rows_}}).encode(), "http://www.list.test/x"
    )
    assert elsewhere.entries == (), "an id alone is no address"


RECORDS = "".join(
    f"<record><![CDATA[<li><a href='/art/2024/5/{20 - n}/art_7_{n}.html'>{t}</a><b>{d}</b></li>]]></record>"
    for n, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))
)
PROXY = "/module/web/jpage/dataproxy.jsp"


def test_jcms_inlined_records_and_the_call_after_them() -> None:
    inner = (
        f'<div id="5"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="{PROXY}?page=1&webid=3&columnid=7'
        f'&unitid=5&permissiontype=0"></a>]]></nextgroup><recordset>{RECORDS}</recordset></datastore></script></div>'
        "<script>$('#5').jpage({perpage: 15, totalRecord: 80});</script>"
    )
    listing = read_list(page(inner), "http://www.list.test/col/col7/index.html")
    assert [(e.title, e.date) for e in listing.entries] == list(zip(TITLES, DAYS, strict=True))
    assert listing.entries[0].url == "http://www.list.test/art/2024/5/20/art_7_0.html"
    (call,) = listing.next
    query = parse_qs(urlsplit(call.url).query)
    assert (call.method, urlsplit(call.url).path) == ("POST", PROXY)
    assert (query["startrecord"], query["endrecord"], query["perpage"]) == (["4"], ["48"], ["15"])
    assert parse_qs(call.body or "") == {
        "webid": ["3"],
        "columnid": ["7"],
        "unitid": ["5"],
        "permissiontype": ["0"],
    }
    assert dict(call.headers)["Referer"] == "http://www.list.test/col/col7/index.html"


@pytest.mark.parametrize(("end", "total", "after"), [(48, 80, ("49", "80")), (80, 80, None)])
def test_jcms_answer_counts_on(end: int, total: int, after: tuple[str, str] | None) -> None:
    body = (
        f"<datastore><totalrecord>{total}</totalrecord><recordset>{RECORDS}</recordset></datastore>"
    )
    url = (
        f"http://www.list.test{PROXY}?startrecord=4&endrecord={end}&perpage=15&columnid=7&unitid=5"
    )
    listing = read_list(body.encode(), url)
    assert len(listing.entries) == 3
    found = [parse_qs(urlsplit(n.url).query) for n in listing.next]
    assert [(q["startrecord"][0], q["endrecord"][0]) for q in found] == ([after] if after else [])


UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"


@pytest.mark.parametrize("spelling", ["buildstatic", "bulidstatic"])
def test_jpaas_page_and_answer(spelling: str) -> None:
    inner = (
        f"<script parseType=\"{spelling}\" url=\"{UNIT}\" querydata=\"{{'webId':'w1','pageType':'column',"
        "'tagId':'内容1','pageId':'p1'}\"></script>"
    )
    (call,) = read_list(page(inner), "http://www.list.test/zwgk/index.html").next
    query = parse_qs(urlsplit(call.url).query)
    assert (urlsplit(call.url).path, query["webId"], query["tagId"]) == (UNIT, ["w1"], ["内容1"])
    assert json.loads(query["paramJson"][0])["pageNo"] == 1
    assert dict(call.headers) == {"Referer": "http://www.list.test/zwgk/index.html"}
    answer = json.dumps(
        {"data": {"html": f"<div class=page-content><ul>{ITEMS.replace('t', '/t', 0)}</ul></div>"}}
    )
    listing = read_list(answer.encode(), call.url)
    assert [(e.title, e.date) for e in listing.entries] == list(zip(TITLES, DAYS, strict=True))
    (again,) = listing.next
    assert json.loads(parse_qs(urlsplit(again.url).query)["paramJson"][0])["pageNo"] == 2
    assert read_list(b'{"data": {"html": ""}}', call.url).next == ()


def test_rss_atom_and_sitemaps() -> None:
    rss = "".join(
        f"<item><title><![CDATA[{t}]]></title><link>http://www.list.test/zwgk/tzgg/t{n}.html</link>"
        f"<pubDate>{d} 08:00:00</pubDate></item>"
        for n, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))
    )
    assert (
        entries(
            read_list(
                f"<?xml version='1.0'?><rss version='2.0'><channel>{rss}</channel></rss>".encode(),
                BASE,
            )
        )
        == expected()
    )
    atom = "".join(
        f'<entry><title>{t}</title><link href="t{n}.html"/><updated>{d}T08:00:00Z</updated></entry>'
        for n, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))
    )
    assert (
        entries(
            read_list(f'<feed xmlns="http://www.w3.org/2005/Atom">{atom}</feed>'.encode(), BASE)
        )
        == expected()
    )
    site = f"<urlset><url><loc>{BASE}t0.html</loc><lastmod>2024-05-20</lastmod></url></urlset>"
    assert entries(read_list(site.encode(), BASE)) == [(BASE + "t0.html", "", "2024-05-20")]
    index = f"<sitemapindex><sitemap><loc>{BASE}a.xml</loc></sitemap><sitemap><loc>{BASE}b.xml</loc></sitemap></sitemapindex>"
    assert [n.url for n in read_list(index.encode(), BASE).next] == [BASE + "a.xml", BASE + "b.xml"]


def test_packed_sitemap() -> None:
    site = f"<urlset><url><loc>{BASE}t0.html</loc></url></urlset>".encode()
    assert entries(read_list(gzip.compress(site), BASE)) == [(BASE + "t0.html", "", None)]
    with pytest.raises(TooLarge):
        read_list(gzip.compress(b"\0" * (21 << 20)), BASE)
    with pytest.raises(NotText):
        read_list(b"\x1f\x8b\x08 no such file", BASE)


def test_no_entity_is_expanded() -> None:
    body = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        "<rss><item><title>&a;&b;</title><link>http://www.list.test/t0.html</link></item></rss>"
    )
    (entry,) = read_list(body.encode(), BASE).entries
    assert entry.title == "&a;&b;"


@pytest.mark.parametrize(
    ("body", "error"), [(b"  \n", EmptyInput), (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", NotText)]
)
def test_what_is_no_page_is_named(body: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_list(body, BASE)


@pytest.mark.parametrize(
    "body",
    [b"\x00\xff<a", b"[" * 5000, b"{" * 5000, b"<record><![CDATA[", b"<rss><item>", b"<li>" * 3000],
)
def test_broken_input_gives_no_entries(body: bytes) -> None:
    assert read_list(body, BASE).entries == ()


@pytest.mark.parametrize(
    "body",
    [
        b"<a href=/x>a</a>" * 40_000,
        b"<div>" * 1900 + "<a href=/x>关于做好秋季防汛工作的通知</a>".encode() * 9,
        b"<ul>" + b"<li><b>" * 900 + "<a href=/x>关于做好秋季防汛工作的通知</a>".encode(),
        b"<record><![CDATA[" * 40_000,
        b"".join(b"<div><a href=p%d>%d</a> 1</div>" % (n, n % 900) for n in range(9000)),
        b"<script>" + b'"a?page="' * 60_000 + b"</script>",
        b"<select>" + b"<option value=a.html>1</option>" * 60_000,
    ],
    ids=["one address", "deep", "deep item", "open records", "numbers", "script", "menu"],
)
def test_hostile_page_costs_no_more_than_its_size(body: bytes) -> None:
    begun = time.process_time()
    read_list(body, BASE)
    assert time.process_time() - begun < 6
