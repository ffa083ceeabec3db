"""Loading: the document is the unit of replacement, and nothing is doubled or lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from builders import DAY, RULESET, actor, coded, rejection

from extractors.records import Assertion, Place
from warehouse.store import LoadCounts, Store, WarehouseError


def counts(store: Store) -> tuple[int, ...]:
    return store.query(
        "select (select count(*) from documents), (select count(*) from sentences), "
        "(select count(*) from events), (select count(*) from rejections)"
    ).rows[0]


def test_every_field_of_a_record_arrives(store: Store) -> None:
    made = coded(
        1,
        place=Place("Port Nor", "NOR", 46.25, 6.5),
        asserted_by=Assertion("SDNGOV", "Sudria"),
        same_as="0123456789abcdef",
    )
    store.load([made], [], "run")
    (row,) = store.query("from events").dicts()
    (event,) = made.events
    assert event.source is not None
    assert event.target is not None
    assert row == {
        "event_id": event.event_id,
        "doc_id": made.document.doc_id,
        "sentence_index": 0,
        "event_date_start": DAY,
        "event_date_end": DAY,
        "date_granularity": "day",
        "date_text": "on Sunday",
        "date_basis": "expression",
        "date_modifier": None,
        "date_reason": "weekday before the dateline",
        **{
            f"{side}_{column}": value
            for side, who in (("source", event.source), ("target", event.target))
            for column, value in {
                "code": who.code,
                "country_code": who.country,
                "roles": list(who.roles),
                "name": who.name,
                "text": who.text,
                "start": who.start,
                "end": who.end,
                "resolved_by": who.resolved_by,
                "confidence": who.confidence,
            }.items()
        },
        "cameo_code": "111",
        "root_code": "11",
        "quad_class": 3,
        "goldstein_score": -2.0,
        "plover_event": "ACCUSE",
        "plover_mode": None,
        "plover_contexts": ["military"],
        "trigger_text": "criticised",
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "evidence_text": event.evidence.text,
        "evidence_start": 0,
        "evidence_end": event.evidence.end,
        "place_name": "Port Nor",
        "place_country_code": "NOR",
        "place_latitude": 46.25,
        "place_longitude": 6.5,
        "polarity": "affirmed",
        "modality": "actual",
        "asserted_by_code": "SDNGOV",
        "asserted_by_text": "Sudria",
        "confidence": 0.83,
        "rule": "11_disapprove/criticise",
        "ruleset_id": RULESET,
        "date_text_start": 26,
        "date_text_end": 35,
        "same_as_event_id": "0123456789abcdef",
    }
    (document,) = store.query("from documents").dicts()
    assert document["text"] == made.document.text
    assert document["publication_date"] == DAY
    assert document["dropped_line_counts"] == {"caption": 1}
    assert store.query("select sentence_text, is_parsed from sentences order by sentence_index").rows == (
        (made.sentences[0].text, True),
        (made.sentences[1].text, False),
    )


def test_a_one_sided_event_has_nulls_for_the_target(store: Store) -> None:
    store.load([coded(1, target=None, events=1)], [], "run")
    assert store.query("select target_code, target_roles, target_confidence from events").rows == ((None, None, None),)


def test_the_same_batch_again_changes_nothing(store: Store) -> None:
    batch = [coded(number) for number in range(20)]
    assert store.load(batch, [], "run") == LoadCounts(documents=20, sentences=40, events=20)
    before = [store.query(f"from {table} order by all").rows for table in ("documents", "sentences", "events")]
    assert store.load(batch, [], "run").replaced == 20
    assert [store.query(f"from {table} order by all").rows for table in ("documents", "sentences", "events")] == before


def test_a_new_ruleset_replaces_a_document_with_all_it_held(store: Store) -> None:
    store.load([coded(1), coded(2)], [], "run-1")
    store.load([coded(1, ruleset="ruleset-b", events=0)], [], "run-2")
    assert store.query("select ruleset_id, run_id from documents order by 1").rows == (
        ("ruleset-a", "run-1"),
        ("ruleset-b", "run-2"),
    )
    assert counts(store) == (2, 4, 1, 0)


def test_of_the_same_document_twice_in_a_batch_the_first_counts(store: Store) -> None:
    loaded = store.load([coded(1, origin="first"), coded(2), coded(1, origin="second")], [], "run")
    assert (loaded.documents, loaded.duplicates) == (2, 1)
    assert store.query("select origin from documents order by 1").rows == (("first",), ("news/2.txt",))


def test_an_event_reported_twice_is_one_row(store: Store) -> None:
    assert store.load([coded(1, events=3)], [], "run").events == 1


def test_pending_names_what_this_ruleset_has_not_coded(store: Store) -> None:
    store.load([coded(1), coded(2, ruleset="ruleset-b")], [], "run")
    ids = [coded(number).document.doc_id for number in range(4)]
    assert store.pending(ids, "ruleset-a") == {ids[0], ids[2], ids[3]}
    assert store.pending(iter(ids), "ruleset-b") == {ids[0], ids[1], ids[3]}
    assert store.pending([], "ruleset-a") == set()


def test_a_rejection_seen_again_is_one_row_and_remembers_when_it_was_first_seen(store: Store) -> None:
    store.load([], [rejection(1), rejection(2)], "run-1")
    store.load([], [rejection(1, "binary"), rejection(1, "binary")], "run-2")
    asked = "select origin, reason, first_run_id, last_run_id from rejections order by 1"
    assert store.query(asked).rows == (
        ("news/1.txt", "binary", "run-1", "run-2"),
        ("news/2.txt", "empty", "run-1", "run-1"),
    )


def test_a_document_that_is_coded_settles_the_rejection_of_its_input(store: Store) -> None:
    doc_id = coded(2).document.doc_id
    store.load([], [rejection(1), rejection(7, origin="elsewhere.txt", doc_id=doc_id), rejection(3)], "run-1")
    store.load([coded(1), coded(2)], [], "run-2")
    assert store.query("select origin from rejections").rows == (("news/3.txt",),)


def test_places_in_standard_input_are_told_apart_by_what_stood_there(store: Store) -> None:
    store.load([], [rejection(origin="<stdin>:1", doc_id="a"), rejection(origin="<stdin>:1", doc_id="b")], "run-1")
    store.load([coded(1, origin="<stdin>:1")], [], "run-2")
    assert counts(store)[3] == 2


@pytest.mark.parametrize(
    "change",
    [
        {"quad": 9},
        {"polarity": "perhaps"},
        {"confidence": 1.5},
        {"goldstein": 11.0},
        {"cameo": "999"},
        {"rule": "lone \ud800 surrogate"},
    ],
)
def test_a_document_that_the_schema_refuses_is_a_rejection_and_the_others_are_loaded(
    store: Store, change: dict[str, object]
) -> None:
    batch = [coded(number) for number in range(7)]
    batch[3] = coded(3, **change)
    loaded = store.load(batch, [rejection(50)], "run")
    assert (loaded.documents, loaded.rejections) == (6, 2)
    assert counts(store) == (6, 12, 6, 2)
    asked = "select doc_id, reason from rejections where stage = 'load'"
    assert store.query(asked).rows == ((batch[3].document.doc_id, "refused by the schema"),)


def test_a_refused_document_keeps_what_was_coded_before(store: Store) -> None:
    store.load([coded(1)], [], "run-1")
    store.load([coded(1, quad=9)], [], "run-2")
    assert counts(store) == (1, 2, 1, 1)


def test_a_run_counts_what_was_committed(store: Store) -> None:
    store.start_run("run", RULESET, config_digest="c", model_digest="m", code_version="1", command="demarche run news")
    store.load([coded(1), coded(2)], [rejection(3)], "run")
    (row,) = store.query("from runs").dicts()
    assert (row["status"], row["document_count"], row["finished_at"]) == ("running", 2, None)
    store.load([coded(4)], [], "run")
    store.finish_run("run", "completed", skipped_count=5)
    (row,) = store.query("from runs").dicts()
    assert [row[name] for name in ("status", "document_count", "sentence_count", "event_count")] == [
        "completed",
        3,
        6,
        3,
    ]
    assert (row["rejection_count"], row["skipped_count"], row["command"]) == (1, 5, "demarche run news")
    assert row["finished_at"] >= row["started_at"]


def test_a_ruleset_is_kept_once_with_its_first_use(store: Store) -> None:
    early, late = dt.datetime(2026, 1, 1), dt.datetime(2026, 2, 1)
    store.start_run("run-1", RULESET, config_digest="c", started_at=early)
    store.start_run("run-2", RULESET, config_digest="c", started_at=late)
    assert store.query("select ruleset_id, first_used_at from rulesets").rows == ((RULESET, early),)


def test_an_unknown_run_cannot_finish_and_a_run_cannot_start_twice(store: Store) -> None:
    with pytest.raises(WarehouseError, match="no run"):
        store.finish_run("never", "completed")
    store.start_run("run", RULESET)
    with pytest.raises(WarehouseError, match="run"):
        store.start_run("run", RULESET)


def test_dimensions_are_replaced_as_a_whole(store: Store) -> None:
    rows = [
        {"country_code": "NOR", "country_name": "Norland", "iso2_code": "NO", "demonyms": ["Norlandic"]},
        {"country_code": "IGO", "country_name": "International organisations", "is_special": True},
    ]
    assert store.load_countries(rows) == 2
    assert store.load_countries(rows[:1]) == 1
    assert store.query("select country_code, demonyms, is_special from countries").rows == (
        ("NOR", ["Norlandic"], False),
    )
    assert store.load_actors([{"actor_name": "Ann Norden", "actor_code": "NORGOV", "valid_from_date": DAY}]) == 1
    code = {"cameo_code": "111", "root_code": "11", "level": "base", "title": "Criticise", "quad_class": 3}
    assert store.load_codes([code]) == 1


def test_a_dimension_with_an_unknown_column_or_a_broken_row_keeps_its_old_rows(store: Store) -> None:
    good = {"country_code": "NOR", "country_name": "Norland"}
    store.load_countries([good])
    with pytest.raises(WarehouseError, match="no column colour"):
        store.load_countries([{**good, "colour": "red"}])
    with pytest.raises(WarehouseError, match="countries"):
        store.load_countries([good, good])
    assert store.query("select country_code from countries").rows == (("NOR",),)


def test_offsets_count_code_points(store: Store, database: Path) -> None:
    text = "Norland\u2019s \U0001f30d minister said Norland criticised Sudria\u2014again."
    made = coded(1, text=text)
    (event,) = made.events
    who = actor(text, "Sudria", "SDN")
    store.load([dataclasses.replace(made, events=(dataclasses.replace(event, target=who),))], [], "run")
    sliced = (
        "select substring(text, target_start + 1, target_end - target_start) from events join documents using (doc_id)"
    )
    assert store.query(sliced).rows == (("Sudria",),)
