"""Whole calendar dates in metadata and datelines.  A day that the writing does not settle stays unknown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import dateparser

from extractors.resources import CONFIG, read_toml

FIRST_YEAR, LAST_YEAR = 1900, 2100
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)"
DATEPARSER = {
    "PARSERS": ["absolute-time"],
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RETURN_AS_TIMEZONE_AWARE": False,
}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A complete date as written; ``date`` is None where day and month cannot be told apart or do not exist."""

    text: str
    start: int
    end: int
    date: dt.date | None


@cache
def months() -> dict[str, int]:
    """Return every spelling of a month in lower case -> its number."""
    table: dict[str, int] = read_toml(CONFIG / "datelines.toml")["months"]
    return table


@cache
def month_pattern() -> str:
    """Return a pattern for a month name, longest spelling first."""
    return "(?:" + "|".join(sorted(months(), key=lambda name: (-len(name), name))) + r")\b\.?"


@cache
def whole_date() -> re.Pattern[str]:
    """Return the pattern of a complete date: ISO, day month year, month day year, or three numbers."""
    month = month_pattern()
    return re.compile(
        rf"""(?<![\w./-])(?:
        (?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)(?=\D|$)
        |(?P<d2>\d\d?)(?:st|nd|rd|th)?(?:\s+of|-)?\s*(?P<m2>{month})[,\s-]*(?P<y2>(?:19|20)\d\d)(?!\d)
        |(?P<m3>{month})\s*(?P<d3>\d\d?)(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<y3>(?:19|20)\d\d)(?!\d)
        |(?P<a4>\d\d?)(?P<s4>[-/.])(?P<b4>\d\d?)(?P=s4)(?P<y4>(?:19|20)\d\d)(?!\d)
        )""",
        re.I | re.X,
    )


def find_whole_dates(text: str, date_order: str | None = None) -> Iterator[FoundDate]:
    """Yield the complete dates of a text from left to right.

    ``date_order`` ("DMY" or "MDY") settles 03/04/2021; without it such a date has no value.  Dots mean day first.
    """
    if not YEAR.search(text):
        return
    for match in whole_date().finditer(text):
        yield FoundDate(match[0], match.start(), match.end(), _value(match, date_order))


def _value(match: re.Match[str], date_order: str | None) -> dt.date | None:
    part = match.groupdict()
    if part["y1"]:
        return calendar_day(part["y1"], part["m1"], part["d1"])
    if part["y2"]:
        return calendar_day(part["y2"], month_number(part["m2"]), part["d2"])
    if part["y3"]:
        return calendar_day(part["y3"], month_number(part["m3"]), part["d3"])
    day_first = calendar_day(part["y4"], part["b4"], part["a4"])
    if part["s4"] == "." or date_order == "DMY":
        return day_first
    month_first = calendar_day(part["y4"], part["a4"], part["b4"])
    if date_order == "MDY":
        return month_first or day_first
    if day_first and month_first and day_first != month_first:
        return None
    return day_first or month_first


def calendar_day(year: int | str, month: int | str, day: int | str) -> dt.date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def month_number(name: str) -> int:
    """Return the number of a month name, with or without its full stop."""
    return months()[name.lower().rstrip(".")]


@lru_cache(maxsize=4096)
def read_date(text: str, date_order: str | None = None) -> dt.date | None:
    """Return the day that a metadata value names (its own local day), or None where it is none or undecided.

    Numbers of 8, 10 or 13 digits are YYYYMMDD, Unix seconds and Unix milliseconds (UTC).  Other writings go to
    dateparser, which may not guess missing parts; bare numbers never do, for it would guess their order.
    """
    text = text.strip()
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        return calendar_day(text[:4], text[4:6], text[6:])
    if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", text):
        day = (dt.datetime(1970, 1, 1) + dt.timedelta(seconds=int(text[:10]))).date()
        return day if day.year <= LAST_YEAR else None
    found = next(find_whole_dates(text, date_order), None)
    if found is not None:
        return found.date
    if len(text) > 60 or not re.search(r"[^\W\d_]", text) or not re.search(r"\d{4}", text):
        return None
    parsed = dateparser.parse(text, languages=["en"], settings=DATEPARSER)
    return parsed.date() if parsed and FIRST_YEAR <= parsed.year <= LAST_YEAR else None
