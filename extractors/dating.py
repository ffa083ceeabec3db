"""When did it happen: the date expression that an action governs, else its clause's, its sentence's, its paragraph's, else the dateline."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from extractors.actions.factuality import auxiliaries
from extractors.datelines import TextPart
from extractors.hints import is_deadline, tense_of
from extractors.records import DateExpression, EventDate
from extractors.tree import SUBJECTS, Node, Tree, clause_of

UNKNOWN = EventDate(None, None, None, None, "unknown", None, "no date in the text and no dateline")
EARLIER = EventDate(
    None,
    None,
    None,
    None,
    "unknown",
    None,
    "the pluperfect tells of a time before the dateline, the text does not say which",
)


def date_of(
    trigger: Node,
    tree: Tree,
    offset: int,
    expressions: Sequence[DateExpression],
    part: TextPart,
    *,
    is_speech: bool = False,
    story: DateExpression | None = None,
) -> EventDate:
    """Return the date of the action at ``trigger``, in the part of the text that ``part`` dates.

    ``expressions`` are those of the sentence, in document offsets; ``offset`` is where the sentence begins.  An expression inside a
    clause that the action reports or asks for ("said that … on Monday would …") belongs to that clause, not to the action.
    ``story`` is the day that the sentences before tell of: an act told in the past goes on on it, a speech act never does.
    What the pluperfect tells outside of a report is background and has not the dateline's day.
    """
    clause = finite_clause(trigger)
    is_past = tense_of(clause) == "past"
    best: tuple[int, int, DateExpression] | None = None
    for expression in expressions:
        if expression.first is None or expression.last is None or (is_past and is_ahead(expression, part)):
            continue
        node = tree.at(expression.start - offset)
        if node is None or (is_deadline(node, clause_of(node)) and is_below(node, trigger)):
            continue
        if expression.granularity == "year" and node.head.i > node.i and node.head.pos == "NOUN":
            continue  # "the 1951 treaty"
        distance = clause_distance(node, trigger, is_speech)
        if distance is None:
            continue
        key = (distance, abs(node.i - trigger.i))
        if best is None or key < best[:2]:
            best = (*key, expression)
    if best is not None:
        return from_expression(best[2], best[2].reason)
    words = auxiliaries(clause)
    if story is not None and not is_speech and is_past and not {"has", "have", "had"} & set(words):
        reason = f"narrated: goes on with “{story.text}” before it ({story.reason})"
        return from_expression(story, reason)
    if "had" in words and clause.dep not in ("ccomp", "parataxis"):
        return EARLIER
    return from_dateline(part)


def is_ahead(expression: DateExpression, part: TextPart) -> bool:
    """Tell whether a date lies after the dateline ("threatened to attack before the end of the month"): no past act happens then."""
    if part.date is None or expression.first is None or expression.last is None:
        return False
    return expression.first > part.date or (expression.modifier in ("before", "late") and expression.last > part.date)


def from_expression(found: DateExpression, reason: str) -> EventDate:
    """Return the date that an expression tells, with its words and where they stand."""
    return EventDate(
        found.first,
        found.last,
        found.granularity,
        found.text,
        "expression",
        found.modifier,
        reason,
        found.start,
        found.end,
    )


def from_dateline(part: TextPart) -> EventDate:
    """Return the day of the dateline as a date of last resort, or unknown."""
    if part.date is None:
        return UNKNOWN
    return EventDate(part.date, part.date, "day", None, "dateline", None, f"{part.reason}: the text gives no date")


def finite_clause(trigger: Node) -> Node:
    """Return the nearest clause above a trigger whose verb has a tense ("retaliated" for "by firing"), else its own."""
    clause = own = clause_of(trigger)
    while tense_of(clause) is None and not clause.is_root and "VerbForm=Fin" not in clause.morph:
        clause = clause_of(clause.head)
    return clause if tense_of(clause) is not None else own


def clause_distance(node: Node, trigger: Node, is_speech: bool) -> int | None:
    """Return how many clauses lie between a date and an action: 0 in the same clause; None where the date belongs to another's clause."""
    home, own = clause_of(node), clause_of(trigger)
    if is_below(node, trigger):
        if is_described(node, trigger):
            return None
        between = clauses_between(node, trigger)
        return None if is_speech and between else between
    if home is own:
        return 0
    if is_below(own, home):
        if node.i > home.i and own.dep == "conj" and own.first(*SUBJECTS) is not None:
            return None  # "began on Monday and France says": the date belongs to the first clause alone
        return 1 + clauses_between(own, home)
    return 4


def is_described(node: Node, trigger: Node) -> bool:
    """Tell whether a date stands in what is told of an action's doer ("the captain, who seized power in May, scrapped a pact")."""
    path = [node, *takewhile(lambda above: above is not trigger, node.ancestors())]
    return len(path) > 1 and path[-1].dep in SUBJECTS and any(word.dep == "acl:relcl" for word in path)


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
