from hashlib import sha256

import pytest

from govnews.model import Article, Dateline, Policy, RelatedLink, Section
from govnews.script import simplified_of, to_simplified


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("國務院辦公廳關於印發通知", "国务院办公厅关于印发通知"),
        ("隨著經濟發展", "随着经济发展"),
        ("意味著責任", "意味着责任"),
        ("沿著道路、有著優勢、看著孩子", "沿着道路、有着优势、看着孩子"),
        ("土著 編著 名著 論著 專著 譯著", "土著 编著 名著 论著 专著 译著"),
        ("著名作家、顯著成效、著作權", "著名作家、显著成效、著作权"),
        ("他著有《某書》，隨著有關部門的安排", "他著有《某书》，随着有关部门的安排"),
        ("整合資源，下發文件", "整合资源，下发文件"),
        ("乾坤 乾隆 乾淨 後來 皇后 瞭望 瞭解", "乾坤 乾隆 干净 后来 皇后 瞭望 了解"),
        ("甚麼 祇有 神祇 徵羽 徵求", "什么 只有 神祇 徵羽 征求"),
        ("论著、专著、编著和名著", "论著、专著、编著和名著"),
        ("", ""),
        ("plain ASCII", "plain ASCII"),
        ("\ud800國", "\ud800國"),
    ],
)
def test_strings(before, after):
    assert to_simplified(before) == after


def record(**fields) -> Article:
    text = "國務院辦公廳近日印發通知，部署有關工作。"
    whole = {
        "id": "0" * 64,
        "url": "https://www.example.test/國/1.htm",
        "title": "國務院辦公廳印發通知",
        "subtitle": "有關負責人答記者問",
        "source": "新華社",
        "breadcrumbs": ("首頁", "要聞"),
        "language": "zh-Hant",
        "dateline": Dateline(agency="新華社", place="蘭州", reporters=("張華",)),
        "text": text,
        "sections": (Section(1, "一、", "一、總則", (text,)),),
        "related_links": (RelatedLink("相關鏈接", "專題", "https://www.example.test/專"),),
        "policy": Policy(issuers=("國務院辦公廳",), written_on="2020-01-01"),
        "simplified": simplified_of("國務院辦公廳印發通知", "新華社", text),
        "content_hash": sha256(text.encode()).hexdigest(),
    }
    return Article(**{**whole, **fields})


def test_a_whole_record():
    article = record()
    done = to_simplified(article)
    assert done.language == "zh-Hans"
    assert done.title == "国务院办公厅印发通知"
    assert done.breadcrumbs == ("首页", "要闻")
    assert done.dateline.place == "兰州"
    assert done.sections[0].heading == "一、总则"
    assert done.sections[0].paragraphs == (done.text,)
    assert done.related_links[0].group == "相关链接"
    assert done.related_links[0].url == article.related_links[0].url
    assert done.policy.issuers == ("国务院办公厅",)
    assert done.policy.written_on == "2020-01-01"
    assert done.content_hash == sha256(done.text.encode()).hexdigest()
    assert done.simplified.text is None
    assert (done.id, done.url) == (article.id, article.url)
    assert done.provenance.repairs[-1].step == "script"
    assert article.simplified.text == done.text
    assert to_simplified(done) == done


@pytest.mark.parametrize("language", ["ja", "en", "ko"])
def test_a_record_in_another_language_stays(language):
    article = record(language=language)
    assert to_simplified(article) is article


def test_simplified_is_filled_for_traditional_text_alone():
    assert simplified_of("國務院辦公廳通知", None, None).title == "国务院办公厅通知"
    assert simplified_of("国务院办公厅通知", "新华社", "国务院办公厅通知").title is None
    assert simplified_of(None, None, None).text is None
