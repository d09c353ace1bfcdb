import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govnews.charset import decode

# The characters of ordinary text, in both scripts: what a page is made of, in any order.
HANS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
HANT = "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟階油思術極交受聯什認六共權收證改清己美再採轉更單風切打白教速花帶安場身車"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
@given(text=st.text(alphabet=HANS, min_size=20, max_size=200))
@settings(max_examples=60, deadline=None)
def test_simplified_comes_back(codec, text):
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["utf-8", "big5", "gb18030", "utf-16"])
@given(text=st.text(alphabet=HANT, min_size=20, max_size=200))
@settings(max_examples=60, deadline=None)
def test_traditional_comes_back(codec, text):
    text = text.encode("big5", "ignore").decode("big5")
    assert decode(f"<p>{text}</p>".encode(codec)).text == f"<p>{text}</p>"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@given(
    text=st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=20),
    label=st.sampled_from(["gb2312", "utf-8", "iso-8859-1", "big5"]),
)
@settings(max_examples=60, deadline=None)
def test_rare_characters_come_back_under_their_own_label(codec, text, label):
    true = codec if label != "gb2312" or codec == "utf-8" else label
    assert decode(text.encode(codec), f"text/plain; charset={true}").text == text


@given(body=st.binary(max_size=600), header=st.none() | st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_text(body, header):
    decoded = decode(body, header)
    assert decoded.replacements <= decoded.text.count("\ufffd")
    assert 0 <= decoded.confidence <= 1


@given(
    parts=st.lists(
        st.sampled_from(
            [
                b"<",
                b">",
                b'"',
                b"<!--",
                b"-->",
                b"<meta ",
                b"charset=",
                b"gbk",
                b"utf-16",
                b"</",
                b"script",
            ]
        )
        | st.binary(max_size=6),
        max_size=40,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_markup_gives_text(parts):
    decode(b"".join(parts))
