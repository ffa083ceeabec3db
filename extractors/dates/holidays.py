"""Holidays that news dates by: fixed days, n-th weekdays, and the moon calendars by arithmetic.

Western and Eastern Easter come from dateutil.  Islamic dates follow the tabular calendar (30-year cycle, civil
epoch) and may differ by one day from the sighting of the moon; Hebrew dates follow the fixed calendar of
Hillel II; Nowruz follows the 33-year cycle of the Solar Hijri calendar.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter  # type: ignore[import-untyped]

from extractors.dates.periods import DAY, Period, months, nth_weekday

ISLAMIC_EPOCH = dt.date(622, 7, 19).toordinal()  # 1 Muharram 1, civil epoch, proleptic Gregorian
HEBREW_EPOCH = -1373427  # ordinal of 1 Tishri 1 less one
NOWRUZ_1400 = dt.date(2021, 3, 21).toordinal()
SOLAR_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday's name and the one rule that finds it: see ``config/dates.toml``."""

    name: str
    rule: str
    numbers: tuple[int, ...]
    days: int = 0
    length: int = 1

    def in_year(self, year: int) -> Period | None:
        """Return the holiday in a Gregorian year, or None where the year has none."""
        first = _first_day(self.rule, self.numbers, year)
        if first is None:
            return None
        first += self.days * DAY
        return Period(first, first + (self.length - 1) * DAY, "day" if self.length == 1 else "range")


@lru_cache(maxsize=4096)
def _first_day(rule: str, numbers: tuple[int, ...], year: int) -> dt.date | None:
    if not 1583 <= year <= 4099:
        return None
    match rule:
        case "date":
            return dt.date(year, *numbers)
        case "nth":
            count, weekday, month = numbers
            return nth_weekday(months(year, month, 1, "month"), weekday, count)
        case "easter":
            return _easter(year, EASTER_WESTERN) + numbers[0] * DAY
        case "orthodox":
            return _easter(year, EASTER_ORTHODOX) + numbers[0] * DAY
        case "nowruz":
            return nowruz(year)
        case "islamic":
            return _islamic_in(year, *numbers)
        case "hebrew":
            return _hebrew_in(year, *numbers)
    raise ValueError(f"no holiday rule: {rule}")


def _easter(year: int, method: int) -> dt.date:
    found: dt.date = easter(year, method)
    return found


def islamic_day(year: int, month: int, number: int) -> int:
    """Return the ordinal of a day of the tabular Islamic calendar."""
    return ISLAMIC_EPOCH - 1 + number + (29 * (month - 1) + month // 2) + 354 * (year - 1) + (3 + 11 * year) // 30


def _islamic_in(year: int, month: int, number: int) -> dt.date | None:
    guess = (year - 622) * 33 // 32
    for hijri in range(guess - 1, guess + 3):
        found = dt.date.fromordinal(islamic_day(hijri, month, number))
        if found.year == year:
            return found
    return None


def _hebrew_new_year(year: int) -> int:
    """Return the ordinal of 1 Tishri: mean new moon (molad) with the postponements of the fixed calendar."""
    elapsed = (235 * year - 234) // 19
    parts = 12084 + 13753 * elapsed
    days = 29 * elapsed + parts // 25920
    return days + (3 * (days + 1) % 7 < 3)


def hebrew_new_year(year: int) -> dt.date:
    """Return Rosh Hashanah of a Hebrew year."""
    before, this, after = (_hebrew_new_year(y) for y in (year - 1, year, year + 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return dt.date.fromordinal(HEBREW_EPOCH + this + delay)


def _hebrew_in(year: int, month: int, number: int) -> dt.date | None:
    """Return a day counted from Nisan: those from Nisan to Elul count back from the next new year."""
    new_year = hebrew_new_year(year + 3761)
    if month < 7:
        # Nisan to Elul have 30, 29, 30, 29, 30, 29 days: 177 before the new year that follows them.
        return new_year - 177 * DAY + (sum((30, 29, 30, 29, 30, 29)[: month - 1]) + number - 1) * DAY
    length = (hebrew_new_year(year + 3762) - new_year).days
    heshvan = 30 if length % 10 == 5 else 29
    return new_year + (sum((30, heshvan)[: month - 7]) + number - 1) * DAY


def nowruz(year: int) -> dt.date:
    """Return the Iranian new year's day that falls in a Gregorian year."""
    solar = year - 621
    if solar >= 1400:
        leaps = sum((y % 33) in SOLAR_LEAPS for y in range(1400, solar))
    else:
        leaps = -sum((y % 33) in SOLAR_LEAPS for y in range(solar, 1400))
    return dt.date.fromordinal(NOWRUZ_1400 + 365 * (solar - 1400) + leaps)
