import importlib.util
from pathlib import Path

import pytest

from govnews.charset import as_decoding, decode
from govnews.charset.claims import find_claims
from govnews.charset.labels import find_encoding

_spec = importlib.util.spec_from_file_location("pages", Path(__file__).parent / "pages.py")
pages = importlib.util.module_from_spec(_spec)
import sys  # noqa: E402

sys.modules["pages"] = pages  # dataclasses look their module up
_spec.loader.exec_module(pages)

HANS = "市政府昨日召开常务会议，研究部署重点水利工程建设。"
HANT = "市政府昨日召開常務會議，研究部署重點水利工程建設。"


def page(text, meta=""):
    return f"<html><head>{meta}<title>{text[:8]}</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("seed", [1, 20101220])
def test_a_thousand_pages_with_true_false_and_missing_declarations(seed):
    cases = list(pages.make_pages(1000, seed))
    wrong = [case.name for case in cases if decode(case.body, case.content_type).text != case.text]
    assert len(wrong) <= 5, wrong


def test_the_encoding_of_every_generated_page_is_named():
    for case in pages.make_pages(200, 7):
        decoded = decode(case.body, case.content_type)
        if not case.text.isascii():
            assert decoded.encoding == case.encoding, case.name


GB, U8, B5 = "gb18030", "utf-8", "big5"
META = '<meta charset="{}">'
CONFLICTS = {  # text, codec, meta, header → encoding, conflicts
    "gbk under header utf-8": (HANS, "gbk", None, "utf-8", GB, ["header"]),
    "utf-8 under header gb2312": (HANS, "utf-8", None, "gb2312", U8, ["header"]),
    "utf-8 under meta gb2312": (HANS, "utf-8", "gb2312", None, U8, ["meta"]),
    "gbk under header iso-8859-1": (HANS, "gbk", None, "ISO-8859-1", GB, ["header"]),
    "gbk under meta utf-8": (HANS, "gbk", "utf-8", None, GB, ["meta"]),
    "gbk under both": (HANS, "gbk", "big5", "utf-8", GB, ["header", "meta"]),
    "big5 under meta gbk": (HANT, "big5", "gbk", None, B5, ["meta"]),
    "gbk traditional under meta big5": (HANT, "gbk", "big5", None, GB, ["meta"]),
    "gbk under header euc-kr": (HANS, "gbk", None, "euc-kr", GB, ["header"]),
    "gbk under header shift_jis": (HANS, "gbk", None, "shift_jis", GB, ["header"]),
    "meta utf-16 on utf-8": (HANS, "utf-8", "utf-16", None, U8, []),
    "utf-8 under an unknown label": (HANS, "utf-8", "x-gibberish", None, U8, ["meta"]),
    "gb2312 label with GB18030 characters": (HANS + "镕喆㐂𬇙", "gb18030", "gb2312", None, GB, []),
    "true header, true meta": (HANS, "gbk", "GBK", "gb2312", GB, []),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_the_text_wins_and_the_conflict_is_recorded(name):
    text, codec, meta, header, encoding, against = CONFLICTS[name]
    text = page(text, META.format(meta) if meta else "")
    decoded = decode(text.encode(codec), f"text/html; charset={header}" if header else None)
    assert decoded.text == text
    assert decoded.encoding == encoding
    assert [conflict.split(" ")[0] for conflict in decoded.conflicts] == against
    assert decoded.replacements == 0
    record = as_decoding(decoded)
    assert (record.header, record.meta, record.used) == (header, meta, encoding)


def test_bom_is_dropped_and_recorded():
    decoded = decode(b"\xef\xbb\xbf" + page(HANS, META.format("gb2312")).encode())
    assert decoded.text == page(HANS, META.format("gb2312"))
    assert as_decoding(decoded).bom == "utf-8"
    assert decoded.conflicts == ("meta says gb2312, the bytes are utf-8",)


def test_a_wrong_bom_does_not_win():
    body = b"\xef\xbb\xbf" + page(HANS).encode("gbk")
    decoded = decode(body)
    assert (decoded.text, decoded.encoding) == (page(HANS), "gb18030")
    assert decoded.conflicts == ("bom says utf-8, the bytes are gb18030",)


def test_a_cut_character_is_left_out_and_named():
    for codec in ("utf-8", "gbk"):
        decoded = decode(page(HANS).removesuffix("。</p></body></html>").encode(codec)[:-1])
        assert decoded.text == page(HANS).removesuffix("设。</p></body></html>")
        assert [problem.code for problem in decoded.problems] == ["truncated_character"]
        assert decoded.replacements == 0


def test_a_late_declaration_is_flagged():
    late = f"<html><head><script>{'var a=1;' * 1200}</script><meta charset=gbk></head><p>{HANS}"
    decoded = decode(late.encode("gbk"))
    assert decoded.text == late
    assert [problem.code for problem in decoded.problems] == ["declared_late"]
    assert decoded.claims[0].offset > 9000


def test_stitched_pages_are_read_run_by_run():
    parts = page(HANS).encode("utf-8"), f"<div>{HANS}</div>".encode("gbk")
    for order in (parts, parts[::-1]):
        decoded = decode(b"".join(order))
        assert decoded.encoding == "mixed"
        assert decoded.text.count(HANS) == 2
        assert decoded.replacements == 0


def test_one_broken_byte_does_not_turn_the_page():
    for codec, name in (("utf-8", "utf-8"), ("gbk", "gb18030"), ("big5", "big5")):
        text = page((HANT if codec == "big5" else HANS) * 5)
        body = text.encode(codec).replace(b"<p>", b"<p>\xff", 1)
        decoded = decode(body)
        assert (decoded.encoding, decoded.replacements) == (name, 1)
        assert decoded.text.replace("\ufffd", "") == text
        assert [problem.code for problem in decoded.problems] == ["encoding_replaced"]


@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"\xff", b"\xff\xfe", b"\xfe\xff\xd8", b"\xef\xbb\xbf", b"~{", b"\x1b$"]
)
def test_scraps_give_text_and_no_error(body):
    assert isinstance(decode(body).text, str)


PRESCAN = [
    (b"<meta charset=gb2312>", ["gb2312"]),
    (b"<meta charset = 'gb2312' >", ["gb2312"]),
    (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html;charset=gbk'/>", ["gbk"]),
    (b'<meta content="text/html; charset=big5" httpequiv="Content-Type">', ["big5"]),
    (b"<!-- <meta charset=big5> --><meta charset=utf-8>", ["utf-8"]),
    (b"<!--><meta charset=utf-8>", ["utf-8"]),
    (b'<img alt="<meta charset=big5>"><meta charset=gbk>', ["gbk"]),
    (b'<meta name="d" content="about charset=big5"><meta charset=gbk>', ["gbk"]),
    (b"<meta charset=gbk><meta charset=utf-8>", ["gbk", "utf-8"]),
    (b"<metadata charset=gbk>", []),
    (b"<head></head>" + b" " * 2000 + b"<meta charset=gbk>", []),
    (b"<script>" + b"x" * 2000 + b"'<meta charset=big5>'</script><meta charset=gbk>", ["gbk"]),
]


@pytest.mark.parametrize(("head", "labels"), PRESCAN, ids=[p[0][:40].decode() for p in PRESCAN])
def test_metas_as_the_prescan_of_the_standard_finds_them(head, labels):
    assert [claim.label for claim in find_claims(head, None)] == labels


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("text/html; charset=GBK", "GBK"),
        ('text/html;charset="gb2312"', "gb2312"),
        ("text/html; Charset = utf-8; x=1", "utf-8"),
        ("text/html", None),
        (None, None),
    ],
)
def test_headers(header, label):
    assert next((claim.label for claim in find_claims(b"", header)), None) == label


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("GB2312", "gb18030"),
        ("x-gbk", "gb18030"),
        ("chinese", "gb18030"),
        ("cp936", "gb18030"),
        (" UTF8 ", "utf-8"),
        ("Big5-HKSCS", "big5"),
        ("latin1", "windows-1252"),
        ("ks_c_5601-1987", "euc-kr"),
        ("hz-gb-2312", "hz-gb-2312"),
        ("iso-2022-cn", "replacement"),
        ("utf-7", None),
        ("", None),
    ],
)
def test_labels(label, encoding):
    assert find_encoding(label) == encoding
