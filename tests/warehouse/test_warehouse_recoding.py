"""Coding again: what a new ruleset changed, and verdicts of analysts that survive it."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from builders import coded, event

from extractors.records import CodedDocument, EventDate
from warehouse.store import CorrectionError, Store

CODES = [
    {"cameo_code": "111", "root_code": "11", "level": "base", "title": "A", "quad_class": 3, "goldstein_score": -2.0},
    {"cameo_code": "051", "root_code": "05", "level": "base", "title": "B", "quad_class": 1, "goldstein_score": 3.4},
]


def recoded(number: int, ruleset: str, *changes: dict[str, Any]) -> CodedDocument:
    """Return article ``number`` with one event for each of ``changes``."""
    made = coded(number, ruleset=ruleset, events=0)
    document = made.document
    events = tuple(event(document.doc_id, document.text, **dict(change)) for change in changes)
    return dataclasses.replace(made, events=events)


def diff(store: Store, before: str, after: str) -> list[dict[str, Any]]:
    return store.run_named("diff", before=before, after=after).dicts()


def test_a_new_ruleset_is_compared_with_the_one_before(store: Store) -> None:
    unknown = EventDate(None, None, None, None, "unknown")
    store.load(
        [recoded(1, "a", {}), recoded(2, "a", {}), recoded(3, "a", {}), recoded(4, "a"), recoded(5, "a", {})], [], "1"
    )
    store.load(
        [
            recoded(1, "b", {}),
            recoded(2, "b", {"cameo": "112", "rule": "11_disapprove/other"}),
            recoded(3, "b"),
            recoded(4, "b", {"rule": "11_disapprove/new"}),
            recoded(5, "b", {"date": unknown, "modality": "future"}),
        ],
        [],
        "2",
    )
    rows = diff(store, "a", "b")
    assert sorted((row["change"], row["changed_fields"], row["rule_after"] or row["rule_before"]) for row in rows) == [
        ("added", [], "11_disapprove/new"),
        ("changed", ["code", "rule"], "11_disapprove/other"),
        ("changed", ["date", "modality"], "11_disapprove/criticise"),
        ("removed", [], "11_disapprove/criticise"),
    ]
    (changed,) = [row for row in rows if "code" in row["changed_fields"]]
    assert (changed["cameo_code_before"], changed["cameo_code_after"]) == ("111", "112")
    assert changed["evidence_text"].startswith("Norland criticised Sudria")
    assert sum(row["added_count"] for row in store.run_named("diff_by_rule", before="a", after="b").dicts()) == 1


def test_the_comparison_turns_round_and_reaches_over_several_rulesets(store: Store) -> None:
    for ruleset, change in {"a": {}, "b": {"cameo": "112"}, "c": {"cameo": "113"}}.items():
        store.load([recoded(1, ruleset, change)], [], ruleset)
    assert [row["cameo_code_after"] for row in diff(store, "a", "c")] == ["113"]
    assert [row["cameo_code_after"] for row in diff(store, "c", "a")] == ["111"]
    assert [row["cameo_code_before"] for row in diff(store, "a", "b")] == ["111"]
    assert diff(store, "a", "a") == []


def test_only_articles_that_both_coded_are_compared(store: Store) -> None:
    store.load([recoded(1, "a", {}), recoded(2, "a", {})], [], "1")
    store.load([recoded(2, "b", {}), recoded(3, "b", {})], [], "2")
    assert diff(store, "a", "b") == []


def test_going_back_to_a_ruleset_keeps_one_past_of_each(store: Store) -> None:
    for ruleset in ("a", "b", "a", "b", "b"):
        store.load([recoded(1, ruleset, {})], [], ruleset)
    assert store.query("select ruleset_id from past_documents").rows == (("a",),)
    assert store.query("select ruleset_id from past_events").rows == (("a",),)
    assert store.run_named("rulesets").rows == ()


def test_coding_again_with_the_same_ruleset_keeps_no_past(store: Store) -> None:
    for _ in range(2):
        store.load([recoded(1, "a", {})], [], "run")
    assert store.query("from past_documents").rows == ()


def test_a_past_can_be_forgotten(store: Store) -> None:
    for ruleset in ("a", "b"):
        store.load([recoded(1, ruleset, {})], [], ruleset)
    store.forget("a")
    assert store.query("from past_documents").rows == store.query("from past_events").rows == ()


@pytest.fixture
def judged(store: Store, tmp_path: Path) -> tuple[Store, Path]:
    """Return a store with three judged events of ruleset a (right, wrong, corrected) and one that nobody judged."""
    store.load_codes(CODES)
    batch = [recoded(number, "a", {}) for number in range(4)]
    store.load(batch, [], "run")
    ids = [made.events[0].event_id for made in batch]
    sheet = tmp_path / "verdicts.csv"
    sheet.write_text(
        "event_id,verdict,corrected_cameo_code,corrected_target_code,note,judged_at\n"
        f"{ids[0]},right,,,,2026-01-01T10:00:00+02:00\n"
        f"{ids[1]},wrong,,,about sport,\n"
        f"{ids[2]},Corrected,051,SDNGOV,it was praise,\n"
        f"{ids[3]},,,,,\n",
        "utf-8",
    )
    assert store.import_corrections(sheet, author="ann") == 3
    return store, sheet


def corrected(store: Store) -> tuple[tuple[Any, ...], ...]:
    columns = "target_code, cameo_code, root_code, quad_class, goldstein_score, verdict"
    return store.query(f"select {columns} from corrected_events order by all").rows


APPLIED = (
    ("SDN", "111", "11", 3, -2.0, "right"),
    ("SDN", "111", "11", 3, -2.0, None),
    ("SDNGOV", "051", "05", 1, 3.4, "corrected"),
)


def test_verdicts_are_applied_by_a_view(judged: tuple[Store, Path]) -> None:
    store, _ = judged
    assert corrected(store) == APPLIED
    assert len(store.query("from default_events").rows) == 4
    assert store.query("select judged_at from corrections where verdict = 'right'").rows == (
        (dt.datetime(2026, 1, 1, 8),),
    )


def test_verdicts_survive_coding_again_where_the_same_words_make_the_event(judged: tuple[Store, Path]) -> None:
    store, _ = judged
    store.load([recoded(number, "b", {"event_id": f"new-{number}"}) for number in range(4)], [], "run")
    assert corrected(store) == APPLIED
    assert store.query("select count(*) from judged_events where is_recoded").rows == ((3,),)
    store.load([recoded(1, "c", {"cameo": "051", "root": "05", "quad": 1})], [], "run")
    assert len(corrected(store)) == 4, "the verdict was on another code"


def test_accuracy_is_counted_by_rule(judged: tuple[Store, Path]) -> None:
    store, _ = judged
    assert store.run_named("accuracy_by_rule").rows == (("11_disapprove/criticise", 3, 1, 1, 1, pytest.approx(1 / 3)),)


def test_a_second_verdict_of_the_same_author_replaces_the_first_and_the_latest_author_counts(
    judged: tuple[Store, Path],
) -> None:
    store, sheet = judged
    (event_id,) = store.query("select event_id from corrections where verdict = 'wrong'").rows[0]
    sheet.write_text(f"event_id,verdict,author,judged_at\n{event_id},right,bob,2000-01-01\n", "utf-8")
    store.import_corrections(sheet)
    assert len(corrected(store)) == 3
    sheet.write_text(f"event_id,verdict\n{event_id},right\n", "utf-8")
    store.import_corrections(sheet, author="ann")
    assert len(corrected(store)) == 4
    assert store.query("select count(*) from corrections").rows == ((4,),)


def test_verdicts_go_out_and_come_back_also_where_the_event_is_not(judged: tuple[Store, Path], tmp_path: Path) -> None:
    store, _ = judged
    assert store.export_corrections(tmp_path / "all.csv") == 3
    with Store.open(tmp_path / "other.duckdb") as other:
        assert other.import_corrections(tmp_path / "all.csv") == 3
        assert other.query("from corrections order by all").rows == store.query("from corrections order by all").rows


def test_a_sheet_holds_what_nobody_has_judged(judged: tuple[Store, Path], tmp_path: Path) -> None:
    store, _ = judged
    assert store.correction_sheet(tmp_path / "sheet.csv") == 1
    with (tmp_path / "sheet.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = list(csv.DictReader(stream))
    assert row["sentence_text"].startswith("Norland criticised")
    assert (row["verdict"], row["code_title"]) == ("", "A")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("event_id\nx\n", r":1: has no column verdict"),
        ("event_id,verdict\nID,perhaps\n", r":2: the verdict must be right, wrong, corrected, not 'perhaps'"),
        ("event_id,verdict\nID,right\nnobody,right\n", r":3: there is no event nobody"),
        ("event_id,verdict\nID,corrected\n", r":2: corrected, and only corrected"),
        ("event_id,verdict,corrected_cameo_code\nID,wrong,051\n", r":2: corrected, and only corrected"),
        ("event_id,verdict,judged_at\nID,right,soon\n", r":2: 'soon' is no moment"),
        ("event_id,verdict,author\nID,right,\n", r":2: nobody is named"),
    ],
)
def test_a_bad_sheet_is_refused_with_its_line_and_nothing_is_taken_in(
    store: Store, tmp_path: Path, content: str, said: str
) -> None:
    made = recoded(1, "a", {})
    store.load([made], [], "run")
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(content.replace("ID", made.events[0].event_id), "utf-8")
    with pytest.raises(CorrectionError, match=said):
        store.import_corrections(sheet, author=None if "author" in content else "ann")
    assert store.query("from corrections").rows == ()
    with pytest.raises(CorrectionError, match="cannot be read"):
        store.import_corrections(tmp_path / "missing.csv")


def test_a_snapshot_can_be_read_while_the_warehouse_is_held(store: Store, tmp_path: Path) -> None:
    store.load([coded(number) for number in range(20)], [], "run")
    store.snapshot(tmp_path / "copies" / "readers.duckdb")
    with Store.open(tmp_path / "copies" / "readers.duckdb", read_only=True) as readers:
        assert len(readers.query("from default_events").rows) == 20
    store.load([coded(30)], [], "run")
    store.snapshot(tmp_path / "copies" / "readers.duckdb")
    with Store.open(tmp_path / "copies" / "readers.duckdb", read_only=True) as readers:
        assert len(readers.query("from documents").rows) == 21
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["readers.duckdb"]
