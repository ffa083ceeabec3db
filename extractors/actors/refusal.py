"""What only looks like an actor: a place inside a person's, firm's or treaty's name, a match report, a false noun."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from extractors.tree import Node

from .load import Grammar, Refusals
from .pieces import fold, keys
from .unit import Unit
from .words import Words

_NOUN_ROLES = frozenset({"person", "collective", "organ", "thing"})
_NO_NOUNS = frozenset({"ADJ", "VERB", "ADV", "AUX"})
HYPHENS = ("-", "–", "‑")
_PLACES = frozenset({"state", "capital", "place"})
_NATIONAL = _PLACES | {"adjective"}
# Cues that a match is reported: single ones ("goal", "friendly") are ordinary words, two together are not.
_CUES_NEEDED = 2


class Refuser:
    """Refuses units of one sentence; ``refusals`` are the word classes of ``refusals.toml``."""

    def __init__(self, words: Words, units: Sequence[Unit], grammar: Grammar, refusals: Refusals) -> None:
        self.words, self.units, self.grammar, self.refusals = words, units, grammar, refusals
        self.surnames = {unit.start for unit in units if unit.kind == "surname"}
        self.covered = {
            i
            for unit in units
            if unit.kind != "surname" and not unit.entry.is_town
            for i in range(unit.start, unit.end)
        }

    @cached_property
    def is_match_report(self) -> bool:
        """Tell whether the sentence reports a match."""
        return is_match_report(self.words, self.refusals)

    def refuses(self, unit: Unit) -> bool:
        """Tell whether a unit is no actor in this sentence."""
        entry, token = unit.entry, self.words[unit.start]
        if unit.end - unit.start == 1:
            if entry.kind == "surname" and (token.pos != "PROPN" or self._continues_person(unit)):
                return True
            if entry.kind == "person" and " " in entry.name and self._continues_person(unit):
                return True
            if entry.kind in ("surname", "person", "group") and self._is_inside_name(unit):
                return True
            if entry.kind in ("surname", "person") and self._is_namesake(unit):
                return True
            if self._is_in_brackets(unit) and (self._is_agency(unit) or self._is_foreign_acronym(unit)):
                return True
            if entry.kind in ("person", "surname"):
                return self._ends_in(self._last_of_run(unit), self.refusals.cities.proper)
            if all(other.role is not None and other.role.kind in _NOUN_ROLES for other in unit.entries):
                return self._is_no_noun(unit)
            if unit.role_kind == "region" and self._is_direction(unit):
                return True
        if entry.kind not in _NATIONAL:
            return False
        may_be_name = entry.kind in _PLACES and unit.end - unit.start == 1 and not _is_acronym(token)
        if may_be_name and (self._continues_name(unit) or self._ends_name(unit)):
            return True
        return self.is_match_report or self._is_classed(unit)

    def _is_no_noun(self, unit: Unit) -> bool:
        """Tell whether a role word is an adjective, a verb, or half of one ("firm action", "peer-reviewed")."""
        token = self.words[unit.start]
        if unit.hyphen and unit.end + 1 < len(self.words) and self.words[unit.end + 1].pos in ("VERB", "ADJ"):
            return self.words[unit.end + 1].lower not in self.grammar["holding_suffixes"]
        return token.pos in _NO_NOUNS and not (token.pos == "ADJ" and token.dep in ("nsubj", "obj"))

    def _is_direction(self, unit: Unit) -> bool:
        """Tell whether a region's name only says where something lies ("the western province")."""
        if unit.end >= len(self.words):
            return False
        if self.words[unit.start].text.islower() and self.words[unit.end].text[:1].isupper():
            return True
        noun = self._qualified(unit)
        return noun is not None and self.words[noun].lower in self.grammar["geographic"]

    def _is_in_brackets(self, unit: Unit) -> bool:
        if unit.start == 0 or unit.end >= len(self.words):
            return False
        return self.words[unit.start - 1].text == "(" and self.words[unit.end].text == ")"

    def _is_agency(self, unit: Unit) -> bool:
        """Tell whether a unit in brackets is the agency of a dateline: "KABUL (AP) -"."""
        return unit.start < 8 and unit.entry.code.startswith("MED", 3)

    def _is_foreign_acronym(self, unit: Unit) -> bool:
        """Tell whether an acronym in brackets stands for other words than in the files ("Canadian Blood Services (CBS)")."""
        i = unit.start - 2
        run: set[str] = set()
        while i >= 0 and (self.words[i].text[:1].isupper() or self.words[i].lower in ("of", "for", "and", "the")):
            run.add(self.words[i].lower)
            i -= 1
        named = [word for word in run if len(word) > 3]
        return len(named) > 1 and not any(word in unit.entry.name.lower() for word in named)

    def _continues_name(self, unit: Unit) -> bool:
        """Tell whether the word after a place name makes it a person's or a firm's ("Jordan Peterson")."""
        words = self.words
        if unit.end >= len(words):
            return False
        token, following = words[unit.start], words[unit.end]
        if following.start == token.end or not _is_free_name(following, self.covered) or following.text.isupper():
            return False
        if following.lower.rstrip(".") in self.grammar["calendar"]:
            return False
        return (
            following.dep.startswith("flat")
            or (following.head is token.head and following.dep == token.dep)
            or (token.head is following and token.dep == "flat")
            or token.lower in self.refusals.given_names
        )

    def _continues_person(self, unit: Unit) -> bool:
        """Tell whether a surname is here the first name of somebody else ("Gul Mohammad")."""
        if unit.end >= len(self.words):
            return False
        token, following = self.words[unit.start], self.words[unit.end]
        if not _is_free_name(following, self.covered) or following.lower.rstrip(".") in self.grammar["calendar"]:
            return False
        if unit.kind == "surname" and unit.end in self.surnames:
            return False
        return (following.head is token and following.dep.startswith("flat")) or (
            token.head is following and token.dep in ("flat", "compound")
        )

    def _is_namesake(self, unit: Unit) -> bool:
        """Tell whether the first names before a surname are those of nobody whom it may mean ("the engineer Larry Vance").

        First names are spelled in many ways: one with the initial of his own may be his.
        """
        words, at = self.words, unit.start
        if not at or not _is_free_name(words[at - 1], self.covered) or not _are_one_name(words[at - 1], words[at]):
            return False
        first = at - 1
        while first and _is_free_name(words[first - 1], self.covered) and _are_one_name(words[first - 1], words[at]):
            first -= 1
        names = {fold(word.text) for word in words[first:at]}
        if not names.isdisjoint(self.grammar["honorifics"] | self.grammar["calendar"]):
            return False
        own = {key for entry in unit.entries for key in keys(entry.person.name if entry.person else entry.name)}
        initials = {key[0] for key in own - {fold(words[at].text)}}
        return bool(initials) and all(name[0] not in initials for name in names if name)

    def _ends_name(self, unit: Unit) -> bool:
        """Tell whether the word before a place name makes it a person's or a firm's ("Michael Jordan")."""
        if unit.start == 0:
            return False
        token, previous = self.words[unit.start], self.words[unit.start - 1]
        if previous.end == token.start or previous.text.endswith(".") or not _is_free_name(previous, self.covered):
            return False
        tied = previous.dep == "compound" and previous.head is token
        return token.dep.startswith("flat") or (tied and unit.kind != "state")

    def _is_inside_name(self, unit: Unit) -> bool:
        """Tell whether a name is but a part of another one: "Wong Yeung-tat", "pan-democrats", "the Neo Democrats"."""
        words, token = self.words, self.words[unit.start]
        if unit.start == 0:
            return False
        before = words[unit.start - 1]
        if before.text in HYPHENS and before.end == token.start and unit.start > 1:
            return words[unit.start - 2].lower not in self.grammar["detached_prefixes"]
        is_led = before.end < token.start and unit.start > 1 and before.text[:1].isupper()
        is_led = is_led and before.i not in self.covered and before.pos in ("PROPN", "ADJ", "NOUN")
        if unit.kind == "group":
            return is_led and token.lower.endswith("s")
        behind = words[unit.end + 1] if unit.hyphen and unit.end + 1 < len(words) else None
        if behind is not None and not unit.affix and unit.kind != "group" and unit.end + 2 < len(words):
            following = words[unit.end + 2]  # "Yunus-bek Yevkurov"
            if following.i not in self.covered and following.pos == "PROPN" and following.text[:1].isupper():
                return True
        return is_led and behind is not None and not unit.affix and behind.text.islower()

    # ---- word classes

    def _is_classed(self, unit: Unit) -> bool:
        """Tell whether the words beside a unit are of a refused class."""
        words, classes = self.words, self.refusals.of(unit.kind)
        if unit.start:
            before = words[unit.start - 1]
            if before.lower in classes.last_preceding or before.text in classes.last_preceding:
                earlier = words[max(0, unit.start - 3) : unit.start]
                runs = [earlier[-size:] for size in range(1, len(earlier) + 1)]
                if any(
                    " ".join(token.lower for token in run) in classes.preceding
                    or " ".join(token.text for token in run) in classes.preceding
                    for run in runs
                ):
                    return True
        return self._ends_in(self._last_of_run(unit), classes.proper) or self._ends_in(
            self._qualified(unit), classes.common
        )

    def _ends_in(self, last: int | None, classed: frozenset[str]) -> bool:
        if last is None:
            return False
        word = self.words[last].lower
        return word in classed or f"{self.words[last - 1].lower} {word}" in classed

    def _last_of_run(self, unit: Unit) -> int | None:
        """Return the last word of the capitalised run that a name begins."""
        i = unit.end
        while i < len(self.words) and self.words[i].text[:1].isupper():
            i += 1
        return i - 1 if i > unit.end else None

    def _qualified(self, unit: Unit) -> int | None:
        """Return the noun that a name qualifies."""
        i = unit.end
        while i < len(self.words) and i < unit.end + 4 and self.words[i].pos in ("ADJ", "NOUN", "PROPN", "NUM"):
            i += 1
        return i - 1 if i > unit.end and self.words[i - 1].pos in ("NOUN", "PROPN") else None


def is_match_report(words: Words, refusals: Refusals) -> bool:
    """Tell whether a sentence reports a match."""
    text, cues = words.text.lower(), len(words.forms & refusals.context)
    return cues >= _CUES_NEEDED or cues + sum(phrase in text for phrase in refusals.context_phrases) >= _CUES_NEEDED


def _is_acronym(token: Node) -> bool:
    return token.text.isupper() and len(token.text) <= 4


def _are_one_name(first: Node, last: Node) -> bool:
    """Tell whether the parser takes two words for parts of one name."""
    if last.dep == "flat":
        return last.head in (first, first.head)
    return first.dep in ("flat", "compound") and first.head in (last, last.head)


def _is_free_name(token: Node, covered: set[int]) -> bool:
    return token.pos == "PROPN" and token.i not in covered and token.text[0].isupper()
