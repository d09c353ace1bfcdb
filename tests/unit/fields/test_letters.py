"""Letters to an office and its answers: the column's name heads the page, labels say what the letter is about."""

import pytest

from govnews.api import extract

TITLE = "关于东风路夜间施工噪音扰民的问题"
LETTER = "您好！东风路与新华街交叉口的工地每天夜里十二点以后仍在施工，机器轰鸣，周围居民无法休息，恳请有关部门尽快处理。"
ANSWER = "您好！您反映的问题我局高度重视，已责令施工单位立即停止夜间施工，并对其违法行为立案查处。感谢您对城市管理工作的支持！"
PAIRS = {
    "信件编号": "20240315001",
    "{title}": TITLE,
    "来信时间": "2024-03-15 10:22",
    "来信内容": LETTER,
    "答复单位": "市城市管理局",
    "答复时间": "2024-03-19 16:40",
    "答复内容": ANSWER,
}
LAYOUTS = {
    "table": ("<table border=1>{}</table>", "<tr><td>{}</td><td>{}</td></tr>"),
    "table with colons": ("<table border=1>{}</table>", "<tr><td>{}：</td><td>{}</td></tr>"),
    "pairs": ("<dl>{}</dl>", "<dt>{}：</dt><dd>{}</dd>"),
    "lines": ("<div>{}</div>", "<p>{}：{}</p>"),
    "spans": ("<ul>{}</ul>", "<li><span>{}：</span><span>{}</span></li>"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("label", ["信件标题", "来信主题", "留言标题", "问题标题", "投诉主题"])
def test_the_letter_names_the_page(layout: str, label: str) -> None:
    whole, one = LAYOUTS[layout]
    pairs = "".join(one.format(k.format(title=label), v) for k, v in PAIRS.items())
    html = (
        "<title>市长信箱-样例市人民政府</title><div>您当前的位置：<a href='/'>首页</a> &gt; <a href='/hd/'>互动交流</a> &gt; "
        f"<a href='/hd/xx/'>市长信箱</a></div><div><h2>市长信箱</h2>{whole.format(pairs)}</div>"
    )
    article = extract(html.encode(), "http://www.example.test/hd/xx/20240319_1.html")
    assert article.title == TITLE
    assert article.date is None  # neither of the times that it names
    assert article.breadcrumbs[-1] == "市长信箱"
    assert LETTER in (article.text or "")
    assert ANSWER in (article.text or "")
