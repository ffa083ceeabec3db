"""The parts of a text and the day that each is written from: one for an article, several for a digest, roundup or live blog."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from zoneinfo import ZoneInfo

from extractors.cleaning.dateline import Dateline, find_dateline
from extractors.cleaning.dates import WEEKDAY, calendar_day, find_whole_dates, month_number, month_pattern
from extractors.cleaning.moments import read_moment
from extractors.cleaning.publication import TIME

LONGEST_STAMP = 60


@dataclass(frozen=True, slots=True)
class TextPart:
    """From ``start`` (code points) to the next part all is written from ``date``; ``text``, up to ``end``, is what says so.

    ``text`` is None for the article's own dateline; ``date`` is None where day or year are unknown.
    """

    start: int
    end: int
    date: dt.date | None
    text: str | None = None

    @property
    def reason(self) -> str:
        """Return what a date that rests on this dateline rests on."""
        return f"the dateline of its part, “{self.text}”" if self.text else "the dateline"


def text_parts(text: str, date: dt.date | None, time_zone: str | None = None) -> tuple[TextPart, ...]:
    """Return the parts of a text in order; the first begins at 0 and has the day of publication, ``date``.

    A new part begins with every paragraph that opens with a dated dateline ("KABUL, Sept 3 (Reuters) -"), is nothing
    but a date ("Thursday, 3 March"), or opens with a dated time stamp ("3 March 2022, 14:05 GMT:").  A dateline without
    a date ends the part before it and leads back to ``date``.  A day without a year takes the year that brings it
    nearest to ``date``, else to the part before it, else none.  A stamp with a zone gives the day in ``time_zone``.
    """
    parts = [TextPart(0, 0, date)]
    start = 0
    for line in text.split("\n"):
        found = _dateline(line, time_zone)
        if found is not None:
            words, day = found.date_text, found.date
            if day is None and found.month and found.day:
                day = _nearest(found.month, found.day, [date, *(part.date for part in reversed(parts))])
            if words is None and parts[-1].text is not None:
                parts.append(TextPart(start, start, date))
            elif words is not None:
                parts.append(TextPart(start, start + found.end, day, line[: found.end].strip(" -–—:.")))
        start += len(line) + 1
    return tuple(parts)


def part_at(parts: Sequence[TextPart], offset: int) -> TextPart:
    """Return the part in which an offset lies."""
    return parts[bisect.bisect_right(parts, offset, key=attrgetter("start")) - 1]


def _dateline(line: str, time_zone: str | None) -> Dateline | None:
    """Return what a paragraph is dated by: the dateline, heading or stamp that opens it."""
    stamp = _stamp().match(line[:LONGEST_STAMP])
    if stamp is None:
        return find_dateline(line)
    date = stamp["late"] or stamp["early"] or stamp["alone"]
    moment = read_moment(stamp[0]) if time_zone else None
    if moment is not None and time_zone is not None:
        return Dateline(stamp.end(), date, moment.astimezone(ZoneInfo(time_zone)).date())
    whole = next(find_whole_dates(date), None)
    if whole is not None:
        return Dateline(stamp.end(), date, whole.date)
    name, number = re.search(month_pattern(), date, re.I), re.search(r"\d+", date)
    if name is None or number is None:
        return None
    return Dateline(stamp.end(), date, month=month_number(name[0]), day=int(number[0]))


@cache
def _stamp() -> re.Pattern[str]:
    """Return the pattern of a paragraph that is only a date, or opens with a date and a time."""
    day = r"\d\d?(?:st|nd|rd|th)?"
    date = (
        rf"(?:{WEEKDAY}?(?:{month_pattern()}\s*{day}|{day}\s+{month_pattern()})(?:,?\s+(?:19|20)\d\d)?"
        r"|(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
    )
    end = r"(?:\s*$|\s*[-–—|:•]+\s+|\s*[.\]]\s+)"
    return re.compile(
        rf"\W{{0,2}}(?:{TIME}[\s,|·•]+(?:on\s+)?(?P<late>{date}){end}|(?P<early>{date})[T\s,|·•]+{TIME}{end}"
        rf"|(?P<alone>{date})\W?\s*$)",
        re.I,
    )


def _nearest(month: int, day: int, known: Sequence[dt.date | None]) -> dt.date | None:
    """Return the day in the year that brings it nearest to the first known date."""
    base = next((one for one in known if one is not None), None)
    if base is None:
        return None
    years = (base.year - 1, base.year, base.year + 1)
    days = [found for year in years if (found := calendar_day(year, month, day))]
    return min(days, key=lambda one: abs(one - base), default=None)
