"""Calendar arithmetic: inclusive stretches of days and the steps between them.

Weeks are ISO weeks (Monday to Sunday), weekends Saturday and Sunday, seasons the northern meteorological
ones (winter begins in December of the named year), decades start in years that end in 0, centuries in
years that end in 00, as news writes them.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from extractors.records import Granularity

DAY = dt.timedelta(days=1)
FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included, and the grain at which a text names them."""

    first: dt.date
    last: dt.date
    grain: Granularity

    @property
    def middle(self) -> dt.date:
        return self.first + (self.last - self.first) // 2


def day(date: dt.date) -> Period:
    """Return the one-day period of ``date``."""
    return Period(date, date, "day")


def make_day(year: int, month: int, number: int) -> Period | None:
    """Return a day of the calendar, or None where there is no such day (30 February, year 0)."""
    try:
        return day(dt.date(year, month, number))
    except ValueError:
        return None


def months(year: int, first: int, count: int, grain: Granularity) -> Period:
    """Return ``count`` whole months from month ``first`` (1-12, or beyond) of ``year``."""
    start = year * 12 + first - 1
    end = start + count - 1
    last_year, last_month = end // 12, end % 12 + 1
    return Period(
        dt.date(start // 12, start % 12 + 1, 1),
        dt.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1]),
        grain,
    )


def season(year: int, name: str) -> Period:
    """Return the season that begins in ``year``."""
    return months(year, FIRST_MONTH[name], 3, "season")


def shift_date(date: dt.date, unit: str, count: int) -> dt.date:
    """Return ``date`` moved by ``count`` units; the last day of a shorter month where the day is missing."""
    if unit in DAYS:
        return date + count * DAYS[unit] * DAY
    month = date.year * 12 + date.month - 1 + count * MONTHS[unit]
    year, month = month // 12, month % 12 + 1
    return dt.date(year, month, min(date.day, calendar.monthrange(year, month)[1]))


def around(date: dt.date, unit: str) -> Period:
    """Return the calendar unit that ``date`` lies in (a weekend: the one of its week)."""
    match unit:
        case "day" | "hour":
            return day(date)
        case "week" | "fortnight":
            monday = date - date.weekday() * DAY
            return Period(monday, monday + 6 * DAY, "week")
        case "weekend":
            monday = date - date.weekday() * DAY
            return Period(monday + 5 * DAY, monday + 6 * DAY, "weekend")
        case "month":
            return months(date.year, date.month, 1, "month")
        case "quarter":
            return months(date.year, (date.month - 1) // 3 * 3 + 1, 3, "quarter")
        case "half":
            return months(date.year, (date.month - 1) // 6 * 6 + 1, 6, "half")
        case "season":
            return months(date.year, date.month // 3 * 3, 3, "season")
        case "year":
            return months(date.year, 1, 12, "year")
        case "decade":
            return decade(date.year // 10 * 10)
        case "century":
            return century(date.year // 100)
    raise ValueError(f"no calendar unit: {unit}")


def decade(first: int) -> Period:
    """Return the ten years from ``first`` (1990: the 1990s)."""
    return Period(dt.date(max(first, 1), 1, 1), dt.date(first + 9, 12, 31), "decade")


def century(hundreds: int) -> Period:
    """Return the hundred years that share their leading digits (19: 1900 to 1999)."""
    return Period(dt.date(max(hundreds * 100, 1), 1, 1), dt.date(hundreds * 100 + 99, 12, 31), "century")


def nearest_weekday(date: dt.date, weekday: int, direction: int) -> dt.date:
    """Return the weekday (1 Monday to 7 Sunday) nearest ``date``: before or on it (-1), or on or after it (1)."""
    delta = (weekday - date.isoweekday()) % 7
    return date + (delta if direction > 0 or not delta else delta - 7) * DAY


def nth_weekday(period: Period, weekday: int, count: int) -> dt.date | None:
    """Return the ``count``-th ``weekday`` of ``period``, from its end where ``count`` is negative."""
    if count > 0:
        found = nearest_weekday(period.first, weekday, 1) + (count - 1) * 7 * DAY
    else:
        found = nearest_weekday(period.last, weekday, -1) + (count + 1) * 7 * DAY
    return found if period.first <= found <= period.last else None


def nth_unit(period: Period, unit: str, count: int, length: int = 1) -> Period | None:
    """Return ``length`` units of ``period`` from the ``count``-th on; from its end where ``count`` is negative.

    Weeks count from the ISO week that holds the period's first Thursday, so that the first week of a year is
    its ISO week 1.
    """
    if unit in {"week", "fortnight"}:
        thursday = nearest_weekday(period.first, 4, 1) if count > 0 else nearest_weekday(period.last, 4, -1)
        steps = count - 1 if count > 0 else count + 1
        one = around(thursday + steps * 7 * DAY, "week")
        return one if length == 1 else Period(one.first, one.last + (length - 1) * 7 * DAY, "range")
    if unit == "weekend":
        saturday = nth_weekday(period, 6, count)
        return Period(saturday, saturday + DAY, "weekend") if saturday else None
    if count > 0:
        start = shift_date(around(period.first, unit).first, unit, count - 1)
        end = around(shift_date(start, unit, length - 1), unit).last
    else:
        end = around(shift_date(around(period.last, unit).first, unit, count + 1), unit).last
        start = around(shift_date(around(end, unit).first, unit, 1 - length), unit).first
    if end < period.first or start > period.last:
        return None
    grain = around(start, unit).grain if length == 1 else "range"
    return Period(start, end, grain)
