"""What date expressions mean before the dateline is known: the vocabulary between grammar and resolver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.dates.holidays import Holiday
from extractors.dates.periods import Period


@dataclass(frozen=True, slots=True)
class Fixed:
    """A stretch of days that needs no context: "1939", "12 May 1939", "the 1990s".

    ``is_name`` is true for a single day that has become a name ("9/11"): it says nothing of when a story is set.
    """

    period: Period
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A numeric date whose order of day and month depends on the source: "3/4/2015"."""

    text: str


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of the year: "10 January", with the weekday that it must be, if named."""

    month: int
    day: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class SlashedDay:
    """Two numbers that are a day and a month in the source's order: "7/6"."""

    first: int
    second: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class YearPart:
    """A month (1-12), quarter (1-4), half (1-2), season or ISO week of the year."""

    unit: Literal["month", "quarter", "half", "season", "week"]
    value: int | str


Yearly = YearDay | SlashedDay | YearPart | Holiday


@dataclass(frozen=True, slots=True)
class Weekday:
    """A bare weekday, or one that is a certain day of its month: "Friday", "Friday the 13th"."""

    weekday: int
    day: int | None = None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A bare day of the month: "the 20th"."""

    day: int


@dataclass(frozen=True, slots=True)
class Relative:
    """The calendar unit ``count`` steps from the dateline's own: "last week" (-1), "this month" (0), "tomorrow"."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Anaphor:
    """The same, counted from the last resolved expression: "that month" (0), "the following day" (1)."""

    unit: str
    count: int
    falls_back: bool = False


@dataclass(frozen=True, slots=True)
class Directed:
    """A recurring date in the direction that "last" (-1), "this" (0) or "next" (1) gives it."""

    inner: Meaning
    direction: int
    anaphoric: bool = False


@dataclass(frozen=True, slots=True)
class Rolling:
    """The ``count`` units up to the dateline (-1) or after it (1): "the past three months"."""

    unit: str
    count: int
    direction: int


@dataclass(frozen=True, slots=True)
class Step:
    """One leg of a distance: "two weeks"; ``count`` is 0 where it stays vague."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance from the dateline, from ``base``, or (``anaphoric``) from the last resolved expression."""

    steps: tuple[Step, ...]
    direction: int
    base: Meaning | None = None
    anaphoric: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """A recurring date placed in a year, month or week: "June last year", "Tuesday of next week"."""

    inner: Meaning
    outer: Meaning


@dataclass(frozen=True, slots=True)
class Nth:
    """The ``count``-th weekday (int) or unit of a period: "the first Monday of May", "the last two weeks of 2014"."""

    count: int
    item: int | str
    outer: Meaning
    length: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A period named by its beginning, middle or end; the period stays whole."""

    inner: Meaning
    modifier: Literal["early", "mid", "late", "approx"]


@dataclass(frozen=True, slots=True)
class Timed:
    """A day named with a part of the day or a clock time."""

    inner: Meaning


@dataclass(frozen=True, slots=True)
class Between:
    """A range from one date to another, ends included; ``compact`` where both share their month.

    ``spans`` are the offsets of the two ends in the text.
    """

    left: Meaning
    right: Meaning
    compact: bool = False
    spans: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))


@dataclass(frozen=True, slots=True)
class Night:
    """The night that ends on the dateline's morning: "overnight"."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A duration, a set or a word such as "now": recognised, never resolved; or a date that hangs on an event."""

    what: Literal["date", "duration", "set", "reference"]
    steps: tuple[Step, ...] = ()
    reason: str = "counted from an event"


Meaning = (
    Fixed
    | Written
    | YearDay
    | SlashedDay
    | YearPart
    | Holiday
    | Weekday
    | MonthDay
    | Relative
    | Anaphor
    | Directed
    | Rolling
    | Offset
    | Within
    | Nth
    | Part
    | Timed
    | Between
    | Night
    | Unresolved
)
