"""The other programs that decode or repair text, each in its best setting; those not installed are left out and named."""

import importlib
import importlib.util
from collections.abc import Callable
from importlib.metadata import version

Decoder = Callable[[bytes, str | None], str]
Repairer = Callable[[str], str]

# What a detector says → the Python codec that holds what browsers read under that name.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "hz-gb-2312": "hz"}
_WIDER |= {"big5": "big5hkscs", "cp950": "big5hkscs", "shift_jis": "cp932", "euc-kr": "cp949"}
_ASKED = ["utf-8", "gb18030", "big5hkscs", "big5", "shift_jis", "cp932", "euc-jp", "euc-kr"]
_ASKED += ["cp949", "ascii", "koi8-r", "windows-1251", "windows-1252", "utf-16", "utf-16-le"]
_ASKED += ["utf-16-be", "hz-gb-2312"]


def _decoded(body: bytes, name: str | None) -> str:
    codec = _WIDER.get((name or "utf-8").lower(), name or "utf-8")
    try:
        return body.decode(codec, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _chardet(body: bytes, _header: str | None) -> str:
    import chardet  # noqa: PLC0415

    return _decoded(body, chardet.detect(body, include_encodings=_ASKED)["encoding"])


def _charset_normalizer(body: bytes, _header: str | None) -> str:
    import charset_normalizer  # noqa: PLC0415

    best = charset_normalizer.from_bytes(body).best()
    return _decoded(body, best.encoding if best else None)


def _scrapy(body: bytes, header: str | None) -> str:
    from scrapy.http import HtmlResponse  # noqa: PLC0415

    headers = {"Content-Type": header} if header else {}
    return HtmlResponse("http://www.sample.test/", body=body, headers=headers).text


def _w3lib(body: bytes, header: str | None) -> str:
    import chardet  # noqa: PLC0415
    from w3lib.encoding import html_to_unicode  # noqa: PLC0415

    return html_to_unicode(
        header, body, auto_detect_fun=lambda data: chardet.detect(data)["encoding"]
    )[1]


def _trafilatura(body: bytes, _header: str | None) -> str:
    from trafilatura.utils import decode_file  # noqa: PLC0415

    return decode_file(body)


def _resiliparse(body: bytes, _header: str | None) -> str:
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding  # noqa: PLC0415

    return bytes_to_str(body, detect_encoding(body, from_html_meta=True))


def _ftfy(text: str) -> str:
    import ftfy  # noqa: PLC0415
    from ftfy.fixes import unescape_html  # noqa: PLC0415

    return ftfy.fix_encoding(unescape_html(ftfy.fix_encoding(text)))


DECODERS: dict[str, Decoder] = {
    "scrapy": _scrapy,
    "w3lib": _w3lib,
    "chardet": _chardet,
    "charset-normalizer": _charset_normalizer,
    "trafilatura": _trafilatura,
    "resiliparse": _resiliparse,
}
"""Distribution → its way from bytes to text. Those that only detect decode with the wider codec of what they name."""

REPAIRERS: dict[str, Repairer] = {"ftfy": _ftfy}
"""Distribution → its way from damaged text to text. ftfy's other fixers fold Chinese punctuation, so they stay off."""


def installed() -> dict[str, str]:
    """The peers that are here, with their versions."""
    names = (*DECODERS, *REPAIRERS)
    here = [name for name in names if importlib.util.find_spec(name.replace("-", "_"))]
    return {name: version(name) for name in here}


def missing() -> list[str]:
    """The peers that are not."""
    return [name for name in (*DECODERS, *REPAIRERS) if name not in installed()]
