"""What the actor files say, as frozen records: names of states, bodies, groups, people and places, and roles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

EntryKind = Literal[
    "state", "adjective", "people", "capital", "seat", "organisation", "organ", "group", "person", "surname", "place",
    "role", "discard",
]  # fmt: skip
Gender = Literal["m", "f", ""]

ALWAYS = (dt.date.min, dt.date.max)


@dataclass(frozen=True, slots=True)
class Office:
    """A code that a person holds from one day to another, both included."""

    code: str
    title: str
    start: dt.date
    end: dt.date
    where: str


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Someone who makes diplomatic news, with dated offices in order of their beginning."""

    name: str
    variants: tuple[str, ...]
    gender: Gender
    offices: tuple[Office, ...]
    where: str

    def code_at(self, day: dt.date | None) -> str:
        """Return the actor code at a date.

        In office: that office's code.  After it: the country with ELI, as CAMEO has former holders.  Before the first:
        the country alone.  Without a date: the code of the office still held, else of the last.
        """
        office = self.office_at(day)
        if day is None or office.start <= day <= office.end:
            return office.code
        return former(office.code) if office.end < day else office.code[:3]

    def office_at(self, day: dt.date | None) -> Office:
        """Return the office that decides the code at a date.

        The one held (the last begun), else the last one that has ended (an international office has no country: the
        one served before counts), else the first to come.  Without a date: the one still held, else the last.
        """
        if day is None:
            return max(self.offices, key=lambda office: (office.end, office.start))
        held = [office for office in self.offices if office.start <= day <= office.end]
        if held:
            return max(held, key=lambda office: office.start)
        past = [office for office in self.offices if office.end < day]
        national = [office for office in past if office.code[:3] not in INTERNATIONAL]
        return max(national or past, key=lambda office: office.end) if past else self.offices[0]

    def holds_at(self, day: dt.date | None) -> bool:
        """Tell whether the person is in office at a date (without one: whether any office is still held)."""
        day = day or dt.date.max
        return any(office.start <= day <= office.end for office in self.offices)


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun, phrase or modifier; see the header of ``config/actors/roles.csv``.

    ``leads``: the code stands before the country's (NGOFRA), as some agents of PETRARCH's files have it.
    """

    code: str
    kind: str
    alone: Literal["yes", "context", "no"]
    weak: bool
    plural: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One meaning of a name: what kind of thing bears it, its actor code, and the file row that says so.

    ``file`` is 0 for the bundled files, else the place of an analyst's file among those given.  ``is_town``: a place of
    the long list, which counts only where the words around it show a place, and never acts itself.
    """

    kind: EntryKind
    code: str
    name: str
    where: str
    start: dt.date = dt.date.min
    end: dt.date = dt.date.max
    role: Role | None = None
    person: Person | None = None
    lat: float | None = None
    lon: float | None = None
    nouns: tuple[str, ...] = ()
    file: int = 0
    is_town: bool = False

    def valid(self, day: dt.date | None) -> bool:
        """Tell whether the name means this at a date; without one, only what has no end does."""
        return self.end == dt.date.max if day is None else self.start <= day <= self.end

    @property
    def dated(self) -> bool:
        """Tell whether the row is bounded in time."""
        return self.start != dt.date.min or self.end != dt.date.max


def former(code: str) -> str:
    """Return the code of one who held ``code``: the country with ELI; international codes stay as they are."""
    base = code[:3]
    return code if base in INTERNATIONAL else f"{base}ELI"


INTERNATIONAL = frozenset({"IGO", "NGO", "NGM", "MNC", "IMG", "INT", "UIS"})
