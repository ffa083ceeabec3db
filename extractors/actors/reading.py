"""From a noun phrase to actors: country or organisation x role, person x date, owner x what is owned."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..records import ResolvedBy
from . import codes
from .document import DocumentActors
from .entries import INTERNATIONAL, Entry, Office, Person, Role, former
from .mention import Mention, MentionKind
from .phrases import Phrase
from .scene import is_scene, preposition_of
from .unit import Unit

if TYPE_CHECKING:
    from extractors.tree import Node

    from .words import Words

_BASE_KINDS = ("state", "adjective", "people", "capital", "seat", "organisation", "organ", "group", "place")
# What "ethnic Albanians" are besides Albanian.
_MEMBERS = Role("CVL", "person", "yes", True, True)
_NO_BODY = frozenset({"IGO", "NGO", "INT", "NGM", "MNC"})
# How a phrase hangs on what is aimed at ("the embassy of Peru"), and the prepositions of aims.
_WITHIN = frozenset({"nmod", "nmod:poss", "amod", "compound", "conj", "appos", "flat"})
_AIMING = frozenset({"against", "on", "with", "to", "toward", "towards", "at"})
# Where a region acts: elsewhere it is a place or an attribute.
_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "conj"})
# Titles that name the office itself ("president of Bolivia"), not a way to it ("leader of the party of the president").
_MAIN_TITLE = re.compile(r"(?i)(?:\w+ ){0,2}(?:president|minister|secretary|chancellor|king|queen)\b(?! candidate)")
# Roles that are found anywhere: the country that a document is about says nothing of them.
_UNSTATELY = frozenset({"BUS", "EDU", "MED", "ELI", "HLH", "CRM", "HRI", "ENV", "LAB"})
# Confidence by how an actor was found; the coder multiplies, so only their order and rough distance matter.
NAME, COMPOSED, DOCUMENT, REFERENCE, THING, GUESSED, UNKNOWN = 0.95, 0.9, 0.8, 0.65, 0.6, 0.5, 0.35


# Roles that are told from where they act; those that travel or report are not ("officials met in Geneva").
_LOCATED = frozenset({"person", "collective", "organ"})
_TRAVELLED = frozenset({"GOV", "MIL", "GOVMIL", "MED", "ELI", "GOVPTY", "REF", "BUS"})
_SCENE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "across", "inside", "throughout", "around", "within"})
_PEACEKEEPERS = "IGOUNOPKO"
_ARMED = frozenset({"REB", "INS", "SEP", "UAF"})
# Whose presidents and members hold no office of state.
_PRIVATE_BODIES = frozenset({"CVL", "LAB", "EDU", "BUS", "PTY", "REL", "HRI", "ENV", "OPP"})
# Determiners that point back to those who were named before.
_POINTING = frozenset({"the", "these", "those"})
# Who stands beside a government is of its country, and the words for a government.
_AT_HOME = frozenset({"OPP", "REB", "SEP", "INS", "UAF", "LEG", "LAB", "OPPPTY", "PTY"})
_RULING = frozenset({"government", "regime", "junta"})
_SERVING = frozenset({*_ARMED, "MIL", "SPY"})
_OPPOSED = _ARMED | {"OPP"}


def _is_armed(code: str) -> bool:
    """Tell whether a code is an armed group's: its men are no army of the country."""
    return not _ARMED.isdisjoint(codes.triples(code)) or code.startswith("IMG")


def _serves(roles: list[Role]) -> bool:
    """Tell whether role nouns name those who fight or speak for a group, not its victims."""
    return any(
        not _SERVING.isdisjoint(codes.triples(role.code)) or (role.weak and role.code == "GOV") for role in roles
    )


def _has_branches(entry: Entry) -> bool:
    """Tell whether a body has national branches that act by themselves ("the Turkish Red Crescent")."""
    return entry.kind == "organisation" and entry.code.startswith(("NGO", "INTCHR"))


def _branch(code: str, country: str) -> str:
    """Return the code of a body's branch in a country: "NGOHLHIRC" in Turkey is TURHLH."""
    is_church = code.startswith("INTCHR")
    return codes.join(country, [role for role in codes.triples(code)[1:] if is_church or role in codes.ROLES])


@dataclass(slots=True)
class Sense:
    """What the units of a phrase say together; ``rows`` are the file rows of its roles."""

    bases: list[tuple[str, Entry, Unit]] = field(default_factory=list)
    person: Entry | None = None
    person_unit: Unit | None = None
    roles: list[Role] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    is_former: bool = False
    role_after_person: bool = False
    last: Unit | None = None
    stranger: Unit | None = None
    seat: Entry | None = None
    rows: list[str] = field(default_factory=list)
    nationality: str | None = None

    @property
    def has_head_role(self) -> bool:
        """Tell whether a role noun (no mere modifier) is among the units."""
        return any(role.kind in ("person", "collective", "organ", "thing", "international") for role in self.roles)


@dataclass(slots=True)
class Reading:
    """The actors of a phrase: codes with names, sharing one head; ``is_scene`` where none of them can act."""

    codes: list[tuple[str, str]]
    kind: MentionKind
    by: ResolvedBy
    confidence: float
    titles: frozenset[str] = frozenset()
    gender: str = ""
    is_plural: bool = False
    where: str = ""
    person: Entry | None = None
    absorbs: bool = False
    is_scene: bool = False


class Reader:
    """Reads the phrases of one sentence; phrases to the right must be read first ("minister of" needs its country)."""

    def __init__(self, words: Words, phrases: list[Phrase], memory: DocumentActors, day: dt.date | None) -> None:
        self.words, self.phrases, self.memory, self.day = words, phrases, memory, day
        self.grammar = memory.lexicon.grammar
        self.readings: dict[int, Reading | None] = {}
        self.absorbed: set[int] = set()
        self.here: list[str] = []
        self.owners: dict[int, Mention] = {}

    def read_all(self) -> None:
        """Read every phrase, from right to left."""
        self.here = [base for phrase in self.phrases for base in self._countries(phrase)]
        for phrase in reversed(self.phrases):
            self.readings[id(phrase)] = self.read(phrase)

    def _countries(self, phrase: Phrase) -> list[str]:
        found = []
        for unit in phrase.units:
            entry = unit.first("state", "adjective", "people", "capital", "seat", "place")
            if entry is not None and entry.kind == "seat" and unit.first("role") is not None:
                continue
            if self._is_ethnic(unit):
                continue
            if entry is not None and unit.affix not in ("detached", "opposed") and entry.code:
                found.append(entry.code[:3])
        return found

    # ---- units

    def sense(self, units: list[Unit]) -> Sense:
        """Return what a run of units says."""
        sense = Sense()
        for index, unit in enumerate(units):
            if unit.affix in ("detached", "opposed"):
                continue
            entry = self._choose(unit, units, index)
            general = unit.first("role") if entry.kind == "seat" else None
            if general is not None and general.role is not None and general.role.kind != "modifier":
                sense.seat, entry = entry, general
            if entry.kind in ("person", "surname"):
                person = self._person(unit, entry, sense)
                if person is not None:
                    sense.person, sense.person_unit, sense.role_after_person = person, unit, False
                else:
                    sense.stranger = unit
                continue
            if entry.kind == "role" and entry.role is not None:
                role = entry.role
                if role.kind == "status":
                    sense.is_former = True
                elif role.kind == "region" or (role.kind == "international" and not role.weak):
                    sense.bases.append((entry.code, entry, unit))
                    if role.kind == "international":
                        sense.words.append(self.words[unit.end - 1].lower)
                else:
                    sense.roles.append(self._of_body(role, unit, sense))
                    sense.rows.append(entry.where)
                    if role.kind == "person":
                        sense.words.append(self.words[unit.end - 1].lower)
                    sense.role_after_person = sense.person is not None and role.kind != "modifier"
            elif self._is_ethnic(unit):
                sense.roles.append(Role(entry.code[:3], "ethnic", "yes", False))
                sense.nationality = entry.code[:3]
                if index == len(units) - 1:
                    sense.roles.append(_MEMBERS)
            elif entry.kind in _BASE_KINDS and entry.code:
                sense.bases.append((entry.code, entry, unit))
            sense.last = unit
        return sense

    def _of_body(self, role: Role, unit: Unit, sense: Sense) -> Role:
        """Return a role; who presides over a society or a firm that the phrase names holds no office of state ("union president")."""
        body, word = (sense.roles[-1] if sense.roles else None), self.words[unit.end - 1].lower
        if body is None or body.kind == "modifier" or role.code != "GOV" or role.kind != "person":
            return role
        if word in self.grammar["members"]:  # of whatever body
            return replace(role, weak=True, code=body.code, alone=body.alone)
        is_private = (
            body.kind in ("organ", "collective") and word in self.grammar["presiding"] and body.code in _PRIVATE_BODIES
        )
        return replace(role, weak=True, code=body.code) if is_private else role

    def _is_ethnic(self, unit: Unit) -> bool:
        """Tell whether a nationality names a group within a country ("ethnic Albanians")."""
        return unit.kind in ("adjective", "people") and unit.start > 0 and self.words[unit.start - 1].lower == "ethnic"

    def _choose(self, unit: Unit, units: list[Unit], index: int) -> Entry:
        """Return the meaning of a unit in its place: a modifier before a noun, the noun itself at the end."""
        if len(unit.entries) == 1:
            return unit.entry
        if unit.kind == "role":
            roles = [entry for entry in unit.entries if entry.kind == "role" and entry.role is not None]
            if len(roles) > 1:
                is_last = index == len(units) - 1 and self.words[unit.end - 1].pos != "ADJ"
                wanted = [entry for entry in roles if entry.role and (entry.role.kind != "modifier") == is_last]
                return wanted[0] if wanted else roles[0]
        if unit.kind in ("person", "surname"):
            held = [entry for entry in unit.entries if entry.person is not None and entry.person.holds_at(self.day)]
            return held[0] if held else unit.entry
        return unit.entry

    def _person(self, unit: Unit, entry: Entry, sense: Sense) -> Entry | None:
        if entry.kind == "person":
            return entry
        candidates = [other for other in unit.entries if other.kind == "surname" and other.person is not None]
        titled = [other for other in candidates if self._title_fits(other.person, sense)]
        if not titled and self._honorific(unit):
            titled = candidates if len(candidates) == 1 else []
        held = [other for other in titled if other.person is not None and other.person.holds_at(self.day)]
        chosen = held if held else titled
        if len(chosen) != 1:
            return None
        return Entry(
            "person", "", chosen[0].person.name if chosen[0].person else "", chosen[0].where, person=chosen[0].person
        )

    def _title_fits(self, person: Person | None, sense: Sense) -> bool:
        if person is None or not sense.words:
            return False
        base = sense.bases[0][0][:3] if sense.bases else None
        return any(
            word in office.title.lower() and (base is None or office.code.startswith(base))
            for office in person.offices for word in sense.words
        )  # fmt: skip

    def _honorific(self, unit: Unit) -> bool:
        return unit.start > 0 and self.words[unit.start - 1].lower.rstrip(".") in self.grammar["honorifics"]

    # ---- phrases

    def read(self, phrase: Phrase) -> Reading | None:
        """Return the actors of a phrase; None when it names none."""
        segments: list[list[Unit]] = [[]]
        for unit, link in zip(phrase.units, phrase.links, strict=True):
            if link == "poss":
                segments.append([])
            segments[-1].append(unit)
        owner: Reading | None = None
        for index, segment in enumerate(segments):
            is_last = index == len(segments) - 1
            owner = self._segment(phrase, self.sense(segment), owner, is_last)
        return owner

    def _segment(self, phrase: Phrase, sense: Sense, owner: Reading | None, is_last: bool) -> Reading | None:
        if (
            is_last
            and sense.roles
            and sense.stranger is not None
            and sense.stranger is phrase.units[-1]
            and phrase.name is None
        ):
            phrase.name = (sense.stranger.start, sense.stranger.end)
        if sense.person is not None and not sense.role_after_person:
            return self._person_reading(phrase, sense, owner)
        bases = self._bases(phrase, sense)
        if owner is not None and bases:
            bases = self._owned_bases(owner, sense, bases)
        elif phrase.owner in self.owners and bases and bases[0][0] == _PEACEKEEPERS:  # "its peacekeeping force"
            country = self.owners[phrase.owner].country
            if country is not None and country not in INTERNATIONAL:
                bases = [(codes.join(country, ("MIL",)), bases[0][1])]
        if sense.person is not None and not bases:
            bases = [(self._country_of(self._person_code(sense.person, sense)[0]), sense.person.name)]
        if sense.roles or (phrase.name is not None and is_last):
            return self._role_reading(phrase, sense, bases, owner, is_last)
        if bases:
            return self._base_reading(phrase, sense, bases, is_last)
        return None

    def _owned_bases(self, owner: Reading, sense: Sense, bases: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Give a body of a general name to its owner: "Russia's Supreme Court" is no American one."""
        code, entry, _ = sense.bases[0]
        country = owner.codes[0][0][:3]
        is_national = country not in INTERNATIONAL and country != codes.UNKNOWN
        if is_national and _has_branches(entry):
            return [(_branch(code, country), entry.name)]
        if is_national and code == _PEACEKEEPERS:
            return [(codes.join(country, ("MIL",)), entry.name)]
        if (
            entry.kind not in ("seat", "group")
            or country in INTERNATIONAL
            or country in (codes.UNKNOWN, code[:3])
            or code[:3] in INTERNATIONAL
        ):
            return bases
        roles = [role for role in codes.triples(code)[1:] if role in codes.ROLES]
        return [(codes.join(country, roles), entry.name)]

    def _bases(self, phrase: Phrase, sense: Sense) -> list[tuple[str, str]]:
        """Return (code, name) of the countries or bodies that the phrase belongs to; several only when coordinated."""
        if not sense.bases:
            return []
        if len(sense.bases) > 1 and sense.bases[0][1].role is not None and sense.bases[1][1].kind == "state":
            leads = sense.bases[0][1].role.leads
            return [((sense.bases[0][0] if leads else "") + sense.bases[1][0], sense.bases[1][1].name)]
        linked = [unit for unit, link in zip(phrase.units, phrase.links, strict=True) if link == "and"]
        first = sense.bases[0]
        several = [first, *(base for base in sense.bases[1:] if any(base[2] is unit for unit in linked))]
        if len(several) > 1:
            person_role = (
                sense.has_head_role
                and not any(role.plural for role in sense.roles)
                and self.words[first[2].end].text in ("-", "‑")
            )
            return [(base[0], base[1].name) for base in ([several[-1]] if person_role else several)]
        later = [base for base in sense.bases if base[1].kind in ("group", "organisation", "seat", "organ", "role")]
        if first[1].kind in ("state", "adjective", "people", "capital", "place") and later and later[0] is not first:
            body = later[0]
            if _has_branches(body[1]) and first[1].kind in ("state", "adjective") and first[2].after == body[2].start:
                return [(_branch(body[0], first[0][:3]), body[1].name)]
            if body[1].kind == "group":
                return [self._local_group(first, body)]
            if body[0] == _PEACEKEEPERS and len(sense.bases) == 2 and self._is_of_a_state(first[1], body[2]):
                return [(codes.join(first[0], ("MIL",)), first[1].name)]
            if body[1].kind == "role":
                return [
                    (
                        body[0]
                        if body[1].role and body[1].role.kind == "international" and body[0] not in _NO_BODY
                        else first[0],
                        first[1].name,
                    )
                ]
            if body[1].kind in ("seat", "organ") and body[0][:3] != first[0][:3]:
                own = codes.triples(body[0])[1:] if body[1].kind == "seat" else ()
                return [(codes.join(first[0], own), body[1].name)]
            if body[1].kind == "seat" or not sense.has_head_role or body[2] is phrase.units[-1]:
                return [(body[0], body[1].name)]
        return [(code, first[1].name) for code in first[0].split("/")]

    def _is_of_a_state(self, nation: Entry, body: Unit) -> bool:
        """Tell whether peacekeepers are called those of a nation, and not those of the United Nations besides."""
        is_national = nation.kind in ("adjective", "state") and nation.code[:3] not in INTERNATIONAL
        return is_national and not self.words[body.start].text[:1].isupper()

    def _local_group(self, place: tuple[str, Entry, Unit], group: tuple[str, Entry, Unit]) -> tuple[str, str]:
        """Return a group, or its like in the country that the phrase names ("an Ottawa New Democrat")."""
        code, country = group[0], place[0][:3]
        if code[:3] in INTERNATIONAL or code[:3] == country or country in INTERNATIONAL:
            return code, group[1].name
        if "PTY" not in codes.triples(code):
            return code, group[1].name
        return codes.join(country, [role for role in codes.triples(code)[1:] if role in codes.ROLES]), group[1].name

    def _person_code(self, entry: Entry, sense: Sense, home: str = "") -> tuple[str, str]:
        """Return a person's code and the row that decides it; ``home`` is the country that owns him ("Nigeria's Obasanjo")."""
        person = entry.person
        if person is None:
            code, where = entry.code, entry.where
        elif self.day is not None:
            code, where = person.code_at(self.day), person.office_at(self.day).where
        else:
            office = self._undated_office(person, sense, home)
            code, where = office.code, office.where
        return (former(code) if sense.is_former else code), where

    def _undated_office(self, person: Person, sense: Sense, home: str) -> Office:
        """Return the last office that the title beside the name fits; without a title, the last one, of his country if told."""
        bodies = [code for code, body, _ in sense.bases if body.kind in ("organisation", "organ")]
        fitting = [office for office in person.offices if any(office.code.startswith(code) for code in bodies)]
        if not fitting and sense.words:
            titled = [office for office in person.offices if any(word in office.title.lower() for word in sense.words)]
            plain = [office for office in titled if _MAIN_TITLE.match(office.title) and "former" not in office.title]
            fitting = plain or titled
        if not fitting and home:
            fitting = [office for office in person.offices if office.code.startswith(home)]
        return fitting[-1] if fitting else person.office_at(None)

    def _person_reading(self, phrase: Phrase, sense: Sense, owner: Reading | None) -> Reading:
        assert sense.person is not None
        entry = sense.person
        home = owner.codes[0][0][:3] if owner is not None else ""
        code, where = self._person_code(entry, sense, home)
        roles = codes.role_codes(sense.roles)
        if entry.person is not None and not sense.is_former and sense.bases and self._disagrees(code, sense):
            code = codes.join(sense.bases[0][0][:3], roles or codes.triples(code)[1:])
        elif (
            entry.person is not None
            and not sense.is_former
            and roles
            and any(not role.weak for role in sense.roles)
            and (len(code) == 3 or code.endswith("ELI"))
        ):
            code = codes.join(self._country_of(code), roles)
        gender = entry.person.gender if entry.person is not None else ""
        is_filed = entry.person is not None or entry.file > 0
        by: ResolvedBy = "name" if is_filed else "document"
        titles = frozenset(sense.words) | (frozenset(self._office_words(entry.person)) if entry.person else frozenset())
        return Reading(
            [(code, entry.name)],
            "person",
            by,
            NAME if is_filed else DOCUMENT,
            titles,
            gender,
            False,
            where,
            entry,
        )

    def _disagrees(self, code: str, sense: Sense) -> bool:
        """Tell whether the words name another country than the file ("Serbian President" of a later Yugoslav one)."""
        stated, entry, _ = sense.bases[0]
        return (
            entry.kind in ("adjective", "state")
            and code[:3] not in INTERNATIONAL
            and stated[:3] != code[:3]
            and bool(sense.roles)
        )

    def _office_words(self, person: Person) -> list[str]:
        held = [office for office in person.offices if self.day is None or office.start <= self.day <= office.end]
        return [
            word
            for office in held[-1:]
            for word in office.title.lower().split()
            if word not in ("of", "the", "for", "and")
        ]

    def _country_of(self, code: str) -> str:
        return code if code[:3] in INTERNATIONAL else code[:3]

    def _role_reading(
        self, phrase: Phrase, sense: Sense, bases: list[tuple[str, str]], owner: Reading | None, is_last: bool
    ) -> Reading | None:
        by: ResolvedBy = "composition"
        confidence = COMPOSED
        roles = sense.roles
        absorbs = False
        if not bases and owner is not None:
            bases = [(self._owner_base(owner, code, roles), name) for code, name in owner.codes]
        weak_only = all(role.weak for role in roles)
        if is_last and not phrase.tail and not phrase.name and all(role.kind == "modifier" for role in roles):
            return Reading(bases, "thing", "composition", GUESSED) if bases else None
        is_other = self.words[phrase.end - 1].lower in self.grammar["opposite"]  # "his counterpart in Cuba" is Cuba's
        if not bases and phrase.owner is not None and phrase.owner in self.owners and not is_other:
            referent = self.owners[phrase.owner]
            bases, by = [(self._country_of(referent.code), referent.name)], "reference"
            confidence = min(REFERENCE, referent.confidence)
        if not bases and is_last and not phrase.tail:
            bases, absorbs = self._from_right(phrase, weak_only, sense)
        if self._is_led(phrase) and all(role.code == "PTY" for role in roles):
            roles = []  # "a French-led coalition" is no party
        plural = any(role.plural for role in sense.roles) or any(role.kind == "collective" for role in sense.roles[-1:])
        name = self._name(phrase) if is_last else None
        titles = frozenset(sense.words) if sense.words else frozenset()
        head_role = roles[-1] if roles else None
        kind: MentionKind = "person" if name else "role"
        if head_role is not None and (head_role.kind == "thing" or (phrase.tail and is_last)):
            kind = "thing"
        elif name and head_role is not None and head_role.kind != "person":
            kind = "organisation"
        where = " + ".join(dict.fromkeys([*(base[1].where for base in sense.bases[:1]), *sense.rows]))
        draft = Reading(
            [], kind, by, confidence, titles, self._gender(sense.words), plural and not name, where, absorbs=absorbs
        )
        if not bases:
            return self._homeless(phrase, sense, draft, name)
        if all(base.startswith(codes.UNKNOWN) for base, _ in bases):
            draft.confidence = UNKNOWN
        is_thing = phrase.tail and is_last
        for base, base_name in bases:
            code = self._compose(base, roles, weak_only, is_thing)
            draft.codes.append((former(code) if sense.is_former else code, name or base_name))
        return draft

    def _compose(self, base: str, roles: list[Role], weak_only: bool, is_thing: bool) -> str:
        own = codes.triples(base)
        if own[0] == "IMG" or (len(own) > 1 and own[0] not in INTERNATIONAL and weak_only):
            return base
        if len(own) > 1 and any(code in ("REB", "INS", "SEP", "UAF", "OPP") for code in own):
            return base
        return codes.join(base, [code for code in codes.role_codes(roles) if not is_thing or code in codes.PRIMARY])

    def _owner_base(self, owner: Reading, code: str, roles: list[Role]) -> str:
        if owner.kind in ("group", "organisation") or code[:3] in INTERNATIONAL:
            return code
        if owner.kind == "person" and _is_armed(code) and _serves(roles):
            return code
        if owner.kind == "role" and not owner.titles:
            return code
        return code[:3]

    def _from_right(self, phrase: Phrase, weak_only: bool, sense: Sense) -> tuple[list[tuple[str, str]], bool]:
        """Return the bases that a preposition brings: "ministers of France and Germany", "police in Minsk"."""
        if not phrase.right:
            return [], False
        preposition = phrase.preposition
        serves = preposition == "to" and self.words[phrase.end - 1].lower in self.grammar["attached"]
        if preposition in self.grammar["destined"] and preposition != "for" and not serves:
            return [], False
        is_sent = preposition == "from" and phrase.owner is not None  # "recalled its ambassador from Peru"
        if self._is_posted(phrase) and (preposition == "for" or is_sent or preposition in self.grammar["locative"]):
            return [], False
        found: list[tuple[str, str]] = []
        for index, right in enumerate(phrase.right):
            reading = self.readings.get(id(right))
            is_loose = preposition in ("from", "with", "under", "on", "for") and not self._hangs_on(phrase, right)
            if is_loose and not (index and self._is_conjunct(phrase.right[0], right)):
                break
            if reading is None and preposition in ("of", "in", "from", "across"):
                found += self._region(right)
            if reading is None or (index and reading.kind not in ("state", "organisation", "group", "place")):
                break
            if index and phrase.right[0].preposition:
                break
            for code, name in reading.codes:
                if code.startswith(codes.UNKNOWN) and not weak_only:
                    continue
                if (
                    weak_only and preposition in ("of", "for", "with", "within", "from") and reading.kind != "person"
                ) or (
                    reading.kind in ("group", "person")
                    and preposition in ("of", "from")
                    and _is_armed(code)
                    and _serves(sense.roles)
                ):
                    found.append((code, name))
                else:
                    found.append((self._country_of(code), name))
            if found and preposition in ("of", "for", "with", "within", *(("from",) if index else ())):
                self.absorbed.add(id(right))
        return list(dict.fromkeys(found)), bool(found)

    def _region(self, phrase: Phrase) -> list[tuple[str, str]]:
        """Return the region that a phrase names by its own name ("leaders of West Africa")."""
        entry = phrase.units[-1].entry
        is_named = entry.role is not None and entry.role.kind == "region" and entry.role.alone == "yes"
        return [(entry.code, entry.name)] if is_named and not phrase.tail else []

    def _is_posted(self, phrase: Phrase) -> bool:
        """Tell whether a phrase names who or what stands where it was sent: the place does not tell whose it is."""
        return self.words[phrase.end - 1].lower in self.grammar["posted"]

    def _is_his(self, phrase: Phrase) -> bool:
        """Tell whether somebody of whom nothing is known owns a phrase ("met Ann Lee and her son")."""
        return phrase.owner is not None and self.words[phrase.owner].lower in ("his", "her")

    def _is_in_camp(self, phrase: Phrase) -> bool:
        """Tell whether a phrase names people in a camp: they fled there from elsewhere ("families in the camps around Adre")."""
        return any(kid.dep == "nmod" and kid.lemma == "camp" for kid in self.words[phrase.head].kids)

    def _hangs_on(self, phrase: Phrase, right: Phrase) -> bool:
        """Tell whether the tree attaches a prepositional phrase to this one, or leaves that open."""
        head = self.words[right.head]
        if head.dep == "nmod:poss" and head.head.i >= right.end:  # "… for the prime minister's office"
            head = head.head
        return phrase.start <= head.head.i < phrase.end or right.start <= head.head.i < right.end

    def _is_conjunct(self, first: Phrase, other: Phrase) -> bool:
        """Tell whether the tree coordinates a phrase with an earlier one ("envoys from Sudan and [Chad]")."""
        head = self.words[other.head]
        return head.dep == "conj" and first.start <= head.head.i < other.start

    def _homeless(self, phrase: Phrase, sense: Sense, draft: Reading, name: str | None) -> Reading | None:
        """Read a role whose phrase tells no country: the document may know who is meant, or where it all happens."""
        if not sense.roles:
            return None
        is_owner = sense.last is not None and sense.last is not phrase.units[-1]  # "the union's leader"
        word = self.words[(sense.last.end if is_owner and sense.last else phrase.end) - 1].lower
        if name is None and not sense.is_former:
            known = self._known(phrase, sense, draft, word)
            if known is not None:
                return replace(
                    draft, codes=[(known.code, known.name)], by="reference", confidence=REFERENCE, where=known.where
                )
        head = sense.roles[-1]
        is_proxy = self._is_proxy(phrase)
        if (head.alone == "no" and not name and not is_proxy and not self._is_coloured(sense)) or (
            phrase.tail and (head.weak or head.alone != "yes" or head.code in _UNSTATELY)
        ):
            return None
        found = ("ELI",) if sense.is_former else codes.role_codes(sense.roles)
        if is_proxy and found == ("CVL",):
            found = ("UAF",)
        here = self._here(phrase) if sense.seat is None else []
        is_local = self._is_local(head, self._determiner(phrase), draft.is_plural)
        has_fled = word in self.grammar["fled"]  # from elsewhere
        is_posted = self._is_posted(phrase) or has_fled or (head.code == "CVL" and self._is_his(phrase))
        country = self.memory.main_country(here) if is_local and not is_posted else None
        if country is None and not is_posted and head.kind in ("organ", "person", "collective"):
            country = self.memory.dominant_country()
        is_allied = any(self.words[i].lower == "allied" for i in range(phrase.start, phrase.end))
        if country is None and head.code in _AT_HOME and (is_allied or self._determiner(phrase) == "the"):
            country = self._ruled_beside(phrase, is_allied)
        is_there = head.kind in _LOCATED and head.code not in _TRAVELLED
        if country is None and is_there and not is_posted and not self._is_in_camp(phrase):
            country = self._scene_country()
        if sense.nationality is not None:
            others = set(self.here) - {sense.nationality} - INTERNATIONAL
            country = self._scene_country() or (others.pop() if len(others) == 1 else country)
        if country is None and sense.nationality is not None:
            country, found = sense.nationality, tuple(code for code in found if code != sense.nationality)
        if country is None and sense.seat is not None:
            seat = sense.seat
            return replace(
                draft, codes=[(seat.code, seat.name)], kind="state", by="name", confidence=THING, where=seat.where
            )
        if country is not None:
            code = codes.join(country, found)
            return replace(
                draft, codes=[(code, name or word)], by="document", confidence=GUESSED if is_local else GUESSED - 0.1
            )
        text = name or self.words.span(phrase.start, phrase.end)[2]
        confidence = UNKNOWN if head.alone == "yes" else UNKNOWN - 0.1
        return replace(draft, codes=[(codes.UNKNOWN + "".join(found), text)], confidence=confidence)

    def _ruled_beside(self, phrase: Phrase, is_allied: bool) -> str | None:
        """Return the country of the government that a phrase is coordinated with ("the Malian government and [the rebels]").

        Allies are of whoever they are named with ("the Malian army and [allied fighters]").
        """
        place = self.phrases.index(phrase)
        before = self.phrases[place - 1] if place else None
        if before is None or before.links_to != "and":
            return None
        rules = is_allied or any(self.words[i].lower in _RULING for i in range(before.start, before.end))
        countries = set(self._countries(before)) - INTERNATIONAL
        return countries.pop() if rules and len(countries) == 1 else None

    def _here(self, phrase: Phrase) -> list[str]:
        """Return the countries that the sentence names, without those at which the phrase's own deed is aimed.

        "The government criticised Israel" tells nothing of whose government it is, "… imposed a curfew in Egypt" does, and so does
        "rebels surrounded the Chadian capital": those who fight do so where they are.
        """
        token = self.words[phrase.head]
        roles = [unit.entry.role.code for unit in phrase.units if unit.entry.role is not None]
        if not token.dep.startswith("nsubj") or any(map(_is_armed, roles)):
            return self.here
        return [
            base for other in self.phrases if not self._is_aim(other, token.head) for base in self._countries(other)
        ]

    def _is_aim(self, phrase: Phrase, verb: Node) -> bool:
        """Tell whether a phrase is, or belongs to, what a verb is aimed at; police is mostly met at home."""
        if any(unit.entry.role is not None and unit.entry.role.code == "COP" for unit in phrase.units):
            return False
        token = self.words[phrase.head]
        cases = {kid.lower for kid in token.kids if kid.dep == "case"}
        while token.dep in _WITHIN and token.head.i != token.i and cases.isdisjoint(self.grammar["locative"]):
            token = token.head
            cases = {kid.lower for kid in token.kids if kid.dep == "case"}
        governor = token.head
        if governor.dep == "xcomp":
            governor = governor.head
        if governor is not verb:
            return False
        return token.dep in ("obj", "iobj") or (token.dep == "obl" and not cases.isdisjoint(_AIMING))

    def _is_proxy(self, phrase: Phrase) -> bool:
        """Tell whether a body is called the ally or tool of a power ("Iran-allied groups")."""
        return any(
            unit.affix == "detached"
            and self.words[unit.after - 1].lower.rpartition("-")[2] in self.grammar["proxy_suffixes"]
            for unit in phrase.units
        )

    def _is_led(self, phrase: Phrase) -> bool:
        """Tell whether a body is led by another power ("a French-led coalition", "a coalition led by France")."""
        return any(unit.affix == "leading" for unit in phrase.units) or (
            phrase.end < len(self.words) and self.words[phrase.end].lower in self.grammar["allegiance"]
        )

    def _is_coloured(self, sense: Sense) -> bool:
        """Tell whether a word before a general noun says who its members are ("Muslim groups")."""
        return any(
            role.kind in ("ethnic", "religious") or (role.kind == "modifier" and role.code in _OPPOSED)
            for role in sense.roles
        )

    def _known(self, phrase: Phrase, sense: Sense, draft: Reading, word: str) -> Mention | None:
        """Return whom a description such as "the minister" or "the group" stands for in this document."""
        determiner = self._determiner(phrase)
        if determiner == "the" and sense.words and not draft.is_plural:
            before = self.memory.by_title(sense.words[-1])
            if before is not None and before.country is not None:
                return before
        body = self.memory.by_noun(word) if determiner in ("the", "") else None
        return body if body is not None or determiner not in _POINTING else self._told(sense, word)

    def _told(self, sense: Sense, word: str) -> Mention | None:
        """Return whom a role noun takes up that the document used before ("the girls", "the ministry"), with the role it has here."""
        told = self.memory.by_description(word)
        is_there = sense.roles[-1].kind != "organ" or told is None or self._scene_country() in (None, told.country)
        if told is None or not is_there:
            return None
        if told.country in INTERNATIONAL or all(role.weak for role in sense.roles):
            return told
        return replace(told, code=codes.join(told.country or "", codes.role_codes(sense.roles)))

    def _scene_country(self) -> str | None:
        """Return the one country in which the sentence places what it tells ("… in Karachi")."""
        found = {
            entry.code[:3]
            for phrase in self.phrases
            for entry in [phrase.units[-1].first("state", "capital", "place")]
            if entry is not None and entry.code and not phrase.units[-1].affix
            and preposition_of(self.words, self._division_of(phrase), self.grammar) in _SCENE_PREPOSITIONS
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def _is_local(self, head: Role, determined: str, plural: bool) -> bool:
        """Tell whether a role without a country is likely one of the country that the document is about."""
        if head.kind not in ("organ", "person", "collective") or head.code in _UNSTATELY:
            return False
        if head.weak or (head.kind == "organ" and plural):
            return determined == "the"
        return True

    def _base_reading(
        self, phrase: Phrase, sense: Sense, bases: list[tuple[str, str]], is_last: bool
    ) -> Reading | None:
        entry, unit = sense.bases[-1][1], sense.bases[-1][2]
        kind: MentionKind
        gender, confidence = "", NAME
        if entry.is_town:
            return Reading(bases, "place", "name", GUESSED, where=entry.where, is_scene=True)
        if phrase.tail and is_last and (named := self._named_division(phrase)) is not None:
            return named
        is_region = entry.role is not None and entry.role.kind == "region" and entry.role.alone == "yes"
        if phrase.tail and is_last and not is_region:
            return Reading(bases, "thing", "composition", THING, where=entry.where)
        if entry.kind == "role":
            kind = "role"
            if entry.role is not None and entry.role.kind == "region":
                return self._region_reading(phrase, bases, entry)
            return Reading(bases, kind, "composition", UNKNOWN, frozenset(), "", True, entry.where)
        if (
            unit.first("people") is not None
            and self.words[unit.end - 1].pos in ("NOUN", "PROPN")
            and entry.kind != "state"
        ):
            if not self._is_people(phrase, unit):
                return Reading(bases, "thing", "composition", GUESSED, where=entry.where)
            side = self._determiner(phrase) == "the" and self.words[unit.end - 1].text.endswith("s")
            found = bases if side else [(codes.join(code, ("CVL",)), name) for code, name in bases]
            return Reading(found, "role", "name", COMPOSED, is_plural=True, where=entry.where)
        if entry.kind == "adjective":
            return Reading(bases, "thing", "composition", GUESSED, where=entry.where)
        if entry.kind in ("capital", "place"):
            kind = "place"
            if entry.kind == "capital" and not is_scene(self.words, phrase, self.grammar):
                body = self._hosted(entry)
                if body is not None:
                    return Reading([(body, entry.name)], "organisation", "name", DOCUMENT, where=entry.where)
                return Reading(
                    [(codes.join(entry.code, ("GOV",)), entry.name)], "state", "name", DOCUMENT, where=entry.where
                )
            if not entry.code:
                return None
            return Reading([(entry.code, entry.name)], kind, "name", GUESSED, where=entry.where)
        kinds: dict[str, MentionKind] = {
            "state": "state",
            "seat": "state",
            "organisation": "organisation",
            "organ": "organisation",
            "group": "group",
        }
        kind = kinds[entry.kind]
        if entry.kind == "organ" and self._is_person_word(unit):
            titles = frozenset({self.words[unit.end - 1].lower})
            return Reading(bases, "role", "name", confidence, titles, self._gender(list(titles)), False, entry.where)
        return Reading(bases, kind, "name", confidence, frozenset(), gender, entry.kind == "group", entry.where)

    def _division_of(self, place: Phrase) -> Phrase:
        """Return the phrase that a place names the division of ("the Yugoslav province of Kosovo"), else the place's own."""
        return next(
            (
                phrase
                for phrase in self.phrases
                if phrase.right == [place]
                and phrase.preposition == "of"
                and self.words[phrase.end - 1].lower in self.grammar["divisions"]
            ),
            place,
        )

    def _named_division(self, phrase: Phrase) -> Reading | None:
        """Return the place in "the Yugoslav province of Kosovo" and "the former Yugoslav republic of Macedonia"."""
        word = self.words[phrase.end - 1].lower
        if phrase.preposition != "of" or len(phrase.right) != 1 or word not in self.grammar["divisions"]:
            return None
        if any(unit.kind == "group" for unit in phrase.units):
            return None  # "the Houthi-held city of Hodeidah"
        reading = self.readings.get(id(phrase.right[0]))
        if reading is None or reading.kind not in ("state", "place") or phrase.right[0].units[0].affix:
            return None
        self.absorbed.add(id(phrase.right[0]))
        return replace(reading, absorbs=True)

    def _region_reading(self, phrase: Phrase, bases: list[tuple[str, str]], region: Entry) -> Reading | None:
        """Return the actor that a region's own name stands for where it acts ("Europe condemned the strike")."""
        assert region.role is not None
        if region.role.alone != "yes" or phrase.tail or self.words[phrase.head].dep not in _CORE:
            return None
        return Reading(bases, "organisation", "name", DOCUMENT, where=region.where)

    def _hosted(self, capital: Entry) -> str | None:
        """Return the union that a capital stands for where nothing speaks of its own country (Brussels: the EU)."""
        body = self.grammar.hosts.get(capital.name)
        if body is None or self.here.count(capital.code[:3]) > 1 or self.memory.names(capital.code[:3]):
            return None
        return body

    def _is_people(self, phrase: Phrase, unit: Unit) -> bool:
        """Tell nationals ("two Chinese", "Iraqis") from an adjective that the tagger took for a noun."""
        return self.words[unit.end - 1].text.endswith("s") or phrase.start < unit.start

    # ---- words

    def _name(self, phrase: Phrase) -> str | None:
        if phrase.name is None:
            return None
        start, end = phrase.name
        while end - start > 1 and self.words[start].lower.rstrip(".") in self.grammar["honorifics"]:
            start += 1
        return self.words.span(start, end)[2]

    def _determiner(self, phrase: Phrase) -> str:
        """Return the determiner of a phrase in lower case, "" for none."""
        token = self.words[phrase.start]
        if token.pos == "DET" or token.lower in ("the", "a", "an", "this", "these", "those"):
            return token.lower
        return ""

    def _is_person_word(self, unit: Unit) -> bool:
        """Tell whether a unit ends in a word for a person ("UN envoy", "Secretary-General")."""
        found = self.memory.lexicon.lookup(self.words[unit.end - 1].lower)
        return any(entry.role is not None and entry.role.kind == "person" for entry in found)

    def _gender(self, words: list[str]) -> str:
        for word in words:
            if word.endswith(("woman", "queen", "princess")):
                return "f"
            if word.endswith(("man", "king", "prince")):
                return "m"
        return ""
