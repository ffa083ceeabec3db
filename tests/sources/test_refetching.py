"""Rejections of addresses, tried again: against a real web server, with a real warehouse, without Prefect."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from feed_server import FeedServer, Item, article, page, rss

from extractors.records import CodedDocument, Document
from flows.planning import Plan, Planned
from flows.settings import Settings, load_settings
from flows.sources import fetch_new, find_source
from flows.stored import rejected
from warehouse.store import Marks, Store

SOURCES = """
[[source]]
name = "gazette"
reader = "feed"
location = ["{url}/feed", "{url}/other"]
publisher = "The Gazette"
allow_private = true
pause_seconds = 0

[[source]]
name = "tables"
reader = "files"
location = ["{url}/today.jsonl", "{url}/gone.jsonl"]
allow_private = true
pause_seconds = 0
"""


@pytest.fixture
def settings(tmp_path: Path, server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    Path("sources.toml").write_text(SOURCES.format(url=server.url))
    return load_settings()


def load(plan: Planned, settings: Settings) -> None:
    """Take every article of a plan for one without events, and load it with marks and rejections, as a run does."""
    with Store.open(settings.database) as store:
        run_id = f"run{len(store.query('select * from runs').rows)}"
        store.start_run(run_id, "rules")

    def pending(page: Sequence[Document]) -> set[str]:
        with Store.open(settings.database) as store:
            return store.pending([one.doc_id for one in page], "rules")

    while chunk := plan.next_chunk(pending, set()):
        marks = Marks(chunk.source, chunk.marks) if chunk.source and chunk.marks else None
        coded = [CodedDocument(one, "rules", (), ()) for one in chunk.documents]
        with Store.open(settings.database) as store:
            store.load(coded, chunk.rejections, run_id, marks)


def read(name: str, settings: Settings) -> None:
    source = find_source(name)
    with Store.open(settings.database) as store:
        marks = store.marks(name)
    load(Plan((), settings, source=source, fetched=fetch_new(source, marks, settings)), settings)


def retry(settings: Settings) -> list[str]:
    plan, unreachable = rejected(None, None, settings)
    load(plan, settings)
    return unreachable


def kept(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    with Store.open(settings.database, read_only=True) as store:
        return list(store.query(sql).rows)


REJECTED = "select origin, reason from rejections order by all"


def test_entries_whose_pages_were_missing_are_fetched_again_from_the_feed_or_by_their_address(
    server: FeedServer, settings: Settings
) -> None:
    links = [f"{server.url}/{number}.html" for number in range(3)]
    server.play("/feed", rss([Item(0, links[0]), Item(1, links[1]), Item(2, links[2])]))
    server.play("/other", rss([Item(9, full=f"<p>{article(9)}</p>")]))
    read("gazette", settings)
    assert kept(settings, REJECTED) == [(link, "no reply") for link in links]
    # A page that was not there is settled: the feed alone would never ask for it again.
    read("gazette", settings)
    assert [server.asked[f"/{number}.html"] for number in range(3)] == [1, 1, 1]
    server.play("/0.html", page(0).encode())
    server.play("/1.html", page(1).encode())
    server.play("/feed", rss([Item(0, links[0])]))
    assert retry(settings) == []
    assert kept(settings, REJECTED) == [(links[2], "no reply")]
    found = kept(settings, "select record_id, publication_date::varchar, publisher from documents order by all")
    assert found == [
        ("case-0", "2026-11-24", "The Gazette"),
        ("case-1", None, "The Gazette"),
        ("case-9", "2026-11-24", "The Gazette"),
    ]
    assert (server.asked["/0.html"], server.asked["/1.html"], server.asked["/2.html"]) == (2, 2, 2)


def test_a_feed_and_a_file_that_did_not_answer_are_read_on(server: FeedServer, settings: Settings) -> None:
    server.play("/feed", status=503)
    server.play("/other", rss([Item(9, full=f"<p>{article(9)}</p>")]))
    server.play("/today.jsonl", f'{{"id": "1", "text": "{article(1)}"}}\nbroken\n'.encode())
    read("gazette", settings)
    read("tables", settings)
    assert kept(settings, REJECTED) == [
        (f"{server.url}/feed", "no reply"),
        (f"{server.url}/gone.jsonl", "no reply"),
        (f"{server.url}/today.jsonl:2", "invalid JSON"),
    ]
    server.play("/feed", rss([Item(3, full=f"<p>{article(3)}</p>")]))
    server.play(
        "/today.jsonl", f'{{"id": "1", "text": "{article(1)}"}}\n{{"id": "2", "text": "{article(2)}"}}\n'.encode()
    )
    assert retry(settings) == []
    assert kept(settings, REJECTED) == [(f"{server.url}/gone.jsonl", "no reply")]
    assert kept(settings, "select record_id from documents order by 1") == [("1",), ("2",), ("case-3",), ("case-9",)]
    assert len(kept(settings, "select * from source_marks")) == 3


def test_what_no_source_fetches_is_not_asked_for(server: FeedServer, settings: Settings) -> None:
    server.play("/today.jsonl", b"broken\n")
    server.play("/gone.jsonl", b"broken\n")
    read("tables", settings)
    asked = server.asked.copy()
    Path("sources.toml").write_text("")
    assert retry(settings) == [f"{server.url}/gone.jsonl:1", f"{server.url}/today.jsonl:1"]
    assert server.asked == asked
