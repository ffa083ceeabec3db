"""What is told: tables, progress, the report of a run."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

from extractors.records import Rejection
from flows.progress import Lines, duration
from flows.report import Report
from flows.tables import folded, write_table

ROWS: list[tuple[Any, ...]] = [("RUS", 3, ["GOV", "MIL"], dt.date(2022, 1, 27)), ("a\nb", None, [], None)]
COLUMNS = ("code", "events", "roles", "day")


def written(layout: str) -> str:
    stream = io.StringIO()
    write_table(COLUMNS, ROWS, layout=layout, stream=stream)
    return stream.getvalue()


def test_plain_text_is_aligned() -> None:
    assert written("text").splitlines() == [
        "code  events  roles     day",
        "RUS   3       GOV, MIL  2022-01-27",
        "a b",
    ]


def test_csv_and_json_can_be_read_back() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert rows[0] == {"code": "RUS", "events": "3", "roles": '["GOV", "MIL"]', "day": "2022-01-27"}
    assert rows[1]["code"] == "a\nb"
    assert json.loads(written("json")) == [
        {"code": "RUS", "events": 3, "roles": ["GOV", "MIL"], "day": "2022-01-27"},
        {"code": "a\nb", "events": None, "roles": [], "day": None},
    ]


def test_names_of_narrow_columns_are_folded() -> None:
    assert folded("event_date_start", 10) == "event_\ndate_start"
    assert folded("event_date_start", 16) == "event_date_start"
    assert folded("code", 0) == "code"


def test_no_rows_are_an_empty_array() -> None:
    stream = io.StringIO()
    write_table(COLUMNS, [], layout="json", stream=stream)
    assert json.loads(stream.getvalue()) == []


def test_progress_away_from_a_terminal_is_a_line_now_and_then() -> None:
    stream = io.StringIO()
    lines = Lines(1000, stream)
    for _ in range(100):
        lines.advance(1, 5.0)
    assert stream.getvalue() == ""
    lines._said -= 11
    lines.advance(1, 5.0)
    (line,) = stream.getvalue().splitlines()
    assert line.startswith("demarche: 101 documents coded, ")
    assert "50% of the input, about 0 s left" in line


def test_what_needs_no_coding_does_not_shorten_the_time_left() -> None:
    stream = io.StringIO()
    lines = Lines(1000, stream)
    lines.skip(800.0)
    lines.advance(1, 50.0)
    lines._pace._first -= 60
    lines._said -= 11
    lines.advance(1, 50.0)
    assert "90% of the input, about 60 s left" in stream.getvalue()


def test_durations_are_words() -> None:
    assert [duration(seconds) for seconds in (3.4, 200, 9000)] == ["3 s", "3 min", "2.5 h"]


def test_a_run_that_found_nothing_new_says_so() -> None:
    report = Report("run", "rules", "w.duckdb", 2)
    assert report.headline() == "Nothing to do: no documents found."
    report.skipped = 4
    assert report.headline() == "Nothing to do: 4 documents coded by this ruleset before."
    report.count([], [Rejection("a.txt", "read", "binary", "a.txt: is binary")])
    assert report.headline() == "Nothing to do: 4 documents coded by this ruleset before. 1 input could not be used."


def test_rejections_are_counted_and_shown() -> None:
    report = Report("run", "rules", "w.duckdb", 2)
    report.count([], [Rejection(f"a|{n}.txt", "read", "binary", f"a|{n}.txt: is binary") for n in range(12)])
    assert report.rejected == 12
    assert ("Rejections", ("stage", "reason", "documents"), [("read", "binary", "12")]) in report.tables()
    page = report.markdown()
    assert "| read | binary | 12 |" in page
    assert "- binary: a\\|0.txt: is binary" in page
    assert page.count("- binary: ") == 10
