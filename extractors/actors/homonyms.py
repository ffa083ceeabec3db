"""Names that several places bear, or a place and a person: which of them a sentence means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .entries import Entry
from .unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .load import Grammar
    from .pieces import Piece
    from .trie import Match
    from .words import Words

_NATIONAL = frozenset({"state", "adjective", "people", "capital", "place"})
_PLACES = frozenset({"capital", "place"})


def by_cues(entries: tuple[Entry, ...], match: Match, pieces: list[Piece], grammar: Grammar) -> tuple[Entry, ...]:
    """Return the meaning of a name that is a state's and another place's: Georgia beside "Atlanta" is American."""
    if not entries or entries[0].file:
        return entries
    for homonym in grammar.homonyms:
        if pieces[match.first].key == homonym.name and match.first == match.last:
            around = {piece.key for piece in pieces}
            if around & homonym.cues and not around & homonym.counter:
                return (Entry("place", homonym.code, entries[0].name, "config/actors/grammar.toml"),)
    return entries


def settle(words: Words, units: Sequence[Unit], grammar: Grammar) -> list[Unit]:
    """Return the units with each name that may be a place's settled.

    A surname that is a place's too is the place where no title stands before it ("the Lagos State government"); "San Jose,
    California" is American, and "Santa Cruz" is of the one country that the sentence names.
    """
    placed = [_as_place(unit, units[i - 1] if i else None) for i, unit in enumerate(units)]
    return [_moved(words, placed, i, grammar) for i in range(len(placed))]


def _as_place(unit: Unit, before: Unit | None) -> Unit:
    places = tuple(entry for entry in unit.entries if entry.kind == "place" and not entry.is_town)
    is_titled = before is not None and before.after == unit.start and before.role_kind == "person"
    if unit.kind != "surname" or not places or is_titled:
        return unit
    others = tuple(entry for entry in unit.entries if entry not in places)
    return Unit(unit.start, unit.end, (*places, *others), unit.affix, unit.after, unit.hyphen)


def _moved(words: Words, units: Sequence[Unit], i: int, grammar: Grammar) -> Unit:
    unit = units[i]
    if unit.kind not in _PLACES or not unit.entry.code or unit.entry.file or unit.entry.is_town:
        return unit
    code = _behind_comma(words, units, i)
    if code is None and unit.kind == "place" and unit.entry.name.lower() in grammar["ambiguous"]:
        code = _only(units, unit)
    if code is None or code == unit.entry.code[:3]:
        return unit
    entry = Entry("place", code, unit.entry.name, unit.entry.where)
    return Unit(unit.start, unit.end, (entry,), unit.affix, unit.after, unit.hyphen)


def _behind_comma(words: Words, units: Sequence[Unit], i: int) -> str | None:
    """Return the country of what stands behind a place and a comma, closed by another ("in San Jose, California, a man …")."""
    unit = units[i]
    if i + 1 >= len(units) or unit.end >= len(words) or words[unit.end].text != ",":
        return None
    wider = units[i + 1]
    if wider.start != unit.end + 1 or wider.kind not in ("state", "place") or not wider.entry.code or wider.affix:
        return None
    is_closed = wider.end >= len(words) or words[wider.end].pos == "PUNCT"
    is_listed = i + 2 < len(units) and units[i + 2].start == wider.end + 1 and units[i + 2].kind in _NATIONAL
    is_listed = is_listed or (i > 0 and units[i - 1].end == unit.start - 1 and words[unit.start - 1].text == ",")
    is_listed = is_listed or (wider.end + 1 < len(words) and words[wider.end + 1].lower in ("and", "or"))
    return wider.entry.code[:3] if is_closed and not is_listed else None


def _only(units: Iterable[Unit], place: Unit) -> str | None:
    """Return the one country that other names of the sentence are of; None where the place's own is named, or several."""
    found = {
        entry.code[:3]
        for unit in units
        for entry in [unit.first("state", "adjective", "people", "capital")]
        if unit is not place and entry is not None and entry.code and unit.kind in _NATIONAL
    }
    return found.pop() if len(found) == 1 and place.entry.code[:3] not in found else None
