"""Files at addresses: on the web through the guards, elsewhere through fsspec; read when they are new or have changed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import fsspec
import pytest
from feed_server import FeedServer, Fetch, article, drip

from extractors.extras import MissingExtra
from extractors.sources import Source
from flows.settings import Settings
from flows.sources import SourceUnavailable, fetch_new


def lines(*numbers: int) -> bytes:
    return "".join(json.dumps({"id": n, "text": article(n)}) + "\n" for n in numbers).encode()


def source_of(*locations: str, **more: object) -> Source:
    more = {"allow_private": True, "pause_seconds": 0.0, "request_seconds": 5.0} | more
    return Source("archive", "files", locations, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("has_etag", [True, False])
def test_a_file_on_the_web_is_read_when_it_has_changed(server: FeedServer, fetch: Fetch, has_etag: bool) -> None:
    address = server.play("/day.jsonl", lines(1, 2), has_etag=has_etag)
    marks: dict[str, str] = {}
    documents, rejections = fetch(source_of(address), marks)
    assert rejections == []
    assert [one.origin for one in documents] == [f"{address}:1", f"{address}:2"]
    assert fetch(source_of(address), marks) == ([], [])
    server.play("/day.jsonl", lines(1, 2, 3), has_etag=has_etag)
    assert [one.record_id for one in fetch(source_of(address), marks)[0]] == ["1", "2", "3"]


def test_the_suffix_or_the_type_says_what_a_file_is(server: FeedServer, fetch: Fetch, tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"copy (select 7 as id, 'Peru met Chile.' as text) to '{tmp_path}/a.parquet'")
    addresses = [
        server.play("/a.jsonl.gz", gzip.compress(lines(1))),
        server.play("/b.CSV", b"id,text\n2,Peru met Chile.\n"),
        server.play("/export", b"id,text\n3,Peru met Chile.\n", headers={"Content-Type": "text/csv; charset=utf-8"}),
        server.play("/a.parquet", (tmp_path / "a.parquet").read_bytes()),
        server.play("/unknown", b"what"),
    ]
    documents, (rejection,) = fetch(source_of(*addresses), {})
    assert [one.record_id for one in documents] == ["1", "2", "3", "7"]
    assert (rejection.origin, rejection.reason) == (addresses[-1], "unknown format")


def test_a_file_that_cannot_be_had_is_told_and_tried_again(server: FeedServer, fetch: Fetch) -> None:
    bad = server.play("/bad.jsonl", pieces=drip(lines(1), 0.1, 100))
    good = server.play("/good.jsonl", lines(2))
    marks: dict[str, str] = {}
    source = source_of(bad, good, request_seconds=0.4)
    documents, (rejection,) = fetch(source, marks)
    assert ([one.record_id for one in documents], rejection.reason, rejection.origin) == (["2"], "timed out", bad)
    with pytest.raises(SourceUnavailable, match=r"bad\.jsonl does not answer in full"):
        fetch(source_of(bad, request_seconds=0.4), {})
    server.play("/bad.jsonl", lines(1))
    assert [one.record_id for one in fetch(source, marks)[0]] == ["1"]


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    address = "memory://archive" if request.param == "memory" else f"file://{tmp_path}/archive"
    files, place = fsspec.url_to_fs(address)
    files.makedirs(place)
    yield address
    files.rm(place, recursive=True)


def put(address: str, data: bytes) -> None:
    with fsspec.open(address, "wb") as stream:
        stream.write(data)


def test_a_store_is_read_like_a_folder(store: str, fetch: Fetch) -> None:
    put(f"{store}/a.jsonl", lines(1))
    put(f"{store}/b.csv.gz", gzip.compress(b"id,text\n2,Peru met Chile.\n"))
    put(f"{store}/.hidden.jsonl", lines(9))
    marks: dict[str, str] = {}
    documents, rejections = fetch(source_of(store), marks)
    assert ([one.record_id for one in documents], rejections) == (["1", "2"], [])
    assert documents[0].origin.endswith("archive/a.jsonl:1") and "://" in documents[0].origin
    assert fetch(source_of(store), marks) == ([], [])
    put(f"{store}/a.jsonl", lines(1, 3))
    assert [one.record_id for one in fetch(source_of(store), marks)[0]] == ["1", "3"]
    assert [one.record_id for one in fetch(source_of(f"{store}/*.csv.gz"), {})[0]] == ["2"]
    assert [one.record_id for one in fetch(source_of(f"{store}/a.jsonl"), {})[0]] == ["1", "3"]


def test_a_store_has_its_limits_too(store: str, fetch: Fetch) -> None:
    put(f"{store}/a.jsonl", lines(*range(100)))
    put(f"{store}/b.jsonl", lines(1))
    documents, (rejection,) = fetch(source_of(store, response_bytes=5000), {})
    assert ([one.record_id for one in documents], rejection.reason) == (["1"], "too large")


def test_a_place_that_is_not_there_is_told(store: str, fetch: Fetch) -> None:
    with pytest.raises(SourceUnavailable, match="there is no such file"):
        fetch(source_of(f"{store}/gone.jsonl"), {})


def test_a_library_that_is_missing_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(MissingExtra, match=r"needs fsspec.*install demarche\[remote\]"):
        list(fetch_new(source_of("memory://a"), {}, settings))
    monkeypatch.setitem(__import__("sys").modules, "feedparser", None)
    with pytest.raises(MissingExtra, match=r"needs feedparser.*install demarche\[feeds\]"):
        list(fetch_new(Source("gazette", "feed", ("https://gazette.example/",)), {}, settings))
