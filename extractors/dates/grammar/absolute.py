"""Days, months, years, decades and centuries that a text names outright, with a year or without."""

from __future__ import annotations

from extractors.dates import guards
from extractors.dates.grammar.kinds import SIMPLE, full_year, year_of
from extractors.dates.meanings import Between, Fixed, Meaning, Unresolved, Written, YearDay, YearPart
from extractors.dates.patterns import Match, Result
from extractors.dates.periods import Period, century, decade, make_day, months
from extractors.dates.tokens import kind


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
    spelled = kind("WORDNUM"), *([kind("SECOND")] if match["m"].start < match["d"].start else [])
    if guards.is_lower_word(match, match["m"]) and match["d"].kind in spelled:  # "may second the motion"
        return None
    year = year_of(match)
    weekday = match.get("w")
    if year is not None:
        period = make_day(year, month, number)
        return "X_DAY", Fixed(period) if period else Unresolved("date", reason="no such day")
    if make_day(2000, month, number) is None:
        return None
    return "X_YEARDAY", YearDay(month, number, weekday.value if weekday else None)


@SIMPLE.rule(
    "m=MONTH IN_OF? COMMA? y=YEAR",
    "m=MONTH of? y=YEAR2",
    "m=MONTH SLASH y=YEAR",
    "m=MONTH DASH y=YEAR",
    "y=YEAR COMMA? m=MONTH",
)
def month_and_year(match: Match) -> Result:
    year = year_of(match)
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
    names = [name for name in "def" if match.has(name)]
    month, year = int(match["m"].value), year_of(match)
    pieces: list[tuple[int, int, str, Meaning]] = []
    for name in names:
        number = int(match[name].value)
        period = make_day(year or 2000, month, number)
        if period is None:
            return None
        where = match.found.start(name)
        first = match.first if month_first and name == names[0] else where
        last = match.last if name == names[-1] else where
        pieces.append(
            (first, last, "X_DAY", Fixed(period)) if year else (first, last, "X_YEARDAY", YearDay(month, number))
        )
    return pieces


@SIMPLE.rule(
    "(from|between)? m=MONTH the? d=DAYNUM (UP_TO) the? e=DAYNUM (COMMA? IN_OF? y=YEAR)?",
    "between m=MONTH the? d=DAYNUM and the? e=DAYNUM (COMMA? IN_OF? y=YEAR)?",
    "(from|between)? the? d=DAYNUM (UP_TO) the? e=DAYNUM of? m=MONTH (COMMA? IN_OF? y=YEAR)?",
    "between the? d=DAYNUM and the? e=DAYNUM of? m=MONTH (COMMA? IN_OF? y=YEAR)?",
)
def days_of_one_month(match: Match) -> Result:
    month, first, last, year = int(match["m"].value), int(match["d"].value), int(match["e"].value), year_of(match)
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
    if match.first == match.last and not guards.is_year(match, "y"):
        return None
    return "X_YEAR", Fixed(months(year, 1, 12, "year"))


@SIMPLE.rule("the? UNIT_YEAR y=INTEGER", "the? UNIT_YEAR y=DAY", "in y=INTEGER ad")
def early_year(match: Match) -> Result:
    value = int(match["y"].value)
    return ("X_YEAR", Fixed(months(value, 1, 12, "year"))) if 1 <= value <= 999 else None


@SIMPLE.rule("y=YEAR DASH z=DAY", "y=YEAR DASH z=INTEGER", "y=YEAR SLASH z=DAY", "y=YEAR SLASH z=INTEGER")
def year_range(match: Match) -> Result:
    """Read "1914-18": years that share their century."""
    first, last = int(match["y"].value), int(match["z"].value)
    if not first % 100 < last < 100 or not guards.is_year(match, "y"):
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
    if not match.guard("temporal", match.before()):
        return None
    return "X_YEAR", Fixed(months(year_of(match) or 0, 1, 12, "year"))


@SIMPLE.rule("in y=INT and z=INT", "in y=INT")
def spoken_year(match: Match) -> Result:
    """Read "Reagan in 80 and 84", where nothing follows that the numbers could count."""
    pieces: list[tuple[int, int, str, Meaning]] = [(match.first, match.first, "OTHER", Unresolved("reference"))]
    for name in "yz":
        token = match.get(name)
        if token is None:
            continue
        if not guards.is_spoken_year(match, token):
            return None
        where = match.found.start(name)
        if name == "z":
            pieces.append((where - 1, where - 1, "OTHER", Unresolved("reference")))
        pieces.append((where, where, "X_YEAR", Fixed(months(full_year(token.value), 1, 12, "year"))))
    return pieces


@SIMPLE.rule("the? d=DECADE", "the? t=TENS")
def decades(match: Match) -> Result:
    token = match.tokens[match.last]
    if match.has("t"):
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
    if token.text[4] in "'’" and match.first == match.last and not match.guard("edges", match.before()):
        return [(match.first, match.last, "X_YEAR", Fixed(months(value, 1, 12, "year")))]  # 1990's budget
    if value % 100 == 0 and value < 2000:
        return "X_CENTURY", Fixed(century(value // 100))
    return "X_DECADE", Fixed(decade(value))


@SIMPLE.rule("n=ORD DASH? UNIT_CENTURY", "the? n=ORD (?= (and|to|DASH|or) the? ORD DASH? UNIT_CENTURY)")
def centuries(match: Match) -> Result:
    number = int(match["n"].value)
    return ("X_CENTURY", Fixed(century(number - 1))) if 1 <= number <= 22 else None
