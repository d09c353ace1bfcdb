import pytest

from govnews.mojibake import apply, diagnose, repair, repair_part
from tests.damage import BIG5, LOSSLESS, UTF8_AS_GBK, cp1252, traditional
from tests.unit.mojibake.clean_lines import lines

TITLES = (
    "关于做好今年防汛抗旱工作的紧急通知",
    "县政府召开常务会议研究农村公路养护",
    "市卫生健康委发布秋冬季疾病预防提示",
    "省水利厅公布第二批节水型单位的名单",
    "全市老旧小区改造工作现场会在我区召开",
)
PAGE = "\n".join(lines("zh-Hans", 40))


@pytest.mark.parametrize("name", LOSSLESS)
@pytest.mark.parametrize("text", [*TITLES, PAGE], ids=[*TITLES, "page"])
def test_lossless_damage_is_undone(name, text):
    truth = traditional(text) if name in BIG5 else text
    try:
        damaged = LOSSLESS[name](text)
    except UnicodeError:
        pytest.skip("this class cannot carry this text")
    repaired = repair(damaged)
    assert repaired.text == truth
    assert apply(repaired.plan, damaged) == truth
    assert repair(repaired.text).plan == ()


@pytest.mark.parametrize("name", ["utf-8 as cp1252", "gbk as cp1252", "big5 as gbk", "hz"])
def test_a_damaged_span_is_undone_and_the_rest_stays(name):
    inside = "省水利厅组织开展了农村公路养护工作"
    truth = traditional(inside) if name in BIG5 else inside
    frame = "本站讯：{}，请有关单位认真落实，确保各项任务按时完成。"
    assert repair(frame.format(LOSSLESS[name](inside))).text == frame.format(truth)


def test_utf8_read_as_gb18030_and_its_filled_steps():
    text = "第三条 本办法自2021年5月1日起施行。"
    repaired = repair(UTF8_AS_GBK["python gb18030"](text))
    assert repaired.text == text
    assert {step.step for step in repaired.plan} == {"gbk>utf-8", "filled"}
    assert [problem.code for problem in repaired.problems] == ["filled"]


def test_nearly_all_characters_of_utf8_read_as_gb18030_come_back():
    same = total = 0
    for text in lines("zh-Hans", 400):
        after = repair(UTF8_AS_GBK["python gb18030"](text)).text
        total += len(text)
        same += (
            sum(a == b for a, b in zip(text, after, strict=False)) if len(text) == len(after) else 0
        )
    assert same / total >= 0.99


def test_short_nodes_follow_what_the_page_shows():
    nodes = tuple(cp1252(text.encode("gb18030")) for text in (*TITLES, "首页", "通知"))
    diagnosis = diagnose(nodes)
    assert diagnosis.misread == {"latin1>gbk"}
    assert repair_part(nodes[-1], diagnosis).text == "通知"


def test_accents_come_back_too():
    text = "L’été dernier, la forêt a brûlé près d’Orléans."
    assert repair(cp1252(text.encode())).text == text


HONEST = {
    "german quotes": "Es war ein großer Spaß“, sagte sie über „Größe“ und Maß.",
    "symbols": "±5°C ×10 ÷2 §3 ¶ © ® « » · ¼ ½ ¾",
    "rare names": "代表：喆犇、龑、堃、彧、烜、翀、甯、昇、珺、赟、頔、骞、璟、旻。",
    "spanish": "El Niño y la Niña: año, señal, corazón, ¿qué?, ¡así!",
    "menu": "English Français Español Русский 日本語 한국어 العربية",
    "link": "详见https://www.example.test/?q=%E4%B8%AD%E5%9B%BD&p=%E5%8C%97%E4%BA%AC。",
    "code": 'var title = "\\u4e2d\\u56fd\\u653f\\u5e9c";',
    "questions": "真的吗？？？为什么???!!",
}


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_honest_text_stays(text):
    assert repair(text).plan == ()


def test_a_long_text_is_bounded_and_says_what_is_left():
    truth = "\n".join(lines("zh-Hans", 300) * 40)[:200_000]
    damaged = traditional(truth).encode("big5", "ignore").decode("gb18030", "replace")
    limited = repair(damaged)
    assert apply(limited.plan, damaged) == limited.text != damaged
    assert [p.code for p in limited.problems].count("repair_limited") == 1
    assert limited.text.endswith(damaged[-1000:])
    whole = repair(damaged, bounded=False)
    assert apply(whole.plan, damaged) == whole.text
    assert "repair_limited" not in {problem.code for problem in whole.problems}
    assert whole.text[-200:] == traditional(truth).encode("big5", "ignore").decode("big5")[-200:]


def test_a_long_text_that_takes_no_search_comes_back_whole():
    truth = "\n".join(lines("zh-Hans", 300) * 60)[:300_000]
    assert repair(truth.encode().decode("latin-1")).text == truth


def test_lines_whose_samples_are_ascii_are_judged_too():
    line = "a" * 300 + "ÖÐ¹ú" + "b" * 900 + "é\x81\x82" * 3 + "c" * 300
    assert apply(repair(line).plan, line) == repair(line).text
