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
from typing import Literal, NamedTuple

import lxml.html

from govnews import decode, repair
from govnews.charset.codecs import decode_as
from tests import damage, prose

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
TEN_MB = 10_000_000

Form = Literal["percent", "likeness", "multiple", "count", "seconds"]


class Row(NamedTuple):
    """One measure: what came out, and what is to come out."""

    measure: str
    value: float
    form: Form
    goal: float | None = None
    others: str = ""
    """The same of the other programs."""

    @property
    def reached(self) -> bool:
        """Whether the goal is reached: percent and likeness at least, all else at most."""
        if self.goal is None:
            return True
        least = self.form in ("percent", "likeness")
        return self.value >= self.goal if least else self.value <= self.goal

    def __str__(self) -> str:
        """The row of a Markdown table."""
        goal = "" if self.goal is None else show(self.goal, self.form)
        return f"| {self.measure} | {show(self.value, self.form)} | {goal} | {self.others} |"


def show(value: float, form: Form) -> str:
    """A value in its form; a hundred percent is no rounded figure."""
    match form:
        case "percent":
            return "100 %" if value == 100 else f"{min(value, 99.999):.3f} %"
        case "count":
            return f"{value:.0f}"
        case "seconds":
            return f"{value:.2f} s"
    return f"{value:.3f}"


def percent(part: float, whole: float) -> float:
    """What part of the whole, 100 where there is nothing."""
    return 100 * part / whole if whole else 100.0


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
        right = percent(ours, len(pairs))
        peer = f"Python {name}: {python} wrong"
        yield Row(f"{name} by the index ({len(pairs)} pairs)", right, "percent", 100.0, peer)


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
            spent["parse"] += _least(lambda body=body: lxml.html.fromstring(body))
            spent["decode"] += _least(lambda body=body: decode(body))
            spent["text"] += _least(lambda visible=visible: repair(visible))
            spent["markup"] += _least(lambda text=text: repair(text))
        for name in spent:
            shares[name].append(spent[name] / spent["parse"])
    middle = {name: statistics.median(found) for name, found in shares.items()}
    kind = f"{len(bodies)} clean UTF-8 pages"
    total = middle["decode"] + middle["text"]
    yield Row(f"decode + repair of the visible text, of the parse, {kind}", total, "multiple", 0.25)
    yield Row("decode alone", middle["decode"], "multiple")
    yield Row("repair of the markup as if it were text", middle["markup"], "multiple")


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


def _least(work: Callable[[], object]) -> float:
    """The least of five in a row: what the work costs, without what memory and neighbours did to the first."""
    return min(_cpu(work) for _ in range(5))


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
    for name, seed in bulk.items():
        body = (seed * (size // len(seed) + 1))[:size]
        text = body.decode("utf-8", "replace")
        # Caps that save a long text may leave a shorter one slow.
        part = text[: len(text) // 12]
        for what, work in (
            (f"{size / 1e6:.0f} MB, {name}: decode", lambda body=body: decode(body)),
            (f"{size / 1e6:.0f} MB, {name}: repair", lambda text=text: repair(text)),
            (f"a twelfth of {name}: repair", lambda part=part: repair(part)),
        ):
            yield Row(what, _cpu(work), "seconds", 2.0)
