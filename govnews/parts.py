"""The pages of one article: which page continues this one.

A page continues another only where its file is named after the first one's, ``t20240520_51002_1.html`` or ``…_2.html`` beside
``t20240520_51002.html``, and this page links to it or counts it in ``createPageHTML``. So 下一篇 never continues an article.
Read from the bytes: names are ASCII, and most pages hold no such name.
"""

import re
from urllib.parse import urljoin, urlsplit

_FILE = re.compile(r"([\w-]{1,100})\.(s?html?)")
_COUNTED = re.compile(
    rb"createPageHTML\(\s{0,9}(['\"][\w-]{1,40}['\"]\s{0,9},\s{0,9})?(\d{1,3})\s{0,9},\s{0,9}\d{1,3}\s{0,9},"
    rb"\s{0,9}['\"]([\w-]{1,100})['\"]"
)


def next_part(body: bytes, url: str, first: str | None = None) -> str | None:
    """The address of the page that continues this one; ``None`` for the last or only page of an article.

    ``body`` is the page as served, ``url`` its address, ``first`` the address of the article's first page where this is a
    later one. Nothing is raised for any bytes.
    """
    try:
        place = urlsplit(first or url)
        own = urlsplit(url).path.rpartition("/")[2]
    except ValueError:
        return None
    folder, _, name = place.path.rpartition("/")
    file = _FILE.fullmatch(name)
    if file is None:
        return None
    stem, ending = file[1].encode(), file[2].encode()
    if stem + b"_" not in body and b"createPageHTML" not in body:
        return None
    numbers = _linked(body, url, f"{place.netloc}{folder}/", stem, ending) | _counted(body, stem)
    if own == name:
        wanted = [1, 2]
    else:
        current = re.fullmatch(rf"{re.escape(file[1])}_(\d{{1,3}})\.{file[2]}", own)
        wanted = [int(current[1]) + 1] if current else []
    number = next((n for n in wanted if n in numbers), None)
    return None if number is None else urljoin(url, f"{folder}/{file[1]}_{number}.{file[2]}")


def _linked(body: bytes, url: str, beside: str, stem: bytes, ending: bytes) -> set[int]:
    """Numbers of the files named after the first one that the page names in quotes, in the same folder."""
    pattern = (
        rb"=\s{0,3}[\"']?([^\"'\s<>=]{0,300}?)"
        + re.escape(stem)
        + rb"_(\d{1,3})\."
        + ending
        + rb"(?![\w.])"
    )
    found = set()
    for start, number in re.findall(pattern, body):
        try:
            parts = urlsplit(urljoin(url, start.decode("ascii") + "x"))
        except ValueError:
            continue
        if parts.netloc + parts.path[:-1] == beside:
            found.add(int(number))
    return found


def _counted(body: bytes, stem: bytes) -> set[int]:
    """Numbers that ``createPageHTML(total, current, "name", …)`` counts: from 0, or from 1 where a place is named first."""
    for place, total, name in _COUNTED.findall(body):
        if name == stem:
            return set(range(2, int(total) + 1) if place else range(1, int(total)))
    return set()
