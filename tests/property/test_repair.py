from hypothesis import given, settings
from hypothesis import strategies as st

from govnews.mojibake import apply, diagnose, repair, repair_part
from tests.damage import LOSSLESS, UTF8_AS_GBK, gloss_bytes, traditional
from tests.unit.mojibake.clean_lines import lines

CLEAN = st.sampled_from(
    [line for code in ("zh-Hans", "ja", "ko", "en", "fr", "ru") for line in lines(code, 60)]
)
CHINESE = st.sampled_from(lines("zh-Hans", 300))
PIECES = st.sampled_from(
    [
        "(",
        ")",
        "?",
        "\ufffd",
        "fā",
        "發",
        "(fā)",
        "?nèi)",
        "Ã¤",
        "浣犲ソ",
        "锛�",
        "%E4",
        "\\u4e2d",
        "~{",
        "&#214;",
        ",，",
    ]
)
ANYTHING = st.lists(st.one_of(PIECES, CLEAN, st.text(max_size=8)), max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
def test_any_text_replays_and_settles(text):
    repaired = repair(text)
    assert apply(repaired.plan, text) == repaired.text
    assert repair(repaired.text).text == repaired.text


@settings(max_examples=80, deadline=None)
@given(st.lists(CLEAN, min_size=1, max_size=5))
def test_clean_text_stays(parts):
    text = "\n".join(parts)
    assert repair(text).plan == ()
    assert diagnose(parts).clean


@settings(max_examples=120, deadline=None)
@given(CHINESE, st.sampled_from([*LOSSLESS.values(), gloss_bytes, *UTF8_AS_GBK.values()]))
def test_damaged_text_replays_and_settles(text, damage):
    try:
        damaged = damage(traditional(text) if damage is gloss_bytes else text)
    except UnicodeError:
        return
    repaired = repair(damaged)
    assert apply(repaired.plan, damaged) == repaired.text
    assert repair(repaired.text).text == repaired.text


@settings(max_examples=60, deadline=None)
@given(st.lists(ANYTHING, max_size=4))
def test_parts_of_any_page_replay(parts):
    diagnosis = diagnose(parts)
    for part in parts:
        repaired = repair_part(part, diagnosis)
        assert apply(repaired.plan, part) == repaired.text


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["gb18030", "big5hkscs", "latin-1", "utf-8", "utf-16-le"]),
)
def test_any_bytes_in_any_clothes(data, codec):
    text = data.decode(codec, "replace")
    repaired = repair(text)
    assert apply(repaired.plan, text) == repaired.text
