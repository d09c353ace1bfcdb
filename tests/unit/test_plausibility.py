import pytest

from govnews.plausibility import CREDIBLE, PLAIN, affinity, cohesion, likelihood, score

SIMPLIFIED = "市政府常务会议研究部署今年重点水利工程建设，听取防汛准备工作情况汇报。"
TRADITIONAL = "市政府常務會議研究部署今年重點水利工程建設，聽取防汛準備工作情況匯報。"
WRONG = [
    ("gb18030", "big5hkscs"),
    ("utf-8", "gb18030"),
    ("gb18030", "cp1252"),
    ("big5hkscs", "gb18030"),
]


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["hans", "hant"])
def test_chinese_is_plain(text):
    assert score(text) > PLAIN
    assert cohesion(text) > 1.5


@pytest.mark.parametrize(("written", "read"), WRONG)
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["hans", "hant"])
def test_a_wrong_decode_is_not_credible(text, written, read):
    wrong = text.encode(written, "ignore").decode(read, "replace")
    assert score(wrong) < CREDIBLE
    assert cohesion(wrong) < 0.5


def test_traditional_forms_lose_half_a_nat():
    assert likelihood("國") == pytest.approx(likelihood("国") - 0.5)
    assert affinity("國", "務") == affinity("国", "务") > 1


@pytest.mark.parametrize(
    ("char", "value"),
    [
        ("。", -5),
        ("０", -8),
        ("\u00a0", -8),
        ("①", -11),
        ("㐀", -17),
        ("𠀀", -17),
        ("é", -19),
        ("か", -19),
        ("\U0001f600", -19),
        ("\ufffd", -24),
        ("\ue000", -24),
        ("\U000f0000", -24),
    ],
)
def test_fixed_values(char, value):
    assert likelihood(char) == score(char) == value


def test_ascii_does_not_count_and_long_text_is_cut():
    assert score("") == score("plain ASCII") == 0.0
    assert score("a国a") == likelihood("国")
    assert score("国" * 4000 + "\ufffd" * 4000) == pytest.approx(likelihood("国"))
    assert score("\ud800国") < -10  # a lone surrogate is no error
