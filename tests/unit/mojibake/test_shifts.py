import re
from difflib import SequenceMatcher
from itertools import product

import pytest

from govnews.mojibake import apply, repair
from tests.damage import gloss_bytes

WHO = [
    "當地的居民",
    "咨詢如何辦理證件的群眾",
    "因層層請示",
    "適當的時候",
    "為您們詳細說明",
    "各地的學校",
    "專門的機構",
    "現有的設備",
    "政府的決定",
    "村民的意願",
    "水庫的安全",
    "全國的農戶",
    "他們的子女",
    "孩子們如何上學",
    "窗口如何辦理",
    "企業如何申報",
    "群眾的訴求",
    "各級的責任",
]
WHAT = (
    "由鄉鎮干部逐戶登記，結果向社會公布。",
    "已經納入今年的工作計劃。",
    "在網站上可以查到，電話也能問到。",
    "受到了各方面的關注和好評。",
    "由縣里統一安排，費用由財政承擔。",
    "于下月起按照新的辦法執行。",
)


def test_shifted_sentences_come_back():
    likeness = []
    for who, what in product(WHO, WHAT):
        damaged = gloss_bytes(who + what)
        if re.search(r"\?[^()?]{1,7}\)", damaged):
            repaired = repair(damaged)
            assert apply(repaired.plan, damaged) == repaired.text
            likeness.append(
                SequenceMatcher(None, who + what, repaired.text, autojunk=False).ratio()
            )
    assert len(likeness) >= 20
    assert sum(likeness) / len(likeness) >= 0.97
    assert sum(ratio == 1.0 for ratio in likeness) / len(likeness) >= 0.7


@pytest.mark.parametrize(
    ("damaged", "truth"),
    [
        ("我們?cè)敿?xì)介紹有關情況", "我們詳細介紹有關情況"),
        ("咨詢?nèi)绾无k理有關手續", "咨詢如何辦理有關手續"),
        ("因?qū)訉诱埵净蜷_會討論", "因層層請示或開會討論"),
    ],
)
def test_a_shift_proves_itself(damaged, truth):
    repaired = repair(damaged)
    assert repaired.text == truth
    assert repaired.plan[0].step == "frame-shift"


def test_a_lost_lead_byte_is_found_by_what_follows():
    page = "數(shù)據顯示，發(fā)展環(huán)境優(yōu)化，經(jīng)濟(jì)結(jié)構(gòu)調(diào)整。來函收悉?，F(xiàn)批復如下。"
    assert repair(page).text == "數據顯示，發展環境優化，經濟結構調整。來函收悉。現批復如下。"


@pytest.mark.parametrize(
    "text",
    [
        "你好嗎?我很好。",
        "下列正確的是?a)人民 b)社會",
        "真的?，他問。",
        "??????????????????????",
        "(?shù)",
    ],
)
def test_honest_question_marks_stay(text):
    assert repair(text).text == text
