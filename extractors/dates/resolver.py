"""Meanings into days: what an expression comes to, given the dateline and what the text named before.

The directions follow measurements on news with gold dates: a bare weekday is the most recent one, the dateline's
own day included, unless the words look ahead; a day or month without a year is the nearest one, or lies on the
side that the tense says; "last" is strictly before, "next" strictly after, "this" in the current week or year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from extractors.dates import periods
from extractors.dates.absolute import read_day
from extractors.dates.holidays import Holiday
from extractors.dates.meanings import (
    Anaphor,
    Between,
    Directed,
    Fixed,
    Meaning,
    MonthDay,
    Night,
    Nth,
    Offset,
    Part,
    Relative,
    Rolling,
    SlashedDay,
    Step,
    Timed,
    Unresolved,
    Weekday,
    Within,
    Written,
    YearDay,
    Yearly,
    YearPart,
)
from extractors.dates.periods import DAY, Period
from extractors.records import Granularity

REPORTED = dt.timedelta(days=92)  # how long after its end a quarter is still reported on
YEARLY = (YearDay, SlashedDay, YearPart, Holiday)


@dataclass(slots=True)
class Context:
    """What resolving leans on: the dateline, the order of numeric dates, the last date and the story's own time.

    ``story`` is set while the text tells of another year than the dateline's; ``tense`` gives the direction of the
    governing verb on demand: 1 ahead, -1 back, 0 unknown; ``is_parsed`` says that a parse gave it, not words nearby.
    """

    dateline: dt.date | None
    date_order: str
    tense: Callable[[], int]
    last: Period | None = None
    story: Period | None = None
    ahead: bool = False
    is_parsed: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """Days (or None), the reason in words, and what the reading rested on."""

    period: Period | None
    reason: str
    basis: str = "dateline"  # "explicit", "name", "dateline", "story", "anaphor" or "none"


UNKNOWN = Resolution(None, "needs a dateline")
OUTSIDE = Resolution(None, "outside the calendar")


def resolve(meaning: Meaning, context: Context) -> Resolution:
    """Return the days that ``meaning`` comes to in ``context``; never an impossible day."""
    try:
        return _resolve(meaning, context)
    except (OverflowError, ValueError):
        return OUTSIDE


def _resolve(meaning: Meaning, context: Context) -> Resolution:
    match meaning:
        case Fixed(period, is_name):
            return Resolution(period, "a day with a name" if is_name else "explicit", "name" if is_name else "explicit")
        case Written(text):
            date = read_day(text, context.date_order)
            return Resolution(periods.day(date) if date else None, f"explicit, {context.date_order}", "explicit")
        case Timed(inner):
            found = _resolve(inner, context)
            return Resolution(_regrained(found.period, "time"), found.reason, found.basis)
        case Part(inner, modifier):
            found = _resolve(inner, context)
            return Resolution(found.period, f"{found.reason}, {modifier}", found.basis)
        case Between(left, right):
            return _between(left, right, context)
        case Unresolved(what, _, reason):
            return Resolution(None, reason if what == "date" else f"{what}: not resolved", "none")
        case YearDay() | SlashedDay() | YearPart() | Holiday():
            return _yearless(meaning, context)
        case Anaphor():
            return _anaphor(meaning, context)
        case Within(inner, outer):
            return _within(inner, outer, context)
        case Nth(count, item, outer, length):
            return _nth(count, item, outer, length, context)
        case Offset():
            return _offset(meaning, context)
        case Directed():
            return _directed(meaning, context)
    if context.dateline is None:
        return UNKNOWN
    match meaning:
        case Weekday(weekday, number):
            return _weekday(weekday, number, context, context.dateline)
        case MonthDay(number):
            return _month_day(number, context, context.dateline)
        case Relative("weekend", 0) if context.dateline.isoweekday() < 6 and context.tense() < 0:
            return Resolution(periods.around(context.dateline - 7 * DAY, "weekend"), "just past, the words look back")
        case Relative(unit, count):
            moved = periods.shift_date(context.dateline, unit, count)
            return Resolution(periods.around(moved, unit), _steps_reason(unit, count))
        case Rolling(unit, count, direction):
            return Resolution(_rolling(context.dateline, unit, count, direction), f"{count} {unit}s from the dateline")
        case Night():
            return Resolution(Period(context.dateline - DAY, context.dateline, "time"), "the night before the dateline")
    raise TypeError(f"no such meaning: {meaning!r}")


def _regrained(period: Period | None, grain: Granularity) -> Period | None:
    return Period(period.first, period.last, grain) if period and period.first == period.last else period


def _steps_reason(unit: str, count: int) -> str:
    return f"the dateline's own {unit}" if not count else f"{count:+d} {unit} from the dateline"


# --- what comes back every year ---------------------------------------------------------------------------------


def in_year(meaning: Yearly, year: int, date_order: str) -> Period | None:
    """Return the days of a recurring date in one year, or None where that year has none."""
    match meaning:
        case YearDay(month, number):
            return periods.make_day(year, month, number)
        case SlashedDay(first, second):
            month, number = (first, second) if (date_order != "DMY" and first <= 12) or second > 12 else (second, first)
            return periods.make_day(year, month, number)
        case YearPart("month", int(value)):
            return periods.months(year, value, 1, "month")
        case YearPart("quarter", int(value)):
            return periods.months(year, value * 3 - 2, 3, "quarter")
        case YearPart("half", int(value)):
            return periods.months(year, value * 6 - 5, 6, "half")
        case YearPart("season", str(value)):
            return periods.season(year, value)
        case YearPart("week", int(value)):
            try:
                return periods.around(dt.date.fromisocalendar(year, value, 1), "week")
            except ValueError:
                return None
        case Holiday():
            return meaning.in_year(year)
    raise TypeError(f"not a recurring date: {meaning!r}")


def _candidates(meaning: Yearly, year: int, context: Context, reach: int = 1) -> list[Period]:
    found = (in_year(meaning, y, context.date_order) for y in range(max(year - reach, 1), min(year + reach, 9998) + 1))
    return [period for period in found if period]


def _yearless(meaning: Yearly, context: Context) -> Resolution:
    if context.story is not None and not (context.dateline and context.tense() > 0):
        return _in_story(meaning, context, context.story)
    base = context.dateline
    if base is None:
        return Resolution(None, "needs a year")
    if isinstance(meaning, YearPart) and meaning.unit == "week":
        return Resolution(in_year(meaning, base.isocalendar().year, context.date_order), "this year's week")
    reach = 8 if isinstance(meaning, YearDay) and (meaning.month, meaning.day) == (2, 29) else 1
    found = _candidates(meaning, base.year, context, reach)
    if isinstance(meaning, YearDay | SlashedDay) and meaning.weekday:
        matching = _candidates(meaning, base.year, context)
        found = [period for period in matching if period.first.isoweekday() == meaning.weekday] or found
    is_day = isinstance(meaning, YearDay | SlashedDay)
    direction = context.tense() if not is_day or context.is_parsed else 0
    if context.ahead and context.tense() >= 0:
        found = [period for period in found if period.last >= base] or found
    elif is_day and not context.is_parsed and context.tense() > 0:
        found = [period for period in found if period.last >= base - 31 * DAY] or found
    reason = "nearest"
    if direction > 0 and isinstance(meaning, YearPart) and meaning.unit == "quarter":
        # Figures of a quarter that has just ended are still to come.
        direction = 0 if min(_distance(period, base) for period in found) < REPORTED else direction
    if direction > 0:
        found, reason = [period for period in found if period.last >= base] or found, "next, the words look ahead"
    elif direction < 0:
        found, reason = [period for period in found if period.first <= base] or found, "last, the words look back"
    if not found:
        return Resolution(None, "no such day")
    return Resolution(min(found, key=lambda period: _distance(period, base)), reason)


def _distance(period: Period, date: dt.date) -> dt.timedelta:
    """Return how far a date lies outside a period."""
    return max(period.first - date, date - period.last, dt.timedelta())


def _in_story(meaning: Yearly, context: Context, story: Period) -> Resolution:
    """Place a yearless date in the time that the text tells of: the named year, or nearest to the last date."""
    if story.grain in {"year", "decade", "century", "range", "half", "season"}:
        period = in_year(meaning, story.last.year if story.grain == "season" else story.first.year, context.date_order)
    else:
        found = _candidates(meaning, story.first.year, context)
        period = min(found, key=lambda one: abs(one.middle - story.middle), default=None)
    return Resolution(period, f"in the story's time, {story.first.year}", "story")


# --- weekdays and days of the month -----------------------------------------------------------------------------


def _weekday(weekday: int, number: int | None, context: Context, base: dt.date) -> Resolution:
    if number is not None:
        return _weekday_and_number(weekday, number, base)
    if weekday == base.isoweekday():
        return Resolution(periods.day(base), "the dateline's own day")
    if context.ahead or context.tense() > 0:
        return Resolution(periods.day(periods.nearest_weekday(base, weekday, 1)), "next, the words look ahead")
    return Resolution(periods.day(periods.nearest_weekday(base, weekday, -1)), "most recent")


def _weekday_and_number(weekday: int, number: int, base: dt.date) -> Resolution:
    """Return the nearest month whose ``number``-th day is that weekday."""
    for step in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7, -8, 8, -9, 9, -10, 10, -11, 11):
        first = periods.shift_date(base.replace(day=1), "month", step)
        found = periods.make_day(first.year, first.month, number)
        if found and found.first.isoweekday() == weekday:
            return Resolution(found, "nearest month in which they agree")
    return Resolution(None, "no such day")


def _month_day(number: int, context: Context, base: dt.date) -> Resolution:
    anchor = context.story or (
        context.last if context.last and context.last.grain in {"day", "time", "month"} else None
    )
    if anchor is not None:
        found = periods.make_day(anchor.first.year, anchor.first.month, number)
        if found:
            return Resolution(found, "in the month last named", "story" if context.story else "anaphor")
    direction = context.tense()
    options = []
    for step in (-1, 0, 1):
        first = periods.shift_date(base.replace(day=1), "month", step)
        period = periods.make_day(first.year, first.month, number)
        if period and (not direction or (period.first >= base if direction > 0 else period.first <= base)):
            options.append(period)
    period = min(options, key=lambda one: _distance(one, base), default=None)
    return Resolution(period, "nearest month")


# --- steps ------------------------------------------------------------------------------------------------------


def _rolling(base: dt.date, unit: str, count: int, direction: int) -> Period:
    if unit in {"decade", "century"}:
        whole = periods.around(base, unit)
        start = periods.shift_date(whole.first, unit, -count if direction < 0 else 1)
        end = whole.first - DAY if direction < 0 else periods.shift_date(whole.last, unit, count)
        return Period(start, end, "decade" if count == 1 and unit == "decade" else "range")
    if unit == "quarter":
        whole = periods.around(base, unit)
        start = periods.shift_date(whole.first, unit, -count if direction < 0 else 1)
        return periods.months(start.year, start.month, 3 * count, "half" if count == 2 else "range")
    if direction < 0:
        return Period(periods.shift_date(base, unit, -count), base - DAY, "range")
    return Period(base + DAY, periods.shift_date(base, unit, count), "range")


def _moved(base: Period, steps: tuple[Step, ...], direction: int) -> Period | None:
    """Return ``base`` moved by whole steps, at the grain of the finest step ("three weeks ago": that week)."""
    date = base.first
    for step in steps:
        if step.unit == "hour":
            continue
        date = periods.shift_date(date, step.unit, direction * step.count)
    unit = min((step.unit for step in steps), key=lambda name: periods.DAYS.get(name, 40 * periods.MONTHS.get(name, 0)))
    if unit == "hour":
        return Period(date, date, "time")
    return periods.around(date, "week" if unit == "fortnight" else unit)


def _offset(offset: Offset, context: Context) -> Resolution:
    reason = " ".join(f"{step.count} {step.unit}" for step in offset.steps) + (
        " after" if offset.direction > 0 else " before"
    )
    if offset.base is not None:
        found = _resolve(offset.base, context)
        if found.period is None:
            return found
        exact = found.period.first == found.period.last
        return Resolution(_exactly(found.period, offset, exact), f"{reason} {found.reason}", found.basis)
    if offset.anaphoric:
        anchor = context.last
        if anchor is None:
            coarse = all(step.unit in {"year", "decade"} for step in offset.steps)
            if not coarse or context.dateline is None or offset.direction > 0:
                return Resolution(None, "no earlier date to count from")
            anchor = periods.around(context.dateline, "year")
        return Resolution(_anaphoric_offset(anchor, offset), f"{reason} the last date", "anaphor")
    if context.dateline is None:
        return UNKNOWN
    return Resolution(_moved(periods.day(context.dateline), offset.steps, offset.direction), f"{reason} the dateline")


def _anaphoric_offset(anchor: Period, offset: Offset) -> Period | None:
    """Return "a year earlier": the same quarter or month of the year before; from a day, that year."""
    (unit, *_) = (step.unit for step in offset.steps)
    count = offset.direction * offset.steps[0].count
    if len(offset.steps) == 1 and unit == "year" and anchor.grain in {"quarter", "month", "half", "season"}:
        first = periods.shift_date(anchor.first, unit, count)
        span = (anchor.last.year - anchor.first.year) * 12 + anchor.last.month - anchor.first.month + 1
        return periods.months(first.year, first.month, span, anchor.grain)
    return _moved(anchor, offset.steps, offset.direction)


def _exactly(base: Period, offset: Offset, exact: bool) -> Period | None:
    """Return a distance from a named date: from a day it is a day, whatever the unit."""
    if not exact:
        return _anaphoric_offset(base, offset)
    date = base.first
    for step in offset.steps:
        if step.unit != "hour":
            date = periods.shift_date(date, step.unit, offset.direction * step.count)
    return periods.day(date)


def _anaphor(anaphor: Anaphor, context: Context) -> Resolution:
    unit, count = anaphor.unit, anaphor.count
    is_ahead = anaphor.falls_back and not count and context.dateline and (context.ahead or context.tense() > 0)
    is_too_coarse = context.last and unit == "day" and (context.last.last - context.last.first).days > 2
    if context.last is not None and not is_ahead and not is_too_coarse:
        anchor = context.last.first if count <= 0 else context.last.last if unit == "day" else context.last.first
        moved = periods.shift_date(anchor, unit, count)
        return Resolution(periods.around(moved, unit), f"{count:+d} {unit} from the last date", "anaphor")
    if anaphor.falls_back and context.dateline is not None:
        return Resolution(
            periods.around(periods.shift_date(context.dateline, unit, count), unit), _steps_reason(unit, count)
        )
    return Resolution(None, "no earlier date to refer to")


def _directed(directed: Directed, context: Context) -> Resolution:
    base = context.dateline
    if directed.anaphoric or (context.story and isinstance(directed.inner, YEARLY) and directed.direction >= 0):
        base = context.last.first if context.last else base
    if base is None:
        return UNKNOWN
    inner, direction = directed.inner, directed.direction
    word = {-1: "last", 0: "this", 1: "next"}[direction]
    if isinstance(inner, Relative):
        return (
            _resolve(inner, context)
            if base == context.dateline
            else Resolution(periods.around(base, inner.unit), "the weekend of that week")
        )
    if isinstance(inner, Weekday):
        if direction == 0:
            monday = periods.around(base, "week").first
            return Resolution(periods.day(monday + (inner.weekday - 1) * DAY), "this week's")
        step = base + direction * DAY
        return Resolution(periods.day(periods.nearest_weekday(step, inner.weekday, direction)), f"{word}, strictly")
    assert isinstance(inner, YEARLY)
    found = _candidates(inner, base.year, context, 4 if isinstance(inner, YearDay) else 1)
    if direction < 0:
        options = [period for period in found if period.last < base]
        return Resolution(max(options, key=lambda one: one.first, default=None), f"{word}, strictly")
    if direction > 0:
        options = [period for period in found if period.first > base]
        return Resolution(min(options, key=lambda one: one.first, default=None), f"{word}, strictly")
    current = (period for period in found if period.first <= base <= period.last)
    same = next(current, in_year(inner, base.year, context.date_order))
    if context.tense() > 0 and same and same.last < base:
        same = in_year(inner, base.year + 1, context.date_order)
    return Resolution(same, "this year's")


# --- dates inside others ----------------------------------------------------------------------------------------


def _within(inner: Meaning, outer: Meaning, context: Context) -> Resolution:
    found = _resolve(outer, context)
    if found.period is None:
        return found
    period = _placed(inner, found.period, context)
    return Resolution(period, found.reason, found.basis)


def _placed(inner: Meaning, outer: Period, context: Context) -> Period | None:
    match inner:
        case Timed(core):
            return _regrained(_placed(core, outer, context), "time")
        case Part(core, _):
            return _placed(core, outer, context)
        case Weekday(weekday, None):
            date = periods.nth_weekday(outer, weekday, 1)
            return periods.day(date) if date else None
        case MonthDay(number):
            return periods.make_day(outer.first.year, outer.first.month, number)
        case Directed(core, _):
            return _placed(core, outer, context)
        case YearDay() | SlashedDay() | YearPart() | Holiday():
            return in_year(inner, outer.first.year, context.date_order)
        case Between(left, right):
            first, last = _placed(left, outer, context), _placed(right, outer, context)
            return Period(first.first, last.last, "range") if first and last and first.first <= last.last else None
        case Fixed(period, _):
            return period
    return None


def _nth(count: int, item: int | str, outer: Meaning, length: int, context: Context) -> Resolution:
    found = _resolve(outer, context)
    if found.period is None:
        return found
    if count == 0:
        return Resolution(periods.around(found.period.first, "week"), f"the week of {found.reason}", found.basis)
    if isinstance(item, int):
        date = periods.nth_weekday(found.period, item, count)
        return Resolution(periods.day(date) if date else None, f"number {count}, {found.reason}", found.basis)
    if periods.around(found.period.first, item).last > found.period.last and item not in {"week", "fortnight"}:
        return Resolution(None, "no such part")
    return Resolution(
        periods.nth_unit(found.period, item, count, length), f"{item} number {count}, {found.reason}", found.basis
    )


def _between(left: Meaning, right: Meaning, context: Context) -> Resolution:
    start, end = _resolve_ends(left, right, context)
    if start.period is None or end.period is None or start.period.first > end.period.last:
        return Resolution(None, "a range that does not hold", start.basis)
    return Resolution(Period(start.period.first, end.period.last, "range"), f"range: {start.reason}", end.basis)


def resolve_ends(left: Meaning, right: Meaning, context: Context) -> tuple[Resolution, Resolution]:
    """Resolve the two ends of a range together: a yearless start takes its year from the end."""
    try:
        return _resolve_ends(left, right, context)
    except (OverflowError, ValueError):
        return OUTSIDE, OUTSIDE


def _resolve_ends(left: Meaning, right: Meaning, context: Context) -> tuple[Resolution, Resolution]:
    end = _resolve(right, context)
    start = _resolve(left, context)
    core = left.inner if isinstance(left, Part | Timed) else left
    if isinstance(core, Weekday) and core.day is None and end.period is not None:
        first = periods.nearest_weekday(end.period.first, core.weekday, -1)
        start = Resolution(periods.day(first), "the last one before the end", end.basis)
    if isinstance(core, YEARLY) and end.period is not None:
        found = [one for one in _candidates(core, end.period.last.year, context) if one.first <= end.period.last]
        best = max(found, key=lambda one: one.first, default=None)
        if best is not None:
            start = Resolution(best, end.reason, end.basis)
    core = right.inner if isinstance(right, Part | Timed) else right
    if isinstance(core, YEARLY) and start.period is not None and end.period is not None and start.basis == "explicit":
        found = [one for one in _candidates(core, start.period.first.year, context) if one.last >= start.period.first]
        best = min(found, key=lambda one: one.first, default=None)
        if best is not None:
            end = Resolution(best, start.reason, start.basis)
    return start, end
