"""Writes the output line of README.md anew; tests/test_readme.py says when that is due."""

import json
import re
from pathlib import Path

import govnews

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "tests" / "fixtures" / "www.sample.test" / "gov-2008-br" / "page.json"


def main() -> None:
    known = json.loads(PAGE.read_bytes())
    body = (ROOT / known["body"]).read_bytes()
    line = govnews.dump_line(
        govnews.extract(body, known["url"], content_type=known["content_type"])
    )
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    blocks = list(re.finditer(r"^```json\n(.*?)^```$", text, re.M | re.S))
    start, end = blocks[1].span(1)
    readme.write_text(f"{text[:start]}{line}\n{text[end:]}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
