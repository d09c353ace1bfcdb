import pytest

from govnews.api import classify
from govnews.model import PageKind

PROSE = (
    "样例市人民政府今天召开会议，研究部署下半年的公共服务工作，要求各部门抓好落实，并按期报告进展。"
    * 2
)
DATED = "".join(
    f"<li><a href='/c/{n}.html'>样例市关于第{n}项工作的通知</a><span>2024-06-{n:02}</span></li>"
    for n in range(1, 12)
)
PLAIN = "".join(
    f"<li><a href='/c/{n}.html'>样例市关于第{n}项工作的通知</a></li>" for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("html", "status", "kind"),
    [
        (
            "<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>",
            521,
            "blocked",
        ),
        ("<script>var __jsl_clearance_s='x';</script>", 200, "blocked"),
        (
            "<meta id='x'><script>$_ts=window['$_ts'];</script><script src='/a.js'></script>",
            412,
            "blocked",
        ),
        ("<html><head><script>$_ts={};</script></head><body></body></html>", 200, "blocked"),
        ("<title>安全验证</title><div>请完成验证后继续访问</div>", 200, "blocked"),
        (
            "<title>404</title><p>您访问的页面不存在或已删除</p><a href='/'>返回首页</a>",
            200,
            "soft_404",
        ),
        ("<h1>Page not found</h1>", 200, "soft_404"),
        ("<p>系统繁忙，请稍后再试</p>", 200, "soft_404"),
        ("<p>页面</p>", 404, "soft_404"),
        ("<script>window.location.href='/new/index.html'</script>", 200, "redirect"),
        ("<meta http-equiv='refresh' content='0;url=/new/'>", 200, "redirect"),
        ("<div id='app'></div><script src='/app.js'></script>", 200, "shell"),
        ("<html><body></body></html>", 200, "empty"),
        (f"<ul>{DATED}</ul>", 200, "list"),
        (f"<div><h2>通知公告</h2><ul>{PLAIN}</ul></div>", 200, "list"),
        (f"<h1>样例</h1><div id='zoom'><p>{PROSE}</p></div>", 200, "article"),
        (
            f"<h1>样例</h1><div id='zoom'><p>{PROSE}</p></div><div>相关链接<ul>{DATED}</ul></div>",
            200,
            "article",
        ),
        (
            f"<h1>通知</h1><div id='zoom'><p>样政发〔2024〕3号</p><p>{PROSE}</p></div>",
            200,
            "policy",
        ),
        (f"<div id='zoom'><p>第一条 {PROSE}</p><p>第二条 {PROSE}</p></div>", 200, "policy"),
        (
            f"<div id='zoom'><p>问：如何申请？</p><p>答：{PROSE}</p><p>问：何时办结？</p><p>答：{PROSE}</p></div>",
            200,
            "transcript",
        ),
    ],
)
def test_the_kind_of_a_page(html: str, status: int, kind: str) -> None:
    assert classify(html.encode(), status=status) == PageKind(kind)


def test_an_article_about_a_missing_page_is_an_article() -> None:
    html = f"<title>网页找不到怎么办</title><div id='zoom'><p>{PROSE}</p><p>{PROSE}页面不存在时请核对地址。{PROSE}</p></div>"
    assert classify(html.encode()) is PageKind.ARTICLE


def test_a_short_dated_notice_beside_a_list_is_an_article():
    links = "".join(
        f'<li><a href="/tz/{n}.html">关于第{n}次停水检修的紧急通知</a> 2024-07-{n}</li>'
        for n in range(10, 20)
    )
    notice = "<h1>停诊通知</h1><p>发布时间：2024-07-23 来源：镇卫生院</p><p>因设备检修，放射科7月25日停诊一天。</p>"
    assert classify(f"<ul>{links}</ul><div>{notice}</div>".encode()) == PageKind.ARTICLE
    bare = notice.replace("发布时间：2024-07-23 来源：镇卫生院", "通知公告")
    assert classify(f"<ul>{links}</ul><div>{bare}</div>".encode()) == PageKind.LIST
    picture = notice.replace("因设备检修，放射科7月25日停诊一天。", '<img src="/u/20240723.jpg">')
    assert classify(f"<ul>{links}</ul><div>{picture}</div>".encode()) == PageKind.ARTICLE
