from pathlib import Path

import pytest

from govnews.mojibake import diagnose, repair, repair_part
from govnews.mojibake.glosses import learn
from govnews.mojibake.readings import is_reading, simple_form
from tests.damage import READINGS, gloss, traditional

NOTICE = (
    "县政府近日召开专题会议，研究今年的经济工作。会议指出，要进一步优化产业结构，推动企业技术进步，强化责任落实。"
    "各区各部门要加强监督管理，把环境保护和节约资源放在重要的位置。对发现的问题，要及时调查、及时报告、及时处理。"
    "要完善农村道路、电力、通信等基础设施，实现数据共享。学校要按标准配备教师，关心学生的学习和生活。"
)


@pytest.mark.parametrize(
    "form",
    ["{c}({r})", "{c}（{r}）", "{c}({r} )", "{c}( {r})", "{c}({r})({r})"],
    ids=["ascii", "full-width", "blank-inside", "blank-before", "repeated"],
)
@pytest.mark.parametrize("toned", [True, False], ids=["toned", "toneless"])
def test_every_reading_goes(form, toned):
    clean = traditional(NOTICE)
    bare = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔù", "aaaaeeeeiiiioooouuuu")
    text = clean
    for char, reading in READINGS.items():
        text = text.replace(
            char, form.format(c=char, r=reading if toned else reading.translate(bare))
        )
    repaired = repair(text)
    assert repaired.text == clean
    assert {step.step for step in repaired.plan} == {"gloss"}


def test_a_blank_behind_the_bracket_goes_with_it():
    text = "全县要发(fa) 展好特色产(chan) 业(ye) ，加强监(jian) 督，把环(huan) 境治理好，推动农(nong) 业(ye) 增收。"
    assert repair(text).text == "全县要发展好特色产业，加强监督，把环境治理好，推动农业增收。"


def test_latin_small_g_of_phonetics_counts_as_g():
    text = traditional(
        "强(qiánɡ)化责任，强(qiánɡ)化监(jiān)督，动(dònɡ)员群众，动(dònɡ)员学(xué)生，共同参加。"
    )
    assert "(" not in repair(text).text


HONEST = {
    "place name": "本报亳(bó)州电 亳州市近日召开会议，部署中药材种植工作。蠡(lǐ)县、郫(pí)都区的代表作了发言，随后参观了基地。",
    "units": "公路长128千米(km)，宽24米(m)，设计时速80千米(km)，桥梁3座，隧道1200米(m)，投资2亿元(yuan)。",
    "names": "代表王(Wang)先生、李(Li)女士、张(Zhang)博士、刘(Liu)教授参加了会议并先后作了发言，会议开得很好。",
    "list": "下列说法正确的是(a)地方财政(b)中央财政(c)社会资本(d)以上都是，请选择一项(a)填入表格，再选(b)项。",
    "dictionary": "重(chóng)复的重(chóng)，重(zhòng)量的重(zhòng)；长(cháng)短的长(cháng)，长(zhǎng)大的长(zhǎng)；行(xíng)走，行(háng)业，还(hái)有，还(huán)书。",
    "primer": "小(xiǎo)猫(māo)钓(diào)鱼(yú)，小(xiǎo)马(mǎ)过(guò)河(hé)，大(dà)家(jiā)来(lái)学(xué)。",
    "two readings": "会议讨论了土地确(què)权和流转(zhuǎn)的办法，与会人员都表示支持，认为办法符合实际，可以推广。",
    "GDP": "国内生产总值(GDP)增长5%，研发(R&D)投入增长8%，居民消费价格(CPI)上涨2%，信息技术(IT)业增长9%。",
}


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_honest_brackets_stay(text):
    assert repair(text).text == text


def test_a_rare_reading_stays_on_a_glossed_page():
    text = gloss(traditional(NOTICE)) + "亳(bó)州市的代表參加了會議。"
    assert repair(text).text == traditional(NOTICE) + "亳(bó)州市的代表參加了會議。"


def test_what_the_page_taught_holds_for_a_short_node():
    diagnosis = diagnose((gloss(traditional(NOTICE)), "網(wǎng)上直播", "(jiān)督"))
    assert diagnosis.glossed
    assert "監" in diagnosis.glosses
    assert repair_part("網(wǎng)上直播", diagnosis).text == "網上直播"
    assert (
        repair_part("(jiān)督", diagnosis).text == "督"
    )  # its character stands in the node before


def test_a_clean_page_is_clean_and_needs_no_walk():
    diagnosis = diagnose((NOTICE, traditional(NOTICE), "English text.", ""))
    assert diagnosis.clean
    assert not diagnosis.glossed
    assert diagnosis.glosses == frozenset()
    assert learn(NOTICE) is None


def test_any_reading_of_the_character_or_its_simplified_form():
    assert is_reading("調", "diào")
    assert is_reading("當", "dàng")
    assert is_reading("长", "zhang")
    assert is_reading("綠", "lü")
    assert is_reading("綠", "lv")
    assert not is_reading("發", "bā")
    assert not is_reading("發", "km")
    assert simple_form("發展") == "发展"


def test_the_seed_page_loses_134_glosses_of_43_characters():
    page = Path(__file__).parents[4] / "shared" / "seed" / "page.txt"
    if not page.exists():
        pytest.skip("the seed page is not part of the project")
    text = page.read_text("utf-8")
    repaired = repair(text)
    assert len(repaired.plan) == 134
    assert len(diagnose((text,)).glosses) == 43
