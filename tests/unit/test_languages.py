import pytest

from govnews.script import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("国务院办公厅关于印发通知", "zh-Hans"),
        ("國務院辦公廳關於印發通知", "zh-Hant"),
        ("中国", "zh-Hans"),
        ("臺灣", "zh-Hant"),
        ("北京市人民政府公告", "zh"),
        ("人", None),
        ("", None),
        ("2010-12-20 10:30", None),
        ("OK", None),
        ("日本政府は新しい政策を発表した", "ja"),
        ("東京都知事選挙", "ja"),
        ("국무회의에서 새 정책을 발표했다", "ko"),
        ("The State Council issued a notice on flood control", "en"),
        ("Premier meets visiting foreign ministers", "en"),
        ("Le gouvernement a présenté de nouvelles mesures", "fr"),
        ("Die Regierung hat neue Regelungen für das Land beschlossen", "de"),
        ("El Gobierno aprueba la nueva ley de aguas", "es"),
        ("O governo anunciou novas medidas para a educação", "pt"),
        ("Правительство приняло решение", "ru"),
        ("Уряд ухвалив рішення щодо освіти і науки", "uk"),
        ("ئۇيغۇر ئاپتونوم رايونلۇق ھۆكۈمەت", "ug"),
        ("བོད་རང་སྐྱོང་ལྗོངས", "bo"),
        ("State Council 国务院 policy briefing on the economy and trade", "en"),
        ("国务院办公厅 (General Office of the State Council)", "en"),
        ("国务院总理李强主持召开国务院常务会议，研究GDP与R&D有关工作", "zh-Hans"),
        ("\ud800\udfff", None),
    ],
)
def test_by_the_text(text, language):
    assert language_of(text) == language
