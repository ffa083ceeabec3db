"""The page about sources: every source that it shows is read as it stands there, with a server and a store of ours behind it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import duckdb
import fsspec
import pytest
from feed_server import FeedServer, Fetch, Item, article, page, rss
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors.sources import load_sources

PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/sources.md"


@pytest.fixture
def folder(tmp_path: Path, server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the sources of the page and all that they read; addresses lead to our own server and store."""
    shown = "".join(re.findall(r"^```toml\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    for address, ours in (
        ("https://data.herald.example", server.url),
        ("https://feeds.herald.example", server.url),
        ("s3://our-bucket", "memory://our-bucket"),
    ):
        assert address in shown
        shown = shown.replace(address, ours)
    shown = re.sub(r'^(location = .*"http:)', r"allow_private = true\npause_seconds = 0\n\1", shown, flags=re.M)
    (tmp_path / "sources.toml").write_text(shown, "utf-8")
    monkeypatch.setenv("HERALD_KEY", "abc")

    (tmp_path / "incoming/gazeta").mkdir(parents=True)
    (tmp_path / "incoming/gazeta/a.txt").write_bytes("Poland condemned Belarus in Łódź.".encode("cp1250"))
    with duckdb.connect(str(tmp_path / "archive.duckdb")) as connection:
        connection.execute(
            "create table articles as select 1 as nr, 'Peru met Chile.' as body, date '2026-11-24' as day"
        )
    with duckdb.connect() as connection:
        connection.execute(f"copy (select 'Peru met Chile.' as text) to '{tmp_path}/a.parquet'")
    with fsspec.open("memory://our-bucket/herald/a.parquet", "wb") as stream:
        stream.write((tmp_path / "a.parquet").read_bytes())
    server.play("/today.jsonl.gz", gzip.compress(b'{"text": "Peru met Chile."}'))
    (tmp_path / "newsletters").mkdir()
    (tmp_path / "newsletters/a.eml").write_text(f"Subject: News\nDate: Tue, 24 Nov 2026 21:06:40 +0000\n\n{article(1)}")
    (tmp_path / "crawls").mkdir()
    with (tmp_path / "crawls/a.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        with (tmp_path / "page.html").open("w+b") as body:
            body.write(page(1).encode())
            body.seek(0)
            made = writer.create_warc_record("https://herald.example/1", "response", payload=body, http_headers=headers)
            writer.write_record(made)
    items = [Item(1, server.play("/1.html", page(1).encode())), Item(2, full=f"<p>{article(2)}</p>")]
    server.play("/world.xml", rss(items))
    return tmp_path


READ = {"gazeta": 1, "archive": 1, "tables": 2, "letters": 1, "crawl": 1, "herald": 2}


def test_every_source_that_is_shown_is_read(folder: Path, fetch: Fetch) -> None:
    sources = load_sources(folder / "sources.toml")
    assert set(sources) == set(READ)
    for name, source in sources.items():
        marks: dict[str, str] = {}
        documents, rejections = fetch(source, marks)
        assert (name, len(documents), rejections) == (name, READ[name], [])
        assert fetch(source, marks) == ([], [])
