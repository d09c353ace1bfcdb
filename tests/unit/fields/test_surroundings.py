"""What stands round an article and is not of it: dialogs, icons of files, links to other sites, what META says of a column."""

import pytest

from govnews.api import extract
from govnews.model import Article

URL = "http://www.example.test/xw/45678.html"
TITLE = "样例县召开公共文化服务推进会"
PROSE = (
    "为推进基层公共文化服务体系建设，三月二日，县文化和旅游局召开专题会议，部署本年度重点工作。",
    "会议指出，过去一年，全县新建村级文化活动室三十六个，举办群众性文艺活动二百余场，成效明显。",
)
TEXT = "".join(f"<p>{line}</p>" for line in PROSE)
DIALOG = (
    "<div id='myModal' class='modal hide fade' role='dialog' aria-hidden='true'><div class='modal-body'>"
    "<p>您访问的链接即将离开“样例县人民政府”门户网站 是否继续？</p></div></div>"
)


def page(
    body: str, *, head: str = "", top: str = "", title: str = f"<h1>{TITLE}</h1>", end: str = ""
) -> Article:
    html = (
        f"<html><head><title>{TITLE}_样例县文化局</title>{head}</head><body>{top}<div>{title}"
        f"<div>发布时间：2023-06-08 来源：样例日报</div>{body}</div>{end}</body></html>"
    )
    return extract(html.encode(), URL)


@pytest.mark.parametrize("named", ["id='zoom'", "class='TRS_Editor'", "class='view TRS_UEDITOR'"])
def test_a_dialog_is_no_text(named: str) -> None:
    article = page(f"<div {named}><p><img src='1.jpg'></p></div>", end=DIALOG)
    assert article.text is None
    assert [image.url for image in article.images] == ["http://www.example.test/xw/1.jpg"]
    assert page(f"<div {named}>{TEXT}</div>", end=DIALOG).text == "\n".join(PROSE)


def test_the_icon_in_the_link_to_a_file_is_no_picture() -> None:
    link = "<p><a href='f.doc'><img src='EF0F.png'>中标公示.doc</a></p>"
    linked = (
        "<p><a href='big.jpg'><img src='2.jpg'></a></p><p><a href='s.pdf'><img src='s.jpg'></a></p>"
    )
    article = page(f"<div>{PROSE[0]}{linked}<p>{PROSE[1]}</p>{link}</div>")
    assert [image.url[-5:] for image in article.images] == ["2.jpg", "s.jpg"]
    assert [one.title for one in article.attachments] == ["s.pdf", "中标公示.doc"]


def test_a_paragraph_among_pictures_is_no_caption() -> None:
    long = "在对接座谈会上，县文化和旅游局负责同志强调，要以此次活动为契机，深入开展交流合作，推动两地文化事业共同发展，让更多优秀作品走进基层、走进群众，丰富群众的文化生活。"
    body = "".join(
        f"<p><img src='{n}.jpg'></p><p>{line}</p>"
        for n, line in enumerate(("参观图书馆", "观看演出", long))
    )
    assert [i.caption for i in page(f"<div>{TEXT}{body}</div>").images] == [
        *("参观图书馆", "观看演出", None),
    ]


def test_the_name_of_another_site_is_not_that_of_the_page() -> None:
    other = "<div><a href='https://cloud.other.test/'>样例省文化和旅游云平台</a></div>"
    own = "<div><a href='http://www.example.test/'>样例县文化和旅游局网站</a></div>"
    assert page(TEXT, top=other).site_name == "样例县文化局"
    assert page(TEXT, top=own).site_name == "样例县文化和旅游局网站"


def test_what_meta_says_of_a_column_is_not_of_the_page() -> None:
    column = "<meta name='ColumnDescription' content='本县重要新闻。'><meta name='Description' content='{}'>"
    assert page(TEXT, head=column.format("本县重要新闻。")).description is None
    assert page(TEXT, head=column.format("会议部署本年度工作。")).description is not None


@pytest.mark.parametrize("label", ["浏览字号", "阅读字号", "字号", "选择字体"])
def test_the_label_of_a_tool_ends_the_source(label: str) -> None:
    tool = f"<span>{label}：<a>大</a> <a>中</a> <a>小</a></span>"
    html = (
        f"<h1>{TITLE}</h1><div><span>来源：样例县文化局 文化馆</span> {tool}</div><div>{TEXT}</div>"
    )
    assert extract(html.encode()).source == "样例县文化局 文化馆"


@pytest.mark.parametrize("tags", [("h2", "h3"), ("h1", "h2")])
def test_a_lower_heading_below_the_headline(tags: tuple[str, str]) -> None:
    upper, lower = tags
    below = "成功举办双向经贸投资推介会"
    heads = f"<div><{upper}>{TITLE}</{upper}><{lower}>{below}</{lower}></div>"
    article = page(f"<div>{TEXT}</div>", title=heads)
    assert (article.title, article.subtitle) == (TITLE, below)
    masthead = f"<div><{upper}>{TITLE}</{upper}><{lower}>来源：样例日报 作者：张三</{lower}></div>"
    assert page(f"<div>{TEXT}</div>", title=masthead).subtitle is None


@pytest.mark.parametrize(
    "mark", ["(0037)http://www.example.test/xw/45678.html", "(0025)http://www.other.test/t.htm"]
)
def test_a_page_that_says_it_was_saved_has_addresses(mark: str) -> None:
    html = (
        f"<!-- saved from url={mark} --><html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{TEXT}"
        "<p><img src='static/1.jpg'></p><p><img src='./页面_files/2.jpg'></p><p><a href='/a/P02.pdf'>附件.pdf</a></p></div></body></html>"
    )
    article = extract(html.encode(), URL)
    assert [image.url for image in article.images] == [
        *("http://www.example.test/xw/static/1.jpg", "./页面_files/2.jpg"),
    ]
    assert article.attachments[0].url == "http://www.example.test/a/P02.pdf"


@pytest.mark.parametrize("named", ["id='zoom'", "class='TRS_Editor'", "class='v_news_content'"])
def test_what_an_editing_program_set_is_text(named: str) -> None:
    lines = ("3个专场", PROSE[0], "万人同频欢唱", PROSE[1])
    body = "".join(f"<section class='_135editor'><p>{line}</p></section>" for line in lines)
    assert page(f"<div {named}>{body}</div>").text == "\n".join(lines)


def test_a_numbered_h1_opens_the_text() -> None:
    body = f"<h1>一、基础信息</h1><p>{PROSE[0]}</p><h1>二、工作成效</h1><p>{PROSE[1]}</p>"
    article = page(f"<div id='zoom'>{body}</div>", title=f"<h3>{TITLE}</h3>")
    assert article.title == TITLE
    assert [s.heading for s in article.sections] == ["一、基础信息", "二、工作成效"]


def test_an_anchor_that_was_never_closed_is_no_link() -> None:
    lines = [f"{n}，{PROSE[n % 2]}" for n in range(8)]
    text = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<body><h1>{TITLE}</h1><a accesskey='C' href='/'><div>{text}</div></body>"
    assert extract(html.encode()).text == "\n".join(lines)


def test_documents_of_the_open_formats_and_links_that_say_the_format() -> None:
    links = (
        "<ul><li>課程表 <a href='/m/1.pdf' title='[另開新視窗]課程表.pdf' class='pdf'>pdf</a></li>"
        "<li>報名表 <a href='/m/2.odt' title='報名表.odt(開新視窗)'>odt</a></li></ul>"
    )
    found = [(a.title, a.media_type) for a in page(f"<div>{TEXT}</div>{links}").attachments]
    assert found == [
        ("課程表.pdf", "application/pdf"),
        ("報名表.odt", "application/vnd.oasis.opendocument.text"),
    ]


def test_what_stands_below_a_heading_in_its_box_is_not_of_it() -> None:
    heads = "<div class='tec_name'><h5>张小三 讲师</h5><p>样例大学国画高研班导师</p></div>"
    html = f"<title>张小三-样例大学</title>{heads}<div id='zoom'>{TEXT}</div>"
    assert extract(html.encode()).title == "张小三 讲师"


def test_a_line_that_repeats_the_alt_is_the_caption() -> None:
    picture = "<p><img src='1.jpg' alt='市民在样例公园观看演出'></p><p>市民在样例公园观看演出</p>"
    assert page(f"<div>{TEXT}{picture}<p>{PROSE[0]}！</p></div>").images[0].caption is not None


def test_the_link_of_a_column_is_not_that_of_the_source() -> None:
    path = "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/rb/'>样例日报</a> &gt; 正文</div>"
    assert page(f"<div>{TEXT}</div>", top=path).source_url is None


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("样例县人民政府门户网站由县政府办公室主办，提供政务服务。", False),
        ("样例县人民政府门户网站讯：三月二日，县文化和旅游局召开专题会议。", True),
        ("会议部署本年度工作。", True),
    ],
)
def test_what_meta_says_of_the_portal_is_not_of_the_page(content: str, kept: bool) -> None:
    article = page(TEXT, head=f"<meta name='description' content='{content}'>")
    assert article.description == (content if kept else None)


@pytest.mark.parametrize("named", ["source", "laiyuan"])
def test_a_name_without_label_in_the_box_of_the_source(named: str) -> None:
    masthead = f"<h1>{TITLE}</h1><div class='{named}'><span>样例日报客户端</span><span>2024-03-12 15:35</span></div>"
    assert extract(f"{masthead}<div id='zoom'>{TEXT}</div>".encode()).source == "样例日报客户端"
