"""A town's name in a sentence: whether the words around it show that a place is meant ("in Malindi", "Cusco police")."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.tree import Node

from .load import Grammar
from .phrases import POSSESSIVES
from .unit import Unit
from .words import Words

_AREAS = frozenset({"state", "place", "capital"})
_OWNED = frozenset({"role", "organ"})
_BELONGING = frozenset({"of", "from", "for"})
_MOVING = frozenset({"to", "into", "toward", "towards", "from", "for"})
_BEFORE = frozenset({"DET", "ADJ", "NUM"})
# Where a county bears the name of its chief town; elsewhere a county of that name is somewhere else.
_WITH_COUNTIES = frozenset({"CHN", "EST", "HRV", "HUN", "IRN", "KEN", "LBR", "NOR", "ROU", "SSD", "SWE", "TWN"})
_DATELINE = frozenset({",", "(", "-", "–", "—", "--", "/", ":"})


class TownSigns:
    """The signs that one sentence gives; ``units`` are all names and roles found in it, by first token."""

    def __init__(self, words: Words, units: Mapping[int, Unit], grammar: Grammar) -> None:
        self.words, self.units, self.grammar = words, units, grammar
        self.ends = {unit.end: unit for unit in units.values()}
        self.shown: set[int] = set()

    def show(self, unit: Unit) -> bool:
        """Tell whether a place is meant; ask for the towns of a sentence in order, for "in Celaya and Salamanca"."""
        stated = self._country_behind(unit)
        if stated is not None:
            is_shown = stated == unit.entry.code
        else:
            is_shown = not self._is_part_of_a_name(unit) and (
                self._is_placed(unit) or self._qualifies(unit) or self._is_listed(unit) or self._opens_report(unit)
            )
        if is_shown:
            self.shown.add(unit.start)
        return is_shown

    def _country_behind(self, unit: Unit) -> str | None:
        """Return the country that "Funtua, Nigeria" or "Funtua in northern Nigeria" gives: if it is another, another town is meant."""
        i = unit.end
        if i + 1 >= len(self.words) or self.words[i].lower not in (",", "in"):
            return None
        i += 1
        while i + 1 < len(self.words) and i not in self.units and self.words[i].pos in _BEFORE:
            i += 1
        area = self.units.get(i)
        if area is None or area.affix or area.kind not in _AREAS or not area.entry.code:
            return None
        if self.words[area.start].dep.startswith("nsubj"):
            return None
        goes_on = area.end < len(self.words) and self.words[area.end].text in ("and", "or", *POSSESSIVES)
        return None if goes_on else area.entry.code[:3]

    def _is_part_of_a_name(self, unit: Unit) -> bool:
        """Tell whether capitalised words that touch the name make it a person's, a firm's or a street's."""
        words = self.words
        if unit.end < len(words):
            after, named = words[unit.end], self.units.get(unit.end)
            if named is not None and named.kind in ("person", "surname"):
                return True
            if named is None and self._is_name_word(after) and after.lower.rstrip(".") not in self.grammar["calendar"]:
                if after.text == "County":
                    return unit.entry.code not in _WITH_COUNTIES
                return after.lower not in self.grammar["geographic"]
        if unit.start:
            before, named = words[unit.start - 1], self.ends.get(unit.start)
            if named is not None:
                return named.kind in ("person", "surname") or named.role_kind == "person"
            return self._is_name_word(before) and before.pos == "PROPN" and before.lower not in self.grammar["locative"]
        return False

    def _is_name_word(self, token: Node) -> bool:
        return token.text[0].isupper() and token.text[-1].isalpha() and token.pos not in ("ADP", "VERB", "AUX", "CCONJ")

    def _is_placed(self, unit: Unit) -> bool:
        """Tell whether a preposition leads to a place: "near Malindi", "mayor of Denizli", "the town of Cide", "fled to Funtua"."""
        words, i = self.words, unit.start - 1
        while i >= 0 and words[i].lower not in self.grammar["locative"] and words[i].pos in _BEFORE:
            i -= 1
        if i < 0:
            return False
        if i == unit.start - 1 and self._is_taken(unit):
            return True
        lower = words[i].lower
        if lower in self.grammar["locative"] or lower in self.grammar["geographic"]:
            return True
        if lower in _BELONGING and i and self._is_local(i - 1):
            return True
        return lower in _MOVING and self._governor(unit).lemma in self.grammar["motion"]

    def _is_local(self, i: int) -> bool:
        """Tell whether a word before "of" is a part of the earth or who belongs to one ("the town of", "mayor of")."""
        role = self.ends.get(i + 1)
        return self.words[i].lower in self.grammar["geographic"] or (role is not None and role.kind in _OWNED)

    def _is_taken(self, unit: Unit) -> bool:
        """Tell whether a name is the object of what is done to places alone ("troops besieged Funtua")."""
        token = next((t for t in self.words[unit.start : unit.end] if not unit.start <= t.head.i < unit.end), None)
        return token is not None and token.dep == "obj" and token.head.lemma in self.grammar["done_to_places"]

    def _governor(self, unit: Unit) -> Node:
        token = self.words[unit.start]
        while unit.start <= token.head.i < unit.end and token.head is not token:
            token = token.head
        return token.head

    def _qualifies(self, unit: Unit) -> bool:
        """Tell whether a name stands before those who belong to a town, or before a word for a place."""
        i = unit.end
        if i < len(self.words) and self.words[i].text in POSSESSIVES:
            i += 1
        if i >= len(self.words):
            return False
        if unit.affix == "detached":
            return True
        named = self.units.get(i)
        if named is not None:
            return named.kind in _OWNED
        return self.words[i].lower in self.grammar["geographic"] or self.words[i].lower in self.grammar["scene_nouns"]

    def _is_listed(self, unit: Unit) -> bool:
        """Tell whether a name follows another place in a list."""
        i = unit.start
        while i and self.words[i - 1].lower in (",", "and", "or", "&"):
            i -= 1
        before = self.ends.get(i)
        if before is None or i == unit.start or before.kind not in ("place", "capital"):
            return False
        return before.start in self.shown or not before.entry.is_town

    def _opens_report(self, unit: Unit) -> bool:
        """Tell whether a name in capitals opens a report: "CUSCO, Peru -"."""
        if unit.start > 1 or not self.words[unit.start].text.isupper() or unit.end >= len(self.words):
            return False
        return self.words[unit.end].text in _DATELINE
