"""What decoding and repair cost, that the decoders follow the standard's index, and that no bytes stop them."""

import lzma
import random
import re
import statistics
import struct
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html

from govnews import decode, repair
from govnews.charset.codecs import decode_as
from tests import damage, prose

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
TEN_MB = 10_000_000

Row = tuple[str, str, str, str]
"""Measure, ours, goal, the others."""


def in_percent(part: float, whole: float, digits: int = 2) -> str:
    return f"{100 * part / whole:.{digits}f} %" if whole else "–"


def row_pointers(_rng: random.Random, _share: float) -> Iterator[Row]:
    data = lzma.decompress((ROOT / "tests" / "unit" / "charset" / "whatwg.bin").read_bytes())
    big5 = struct.unpack_from(f"<{126 * 157}I", data)
    gb18030 = struct.unpack_from(f"<{126 * 190}I", data, 126 * 157 * 4)
    for name, codes, row, low, gap in (
        ("gb18030", gb18030, 190, 0x3F, 0x41),
        ("big5", big5, 157, 0x3F, 0x62),
    ):
        pairs = {}
        for pointer, code in enumerate(codes):
            lead, trail = divmod(pointer, row)
            if code:
                pairs[bytes((0x81 + lead, trail + (0x40 if trail < low else gap)))] = chr(code)
        ours = sum(decode_as(name, pair) == char for pair, char in pairs.items())
        python = sum(pair.decode(name, "replace") != char for pair, char in pairs.items())
        yield (
            f"{name} by the index ({len(pairs)} pairs)",
            in_percent(ours, len(pairs)),
            "100 %",
            f"Python {name}: {python} wrong",
        )


def row_cost(rng: random.Random, _share: float) -> Iterator[Row]:
    paths = sorted((CORPUS / "pages").glob("*"))
    bodies = [path.read_bytes() for path in paths if path.is_file()]
    bodies = [body for body in bodies if len(body) > 3000 and _is_clean(body)]
    bodies = bodies or [_markup(prose.page(rng, 40)).encode() for _ in range(20)]
    shares: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(5):  # rounds: each takes the whole, so that a busy moment spoils one of them
        spent: defaultdict[str, float] = defaultdict(float)
        for body in bodies:
            text, visible = decode(body).text, _visible(body)
            spent["parse"] += _cpu(lambda body=body: lxml.html.fromstring(body))
            spent["decode"] += _cpu(lambda body=body: decode(body))
            spent["text"] += _cpu(lambda visible=visible: repair(visible))
            spent["markup"] += _cpu(lambda text=text: repair(text))
        for name in spent:
            shares[name].append(spent[name] / spent["parse"])
    middle = {name: statistics.median(found) for name, found in shares.items()}
    kind = f"{len(bodies)} clean UTF-8 pages"
    total = middle["decode"] + middle["text"]
    yield f"decode + repair of the visible text, of the parse, {kind}", f"{total:.3f}", "0.25", ""
    yield "decode alone", f"{middle['decode']:.3f}", "", ""
    yield "repair of the markup as if it were text", f"{middle['markup']:.3f}", "", ""


_PARSER = lxml.html.HTMLParser(encoding="utf-8")


def _visible(body: bytes) -> str:
    """The text of a UTF-8 page without scripts and styles."""
    tree = lxml.html.document_fromstring(body, parser=_PARSER)
    texts = tree.xpath("//text()[not(parent::script or parent::style or parent::noscript)]")
    return "\n".join(texts)


def _is_clean(body: bytes) -> bool:
    """Whether a page is UTF-8 without damage."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    repaired = repair(_visible(body))
    return not repaired.plan and not repaired.problems


def _markup(text: str) -> str:
    """A page as portals serve it: most of the bytes are navigation."""
    links = "".join(
        f'<li class="nav-{n}"><a href="/zwgk/{n}/index.html" target="_blank" title="栏目">{name}</a></li>\n'
        for n, name in enumerate(prose.columns() * 8)
    )
    rows = "".join(
        f'<p style="text-indent:2em"><span class="p{n}">{line}</span></p>\n'
        for n, line in enumerate(text.split("\n"))
    )
    head = '<head><meta charset="utf-8"><title>通知</title></head>'
    return f"<html>{head}<body><ul>{links}</ul><div>{rows}</div></body></html>"


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def row_bulk(rng: random.Random, share: float) -> Iterator[Row]:
    size = int(TEN_MB * share)
    page = "\n".join(prose.page(rng, 30) for _ in range(60))
    new, old = page.encode(), page.encode("gb18030")
    halves = b"".join(new[at : at + 30] + old[at : at + 30] for at in range(0, len(old), 30))
    clone = damage.gloss("\n".join(prose.page_hant(rng, 20) for _ in range(40)))
    bulk: dict[str, bytes] = {
        "random bytes": rng.randbytes(size),
        "one byte 81": b"\x81",
        "UTF-8 and GBK by turns": halves,
        "one long line": page.replace("\n", "").encode(),
        "readings": clone.encode(),
        "readings in one line": clone.replace("\n", "").encode(),
        "shifts": damage.gloss_bytes(re.sub("[^\u4e00-\u9fff，。]", "", damage.traditional(page)).encode("gbk", "ignore").decode("gbk")).encode(),
        "?n)": "當?nèi)".encode(),
        "brackets": "國(guó)((".encode(),
        "references": b"&#214;&#208;",
        "half references": b"&#",
        "percent": b"%D6%D0%",
        "backslashes": rb"\u4e2d",
        "HZ": b"~{VPND~}",
        "broken HZ": b"~{!!",
        "UTF-8 read as GBK": damage.UTF8_AS_GBK["python gbk"](page).encode(),
        "GBK read as Latin": damage.latin1(old).encode(),
        "Big5 read as GBK": damage.traditional(page).encode("big5", "ignore").decode("gb18030", "replace").encode(),
    }  # fmt: skip
    worst = ("", 0.0)
    for name, seed in bulk.items():
        body = (seed * (size // len(seed) + 1))[:size]
        text = body.decode("utf-8", "replace")
        took = (_cpu(lambda body=body: decode(body)), _cpu(lambda text=text: repair(text)))
        worst = max(worst, (name, max(took)), key=lambda each: each[1])
        yield (
            f"{size / 1e6:.0f} MB, {name}: decode, repair",
            f"{took[0]:.2f} s, {took[1]:.2f} s",
            "2 s",
            "",
        )
    yield "the slowest of these", f"{worst[1]:.2f} s ({worst[0]})", "2 s", ""
