"""From one date to another."""

from __future__ import annotations

from extractors.dates.grammar.kinds import RANGES
from extractors.dates.meanings import Between
from extractors.dates.patterns import Match, Result


@RANGES.rule(
    "from the? a=X_ANY (UP_TO) the? b=X_ANY",
    "a=X_ANY (to|through|DASH) b=X_ANY",
    "between the? a=X_ANY and the? b=X_ANY",
)
def ranges(match: Match) -> Result:
    left, right = match["a"], match["b"]
    return "X_PERIOD", Between(left.value, right.value, spans=((left.start, left.end), (right.start, right.end)))
