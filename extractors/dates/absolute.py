"""Explicit dates as strings, read by dateparser: the order of day and month follows the source."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from dateparser.date import DateDataParser

_SETTINGS = {
    "PREFER_DATES_FROM": "current_period",
    "PREFER_DAY_OF_MONTH": "first",
    "PREFER_MONTH_OF_YEAR": "first",
    "PARSERS": ["absolute-time"],
    "STRICT_PARSING": True,
}
_COMPACT = re.compile(r"\d{8}")
_THREE_PARTS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)")


@lru_cache(maxsize=8)
def _reader(date_order: str) -> DateDataParser:
    return DateDataParser(languages=["en"], settings={**_SETTINGS, "DATE_ORDER": date_order})


@lru_cache(maxsize=8192)
def read_day(text: str, date_order: str = "MDY") -> dt.date | None:
    """Return the day that an explicit date string names, or None where it names none ("30 February 2015").

    ``date_order`` ("MDY", "DMY" or "YMD") decides strings that can be read both ways.
    """
    if _COMPACT.fullmatch(text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if re.match(r"\d{4}\D", text):
        date_order = "YMD"
    found = _reader(date_order).get_date_data(text).date_obj
    return found.date() if found else None


def detect_date_order(texts: Iterable[str]) -> str | None:
    """Return the order that a source's own unambiguous numeric dates show, or None where they show none.

    "25/12/2014" can only be day first, "12/25/2014" only month first; the majority decides.
    """
    votes = {"DMY": 0, "MDY": 0}
    for text in texts:
        for first, second in _THREE_PARTS.findall(text):
            if int(first) > 12 >= int(second):
                votes["DMY"] += 1
            elif int(second) > 12 >= int(first):
                votes["MDY"] += 1
    if votes["DMY"] == votes["MDY"]:
        return None
    return max(votes, key=lambda order: votes[order])
