"""Dates and times in every form that government pages print (reference: formats.md §2).

A date without a time stays a date. A zone is never invented: the offset is the portal's, given by the caller,
or what the text itself states.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from govnews.values.text import fold

_TIME = (
    r"(?:[\sT\-|,]{0,12}(?P<H>[01]?\d|2[0-3])\s{0,4}[:时時点點]\s{0,4}(?P<M>[0-5]\d)(?:(?!\d)|(?=(?:19|20)\d\d\D))\s{0,4}"
    r"(?:[:分]\s{0,4}(?:(?P<S>[0-5]\d)(?:\.\d{1,9})?)?\s{0,4}秒?)?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d(?!\d))?)?"
)
_NUMERIC = re.compile(
    r"(?P<y>(?:19|20)(?<!\d\d\d)\d\d)(?:\s{0,4}[-/.年]\s{0,4}|\s{1,4}(?=\d\d[/-]\d\d(?!\d)))"
    r"(?P<m>\d{1,2})\s{0,4}[-/.月]\s{0,4}(?P<d>\d{1,2})(?!\d(?![\d]?\s{0,4}[:时時]))\s{0,4}[日号號]?"
    + _TIME
)
_HAN_DAY = (
    r"\s{0,2}年\s{0,2}(?P<m>十[一二]?|元|[一二三四五六七八九])\s{0,2}月\s{0,2}"
    r"(?P<d>三十一?|[二廿]十?[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])\s{0,2}日"
)
_HAN = re.compile(r"(?P<y>[〇○零Oo一二三四五六七八九]{4})" + _HAN_DAY)
_HAN_ROC = re.compile(
    r"(?:中華|中华)?(?:民國|民国)\s{0,2}(?P<y>[〇○零一二三四五六七八九十百]{1,6})" + _HAN_DAY
)
_ROC = re.compile(
    r"(?<!\d)(?P<roc>(?:中華|中华)?(?:民國|民国)\s{0,2})?(?P<y>\d{2,3})\s{0,2}[年.\-/]\s{0,2}(?P<m>\d{1,2})\s{0,2}"
    r"[月.\-/]\s{0,2}(?P<d>\d{1,2})(?!\d)\s{0,2}日?" + _TIME
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = r"(?P<mon>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?"
_CLOCK = r"(?:,?\s{1,3}(?:at\s{1,3})?(?P<H>\d{1,2}):(?P<M>[0-5]\d)(?!\d)(?::(?P<S>[0-5]\d))?(?:\s{0,2}(?P<half>[ap])\.?m\b)?)?"
_ENGLISH = (
    re.compile(
        rf"\b{_MONTH}\s{{1,3}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<y>(?:19|20)\d\d)\b{_CLOCK}",
        re.I,
    ),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-]{{1,3}}{_MONTH},?[\s\-]{{1,3}}(?P<y>(?:19|20)\d\d)\b{_CLOCK}",
        re.I,
    ),
)
_IN_URL = tuple(
    re.compile(pattern)
    for pattern in (
        r"/t((?:19|20)\d\d)(\d\d)(\d\d)_\d",
        r"/((?:19|20)\d\d)-(\d\d)/(\d\d)/",
        r"/art/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/art_",
        r"/((?:19|20)\d\d)/(\d\d)(\d\d)/",
        r"/((?:19|20)\d\d)(\d\d)/(\d\d)/",
        r"/((?:19|20)\d\d)/(\d\d)/(\d\d)/",
        r"/((?:19|20)\d\d)(\d\d)(\d\d)/",
    )
)
_LETTERS = re.compile("[A-Za-z]{3}")  # the least that names a month
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "O": 0, "o": 0}
_EARLIEST, _LATEST = 1949, 2099
_INPUT_LIMIT = 2000  # characters a single look may cost


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text."""

    value: str
    """ISO 8601: ``2010-12-20``, or with a time ``2021-08-01T06:59:00+08:00``."""
    raw: str
    """The characters it was read from."""
    start: int
    """Where they start."""
    end: int
    """Where they end."""

    @property
    def has_time(self) -> bool:
        """Whether the hour and minute are known."""
        return "T" in self.value


def find_dates(text: str, zone: str | None = None, *, roc: bool = False) -> Iterator[DateFound]:
    """Every date of the first 2,000 characters, in order of appearance.

    ``zone`` is the portal's offset (``+08:00``) or ``None`` for local time without one; it is added only where
    a time is shown and the text states no offset itself. ``roc`` admits years of the Republic without 民國, which
    only a Taiwanese page may ask for; with 民國 they are read always.
    """
    flat = fold(text[:_INPUT_LIMIT])
    found = [f for f in (_numeric(m, text, zone) for m in _NUMERIC.finditer(flat)) if f]
    if "年" in flat and not flat.isascii():
        found += [f for f in (_han(m, text) for m in _HAN.finditer(flat)) if f]
    if roc or "民" in flat:
        found += [f for f in (_roc(m, text, zone, roc) for m in _ROC.finditer(flat)) if f]
        found += [f for f in (_han_roc(m, text) for m in _HAN_ROC.finditer(flat)) if f]
    for pattern in _ENGLISH if _LETTERS.search(flat) else ():
        found += [f for f in (_english(m, text, zone) for m in pattern.finditer(flat)) if f]
    end = 0
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.start >= end:
            end = one.end
            yield one


def find_date(text: str, zone: str | None = None, *, roc: bool = False) -> DateFound | None:
    """The first date of the text, or ``None``. Arguments as for ``find_dates``.

    >>> find_date("发布时间：2023-08-19 10∶08", "+08:00").value
    '2023-08-19T10:08:00+08:00'
    >>> find_date("二〇一〇年十二月二十日").value
    '2010-12-20'
    """
    return next(find_dates(text, zone, roc=roc), None)


def parse_date(text: str | None, zone: str | None = None, *, roc: bool = False) -> str | None:
    """The ISO 8601 value of the first date of ``text``; ``None`` for no text and no date."""
    found = find_date(text, zone, roc=roc) if text else None
    return found.value if found else None


def date_in_url(url: str | None) -> str | None:
    """The day that the URL's path names (``/t20220417_974894``, ``/2010-12/20/content_``), as ISO 8601."""
    for pattern in _IN_URL:
        match = pattern.search(url or "")
        if match and (day := _day(*match.groups())):
            return day
    return None


def from_epoch(value: int | float, zone: str | None) -> str | None:
    """ISO 8601 from epoch seconds or milliseconds as list APIs give them, in the portal's zone (or UTC)."""
    seconds = value / 1000 if value > 1e11 else value
    if not 0 < seconds < 4102444800:  # 2100-01-01
        return None
    sign, hours, minutes = (zone[0], int(zone[1:3]), int(zone[4:6])) if zone else ("+", 0, 0)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(timezone(offset))
    return moment.isoformat(timespec="seconds")


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return value.isoformat() if _EARLIEST <= value.year <= _LATEST else None


def _with_time(day: str, match: re.Match[str], zone: str | None) -> str:
    if match["H"] is None:
        return day
    stated = match["zone"]
    if stated:
        stated = (
            "+00:00" if stated == "Z" else stated if ":" in stated else f"{stated[:3]}:{stated[3:]}"
        )
    return f"{day}T{int(match['H']):02d}:{match['M']}:{match['S'] or '00'}{stated or zone or ''}"


def _found(value: str, match: re.Match[str], text: str) -> DateFound:
    raw = text[match.start() : match.end()]
    start = match.start() + len(raw) - len(raw.lstrip())
    return DateFound(value, raw.strip(), start, start + len(raw.strip()))


def _numeric(match: re.Match[str], text: str, zone: str | None) -> DateFound | None:
    day = _day(match["y"], match["m"], match["d"])
    return _found(_with_time(day, match, zone), match, text) if day else None


def _han_number(text: str) -> int:
    if text == "元":
        return 1
    tens, _, ones = text.replace("廿", "二十").replace("十十", "十").rpartition("十")
    if "十" not in text and "廿" not in text:
        return _DIGITS[text[-1]]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _han(match: re.Match[str], text: str) -> DateFound | None:
    return _han_day(int("".join(str(_DIGITS[c]) for c in match["y"])), match, text)


def _han_roc(match: re.Match[str], text: str) -> DateFound | None:
    """民國一百一十三年 and 民國一一三年 alike."""
    hundreds, counted, rest = match["y"].rpartition("百")
    if "十" in rest:
        tens, _, ones = rest.rpartition("十")
        years = (_DIGITS.get(tens[-1:], 1)) * 10 + _DIGITS.get(ones, 0)
    else:
        years = int("".join(str(_DIGITS[c]) for c in rest) or "0")
    return _han_day(1911 + years + (100 if counted and hundreds in ("", "一") else 0), match, text)


def _han_day(year: int, match: re.Match[str], text: str) -> DateFound | None:
    day_text = match["d"]
    if day_text[0] == "二" and len(day_text) > 1 and day_text[1] != "十":
        return None  # 二三日 is not a day of the month
    day = _day(year, _han_number(match["m"]), _han_number(day_text))
    return _found(day, match, text) if day else None


def _roc(match: re.Match[str], text: str, zone: str | None, roc: bool) -> DateFound | None:
    if not (roc or match["roc"]):
        return None
    day = _day(int(match["y"]) + 1911, match["m"], match["d"])
    return _found(_with_time(day, match, zone), match, text) if day else None


def _english(match: re.Match[str], text: str, zone: str | None) -> DateFound | None:
    prefix = match["mon"].lower()
    month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(prefix)), None)
    if month is None and prefix == "sept":
        month = 9
    day = _day(match["y"], month, match["d"]) if month else None
    if day is None or match["H"] is None or int(match["H"]) > 23:
        return _found(day, match, text) if day else None
    hour = int(match["H"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return _found(f"{day}T{hour:02d}:{match['M']}:{match['S'] or '00'}{zone or ''}", match, text)
