"""Lines of preformatted text, as printed and as broken at a fixed width."""

import pytest

from govnews.dom import parse_html, read_tree
from govnews.dom.preformatted import unbroken

ITEM = "一、投標書及保證金封存袋，向本院服務處購買，並應依投標書所記載之注意事項填載，未依規定者其投標無效，不得異議，亦不得請求延期或另定期日。"


def broken(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("width", [21, 26, 30])
def test_lines_broken_at_a_width_are_whole_again(width: int) -> None:
    text = "\n".join(["主旨：公告", broken(ITEM, width), "依據：強制執行法", broken(ITEM, width)])
    assert unbroken(text) == ["主旨：公告", ITEM, "依據：強制執行法", ITEM]


def test_words_keep_their_blanks() -> None:
    line = "The department announced on Monday that the new rules"
    assert unbroken("\n".join([line] * 3)) == [" ".join([line] * 3)]


@pytest.mark.parametrize("text", ["甲\n乙\n丙", "", "\n", "第一行\n" * 40, "│編│面積│\n" * 9])
def test_short_lines_and_frames_stay(text: str) -> None:
    assert unbroken(text) == text.split("\n")


def test_the_walk_ends_lines_as_the_source_does() -> None:
    html = "<div>甲<pre>發文日期：\n 乙 <b>丙</b> 丁\n\n戊</pre>己\n庚</div>"
    assert [line.text for line in read_tree(parse_html(html)).lines] == [
        *("甲", "發文日期：", "乙 丙 丁", "戊", "己 庚"),
    ]
