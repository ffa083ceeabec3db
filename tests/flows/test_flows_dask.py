"""Coding on a Dask cluster of two real worker processes: order, bad documents, lost workers, other rules."""

from __future__ import annotations

import datetime as dt
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from fragile_coders import FragileCoder, endless

from extractors.coder import Coder
from extractors.records import CodedDocument, Document, Rejection
from flows.workers import Coders, MakeCoder, WorkersFailed, new_coder, rejected

pytest.importorskip("distributed", reason="comes with the extra dask")

from distributed import Client, LocalCluster

from flows import dask_runner, staged
from flows.dask_runner import DaskCoders, local_cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with local_cluster(2) as cluster:
        yield cluster


def runner(
    cluster: LocalCluster, staging: Path, make_coder: MakeCoder = FragileCoder, seconds: float = 60
) -> DaskCoders:
    return DaskCoders(Coders(make_coder, 1, 3, 1000, seconds), cluster.scheduler_address, staging, 0)


def documents(*texts: str) -> list[Document]:
    return [Document(f"doc{number}", text, f"feed:{number}") for number, text in enumerate(texts)]


def outcome(results: Iterator[CodedDocument | Rejection]) -> list[str]:
    return [result.reason if isinstance(result, Rejection) else result.document.doc_id for result in results]


def test_results_are_those_of_local_processes_in_the_order_of_the_documents(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    texts = ["fine", "RAISE", "half a pair \ud800", "fine"] * 7
    with Coders(FragileCoder, 1, 3, 1000, 60) as local:
        expected = list(local.code(documents(*texts)))
    with runner(cluster, tmp_path) as coders:
        assert list(coders.code(documents(*texts))) == expected
        assert coders.work.peak_bytes > 1_000_000
        assert [path.name for path in tmp_path.glob("*/*")] == []
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_kills_or_hangs_is_rejected_and_no_other(cluster: LocalCluster, tmp_path: Path) -> None:
    texts = ["fine"] * 14
    texts[4], texts[9], texts[13] = "DIE", "HANG", "DIE"
    expected = [f"doc{n}" for n in range(14)]
    expected[4], expected[9], expected[13] = "worker died", "too slow", "worker died"
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        before = client.run(os.getpid)
        with runner(cluster, tmp_path, seconds=0.5) as coders:
            assert outcome(coders.code(documents(*texts))) == expected
            assert coders.work.deaths > 0
        assert client.run(os.getpid) == before


def test_a_batch_whose_worker_is_lost_goes_to_another(cluster: LocalCluster, tmp_path: Path) -> None:
    with Client(cluster.scheduler_address, set_as_default=False) as client, runner(cluster, tmp_path) as coders:
        results = coders.code(documents(*["WAIT"] * 24))
        first = next(results)
        pids = client.run(os.getpid)
        os.kill(min(pids.values()), signal.SIGKILL)
        rest = list(results)
        assert outcome(iter([first, *rest])) == [f"doc{n}" for n in range(24)]
        client.wait_for_workers(2, timeout=60)


def test_documents_are_drawn_as_they_are_needed(cluster: LocalCluster, tmp_path: Path) -> None:
    source = endless()
    with runner(cluster, tmp_path) as coders:
        results = coders.code(source)
        for _ in range(30):
            next(results)
        assert 30 < int(next(source).doc_id.removeprefix("doc")) <= 60


def test_a_worker_with_other_rules_is_refused_by_its_address(cluster: LocalCluster, tmp_path: Path) -> None:
    other = partial(new_coder, "", "0123456789abcdef")
    with (
        pytest.raises(WorkersFailed, match=r"tcp://127.*the rules here are not those .* not 0123456789abcdef"),
        runner(cluster, tmp_path, other) as coders,
    ):
        list(coders.code(documents("fine")))
    assert list(tmp_path.iterdir()) == []


def test_a_cluster_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_runner, "SECONDS_TO_CONNECT", 1)
    coders = DaskCoders(Coders(FragileCoder, 1, 3, 1000, 60), "tcp://127.0.0.1:1", tmp_path, 0)
    with pytest.raises(WorkersFailed, match=r"tcp://127.0.0.1:1: cannot reach"), coders:
        list(coders.code(documents("fine")))


def test_a_cluster_that_goes_away_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = local_cluster(1)
    with pytest.raises(WorkersFailed, match="is gone"), runner(cluster, tmp_path) as coders:
        results = coders.code(documents(*["WAIT"] * 60))
        next(results)
        monkeypatch.setattr(dask_runner, "SECONDS_BETWEEN_LOOKS", 0.5)
        threading.Thread(target=cluster.close).start()
        list(results)


def test_workers_that_all_go_away_stop_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        local_cluster(1) as cluster,
        pytest.raises(WorkersFailed, match="no Dask worker has been there"),
        runner(cluster, tmp_path) as coders,
    ):
        results = coders.code(documents(*["WAIT"] * 30))
        next(results)
        monkeypatch.setattr(dask_runner, "SECONDS_BETWEEN_LOOKS", 0.5)
        monkeypatch.setattr(dask_runner, "SECONDS_WITHOUT_WORKERS", 1)
        cluster.scale(0)
        list(results)


def test_what_a_killed_run_left_goes_after_a_day(tmp_path: Path) -> None:
    old, young, other = tmp_path / "run-1", tmp_path / "run-2", tmp_path / "mine"
    for folder in (old, young, other):
        folder.mkdir()
        (folder / "000001.parquet").touch()
    for folder in (old, other):
        os.utime(folder, (time.time() - 90_000,) * 2)
    dask_runner.forget_old(tmp_path)
    assert sorted(tmp_path.iterdir()) == [other, young]


def test_a_staging_folder_that_is_not_shared_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "SECONDS_TO_APPEAR", 0.0)
    with pytest.raises(WorkersFailed, match="does --staging name a folder that all machines share"):
        staged.unstage(tmp_path / "000001.parquet")


def test_a_staged_file_says_all_that_a_result_does(tmp_path: Path, coder: Coder) -> None:
    document, odd = documents("France condemned Iran on Monday and demanded talks.", "half a pair: \ud800")
    coded = coder.code(replace(document, date=dt.date(2022, 1, 27), dropped={"share": 1}))
    results = [coded, rejected(odd, "too slow", "was not coded"), Rejection("a", "read", "empty", "a: empty")]
    assert coded.events
    file = tmp_path / "odd [1] name*.parquet"
    staged.stage(results, file)
    first = file.read_bytes()
    assert staged.unstage(file) == results
    staged.stage(results, file)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [first]
