"""The grammar of English news dates: layers of rules from tokens to meanings.

``SIMPLE`` reads what needs nothing beside it; the later layers put its results together: times of day, years
and weeks that dates belong to, ordinals, parts ("early"), distances ("three days before"), ranges.
"""

from __future__ import annotations

from extractors.dates import guards
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
    YearPart,
)
from extractors.dates.patterns import Layer, Match, Piece, Result, define
from extractors.dates.periods import Period, century, decade, make_day, months
from extractors.dates.tokens import Token, kind_name

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


def _number(token: Token | None) -> int:
    """Return the count that a token gives: 1 for "a", 0 where it is vague."""
    if token is None or token.text in {"a", "an"}:
        return 1
    return int(token.value)


def _year(match: Match) -> int | None:
    """Return the year kept under ``y``; two digits mean the nearest past century of a news text."""
    token = match.get("y")
    if token is None:
        return None
    value = int(token.value)
    return value if value > 99 else value + (2000 if value < 40 else 1900)


# --- absolute and yearless days, months and years -------------------------------------------------------------


@SIMPLE.rule("NUMDATE")
def numeric_date(match: Match) -> Result:
    return "X_DAY", Written(match.tokens[match.first].text.rstrip("t"))


@SIMPLE.rule(
    "(w=WEEKDAY COMMA?)? m=MONTH the? d=DAYNUM (COMMA? IN_OF? y=YEAR)?",
    "(w=WEEKDAY COMMA? the?)? d=DAYNUM UNIT_DAY? of? m=MONTH (COMMA? IN_OF? y=YEAR)?",
    "(w=WEEKDAY COMMA?)? m=MONTH DASH d=DAY (DASH y=YEAR)?",
    "(w=WEEKDAY COMMA?)? m=MONTH SLASH d=DAY",
    "d=DAY DASH m=MONTH (DASH y=YEAR)?",
    "d=DAY DASH m=MONTH DASH y=INT",
    "d=DAY SLASH m=MONTH SLASH y=YEAR",
    "y=YEAR DASH m=MONTH DASH d=DAY",
    "y=YEAR SLASH m=MONTH SLASH d=DAY",
    "d=DAYNUM of? m=MONTH of? y=YEAR2",
    "m=MONTH d=DAY COMMA? y=YEAR2",
    "m=MONTH d=DAYNUM COMMA? w=WEEKDAY",
)
def month_and_day(match: Match) -> Result:
    number, month = int(match["d"].value), int(match["m"].value)
    if not guards.is_month(match, match["m"], with_day=True) or guards.counts_something(match, "d"):
        return None
    if not match["m"].capital and match["d"].text[0].isalpha() and match["m"].text in {"may", "march", "august"} and number < 20:
        return None
    year = _year(match) if "y" in match.found.re.groupindex else None
    weekday = match.get("w") if "w" in match.found.re.groupindex else None
    if year is not None:
        period = make_day(year, month, number)
        return "X_DAY", Fixed(period) if period else Unresolved("date", reason="no such day")
    if make_day(2000, month, number) is None:
        return None
    return "X_YEARDAY", YearDay(month, number, weekday.value if weekday else None)


@SIMPLE.rule("m=MONTH IN_OF? COMMA? y=YEAR", "m=MONTH of? y=YEAR2", "m=MONTH SLASH y=YEAR", "m=MONTH DASH y=YEAR", "y=YEAR COMMA? m=MONTH")
def month_and_year(match: Match) -> Result:
    year = _year(match)
    if year is None or not guards.is_month(match, match["m"], with_day=True) or guards.follows_impossible_day(match):
        return None
    return "X_MONTHYEAR", Fixed(months(year, int(match["m"].value), 1, "month"))


@SIMPLE.rule("YEARMONTH")
def numeric_month(match: Match) -> Result:
    left, right = (int(part) for part in match.tokens[match.first].text.replace("/", "-").split("-"))
    year, month = (left, right) if left > 12 else (right, left)
    if left > 12 and right == (left + 1) % 100:  # two years: 2011-12
        start = match.tokens[match.first].start
        return "X_PERIOD", _two_years(year, year + 1, (start, start + 4), (start + 5, start + 7))
    return "X_MONTHYEAR", Fixed(months(year, month, 1, "month"))


@SIMPLE.rule("MONTH")
def bare_month(match: Match) -> Result:
    token = match.tokens[match.first]
    if not guards.is_month(match, token, with_day=False):
        return None
    return "X_MONTH", YearPart("month", token.value)


@SIMPLE.rule("d=DAY COMMA e=DAY and f=DAY of? m=MONTH (COMMA? y=YEAR)?", "d=DAY and e=DAY of? m=MONTH (COMMA? y=YEAR)?")
def days_before_month(match: Match) -> Result:
    """Read "18 and 19 June": two days of one month."""
    return _day_list(match, month_first=False)


@SIMPLE.rule("m=MONTH d=DAY and e=DAY (COMMA? y=YEAR)?", "m=MONTH d=DAY COMMA e=DAY and f=DAY (COMMA? y=YEAR)?")
def days_after_month(match: Match) -> Result:
    """Read "May 4 and 5": two days of one month."""
    if guards.counts_something(match, "e"):
        return None
    return _day_list(match, month_first=True)


def _day_list(match: Match, month_first: bool) -> Result:
    names = [name for name in "def" if name in match.found.re.groupindex]
    month, year = int(match["m"].value), _year(match)
    pieces: list[tuple[int, int, str, Meaning]] = []
    for name in names:
        number = int(match[name].value)
        period = make_day(year or 2000, month, number)
        if period is None:
            return None
        where = match.found.start(name)
        first = match.first if month_first and name == names[0] else where
        last = match.last if name == names[-1] else where
        pieces.append((first, last, "X_DAY", Fixed(period)) if year else (first, last, "X_YEARDAY", YearDay(month, number)))
    return pieces


@SIMPLE.rule(
    "(from|between)? m=MONTH the? d=DAYNUM (UP_TO) the? e=DAYNUM (COMMA? IN_OF? y=YEAR)?",
    "between m=MONTH the? d=DAYNUM and the? e=DAYNUM (COMMA? IN_OF? y=YEAR)?",
    "(from|between)? the? d=DAYNUM (UP_TO) the? e=DAYNUM of? m=MONTH (COMMA? IN_OF? y=YEAR)?",
    "between the? d=DAYNUM and the? e=DAYNUM of? m=MONTH (COMMA? IN_OF? y=YEAR)?",
)
def days_of_one_month(match: Match) -> Result:
    month, first, last, year = int(match["m"].value), int(match["d"].value), int(match["e"].value), _year(match)
    if first >= last or not guards.is_month(match, match["m"], with_day=True):
        return None
    if year is not None:
        left, right = make_day(year, month, first), make_day(year, month, last)
        return ("X_PERIOD", Fixed(Period(left.first, right.last, "range"))) if left and right else None
    if make_day(2000, month, last) is None:
        return None
    return "X_PERIOD", Between(YearDay(month, first), YearDay(month, last), compact=True)


@SIMPLE.rule("(the? UNIT_YEAR of?)? y=YEAR")
def bare_year(match: Match) -> Result:
    year = int(match["y"].value)
    if not guards.is_year(match, "y", named=match.first < match.last):
        return None
    return "X_YEAR", Fixed(months(year, 1, 12, "year"))


@SIMPLE.rule("UNIT_YEAR y=INTEGER", "UNIT_YEAR y=DAY", "in y=INTEGER ad")
def early_year(match: Match) -> Result:
    value = int(match["y"].value)
    return ("X_YEAR", Fixed(months(value, 1, 12, "year"))) if 1 <= value <= 999 else None


@SIMPLE.rule("y=YEAR DASH z=DAY", "y=YEAR DASH z=INTEGER", "y=YEAR SLASH z=DAY", "y=YEAR SLASH z=INTEGER")
def year_range(match: Match) -> Result:
    """Read "1914-18": years that share their century."""
    first, last = int(match["y"].value), int(match["z"].value)
    if not first % 100 < last < 100 or not guards.is_year(match, "y", named=False):
        return None
    left, right = match["y"], match["z"]
    return "X_PERIOD", _two_years(first, first // 100 * 100 + last, (left.start, left.end), (right.start, right.end))


def _two_years(first: int, last: int, left: tuple[int, int], right: tuple[int, int]) -> Between:
    return Between(Fixed(months(first, 1, 12, "year")), Fixed(months(last, 1, 12, "year")), spans=(left, right))


@SIMPLE.rule("(the? p=FISCAL UNIT_YEAR? (of|DASH)? y=YEAR)", "FISCALMARK y=YEAR")
def fiscal_year(match: Match) -> Result:
    return "X_YEAR", Fixed(months(int(match["y"].value), 1, 12, "year"))


@SIMPLE.rule("FISCALYEAR")
def fiscal_mark(match: Match) -> Result:
    year = int("".join(char for char in match.tokens[match.first].text if char.isdigit()))
    return "X_YEAR", Fixed(months(year if year > 99 else 2000 + year, 1, 12, "year"))


@SIMPLE.rule("y=YEAR2")
def short_year(match: Match) -> Result:
    """Read "'99" after a preposition."""
    before = match.before()
    if before is None or before.text not in {"in", "of", "since", "from", "to", "by", "until"}:
        return None
    return "X_YEAR", Fixed(months(_year(match) or 0, 1, 12, "year"))


@SIMPLE.rule("the? d=DECADE", "the? t=TENS")
def decades(match: Match) -> Result:
    token = match.tokens[match.last]
    if "t" in match.found.re.groupindex:
        if match.first == match.last and not guards.after_preposition(match):
            return None
        return "X_DECADE", Fixed(decade(1900 + int(token.value)))
    value = int(token.value)
    if value < 100:
        if match.first == match.last and token.text[0] not in "'’" and not guards.after_preposition(match):
            return None
        return "X_DECADE", Fixed(decade(1900 + value if value > 10 else 2000 + value))
    if not 1000 <= value <= 2190:
        return None
    if value % 100 == 0 and value < 2000:
        return "X_CENTURY", Fixed(century(value // 100))
    return "X_DECADE", Fixed(decade(value))


@SIMPLE.rule("n=ORD DASH? UNIT_CENTURY", "the? n=ORD (?= (and|to|DASH|or) the? ORD DASH? UNIT_CENTURY)")
def centuries(match: Match) -> Result:
    number = int(match["n"].value)
    return ("X_CENTURY", Fixed(century(number - 1))) if 1 <= number <= 22 else None


# --- weekdays, days of the month, seasons, quarters, holidays ---------------------------------------------------


@SIMPLE.rule("w=WEEKDAY COMMA? the? d=ORD", "w=WEEKDAY d=DAY", "w=WEEKDAY the d=DAYNUM")
def weekday_and_number(match: Match) -> Result:
    number = int(match["d"].value)
    if number > 31 or guards.counts_something(match, "d"):
        return None
    after = match.after()
    if after is not None and (after.text in {":", "/", ".", "-", "am", "pm"}) and not match["d"].text[-1].isalpha():
        return None
    return "X_WEEKDAY", Weekday(int(match["w"].value), number)


@SIMPLE.rule("w=WEEKDAY")
def bare_weekday(match: Match) -> Result:
    token = match["w"]
    return ("X_WEEKDAY", Weekday(int(token.value))) if guards.is_weekday(match, token) else None


@SIMPLE.rule("the d=ORD", "the d=DAY")
def bare_day_number(match: Match) -> Result:
    number = int(match["d"].value)
    if number > 31 or not guards.is_day_number(match):
        return None
    return "X_YEARDAY", MonthDay(number)


@SIMPLE.rule("(w=WEEKDAY|on|from|by|until|since) d=SLASHED", "s=SHIFTED (w=WEEKDAY)? d=SLASHED")
def slashed(match: Match) -> Result:
    first, second = (int(part) for part in match["d"].text.split("/"))
    if not (1 <= min(first, second) <= 12 and max(first, second) <= 31):
        return None
    weekday = match.get("w")
    start = match.found.start("d") if weekday is None else match.found.start("w")
    return [
        *_skip(match, match.first, start),
        (start, match.last, "X_YEARDAY", SlashedDay(first, second, weekday.value if weekday else None)),
    ]


def _skip(match: Match, first: int, end: int) -> list[tuple[int, int, str, Meaning]]:
    return [(index, index, "OTHER", Unresolved("reference")) for index in range(first, end)]


@SIMPLE.rule("the? s=SEASON", "the? s=SEASON IN_OF? y=YEAR")
def seasons(match: Match) -> Result:
    token = match["s"]
    if "y" in match.found.re.groupindex:
        return "X_PERIOD", Within(YearPart("season", token.value), Fixed(months(int(match["y"].value), 1, 12, "year")))
    if not guards.is_season(match, token):
        return None
    return "X_SEASON", YearPart("season", token.value)


@SIMPLE.rule("FISCAL? n=ORD (FISCAL|DASH)? UNIT_QUARTER")
def quarters(match: Match) -> Result:
    number = int(match["n"].value)
    if number > 4 or guards.is_sport(match):
        return None
    return "X_QUARTER", YearPart("quarter", number)


@SIMPLE.rule("n=ORD DASH? UNIT_HALF IN_OF (the? y=YEAR|THIS UNIT_YEAR|the? z=UNIT_YEAR)", "n=ORD UNIT_HALF COMMA? y=YEAR")
def halves(match: Match) -> Result:
    number = int(match["n"].value)
    if number > 2:
        return None
    half = YearPart("half", number)
    year = match.get("y")
    return "X_PERIOD", Within(half, Fixed(months(int(year.value), 1, 12, "year"))) if year else half


@SIMPLE.rule("q=QUARTERED (IN_OF? y=YEAR)?", "q=QUARTERED DASH y=YEAR", "y=YEAR the n=ORD UNIT_QUARTER", "y=YEAR DASH? q=QUARTERED")
def marked_quarter(match: Match) -> Result:
    year = _year(match)
    if "n" in match.found.re.groupindex:
        part = YearPart("quarter", int(match["n"].value))
    else:
        text = match["q"].text.replace("fy", "").replace("-", "").replace(" ", "")
        letter = "h" if "h" in text else "q"
        head, _, tail = text.partition(letter)
        part = YearPart("half" if letter == "h" else "quarter", int(tail or head))
        if head and tail:
            year = int(head) if len(head) == 4 else 2000 + int(head)
    if year is None:
        before = match.before()
        return ("X_QUARTER", part) if part.unit == "quarter" and not (before and before.text == "(") else None
    return "X_PERIOD", Within(part, Fixed(months(year, 1, 12, "year")))


@SIMPLE.rule("the? UNIT_WEEK n=INT")
def numbered_week(match: Match) -> Result:
    number = int(match["n"].value)
    return ("X_QUARTER", YearPart("week", number)) if 1 <= number <= 53 else None


@SIMPLE.rule("h=HOLIDAY (COMMA? IN_OF? y=YEAR)?")
def holidays(match: Match) -> Result:
    token, year = match["h"], match.get("y")
    if not guards.is_holiday(match, token):
        return None
    holiday: Holiday | Period = guards.national_day(match, token)
    if isinstance(holiday, Period):
        return "X_DAY", Fixed(holiday, is_name=True)
    if year:
        return "X_PERIOD", Within(holiday, Fixed(months(int(year.value), 1, 12, "year")))
    return "X_HOLIDAY", holiday


# --- what counts from the dateline or from the last date --------------------------------------------------------


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
    if unit == "hour" or (match["q"].text == "latest" and unit != "quarter") or guards.is_comparison(match):
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
        before = match.before()
        if before is not None and before.text == "to":
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
    unit, role, count = str(match["u"].value), str(match["q"].value), _number(match["n"])
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
    if match["q"].text == "that" and match.before() is not None and not match.guard("temporal", match.before()):
        return None
    if token.text in {"may", "march", "august"} and not token.capital:
        return None
    inner, name = _recurring(token)
    if inner is None:
        return None
    meaning: Meaning = Directed(inner, DIRECTION[role], anaphoric=role in ANAPHORIC)
    if "p" in match.found.re.groupindex:
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


@SIMPLE.rule("(the|SAME) p=PARTDAY", "the? q=SHIFTED p=PARTDAY")
def anaphoric_part(match: Match) -> Result:
    """Read "the following morning", "the previous night", "the next afternoon"."""
    if "q" not in match.found.re.groupindex:
        return None
    role = str(match["q"].value)
    if role in ANAPHORIC or (role == "next"):
        return "X_RDAY", Timed(Anaphor("day", DIRECTION[role]))
    return None


@SIMPLE.rule("EARLY in the UNIT_DAY", "LATE in the UNIT_DAY", "EARLY that UNIT_DAY")
def in_the_day(match: Match) -> Result:
    """Read "earlier in the day"."""
    return "X_RDAY", Anaphor("day", 0, falls_back=True)


@SIMPLE.rule("the u=UNIT")
def the_unit(match: Match) -> Result:
    """Keep "the year", "the month" for the layers above ("the end of the month")."""
    unit = str(match["u"].value)
    return ("X_THE", Anaphor(unit, 0, falls_back=True)) if unit in {"week", "month", "year", "quarter"} else None


@SIMPLE.rule("(the|all|over|during|throughout|THIS) w=UNIT_WEEKEND", "THIS UNIT_WEEK DASH LATE")
def the_weekend(match: Match) -> Result:
    first = match.tokens[match.first]
    if first.value == "this":
        return "X_PERIOD", Relative("weekend", 0)
    if first.text == "the" and not (match.guard("temporal", match.before()) or match.before() is None or match.after() is None):
        return None
    return "X_PERIOD", Directed(Relative("weekend", 0), 0, anaphoric=True)


@SIMPLE.rule("(EVERY|alternate) (other|ORD|NUM)? (UNIT|WEEKDAY|MONTH|PARTDAY|SEASON)", "WEEKDAYS", "OFTEN", "(a|NUM) (times|time) (a|EVERY) UNIT")
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
    named = "n" in match.found.re.groupindex
    count = _number(match["n"]) if named else int(match.tokens[match.first + 1].value or 0)
    if not named and match.tokens[match.first].value == "half":
        count = 0
    unit = str(match["u"].value)
    if unit == "half" or match["u"].text == "fall":
        return None
    return "X_DURATION", Unresolved("duration", (Step(unit, count),))


@SIMPLE.rule("the? u=UNIT DASH AGO", "the? u=UNIT DASH BEFORE", "the? u=UNIT DASH EARLY")
def year_earlier(match: Match) -> Result:
    """Read "the year-earlier quarter", "the year-ago period"."""
    if match.tokens[match.last].text not in {"ago", "earlier", "before"}:
        return None
    return "X_PERIOD", Offset((Step(str(match["u"].value), 1),), -1, anaphoric=True)


@SIMPLE.rule("n=ORD DASH? i=UNIT", "n=ORD i=WEEKDAY", "n=ORD c=NUM i=UNIT", "n=LAST i=WEEKDAY", "n=ORD LAST i=UNIT")
def ordinal_item(match: Match) -> Result:
    """Keep "the first Monday", "second week", "first ten days" for a period that follows."""
    number = -1 if match["n"].value == "last" else int(match["n"].value)
    if match.last - match.first == 2 and match.tokens[match.first + 1].value == "last":
        number = -number
    length = _number(match["c"]) if "c" in match.found.re.groupindex else 1
    item = match["i"].value
    if item == "hour" or not length:
        return None
    return "X_NTH", Nth(number, item, Unresolved("date"), length)


# --- times of day -------------------------------------------------------------------------------------------------


@TIMES.rule(
    "d=X_DAYLIKE COMMA? (in|during|at)? (the|EARLY|LATE)? p=PARTDAY (at|around|by)? CLOCK?",
    "d=X_DAYLIKE (POSS|DASH)? p=PARTDAY",
    "d=X_DAYLIKE (POSS|DASH)? p=UNIT_DAY",
    "(CLOCK|PARTDAY) COMMA? ZONE? (on|of|COMMA)? d=X_DAYLIKE",
    "d=X_DAYLIKE COMMA? (at|around|by|before|after|BEFORE|AFTER)? CLOCK (DASH CLOCK)?",
    "(early|EARLY|LATE) (in|on|COMMA)? (the|THIS)? PARTDAY (of|on) d=X_DAYLIKE",
    "the? PARTDAY (of|on) d=X_DAYLIKE",
    "the? UNIT_DAY of d=X_DAYLIKE",
)
def timed(match: Match) -> Result:
    token = match["d"]
    first = match.tokens[match.first]
    if isinstance(token.value, MonthDay):
        return None
    if "p" in match.found.re.groupindex and match["p"].text in {"day", "days", "nights"}:
        return None
    return kind_name(token.kind), token.value if first.text == "day" else Timed(token.value)


# --- dates inside years, months and weeks ------------------------------------------------------------------------


@NESTED.rule(
    "a=X_YEARLY (COMMA|of|in|from|for)? b=X_RYEAR",
    "a=X_YEARLY (COMMA|of|in) b=X_YEAR",
    "a=X_QUARTER b=X_YEAR",
    "a=X_HOLIDAY (weekend|week)? b=X_RYEAR",
    "a=X_WEEKDAY (COMMA|of|on|from|in)? b=X_RWEEK",
    "b=X_RWEEK (POSS|on|COMMA|DASH)* a=X_WEEKDAY",
    "a=X_RYEAR POSS? b=X_YEARLY",
)
def nested(match: Match) -> Result:
    inner, outer = match["a"].value, match["b"].value
    if "X_RYEAR" and isinstance(inner, Relative | Anaphor):
        inner, outer = outer, inner
    if isinstance(inner, MonthDay):
        return None
    return "X_PERIOD", Within(inner, outer)


@NESTED.rule("the? d=DAYNUM of b=X_RMONTH", "d=X_YEARDAY of b=X_RMONTH")
def day_of_month(match: Match) -> Result:
    value = match["d"].value
    number = value.day if isinstance(value, MonthDay) else value
    return ("X_DAY", Within(MonthDay(number), match["b"].value)) if isinstance(number, int) and number <= 31 else None


@NESTED.rule("(on|a|NUM)? a=X_WEEKDAY UNIT_WEEK")
def friday_week(match: Match) -> Result:
    return None


# --- ordinals ---------------------------------------------------------------------------------------------------


@ORDINALS.rule("the? n=X_NTH IN_OF o=X_OUTER", "the? n=X_NTH IN_OF the? UNIT_YEAR y=X_YEAR")
def nth(match: Match) -> Result:
    item = match["n"].value
    outer = match["o"].value if "o" in match.found.re.groupindex else match["y"].value
    return "X_PERIOD", Nth(item.count, item.item, outer, item.length)


@ORDINALS.rule("the? n=X_RWEEK IN_OF o=X_OUTER", "the? n=X_RMONTH IN_OF o=X_OUTER", "the? n=X_PERIOD IN_OF o=X_OUTER", "the? n=X_RDAY IN_OF o=X_OUTER")
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


@ORDINALS.rule("w=X_THE (of|starting|beginning|commencing|EARLY|MIDDLE) d=X_DAY", "w=X_THE (of|starting|beginning|commencing|EARLY) d=X_YEARDAY")
def week_of(match: Match) -> Result:
    if match["w"].value.unit != "week":
        return None
    return "X_RWEEK", Nth(0, "week", match["d"].value)


# --- parts ------------------------------------------------------------------------------------------------------

_MODIFIERS = {"early": "early", "middle": "mid", "late": "late"}


@PARTS.rule(
    "the? e=EDGE (of|in|on|part|UNIT_HALF|DASH|UNIT_MONTH|UNIT_DAY|UNIT_WEEK|UNIT_YEAR)* the? o=X_ANY",
    "the? e=EDGE (of|in|part)* o=X_THE",
    "the? e=EDGE of u=UNIT",
)
def parts(match: Match) -> Result:
    edge = match["e"]
    if "u" in match.found.re.groupindex:
        unit = str(match["u"].value)
        if unit not in {"month", "year", "week"}:
            return None
        return "X_PERIOD", Part(Anaphor(unit, 0, falls_back=True), _MODIFIERS[edge.value])
    inner = match["o"].value
    linked = match.found.start("o") - match.found.start("e") > 1
    if not linked and edge.text not in {"early", "earlier", "mid", "late", "later", "end", "beginning", "start", "dawn"}:
        return None
    if linked and edge.text in {"start", "close", "opening", "closing", "eve", "dawn", "turn", "ending"} and match.tokens[match.found.start("e") + 1].text != "of":
        return None
    if edge.text == "eve":
        return None
    return "X_PERIOD", Part(inner, _MODIFIERS[edge.value])


@PARTS.rule("u=UNIT DASH? POSS? e=LATE", "u=UNIT (POSS|DASH)? e=LATE")
def year_end(match: Match) -> Result:
    unit = str(match["u"].value)
    before = match.before()
    if match["e"].text != "end" or unit not in {"year", "month"} or (before and before.text == "-"):
        return None
    return "X_PERIOD", Part(Anaphor(unit, 0, falls_back=True), "late")


# --- distances --------------------------------------------------------------------------------------------------

define("BACKWARD", "AGO")


@DISTANCES.rule("d=X_DURATION (and? COMMA? e=X_DURATION)? (and? COMMA? f=X_DURATION)? AGO")
def ago(match: Match) -> Result:
    steps = _steps(match, "def")
    before = match.before()
    if before is not None and before.text == "of":  # a quarter of a century ago
        return "X_REFERENCE", Unresolved("reference")
    return ("X_PERIOD", Offset(steps, -1)) if steps else ("X_REFERENCE", Unresolved("reference"))


@DISTANCES.rule("d=X_DURATION AGO b=X_WEEKDAY", "d=X_DURATION AGO b=X_RDAY", "d=X_DURATION AGO b=X_RWEEK")
def ago_from_a_day(match: Match) -> Result:
    """Read "a week ago Friday", "three years ago tomorrow"."""
    steps = _steps(match, "d")
    return ("X_PERIOD", Offset(steps, -1, base=match["b"].value)) if steps else None


@DISTANCES.rule("d=X_DURATION hence", "d=X_DURATION from X_REFERENCE", "in d=X_DURATION POSS? time", "in d=X_DURATION")
def ahead(match: Match) -> Result:
    steps = _steps(match, "d")
    if not steps:
        return None
    if match.tokens[match.last].text.startswith("recent"):
        return None
    if match.tokens[match.first].text == "in" and match.tokens[match.last].text != "time" and not guards.is_prospect(match):
        return None
    return "X_PERIOD", Offset(steps, 1)


@DISTANCES.rule("within d=X_DURATION")
def deadline(match: Match) -> Result:
    """Read "must leave within two weeks": the time that is left."""
    steps = _steps(match, "d")
    if len(steps) != 1 or steps[0].unit == "hour" or match.last - match.first > 2 or not guards.is_prospect(match):
        return None
    return "X_PERIOD", Rolling(steps[0].unit, steps[0].count, 1)


@DISTANCES.rule(
    "d=X_DURATION (and? COMMA? e=X_DURATION)? w=BEFORE (to|of)? b=X_ANY",
    "d=X_DURATION (and? COMMA? e=X_DURATION)? w=AFTER b=X_ANY",
    "d=X_DURATION from b=X_ANY",
    "the? s=UNIT w=BEFORE b=X_ANY",
    "the? s=UNIT w=AFTER b=X_ANY",
)
def from_a_date(match: Match) -> Result:
    """Read "three days before Christmas", "the day after tomorrow", "two weeks from Friday"."""
    groups = match.found.re.groupindex
    word = match.get("w") if "w" in groups else None
    if word is not None and word.text not in {"before", "prior", "ahead", "after"}:
        return None
    steps = (Step(str(match["s"].value), 1),) if "s" in groups else _steps(match, "de")
    if not steps:
        return None
    direction = -1 if word is not None and word.value == "before" else 1
    return "X_PERIOD", Offset(steps, direction, base=match["b"].value)


@DISTANCES.rule("d=X_DURATION w=BEFORE", "d=X_DURATION w=AFTER", "d=X_DURATION w=EARLY", "d=X_DURATION w=LATE", "VAGUE? s=UNIT w=AFTER", "s=UNIT w=LATE")
def from_last_date(match: Match) -> Result:
    """Read "two days later", "a year earlier": counted from the last date, or hanging on an event."""
    groups, word = match.found.re.groupindex, match["w"]
    if word.text not in {"before", "earlier", "previously", "after", "later", "afterward", "afterwards"}:
        return None
    if "s" in groups:
        return ("X_REFERENCE", Unresolved("reference")) if word.text == "later" else None
    steps = _steps(match, "d")
    direction = -1 if word.value in {"before", "early"} else 1
    if word.text in {"before", "after"} and guards.governs_an_event(match):
        return "X_DURATION", Unresolved("duration", steps)
    if not steps or steps[-1].unit == "hour":
        return "X_REFERENCE", Unresolved("reference")
    return "X_PERIOD", Offset(steps, direction, anaphoric=True)


@DISTANCES.rule("the u=UNIT w=BEFORE", "the u=UNIT w=AFTER", "the u=UNIT w=FOLLOWING", "the PARTDAY w=BEFORE", "o=X_THE w=BEFORE", "o=X_THE w=AFTER")
def the_day_before(match: Match) -> Result:
    groups, word = match.found.re.groupindex, match["w"]
    if word.text not in {"before", "after", "following"}:
        return None
    if "o" in groups:
        unit = match["o"].value.unit
    else:
        unit = str(match["u"].value) if "u" in groups else "day"
    direction = -1 if word.value == "before" else 1
    if guards.governs_an_event(match):
        return "X_PERIOD", Unresolved("date")
    return "X_PERIOD", Anaphor(unit, direction, falls_back=unit == "year")


@DISTANCES.rule("o=X_THE AFTER the? NEXT", "the o=UNIT AFTER the? NEXT")
def after_next(match: Match) -> Result:
    """Read "the week after next"."""
    value = match["o"].value
    return "X_PERIOD", Relative(value.unit if isinstance(value, Anaphor) else str(value), 2)


@DISTANCES.rule("o=X_THE BEFORE LAST", "the o=UNIT BEFORE LAST", "the w=X_SEASON BEFORE LAST", "w=X_SEASON BEFORE LAST", "w=X_PERIOD BEFORE LAST")
def before_last(match: Match) -> Result:
    """Read "the week before last", "the summer before last"."""
    if match.tokens[match.last].text != "last":
        return None
    if "o" in match.found.re.groupindex:
        value = match["o"].value
        return "X_PERIOD", Relative(value.unit if isinstance(value, Anaphor) else str(value), -2)
    value = match["w"].value
    if isinstance(value, YearPart):
        return "X_PERIOD", Offset((Step("year", 1),), -1, base=Directed(value, -1))
    return ("X_PERIOD", Relative("weekend", -2)) if isinstance(value, Directed) and isinstance(value.inner, Relative) else None


def _steps(match: Match, names: str) -> tuple[Step, ...]:
    """Return the legs of a distance; empty where one of them is vague or no distance at all."""
    steps: list[Step] = []
    for name in names:
        token = match.get(name) if name in match.found.re.groupindex else None
        if token is not None:
            value = token.value
            if not isinstance(value, Unresolved) or value.what != "duration" or not value.steps:
                return ()
            steps += value.steps
    return () if any(step.count == 0 for step in steps) else tuple(steps)


# --- ranges -----------------------------------------------------------------------------------------------------


@RANGES.rule("from the? a=X_ANY (UP_TO) the? b=X_ANY", "a=X_ANY (to|through|DASH) b=X_ANY", "between the? a=X_ANY and the? b=X_ANY")
def ranges(match: Match) -> Result:
    left, right = match["a"], match["b"]
    return "X_PERIOD", Between(left.value, right.value, spans=((left.start, left.end), (right.start, right.end)))
