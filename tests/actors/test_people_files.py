"""The people files as data: shape, codes, dates, one code at a time, and no name that two people share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from extractors.actors import codes, load
from extractors.actors.entries import INTERNATIONAL
from extractors.resources import Row, read_rows

FOLDER = load.ACTORS / "people"
FILES = sorted(FOLDER.glob("*.csv"))
# The least number of people that each region has to hold.
LEAST = {
    "africa.csv": 1_500,
    "americas.csv": 850,
    "asia_east.csv": 700,
    "asia_south_central.csv": 500,
    "europe_east.csv": 600,
    "europe_west.csv": 650,
    "international.csv": 350,
    "middle_east.csv": 500,
    "oceania.csv": 350,
}
MONTH = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2]))?)?")
FIRST, LAST = "0000", "9999"

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


@cache
def rows(path: Path) -> tuple[Row, ...]:
    """Return the rows of one people file."""
    return tuple(read_rows(path, load.PEOPLE_COLUMNS))


@cache
def people(path: Path) -> tuple[tuple[Row, ...], ...]:
    """Return the rows of one people file, those of one name that follow one another together."""
    found: list[list[Row]] = []
    for row in rows(path):
        if found and found[-1][0]["name"] == row["name"]:
            found[-1].append(row)
        else:
            found.append([row])
    return tuple(tuple(offices) for offices in found)


@cache
def countries() -> frozenset[str]:
    """Return the codes of all states and territories, and those of international actors."""
    listed = read_rows(load.ACTORS / "countries.csv", load.COUNTRY_COLUMNS)
    return frozenset(row["code"][:3] for row in listed) | INTERNATIONAL


@cache
def roles() -> frozenset[str]:
    """Return the triples that may follow a country: CAMEO's roles and the groups and bodies of the actor files."""
    bodies = (entry.code for source in (load.organisations, load.groups) for _, entry in source())
    return codes.ROLES | {triple for code in bodies for triple in codes.triples(code)[1:]}


def earlier(one: str, other: str) -> bool:
    """Tell whether a month lies before another for certain; a year alone is before later years only."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def overlapping(offices: tuple[Row, ...]) -> list[str]:
    """Return the places where an office begins before the one before it has ended.

    The month (or year) of a handover may belong to both: who takes over is then in office.
    """
    ordered = sorted(offices, key=lambda row: (row["from"] or FIRST, row["until"] or LAST))
    return [
        f"{two.where} {two['name']}: {two['office']} overlaps {one['office']}"
        for one, two in pairwise(ordered)
        if earlier(two["from"] or FIRST, one["until"] or LAST)
    ]


def test_every_region_has_its_file() -> None:
    assert [path.name for path in FILES] == sorted(LEAST)


@each_file
def test_a_file_opens_with_its_columns_and_has_enough_people(path: Path) -> None:
    assert len(people(path)) >= LEAST[path.name]
    opening = path.read_text("utf-8").split("\nname,")[0]
    assert opening.startswith("# ")
    for column in load.PEOPLE_COLUMNS:
        assert re.search(rf"^# {column}\b", opening, re.MULTILINE), f"{path.name} explains {column}"


@each_file
def test_the_rows_of_one_person_stand_together(path: Path) -> None:
    count = Counter(offices[0]["name"] for offices in people(path))
    assert not [name for name, times in count.items() if times > 1]


@each_file
def test_gender_and_variants_stand_in_the_first_row_only(path: Path) -> None:
    for first, *others in people(path):
        assert first["gender"] in ("f", "m"), first.where
        for row in others:
            assert not row["gender"] and not row["variants"], row.where


@each_file
def test_names_are_clean(path: Path) -> None:
    for first, *_ in people(path):
        names = (first["name"], *first.many("variants"))
        assert len(set(names)) == len(names), first.where
        assert "||" not in first["variants"] and not re.search(r"^\||\|$", first["variants"]), first.where
        for name in names:
            assert re.fullmatch(r"[^\W\d_ʻ'ʿ‘’][^\d_,;:()\"]+|'[A-Z][^\d_,;:()\"]+", name), f"{first.where} {name}"
            assert "  " not in name, f"{first.where} {name}"


@each_file
def test_every_code_has_a_known_country_and_known_roles(path: Path) -> None:
    for row in rows(path):
        code = row["code"]
        country, *others = codes.triples(code)
        assert country in countries(), f"{row.where} {code}"
        assert others or country in INTERNATIONAL, f"{row.where} {code}"
        assert set(others) <= roles() and len(others) < 5, f"{row.where} {code}"
        assert len({country, *others}) == len(others) + 1, f"{row.where} {code}"
        assert row["office"] == row["office"].strip() != "", row.where


@each_file
def test_dates_are_well_formed_and_in_order(path: Path) -> None:
    for row in rows(path):
        assert MONTH.fullmatch(row["from"]) and MONTH.fullmatch(row["until"]), row.where
        assert not earlier(row["until"] or LAST, row["from"] or FIRST), row.where


@each_file
def test_nobody_holds_two_offices_at_once(path: Path) -> None:
    conflicts = [conflict for offices in people(path) for conflict in overlapping(offices)]
    assert not conflicts, "\n".join(conflicts)


def test_no_two_people_share_a_name() -> None:
    bearers: dict[str, list[str]] = defaultdict(list)
    for path in FILES:
        for first, *_ in people(path):
            for name in {first["name"], *first.many("variants")}:
                bearers[name].append(first.where)
    assert not [f"{name}: {', '.join(where)}" for name, where in sorted(bearers.items()) if len(where) > 1]


def test_nobody_has_the_name_of_a_state_a_body_or_a_place() -> None:
    others = {
        name: entry.where
        for source in (load.countries, load.organisations, load.groups, load.places)
        for name, entry in source()
    }
    shared = [
        f"{name}: {first.where}, {others[name]}"
        for path in FILES
        for first, *_ in people(path)
        for name in (first["name"], *first.many("variants"))
        if name in others
    ]
    assert not shared, "\n".join(shared)
