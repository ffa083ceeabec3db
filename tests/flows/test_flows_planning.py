"""The plan: what is read, what is left out, in chunks that hold little at a time."""

from __future__ import annotations

import gzip
import json
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from flows.planning import Chunk, Plan
from flows.settings import Settings, load_settings


@pytest.fixture
def settings() -> Settings:
    return replace(load_settings(), chunk_documents=4)


def article(number: int) -> str:
    return f"The foreign minister of Norway arrived in Oslo for talks on fishing, the government said in note {number}."


def feed(path: Path, numbers: Sequence[int]) -> str:
    path.write_text("".join(json.dumps({"id": n, "text": article(n)}) + "\n" for n in numbers))
    return str(path)


def all_chunks(plan: Plan, coded: set[str], *, load_each: bool = True) -> list[Chunk]:
    chunks, in_flight = [], set[str]()
    while chunk := plan.next_chunk(lambda page: {one.doc_id for one in page}.difference(coded), in_flight):
        chunks.append(chunk)
        if load_each:
            coded.update(in_flight)
            in_flight.clear()
    return chunks


def test_chunks_hold_the_input_in_order_and_little_of_it_each(tmp_path: Path, settings: Settings) -> None:
    chunks = all_chunks(Plan([feed(tmp_path / "a.jsonl", range(11))], settings), set())
    documents = [document for chunk in chunks for document in chunk.documents]
    assert [document.record_id for document in documents] == [str(n) for n in range(11)]
    assert max(len(chunk.documents) for chunk in chunks) <= 5


def test_what_is_coded_is_skipped_and_a_second_time_all_of_it(tmp_path: Path, settings: Settings) -> None:
    coded: set[str] = set()
    path = feed(tmp_path / "a.jsonl", range(6))
    all_chunks(Plan([path], settings), coded)
    assert len(coded) == 6
    again = all_chunks(Plan([path, feed(tmp_path / "b.jsonl", [6])], settings), coded)
    assert [document.record_id for chunk in again for document in chunk.documents] == ["6"]
    assert sum(chunk.skipped for chunk in again) == 6
    (idle,) = all_chunks(Plan([path], settings), coded)
    assert (idle.documents, idle.rejections, idle.skipped) == ([], [], 6)


@pytest.mark.parametrize("load_each", [True, False])
def test_an_article_that_stands_twice_is_planned_once(tmp_path: Path, settings: Settings, load_each: bool) -> None:
    plan = Plan([feed(tmp_path / "a.jsonl", [1, 2, 1, 3, 4, 5, 6, 2, 7])], settings)
    chunks = all_chunks(plan, set(), load_each=load_each)
    assert [document.record_id for chunk in chunks for document in chunk.documents] == list("1234567")
    assert sum(chunk.skipped for chunk in chunks) == 2


def test_bad_input_is_rejected_beside_good(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(article(1))
    (tmp_path / "in/b.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    (tmp_path / "in/c.jsonl").write_text(f'{{"text": "{article(2)}"}}\nnonsense\n{{"text": "{article(3)}"}}\n')
    chunks = all_chunks(Plan([str(tmp_path / "in")], settings), set())
    assert sum(len(chunk.documents) for chunk in chunks) == 3
    assert sorted(rejection.reason for chunk in chunks for rejection in chunk.rejections) == ["binary", "invalid JSON"]


def test_the_chunks_take_up_nearly_the_whole_input(tmp_path: Path, settings: Settings) -> None:
    paths = [feed(tmp_path / "a.jsonl", range(9)), feed(tmp_path / "b.jsonl", range(9, 12))]
    plan = Plan(paths, settings)
    total = sum(Path(path).stat().st_size for path in paths)
    assert plan.input_bytes == total
    assert 0.9 * total < sum(chunk.input_bytes for chunk in all_chunks(plan, set())) <= total


def test_how_far_a_file_is_read_is_told_in_its_bytes(tmp_path: Path, settings: Settings) -> None:
    """Most of the file is no text: what a chunk takes up is its share of the file all the same, packed or not."""
    small = replace(settings, chunk_documents=100)
    lines = [json.dumps({"id": n, "text": article(n), "more": f"{n:06}" * 400}) + "\n" for n in range(1000)]
    (tmp_path / "a.jsonl").write_text("".join(lines))
    with gzip.open(tmp_path / "b.jsonl.gz", "wt") as stream:
        stream.writelines(
            json.dumps({"id": n, "text": article(n), "more": secrets.token_hex(1000)}) + "\n" for n in range(1000)
        )
    for path in (tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"):
        chunks = all_chunks(Plan([str(path)], small), set())
        size = path.stat().st_size
        assert sum(chunk.input_bytes for chunk in chunks) == pytest.approx(size)
        half = sum(chunk.input_bytes for chunk in chunks[: len(chunks) // 2])
        assert half == pytest.approx(size / 2, rel=0.2)


def test_what_was_coded_before_is_no_part_of_what_is_still_to_be_coded(tmp_path: Path, settings: Settings) -> None:
    small = replace(settings, chunk_documents=100)
    path = feed(tmp_path / "a.jsonl", range(3000))
    size = Path(path).stat().st_size
    coded = {one.doc_id for chunk in all_chunks(Plan([path], small), set())[:15] for one in chunk.documents}
    chunks = all_chunks(Plan([path], small), coded)
    assert sum(chunk.skipped_bytes for chunk in chunks) == pytest.approx(size / 2, rel=0.1)
    assert sum(chunk.input_bytes + chunk.skipped_bytes for chunk in chunks) == pytest.approx(size)


def test_articles_are_read_as_the_users_file_describes_their_source(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sources.toml").write_text(
        '[[source]]\nname = "gazeta"\nencoding = "cp1250"\ndate_order = "DMY"\npublisher = "Gazeta"\n'
        'time_zone = "Europe/Warsaw"\n[[source]]\nname = "Herald"\ntime_zone = "Asia/Tokyo"\n'
    )
    text = "Poland's prime minister met the mayor of Łódź on Monday, and the talks went on until Tuesday."
    Path("a.txt").write_bytes(f"03/04/2021\n\n{text}".encode("cp1250"))
    stamped = {"text": f"{text} Nobody was told.", "date": "2021-04-02T23:30:00Z"}
    Path("b.jsonl").write_bytes(
        b"".join(json.dumps(stamped | more).encode() + b"\n" for more in ({"id": "1"}, {"id": "2", "source": "herald"}))
    )
    (chunk,) = all_chunks(Plan(["a.txt", "b.jsonl"], replace(settings, source="gazeta")), set())
    plain, own, other = chunk.documents
    assert "Łódź" in plain.text and str(plain.date) == "2021-04-03"
    assert (plain.publisher, plain.time_zone) == ("Gazeta", "Europe/Warsaw")
    assert (own.source, str(own.date), own.time_zone) == ("gazeta", "2021-04-03", "Europe/Warsaw")
    assert (other.source, str(other.date), other.time_zone) == ("herald", "2021-04-03", "Asia/Tokyo")


def test_the_size_of_standard_input_is_not_known(settings: Settings) -> None:
    assert Plan(["-"], settings).input_bytes is None


def test_files_are_read_in_the_encoding_that_is_asked_for(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "gazeta.txt"
    path.write_bytes("Łódź, 3 May 2021\n\nPoland's prime minister met the mayor of Łódź on Monday.".encode("cp1250"))
    (chunk,) = all_chunks(Plan([str(path)], replace(settings, encoding="cp1250", source="gazeta")), set())
    (document,) = chunk.documents
    assert "the mayor of Łódź" in document.text
    assert document.source == "gazeta"
