"""Versions of an article: the newest counts, the earlier ones are kept, and marks are committed with what they cover."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from builders import coded, rejection

from extractors.records import CodedDocument
from warehouse import migrations
from warehouse.statements import scripts
from warehouse.store import Marks, Store

FIRST = "Norland criticised Sudria on Sunday over fish.\nThe weather stayed fair."
SECOND = "Norland criticised Sudria on Sunday over salt.\nThe weather stayed fair."
THIRD = "Norland criticised Sudria on Sunday over tin.\nThe weather stayed fair."

AUDITS = {"two_versions", "lost_versions", "broken_stories", "events_without_document", "sentences_without_document"}


def version(text: str, *, key: str | None = "id:1", raw: str | None = None, **changes: Any) -> CodedDocument:
    document = {"article_key": key, "input_digest": raw or text}
    return coded(text=text, source="gazette", document=document, **changes)


def present(store: Store) -> list[str]:
    """Return what every article is about, as the documents and as the events tell it."""
    documents = [row[0] for row in store.query("select text from documents order by text").rows]
    told = [
        row[0]
        for row in store.query(
            "select distinct text from documents semi join default_events using (doc_id) order by 1"
        ).rows
    ]
    assert documents == told
    assert {each.name for each in store.audit() if not each.is_clean}.isdisjoint(AUDITS)
    return documents


def test_another_text_of_an_article_takes_its_place_and_the_earlier_one_is_kept(store: Store) -> None:
    store.load([version(FIRST), version(THIRD, key="id:2")], [], "run")
    counts = store.load([version(SECOND)], [], "later")
    assert counts.superseded == 1
    assert present(store) == [SECOND, THIRD]
    history = "select text, superseded_run_id, superseded_by = (select doc_id from documents where text = $text)"
    assert store.query(f"{history} from superseded_documents", {"text": SECOND}).rows == ((FIRST, "later", True),)
    past = "select text, count(*) from past_events join superseded_documents using (doc_id) group by all"
    assert store.query(past).rows == ((FIRST, 1),)


@pytest.mark.parametrize("batches", [[[FIRST, SECOND, THIRD]], [[FIRST], [SECOND, THIRD]], [[FIRST, SECOND], [THIRD]]])
def test_the_last_of_several_versions_counts_however_they_are_batched(store: Store, batches: list[list[str]]) -> None:
    for number, texts in enumerate(batches):
        store.load([version(text) for text in texts], [], f"run{number}")
    assert present(store) == [THIRD]
    assert store.query("select count(*), count(distinct superseded_by) from superseded_documents").rows == ((2, 2),)


def test_the_same_input_cleaned_by_other_rules_takes_the_place_of_what_it_was(store: Store) -> None:
    store.load([version(FIRST, key=None, raw="r"), version(THIRD, key=None, raw="other")], [], "run")
    store.load([version(SECOND, key=None, raw="r", ruleset="b")], [], "run")
    assert present(store) == [SECOND, THIRD]


def test_an_article_of_another_source_or_without_a_key_is_another_article(store: Store) -> None:
    store.load([version(FIRST), coded(1), coded(2)], [], "run")
    other = coded(text=SECOND, source="herald", document={"article_key": "id:1", "input_digest": "x"})
    assert store.load([other], [], "run").superseded == 0
    assert store.query("select count(*) from documents").rows == ((4,),)


def test_an_earlier_version_seen_again_is_outdated_and_one_cleaned_anew_is_not(store: Store) -> None:
    first, second = version(FIRST), version(SECOND, raw="r")
    store.load([first], [], "run")
    assert store.outdated([first.document]) == set()
    store.load([second], [], "run")
    assert store.outdated([first.document, second.document]) == {first.document.doc_id}
    recleaned = version(THIRD, raw=FIRST)  # the first input once more, by other rules
    assert store.outdated([recleaned.document]) == {recleaned.document.doc_id}
    store.load([version(THIRD, raw="r")], [], "run")
    assert store.outdated([second.document]) == set()  # rules that were taken back


def test_a_text_that_comes_back_is_present_and_no_longer_past(store: Store) -> None:
    for text in (FIRST, SECOND, FIRST):
        store.load([version(text)], [], "run")
    assert present(store) == [FIRST]
    assert store.query("select text from superseded_documents").rows == ((SECOND,),)
    assert store.query("select count(*) from past_events").rows == ((1,),)


def test_marks_come_with_what_they_cover_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load([version(FIRST)], [], "run", Marks("gazette", {"a.txt": "1"}))
    assert store.marks("gazette") == {"a.txt": "1"}
    assert store.marks("herald") == {}

    def fail(*_: object) -> None:
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr("warehouse.loading._run_counts", fail)
    with pytest.raises(Exception, match="space"):
        store.load([version(SECOND)], [], "run", Marks("gazette", {"a.txt": "2", "b.txt": "1"}))
    monkeypatch.undo()
    assert store.marks("gazette") == {"a.txt": "1"}
    assert present(store) == [FIRST]
    store.load([], [], "run", Marks("gazette", {"a.txt": "2"}))
    assert store.marks("gazette") == {"a.txt": "2"}


def test_a_place_that_is_read_again_is_no_rejection_any_more(store: Store) -> None:
    mark = Marks("gazette", {"https://gazette.example/feed": "1"})
    failed = rejection(origin="https://gazette.example/feed", source="gazette", stage="read", reason="timed out")
    others = [replace(failed, source="herald"), replace(failed, record_id="17"), replace(failed, origin="other")]
    store.load([], [failed, *others], "first")
    store.load([], [failed], "second", mark)
    assert len(store.query("select * from rejections").rows) == 4, "it was rejected in the run that read it"
    store.load([], [], "third", mark)
    left = store.query("select document_source, origin, record_id from rejections ").rows
    assert set(left) == {(one.source, one.origin, one.record_id) for one in others}


def test_a_warehouse_from_before_learns_the_keys_of_its_articles(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.duckdb"
    with monkeypatch.context() as earlier, duckdb.connect(str(old)) as raw:
        of_then = [path for path in scripts("schema") if int(path.name.split("_", 1)[0]) <= 4]
        earlier.setattr(migrations, "scripts", lambda folder: of_then if folder == "schema" else [])
        migrations.migrate(raw)
        raw.execute(
            "insert into documents (doc_id, ruleset_id, run_id, document_source, origin, url, language_code, text, "
            "dropped_line_counts) values ('a', 'r', 'run', 'gazette', 'x', 'https://gazette.example/1', 'en', '', map()), "
            "('b', 'r', 'run', '', 'y', 'https://gazette.example/2', 'en', '', map()); "
            "update schema_definitions set digest = 'earlier'"
        )
    with Store.open(old) as opened:
        keys = opened.query("select article_key from documents order by document_source").rows
    assert keys == ((None,), ("url:https://gazette.example/1",))
