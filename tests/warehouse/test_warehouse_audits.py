"""Audits: silent on sound data, and each finds the fault that is planted for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from builders import RULESET, coded

from warehouse.statements import scripts
from warehouse.store import Store

CODE = {
    "cameo_code": "111",
    "root_code": "11",
    "level": "base",
    "title": "Criticise",
    "quad_class": 3,
    "goldstein_score": -2.0,
}
COUNTRIES = [{"country_code": code, "country_name": code} for code in ("NOR", "SDN")]

# One fault for each audit, as SQL that plants it.  Which columns it changes decides which audits may speak.
FAULTS = {
    "duplicate_events": "insert into events from events limit 1",
    "duplicate_sentences": "insert into sentences from sentences limit 1",
    "events_without_document": "delete from documents where origin = 'news/1.txt'",
    "sentences_without_document": "delete from documents where origin = 'news/1.txt'",
    "events_without_sentence": "delete from sentences where sentence_index = 0",
    "documents_without_sentences": "delete from sentences where doc_id = (select min(doc_id) from documents)",
    "documents_without_ruleset": "delete from rulesets",
    "documents_without_run": "delete from runs",
    "mixed_rulesets": "update events set ruleset_id = 'another'",
    "offsets_outside_text": "update events set target_end = 100000",
    "span_text_differs": "update events set trigger_text = 'praised'",
    "sentence_text_differs": "update sentences set sentence_start = sentence_start + 1",
    "trigger_outside_sentence": "update events set sentence_index = 1",
    "broken_dates": "update events set event_date_end = null",
    "wrong_datelines": "update events set date_basis = 'dateline', event_date_start = '2020-01-01'",
    "half_actors": "update events set source_text = null",
    "mentions_outside_sentence": "update mentions set mention_text = 'another'",
    "actors_without_mention": "delete from mentions where actor_code = (select min(source_code) from events)",
    "broken_stories": "update stories set story_id = 'nobody'",
    "broken_repeats": "update events set same_as_event_id = 'nobody' where event_id = (select min(event_id) from events)",
    "two_versions": "update documents set document_source = 'gazette', article_key = 'id:1'",
    "lost_versions": "insert into superseded_documents by name select *, 'nobody' as superseded_by from documents limit 1",
    "unknown_codes": "update events set cameo_code = '1199'",
    "codebook_differs": "update events set goldstein_score = 2",
    "unknown_countries": "update events set target_country_code = 'XYZ'",
}


@pytest.fixture(scope="module")
def sound_file(empty_warehouse: Path) -> Path:
    path = empty_warehouse.with_name("sound.duckdb")
    shutil.copyfile(empty_warehouse, path)
    with Store.open(path) as store:
        store.load_codes([CODE])
        store.load_countries(COUNTRIES)
        store.start_run("run", RULESET)
        store.load([coded(number, target=None if number == 3 else "Sudria") for number in range(5)], [], "run")
    return path


@pytest.fixture
def sound(database: Path, sound_file: Path) -> Path:
    shutil.copyfile(sound_file, database)
    return database


def findings(database: Path) -> dict[str, int]:
    with Store.open(database, read_only=True) as store:
        return {each.name: len(each.offenders.rows) for each in store.audit() if not each.is_clean}


def test_sound_data_has_no_offenders(sound: Path) -> None:
    assert findings(sound) == {}


def test_there_is_a_planted_fault_for_every_audit() -> None:
    assert set(FAULTS) == {path.stem for path in scripts("audits")}


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_planted_fault_is_found(sound: Path, name: str) -> None:
    with duckdb.connect(str(sound)) as raw:
        raw.execute(FAULTS[name])
    assert findings(sound).get(name, 0) > 0


def test_an_empty_warehouse_is_sound(store: Store) -> None:
    assert all(each.is_clean for each in store.audit())


def test_offenders_are_cut_at_the_limit(sound: Path) -> None:
    with duckdb.connect(str(sound)) as raw:
        raw.execute("update events set ruleset_id = 'another'")
    with Store.open(sound) as store:
        (mixed,) = [each for each in store.audit(limit=2) if each.name == "mixed_rulesets"]
    assert len(mixed.offenders.rows) == 2
    assert mixed.offenders.is_cut
    assert mixed.description


def test_the_words_of_a_date_are_held_to_the_text(sound: Path) -> None:
    with duckdb.connect(str(sound)) as raw:
        raw.execute("update events set date_text_start = date_text_start + 1")
    assert set(findings(sound)) == {"span_text_differs"}
    with duckdb.connect(str(sound)) as raw:
        raw.execute("update events set date_text_start = null, date_text_end = null")
    assert findings(sound) == {}
