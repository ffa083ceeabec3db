"""Times of day on their days, dates inside years and weeks, ordinals, and parts of periods."""

from __future__ import annotations

from typing import Literal

from extractors.dates.grammar.kinds import NESTED, ORDINALS, PARTS, TIMES
from extractors.dates.meanings import (
    Anaphor,
    Directed,
    MonthDay,
    Nth,
    Part,
    Relative,
    Rolling,
    Timed,
    Unresolved,
    Weekday,
    Within,
)
from extractors.dates.patterns import Match, Result
from extractors.dates.tokens import kind_name


@TIMES.rule(
    "d=X_DAYLIKE (in|during|at)? (the|EARLY|LATE)? p=PARTDAY (at|around|by)? CLOCK?",
    "d=X_DAYLIKE (POSS|DASH)? p=PARTDAY",
    "d=X_DAYLIKE (POSS|DASH)? p=UNIT_DAY",
    "(CLOCK|PARTDAY) COMMA? ZONE? (on|of|COMMA)? d=X_DAYLIKE",
    "d=X_DAYLIKE COMMA? (at|around|by|BEFORE|AFTER)? CLOCK (DASH CLOCK)?",
    "(EARLY|LATE) (in|on|COMMA)? (the|THIS)? PARTDAY (of|on) d=X_DAYLIKE",
    "the? PARTDAY (of|on) d=X_DAYLIKE",
    "the? UNIT_DAY of d=X_DAYLIKE",
)
def timed(match: Match) -> Result:
    token = match["d"]
    first = match.tokens[match.first]
    if isinstance(token.value, MonthDay):
        return None
    if match.has("p") and match["p"].text in {"day", "days", "nights"}:
        return None
    return kind_name(token.kind), token.value if first.text == "day" else Timed(token.value)


# --- dates inside years, months and weeks ------------------------------------------------------------------------


@NESTED.rule(
    "a=X_YEARLY (COMMA|of|in|from|for)? b=X_RYEAR",
    "a=X_YEARLY (COMMA|of|in) b=X_YEAR",
    "a=X_QUARTER b=X_YEAR",
    "b=X_YEAR POSS? a=X_QUARTER",
    "a=X_HALF IN_OF b=X_OUTER",
    "b=X_RYEAR POSS? a=X_HALF",
    "a=X_HALF COMMA? b=X_YEAR",
    "a=X_HOLIDAY (UNIT_WEEKEND|UNIT_WEEK)? b=X_RYEAR",
    "a=X_WEEKDAY (COMMA|of|on|from|in)? b=X_RWEEK",
    "b=X_RWEEK (POSS|on|COMMA|DASH)* a=X_WEEKDAY",
    "a=X_RYEAR POSS? b=X_YEARLY",
)
def nested(match: Match) -> Result:
    inner, outer = match["a"].value, match["b"].value
    if isinstance(inner, Relative | Anaphor):
        inner, outer = outer, inner
    if isinstance(inner, MonthDay):
        return None
    return "X_PERIOD", Within(inner, outer)


@NESTED.rule("the? d=DAYNUM of b=X_RMONTH", "d=X_YEARDAY of b=X_RMONTH")
def day_of_month(match: Match) -> Result:
    value = match["d"].value
    number = value.day if isinstance(value, MonthDay) else value
    return ("X_DAY", Within(MonthDay(number), match["b"].value)) if isinstance(number, int) and number <= 31 else None


# --- ordinals ---------------------------------------------------------------------------------------------------


@ORDINALS.rule("the? n=X_NTH IN_OF o=X_OUTER", "the? n=X_NTH IN_OF the? UNIT_YEAR y=X_YEAR")
def nth(match: Match) -> Result:
    item = match["n"].value
    outer = match["o"].value if match.has("o") else match["y"].value
    return "X_PERIOD", Nth(item.count, item.item, outer, item.length)


@ORDINALS.rule(
    "the? n=X_RWEEK IN_OF o=X_OUTER",
    "the? n=X_RMONTH IN_OF o=X_OUTER",
    "the? n=X_PERIOD IN_OF o=X_OUTER",
    "the? n=X_RDAY IN_OF o=X_OUTER",
)
def last_unit_of(match: Match) -> Result:
    """Read "the last week of October", "the last two months of 2014", "last Monday of March"."""
    inner, outer = match["n"].value, match["o"].value
    match inner:
        case Relative(unit, -1) if unit != "day" and not isinstance(outer, Relative):
            return "X_PERIOD", Nth(-1, unit, outer)
        case Rolling(unit, count, -1):
            return "X_PERIOD", Nth(-1, unit, outer, count)
        case Directed(Weekday(weekday), -1):
            return "X_PERIOD", Nth(-1, weekday, outer)
    return None


@ORDINALS.rule("the? n=X_QUARTER IN_OF o=X_THE", "the? n=X_QUARTER IN_OF o=X_RYEAR")
def quarter_of(match: Match) -> Result:
    return "X_PERIOD", Within(match["n"].value, match["o"].value)


@ORDINALS.rule(
    "w=X_THE (of|starting|commencing|EARLY) d=X_DAY",
    "w=X_THE (of|starting|commencing|EARLY) d=X_YEARDAY",
)
def week_of(match: Match) -> Result:
    if match["w"].value.unit != "week":
        return None
    return "X_RWEEK", Nth(0, "week", match["d"].value)


# --- parts ------------------------------------------------------------------------------------------------------

ADVERBS = {"early", "earlier", "mid", "middle", "late", "later", "end", "beginning", "latter"}
_MODIFIERS: dict[str, Literal["early", "mid", "late"]] = {"early": "early", "middle": "mid", "late": "late"}


@PARTS.rule(
    "the? e=EDGE (of|in|on|part|UNIT_HALF|DASH|UNIT_MONTH|UNIT_DAY|UNIT_WEEK|UNIT_YEAR)* the? o=X_ANY",
    "the? e=EDGE (of|in|part)* o=X_THE",
    "the? e=EDGE of u=UNIT",
)
def parts(match: Match) -> Result:
    edge = match["e"]
    if match.has("u"):
        unit = str(match["u"].value)
        if unit not in {"month", "year", "week"}:
            return None
        return "X_PERIOD", Part(Anaphor(unit, 0, falls_back=True), _MODIFIERS[edge.value])
    inner = match["o"].value
    linked = match.found.start("o") - match.found.start("e") > 1
    of = match.tokens[match.found.start("e") + 1].text == "of"
    if edge.text == "eve" or not (of or edge.text in (ADVERBS if linked else ADVERBS | {"end", "beginning", "start"})):
        return None
    return "X_PERIOD", Part(inner, _MODIFIERS[edge.value])


@PARTS.rule("MIDDLE DASH u=UNIT")
def mid_unit(match: Match) -> Result:
    """Read "mid-month", "mid-week"."""
    unit = str(match["u"].value)
    if unit not in {"week", "month", "year"}:
        return None
    return "X_PERIOD", Part(Anaphor(unit, 0, falls_back=True), "mid")


@PARTS.rule("p=for t=X_THE", "p=in t=X_THE", "p=during t=X_THE")
def in_the_unit(match: Match) -> Result:
    """Read "for the quarter", "in the year": the one last named, or the dateline's own."""
    found, after = match["t"].value, match.after()
    if after.text.isalpha() and not match.guard("day_followers", after):
        return None
    return [(match.first, match.first, "OTHER", Unresolved("reference")), (match.last, match.last, "X_PERIOD", found)]


@PARTS.rule("u=UNIT DASH? POSS? e=LATE", "u=UNIT (POSS|DASH)? e=LATE")
def year_end(match: Match) -> Result:
    unit = str(match["u"].value)
    if match["e"].text != "end" or unit not in {"year", "month"} or match.before().text == "-":
        return None
    return "X_PERIOD", Part(Anaphor(unit, 0, falls_back=True), "late")
