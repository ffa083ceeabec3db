"""The grammar of English news dates: layers of rules from tokens to meanings.

The first layer reads what needs nothing beside it; the later ones put its results together: times of day, years
and weeks that dates belong to, ordinals, parts ("early"), distances ("three days before"), ranges.  Where two rules
of a layer read equally far, the one imported first is asked first.
"""

from extractors.dates.grammar.kinds import LAYERS  # isort: skip
from extractors.dates.grammar import absolute, recurring, relative, nested, distances, ranges  # isort: skip

RULES = (absolute, recurring, relative, nested, distances, ranges)

__all__ = ["LAYERS", "RULES"]
