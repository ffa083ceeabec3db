"""An event that an article tells again: kept with its sentence, counted once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from builders import RULESET, coded

from extractors.records import CodedDocument, Event, EventDate, Sentence
from warehouse.store import Store

TEXT = "Norland criticised Sudria on Sunday.\nIn a speech Norland criticised Sudria.\nTwo reports followed."
DAY = dt.date(2022, 3, 9)


def article(number: int = 0, *, ruleset: str = RULESET, is_linked: bool = True) -> CodedDocument:
    """Return an article whose second sentence tells the event of the first again, by a more special code."""
    text = f"{TEXT} Case {number}."
    made = coded(number, text=text, ruleset=ruleset)
    date = EventDate(DAY, DAY, "day", None, "expression")
    first = dataclasses.replace(made.events[0], date=date)
    assert first.target is not None
    start = text.index("criticised", first.trigger.end)

    def moved(actor: object, words: str) -> object:
        at = text.index(words, 40)
        return dataclasses.replace(actor, start=at, end=at + len(words))  # type: ignore[type-var]

    again: Event = dataclasses.replace(
        first,
        event_id=f"again{number:011}",
        sentence=1,
        cameo="1112",
        source=moved(first.source, "Norland"),
        target=moved(first.target, "Sudria"),
        trigger=dataclasses.replace(first.trigger, start=start, end=start + 10),
        evidence=dataclasses.replace(first.evidence, start=37, end=37 + len(first.evidence.text)),
        confidence=0.5,
        same_as=first.event_id if is_linked else None,
    )
    lines = text.split("\n")
    starts = [0, 37, 37 + len(lines[1]) + 1]
    sentences = tuple(
        Sentence(index, index, start, start + len(line), line, index < 2)
        for index, (start, line) in enumerate(zip(starts, lines, strict=True))
    )
    return dataclasses.replace(made, sentences=sentences, events=(first, again))


@pytest.fixture
def told(store: Store) -> Store:
    """Return a store with two articles that tell one event, each of them twice."""
    store.load_codes(
        {"cameo_code": code, "root_code": "11", "level": level, "title": code, "quad_class": 3, "quad_class_gdelt": 3}
        for code, level in (("111", "base"), ("1112", "sub"))
    )
    store.load([article(0), article(1)], [], "run")
    return store


def test_every_telling_is_kept_and_points_to_the_first(told: Store) -> None:
    rows = told.query("select event_id, same_as_event_id from events order by sentence_index, doc_id").rows
    assert [same for _, same in rows[:2]] == [None, None]
    assert {same for _, same in rows[2:]} == {event for event, _ in rows[:2]}
    assert all(each.is_clean for each in told.audit() if each.name == "broken_repeats")


@pytest.mark.parametrize(
    "counting",
    [
        "select count(*) from default_events",
        "select count(*) from told_events",
        "select sum(event_count) from dyads_daily",
        "select sum(event_count) from dyads_monthly",
        "select sum(event_count) from dyads('year')",
        "select count(*) from dyad('NOR', 'SDN')",
        "select sum(event_count) from dyad_monthly('NOR', 'SDN')",
        "select sum(event_count) from dyad_weekly('NOR', null)",
        "select sum(event_count) from dyad_series('NOR', null, unit := 'quarter')",
        "select sum(event_count) from balance('NOR', 'SDN')",
        "select sum(event_count) from top_targets('NOR')",
        "select sum(event_count) from quad_summary()",
        "select count(*) from corrected_events",
        "select event_count from event_clusters",
        "select 2 * count(*) from one_a_day()",
    ],
)
def test_what_counts_events_counts_one_for_each_article(told: Store, counting: str) -> None:
    assert told.query(counting).rows == ((2,),)


@pytest.mark.parametrize(
    ("name", "rows"),
    [("csv", 2), ("jsonl", 2), ("icews", 2), ("polecat", 2), ("gdelt1", 1), ("gdelt2", 1), ("phoenix", 1), ("petrarch", 1)],
)  # fmt: skip
def test_no_layout_doubles_what_an_article_repeats(told: Store, tmp_path: Path, name: str, rows: int) -> None:
    assert told.export_layout(name, tmp_path / name).rows == rows


def cells(store: Store, name: str, folder: Path) -> list[list[str]]:
    file = store.export_layout(name, folder / name).file
    return [line.split("\t") for line in file.read_text("utf-8").splitlines()]


def test_gdelt_counts_every_telling_as_a_mention(told: Store, tmp_path: Path) -> None:
    """As its codebook has it: several references to an event in one article count as several mentions."""
    (event,) = cells(told, "gdelt2", tmp_path)
    assert event[31:34] == ["4", "1", "2"]
    assert cells(told, "gdelt1", tmp_path)[0][31:34] == ["4", "1", "2"]
    mentions = cells(told, "gdelt2-mentions", tmp_path)
    assert {row[0] for row in mentions} == {event[0]}
    places = [(row[6], row[7], row[8], row[9], row[11]) for row in mentions]
    assert sorted(set(places)) == [("1", "0", "19", "8", "80"), ("2", "49", "68", "57", "50")]
    assert len(places) == 4


def test_a_choice_of_events_takes_their_other_tellings_along(told: Store, tmp_path: Path) -> None:
    assert told.export_layout("gdelt2-mentions", tmp_path / "a", where="confidence > 0.8").rows == 4
    assert told.export_layout("gdelt2-mentions", tmp_path / "b", where="cameo_code = '1112'").rows == 0


@pytest.mark.parametrize(("name", "column"), [("phoenix", 23), ("petrarch", 5)])
def test_layouts_that_list_sentences_list_those_that_repeat(
    told: Store, tmp_path: Path, name: str, column: int
) -> None:
    (row,) = cells(told, name, tmp_path)
    documents = sorted(article(number).document.doc_id for number in range(2))
    assert row[column].split(";") == [f"{doc_id}_{place}" for doc_id in documents for place in (0, 1)]


def test_the_parquet_export_has_every_telling(told: Store, tmp_path: Path) -> None:
    assert told.export(tmp_path / "out").events == 4
    read = f"select count(same_as_event_id) from read_parquet('{tmp_path}/out/*/*.parquet')"
    assert told.query(read).rows == ((2,),)


@pytest.mark.parametrize("place", [0, 1])
def test_an_event_leads_to_all_its_tellings(told: Store, place: int) -> None:
    event = article().events[place]
    rows = told.run_named("tellings", event=event.event_id).dicts()
    assert [(row["sentence_index"], row["cameo_code"]) for row in rows] == [(0, "111"), (1, "1112")]
    assert rows[1]["sentence_text"] == "In a speech Norland criticised Sudria."


def test_coding_again_keeps_and_compares_repeats(told: Store) -> None:
    told.load([article(0, ruleset="ruleset-b", is_linked=False)], [], "run")
    assert told.query("select count(same_as_event_id) from past_events").rows == ((1,),)
    changes = told.query("select change, changed_fields from diff(?, 'ruleset-b')", [RULESET]).rows
    assert changes == (("changed", ["same_as"]),)
