"""The layers of the grammar, the sets of kinds that its patterns use, and what several rules share."""

from __future__ import annotations

from extractors.dates.patterns import Layer, Match, define
from extractors.dates.tokens import Token

UNITS = ("hour", "day", "week", "fortnight", "weekend", "month", "quarter", "half", "year", "decade", "century")
define("UNIT", " ".join(f"UNIT_{unit.upper()}" for unit in UNITS))
define("NUM", "DAY INTEGER WORDNUM VAGUE a an")
define("INT", "DAY INTEGER WORDNUM")
define("ORD", "ORDINAL SECOND")
define("DAYNUM", "DAY ORDINAL SECOND WORDNUM")
define("UP_TO", "to DASH through until till untill")
define("SHIFTED", "LAST NEXT THIS PREVIOUS FOLLOWING SAME")
define("IN_OF", "of in")
define("EDGE", "EARLY MIDDLE LATE")
# What the first layer makes, by how the later layers may use it.
define("X_YEARLY", "X_YEARDAY X_MONTH X_QUARTER X_SEASON X_HOLIDAY")
define("X_DAYLIKE", "X_DAY X_YEARDAY X_WEEKDAY X_RDAY X_HOLIDAY")
define("X_WHOLE", "X_YEAR X_RYEAR X_RMONTH X_RWEEK X_MONTHYEAR X_DECADE X_CENTURY X_PERIOD")
define("X_ANY", "X_DAYLIKE X_YEARLY X_WHOLE X_DAY")
define("X_OUTER", "X_YEAR X_RYEAR X_RMONTH X_RWEEK X_MONTHYEAR X_MONTH X_QUARTER X_DECADE X_CENTURY X_PERIOD X_THE")

DIRECTION = {"last": -1, "next": 1, "this": 0, "previous": -1, "following": 1, "same": 0}
ANAPHORIC = {"previous", "following", "same"}
GRAIN_KINDS = {"day": "X_RDAY", "week": "X_RWEEK", "month": "X_RMONTH", "year": "X_RYEAR"}


SIMPLE, TIMES, NESTED, ORDINALS, PARTS, DISTANCES, RANGES = LAYERS = tuple(Layer() for _ in range(7))


def count_of(token: Token | None) -> int:
    """Return the count that a token gives: 1 for "a", 0 where it is vague."""
    if token is None or token.text in {"a", "an"}:
        return 1
    return int(token.value)


def year_of(match: Match) -> int | None:
    """Return the year kept under ``y``; two digits mean the nearest past century of a news text."""
    token = match.get("y")
    if token is None:
        return None
    return full_year(int(token.value))


def full_year(value: int) -> int:
    """Return a year whose century may be left out: 40 to 99 belong to the twentieth."""
    return value if value > 99 else value + (2000 if value < 40 else 1900)
