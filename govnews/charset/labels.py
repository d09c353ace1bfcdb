"""Declared charset labels → encodings: the label table of the WHATWG Encoding Standard, and what pages write beside it."""

# https://encoding.spec.whatwg.org/#names-and-labels (whatwg/encoding a985b62, 2026-05). ``hz-gb-2312`` is taken
# out of ``replacement``: the standard refuses it for safety in browsers, an archive has to read it.
_STANDARD = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8",
    "ibm866": "866 cp866 csibm866",
    "iso-8859-2": "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso-8859-3": "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso-8859-4": "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso-8859-5": (
        "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"
    ),
    "iso-8859-6": (
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e"
        " iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"
    ),
    "iso-8859-7": (
        "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597"
        " iso_8859-7 iso_8859-7:1987 sun_eu_greek"
    ),
    "iso-8859-8": (
        "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598"
        " iso_8859-8 iso_8859-8:1988 visual"
    ),
    "iso-8859-8-i": "csiso88598i logical",
    "iso-8859-10": "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso-8859-13": "iso8859-13 iso885913",
    "iso-8859-14": "iso8859-14 iso885914",
    "iso-8859-15": "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9",
    "iso-8859-16": "",
    "koi8-r": "cskoi8r koi koi8 koi8_r",
    "koi8-u": "koi8-ru",
    "macintosh": "csmacintosh mac x-mac-roman",
    "windows-874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "windows-1250": "cp1250 x-cp1250",
    "windows-1251": "cp1251 x-cp1251",
    "windows-1252": (
        "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100"
        " iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252"
    ),
    "windows-1253": "cp1253 x-cp1253",
    "windows-1254": (
        "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9"
        " iso_8859-9:1989 l5 latin5 x-cp1254"
    ),
    "windows-1255": "cp1255 x-cp1255",
    "windows-1256": "cp1256 x-cp1256",
    "windows-1257": "cp1257 x-cp1257",
    "windows-1258": "cp1258 x-cp1258",
    "x-mac-cyrillic": "x-mac-ukrainian",
    "gbk": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk",
    "gb18030": "",
    "big5": "big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "cseucpkdfmtjapanese x-euc-jp",
    "iso-2022-jp": "csiso2022jp",
    "shift_jis": "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis",
    "euc-kr": (
        "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601"
        " ksc_5601 windows-949"
    ),
    "replacement": "csiso2022kr iso-2022-cn iso-2022-cn-ext iso-2022-kr",
    "utf-16be": "unicodefffe",
    "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16",
    "x-user-defined": "",
}

# Not in the standard, but written on pages and by servers; each names what its writer meant.
_WILD = {
    "gbk": "cp936 ms936 windows-936 gb-2312 gb_2312-1980 gb2312-80 gb2312_charset euc-cn euccn zh_cn zh-cn cn-gb",
    "gb18030": "gb-18030 gb_18030 gb18030-2000 gb18030-2005 gb18030-2022",
    "utf-8": "utf_8 utf8mb4 utf-8n utf-8-sig cp65001 uft-8 urf-8",
    "big5": "big-5 big5hkscs big5_hkscs big5-eten cp950 windows-950 zh_tw zh-tw",
    "hz-gb-2312": "hz-gb-2312 hz hzgb2312 hz-gb",
    "shift_jis": "cp932 windows-932 x-ms-cp932",
    "euc-jp": "eucjp euc_jp",
    "euc-kr": "cp949 euckr euc_kr uhc x-windows-949 ms949",
    "windows-1251": "win-1251 windows1251 win1251",
    "windows-1252": "windows1252 win-1252 iso8859_1 iso-latin-1",
}


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for rows in (_WILD, _STANDARD):
        for encoding, labels in rows.items():
            table |= dict.fromkeys([encoding, *labels.split()], encoding)
    # One decoder serves both, and pages labelled GBK or GB2312 hold GB18030 characters (㐂, 𬇙) anyway.
    return {label: "gb18030" if name == "gbk" else name for label, name in table.items()}


_ENCODINGS = _table()


def find_encoding(label: str) -> str | None:
    """The lower-case WHATWG encoding that a declared ``label`` names, or None for a label nobody knows.

    ``GB2312``, ``GBK`` and their aliases give ``gb18030``. Quotes and white space round the label are ignored.
    """
    return _ENCODINGS.get(label.strip(" \t\r\n\f\"';,").lower())
