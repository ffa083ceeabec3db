"""The actor files as data: headers, codes, dates, coordinates, coverage, and no name that means two things at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from extractors.actors import load
from extractors.resources import CONFIG, Row, read_rows, read_toml

ACTORS = CONFIG / "actors"
HEADERS = {
    ACTORS / "countries.csv": load.COUNTRY_COLUMNS,
    ACTORS / "organisations.csv": load.ORGANISATION_COLUMNS,
    ACTORS / "groups.csv": load.GROUP_COLUMNS,
    ACTORS / "discards.csv": load.DISCARD_COLUMNS,
    CONFIG / "places.csv": load.PLACE_COLUMNS,
}
CODED = [path for path, columns in HEADERS.items() if "code" in columns]
KINDS = {"capital", "city", "region", "province", "sea", "river", "site"}
# The least that each file has to hold.
LEAST = {"countries.csv": 250, "organisations.csv": 250, "groups.csv": 250, "discards.csv": 400, "places.csv": 4000}
UN_MEMBERS = re.findall(
    r"\w+",
    """
    AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA
    BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ
    ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL
    ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT
    MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG
    PRY PER PHL POL PRT QAT ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD
    ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN
    VNM YEM ZMB ZWE
    """,
)
OTHERS = (
    "VAT",
    "PSE",
    "TWN",
    "XKX",
    "HKG",
    "MAC",
    "ESH",
    "GRL",
    "PRI",
    "SUN",
    "YUG",
    "SCG",
    "CSK",
    "DDR",
    "YMD",
    "ZAR",
)
# Seats of government in another city than the capital: the city acts, and is a place too.
SEATS_THAT_ARE_CITIES = {"Tel Aviv", "Karlsruhe", "Yangon", "Rangoon"}


@cache
def rows(path: Path) -> tuple[Row, ...]:
    """Return the rows of one actor file."""
    return tuple(read_rows(path, HEADERS[path]))


def names(row: Row) -> Iterator[str]:
    """Yield the name and variants of a row."""
    yield row["name"]
    yield from row.many("variants")


def untagged(cells: Iterable[str]) -> Iterator[str]:
    """Yield "Kremlin" for "Kremlin:GOV"."""
    return (cell.rpartition(":")[0] for cell in cells)


def period(row: Row) -> tuple[dt.date, dt.date]:
    """Return the days from and until which a row holds."""
    return load.day(row["from"], row.where), load.day(row["until"], row.where, end=True)


@pytest.mark.parametrize("path", HEADERS, ids=lambda path: path.name)
def test_a_file_has_its_columns_and_enough_rows(path: Path) -> None:
    assert len(rows(path)) >= LEAST[path.name]
    assert path.read_text("utf-8").startswith("# "), "opens with a comment that explains the columns"
    for row in rows(path):
        assert all(value == value.strip() and "||" not in value for value in row.values.values()), row.where


@pytest.mark.parametrize("path", CODED, ids=lambda path: path.name)
def test_codes_and_dates_are_well_formed(path: Path) -> None:
    for row in rows(path):
        assert re.fullmatch(r"(?:[A-Z]{3}){1,5}", row["code"]), row.where
        start, end = period(row)
        assert start <= end, row.where
        assert all(re.fullmatch(r"(\d{4}(-(0[1-9]|1[0-2]))?)?", row[column]) for column in ("from", "until")), row.where


@pytest.mark.parametrize("path", [path for path in HEADERS if path.name != "discards.csv"], ids=lambda path: path.name)
def test_no_cell_says_a_thing_twice(path: Path) -> None:
    for row in rows(path):
        assert len(set(names(row))) == len(list(names(row))), row.where
        for column in row.values:
            assert len(set(row.many(column))) == len(row.many(column)), f"{row.where} {column}"


def test_every_country_is_there_once() -> None:
    codes = [row["code"] for row in rows(ACTORS / "countries.csv")]
    assert len(set(codes)) == len(codes)
    assert len(set(UN_MEMBERS)) == 193
    assert not {*UN_MEMBERS, *OTHERS} - set(codes)


def test_every_state_has_its_iso_and_fips_codes() -> None:
    for row in rows(ACTORS / "countries.csv"):
        if row["code"] in UN_MEMBERS:
            assert re.fullmatch(r"[A-Z]{2}", row["iso2"]), row.where
            assert re.fullmatch(r"[A-Z]{2}", row["fips"]), row.where
            assert re.fullmatch(r"\d{1,3}", row["cow"]), row.where
    for column in ("iso2", "cow", "fips"):
        found = [row[column] for row in rows(ACTORS / "countries.csv") if row["code"] in UN_MEMBERS]
        assert len(set(found)) == len(found), column


def test_seats_and_organs_end_in_a_role_or_none() -> None:
    for row in rows(ACTORS / "countries.csv"):
        assert all(re.fullmatch(r"[^:]+:[A-Z]{3}", seat) for seat in row.many("seats")), row.where
    for row in rows(ACTORS / "organisations.csv"):
        assert all(re.fullmatch(r"[^:]+:(?:[A-Z]{3})?", organ) for organ in row.many("organs")), row.where


def test_places_lie_on_the_globe_in_a_known_country() -> None:
    codes = {row["code"] for row in rows(ACTORS / "countries.csv")}
    for row in rows(CONFIG / "places.csv"):
        assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row.where
        assert re.fullmatch(r"-?\d+\.\d\d", row["lat"]) and re.fullmatch(r"-?\d+\.\d\d", row["lon"]), row.where
        assert row["kind"] in KINDS, row.where
        assert not row["country"] or row["country"] in codes, row.where
        assert row["country"] or row["kind"] in {"sea", "river", "region", "site"}, row.where


def test_every_capital_is_a_place() -> None:
    places = {name: row for row in rows(CONFIG / "places.csv") for name in names(row)}
    for row in rows(ACTORS / "countries.csv"):
        for capital in row.many("capital"):
            assert capital in places, f"{row.where} {capital}"
        for capital in row.many("capital")[:1]:
            assert places[capital]["kind"] == "capital", places[capital].where


def test_no_place_name_is_given_twice() -> None:
    seen: dict[str, str] = {}
    for row in rows(CONFIG / "places.csv"):
        for name in names(row):
            assert name not in seen, f"{name}: {seen[name]}, {row.where}"
            seen[name] = row.where


def test_no_name_means_two_actors_at_one_time() -> None:
    """Two rows may share a name only where one ends before the other begins.

    A historical state and its heir may share capital and seats: the engine prefers the bounded row.
    """
    seen: dict[str, list[tuple[Row, bool]]] = {}
    for row in rows(ACTORS / "countries.csv"):
        for name in {*names(row), *row.many("adjectives"), *row.many("people")}:
            seen.setdefault(name, []).append((row, False))
        for name in {*row.many("capital"), *untagged(row.many("seats"))}:
            seen.setdefault(name, []).append((row, True))
    for row in rows(ACTORS / "organisations.csv"):
        for name in {*names(row), *untagged(row.many("organs"))}:
            seen.setdefault(name, []).append((row, False))
    for row in rows(ACTORS / "groups.csv"):
        for name in set(names(row)):
            seen.setdefault(name, []).append((row, False))
    conflicts = []
    for name, bearers in sorted(seen.items()):
        for i, (one, inherited) in enumerate(bearers):
            for other, too in bearers[:i]:
                first, second = sorted((period(one), period(other)))
                heirs = inherited and too and (one["until"] == "") != (other["until"] == "")
                if first[1] >= second[0] and not heirs:
                    conflicts.append(f"{name}: {one.where}, {other.where}")
    assert not conflicts, "\n".join(conflicts)


def test_an_actor_shares_its_name_with_a_place_only_as_a_seat() -> None:
    """Seas and lands of several countries may stand in both files; cities of one country only as capitals and seats."""
    places = {name: row for row in rows(CONFIG / "places.csv") for name in names(row) if row["country"]}
    actors: dict[str, str] = {}
    for row in rows(ACTORS / "countries.csv"):
        actors |= dict.fromkeys({*names(row), *row.many("adjectives"), *row.many("people")}, row.where)
        actors |= dict.fromkeys(set(untagged(row.many("seats"))) - SEATS_THAT_ARE_CITIES, row.where)
    for row in (*rows(ACTORS / "organisations.csv"), *rows(ACTORS / "groups.csv")):
        actors |= dict.fromkeys(names(row), row.where)
    assert not [f"{name}: {actors[name]}, {places[name].where}" for name in sorted(actors.keys() & places.keys())]


def test_no_discard_hides_an_actor() -> None:
    actors = {name for path in (*CODED, CONFIG / "places.csv") for row in rows(path) for name in names(row)}
    people = {name for person in load.people() for name in (person.name, *person.variants)}
    phrases = [row["phrase"] for row in rows(ACTORS / "discards.csv")]
    assert len(set(phrases)) == len(phrases)
    assert sorted(set(phrases) & (actors | people)) == []


def test_refusals_are_lower_case_and_given_once() -> None:
    for reason, table in read_toml(ACTORS / "refusals.toml").items():
        assert table["joined"] in ("proper", "any"), reason
        for key, words in table.items():
            if key not in ("joined", "role"):
                assert len(set(words)) == len(words), f"{reason}.{key}"
                assert key == "preceding" or all(word == word.lower() for word in words), f"{reason}.{key}"
