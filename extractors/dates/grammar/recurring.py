"""What comes back: weekdays, days of the month, seasons, quarters, weeks by number, holidays."""

from __future__ import annotations

from extractors.dates import guards
from extractors.dates.grammar.kinds import SIMPLE, year_of
from extractors.dates.holidays import Holiday
from extractors.dates.meanings import Fixed, Meaning, MonthDay, SlashedDay, Unresolved, Weekday, Within, YearPart
from extractors.dates.patterns import Match, Result
from extractors.dates.periods import Period, months


@SIMPLE.rule("w=WEEKDAY COMMA? the? d=ORD", "w=WEEKDAY d=DAY", "w=WEEKDAY the d=DAYNUM")
def weekday_and_number(match: Match) -> Result:
    number = int(match["d"].value)
    if number > 31 or guards.counts_something(match, "d"):
        return None
    if match.after().text in {":", "/", ".", "-"} and not match["d"].text[-1].isalpha():
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
    if match.has("y"):
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


@SIMPLE.rule("n=ORD DASH? UNIT_HALF")
def halves(match: Match) -> Result:
    """Keep "the second half" for a year that names it."""
    number = int(match["n"].value)
    return ("X_HALF", YearPart("half", number)) if number <= 2 else None


@SIMPLE.rule(
    "q=QUARTERED (IN_OF? y=YEAR)?",
    "q=QUARTERED DASH y=YEAR",
    "y=YEAR the n=ORD UNIT_QUARTER",
    "y=YEAR DASH? q=QUARTERED",
)
def marked_quarter(match: Match) -> Result:
    year = year_of(match)
    if match.has("n"):
        part = YearPart("quarter", int(match["n"].value))
    else:
        text = match["q"].text.replace("fy", "").replace("-", "").replace(" ", "")
        letter = "h" if "h" in text else "q"
        head, _, tail = text.partition(letter)
        part = YearPart("half" if letter == "h" else "quarter", int(tail or head))
        if head and tail:
            year = int(head) if len(head) == 4 else 2000 + int(head)
    if year is None:
        return ("X_QUARTER", part) if part.unit == "quarter" and match.before().text != "(" else None
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
