"""GB18030 exactly as the WHATWG Encoding Standard decodes it, on top of Python's codec.

Python's codec (3.11) differs in 20 two-byte and one four-byte code points, lacks 0x80 → €, and counts errors
otherwise: https://encoding.spec.whatwg.org/#gb18030-decoder, index of GB18030-2022.
"""

import codecs
from functools import cache

# Bytes → code point of the standard where Python 3.11 gives another one.
_DIFFERENT = {
    "A3A0": 0x3000, "A6D9": 0xFE10, "A6DA": 0xFE12, "A6DB": 0xFE11, "A6DC": 0xFE13, "A6DD": 0xFE14,
    "A6DE": 0xFE15, "A6DF": 0xFE16, "A6EC": 0xFE17, "A6ED": 0xFE18, "A6F3": 0xFE19, "A8BC": 0x1E3F,
    "FE59": 0x9FB4, "FE61": 0x9FB5, "FE66": 0x9FB6, "FE67": 0x9FB7, "FE6D": 0x9FB8, "FE7E": 0x9FB9,
    "FE90": 0x9FBA, "FEA0": 0x9FBB, "8135F437": 0xE7C7,
}  # fmt: skip
_FE = [bytes.fromhex(pair) for pair in _DIFFERENT if pair.startswith("FE")]
_A6 = [bytes.fromhex(pair) for pair in _DIFFERENT if pair.startswith("A6")]
_MANY = 20_000
"""Errors after which the bytes are plainly no GB18030 and exactness in counting them is given up for speed."""


def decode_gb18030(body: bytes) -> str:
    """GBK or GB18030 bytes → text; one U+FFFD for each error of the standard's decoder. Raises nothing."""
    try:
        text = body.decode("gb18030")
    except UnicodeDecodeError:
        text = body.decode("gb18030", "replace")
        if text.count("\ufffd") <= _MANY:
            text = body.decode("gb18030", "govnews.gb18030")
    return text.translate(_corrections()) if _may_differ(body) else text


def _may_differ(body: bytes) -> bool:
    """Whether a byte string of ``_DIFFERENT`` occurs, in a frame or across two; in most pages three look-ups tell."""
    return (
        (b"\xfe" in body and any(pair in body for pair in _FE))
        or (b"\xa6" in body and any(pair in body for pair in _A6))
        or b"\xa3\xa0" in body
        or b"\xa8\xbc" in body
        or b"\x81\x35\xf4\x37" in body
    )


@cache
def _corrections() -> dict[int, int]:
    """What this Python makes of the byte strings → what the standard does."""
    return {ord(bytes.fromhex(pair).decode("gb18030")): code for pair, code in _DIFFERENT.items()}


def _on_error(error: UnicodeError) -> tuple[str, int]:
    """Steps of the gb18030 decoder that return error, and 0x80 → € (§10.2.1, step 5)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    body, start = error.object, error.start
    lead, rest = body[start], body[start + 1 : start + 4]
    if lead == 0x80:
        return "€", start + 1
    if lead == 0xFF or not rest:
        return "\ufffd", start + 1
    if rest[0] == 0xFF:
        return "\ufffd", start + 2  # an invalid trail byte that is no ASCII is consumed
    if 0x30 <= rest[0] <= 0x39:
        third = rest[1:2]
        if not third or (0x81 <= third[0] <= 0xFE and (len(rest) < 3 or 0x30 <= rest[2] <= 0x39)):
            return "\ufffd", start + 1 + len(
                rest
            )  # four bytes of no range, or the end of the input
    return "\ufffd", start + 1


codecs.register_error("govnews.gb18030", _on_error)
