"""Layouts of other data sets: their columns, their types, their Goldstein and quad variants."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from builders import coded

from extractors.records import CodedDocument, EventDate, Place
from warehouse.store import ExportError, QueryError, Store, layouts

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"
DAY = dt.date(2022, 3, 9)
NUMBERS = itertools.count(100)

# The variants on which the data sets disagree: GDELT, ICEWS, Phoenix scores, then CAMEO, GDELT, Phoenix quad classes.
CODES = {
    "016": (-2.0, -5.0, 3.4, 1, 1, 0),
    "0256": (3.4, 3.4, None, 1, 1, 0),
    "090": (-2.0, -2.0, -2.0, 3, 2, 3),
    "111": (-2.0, -2.0, -2.0, 3, 3, 3),
    "141": (-6.5, -6.5, -6.5, 4, 3, 4),
    "163": (-8.0, -8.0, -6.5, 4, 4, 3),
}
COUNTRIES = [
    {"country_code": "NOR", "country_name": "Norland", "cow_number": 900, "fips_code": "NO"},
    {"country_code": "SDN", "country_name": "Sudria", "cow_number": 901, "fips_code": "SU"},
]


def told(code: str = "111", day: dt.date | None = DAY, **changes: Any) -> CodedDocument:
    date = EventDate(day, day, "day" if day else None, None, "expression" if day else "unknown")
    quad = CODES[code][3]
    score = CODES[code][0]
    made = coded(next(NUMBERS), cameo=code, root=code[:2], quad=quad, goldstein=score, **changes)
    return dataclasses.replace(made, events=tuple(dataclasses.replace(event, date=date) for event in made.events))


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store with three articles that tell one event, one event each of other codes, and an undated one."""
    store.load_codes(
        {
            "cameo_code": code,
            "root_code": code[:2],
            "level": "base" if len(code) == 3 else "sub",
            "title": f"Title of {code}",
            "quad_class": quad,
            "quad_class_gdelt": quad_gdelt,
            "quad_class_phoenix": quad_phoenix,
            "goldstein_score": gdelt,
            "goldstein_score_gdelt": gdelt,
            "goldstein_score_icews": icews,
            "goldstein_score_phoenix": phoenix,
        }
        for code, (gdelt, icews, phoenix, quad, quad_gdelt, quad_phoenix) in CODES.items()
    )
    store.load_countries(COUNTRIES)
    batch = [
        told(source_code="NORGOVMIL", target_code="IGONAT", place=Place("Port Nor", "NOR", 46.2, 6.1)) for _ in "abc"
    ]
    batch += [told(code) for code in ("016", "0256", "090", "141", "163")]
    batch += [
        told(day=None),
        told(polarity="negated"),
        told(modality="future"),
        told(source_code="---REB", target=None),
    ]
    store.load(batch, [], "run")
    return store


def lines(store: Store, name: str, folder: Path, **limits: Any) -> list[list[str]]:
    report = store.export_layout(name, folder / f"{name}.tsv", **limits)
    rows = [line.split("\t") for line in report.file.read_text("utf-8").splitlines()]
    (layout,) = [each for each in layouts() if each.name == name]
    assert report.rows == len(rows) - layout.has_header
    return rows


def cells(row: dict[str, str], *columns: str) -> list[str]:
    return [row[column] for column in columns]


def named(store: Store, name: str) -> list[str]:
    """Return the names of a layout's columns, whether its files carry them or not."""
    (layout,) = [each for each in layouts() if each.name == name]
    return list(store.query(layout.sql.replace("{events}", "from layout_events")).columns)


WIDTHS = {"gdelt1": 58, "gdelt2": 61, "gdelt2-mentions": 16, "icews": 20, "phoenix": 26, "petrarch": 10, "polecat": 40}


def test_all_layouts_are_there_and_say_which_variants_they_write() -> None:
    assert {each.name for each in layouts()} == {*WIDTHS, "csv", "jsonl"}
    assert all(each.description and each.goldstein and each.quad for each in layouts())


@pytest.mark.parametrize("name", sorted(WIDTHS))
def test_every_line_has_the_layout_s_number_of_cells(filled: Store, tmp_path: Path, name: str) -> None:
    rows = lines(filled, name, tmp_path)
    assert len(rows) > 1
    assert {len(row) for row in rows} == {WIDTHS[name]}
    assert len(named(filled, name)) == WIDTHS[name]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference column lists are not here")
@pytest.mark.parametrize(
    ("name", "file"), [("gdelt1", "gdelt1"), ("gdelt2", "gdelt2"), ("gdelt2-mentions", "gdelt_mentions")]
)
def test_gdelt_columns_and_types_are_those_of_the_reference(
    filled: Store, tmp_path: Path, name: str, file: str
) -> None:
    with (REFERENCE / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
        wanted = [
            (row["name"], row["type"])
            for row in csv.DictReader(stream)
            if row["type"] in ("INTEGER", "FLOAT", "STRING")
        ]
    columns = named(filled, name)
    assert columns == [column for column, _ in wanted]
    for row in lines(filled, name, tmp_path):
        for cell, (_, kind) in zip(row, wanted, strict=True):
            if cell and kind != "STRING":
                assert (float if kind == "FLOAT" else int)(cell) is not None, cell


def test_gdelt_counts_the_mentions_of_an_event_and_keeps_leading_zeros(filled: Store, tmp_path: Path) -> None:
    rows = [dict(zip(named(filled, "gdelt2"), row, strict=True)) for row in lines(filled, "gdelt2", tmp_path)]
    assert len(rows) == 7
    (repeated,) = [row for row in rows if row["NumArticles"] == "3"]
    assert repeated["NumMentions"] == "3"
    assert repeated["NumSources"] == "1"
    assert cells(
        repeated,
        "Actor1Code",
        "Actor1Name",
        "Actor1CountryCode",
        "Actor1Type1Code",
        "Actor1Type2Code",
        "Actor1Type3Code",
    ) == ["NORGOVMIL", "NORLAND", "NOR", "GOV", "MIL", ""]
    assert cells(repeated, "Actor2Code", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2Type1Code") == [
        "IGONAT",
        "",
        "NAT",
        "IGO",
    ]
    assert cells(repeated, "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Lat") == [
        "4",
        "Port Nor, Norland",
        "NO",
        "46.2",
    ]
    assert cells(repeated, "SQLDATE", "MonthYear", "Year", "FractionDate", "DATEADDED") == [
        "20220309",
        "202203",
        "2022",
        "2022.2712",
        "20211226000000",
    ]
    assert repeated["IsRootEvent"] == "1"
    (sub,) = [row for row in rows if row["EventCode"] == "0256"]
    assert (sub["EventBaseCode"], sub["EventRootCode"]) == ("025", "02")
    (rebel,) = [row for row in rows if row["Actor1Code"] == "REB"]
    assert (rebel["Actor1CountryCode"], rebel["Actor1Type1Code"], rebel["Actor2Code"]) == ("", "REB", "")


def test_gdelt_mentions_point_at_events_of_the_gdelt_layout(filled: Store, tmp_path: Path) -> None:
    events = {row[0] for row in lines(filled, "gdelt2", tmp_path)}
    mentions = lines(filled, "gdelt2-mentions", tmp_path)
    assert {row[0] for row in mentions} == events
    assert len(mentions) == 9
    assert {row[11] for row in mentions} == {"80"}


@pytest.mark.parametrize(
    ("name", "columns", "variants"),
    [
        ("gdelt1", ("EventCode", "GoldsteinScale", "QuadClass"), (0, 4)),
        ("gdelt2", ("EventCode", "GoldsteinScale", "QuadClass"), (0, 4)),
        ("icews", ("CAMEO Code", "Intensity"), (1,)),
        ("phoenix", ("EventCode", "GoldsteinScore", "QuadClass"), (2, 5)),
    ],
)
def test_each_layout_carries_its_own_goldstein_and_quad(
    filled: Store, tmp_path: Path, name: str, columns: tuple[str, ...], variants: tuple[int, ...]
) -> None:
    head = named(filled, name)
    rows = [dict(zip(head, row, strict=True)) for row in lines(filled, name, tmp_path) if row != head]
    told_codes = [cells(row, *columns) for row in rows]
    assert {code for code, *_ in told_codes} == set(CODES)
    for code, *values in told_codes:
        assert [float(value) if value else None for value in values] == [CODES[code][at] for at in variants]


def test_icews_writes_names_and_the_word_null(filled: Store, tmp_path: Path) -> None:
    head, *rows = lines(filled, "icews", tmp_path)
    assert head[0] == "Event ID"
    assert len(rows) == 9
    told_by = [dict(zip(head, row, strict=True)) for row in rows]
    row = next(
        row for row in told_by if row["Target Sectors"] == "NULL" and row["Source Sectors"] == "Government,Military"
    )
    assert cells(row, "Source Country", "Target Country", "Event Text", "Event Date", "City", "Country") == [
        "Norland",
        "NULL",
        "Title of 111",
        "2022-03-09",
        "Port Nor",
        "Norland",
    ]


def test_phoenix_splits_actors_and_petrarch_joins_ids(filled: Store, tmp_path: Path) -> None:
    columns = named(filled, "phoenix")
    rows = [dict(zip(columns, row, strict=True)) for row in lines(filled, "phoenix", tmp_path)]
    (row,) = [row for row in rows if row["SourceActorFull"] == "NORGOVMIL"]
    assert [row[f"SourceActor{key}"] for key in ("Entity", "Role", "Attribute")] == ["NOR", "GOV", "MIL"]
    assert [row[f"TargetActor{key}"] for key in ("Entity", "Role", "Attribute")] == ["IGO", "", "NAT"]
    assert len(row["SentenceID"].split(";")) == 3
    assert [row["EventID"] for row in rows] == [f"{number}_demarche" for number in range(1, len(rows) + 1)]
    (joined,) = [row for row in lines(filled, "petrarch", tmp_path) if row[1] == "NORGOVMIL"]
    assert joined[:4] == ["20220309", "NORGOVMIL", "IGONAT", "111"]
    assert len(joined[5].split(";")) == 3
    (rebel,) = [row for row in lines(filled, "petrarch", tmp_path) if row[1] == "---REB"]
    assert (rebel[2], rebel[8]) == ("---", "---")


def test_polecat_has_plover_terms_and_leaves_out_what_plover_dropped(
    store: Store, filled: Store, tmp_path: Path
) -> None:
    head, *rows = lines(filled, "polecat", tmp_path)
    row = next(row for row in (dict(zip(head, row, strict=True)) for row in rows) if row["Actor COW"] == "900")
    assert cells(row, "Event Type", "Event Mode", "Quad Code", "Contexts", "Intensity") == [
        "ACCUSE",
        "None",
        "VERBAL CONFLICT",
        "military",
        "-3.0",
    ]
    from_null = told("016", plover=dataclasses.replace(told().events[0].plover, event=None))
    store.load([from_null], [], "run")
    assert len(lines(filled, "polecat", tmp_path)) == len(rows) + 1


def test_events_without_a_single_day_are_left_out_and_counted(filled: Store, tmp_path: Path) -> None:
    assert filled.export_layout("gdelt1", tmp_path / "a").left_out == 1
    assert filled.export_layout("csv", tmp_path / "b").left_out == 0
    assert filled.export_layout("icews", tmp_path / "c", since=DAY).left_out == 0


def test_the_choice_of_events(filled: Store, tmp_path: Path) -> None:
    assert filled.export_layout("icews", tmp_path / "a", where="cameo_code = '090'").rows == 1
    assert filled.export_layout("icews", tmp_path / "b", since=dt.date(2023, 1, 1)).rows == 0
    assert filled.export_layout("icews", tmp_path / "c", until=DAY).rows == 9
    with pytest.raises(QueryError):
        filled.export_layout("icews", tmp_path / "d", where="true) ; drop table events; --")


def test_csv_and_json_lines_hold_every_default_event_with_every_column(filled: Store, tmp_path: Path) -> None:
    columns = list(filled.query("from default_events limit 0").columns)
    filled.export_layout("jsonl", tmp_path / "events.jsonl")
    records = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text("utf-8").splitlines()]
    assert len(records) == 10
    assert all(list(record) == columns for record in records)
    filled.export_layout("csv", tmp_path / "events.csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["event_id"] for row in rows] == [record["event_id"] for record in records]


def test_the_same_events_give_the_same_bytes(filled: Store, tmp_path: Path) -> None:
    for each in layouts():
        filled.export_layout(each.name, tmp_path / "a" / each.name)
        filled.export_layout(each.name, tmp_path / "b" / each.name)
        assert (tmp_path / "a" / each.name).read_bytes() == (tmp_path / "b" / each.name).read_bytes()


def test_what_is_written_some_days_at_a_time_is_what_is_written_at_once(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_day = [each.name for each in layouts() if each.is_by_day]
    assert by_day == ["gdelt1", "gdelt2", "petrarch", "phoenix"]
    filled.load([told(code, DAY + dt.timedelta(days)) for code in CODES for days in (1, 1, 2, 40)], [], "run")
    at_once = [filled.export_layout(name, tmp_path / "at once" / name) for name in by_day]
    for size in (1, 7, 1000):
        monkeypatch.setattr("warehouse.layouts.PIECE", size)
        monkeypatch.setattr("warehouse.layouts.MANY", size)
        for name, whole in zip(by_day, at_once, strict=True):
            report = filled.export_layout(name, tmp_path / str(size) / name)
            assert report.rows == whole.rows == 25
            assert report.file.read_bytes() == whole.file.read_bytes()
            assert list(report.file.parent.glob(".*")) == []


@pytest.mark.parametrize("name", sorted(WIDTHS))
def test_a_layout_without_events_is_an_empty_file(filled: Store, tmp_path: Path, name: str) -> None:
    (layout,) = [each for each in layouts() if each.name == name]
    report = filled.export_layout(name, tmp_path / name, where="false")
    assert (report.rows, len(report.file.read_text("utf-8").splitlines())) == (0, layout.has_header)


def test_words_with_tabs_and_line_breaks_stay_in_their_cell(store: Store, filled: Store, tmp_path: Path) -> None:
    text = 'Norland criticised Sudria "again\t\nand again".'
    store.load([told(text=text, place=Place("Port\tNor\n", "NOR", 1.0, 1.0))], [], "run")
    assert {len(row) for row in lines(filled, "icews", tmp_path)} == {20}


def test_what_cannot_be_written_is_said(filled: Store, store: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no layout gdelt9; there are csv, gdelt1"):
        filled.export_layout("gdelt9", tmp_path / "a")
    with pytest.raises(ExportError, match="is a folder"):
        filled.export_layout("gdelt1", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="not written"):
        filled.export_layout("gdelt1", tmp_path / "file" / "a")
    store.load_codes([])
    with pytest.raises(ExportError, match="lacks 016, 0256, 090"):
        filled.export_layout("gdelt1", tmp_path / "a")
    assert not (tmp_path / "a").exists()
