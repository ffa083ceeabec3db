"""Distances from the dateline, from a named date or from the last one."""

from __future__ import annotations

from extractors.dates import guards
from extractors.dates.grammar.kinds import DISTANCES
from extractors.dates.meanings import Anaphor, Directed, Offset, Relative, Rolling, Step, Unresolved, YearPart
from extractors.dates.patterns import Match, Result


@DISTANCES.rule("d=X_DURATION (and? COMMA? e=X_DURATION)? (and? COMMA? f=X_DURATION)? AGO")
def ago(match: Match) -> Result:
    steps = _steps(match, "def")
    if match.before().text == "of":  # a quarter of a century ago
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
    if (
        match.tokens[match.first].text == "in"
        and match.tokens[match.last].text != "time"
        and not guards.is_prospect(match)
    ):
        return None
    return "X_PERIOD", Offset(steps, 1)


@DISTANCES.rule("within d=X_DURATION")
def deadline(match: Match) -> Result:
    """Read "must leave within two weeks": the time that is left; "working days" would need a calendar of them."""
    steps = () if " working " in match["d"].text else _steps(match, "d")
    if len(steps) != 1 or steps[0].unit == "hour" or not guards.is_prospect(match):
        return None
    return "X_PERIOD", Rolling(steps[0].unit, steps[0].count, 1)


@DISTANCES.rule(
    "d=X_DURATION (and? COMMA? e=X_DURATION)? w=BEFORE (to|of)? b=X_ANY",
    "d=X_DURATION (and? COMMA? e=X_DURATION)? w=AFTER b=X_ANY",
    "d=X_DURATION from b=X_ANY",
    "the s=UNIT w=BEFORE b=X_ANY",
    "the s=UNIT w=AFTER b=X_ANY",
    "s=UNIT_DAY w=BEFORE b=X_RDAY",
    "s=UNIT_DAY w=AFTER b=X_RDAY",
)
def from_a_date(match: Match) -> Result:
    """Read "three days before Christmas", "the day after tomorrow", "two weeks from Friday"."""
    word = match.get("w")
    if word is not None and word.text not in {"before", "prior", "ahead", "after"}:
        return None
    steps = (Step(str(match["s"].value), 1),) if match.has("s") else _steps(match, "de")
    if not steps:
        return None
    direction = -1 if word is not None and word.value == "before" else 1
    return "X_PERIOD", Offset(steps, direction, base=match["b"].value)


@DISTANCES.rule(
    "d=X_DURATION w=BEFORE",
    "d=X_DURATION w=AFTER",
    "d=X_DURATION w=EARLY",
    "d=X_DURATION w=LATE",
    "VAGUE? s=UNIT w=AFTER",
    "s=UNIT w=LATE",
)
def from_last_date(match: Match) -> Result:
    """Read "two days later", "a year earlier": counted from the last date, or hanging on an event."""
    word = match["w"]
    if word.text not in {"before", "earlier", "previously", "after", "later", "afterward", "afterwards"}:
        return None
    if match.has("s"):
        return ("X_REFERENCE", Unresolved("reference")) if word.text == "later" else None
    steps = _steps(match, "d")
    direction = -1 if word.value in {"before", "early"} else 1
    if word.text in {"before", "after"} and guards.governs_an_event(match):
        return "X_DURATION", Unresolved("duration", steps)
    if not steps or steps[-1].unit == "hour":
        return "X_REFERENCE", Unresolved("reference")
    return "X_PERIOD", Offset(steps, direction, anaphoric=True)


@DISTANCES.rule(
    "the u=UNIT w=BEFORE",
    "the u=UNIT w=AFTER",
    "the u=UNIT w=FOLLOWING",
    "the PARTDAY w=BEFORE",
    "o=X_THE w=BEFORE",
    "o=X_THE w=AFTER",
)
def the_day_before(match: Match) -> Result:
    word = match["w"]
    if word.text not in {"before", "after", "following"}:
        return None
    unit = match["o"].value.unit if match.has("o") else str(match["u"].value) if match.has("u") else "day"
    direction = -1 if word.value == "before" else 1
    if guards.governs_an_event(match):
        return "X_PERIOD", Unresolved("date")
    return "X_PERIOD", Anaphor(unit, direction, falls_back=unit == "year")


@DISTANCES.rule("o=X_THE AFTER the? NEXT", "the o=UNIT AFTER the? NEXT")
def after_next(match: Match) -> Result:
    """Read "the week after next"."""
    value = match["o"].value
    return "X_PERIOD", Relative(value.unit if isinstance(value, Anaphor) else str(value), 2)


@DISTANCES.rule(
    "o=X_THE BEFORE LAST",
    "the o=UNIT BEFORE LAST",
    "the w=X_SEASON BEFORE LAST",
    "w=X_SEASON BEFORE LAST",
    "w=X_PERIOD BEFORE LAST",
)
def before_last(match: Match) -> Result:
    """Read "the week before last", "the summer before last"."""
    if match.tokens[match.last].text != "last":
        return None
    if match.has("o"):
        value = match["o"].value
        return "X_PERIOD", Relative(value.unit if isinstance(value, Anaphor) else str(value), -2)
    value = match["w"].value
    if isinstance(value, YearPart):
        return "X_PERIOD", Offset((Step("year", 1),), -1, base=Directed(value, -1))
    return (
        ("X_PERIOD", Relative("weekend", -2))
        if isinstance(value, Directed) and isinstance(value.inner, Relative)
        else None
    )


def _steps(match: Match, names: str) -> tuple[Step, ...]:
    """Return the legs of a distance; empty where one of them is vague or no distance at all."""
    steps: list[Step] = []
    for name in names:
        token = match.get(name)
        if token is not None:
            value = token.value
            if not isinstance(value, Unresolved) or value.what != "duration" or not value.steps:
                return ()
            steps += value.steps
    return () if any(step.count == 0 for step in steps) else tuple(steps)
