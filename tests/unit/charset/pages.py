"""Pages whose text is known, in many encodings, shapes and declarations: ``make_pages()`` gives them, the same each time.

All sentences are our own. Run as a program it prints how many pages ``govnews.charset.decode`` reads right.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests import prose
from tests.damage import traditional

RARE = (
    "朱镕、吕喆两位工程师参加了验收。",
    "㐂乐镇与䶮村之间的公路通车。",
    "𬇙水河与𫘧山一带的测绘已经完成。",
)
CANTONESE = ("呢度嘅街坊話啲巴士喺早上成日遲到。", "佢哋冇諗過咁快就有結果，嗰啲文件仲未嚟㗎。")
FOREIGN = {
    "fr": "Le conseil régional a adopté hier le budget destiné à la rénovation des écoles élémentaires, où l’été a été employé.",
    "de": "Der Rat beschloss gestern, die Brücke über den Fluss bis März für größere Fahrzeuge zu öffnen.",
    "es": "La comisión aprobó ayer el presupuesto para la rehabilitación del puente según informó el señor alcalde.",
    "en": "The council approved the budget for the new library yesterday – café included, at a cost of £3 million.",
    "ja": "市議会は昨日、図書館の改修に関する予算案を可決しました。工事は来月から始まる予定です。",
    "ko": "시의회는 어제 도서관 보수에 관한 예산안을 통과시켰다. 공사는 다음 달부터 시작될 예정이다.",
    "ru": "Городской совет вчера утвердил бюджет на ремонт библиотеки. Работы начнутся в следующем месяце.",
}
LEGACY = {
    "fr": (("windows-1252", "cp1252"), ("iso-8859-1", "cp1252")),
    "de": (("windows-1252", "cp1252"), ("iso-8859-1", "cp1252")),
    "es": (("iso-8859-1", "cp1252"),),
    "en": (("windows-1252", "cp1252"),),
    "ja": (("shift_jis", "cp932"), ("euc-jp", "euc_jp")),
    "ko": (("euc-kr", "cp949"),),
    "ru": (("windows-1251", "cp1251"), ("koi8-r", "koi8-r")),
}
SCRIPT = (
    "var menu={open:function(id){return document.getElementById(id)},width:960,items:[1,2,3]};\n"
)


@dataclass(frozen=True)
class Case:
    """One page: its bytes, its header, and the text and encoding that are true of it."""

    name: str
    body: bytes
    content_type: str | None
    text: str
    encoding: str


# label as declared, Python codec, encoding as named by us
ENCODINGS = (
    ("utf-8", "utf-8", "utf-8"),
    ("gb2312", "gb2312", "gb18030"),
    ("gbk", "gbk", "gb18030"),
    ("gb18030", "gb18030", "gb18030"),
    ("big5", "big5", "big5"),
    ("big5-hkscs", "big5hkscs", "big5"),
)
DECLARED = (
    "none",
    "meta",
    "header",
    "both",
    "late",
    "false-header",
    "false-meta",
    "both-false",
    "false-late",
)
DECLARED += (
    "false-header-true-meta",
    "true-header-false-meta",
    "utf-16-meta",
    "latin-header",
    "xml",
)
SHAPES = ("article", "article", "markup", "ascii-heavy", "short", "list", "plain")


def make_pages(count: int = 1000, seed: int = 20101220) -> Iterator[Case]:
    """``count`` pages: nine tenths Chinese in all encodings and declarations, the rest special and foreign."""
    rng = random.Random(seed)
    for number in range(count):
        kind = number % 20
        if kind < 16:
            yield _chinese(rng, ENCODINGS[number % len(ENCODINGS)])
        elif kind < 18:
            yield _foreign(rng)
        else:
            yield rng.choice((_stitched, _truncated, _wide, _hz, _bom))(rng)


def _chinese(rng: random.Random, encoding: tuple[str, str, str]) -> Case:
    label, codec, name = encoding
    shape = rng.choice(SHAPES)
    declared = "none" if shape == "plain" else rng.choice(DECLARED)
    old = codec.startswith("big5") or (codec not in ("gb2312",) and rng.random() < 0.3)
    sentences = _sentences(rng, shape, codec, old)
    false = rng.choice(
        [
            each
            for each in ("utf-8", "gb2312", "big5", "iso-8859-1", "windows-1252")
            if each != label
        ]
    )
    if codec in ("gb2312", "gbk", "gb18030") and false == "gb2312":
        false = "utf-8"
    meta, header, late = _declare(declared, label, false)
    text = _page(rng, shape, sentences, meta, late)
    content_type = f"text/html; charset={header}" if header else rng.choice((None, "text/html"))
    script = "hant" if old else "hans"
    return Case(
        f"{codec}/{script}/{shape}/{declared}", text.encode(codec), content_type, text, name
    )


def own_sentences(rng: random.Random) -> list[str]:
    """Sixteen sentences of every kind that Simplified pages have."""
    return [
        sentence
        for sentence in prose.lines(rng, 3 * 16)
        if len(sentence) >= 20 and "\t" not in sentence
    ][:16]


def _sentences(rng: random.Random, shape: str, codec: str, old: bool) -> list[str]:
    pool = own_sentences(rng)
    if codec in ("gb18030", "utf-8"):
        pool += RARE
    elif codec == "gbk":
        pool += RARE[:1]
    if old:
        pool = [traditional(sentence) for sentence in pool]
        pool += [prose.sentence(place, rng) for place in prose.TRADITIONAL for _ in range(3)]
    if codec == "big5hkscs":
        pool += CANTONESE
    if codec not in ("utf-8", "gb18030"):
        pool = [sentence.encode(codec, "ignore").decode(codec) for sentence in pool]
    if shape == "short":
        return [rng.choice(pool)[:20]]
    low, high = {"ascii-heavy": (1, 2), "markup": (2, 6), "list": (4, 12)}.get(shape, (3, 15))
    return [rng.choice(pool) for _ in range(rng.randint(low, high))]


def _declare(declared: str, label: str, false: str) -> tuple[str | None, str | None, bool]:
    """meta, header and whether the meta comes late."""
    table: dict[str, tuple[str | None, str | None, bool]] = {
        "none": (None, None, False),
        "meta": (label, None, False),
        "header": (None, label, False),
        "both": (label, label, False),
        "late": (label, None, True),
        "false-header": (None, false, False),
        "false-meta": (false, None, False),
        "both-false": (false, false, False),
        "false-late": (false, None, True),
        "false-header-true-meta": (label, false, False),
        "true-header-false-meta": (false, label, False),
        "utf-16-meta": ("utf-16", None, False),
        "latin-header": (None, "ISO-8859-1", False),
        "xml": (None, None, False),
    }
    return table[declared]


def _page(
    rng: random.Random, shape: str, sentences: list[str], meta: str | None, late: bool
) -> str:
    if shape == "plain":
        return "\n".join(sentences) + "\n"
    tag = f'<meta charset="{meta}">' if rng.random() < 0.5 else ""
    if not tag:
        tag = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}" />'
    tag = tag if meta else ""
    early, behind = ("", f"<script>{SCRIPT * 100}</script>{tag}") if late else (tag, "")
    title = sentences[0][:20]
    head = f"<html><head>{early}{behind}<title>{title}</title></head>"
    if shape == "short":
        return f"<html><head>{early}{behind}</head><body><p>{sentences[0]}</p></body></html>"
    if shape == "ascii-heavy":
        return f"{head}<script>{SCRIPT * rng.randint(50, 300)}</script><p>{'</p><p>'.join(sentences)}</p></html>"
    if shape == "list":
        rows = "".join(
            f'<li><a href="/art/2010/{number}.html" title="{each}">{each[:15]}</a><span>2010-12-{number + 10}</span></li>\n'
            for number, each in enumerate(sentences)
        )
        return f"{head}<body><ul>{rows}</ul></body></html>"
    if shape == "markup":
        cells = "".join(
            f'<td width="20%" style="border:0;padding:2px"><font size="2" color="#333333">{each}</font></td>\n'
            f"{'<tr><td>&nbsp;</td></tr>' * rng.randint(5, 40)}"
            for each in sentences
        )
        return f"{head}<body><table>{cells}</table></body></html>"
    body = "</p>\n<p>".join(sentences)
    return f"{head}<body><h1>{title}</h1><p>{body}</p><p>Copyright 2010</p></body></html>"


def _foreign(rng: random.Random) -> Case:
    language = rng.choice(list(FOREIGN))
    sentence = FOREIGN[language]
    legacy = rng.random() < 0.6
    label, codec = rng.choice(LEGACY[language]) if legacy else ("utf-8", "utf-8")
    name = "windows-1252" if label == "iso-8859-1" else label
    where = rng.choice(("meta", "header", "none"))
    if where == "none" and legacy:
        where = "meta" if language in ("ja", "ko", "ru") else "none"
    text = _page(
        rng, "article", [sentence] * rng.randint(2, 9), label if where == "meta" else None, False
    )
    text = text.encode(codec, "ignore").decode(codec)
    header = f"text/html; charset={label}" if where == "header" else "text/html"
    return Case(f"foreign/{language}/{label}/{where}", text.encode(codec), header, text, name)


def _stitched(rng: random.Random) -> Case:
    main, include = rng.sample(("utf-8", "gb18030"), 2)
    own = own_sentences(rng)
    body = [rng.choice(own) for _ in range(rng.randint(4, 10))]
    parts = [
        "<p>" + "</p>\n<p>".join(body) + "</p>\n",
        f"<div class='foot'>{rng.choice(own)}</div>\n",
    ]
    head = f'<html><head><meta charset="{main}"></head><body>\n'
    data = head.encode() + parts[0].encode(main) + parts[1].encode(include)
    return Case(f"stitched/{main}+{include}", data, None, head + "".join(parts), "mixed")


def _truncated(rng: random.Random) -> Case:
    _, codec, name = rng.choice(
        [each for each in ENCODINGS if each[1] not in ("gb2312", "big5hkscs")]
    )
    convert = traditional if codec == "big5" else str
    sentences = own_sentences(rng)[:4]
    text = (
        convert("<p>" + "</p><p>".join(sentences) + "</p><p>会")
        .encode(codec, "ignore")
        .decode(codec)
    )
    declared = rng.choice((None, f"text/html; charset={codec}"))
    return Case(f"truncated/{codec}", text.encode(codec)[:-1], declared, text[:-1], name)


def _wide(rng: random.Random) -> Case:
    codec = rng.choice(("utf-16-le", "utf-16-be"))
    bom = rng.random() < 0.5
    text = _page(
        rng,
        "article",
        own_sentences(rng)[:6],
        rng.choice((None, "utf-16")),
        False,
    )
    data = ("\ufeff" if bom else "").encode(codec) + text.encode(codec)
    return Case(f"{codec}/bom={bom}", data, None, text, codec.replace("16-", "16"))


def _hz(rng: random.Random) -> Case:
    declared = rng.choice((None, "text/plain; charset=hz-gb-2312"))
    text = "Notice\n" + "\n".join(own_sentences(rng)[:4]) + "\n"
    text = text.encode("gb2312", "ignore").decode("gb2312")
    return Case("hz", text.encode("hz"), declared, text, "hz-gb-2312")


def _bom(rng: random.Random) -> Case:
    text = _page(rng, "article", own_sentences(rng)[:3], "gb2312", False)
    return Case(
        "utf-8-bom", b"\xef\xbb\xbf" + text.encode(), "text/html; charset=gbk", text, "utf-8"
    )


if __name__ == "__main__":
    from govnews.charset import decode

    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 20101220
    wrong: Counter[str] = Counter()
    pages = list(make_pages(seed=seed))
    for case in pages:
        decoded = decode(case.body, case.content_type)
        if decoded.text != case.text:
            wrong[f"{case.name} read as {decoded.encoding}, confidence {decoded.confidence}"] += 1
    print(f"{len(pages) - wrong.total()} of {len(pages)} right")
    print("\n".join(sorted(wrong)))
