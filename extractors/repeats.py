"""Repeats: the same event told again further on in a document points back to its first telling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.actors.codes import split
from extractors.records import Actor, Event
from extractors.resources import CONFIG, read_toml

TOLD = ("actual", "ongoing")
AGAIN = frozenset(read_toml(CONFIG / "cues.toml")["another_time"])
SPOKEN = ("01", "02", "10", "11", "13")  # saying a thing twice is two acts, unless the words name the same one


def linked(events: Sequence[Event], text: str) -> list[Event]:
    """Return the events with ``same_as`` set on each that repeats an earlier one of the same document.

    ``text`` is the document's.  Conservative: actors must agree by country and by what both know of their roles, codes must
    be equal or one the general form of the other, and days, polarity and kind of modality must not contradict.  ``same_as``
    always names a first telling.
    """
    done: list[Event] = []
    for event in events:
        first = next((old for old in done if old.same_as is None and is_repeat(old, event)), None)
        if first is not None and is_another(event, text):
            first = None
        done.append(replace(event, same_as=first.event_id) if first is not None else event)
    return done


def is_another(event: Event, text: str) -> bool:
    """Tell whether the words of an event, or those right beside them, say that it is one more of its kind ("again")."""
    before, after = text[: event.evidence.start].split(" ")[-2:], text[event.evidence.end :].split(" ", 3)[:3]
    words = " ".join((*before, event.evidence.text, *after)).casefold()
    return bool(AGAIN & set(re.findall(r"\w+", words)))


def is_repeat(old: Event, new: Event) -> bool:
    """Tell whether ``new`` tells the event that ``old`` told."""
    if old.polarity != new.polarity or (old.modality in TOLD) != (new.modality in TOLD):
        return False
    if old.modality not in TOLD and old.modality != new.modality:
        return False
    if not is_same_code(old.cameo, new.cameo) or not may_be_same_days(old, new):
        return False
    if (old.target is None) != (new.target is None):
        return False
    if new.root in SPOKEN and old.trigger.text.casefold() != new.trigger.text.casefold():
        return False
    return may_be_same(old.source, new.source) and may_be_same(old.target, new.target)


def is_same_code(old: str, new: str) -> bool:
    """Tell whether two codes are equal or one is the general form of the other ("190" of "195", "112" of "1123")."""
    if old == new:
        return True
    general, special = sorted((old, new), key=lambda code: (len(code), not code.endswith("0")))
    if len(general) == 3 and general.endswith("0"):
        return special.startswith(general[:2])
    return len(special) > len(general) and special.startswith(general)


def may_be_same(old: Actor | None, new: Actor | None) -> bool:
    """Tell whether two mentions may be one actor: one country (known), and roles of which one says no more than the other."""
    if old is None or new is None:
        return old is new
    if old.code == new.code:
        return old.country is not None or old.text.casefold() == new.text.casefold()
    mine, yours = set(split(old.code)[1]), set(split(new.code)[1])
    return old.country is not None and old.country == new.country and bool(mine <= yours or yours <= mine)


def may_be_same_days(old: Event, new: Event) -> bool:
    """Tell whether two dates may be one: where both texts say when, they must overlap; a dateline says little."""
    if old.date.basis != "expression" or new.date.basis != "expression":
        return True
    if old.date.start is None or new.date.start is None or old.date.end is None or new.date.end is None:
        return old.date.text == new.date.text
    return old.date.start <= new.date.end and new.date.start <= old.date.end
