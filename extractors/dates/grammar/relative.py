"""What counts from the dateline or from the last date, and the durations and sets beside them."""

from __future__ import annotations

from extractors.dates import guards
from extractors.dates.grammar.kinds import ANAPHORIC, DIRECTION, GRAIN_KINDS, SIMPLE, count_of
from extractors.dates.holidays import Holiday
from extractors.dates.meanings import (
    Anaphor,
    Directed,
    Meaning,
    Night,
    Nth,
    Offset,
    Relative,
    Rolling,
    Step,
    Timed,
    Unresolved,
    Weekday,
    YearPart,
)
from extractors.dates.patterns import Match, Result
from extractors.dates.periods import Period
from extractors.dates.tokens import Token, kind


@SIMPLE.rule("d=TODAY", "d=YESTERDAY", "d=TOMORROW")
def deictic_day(match: Match) -> Result:
    token = match["d"]
    if guards.is_nowadays(match):
        return "X_REFERENCE", Unresolved("reference")
    day = Relative("day", {"today": 0, "yesterday": -1, "tomorrow": 1}[token.value])
    return "X_RDAY", Timed(day) if token.text in {"tonight", "tonite"} else day


@SIMPLE.rule("THIS DASH? p=PARTDAY", "LAST UNIT_DAY", "LAST p=PARTDAY")
def part_of_today(match: Match) -> Result:
    last = match.tokens[match.last]
    if match.tokens[match.first].value == "this":
        return "X_RDAY", Timed(Relative("day", 0))
    if last.text in {"night", "evening"}:
        return "X_RDAY", Timed(Relative("day", -1))
    return None


@SIMPLE.rule("overnight")
def overnight(match: Match) -> Result:
    return ("X_RDAY", Night()) if guards.is_overnight(match) else None


@SIMPLE.rule("(the|SAME)? q=SHIFTED (calendar|FISCAL|working)? u=UNIT", "THIS q=LAST u=UNIT", "THIS q=NEXT u=UNIT")
def shifted_unit(match: Match) -> Result:
    unit, role = str(match["u"].value), str(match["q"].value)
    article = match.tokens[match.first].text == "the"
    if match["u"].text.endswith("s") and match["u"].text not in {"century"}:
        return _recent_units(match, unit, role)
    if unit == "hour" or (match["q"].text == "latest" and unit != "quarter"):
        return None
    if match["u"].text == "night":
        return _night(role)
    if unit == "half":
        return None
    meaning: Meaning
    if role in ANAPHORIC or (role == "next" and article and unit == "day"):
        if match["q"].text == "that" and not guards.is_determiner(match):
            return None
        meaning = Anaphor(unit, DIRECTION[role], falls_back=unit not in {"day"} and role == "previous")
    elif match["q"].text == "past" and article:
        meaning = Rolling(unit, 1, -1)
    elif role == "next" and article and unit != "day":
        meaning = Anaphor(unit, 1, falls_back=True)
    elif role == "this" and unit == "day":
        if match.before().text == "to":
            return "X_REFERENCE", Unresolved("reference")
        meaning = Anaphor(unit, 0, falls_back=True)
    else:
        meaning = Relative(unit, DIRECTION[role])
    return GRAIN_KINDS.get(unit, "X_PERIOD"), meaning


def _night(role: str) -> Result:
    match role:
        case "last":
            return "X_RDAY", Timed(Relative("day", -1))
        case "same" | "previous" | "following":
            return "X_RDAY", Timed(Anaphor("day", DIRECTION[role]))
        case "next":
            return "X_RDAY", Timed(Anaphor("day", 1))
    return None


def _recent_units(match: Match, unit: str, role: str) -> Result:
    """Read "the past weeks", "last decades": a stretch without a number."""
    return ("X_DURATION", Unresolved("duration")) if role in {"last", "next", "previous", "following"} else None


@SIMPLE.rule(
    "the? q=SHIFTED a? n=NUM of? u=UNIT",
    "the? q=SHIFTED n=NUM DASH u=UNIT",
    "the? n=NUM q=SHIFTED u=UNIT",
    "the? q=SHIFTED n=NUM (business|working|calendar) u=UNIT",
)
def rolling(match: Match) -> Result:
    unit, role, count = str(match["u"].value), str(match["q"].value), count_of(match["n"])
    if role not in {"last", "next", "previous", "following"} or unit == "hour":
        return None
    if match.found.start("n") < match.found.start("q") and not match["u"].text.endswith("s"):
        return None
    if role in ANAPHORIC or not count:
        return "X_DURATION", Unresolved("duration")
    return "X_PERIOD", Rolling(unit, count, DIRECTION[role])


@SIMPLE.rule(
    "THIS? q=SHIFTED m=MONTH",
    "THIS? the? q=SHIFTED m=SEASON",
    "THIS? q=SHIFTED m=HOLIDAY",
    "THIS? the? q=SHIFTED m=WEEKDAY",
    "THIS? the? q=SHIFTED m=WEEKDAY p=PARTDAY",
)
def directed(match: Match) -> Result:
    token, role = match["m"], str(match["q"].value)
    if match["q"].text == "that" and match.before().text and not match.guard("temporal", match.before()):
        return None
    if token.kind == kind("MONTH") and (guards.is_lower_word(match, token) or match.after().text[:1].isdigit()):
        return None
    inner, name = _recurring(token)
    if inner is None:
        return None
    meaning: Meaning = Directed(inner, DIRECTION[role], anaphoric=role in ANAPHORIC)
    if match.has("p"):
        meaning = Timed(meaning)
    return name, meaning


def _recurring(token: Token) -> tuple[Meaning | None, str]:
    if isinstance(token.value, Holiday):
        return token.value, "X_RDAY"
    if isinstance(token.value, Period):
        return None, ""
    if isinstance(token.value, str):
        return YearPart("season", token.value), "X_PERIOD"
    if token.text.rstrip(".")[:3] in {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}:
        return Weekday(token.value), "X_RDAY"
    return YearPart("month", token.value), "X_RMONTH"


@SIMPLE.rule("the? q=SHIFTED p=PARTDAY")
def anaphoric_part(match: Match) -> Result:
    """Read "the following morning", "the previous night", "the next afternoon"."""
    role = str(match["q"].value)
    if role in ANAPHORIC or role == "next":
        return "X_RDAY", Timed(Anaphor("day", DIRECTION[role]))
    return None


@SIMPLE.rule("EARLY in the UNIT_DAY", "LATE in the UNIT_DAY", "EARLY SAME UNIT_DAY")
def in_the_day(match: Match) -> Result:
    """Read "earlier in the day"."""
    return "X_RDAY", Anaphor("day", 0, falls_back=True)


UNITS_OF_TIME = {"week", "month", "quarter", "year", "decade", "century"}


@SIMPLE.rule("the u=UNIT")
def the_unit(match: Match) -> Result:
    """Keep "the year", "the month" for the layers above ("the end of the month")."""
    unit = str(match["u"].value)
    return ("X_THE", Anaphor(unit, 0, falls_back=True)) if unit in UNITS_OF_TIME else None


@SIMPLE.rule("(the|all|over|during|throughout|THIS) w=UNIT_WEEKEND", "THIS UNIT_WEEK DASH LATE")
def the_weekend(match: Match) -> Result:
    first = match.tokens[match.first]
    if first.value == "this":
        return "X_PERIOD", Relative("weekend", 0)
    if first.text == "the" and not (
        match.guard("temporal", match.before()) or not match.before().text or not match.after().text
    ):
        return None
    return "X_PERIOD", Directed(Relative("weekend", 0), 0, anaphoric=True)


@SIMPLE.rule(
    "(EVERY|alternate) (other|ORD|NUM)? (UNIT|WEEKDAY|MONTH|PARTDAY|SEASON)",
    "WEEKDAYS",
    "OFTEN",
    "(a|NUM) (times|time) (a|EVERY) UNIT",
)
def sets(match: Match) -> Result:
    return "X_DURATION", Unresolved("set")


@SIMPLE.rule("NOW", "recent UNIT")
def references(match: Match) -> Result:
    return "X_REFERENCE", Unresolved("reference")


@SIMPLE.rule(
    "n=NUM of? u=UNIT",
    "n=NUM DASH u=UNIT (DASH old)?",
    "a VAGUE of? u=UNIT",
    "UNIT_HALF a u=UNIT",
    "n=NUM (business|working|calendar|more|full) u=UNIT",
)
def durations(match: Match) -> Result:
    named = match.has("n")
    count = count_of(match["n"]) if named else int(match.tokens[match.first + 1].value or 0)
    if not named and match.tokens[match.first].value == "half":
        count = 0
    unit = str(match["u"].value)
    if unit == "half" or match["u"].text == "fall":
        return None
    return "X_DURATION", Unresolved("duration", (Step(unit, count),))


@SIMPLE.rule("n=NUM w=WEEKDAYS AGO")
def weekdays_ago(match: Match) -> Result:
    """Read "two Fridays ago"."""
    count = count_of(match["n"])
    if not count:
        return None
    last = Directed(Weekday(int(match["w"].value)), -1)
    return "X_RDAY", Offset((Step("week", count - 1),), -1, base=last)


@SIMPLE.rule(
    "the? u=UNIT DASH w=AGO UNIT_QUARTER?", "the? u=UNIT DASH w=BEFORE", "the? u=UNIT DASH w=EARLY UNIT_QUARTER?"
)
def year_earlier(match: Match) -> Result:
    """Read "the year-earlier quarter", "the year-ago period"."""
    if match["w"].text not in {"ago", "earlier", "before"}:
        return None
    return "X_PERIOD", Offset((Step(str(match["u"].value), 1),), -1, anaphoric=True)


@SIMPLE.rule("n=ORD DASH? i=UNIT", "n=ORD i=WEEKDAY", "n=ORD c=NUM i=UNIT", "n=LAST i=WEEKDAY", "n=ORD LAST i=UNIT")
def ordinal_item(match: Match) -> Result:
    """Keep "the first Monday", "second week", "first ten days" for a period that follows."""
    number = -1 if match["n"].value == "last" else int(match["n"].value)
    if match.last - match.first == 2 and match.tokens[match.first + 1].value == "last":
        number = -number
    length = count_of(match["c"]) if match.has("c") else 1
    item = match["i"].value
    if item == "hour" or not length:
        return None
    return "X_NTH", Nth(number, item, Unresolved("date"), length)
