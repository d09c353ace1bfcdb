"""Builds govnews/mojibake/data/readings.txt: which characters carry which reading, and their Simplified forms.

Sources: the single-character readings of pypinyin (MIT, from the pinyin-data project, MIT) and the
character-level Traditional to Simplified conversion of OpenCC (Apache-2.0). Both are needed only here.
Run ``python tools/build_readings.py`` with both installed; the output is deterministic.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

import opencc
from pypinyin.pinyin_dict import pinyin_dict

OUT = Path(__file__).parent.parent / "govnews" / "mojibake" / "data" / "readings.txt"
BLOCKS = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))


def characters() -> list[str]:
    return [chr(code) for first, last in BLOCKS for code in range(first, last + 1)]


def simplified_pairs(chars: list[str]) -> list[tuple[str, str]]:
    converter = opencc.OpenCC("t2s")
    # One character a line, so that no phrase rule can apply.
    converted = converter.convert("\n".join(chars)).split("\n")
    return [(c, s) for c, s in zip(chars, converted, strict=True) if c != s and len(s) == 1]


def main() -> None:
    chars = characters()
    by_reading: dict[str, list[str]] = defaultdict(list)
    for char in chars:
        for reading in pinyin_dict.get(ord(char), "").split(","):
            if reading:
                by_reading[unicodedata.normalize("NFC", reading)].append(char)
    pairs = simplified_pairs(chars)
    lines = [
        "# Made by tools/build_readings.py from pypinyin (MIT) and OpenCC (Apache-2.0). Do not edit.",
        "".join(traditional for traditional, _ in pairs),
        "".join(simplified for _, simplified in pairs),
        *(f"{reading}\t{''.join(of)}" for reading, of in sorted(by_reading.items())),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
