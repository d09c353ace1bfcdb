"""Which language a text is written in, by its letters and its small words; Chinese by script."""

import re
from collections import Counter
from functools import cache, lru_cache

_SAMPLE = 4000  # characters: a page's language shows in its beginning
_OPENING = 240  # characters: the script of most Chinese pages shows in less
_CLEAR, _STRAY = 30, 10  # different characters of one script, and how many times those of the other
_CHARACTERS = 1 << 15  # different characters remembered, more than any library of pages holds
_SCRIPTS = {
    "han": "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "kana": "\u3041-\u3096\u30a1-\u30fa",
    "hangul": "\uac00-\ud7a3\u1100-\u11ff",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0620-\u064a\u0671-\u06d3",
    "greek": "\u0370-\u03ff",
    "hebrew": "\u05d0-\u05ea",
    "thai": "\u0e01-\u0e4e",
    "devanagari": "\u0900-\u097f",
    "tibetan": "\u0f00-\u0fff",
    "mongolian": "\u1820-\u1878",
}
_LETTERS = {name: re.compile(f"[{ranges}]") for name, ranges in _SCRIPTS.items()}
_ONE_LANGUAGE = {
    "greek": "el",
    "hebrew": "he",
    "thai": "th",
    "devanagari": "hi",
    "tibetan": "bo",
    "mongolian": "mn",
    "hangul": "ko",
}
_SMALL_WORDS = {
    "en": "the of and to in for on with that by is was at from as are has its have will be an this",
    "fr": "le la les de des du et en un une dans pour que qui est sur au aux par avec ce ne pas",
    "de": "der die das und in den von zu mit für im auf des ist dem ein eine nicht sich auch bei zum",
    "es": "el la los las de del y en un una que para por con se es al lo su como más ha",
    "pt": "o a os as de do da dos das e em um uma que para por com se no na ao à mais não",
    "it": "il lo la gli le di del della e in un una che per con si è nel alla dei da non sono",
    "nl": "de het een en van in op te dat voor met is zijn aan niet er om ook door bij naar",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh telah adalah ke",
}
_WORDS = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_ENDINGS = {  # what headlines show, which have few small words
    "en": "tion ing ment ness ity ship ed ly ers ial",
    "fr": "tion ments eur eux aise ique é ée és oire",
    "de": "ung ungen keit schaft lich isch chen tag ß",
    "es": "ción ciones dad mente ado idad ío ía ñ",
    "pt": "ção ções dade mente ado ão ões nh",
}
_TAILS = {code: tuple(ends.split()) for code, ends in _ENDINGS.items()}
_WORD = re.compile(r"[^\W\d_]{1,40}")
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def language_of(text: str) -> str | None:
    """The BCP 47 tag of a text by what it holds, never by a label; ``None`` for too little text.

    Chinese is ``zh-Hans`` or ``zh-Hant`` by the characters that only one of the scripts has, and plain ``zh`` where
    four or more Han characters show neither. Two Han characters or three words are the least that is judged.
    """
    sample = text[: 4 * _SAMPLE] if text[:_SAMPLE].isascii() else text[:_SAMPLE]
    if sample.isascii():
        return _latin(sample)
    return _clear_script(sample[:_OPENING]) or _by_letters(sample)


def _clear_script(opening: str) -> str | None:
    """The tag of Chinese text that leaves no doubt from its first lines on; most pages are such, and are read no further."""
    if len(opening.encode("utf-8", "replace")) < 2 * len(opening):
        return None  # a Han character has three bytes: less than half of this is Han
    chars = set(opening)
    simplified, traditional, foreign = (len(chars & known) for known in _telling())
    if max(simplified, traditional) < _CLEAR or foreign:
        return None
    if min(simplified, traditional) * _STRAY > max(simplified, traditional):
        return None
    return "zh-Hans" if simplified > traditional else "zh-Hant"


@cache
def _telling() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Characters of Simplified script alone, of Traditional script alone, kana with hangul; ``_form`` has the sources."""
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    gb, big5 = (set(han.encode(c, "ignore").decode(c)) for c in ("gb2312", "big5"))
    kana = map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), *range(0xAC00, 0xD7A4)))
    return frozenset(gb - big5), frozenset(filter(_common_big5, big5 - gb)), frozenset(kana)


def _by_letters(sample: str) -> str | None:
    """What the letters of a text say together."""
    chars = Counter(sample)
    counts = dict.fromkeys(_SCRIPTS, 0)
    for char, count in chars.items():
        if char > "@" and (name := _script(char)):
            counts[name] += count
    han, kana = counts["han"], counts["kana"]
    # A Han character or a syllable carries about what three letters do.
    weights = {
        name: count * (1 if name in {"latin", "cyrillic", "arabic", "greek"} else 3)
        for name, count in counts.items()
        if count
    }
    weights["han"] = 3 * (han + kana)
    top = max(weights, key=lambda name: weights[name])
    if top in {"han", "kana"}:
        return _east_asian(chars, han, kana)
    if top == "latin":
        return _latin(sample)
    if counts[top] < 4:
        return None
    if top == "cyrillic":
        return _cyrillic(sample)
    if top == "arabic":
        return _arabic(sample)
    return _ONE_LANGUAGE.get(top)


@lru_cache(_CHARACTERS)
def _script(char: str) -> str | None:
    return next((name for name, letters in _LETTERS.items() if letters.match(char)), None)


def _east_asian(chars: Counter[str], han: int, kana: int) -> str | None:
    if kana >= 2 and kana > 0.08 * (han + kana):
        return "ja"
    if han < 2:
        return None
    simplified = traditional = japanese = 0
    in_jis = True
    for char, count in chars.items():
        if _script(char) != "han":
            continue
        form, jis = _form(char)
        simplified += count * (form == "s")
        traditional += count * (form == "t")
        japanese += count * (form == "j")
        in_jis &= jis
    if japanese and in_jis:
        return "ja"  # a headline without kana: 都知事選挙
    if simplified != traditional:
        return "zh-Hans" if simplified > traditional else "zh-Hant"
    return "zh" if han >= 4 else None


@lru_cache(_CHARACTERS)
def _form(char: str) -> tuple[str, bool]:
    """``s`` only in Simplified, ``t`` only in Traditional, ``j`` only in Japanese text, else nothing; and: in JIS.

    By the national standards: GB 2312 holds Simplified script, Big5 Traditional, JIS X 0208 Japanese. Characters
    that two of them share (后, 里, 著) say nothing; of the rare ones outside all three neither.
    """
    gb, big5, jis = _within(char, "gb2312"), _within(char, "big5"), _within(char, "shift_jis")
    if gb and not big5:
        return "s", jis
    if big5 and not gb:
        return "t" if _common_big5(char) else "", jis
    return "j" if jis and not gb else "", jis


def _common_big5(char: str) -> bool:
    """In Big5 level 1 (A440 to C67E); level 2 is full of rare characters that both scripts would print."""
    return b"\xa4\x40" <= char.encode("big5") <= b"\xc6\x7e"


def _within(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _latin(sample: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(sample[:_SAMPLE])]
    if len(words) < 3 or sum(map(len, words)) < 12:
        return None
    if len(_VIETNAMESE.findall(sample.lower())) > 0.03 * len(sample):
        return "vi"
    hits = {code: 3 * sum(word in small for word in words) for code, small in _WORDS.items()}
    for code, tails in _TAILS.items():
        hits[code] += sum(len(word) > 4 and word.endswith(tails) for word in words)
    best, second = sorted(hits, key=lambda code: -hits[code])[:2]
    # Running text has a small word in every five; a headline may have an ending or two.
    if hits[best] < max(2, 0.15 * len(words)) or hits[best] == hits[second]:
        return None
    return best


def _cyrillic(sample: str) -> str:
    low = sample.lower()
    if re.search("[әғқңұһ]", low):
        return "kk"
    if re.search("[өү]", low):
        return "mn"
    return "uk" if re.search("[іїєґ]", low) else "ru"


def _arabic(sample: str) -> str:
    if re.search("[ېۇەۆۈ]", sample):
        return "ug"
    return "fa" if re.search("[پچژگ]", sample) else "ar"
