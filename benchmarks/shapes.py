"""Pages that nobody writes and somebody serves: one thing over and over, up to a given size.

Each shape is a function from a size in bytes to a page of about that size. What grows with the square of the page shows
on one of them: a line of a million digits, ten thousand labels, a quote that never closes.
"""

from collections.abc import Callable
from itertools import count, cycle, islice

Shape = Callable[[int], bytes]

_HEAD = (
    '<html><head><meta charset="utf-8"><title>样例市召开会议部署防汛工作_样例市人民政府</title></head><body>'
    '<div class="nav">您现在的位置：<a href="/">首页</a> &gt; <a href="/zw/">政务</a></div>'
    "<h1>样例市召开会议部署防汛工作</h1><div>发布时间：2024-05-20 10:30　来源：样例日报</div><div id=zoom>"
)
_TAIL = "</div></body></html>"
_SENTENCE = "三条河道完成清淤，两座泵站投入使用，沿岸步道同步完工，居民可以就近散步。"


def _page(inner: str) -> bytes:
    return f"{_HEAD}{inner}{_TAIL}".encode()


def _repeated(unit: str, before: str = "<p>", after: str = "</p>") -> Shape:
    """A page whose body is one unit over and over."""

    def page(size: int) -> bytes:
        return _page(before + unit * (size // len(unit.encode()) + 1) + after)

    return page


def _numbered(unit: str, before: str = "", after: str = "") -> Shape:
    """A page whose body is one unit over and over, ``#`` in it standing for a running number."""

    def page(size: int) -> bytes:
        need = size // (len(unit.encode()) + 3) + 1
        units = (unit.replace("#", str(n)) for n in islice(count(1), need))
        return _page(before + "".join(units) + after)

    return page


def _headed(unit: str) -> Shape:
    """A page with one unit over and over in its head."""

    def page(size: int) -> bytes:
        need = size // (len(unit.encode()) + 3) + 1
        units = "".join(unit.replace("#", str(n)) for n in range(need))
        return (_HEAD.replace("</head>", units + "</head>") + f"<p>{_SENTENCE}</p>{_TAIL}").encode()

    return page


def _nested(*tags: str) -> Shape:
    """A page whose elements stand in one another as deep as they go."""

    def page(size: int) -> bytes:
        need = size // (sum(map(len, tags)) // len(tags) + 2) + 1
        opened = "".join(f"<{tag}>" for tag in islice(cycle(tags), need))
        return _page(opened + _SENTENCE)

    return page


def _ladder(tag: str) -> Shape:
    """A page of towers of elements, each as deep as a tower of Babel may be and still stand."""

    def page(size: int) -> bytes:
        tower = f"<{tag} class=a>" * 200 + _SENTENCE + f"</{tag}>" * 200
        return _page(tower * (size // len(tower.encode()) + 1))

    return page


def _attribute(name: str, unit: str, tag: str = "div") -> Shape:
    """A page one of whose attributes holds nearly all of it."""

    def page(size: int) -> bytes:
        value = unit * (size // len(unit.encode()) + 1)
        return _page(f'<{tag} {name}="{value}"><p>{_SENTENCE}</p></{tag}>')

    return page


def _table(size: int) -> bytes:
    row = "<tr><td rowspan=3>序号</td><td colspan=999>项目</td>" + "<td>120.5</td>" * 10 + "</tr>"
    return _page(f"<table border=1>{row * (size // len(row.encode()) + 1)}</table>")


def _wide_table(size: int) -> bytes:
    return _page(
        f"<table border=1><tr>{'<td rowspan=9>120.5</td>' * (size // 24)}</tr></table>" * 2
    )


def _tables(size: int) -> bytes:
    one = (
        "<table border=1><caption>表</caption>" + "<tr><td>甲</td><td>1</td></tr>" * 3 + "</table>"
    )
    return _page((one + f"<p>{_SENTENCE}</p>") * (size // 300 + 1))


SHAPES: dict[str, Shape] = {
    # One line without end.
    "digits": _repeated("7"),
    "Chinese numerals": _repeated("一二三"),
    "letters": _repeated("a"),
    "one character": _repeated("政"),
    "blanks": _repeated(" "),
    "full-width blanks": _repeated("　"),
    "blanks that do not break": _repeated("&nbsp;"),
    "blanks with a letter": _repeated("甲 "),
    "greater signs": _repeated(">"),
    "less signs": _repeated("<"),
    "ampersands": _repeated("&"),
    "references": _repeated("&#20013;"),
    "half references": _repeated("&#2"),
    "unknown references": _repeated("&zhong;"),
    "brackets": _repeated("("),
    "brackets of a number": _repeated("〔2024〕"),
    "open brackets of a number": _repeated("国发〔"),
    "book titles": _repeated("《关于防汛工作的通知》（样政发〔2024〕7号）"),
    "open book titles": _repeated("《"),
    "colons": _repeated("："),
    "commas": _repeated("，"),
    "stops": _repeated("。"),
    "slashes": _repeated("/"),
    "dashes": _repeated("-"),
    "percent signs": _repeated("%"),
    "backslashes": _repeated("\\"),
    "bars": _repeated("首页 | "),
    "crumbs": _repeated("首页 > "),
    "line of sentences": _repeated(_SENTENCE),
    "line breaks": _repeated("<br>"),
    "line breaks and text": _repeated("样例市完成清淤<br>"),
    "line feeds": _repeated("\n"),
    "NULs": _repeated("\x00"),
    "controls": _repeated("\x01甲"),
    "surrogates": _repeated("&#xD800;"),
    "replacement characters": _repeated("\ufffd"),
    "readings": _repeated("國(guó)務(wù)院"),
    "readings of Latin": _repeated("(zhèng)"),
    "misread UTF-8": _repeated("ä¸­å›½æ”¿åºœ"),
    "question marks in brackets": _repeated("?n)"),
    # Labels, dates, numbers, headings.
    "sources": _repeated("来源："),
    "sources with names": _repeated("来源：样例日报 "),
    "source lines": _repeated("<p>来源：样例日报</p>", "", ""),
    "authors": _repeated("作者：样例 "),
    "editors": _repeated("（责任编辑：样例）"),
    "padded labels": _repeated("发　布　时　间："),
    "metadata": _numbered("<p>索引号：#　发文字号：样政发〔2024〕#号　发布日期：2024-05-20</p>"),
    "metadata table": _numbered("<tr><td>索引号</td><td>#</td><td>发布机构</td><td>样例局#</td></tr>", "<table>", "</table>"),
    "definitions": _numbered("<dt>索引号</dt><dd>#</dd>", "<dl>", "</dl>"),
    "dates": _repeated("2024-05-20 "),
    "dates in one": _repeated("2024年5月20日"),
    "dates in Chinese": _repeated("二〇二四年五月二十日"),
    "dates of the Republic": _repeated("中華民國113年5月20日"),
    "date lines": _repeated("<p>2024年5月20日</p>", "", ""),
    "times": _repeated("10:30:"),
    "half dates": _repeated("2024-05-"),
    "years": _repeated("2024年"),
    "headings": _numbered("<p>一、抓好落实#</p><p>（一）加强领导#</p>"),
    "counted headings": _numbered("<p>#.抓好落实</p>"),
    "articles of a law": _numbered("<p>第#条 本办法自公布之日起施行。</p>"),
    "chapters": _repeated("第一章第二章"),
    "questions": _numbered("<p>记者：第#个问题是什么？</p><p>答：已经完成。</p>"),
    "preformatted": _repeated(f"{_SENTENCE}\n", "<pre>", "</pre>"),
    "preformatted in spans": _repeated("<b>甲</b>\n乙 ", "<pre>", "</pre>"),
    "previous and next": _numbered("<p>上一篇：<a href=#.html>样例市召开会议#</a></p>"),
    "attachment lines": _numbered("<p>附件：#.样例清单.doc</p>"),
    "datelines": _repeated("<p>新华社北京4月24日电（记者样例）会议指出，要抓好落实。</p>", "", ""),
    "recipients": _repeated("各县（市、区）人民政府，"),
    "imprints": _repeated("<p>版权所有：样例市人民政府 网站标识码：4400000001</p>", "", ""),
    "policy titles": _repeated("样例市人民政府关于印发样例办法的通知"),
    # Elements by the thousand.
    "paragraphs": _numbered(f"<p>{_SENTENCE}#</p>"),
    "spans": _repeated("<span>政</span>"),
    "fonts": _repeated("<font color=red><b>政</b></font>"),
    "anchors": _numbered("<a href=/zw/#.html>样例市召开会议#</a>"),
    "anchors in a paragraph": _numbered("<a href=#.html>样例#</a>", "<p>", "</p>"),
    "anchors without end": _repeated("<a href=x>甲"),
    "list of links": _numbered("<li><a href=/zw/t20240520_#.html>样例市召开会议#</a><span>2024-05-20</span></li>", "<ul>", "</ul>"),
    "related links": _numbered("<p>相关链接</p><li><a href=#.html>样例#</a></li>"),
    "attachments": _numbered("<p><a href=/P0#.pdf>附件#.pdf</a></p>"),
    "images": _numbered("<p align=center><img src=#.jpg></p><p align=center>图为样例#</p>"),
    "images in one paragraph": _numbered("<img src=#.jpg alt=样例#>", "<p>", "</p>"),
    "downloads in a paragraph": _numbered("<a href=/P#.pdf>下载</a>", "<p>", "</p>"),
    "downloads in a row": _numbered("<td><a href=/P#.pdf>下载</a>", "<table border=1><tr><td>1<td>2<tr>", "</table>"),
    "previous in a paragraph": _numbered("上一篇：<a href=#.html>样例#</a>", "<p>", "</p>"),
    "dated links in a paragraph": _numbered("<a href=/t20240520_#.html>样例市召开会议#</a>2024-05-20", "<p>", "</p>"),
    "links in a cell": _numbered("<a href=#.html>样例#</a>", "<table border=1><tr><td>1<td>2<tr><td>3<td>", "</table>"),
    "links before a line": lambda size: _page(
        "<p>相关链接：" + "<a href=1.pdf></a>" * (size // 36) + "政" * (size // 6) + "</p>"
    ),
    "frames before a line": lambda size: _page(
        "<p>" + "<iframe src=1></iframe>" * (size // 46) + "</p><p>" + "政" * (size // 6) + "</p>"
    ),
    "links in a long item": lambda size: _page(
        "<ul><li>" + "<a href=1.html>样例市召开会议</a>" * (size // 78) + "政" * (size // 6) + "</ul>"
    ),
    "headings before a line": lambda size: _page(
        "<h1></h1><h1>样例</h1>" * (size // 60) + "<p>" + "政" * (size // 6) + "</p>"
    ),
    "boxes round a line": lambda size: _page(
        "<div class=share id=content>" * 1500 + "<p>" + "政策，" * (size // 9) + "</p>"
    ),
    "boxes round lines": lambda size: _page(
        "<div class='share list news'>" * 1500 + "<p>政策</p>" * (size // 13)
    ),
    "tables round lines": lambda size: _page(
        "<table><tr><td>" * 600 + "<p>政策</p>" * (size // 13)
    ),
    "images before a line": lambda size: _page(
        "<p>" + "<img src=1.jpg>" * (size // 32) + "</p><p>" + "政" * (size // 6) + "</p>"
    ),
    "frames": _numbered("<iframe src=#.html></iframe>"),
    "forms": _numbered("<form action=/s#><input name=q value=#><select><option>甲</select></form>"),
    "unclosed forms": _repeated("<form><input><button>"),
    "scripts": _numbered("<script>var a#='x';</script>"),
    "script of prints": _repeated('document.write("来源：样例");', "<script>", "</script>"),
    "prints": _repeated('<script>document.write("甲");</script>', "", ""),
    "open prints": _repeated("document.write(", "<script>", "</script>"),
    "pagers": _repeated('createPageHTML(3, 0, "index", "html");', "<script>", "</script>"),
    "open pagers": _repeated("createPageHTML(", "<script>", "</script>"),
    "redirects": _repeated("location.href='x';", "<script>", "</script>"),
    "styles": _numbered("<style>.a#{color:red}</style>"),
    "hidden": _repeated('<div style="display:none">样例市召开会议，部署工作。</div>', "", ""),
    "bold lines": _numbered("<p><strong>加强领导#</strong></p>"),
    "headings of HTML": _numbered("<h2>加强领导#</h2><p>会议指出，要抓好落实。</p>"),
    "first headings": _numbered("<h1>样例市召开会议#</h1>"),
    "sections": _numbered("<section><section style='text-align:center'><p>会议指出，要抓好落实#。</p></section></section>"),
    "boxes": _numbered("<div class=content id=c#><p>会议指出，要抓好落实#。</p></div>"),
    "empty boxes": _repeated("<div></div>", "", ""),
    "same identity": _repeated("<div id=zoom class=TRS_Editor>会议指出，要抓好落实。</div>", "", ""),
    "unclosed paragraphs": _repeated("<p>甲"),
    "unclosed boxes": _repeated("<div>甲", "", ""),
    "stray ends": _repeated("</div></p></td>", "", ""),
    "ends of the document": _repeated("</body></html><p>甲", "", ""),
    "bodies": _repeated("<html><body>甲", "", ""),
    "editions": _repeated(f"<div class=pc><p>{_SENTENCE}</p></div><div class=mobile><p>{_SENTENCE}</p></div>", "", ""),
    "metas": _headed('<meta name="n#" content="样例#">'),
    "same metas": _headed('<meta name="PubDate" content="2024-05-20">'),
    "long title over boxes": lambda size: (
        "<title>" + "政策-" * (size // 7) + "</title>" + "<div>" * 1000 + f"<h1>样例市召开会议</h1><p>{_SENTENCE}</p>"
    ).encode(),
    "titles": _headed("<title>样例#</title>"),
    "linked data": _headed('<script type="application/ld+json">{"@type":"NewsArticle"}</script>'),
    "deep linked data": lambda size: _HEAD.replace("</head>", f'<script type="application/ld+json">{"[" * size}</script></head>').encode(),
    "table": _table,
    "wide table": _wide_table,
    "tables": _tables,
    "tables in tables": _nested("table", "tr", "td"),
    "ruby": _repeated("<ruby>國<rt>guó</rt></ruby>"),
    # Depth, attributes, ends that never come.
    "nested boxes": _nested("div"),
    "nested spans": _nested("span"),
    "nested fonts": _nested("font", "b"),
    "nested lists": _nested("ul", "li"),
    "nested sections": _nested("section", "p"),
    "nested anchors": _nested("a href=x"),
    "towers of boxes": _ladder("div"),
    "towers of spans": _ladder("span"),
    "class": _attribute("class", "a "),
    "class of one name": _attribute("class", "content"),
    "id": _attribute("id", "zoom"),
    "style": _attribute("style", "display:none;"),
    "style of blanks": _attribute("style", " "),
    "address": _attribute("href", "../", "a"),
    "address of digits": _attribute("href", "2024", "a"),
    "address of percents": _attribute("href", "%2F", "a"),
    "source of an image": _attribute("src", "A", "img"),
    "data of an image": _attribute("src", "data:image/png;base64,", "img"),
    "alt": _attribute("alt", "样例", "img"),
    "tip": _attribute("title", "样例 ", "a href=x"),
    "click": _attribute("onclick", "location.href='x';", "div"),
    "content": _attribute("content", "2024-05-20 ", "meta name=PubDate"),
    "keywords": _attribute("content", "样例,", "meta name=keywords"),
    "description": _attribute("content", "样例 ", "meta name=description"),
    "refresh": _attribute("content", "0;url=", "meta http-equiv=refresh"),
    "attributes": _numbered("a#=1 ", "<div ", ">甲</div>"),
    "open quote": _repeated("甲乙", '<a href="', ""),
    "open quotes": _repeated('<a href="x>甲', "", ""),
    "open comment": _repeated("甲乙", "<!--", ""),
    "open comments": _repeated("<!-- 甲 ", "", ""),
    "comments": _repeated("<!-- 甲 -->", "", ""),
    "open script": _repeated("甲乙", "<script>", ""),
    "open title": _repeated("甲乙", "<title>", ""),
    "open tag": _repeated("甲乙 ", "<p ", ""),
    "open tags": _repeated("<p", "", ""),
    "declarations": _repeated("<!DOCTYPE html>", "", ""),
    "instructions": _repeated("<?php 1 ?>", "", ""),
    "sections of CDATA": _repeated("<![CDATA[甲]]>", "", ""),
    "conditions": _repeated("<!--[if gte mso 9]><xml>甲</xml><![endif]-->", "", ""),
    "Word": _repeated('<o:p><span lang=EN-US style="mso-bidi-font-size:10.5pt;font-weight:bold">政</span></o:p>', "<p class=MsoNormal>", "</p>"),
}  # fmt: skip
"""Each shape by its name."""


def bytes_of(name: str, size: int) -> bytes:
    """The page of a shape with about ``size`` bytes."""
    return SHAPES[name](size)
