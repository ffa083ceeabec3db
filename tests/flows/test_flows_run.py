"""``demarche run`` with a real Prefect server: the second run, a run that is interrupted and killed, bad input.

The first run brings its own server; the others share one, as where PREFECT_API_URL is set.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from processes import demarche, exported, rows, running, wait_for_documents

from warehouse.store import Store

pytestmark = pytest.mark.prefect

SENTENCES = (
    "Norway's foreign minister met his Danish counterpart in Oslo on Monday.",
    "France condemned Iran and demanded that it withdraw its forces.",
    "Talks between Kenya and Uganda ended without an agreement last week.",
    "The harvest in the valley was good this year, farmers said.",
    "Canada imposed sanctions on Belarus in March 2021.",
    "He promised to send military aid to Ukraine.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, prefect_home: Callable[[Path], Path]) -> Path:
    """A folder with 90 articles, small chunks, and a home for Prefect."""
    folder = tmp_path_factory.mktemp("runs")
    prefect_home(folder / ".prefect")
    with (folder / "articles.jsonl").open("w") as stream:
        for number in range(90):
            text = "\n".join(f"{SENTENCES[(number + n) % 6]} {SENTENCES[(number * n) % 6]} Note {n}." for n in range(9))
            record = {"id": f"a{number}", "title": f"Note {number} of the day", "date": "2022-01-27", "text": text}
            stream.write(json.dumps(record) + "\n")
    (folder / "pipeline.toml").write_text("[work]\nworkers = 2\nbatch_documents = 2\nchunk_documents = 6\n")
    return folder


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    return demarche(folder, "run", *arguments)


@pytest.fixture(scope="module")
def undisturbed(folder: Path) -> Path:
    """A warehouse from a run that nothing went wrong in, with a Prefect server of its own."""
    code, out, err = run(folder, "articles.jsonl", "--database", "whole.duckdb")
    assert code == 0, err
    assert out.startswith("Coded 90 documents into ")
    with contextlib.closing(sqlite3.connect(folder / ".prefect/prefect.db")) as prefect:
        assert prefect.execute("select state_type from flow_run").fetchall() == [("COMPLETED",)]
    with Store.open(folder / "whole.duckdb", read_only=True) as store:
        assert store.export(folder / "whole").events > 90
    return folder / "whole.duckdb"


def processor_seconds() -> float:
    """Return the processor time of all commands so far, which a busy machine hardly changes."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def resumed(folder: Path, name: str) -> None:
    """Run again what was stopped, and compare the tables with those of the undisturbed run."""
    code, out, err = run(folder, "articles.jsonl", "--database", f"{name}.duckdb", "--workers", "1")
    assert code == 0, err
    skipped = int(rows(folder / f"{name}.duckdb", "select max(skipped_count) from runs")[0][0])  # type: ignore[call-overload]
    assert 0 < skipped < 90
    assert out.startswith(f"Coded {90 - skipped} documents ")
    with Store.open(folder / f"{name}.duckdb", read_only=True) as store:
        store.export(folder / name)
    for columns, table in (("* exclude (run_id)", "documents"), ("*", "sentences")):
        sql = f"select {columns} from {table} order by all"
        assert rows(folder / f"{name}.duckdb", sql) == rows(folder / "whole.duckdb", sql)
    assert exported(folder, name) == exported(folder, "whole")


def test_the_tables_hold_dated_events_of_every_article(undisturbed: Path) -> None:
    assert rows(undisturbed, "select count(distinct doc_id) from events where event_date_start is not null") == [(90,)]
    assert rows(undisturbed, "select status, document_count, skipped_count from runs") == [("completed", 90, 0)]
    digests = "config_digest, model_digest, code_version"
    assert rows(undisturbed, f"select count({digests.replace(', ', ' || ')}) from rulesets") == [(1,)]
    assert rows(undisturbed, "select count(*) > 200 from codes") == [(True,)]
    assert rows(undisturbed, "select country_name from countries where country_code = 'NOR'") == [("Norway",)]


@pytest.mark.usefixtures("prefect_server")
def test_the_second_run_does_nothing_and_says_so(undisturbed: Path, folder: Path) -> None:
    before = rows(undisturbed, "select * from events order by event_id")
    spent = processor_seconds()
    code, out, _ = run(folder, "articles.jsonl", "--database", "whole.duckdb")
    assert code == 0
    assert processor_seconds() - spent < 15
    assert out.startswith("Nothing to do: 90 documents coded by this ruleset before.")
    ((workers_took, largest_worker),) = rows(
        undisturbed, "select worker_seconds, worker_peak_bytes from runs where skipped_count = 90"
    )
    assert not workers_took and not largest_worker, "no worker is started"
    assert rows(undisturbed, "select * from events order by event_id") == before


@pytest.mark.usefixtures("undisturbed", "prefect_server")
def test_a_run_that_is_interrupted_and_then_killed_goes_on_where_it_was(folder: Path) -> None:
    database = folder / "stopped.duckdb"
    with running(folder, "run", "articles.jsonl", "--database", "stopped.duckdb") as process:
        wait_for_documents(database, process)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        _, err = process.communicate(timeout=60)
    assert process.returncode == 5, err
    assert "interrupted; what was loaded is kept" in err
    assert "Traceback" not in err
    assert rows(database, "select status from runs") == [("cancelled",)]
    with running(folder, "run", "articles.jsonl", "--database", "stopped.duckdb") as process:
        ((loaded,),) = rows(database, "select count(*) from documents")
        wait_for_documents(database, process, "run_id <> (select min_by(run_id, started_at) from runs)")
        process.kill()
        process.wait()
    assert rows(database, "select status from runs order by started_at") == [("cancelled",), ("running",)]
    assert rows(database, "select count(*) from documents") > [(loaded,)]
    resumed(folder, "stopped")


GOOD = [json.dumps({"text": f"{sentence} {sentence}"}) for sentence in (SENTENCES[0], SENTENCES[4])]
BAD: Sequence[tuple[str, bytes, str]] = (
    ("empty.txt", b"", "empty"),
    ("binary.txt", bytes(range(256)) * 8, "binary"),
    ("long.txt", b"word " * 10_000_000, "too large"),
    (
        "german.txt",
        "Der Außenminister traf am Montag seinen Kollegen in Oslo, wie es hieß. ".encode() * 5,
        "not English",
    ),
    ("broken.jsonl", "\n".join([GOOD[0], '{"text": ', GOOD[1]]).encode(), "invalid JSON"),
)


@pytest.mark.usefixtures("prefect_server")
def test_bad_input_is_rejected_and_good_input_beside_it_coded(folder: Path) -> None:
    (folder / "mixed").mkdir()
    for name, content, _ in BAD:
        (folder / "mixed" / name).write_bytes(content)
    (folder / "mixed/cp1252.txt").write_bytes(f"“{SENTENCES[1]}” {SENTENCES[2]}".encode("cp1252"))
    code, out, err = run(folder, "mixed", "--database", "mixed.duckdb", "--export")
    assert code == 0, err
    assert "Rejections" in out
    found = rows(folder / "mixed.duckdb", "select origin, reason from rejections order by origin")
    assert found == sorted((f"mixed/{name}{':2' if name == 'broken.jsonl' else ''}", reason) for name, _, reason in BAD)
    assert rows(folder / "mixed.duckdb", "select origin from documents order by origin") == [
        ("mixed/broken.jsonl:1",),
        ("mixed/broken.jsonl:3",),
        ("mixed/cp1252.txt",),
    ]
    assert exported(folder, "export")
