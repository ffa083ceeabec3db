"""Rows that cannot be are refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.actors import load
from extractors.resources import ConfigError

COUNTRY = ",".join(load.COUNTRY_COLUMNS)
PEOPLE = ",".join(load.PEOPLE_COLUMNS)


def refuse(tmp_path: Path, reader, text: str) -> str:
    path = tmp_path / "rows.csv"
    path.write_text("# a comment\n" + text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        list(reader(path))
    return str(caught.value)


def test_a_code_must_be_groups_of_three_capitals(tmp_path: Path) -> None:
    message = refuse(tmp_path, load.countries, f"{COUNTRY}\nRU,Russia,,,,,,,,,,\n")
    assert "rows.csv:3" in message
    assert "'RU'" in message


def test_a_seat_needs_its_role(tmp_path: Path) -> None:
    message = refuse(tmp_path, load.countries, f"{COUNTRY}\nRUS,Russia,,,,,Kremlin,,,,,\n")
    assert "rows.csv:3" in message
    assert "Kremlin:GOV" in message


def test_a_month_beyond_december_is_no_date(tmp_path: Path) -> None:
    message = refuse(tmp_path, load.read_people, f"{PEOPLE}\nJan Nowak,,m,POLGOV,president,2001-13,\n")
    assert "rows.csv:3" in message
    assert "2001-13" in message


def test_an_office_cannot_end_before_it_begins(tmp_path: Path) -> None:
    message = refuse(tmp_path, load.read_people, f"{PEOPLE}\nJan Nowak,,m,POLGOV,president,2005,2001\n")
    assert "ends (2001) before it begins (2005)" in message


def test_a_gender_is_m_or_f(tmp_path: Path) -> None:
    assert "gender" in refuse(tmp_path, load.read_people, f"{PEOPLE}\nJan Nowak,,x,POLGOV,president,2001,\n")


def test_a_place_lies_on_the_globe(tmp_path: Path) -> None:
    header = ",".join(load.PLACE_COLUMNS)
    assert "off the globe" in refuse(tmp_path, load.places, f"{header}\nNowhere,,POL,95,0,city\n")
    assert "decimal degrees" in refuse(tmp_path, load.places, f"{header}\nNowhere,,POL,north,0,city\n")


def test_a_role_has_a_known_kind(tmp_path: Path) -> None:
    header = ",".join(load.ROLE_COLUMNS)
    assert "'animal'" in refuse(tmp_path, load.roles, f"{header}\nlion,GOV,animal,no,no\n")
    assert "alone is yes" in refuse(tmp_path, load.roles, f"{header}\nking,GOV,person,maybe,no\n")


def test_a_refusal_has_known_keys(tmp_path: Path) -> None:
    path = tmp_path / "refusals.toml"
    path.write_text('[sport]\njoined = "proper"\nfolowing = ["cup"]\n', "utf-8")
    with pytest.raises(ConfigError, match=r"\[sport\]: folowing"):
        load.refusals(path)


def test_rows_of_one_person_stand_together_as_offices(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        f"{PEOPLE}\nJan Nowak,Nowak,m,POLGOV,minister,2001,2003\nJan Nowak,,,POLOPP,leader,2004,\n", "utf-8"
    )
    [person] = load.read_people(path)
    assert [office.code for office in person.offices] == ["POLGOV", "POLOPP"]
