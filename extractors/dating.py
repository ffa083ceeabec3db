"""When did it happen: the date expression that an action governs, else its clause's, its sentence's, its paragraph's, else the dateline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from extractors.records import DateExpression, EventDate
from extractors.tree import SUBJECTS, Node, Tree, clause_of

UNKNOWN = EventDate(None, None, None, None, "unknown", None, "no date in the text and no dateline")
# A paragraph's date carries on to the next sentences only where those have no date of their own and tell the past.
CARRIED = "carried on from the sentence before"


def date_of(
    trigger: Node,
    tree: Tree,
    offset: int,
    expressions: Sequence[DateExpression],
    dateline: dt.date | None,
    *,
    is_speech: bool = False,
) -> EventDate:
    """Return the date of the action at ``trigger``.

    ``expressions`` are those of the sentence, in document offsets; ``offset`` is where the sentence begins.  An expression inside a
    clause that the action reports or asks for ("said that … on Monday would …") belongs to that clause, not to the action.
    """
    best: tuple[int, int, DateExpression] | None = None
    for expression in expressions:
        if expression.first is None or expression.last is None:
            continue
        node = tree.at(expression.start - offset)
        if node is None:
            continue
        distance = clause_distance(node, trigger, is_speech)
        if distance is None:
            continue
        key = (distance, abs(node.i - trigger.i))
        if best is None or key < best[:2]:
            best = (*key, expression)
    if best is not None:
        found = best[2]
        return EventDate(
            found.first, found.last, found.granularity, found.text, "expression", found.modifier, found.reason
        )
    return from_dateline(dateline)


def from_dateline(dateline: dt.date | None) -> EventDate:
    """Return the publication date as a date of last resort, or unknown."""
    if dateline is None:
        return UNKNOWN
    return EventDate(dateline, dateline, "day", None, "dateline", None, "the dateline: the text gives no date")


def clause_distance(node: Node, trigger: Node, is_speech: bool) -> int | None:
    """Return how many clauses lie between a date and an action: 0 in the same clause; None where the date belongs to another's clause."""
    home, own = clause_of(node), clause_of(trigger)
    if is_below(node, trigger):
        between = clauses_between(node, trigger)
        return None if is_speech and between else between
    if home is own:
        return 0
    if is_below(own, home):
        if node.i > home.i and own.dep == "conj" and own.first(*SUBJECTS) is not None:
            return None  # "began on Monday and France says": the date belongs to the first clause alone
        return 1 + clauses_between(own, home)
    return 4


def is_below(node: Node, ancestor: Node) -> bool:
    """Tell whether a token is governed, at whatever distance, by another."""
    return any(above is ancestor for above in node.ancestors())


def clauses_between(node: Node, ancestor: Node) -> int:
    """Return the number of clause boundaries from a token up to an ancestor."""
    count = 0
    current = clause_of(node)
    while current is not ancestor and not current.is_root and is_below(current, ancestor):
        count += 1
        current = clause_of(current.head)
    return count
