"""Bytes to text: the declared encodings are witnesses, the bytes decide (DESIGN §6; reference: encoding.md §4 and §6)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from govnews.charset.choice import choose, choose_short
from govnews.charset.claims import PRESCAN, bom_length, find_claims
from govnews.charset.codecs import decode_as
from govnews.charset.detect import find_wide
from govnews.charset.stitched import decode_stitched
from govnews.model import Claim, Decoded, Decoding, Problem
from govnews.plausibility import PLAIN, score

_CERTAIN = 16  # bytes that UTF-8 needs beyond its characters: 8 Han (0 of 20,000 GBK texts pass by accident)
_STITCHED = 0.5  # confidence in the encoding of the page from which its runs are worth a look
_THREE = re.compile(rb"[\xe1-\xef][\x80-\xbf]{2}")
_SHIFTED = {b"~{": "hz-gb-2312", b"\x1b$": "iso-2022-jp"}  # multi-byte text in ASCII bytes
_MULTIBYTE = frozenset(
    {"utf-8", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "utf-16le", "utf-16be"}
)


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """The text of ``body`` and how sure that is. Never raises; cost is linear.

    ``content_type`` is the raw header. Order of evidence: byte order mark; strict UTF-8 with enough multi-byte
    characters; a declared encoding that decodes without error and reads no worse than the best candidate; the best
    candidate by plausibility; run by run where the page is stitched from two encodings (``mixed``); U+FFFD, marked.
    A character that the end of the input cuts is left out and named as a problem; a byte order mark is dropped.
    """
    claims = find_claims(body, content_type)
    rest = body[bom_length(body) :]
    if claims and claims[0].where == "bom" and claims[0].label != "utf-8":
        marked, cut = _whole(decode_as(claims[0].label, rest), len(rest) % 2 == 1)
        if marked.count("\ufffd") * 50 <= len(marked):
            return _finish(marked, claims[0].label, claims, 1.0, cut)
        rest = body
    text, cut = _strict_utf8(rest)
    if text is not None:
        certain = _is_certain(rest, text)
        if b"\x00" not in rest and (certain or text.isascii()):
            used = "utf-8"
            if not certain:
                text, used = _shifted(rest, text, claims)
            return _finish(text, used, claims, 0.99 if cut else 1.0, cut, lost=0)
    if wide := find_wide(rest):
        wider, cut = _whole(decode_as(wide, rest), len(rest) % 2 == 1)
        return _finish(wider, wide, claims, 0.95, cut)
    if text is not None and _is_certain(rest, text):
        return _finish(text, "utf-8", claims, 0.9, cut, lost=0)
    return _decide(rest, claims, text is not None)


def as_decoding(decoded: Decoded) -> Decoding:
    """The part of the record's provenance that tells how the bytes became text."""
    said = {claim.where: claim.label for claim in reversed(decoded.claims)}
    return Decoding(
        bom=said.get("bom"),
        header=said.get("header"),
        meta=said.get("meta") or said.get("xml"),
        detected=said.get("detected"),
        used=decoded.encoding,
        confidence=decoded.confidence,
        replacements=decoded.replacements,
        conflicts=decoded.conflicts,
    )


def _strict_utf8(body: bytes) -> tuple[str | None, bool]:
    """The text if the bytes are UTF-8, and whether the last character is cut."""
    try:
        return body.decode("utf-8"), False
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3 and error.reason == "unexpected end of data":
            return body[: error.start].decode("utf-8"), True
    return None, False


def _is_certain(body: bytes, text: str) -> bool:
    """Enough multi-byte characters, not all of two bytes: GBK of 一 alone (D2 BB) is valid UTF-8 at any length."""
    return len(body) - len(text) >= _CERTAIN and _THREE.search(body) is not None


def _shifted(body: bytes, text: str, claims: tuple[Claim, ...]) -> tuple[str, str]:
    """ASCII bytes: the text and ``utf-8``, unless they hold HZ that reads as Chinese, or declared ISO-2022-JP."""
    for mark, encoding in _SHIFTED.items():
        if mark in body:
            read = decode_as(encoding, body)
            declared = any(claim.encoding == encoding for claim in claims)
            if not read.isascii() and "\ufffd" not in read and (declared or score(read) > PLAIN):
                return read, encoding
    return text, "utf-8"


def _decide(body: bytes, claims: tuple[Claim, ...], valid: bool) -> Decoded:
    choice = choose_short(body, claims) if valid else choose(body, claims)
    if choice.detected:
        claims = (*claims, Claim("detected", choice.detected, choice.detected))
    used, sure = choice.encoding, choice.confidence
    text, cut = _whole(decode_as(used, body), used in _MULTIBYTE)
    if used in ("utf-8", "gb18030", "big5") and sure >= _STITCHED:
        stitched = decode_stitched(body, used, text)
        if stitched is not None:
            text, cut = _whole(stitched, True)
            used, sure = "mixed", min(sure, 0.85)
    return _finish(text, used, claims, sure, cut)


def _whole(text: str, may_be_cut: bool) -> tuple[str, bool]:
    """The text without a U+FFFD that only the end of the input made, and whether there was one."""
    if may_be_cut and text.endswith("\ufffd") and not text.endswith("\ufffd\ufffd"):
        return text[:-1], True
    return text, False


def _finish(
    text: str,
    used: str,
    claims: tuple[Claim, ...],
    sure: float,
    cut: bool = False,
    *,
    lost: int | None = None,
) -> Decoded:
    lost = (
        text.count("\ufffd") if lost is None else lost
    )  # a U+FFFD that was in the bytes is not ours
    if lost:
        sure = min(sure, 0.9, max(0.1, 1 - 20 * lost / len(text)))
    decoded = Decoded(
        text=text, encoding=used, claims=claims, confidence=round(sure, 3), replacements=lost
    )
    if not claims and not lost and not cut and used != "mixed":
        return decoded
    conflicts = tuple(_conflicts(text, used, claims))
    return replace(decoded, conflicts=conflicts, problems=tuple(_problems(used, claims, lost, cut)))


def _conflicts(text: str, used: str, claims: tuple[Claim, ...]) -> Iterator[str]:
    for claim in claims:
        if claim.where == "detected":
            continue
        if claim.encoding is None:
            yield f"{claim.where} says {claim.label}, a label nobody knows; the bytes are {used}"
        elif claim.encoding != used and not text.isascii():
            yield f"{claim.where} says {claim.label}, the bytes are {used}"


def _problems(used: str, claims: tuple[Claim, ...], lost: int, cut: bool) -> Iterator[Problem]:
    if cut:
        message = "The bytes end inside a character, which is left out."
        yield Problem("truncated_character", None, message)
    if lost:
        places = "place" if lost == 1 else "places"
        message = f"{lost} {places} cannot be decoded as {used} and are marked U+FFFD."
        yield Problem("encoding_replaced", None, message)
    late = any(
        c.where == "meta" and (c.offset or 0) > PRESCAN and c.encoding == used for c in claims
    )
    if late and used != "utf-8":
        message = f"The charset stands after the first {PRESCAN} bytes, where browsers miss it."
        yield Problem("declared_late", None, message)
