"""Questions: views, macros and named queries answer what they say, and nothing that asks may write."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import pytest
from builders import coded

from extractors.records import Assertion, CodedDocument, DateBasis, EventDate
from warehouse.store import QueryError, Store, named_queries

NUMBERS = itertools.count(1)
REPLY = {"source": "Sudria", "source_code": "SDNGOV", "target": "Norland", "target_code": "NOR"}
AID = {"cameo": "071", "root": "07", "quad": 2, "goldstein": 7.4}


def told(first: str | None, last: str | None = None, basis: DateBasis = "expression", **changes: Any) -> CodedDocument:
    """Return an article published on 2022-03-01 with one event on those days."""
    start = dt.date.fromisoformat(first) if first else None
    end = dt.date.fromisoformat(last) if last else start
    grain = None if start is None else "day" if start == end else "range"
    date = EventDate(start, end, grain, None, basis if start else "unknown")
    made = coded(next(NUMBERS), date=dt.date(2022, 3, 1), **changes)
    return dataclasses.replace(made, events=tuple(dataclasses.replace(event, date=date) for event in made.events))


@pytest.fixture
def asked(store: Store) -> Store:
    """Return a store with eight Norlandic events towards Sudria (one negated, one planned) and one the other way."""
    batch = [
        told("2022-01-05"),
        told("2022-01-06", basis="dateline", **AID),
        told("2022-01-06", source_code="NORMIL"),
        told("2022-03-01", "2022-03-31"),
        told("2022-01-01", "2022-12-31"),
        told(None),
        told("2022-01-07", polarity="negated"),
        told("2022-01-07", modality="future"),
        told("2022-01-08", **REPLY, asserted_by=Assertion("SDNGOV", "Sudria")),
    ]
    store.load(batch, [], "run")
    return store


def test_default_events_are_affirmed_and_actual_or_ongoing_with_article_and_sentence(asked: Store) -> None:
    rows = asked.query("from default_events").dicts()
    assert len(rows) == 7
    assert {(row["polarity"], row["modality"]) for row in rows} == {("affirmed", "actual")}
    assert all(row["sentence_text"].startswith("Norland criticised Sudria") for row in rows)
    assert {(row["publisher"], row["publication_date"]) for row in rows} == {
        ("The Norland Gazette", dt.date(2022, 3, 1))
    }


def test_daily_dyads_add_up_and_keep_datelines_apart(asked: Store) -> None:
    rows = asked.query(
        "select event_date, event_count, expression_date_count, dateline_date_count, goldstein_sum from dyads_daily "
        "where source_country_code = 'NOR' order by 1 nulls last"
    ).rows
    assert rows == (
        (dt.date(2022, 1, 5), 1, 1, 0, -2.0),
        (dt.date(2022, 1, 6), 2, 1, 1, 5.4),
        (None, 3, 2, 0, -6.0),
    )
    assert asked.query("select sum(event_count) from dyads_daily").rows == ((7,),)


def test_monthly_dyads_take_events_that_lie_in_one_month(asked: Store) -> None:
    rows = asked.query(
        "select event_month, event_count, material_cooperation_count, verbal_conflict_count from dyads_monthly "
        "where source_country_code = 'NOR' order by 1 nulls last"
    ).rows
    assert rows == ((dt.date(2022, 1, 1), 3, 1, 2), (dt.date(2022, 3, 1), 1, 0, 1), (None, 2, 0, 2))
    assert asked.query("select sum(event_count) from dyads_monthly").rows == ((7,),)


@pytest.mark.parametrize(
    ("call", "count"),
    [
        ("dyad('NOR', 'SDN')", 6),
        ("dyad('NORMIL', 'SDN')", 1),
        ("dyad('SDN', 'NOR')", 1),
        ("dyad(null, 'SDN')", 6),
        ("dyad('NOR', null)", 6),
        ("dyad('XXX', 'SDN')", 0),
        ("dyad('NOR', 'SDN', quad := 2)", 1),
        ("dyad('NOR', 'SDN', since := '2022-01-06')", 4),
        ("dyad('NOR', 'SDN', since := date '2022-01-06', until := date '2022-01-31')", 3),
        ("dyad('NOR', 'SDN', until := '2022-01-05')", 2),
        ("dyad('NOR', 'SDN', since := '2023-01-01')", 0),
    ],
)
def test_dyad(asked: Store, call: str, count: int) -> None:
    assert len(asked.query(f"from {call}").rows) == count


def test_a_monthly_series_has_no_gaps_and_a_last_row_for_what_has_no_month(asked: Store) -> None:
    rows = asked.query("select event_month, event_count, goldstein_mean from dyad_monthly('NOR', 'SDN')").rows
    assert rows == (
        (dt.date(2022, 1, 1), 3, pytest.approx((-2 - 2 + 7.4) / 3)),
        (dt.date(2022, 2, 1), 0, None),
        (dt.date(2022, 3, 1), 1, -2.0),
        (None, 2, -2.0),
    )


def test_a_series_runs_from_since_to_until_even_without_events(asked: Store) -> None:
    monthly = (
        "select event_month, event_count from dyad_monthly('XXX', null, since := '2021-11-15', until := '2022-01-01')"
    )
    assert asked.query(monthly).rows == tuple((dt.date(*month, 1), 0) for month in ((2021, 11), (2021, 12), (2022, 1)))
    assert asked.query("from dyad_monthly('XXX', null)").rows == ()


def test_a_weekly_series_starts_weeks_on_monday(asked: Store) -> None:
    weekly = "select event_week, event_count, dateline_date_count from dyad_weekly('NOR', 'SDN', until := '2022-01-12')"
    assert asked.query(weekly).rows == ((dt.date(2022, 1, 3), 3, 1), (dt.date(2022, 1, 10), 0, 0), (None, 1, 0))


def series(store: Store, call: str, column: str = "event_month") -> dict[dt.date | None, tuple[Any, ...]]:
    rows = store.query(f"select {column}, event_count, event_share, goldstein_sum from {call}").rows
    return {row[0]: row[1:] for row in rows if row[1]}


def test_a_coarse_date_belongs_to_the_month_of_its_start_where_asked(store: Store) -> None:
    store.load([told("2022-02-01", "2022-04-30"), told("2022-02-07"), told(None)], [], "run")
    start = series(store, "dyad_monthly('NOR', 'SDN', placement := 'start')")
    assert start == {dt.date(2022, 2, 1): (2, 2.0, -4.0), None: (1, 1.0, -2.0)}


def test_a_spread_date_counts_in_every_month_by_its_days(store: Store) -> None:
    store.load([told("2022-02-01", "2022-04-30"), told("2022-02-07"), told(None)], [], "run")
    spread = series(store, "dyad_monthly('NOR', 'SDN', placement := 'spread')")
    assert [count for count, _, _ in spread.values()] == [2, 1, 1, 1]
    shares = {month: share for month, (_, share, _) in spread.items()}
    assert shares == pytest.approx(
        {dt.date(2022, 2, 1): 1 + 28 / 89, dt.date(2022, 3, 1): 31 / 89, dt.date(2022, 4, 1): 30 / 89, None: 1}
    )
    assert sum(share for share in shares.values()) == pytest.approx(3)
    assert spread[dt.date(2022, 3, 1)][2] == pytest.approx(-2 * 31 / 89)


def test_a_month_is_spread_over_its_weeks(store: Store) -> None:
    store.load([told("2022-03-01", "2022-03-31")], [], "run")
    weeks = series(store, "dyad_weekly('NOR', 'SDN', placement := 'spread')", "event_week")
    assert list(weeks) == [dt.date(2022, 2, 28) + dt.timedelta(weeks=n) for n in range(5)]
    assert [share for _, share, _ in weeks.values()] == pytest.approx([6 / 31, 7 / 31, 7 / 31, 7 / 31, 4 / 31])


def test_an_unknown_placement_is_refused(asked: Store) -> None:
    with pytest.raises(QueryError, match="placement is exact, start or spread"):
        asked.query("from dyad_monthly('NOR', 'SDN', placement := 'middle')")


def test_a_series_can_leave_out_what_only_the_dateline_dates(asked: Store) -> None:
    said = "select sum(event_count), sum(dateline_date_count) from dyad_monthly('NOR', 'SDN', basis := 'expression')"
    assert asked.query(said).rows == ((4, 0),)
    assert len(asked.query("from dyad('NOR', 'SDN', basis := 'dateline')").rows) == 1


def test_balance_has_a_row_for_each_direction(asked: Store) -> None:
    rows = asked.query(
        "select source, target, event_count, cooperation_count, conflict_count from balance('NOR', 'SDN')"
    )
    assert rows.rows == (("NOR", "SDN", 6, 1, 5), ("SDN", "NOR", 1, 0, 1))
    assert asked.query("select event_count from balance('NOR', 'XXX')").rows == ((0,), (0,))


def test_top_targets_are_cut_at_the_count(store: Store) -> None:
    batch = [told("2022-01-01", target_code=code) for code in ("AAA", "BBBGOV", "BBB", "CCC", "CCC", "CCC")]
    store.load(batch, [], "run")
    top = store.query("select target_country_code, event_count from top_targets('NOR', count := 2)")
    assert top.rows == (("CCC", 3), ("BBB", 2))


def test_quad_summary_shares_add_up_to_one(asked: Store) -> None:
    rows = asked.query("select quad_class, event_count, event_share from quad_summary('NOR', 'SDN')").rows
    assert rows == ((2, 1, pytest.approx(1 / 6)), (3, 5, pytest.approx(5 / 6)))


def test_one_a_day_keeps_one_event_of_a_kind_and_day_and_prefers_the_text_to_the_dateline(store: Store) -> None:
    batch = [
        told("2022-01-05", basis="dateline", confidence=0.9),
        told("2022-01-05", confidence=0.5),
        told("2022-01-05", confidence=0.7),
        told("2022-01-05", **AID),
        told("2022-01-06"),
        told("2022-01-01", "2022-01-31"),
    ]
    store.load(batch, [], "run")
    rows = store.query("select event_date_start, cameo_code, date_basis, confidence from one_a_day()").rows
    assert rows == (
        (dt.date(2022, 1, 5), "071", "expression", 0.83),
        (dt.date(2022, 1, 5), "111", "expression", 0.7),
        (dt.date(2022, 1, 6), "111", "expression", 0.83),
    )


def test_document_events_shows_every_sentence(store: Store) -> None:
    made = told("2022-01-05", modality="future")
    store.load([made], [], "run")
    rows = store.query("select sentence_index, cameo_code, modality from document_events(?)", [made.document.doc_id])
    assert rows.rows == ((0, "111", "future"), (1, None, None))


def test_statements_are_found_by_speaker_and_by_whom_they_are_about(asked: Store) -> None:
    for call, count in {
        "statements('SDN')": 1,
        "statements('SDNGOV', about := 'NOR')": 1,
        "statements('SDN', about := 'XXX')": 0,
        "statements('NOR')": 0,
        "statements('SDN', until := '2022-01-01')": 0,
    }.items():
        assert len(asked.query(f"from {call}").rows) == count, call


def test_new_actors_are_those_that_no_earlier_article_has(store: Store) -> None:
    old = coded(1, date=dt.date(2022, 1, 1))
    new = coded(2, date=dt.date(2022, 2, 1), source_code="NORGOV")
    undated = coded(3, date=None, target_code="SDNMIL")
    store.load([old, new, undated], [], "run")
    rows = store.query("select actor_code, first_publication_date from new_actors('2022-01-15')").rows
    assert rows == (("NORGOV", dt.date(2022, 2, 1)),)
    assert {row[0] for row in store.query("select actor_code from new_actors('2000-01-01')").rows} == {
        "NOR",
        "NORGOV",
        "SDN",
    }


@pytest.mark.parametrize("asking", named_queries(), ids=lambda asking: asking.name)
def test_every_named_query_runs_with_its_example(asked: Store, asking: Any) -> None:
    required = {parameter.name for parameter in asking.parameters if parameter.is_required}
    assert required == set(asking.example) & required
    assert asking.description.endswith(".")
    assert all(parameter.description for parameter in asking.parameters)
    if asking.choices:
        asked.load([coded(900, ruleset="ruleset-b")], [], "run")
    asked.run_named(asking.name, **asking.example)


def test_a_named_query_takes_parameters_and_defaults(asked: Store) -> None:
    assert len(asked.run_named("dyad", source="NOR", target="SDN", quad="2").rows) == 1
    assert len(asked.run_named("top-targets", source="NOR").rows) == 1
    assert asked.run_named("overview").dicts()[0]["default_event_count"] == 7


def test_a_named_query_says_what_is_wrong(asked: Store) -> None:
    with pytest.raises(QueryError, match="there are accuracy_by_rule, balance, diff"):
        asked.run_named("nonsense")
    with pytest.raises(QueryError, match="dyad has no parameter colour; it has source, target"):
        asked.run_named("dyad", colour="red")
    with pytest.raises(QueryError, match="dyad needs target: beginning of"):
        asked.run_named("dyad", source="NOR")
    with pytest.raises(QueryError, match="yesterday"):
        asked.run_named("dyad", source="NOR", target="SDN", since="yesterday")


@pytest.mark.parametrize("name", ["diff", "diff_by_rule"])
def test_a_comparison_with_an_unknown_ruleset_says_which_there_are(asked: Store, name: str) -> None:
    asked.load([coded(900, ruleset="ruleset-b")], [], "run")
    with pytest.raises(QueryError, match=r"after cannot be ruleset-z; there are ruleset-a, ruleset-b\."):
        asked.run_named(name, before="ruleset-a", after="ruleset-z")
    assert asked.run_named(name, before="ruleset-a", after="ruleset-b").columns


def test_a_comparison_in_an_empty_warehouse_says_that_there_are_no_rulesets(store: Store) -> None:
    with pytest.raises(QueryError, match="before cannot be ruleset-a; there are none"):
        store.run_named("diff", before="ruleset-a", after="ruleset-b")


@pytest.mark.parametrize(
    "sql",
    [
        "delete from events",
        "insert into runs select * from runs",
        "with gone as (delete from events returning *) from gone",
        "drop view default_events",
        "set threads = 1",
        "attach 'other.duckdb'",
        "copy events to '{folder}/leak.csv'",
        "explain analyze copy events to '{folder}/leak.csv'",
        "explain analyze delete from events",
        "export database '{folder}/leak'",
        "install httpfs",
        "select 1; delete from events",
        "",
    ],
)
def test_a_question_cannot_write(asked: Store, tmp_path: Path, sql: str) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(QueryError):
        asked.query(sql.format(folder=tmp_path))
    assert asked.query("select count(*) from events").rows == ((9,),)
    assert sorted(tmp_path.iterdir()) == before
    asked.load([told("2022-01-05")], [], "run")


@pytest.mark.parametrize(
    "sql",
    [
        "select 1",
        "from events",
        "explain select 1",
        "describe events",
        "show tables",
        "pivot events on quad_class using count(*)",
    ],
)
def test_reading_statements_are_answered(asked: Store, sql: str) -> None:
    assert asked.query(sql).rows


def test_a_limit_cuts_and_says_so(store: Store) -> None:
    assert store.query("from range(100000000)", limit=2).rows == ((0,), (1,))
    assert store.query("from range(3)", limit=2).is_cut
    assert not store.query("from range(2)", limit=2).is_cut
    assert store.query("select 1 where false", limit=2).columns == ("1",)
    store.load([coded(1)], [], "run")


def test_parameters_by_name_and_by_place(store: Store) -> None:
    assert store.query("select $a || $b as joined", {"a": "x", "b": "y"}).dicts() == [{"joined": "xy"}]
    assert store.query("select ? + ?", [1, 2]).rows == ((3,),)
    with pytest.raises(QueryError, match="parameters"):
        store.query("select $a")


def test_a_mistake_is_told_in_the_words_of_the_database(store: Store) -> None:
    with pytest.raises(QueryError, match="nowhere"):
        store.query("from nowhere")
    with pytest.raises(QueryError, match="syntax error"):
        store.query("selec 1")
