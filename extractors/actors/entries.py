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

        In office: that office's code (the last one begun).  After an office: the country with ELI, as CAMEO has
        former holders (an international office has no country: the one served before counts).  Before the first: the
        country alone.  Without a date: the office still held, else the last.
        """
        if day is None:
            return max(self.offices, key=lambda office: (office.end, office.start)).code
        held = [office for office in self.offices if office.start <= day <= office.end]
        if held:
            return max(held, key=lambda office: office.start).code
        past = [office for office in self.offices if office.end < day]
        if past:
            national = [office for office in past if office.code[:3] not in INTERNATIONAL]
            return former(max(national or past, key=lambda office: office.end).code)
        return self.offices[0].code[:3]

    def holds_at(self, day: dt.date | None) -> bool:
        """Tell whether the person is in office at a date (without one: whether any office is still held)."""
        day = day or dt.date.max
        return any(office.start <= day <= office.end for office in self.offices)


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun, phrase or modifier; see the header of ``config/actors/roles.csv``."""

    code: str
    kind: str
    alone: Literal["yes", "context", "no"]
    weak: bool
    plural: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One meaning of a name: what kind of thing bears it, its actor code, and the file row that says so."""

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
