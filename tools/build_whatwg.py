"""Build ``govnews/charset/big5.bin`` and the tests' copy of the WHATWG indexes.

Source: index-big5.txt, index-gb18030.txt and index-gb18030-ranges.txt of the WHATWG Encoding Standard
(https://encoding.spec.whatwg.org/, repository whatwg/encoding at a985b62, May 2026; CC BY 4.0, portions in source
code BSD-3-Clause). Run ``python tools/build_whatwg.py FOLDER`` on a folder that holds the three files.

- ``big5.bin``: zlib of 19,782 little-endian u32, the code point of every pointer, 0 where there is none.
- ``tests/unit/charset/whatwg.bin``: xz of the same for Big5, then 23,940 u32 for the two-byte part of GB18030,
  then u32 n and n pairs of u32 (pointer, code point) for its ranges.
"""

import lzma
import struct
import sys
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIG5_POINTERS = 126 * 157
GB18030_POINTERS = 126 * 190


def read_index(path: Path) -> list[tuple[int, int]]:
    """(pointer, code point) of every line that is not a comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    fields = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return [(int(pointer), int(code, 16)) for pointer, code, *_ in fields]


def flat(index: list[tuple[int, int]], size: int) -> bytes:
    codes = [0] * size
    for pointer, code in index:
        codes[pointer] = code
    return struct.pack(f"<{size}I", *codes)


def main(folder: Path) -> None:
    big5 = flat(read_index(folder / "index-big5.txt"), BIG5_POINTERS)
    gb18030 = flat(read_index(folder / "index-gb18030.txt"), GB18030_POINTERS)
    ranges = read_index(folder / "index-gb18030-ranges.txt")
    tail = struct.pack("<I", len(ranges)) + b"".join(struct.pack("<II", *each) for each in ranges)
    targets = {
        ROOT / "govnews/charset/big5.bin": zlib.compress(big5, 9),
        ROOT / "tests/unit/charset/whatwg.bin": lzma.compress(big5 + gb18030 + tail, preset=9),
    }
    for target, data in targets.items():
        target.write_bytes(data)
        print(f"{target.relative_to(ROOT)}: {len(data)} bytes", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/build_whatwg.py FOLDER-WITH-THE-INDEX-FILES")
    main(Path(sys.argv[1]))
