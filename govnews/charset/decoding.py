"""Bytes to text: the declared encodings are witnesses, the bytes decide (DESIGN §6; reference: encoding.md §4 and §6)."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from govnews.charset.claims import PRESCAN, find_claims
from govnews.charset.codecs import decode_as
from govnews.charset.detect import ask_detector, find_wide, is_sparse
from govnews.charset.stitched import decode_runs
from govnews.model import Claim, Decoded, Decoding, Problem
from govnews.plausibility import CREDIBLE, PLAIN, cohesion, score

_CHINESE = ("gb18030", "big5")
_CERTAIN = 16  # bytes that UTF-8 needs beyond its characters: 8 Han (0 of 20,000 GBK texts pass by accident)
_CLEARLY = 2.0  # nats per character by which a candidate must read better than a declared one
_FOREIGN = re.compile(
    "[\u0370-\u05ff\u0600-\u06ff\u0e00-\u0e7f\u3040-\u30fa\u30fc-\u30ff\u1100-\u11ff\uac00-\ud7a3]"
)
_NON_ASCII = re.compile("[^\x00-\x7f]")
_SAMPLE = 20_000  # characters judged for their script


@dataclass(frozen=True, slots=True)
class _Candidate:
    encoding: str
    text: str
    value: float
    """Plausibility as Chinese; U+FFFD counts heavily."""
    declared: bool

    @property
    def replacements(self) -> int:
        return self.text.count("\ufffd")


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """The text of ``body`` and how sure that is. Never raises; cost is linear.

    ``content_type`` is the raw header. Order of evidence: byte order mark; strict UTF-8 with enough multi-byte
    characters; a declared encoding that decodes without error and reads no worse than the best candidate; the best
    candidate by plausibility; run by run where the page is stitched from two encodings (``mixed``); U+FFFD, marked.
    """
    claims = find_claims(body, content_type)
    if claims and claims[0].where == "bom":
        return _finish(
            decode_as(claims[0].label, body).removeprefix("\ufeff"), claims[0].label, claims, 1.0
        )
    if wide := find_wide(body):
        return _finish(decode_as(wide, body), wide, claims, 0.95)
    text, cut = _strict_utf8(body)
    if text is not None:
        if (
            b"~{" in body
            and text.isascii()
            and (hz := decode_as("hz-gb-2312", body))
            and score(hz) > PLAIN
        ):
            return _finish(hz, "hz-gb-2312", claims, 0.95)
        if text.isascii() or len(body) - len(text) >= _CERTAIN:
            return _finish(text, "utf-8", claims, 1.0 if not cut else 0.99, cut=cut)
    return _choose(body, claims, text)


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
    """The text if the bytes are UTF-8, and whether only the last character is cut."""
    try:
        return body.decode("utf-8"), False
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3 and error.reason == "unexpected end of data":
            return body[: error.start].decode("utf-8"), True
    return None, False


def _choose(body: bytes, claims: tuple[Claim, ...], utf8: str | None) -> Decoded:
    declared = [c.encoding for c in claims if c.encoding and c.encoding != "replacement"]
    candidates = [_candidate(name, body, True) for name in dict.fromkeys(declared)]
    if is_sparse(body):
        return _western(body, claims, declared)
    names = ["utf-8", *_CHINESE]
    if not any(c.encoding in _CHINESE and _reads_well(c) for c in candidates):
        detected = ask_detector(body)
        if detected:
            claims = (*claims, Claim("detected", detected, detected))
            names.append(detected)
    candidates += [_candidate(n, body, False) for n in dict.fromkeys(names) if n not in declared]
    best = _best(candidates)
    if best.encoding in ("utf-8", *_CHINESE):
        stitched = _stitch(body, best, candidates)
        if stitched is not None:
            return _finish(stitched, "mixed", claims, 0.8)
    margin = best.value - max(
        (c.value for c in candidates if c is not best and c.text != best.text), default=-30.0
    )
    confidence = (
        0.97
        if best.declared and not best.replacements
        else max(0.3, min(0.95, 1 - math.exp(-max(0.0, margin))))
    )
    cut = bool(best.replacements) and best.text.endswith("\ufffd") and best.replacements == 1
    text = best.text[:-1] if cut else best.text
    return _finish(text, best.encoding, claims, round(confidence, 3), cut=cut)


def _western(body: bytes, claims: tuple[Claim, ...], declared: list[str]) -> Decoded:
    """Accented letters between ASCII: the declared encoding if it decodes them, else windows-1252."""
    for name in (*dict.fromkeys(declared), "windows-1252"):
        text = decode_as(name, body)
        if "\ufffd" not in text and name not in _CHINESE:
            return _finish(text, name, claims, 0.9 if name in declared else 0.7)
    return _finish(decode_as("windows-1252", body), "windows-1252", claims, 0.5)


def _candidate(encoding: str, body: bytes, declared: bool) -> _Candidate:
    text = decode_as(encoding, body)
    value = score(text)
    if encoding in _CHINESE or encoding == "utf-8":
        value += 0.5 * cohesion(text)
    return _Candidate(encoding, text, value, declared)


def _reads_well(candidate: _Candidate) -> bool:
    return candidate.replacements == 0 and candidate.value > PLAIN


def _best(candidates: list[_Candidate]) -> _Candidate:
    top = max(candidates, key=lambda c: c.value)
    for one in candidates:
        if not one.declared or one.replacements:
            continue
        if one.encoding in _CHINESE or one.encoding.startswith("utf"):
            if one.value > top.value - _CLEARLY:
                return one
        elif _is_foreign(one, top):
            return one
    if top.value < CREDIBLE:  # nothing reads as Chinese: what decodes without loss, or western
        whole = [c for c in candidates if not c.replacements and c.encoding not in _CHINESE]
        return next(iter(sorted(whole, key=lambda c: not c.declared)), None) or min(
            candidates, key=lambda c: (c.replacements, -c.value)
        )
    return top


def _is_foreign(candidate: _Candidate, top: _Candidate) -> bool:
    """Whether a page declared as western, Japanese, Korean or Cyrillic is to be believed.

    Chinese read by those encodings is not credible as anything, while their text read as GB18030 is no plain Chinese.
    """
    if top.encoding not in _CHINESE or top.value < CREDIBLE or top.replacements:
        return True
    sample = _NON_ASCII.findall(candidate.text[:_SAMPLE])
    native = sum(1 for char in sample if _FOREIGN.match(char))
    return bool(sample) and native >= 0.5 * len(sample) and cohesion(top.text) < 1.0


def _stitch(body: bytes, best: _Candidate, candidates: Iterable[_Candidate]) -> str | None:
    """The page decoded run by run, where that shows parts of two encodings and loses less."""
    legacy = best
    if best.encoding == "utf-8":
        if not best.replacements:
            return None
        legacy = max(
            (c for c in candidates if c.encoding in _CHINESE),
            key=lambda c: (-c.replacements, c.value),
        )
    text, modern, old = decode_runs(body, legacy.encoding)
    if not modern or not old or text.count("\ufffd") > best.replacements:
        return None
    return text if score(text) > best.value - _CLEARLY else None


def _finish(
    text: str, used: str, claims: tuple[Claim, ...], confidence: float, *, cut: bool = False
) -> Decoded:
    problems: list[Problem] = []
    replacements = text.count("\ufffd")
    if cut:
        problems.append(
            Problem(
                "truncated_character", None, "The bytes end inside a character, which is left out."
            )
        )
    if replacements:
        problems.append(
            Problem(
                "encoding_replaced",
                None,
                f"{replacements} places cannot be decoded as {used} and are marked U+FFFD.",
            )
        )
    if (
        any(c.where == "meta" and (c.offset or 0) > PRESCAN and c.encoding == used for c in claims)
        and used != "utf-8"
    ):
        problems.append(
            Problem(
                "declared_late",
                None,
                f"The charset stands after the first {PRESCAN} bytes, where browsers miss it.",
            )
        )
    return Decoded(
        text=text,
        encoding=used,
        claims=claims,
        confidence=confidence if not replacements else min(confidence, 0.9),
        replacements=replacements,
        conflicts=tuple(_conflicts(text, used, claims)),
        problems=tuple(problems),
    )


def _conflicts(text: str, used: str, claims: tuple[Claim, ...]) -> Iterable[str]:
    for claim in claims:
        if claim.encoding is None:
            yield f"{claim.where} says {claim.label}, a label nobody knows; the bytes are {used}"
        elif claim.encoding != used and not text.isascii():
            yield f"{claim.where} says {claim.label}, the bytes are {used}"
