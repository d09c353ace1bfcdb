import pytest

from govnews.values.outline import Line, outline


def shape(*texts, **marks):
    lines = [
        Line(t, strong=n in marks.get("strong", ()), tag=2 if n in marks.get("tag", ()) else None)
        for n, t in enumerate(texts)
    ]
    return [(s.level, s.number, s.heading, list(s.paragraphs)) for s in outline(lines)]


def test_no_heading_is_one_lead():
    assert shape("第一段文字。", "第二段文字。") == [
        (0, None, None, ["第一段文字。", "第二段文字。"])
    ]


def test_official_numbering():
    assert shape(
        "引言。",
        "一、总体要求",
        "（一）指导思想。全面推进。",
        "（二）基本原则。坚持统筹。",
        "二、主要任务",
        "1.第一项",
        "要做好。",
        "2．第二项",
        "也做好。",
    ) == [
        (0, None, None, ["引言。"]),
        (1, "一、", "一、总体要求", []),
        (2, "（一）", "（一）指导思想。", ["全面推进。"]),
        (2, "（二）", "（二）基本原则。", ["坚持统筹。"]),
        (1, "二、", "二、主要任务", []),
        (3, "1.", "1.第一项", ["要做好。"]),
        (3, "2．", "2．第二项", ["也做好。"]),
    ]


def test_law_with_chapters():
    assert shape(
        "第一章　总则",
        "第一条　为了规范，制定本办法。",
        "第二条　下列情形：",
        "（一）甲；",
        "（二）乙。",
        "第二章　附则",
        "第三条　本办法施行。",
    ) == [
        (1, "第一章", "第一章　总则", []),
        (2, "第一条", "第一条", ["为了规范，制定本办法。"]),
        (2, "第二条", "第二条", ["下列情形：", "（一）甲；", "（二）乙。"]),
        (1, "第二章", "第二章　附则", []),
        (2, "第三条", "第三条", ["本办法施行。"]),
    ]


def test_law_without_chapters_has_articles_at_the_top():
    assert [s[0] for s in shape("第一条 为了规范，制定本办法。", "第二条 本办法适用于全市。")] == [
        1,
        1,
    ]


def test_label_lines():
    assert [
        s[2]
        for s in shape(
            "导语。",
            "亮点一:对象拓展",
            "正文一。",
            "亮點二：方式丰富",
            "正文二。",
            "亮点二：方式丰富",
            "正文。",
        )
    ][:2] == [None, "亮点一:对象拓展"]


def test_bold_lines_need_company_and_text_below():
    assert [
        s[2] for s in shape("导语。", "服务更近", "正文。", "办事更快", "正文。", strong={1, 3})
    ] == [None, "服务更近", "办事更快"]
    assert [s[2] for s in shape("导语。", "服务更近", "正文。", strong={1})] == [None]


@pytest.mark.parametrize(
    "lines",
    [
        ("第十条的规定适用于本案。", "其他内容。"),
        ("三、从三开始", "正文。", "四、不算", "正文。"),
        ("附件：", "1.申请表", "2.说明"),
        (
            "一、纳入支付范围的病种分为一类病种、二类病种；各类病种具体范围按照规定执行，由有关部门另行公布，并及时调整。",
            "二、参保人员享受待遇应当按以下规定办理确认手续，并到指定机构就医；具体办法另行规定，自公布之日起执行。",
        ),
        ("1.5亿元投入使用。", "2.3万人受益。"),
    ],
    ids=["citation", "starts at three", "list of attachments", "numbered sentences", "decimals"],
)
def test_not_headings(lines):
    assert all(s[2] is None for s in shape(*lines))


def test_a_number_alone_is_no_heading():
    assert [heading for _, _, heading, _ in shape("一、", "甲事。", "二、", "乙事。")] == [None]


def test_nothing_lost_nothing_twice():
    texts = [
        "一、总则。文字。",
        "（一）甲",
        "（二）乙",
        "二、附则",
        "1. x",
        "2. y",
        "第一条 z，甲。",
        "第二条 w",
    ]
    assert "".join((s[2] or "") + "".join(s[3]) for s in shape(*texts)).replace(" ", "") == "".join(
        texts
    ).replace(" ", "")


def test_a_number_in_two_scripts_is_no_counter():
    lines = ["第十5条 甲。", "问题一2：乙。", "²、丙。", "一、丁工作", "戊。", "二、己工作", "庚。"]
    assert [s.heading for s in outline([Line(x) for x in lines])] == [
        None,
        "一、丁工作",
        "二、己工作",
    ]
