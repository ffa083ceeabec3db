"""Input that is broken, huge or malicious: a rejection that says where and why, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.cleaning import clean
from extractors.readers import read
from extractors.records import Document, RawDocument, Rejection

ROOT = Path(__file__).resolve().parents[2]


def outcomes(path: Path, **options: int) -> list[str]:
    """Return each document's text and each rejection's reason."""
    return [item.text if isinstance(item, RawDocument) else f"!{item.reason}" for item in read([path], **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv", "a.tsv", "a.txt.gz"])
@pytest.mark.parametrize("content", [b"", b"\n \r\n\t", b"\xef\xbb\xbf"])
def test_nothing_in_a_file_is_said(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    [only] = read([path])
    assert isinstance(only, Rejection)
    assert only.reason in ("empty", "no text")
    assert str(path) in only.detail


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv", "a.html"])
@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, b"%PDF-1.7 text that follows"]
)
def test_binary_files_are_rejected(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = list(read([path]))
    assert found
    assert all(isinstance(item, Rejection) and item.reason in ("binary", "invalid JSON") for item in found)


def test_broken_json_in_the_middle_costs_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    deep = '{"text": ' + "[" * 100_000
    lines = [
        '{"text": "a"}',
        '{"text": "b"',
        "",
        "[1, 2]",
        '{"body": null}',
        deep,
        '{"text": "\\ud800 z"}',
        '{"text": "  "}',
    ]
    path.write_text("\n".join(lines))
    assert outcomes(path) == ["a", "!invalid JSON", "!invalid JSON", "!no text", "!invalid JSON", "\ufffd z", "!empty"]
    [_, broken, *_] = read([path])
    assert isinstance(broken, Rejection)
    assert broken.origin == f"{path}:2"
    assert broken.detail.startswith(f"{path}:2: is not valid JSON")


def test_a_broken_object_in_an_array_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[\n {"text": "a"},\n {"text": "miss},\n "stray", 5, {"text": "b"},\n {"text": "never closed"')
    assert outcomes(path) == ["a", "!invalid JSON", "!invalid JSON", "b", "!invalid JSON"]
    assert [item.origin for item in read([path])] == [f"{path}:{line}" for line in (2, 3, 4, 4, 5)]


def test_broken_rows_cost_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,a\n2\n3,b,c\n4,\n5,d\n"6,' + "e\n" * 600 + "\n7,f\n8,g\n")
    found = outcomes(path, document_bytes=1000)
    assert found[:6] == ["a", "!invalid CSV", "!invalid CSV", "!empty", "d", "!too large"]
    assert found[-2:] == ["f", "g"]


def test_a_table_without_a_text_column_is_one_rejection(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,remark\n1,a\n2,b\n")
    [only] = read([path])
    assert isinstance(only, Rejection)
    assert (only.reason, only.detail) == ("no text", f"{path}: has no text column; its columns are id, remark")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.txt.gz"])
def test_a_document_above_the_limit_is_rejected_and_the_next_one_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    long = "word " * 400
    content = {
        "a.jsonl": json.dumps({"text": long}) + '\n{"text": "after"}\n',
        "a.json": json.dumps([{"text": long}, {"text": "after"}]),
        "a.csv": f"text\n{long}\nafter\n",
    }.get(name, long)
    path.write_bytes(gzip.compress(content.encode()) if name.endswith(".gz") else content.encode())
    assert outcomes(path, document_bytes=1000) == [
        "!too large",
        *(["after"] if name in ("a.jsonl", "a.json", "a.csv") else []),
    ]


def test_fifty_megabytes_in_one_line_leave_memory_flat(tmp_path: Path) -> None:
    for name, opening, closing in (
        ("a.jsonl", '{"text":"', '"}'),
        ("a.json", '[{"text":"', '"}]'),
        ("a.csv", "text\n", ""),
        ("a.txt", "", ""),
    ):
        with (tmp_path / name).open("w") as stream:
            stream.write(opening)
            for _ in range(50):
                stream.write("a" * 1_000_000)
            stream.write(closing)
    program = (
        "import resource, sys\nfrom extractors.readers import read\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(*sorted(item.reason for item in read(sys.argv[1:])))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    reasons, kilobytes = result.stdout.splitlines()
    assert reasons == "too large " * 3 + "too large"
    assert int(kilobytes) < 30_000


def test_a_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = [json.dumps({"id": number, "text": os.urandom(300).hex()}) for number in range(2000)]
    packed = gzip.compress("\n".join(lines).encode())
    path.write_bytes(packed[: len(packed) // 2])
    *good, last = read([path])
    assert len(good) > 500
    assert all(isinstance(item, RawDocument) for item in good)
    assert isinstance(last, Rejection)
    assert last.reason == "broken gzip"


def test_a_file_that_only_claims_to_be_gzip(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(b"not compressed")
    assert outcomes(path) == ["!broken gzip"]


def test_the_callers_encoding_is_taken_at_its_word(tmp_path: Path) -> None:
    path, lines = tmp_path / "a.txt", tmp_path / "a.jsonl"
    path.write_bytes(b"caf\xe9")
    lines.write_bytes(b'{"text": "caf\xe9"}\n{"text": "plain"}\n')
    assert [getattr(item, "reason", "read") for item in read([path, lines], encoding="utf-8")] == [
        "wrong encoding", "wrong encoding", "read",
    ]  # fmt: skip


def test_hostile_names_are_escaped_and_link_loops_end(tmp_path: Path) -> None:
    (tmp_path / "a\nb \u202e.txt").write_text("Line break")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("Bad byte")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(read([tmp_path]))
    assert sorted(item.text if isinstance(item, RawDocument) else item.reason for item in found) == [
        "Bad byte", "Line break", "not a file", "unreadable", "unreadable",
    ]  # fmt: skip
    for item in found:
        assert "\n" not in item.origin
        item.origin.encode("utf-8")
    assert {item.origin.rpartition("/")[2] for item in found} >= {"a\\nb \\u202e.txt", "\\udcff.txt"}


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert outcomes(tmp_path) == ["!empty"]


@pytest.fixture
def nobodys_folder() -> Iterator[Path]:
    """A folder outside the test's own, read with no rights beyond an ordinary user's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "locked").mkdir(mode=0)
        (folder / "secret.txt").touch(mode=0)
        (folder / "ok.txt").write_text("Fine")
        (folder / "closed").mkdir()
        (folder / "closed" / "a.txt").write_text("Out of reach")
        (folder / "closed").chmod(0o444)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(user)
            (folder / "locked").chmod(0o700)
            (folder / "closed").chmod(0o700)


def test_what_may_not_be_opened_is_rejected(nobodys_folder: Path) -> None:
    found = outcomes(nobodys_folder)
    named = outcomes(nobodys_folder / "closed" / "a.txt")
    assert found == ["!unreadable", "!unreadable", "Fine", "!unreadable"]
    assert named == ["!unreadable"]


def test_stray_nul_bytes_do_not_make_a_text_binary(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The ministers of Peru and Chile\x00 met in Lima on Monday.")
    [raw] = read([path])
    assert isinstance(raw, RawDocument)
    document = clean(raw)
    assert isinstance(document, Document)
    assert document.text == "The ministers of Peru and Chile met in Lima on Monday."


SHAPES = ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.txt.gz", "a.json.gz"]
BITS = [
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"\\",
    b"text",
    b":",
    b",",
    b"\n",
    b"\r",
    b"<p>",
    b"</p>",
    b"<br",
    b"---\n",
    b"\x00",
    b"\xff\xfe",
]
BITS += [
    b"id,text\n",
    b'{"text":"',
    b"&amp;",
    b"&#0;",
    b"\xc3\xa2\xe2\x82\xac",
    b"\xf0\x9f\x98\x80",
    b"<!--",
    b"<script>",
    b"Jan 5, 2021",
    b"the ",
]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(SHAPES),
    data=st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(BITS), max_size=30).map(b"".join)),
    is_packed=st.booleans(),
)
def test_any_bytes_give_documents_or_rejections(tmp_path: Path, name: str, data: bytes, is_packed: bool) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if is_packed else data)
    for raw in [*read([path], document_bytes=150), *read(["-"], stdin=io.BytesIO(data))]:
        result = raw if isinstance(raw, Rejection) else clean(raw)
        if isinstance(result, Rejection):
            assert result.reason
            assert result.detail
        else:
            assert result.text == result.text.strip()
            assert "\n\n" not in result.text
            result.text.encode("utf-8")
