"""The tables that explain the codes: the codebook, the actors and the countries, as the configuration has them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractors.actors import load as actor_files
from extractors.actors.codes import split
from extractors.actors.entries import Entry, Office
from extractors.codebook import load_codebook
from extractors.resources import read_rows
from warehouse.store import Store

Row = dict[str, Any]


def load(store: Store) -> None:
    """Replace the three dimension tables of a warehouse."""
    store.load_codes(code_rows())
    store.load_actors(actor_rows())
    store.load_countries(country_rows())


def code_rows() -> Iterator[Row]:
    """Yield a row of ``codes`` for every code of the codebook."""
    for code in load_codebook().values():
        yield {
            "cameo_code": code.code,
            "root_code": code.root,
            "level": code.level,
            "title": code.title,
            "definition": code.definition,
            "quad_class": code.quad,
            "quad_class_gdelt": code.quad_gdelt,
            "quad_class_phoenix": code.quad_phoenix,
            "goldstein_score": code.goldstein,
            "goldstein_score_gdelt": code.goldstein,
            "goldstein_score_icews": code.goldstein_icews,
            "goldstein_score_phoenix": code.goldstein_phoenix,
            "plover_event": code.plover.event,
            "plover_mode": code.plover.mode,
            "plover_contexts": list(code.plover.contexts),
        }


def actor_rows() -> Iterator[Row]:
    """Yield a row of ``actors`` for every state, body, organisation and group, and for every office of a person."""
    files = (actor_files.countries(), actor_files.organisations(), actor_files.groups())
    for names, entry in _with_names(itertools.chain.from_iterable(files)):
        if entry.kind not in ("adjective", "people"):
            aliases = [name for name in names if name != entry.name]
            yield _actor(entry.name, entry.kind, aliases, entry)
    for person in actor_files.people():
        for office in person.offices:
            yield _actor(person.name, "person", person.variants, office)


def country_rows() -> Iterator[Row]:
    """Yield a row of ``countries`` for every code; where a historical state shares one with its heir, the heir's."""
    rows = list(read_rows(actor_files.ACTORS / "countries.csv", actor_files.COUNTRY_COLUMNS))
    seen: set[str] = set()
    for row in sorted(rows, key=lambda row: (row["code"], bool(row["until"]))):
        code = row["code"]
        if code in seen:
            continue
        seen.add(code)
        is_today = len(code) == 3 and not row["until"]
        yield {
            "country_code": code,
            "country_name": row["name"],
            "iso2_code": row["iso2"] or None,
            "iso3_code": code if is_today and row["iso2"] else None,
            "cow_number": int(row["cow"]) if row["cow"] else None,
            "fips_code": row["fips"] or None,
            "demonyms": [*row.many("adjectives"), *row.many("people")],
            "capital_name": next(iter(row.many("capital")), None),
            "is_special": not is_today,
        }


def _with_names(named: Iterable[tuple[str, Entry]]) -> Iterator[tuple[list[str], Entry]]:
    """Yield each meaning once, with all its names."""
    groups: dict[tuple[str, str, str, str], tuple[list[str], Entry]] = {}
    for name, entry in named:
        names, _ = groups.setdefault((entry.where, entry.kind, entry.code, entry.name), ([], entry))
        names.append(name)
    yield from groups.values()


def _actor(name: str, kind: str, aliases: Sequence[str], held: Entry | Office) -> Row:
    return {
        "actor_name": name,
        "actor_code": held.code,
        "country_code": split(held.code)[0],
        "kind": kind,
        "aliases": list(aliases),
        "valid_from_date": None if held.start == dt.date.min else held.start,
        "valid_until_date": None if held.end == dt.date.max else held.end,
        "origin": held.where,
    }
