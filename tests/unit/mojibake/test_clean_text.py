"""Ten thousand clean lines: not one may change."""

import pytest

from govnews.mojibake import diagnose, repair
from tests.damage import traditional
from tests.unit.mojibake.clean_lines import lines


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja", "ko", "en", "fr", "ru"])
def test_no_clean_line_changes(language):
    clean = lines("zh-Hans" if language == "zh-Hant" else language, 1450)
    if language == "zh-Hant":
        clean = traditional("\n".join(clean)).split("\n")
    assert len(set(clean)) == 1450
    assert [line for line in clean if repair(line).text != line] == []
    assert repair("\n".join(clean)).plan == ()
    assert diagnose(clean).clean
