import pytest

from govnews.mojibake import diagnose, repair, repair_part

TEXT = "市政府召开会议，研究部署防汛工作，要求各单位认真落实。"


@pytest.mark.parametrize(
    ("code", "damaged"),
    [
        ("lossy:gbk-as-utf8", TEXT.encode("gb18030").decode("utf-8", "replace")),
        ("lossy:kun-jin-kao", ("市政府" + "\ufffd" * 8).encode().decode("gb18030", "replace")),
        ("lossy:question-marks", TEXT.encode("ascii", "replace").decode()),
        ("lossy:memory-fill", "烫" * 12),
        ("lossy:replacement", TEXT[:9] + "\ufffd" + TEXT[9:]),
    ],
    ids=lambda value: value if value.startswith("lossy") else "",
)
def test_what_is_lost_is_named_with_its_extent_and_not_guessed(code, damaged):
    repaired = repair(damaged)
    found = [problem for problem in repaired.problems if problem.code == code]
    assert len(found) == 1
    assert "characters in" in found[0].message
    assert "offset" in found[0].message
    if code != "lossy:kun-jin-kao":
        assert repaired.text == damaged


def test_a_page_with_losses_is_not_clean():
    diagnosis = diagnose((TEXT, "\ufffd\ufffd"))
    assert not diagnosis.clean
    assert repair_part("\ufffd\ufffd", diagnosis).problems
    assert repair_part(TEXT, diagnosis) == repair(TEXT)


def test_injected_commas_go_only_where_the_page_shows_them():
    shown = "会议要求,，各单位要认真落实,。加强监督,、检查,，及时报告,。"
    assert repair(shown).text == "会议要求，各单位要认真落实。加强监督、检查，及时报告。"
    once = "会议要求,，各单位要认真落实。加强监督、检查。"
    assert repair(once).text == once
