"""Plans over what the warehouse keeps: articles in pages, rejected articles, files to be read again; compaction."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.record_json import from_json
from extractors.records import CodedDocument, Document, Rejection, document_id
from extractors.resources import ConfigError
from flows.planning import Chunk, Plan, Planned, Span
from flows.settings import Settings, load_settings
from flows.stored import rejected, stale
from warehouse.store import Store
from warehouse.stored import to_json

MET = "Norway's foreign minister met his Danish counterpart in Oslo on Monday. Note"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_warehouse: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(empty_warehouse, "demarche.duckdb")
    (tmp_path / "pipeline.toml").write_text("[work]\nworkers = 1\nchunk_documents = 4\n")
    return tmp_path


@pytest.fixture
def settings(folder: Path) -> Settings:
    return load_settings()


def article(number: int) -> Document:
    text = f"{MET} {number}."
    return Document(
        document_id("gazeta", text), text, f"feed.jsonl:{number}", "gazeta", f"r{number}", "A title",
        dt.date(2022, 1, 27), "27 Jan", "record", "The Gazette", "https://example.org", "en", {"share": number},
        f"id:r{number}", f"digest {number}",
    )  # fmt: skip


def all_of(page: Sequence[Document]) -> set[str]:
    """Find every document pending."""
    return {document.doc_id for document in page}


def all_chunks(plan: Planned) -> list[Chunk]:
    chunks = []
    in_flight: set[str] = set()
    while chunk := plan.next_chunk(all_of, in_flight):
        chunks.append(chunk)
    return chunks


def load(settings: Settings, ruleset: str, coded: Sequence[Document], refused: Sequence[Rejection] = ()) -> None:
    with Store.open(settings.database) as store:
        store.start_run(ruleset, ruleset)
        store.load([CodedDocument(document, ruleset, (), ()) for document in coded], refused, ruleset)


def test_a_document_survives_its_way_into_the_warehouse_and_back(settings: Settings) -> None:
    assert from_json(Document, json.loads(to_json(article(3)))) == article(3)
    load(settings, "old", [article(3)])
    with Store.open(settings.database, read_only=True) as store:
        assert store.stale("new", "", 10, 10**6) == [(article(3).doc_id, article(3))]
        assert store.stale("old", "", 10, 10**6) == []
        assert store.stale_characters("new") == len(article(3).text)


def test_all_documents_of_another_ruleset_are_planned_once_in_order(settings: Settings) -> None:
    load(settings, "old", [article(n) for n in range(11)])
    load(settings, "new", [article(99)])
    chunks = all_chunks(stale("new", settings))
    assert [len(chunk.documents) for chunk in chunks] == [4, 4, 3]
    ids = [document.doc_id for chunk in chunks for document in chunk.documents]
    assert ids == sorted(article(n).doc_id for n in range(11))
    with Store.open(settings.database, read_only=True) as store:
        assert len(store.stale("new", "", 10, 1)) == 1  # one text may be longer than a page
        assert len(store.stale("new", "", 10, len(article(1).text) + 5)) == 2


def test_articles_kept_with_their_rejection_come_first_and_then_files(settings: Settings) -> None:
    def kept(number: int, origin: str, reason: str = "too slow") -> Rejection:
        one = article(number)
        return Rejection(origin, "code", reason, "…", one.source, one.record_id, one.doc_id, one)

    Path("here.jsonl").write_text(json.dumps({"text": f"{MET} here, in the north of the country."}) + "\n")
    load(
        settings,
        "x",
        [],
        [
            *(kept(n, f"feed.jsonl:{n}") for n in range(5)),
            kept(4, "again.jsonl:4"),
            kept(9, "feed.jsonl:9", "worker died"),
            Rejection("gone.txt", "read", "binary", "…"),
            Rejection("<stdin>:3", "read", "binary", "…"),
            Rejection("here.jsonl:1", "read", "invalid JSON", "…"),
            Rejection("here.jsonl:2", "read", "invalid JSON", "…"),
        ],
    )
    plan, unreachable = rejected("code", "too slow", settings)
    chunks = all_chunks(plan)
    assert unreachable == []
    assert [document.record_id for chunk in chunks for document in chunk.documents].count("r4") == 1
    assert {document.record_id for chunk in chunks for document in chunk.documents} == {f"r{n}" for n in range(5)}
    assert sum(chunk.skipped for chunk in chunks) == 1
    plan, unreachable = rejected(None, None, settings)
    chunks = all_chunks(plan)
    assert unreachable == ["<stdin>:3", "gone.txt"]
    assert [document.origin for document in chunks[-1].documents] == ["here.jsonl:1"]
    assert sum(len(chunk.documents) for chunk in chunks) == 7


def test_a_file_of_a_source_is_read_again_as_the_source_says(settings: Settings) -> None:
    Path("sources.toml").write_text(
        '[[source]]\nname = "gazeta"\nreader = "files"\nlocation = "in"\nencoding = "cp1250"\npublisher = "The Gazette"\n'
    )
    Path("in").mkdir()
    Path("in/a.txt").write_bytes(f"{MET} one, said Łukasz Żak of the city of Łódź.".encode("cp1250"))
    Path("in/b.txt").write_text("not asked for")
    load(settings, "x", [], [Rejection("in/a.txt", "read", "binary", "…", "gazeta")])
    plan, _ = rejected("read", None, settings)
    (document,) = [document for chunk in all_chunks(plan) for document in chunk.documents]
    assert "Łukasz Żak of the city of Łódź" in document.text
    assert (document.source, document.publisher) == ("gazeta", "The Gazette")


def test_only_articles_of_the_time_are_planned(settings: Settings) -> None:
    days = ["2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01", None]
    records = [{"id": n, "text": f"{MET} {n}, it was said.", "date": day} for n, day in enumerate(days)]
    Path("a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    chunks = all_chunks(Plan(["a.jsonl"], settings, span=Span(dt.date(2021, 1, 1), dt.date(2021, 12, 31))))
    assert [document.record_id for chunk in chunks for document in chunk.documents] == ["1", "2"]
    assert sum(chunk.skipped for chunk in chunks) == 3
    assert Span(None, None).holds(None) and not Span(dt.date(2021, 1, 1)).holds(None)
    with pytest.raises(ConfigError, match="2021-01-02 is after 2021-01-01"):
        Span(dt.date(2021, 1, 2), dt.date(2021, 1, 1))


def test_a_compacted_warehouse_is_smaller_and_the_same(settings: Settings) -> None:
    def all_rows(store: Store) -> list[object]:
        return [store.query(f"from {table} order by all").rows for table in ("documents", "runs", "events", "stories")]

    for run in range(6):
        load(settings, f"r{run}", [article(n) for n in range(400)])
    with Store.open(settings.database, read_only=True) as store:
        before = all_rows(store)
    size = Path(settings.database).stat().st_size
    with Store.open(settings.database) as store:
        saved = store.compact()
    assert 0 < saved == size - Path(settings.database).stat().st_size
    load(settings, "after", [article(401)])
    with Store.open(settings.database) as store:
        assert len(all_rows(store)[0]) == 401  # type: ignore[arg-type]
        store.forget("nothing")
        assert {result.name for result in store.audit() if not result.is_clean} <= {"documents_without_sentences"}
    assert len(before[0]) == 400  # type: ignore[arg-type]
