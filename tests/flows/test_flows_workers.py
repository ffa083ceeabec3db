"""Worker processes: order, and one bad document beside good ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fragile_coders import FragileCoder, die_at_start, endless, refuse_to_start

from extractors.records import CodedDocument, Document, Rejection
from flows.workers import Coders, SomeCoder, WorkersFailed, batches


def documents(*texts: str) -> list[Document]:
    return [Document(f"doc{number}", text, f"feed:{number}") for number, text in enumerate(texts)]


def pool(workers: int = 2, seconds: float = 60, make_coder: Callable[[], SomeCoder] = FragileCoder) -> Coders:
    return Coders(make_coder, workers, 3, 1000, seconds)


def outcome(results: Iterator[CodedDocument | Rejection]) -> list[str]:
    return [result.reason if isinstance(result, Rejection) else result.document.doc_id for result in results]


def test_batches_are_small_unless_a_document_is_not() -> None:
    made = batches(iter(documents("a" * 6, "b" * 5, "c" * 50, "d", "e", "f", "g")), 3, 10, 1)
    assert [[document.text[0] for document in batch] for batch in made] == [["a"], ["b"], ["c"], ["d", "e", "f"], ["g"]]


def test_the_last_batches_grow_smaller_so_that_all_workers_end_together() -> None:
    assert [len(batch) for batch in batches(documents(*"a" * 40), 8, 1000, 2)] == [8, 8, 6, 5, 4, 3, 2, 1, 1, 1, 1]
    assert [len(batch) for batch in batches(documents(*"a" * 3), 8, 1000, 2)] == [1, 1, 1]
    assert [len(batch) for batch in batches(documents(*"a" * 40), 8, 1000, 2, 4)] == [8, 8, 6, 5, 4, 4, 4, 1]


def test_results_come_in_the_order_of_the_documents() -> None:
    with pool() as coders:
        assert outcome(coders.code(documents(*"abcdefghijklmnopqrstuvwxyz"))) == [f"doc{n}" for n in range(26)]
    assert coders.work.deaths == 0
    assert coders.work.peak_bytes > 1_000_000


def test_documents_are_drawn_as_they_are_needed() -> None:
    source = endless()
    with pool() as coders:
        results = coders.code(source)
        for _ in range(30):
            next(results)
        assert 30 < int(next(source).doc_id.removeprefix("doc")) <= 60


def test_a_document_that_kills_its_worker_is_rejected_and_no_other() -> None:
    texts = ["fine"] * 20
    texts[7], texts[18] = "DIE", "DIE"
    expected = [f"doc{n}" for n in range(20)]
    expected[7] = expected[18] = "worker died"
    with pool() as coders:
        assert outcome(coders.code(documents(*texts))) == expected


def test_a_document_that_raises_or_hangs_is_rejected_with_the_reason() -> None:
    with pool(workers=1, seconds=0.5) as coders:
        first, raising, hanging, last = coders.code(documents("fine", "RAISE", "HANG", "fine"))
    assert isinstance(first, CodedDocument) and isinstance(last, CodedDocument)
    assert isinstance(raising, Rejection) and isinstance(hanging, Rejection)
    assert (raising.stage, raising.reason, raising.doc_id) == ("code", "coding failed", "doc1")
    assert raising.detail == "feed:1: ValueError: this text cannot be"
    assert (hanging.stage, hanging.reason) == ("code", "too slow")


def test_a_document_that_clings_to_its_worker_is_rejected_and_no_other() -> None:
    with pool(workers=1, seconds=0.3) as coders:
        first, clinging, computing, last = coders.code(documents("fine", "CLING", "COMPUTE", "fine"))
    assert isinstance(first, CodedDocument) and isinstance(last, CodedDocument)
    assert isinstance(clinging, Rejection) and clinging.reason == "too slow"
    assert isinstance(computing, Rejection) and computing.reason == "worker died"


def test_a_coder_that_cannot_be_made_says_why() -> None:
    with pytest.raises(WorkersFailed, match="no such parser"), pool(make_coder=refuse_to_start) as coders:
        list(coders.code(documents("fine")))


def test_workers_that_die_at_once_are_not_the_documents_fault() -> None:
    with (
        pytest.raises(WorkersFailed, match="as soon as they start"),
        pool(make_coder=die_at_start) as coders,
    ):
        list(coders.code(documents("fine")))


def test_documents_that_all_kill_their_worker_stop_the_run() -> None:
    with pytest.raises(WorkersFailed, match="in a row"), pool(workers=1) as coders:
        list(coders.code(documents(*["DIE"] * 8)))
