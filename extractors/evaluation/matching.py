"""Which of the coder's events is which gold event: one to one, as many as possible, the most alike first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.evaluation.gold import GoldActor, GoldEvent
from extractors.records import Actor, Event

INTERNATIONAL = frozenset({"IGO", "NGO", "INT", "IMG", "MNC"})
Accepts = Callable[[GoldEvent, Event], bool]


def pair_up(gold: Sequence[GoldEvent], coded: Sequence[Event], accepts: Accepts) -> dict[int, int]:
    """Return gold positions with those of the coded events matched to them: a largest matching of accepted pairs."""
    taken: dict[int, int] = {}
    ranked = [
        sorted((j for j in range(len(coded)) if accepts(one, coded[j])), key=lambda j: (-likeness(one, coded[j]), j))
        for one in gold
    ]

    def place(i: int, tried: set[int]) -> bool:
        for j in ranked[i]:
            if j not in tried:
                tried.add(j)
                if j not in taken or place(taken[j], tried):
                    taken[j] = i
                    return True
        return False

    for i in sorted(range(len(gold)), key=lambda i: -max((likeness(gold[i], coded[j]) for j in ranked[i]), default=0)):
        place(i, set())
    return {i: j for j, i in sorted(taken.items(), key=lambda item: item[1])}


def likeness(gold: GoldEvent, coded: Event) -> int:
    """Return how much of an event two codings share, to choose between candidates: actors first, then code, then words."""
    return (
        8 * (same_actor(gold.source, coded.source) + same_actor(gold.target, coded.target))
        + 4 * (coded.cameo in gold.codes)
        + 2 * (coded.trigger.start < gold.trigger.end and gold.trigger.start < coded.trigger.end)
        + (coded.polarity == gold.polarity)
    )


def same_root(gold: GoldEvent, coded: Event) -> bool:
    """Tell whether the root code is an accepted one."""
    return any(code.startswith(coded.root) for code in gold.codes)


def same_code(gold: GoldEvent, coded: Event) -> bool:
    """Tell whether the whole code is an accepted one."""
    return coded.cameo in gold.codes


def same_countries(gold: GoldEvent, coded: Event) -> bool:
    """Tell whether both actors are of the accepted countries or organisations."""
    return _side(gold.source, coded.source, _same_country) and _side(gold.target, coded.target, _same_country)


def same_actors(gold: GoldEvent, coded: Event) -> bool:
    """Tell whether both actors have accepted codes."""
    return same_actor(gold.source, coded.source) and same_actor(gold.target, coded.target)


def same_actor(gold: GoldActor, coded: Actor | None) -> bool:
    """Tell whether an actor has an accepted code; a country and its government are one actor, the order of roles is free."""
    return _side(gold, coded, _same_code)


def _side(gold: GoldActor, coded: Actor | None, same: Callable[[str, str], bool]) -> bool:
    return gold.may_be_missing if coded is None else any(same(code, coded.code) for code in gold.codes)


def _same_country(gold: str, coded: str) -> bool:
    if gold[:3] in INTERNATIONAL and gold[:3] == coded[:3]:  # an agency stands for its organisation
        return gold[:6] == coded[:6] and (gold.startswith(coded) or coded.startswith(gold))
    return gold[:3] == coded[:3]


def _same_code(gold: str, coded: str) -> bool:
    return gold[:3] == coded[:3] and _roles(gold) == _roles(coded)


def _roles(code: str) -> set[str]:
    return {code[i : i + 3] for i in range(3, len(code), 3)} - {"GOV"}
