"""Web archives: pages of a crawl, and what is broken between them."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors.cleaning import clean
from extractors.readers import read
from extractors.records import Document, RawDocument, Rejection

TEXT = "France condemned Iran on Monday over case {}, and the foreign office in Zürich agreed with the statement."


def page(number: int, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><p>{TEXT.format(number)}</p></body></html>".encode()


def record(
    number: int,
    body: bytes | None = None,
    *,
    status: str = "200 OK",
    kind: str = "response",
    content_type: str = "text/html; charset=utf-8",
    headers: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """Return a record as it stands in an uncompressed archive."""
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=False)
    http = StatusAndHeaders(status, [("Content-Type", content_type), *headers], protocol="HTTP/1.1")
    made = writer.create_warc_record(
        f"https://gazette.example/{number}",
        kind,
        payload=io.BytesIO(page(number) if body is None else body),
        http_headers=http,
        warc_headers_dict={"WARC-Date": "2026-11-24T23:30:00Z"},
    )
    writer.write_record(made)
    return sink.getvalue()


def archive(path: Path, *records: bytes) -> Path:
    path.write_bytes(b"".join(gzip.compress(one) for one in records) if path.suffix == ".gz" else b"".join(records))
    return path


def read_all(path: Path, limit: int | None = None) -> tuple[list[RawDocument], list[Rejection]]:
    items = list(read([path], source="crawl", document_bytes=limit))
    return [i for i in items if isinstance(i, RawDocument)], [i for i in items if isinstance(i, Rejection)]


def numbers(items: list[RawDocument] | list[Rejection]) -> list[str]:
    return [item.origin.rpartition(":")[2] for item in items]


both = pytest.mark.parametrize("suffix", ["warc", "warc.gz"])


@both
def test_the_pages_of_a_crawl_are_articles(tmp_path: Path, suffix: str) -> None:
    dated = page(2, '<meta property="article:published_time" content="2026-11-20T08:00:00Z">')
    path = archive(
        tmp_path / f"a.{suffix}",
        record(1),
        record(1, kind="request", content_type="application/http"),
        record(2, dated),
        record(3, status="301 Moved"),
        record(4, b"\x89PNG", content_type="image/png"),
        record(5, gzip.compress(page(5)), headers=(("Content-Encoding", "gzip"),)),
        record(6, page(6).decode().encode("iso-8859-2"), content_type="text/html; charset=iso-8859-2"),
    )
    documents, rejections = read_all(path)
    assert (numbers(documents), rejections) == (["1", "3", "6", "7"], [])
    cleaned = [clean(one, time_zone="Europe/Zurich") for one in documents]
    days = []
    for number, one in zip((1, 2, 5, 6), cleaned, strict=True):
        assert isinstance(one, Document)
        assert (one.text, one.url) == (TEXT.format(number), f"https://gazette.example/{number}")
        assert one.article_key == f"url:https://gazette.example/{number}"
        days.append(str(one.date))
    assert days == ["2026-11-25", "2026-11-20", "2026-11-25", "2026-11-25"]


def spoilt(data: bytes, at: int) -> bytes:
    return data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 8]) + data[at + 8 :]


def long_page(number: int) -> bytes:
    filler = " ".join(f"Word{n * 7919 % 10007}" for n in range(20_000))
    return page(number).replace(b"</p>", f" {filler}</p>".encode())


@pytest.mark.parametrize("at", [0, 30, 20_000, 40_000])
def test_a_member_that_cannot_be_decompressed_costs_the_others_nothing(tmp_path: Path, at: int) -> None:
    path = tmp_path / "a.warc.gz"
    members = [gzip.compress(record(n, long_page(n))) for n in range(5)]
    assert len(members[2]) > at + 8
    members[2] = spoilt(members[2], at)
    path.write_bytes(b"".join(members))
    documents, rejections = read_all(path)
    assert [one.url for one in documents] == [f"https://gazette.example/{n}" for n in (0, 1, 3, 4)]
    assert [one.reason for one in rejections] == ["invalid WARC"]


@both
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Content-Length: ", b"Content-Length: 9"),
        (b"Content-Length: ", b"Content-Length: -"),
        (b"Content-Length: 2", b"Content-Length: 1"),
        (b"WARC/1.0", b"WRAC/1.0"),
    ],
)
def test_a_record_with_a_wrong_head_costs_the_others_nothing(
    tmp_path: Path, old: bytes, new: bytes, suffix: str
) -> None:
    bad = record(2)
    assert old in bad
    path = archive(tmp_path / f"a.{suffix}", record(1), bad.replace(old, new, 1), record(3), record(4))
    documents, rejections = read_all(path)
    assert [one.url for one in documents] == [f"https://gazette.example/{n}" for n in (1, 3, 4)]
    assert [one.reason for one in rejections] == ["invalid WARC"]


@both
def test_an_archive_that_breaks_off_says_so(tmp_path: Path, suffix: str) -> None:
    path = archive(tmp_path / f"a.{suffix}", record(1), record(2))
    path.write_bytes(path.read_bytes()[:-60])
    documents, rejections = read_all(path)
    assert ([one.url for one in documents], len(rejections)) == (["https://gazette.example/1"], 1)


@both
def test_a_page_above_the_limit_is_too_large(tmp_path: Path, suffix: str) -> None:
    bomb = gzip.compress(bytes(5_000_000))
    path = archive(
        tmp_path / f"a.{suffix}",
        record(1, page(1) + b" " * 30_000),
        record(2, page(2) + b" " * 300_000),
        record(3, bomb, headers=(("Content-Encoding", "gzip"),)),
        record(4),
    )
    documents, rejections = read_all(path, 20_000)
    assert (numbers(documents), [one.reason for one in rejections]) == (["4"], ["too large"] * 3)


def test_records_in_one_gzip_member_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(b"".join(record(n) for n in range(30))))
    documents, rejections = read_all(path)
    assert (len(documents), rejections) == (30, [])


@pytest.mark.parametrize("data", [b"no archive\nat all\n", b"\x1f\x8b\x08 nor this"])
def test_what_is_no_archive_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    documents, rejections = read_all(path)
    assert (documents, [one.reason for one in rejections]) == ([], ["invalid WARC"])
