"""The actor files as rows for the warehouse's dimension tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..resources import read_rows
from .codes import split
from .entries import Person
from .lexicon import ActorLexicon
from .load import ACTORS, COUNTRY_COLUMNS


def actor_rows(lexicon: ActorLexicon) -> Iterator[dict[str, Any]]:
    """Yield one row per name and code: code, name, kind, country, roles, office, first and last day, file row."""
    for entry in lexicon.entries:
        if entry.kind in ("role", "discard", "place", "surname", "adjective", "people"):
            continue
        if entry.person is not None:
            yield from _person_rows(entry.person)
            continue
        country, roles = split(entry.code)
        yield {
            "code": entry.code, "name": entry.name, "kind": entry.kind, "country": country, "roles": list(roles),
            "office": None, "valid_from": entry.start if entry.dated else None,
            "valid_until": entry.end if entry.dated else None, "origin": entry.where,
        }  # fmt: skip


def _person_rows(person: Person) -> Iterator[dict[str, Any]]:
    for office in person.offices:
        country, roles = split(office.code)
        yield {
            "code": office.code, "name": person.name, "kind": "person", "country": country, "roles": list(roles),
            "office": office.title, "valid_from": office.start, "valid_until": office.end, "origin": office.where,
        }  # fmt: skip


def country_rows() -> Iterator[dict[str, Any]]:
    """Yield one row per state: code, name, capital, iso2, cow, fips, and dates as written in the file."""
    for row in read_rows(ACTORS / "countries.csv", COUNTRY_COLUMNS):
        yield {
            "code": row["code"], "name": row["name"], "capital": (row.many("capital") or (None,))[0],
            "iso2": row["iso2"] or None, "cow": row["cow"] or None, "fips": row["fips"] or None,
            "valid_from": row["from"] or None, "valid_until": row["until"] or None,
        }  # fmt: skip
