"""Faults, one by one, while ``demarche ingest`` runs: afterwards the tables are those of a run without them.

A copy of the project codes, so that its config can be edited; its coder takes its time, and dies of one word.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from processes import demarche, exported, rows, running, wait_for_documents

from warehouse.store import Store, WarehouseLocked

pytestmark = [pytest.mark.slow, pytest.mark.prefect, pytest.mark.usefixtures("prefect_server")]

ROOT = Path(__file__).resolve().parents[2]
FILES, ARTICLES = 10, 3
SENTENCES = (
    "Norway's foreign minister met his Danish counterpart in Oslo on Monday.",
    "France condemned Iran and demanded that it withdraw its forces.",
    "Canada imposed sanctions on Belarus in March 2021.",
)
# The coder of the copy: a document takes a while, and one with this word kills whoever codes it.
SLOW_AND_MORTAL = """

def _slow_and_mortal(self, document, code=Coder.code):
    import os, time

    time.sleep(0.1)
    if "POISON" in document.text:
        os._exit(1)
    return code(self, document)


Coder.code = _slow_and_mortal
"""
SOURCES = '[[source]]\nname = "{}"\nreader = "files"\nlocation = {}\n'


def article(number: int, word: str = "") -> str:
    text = f"{SENTENCES[number % 3]} {word} Note {number}: {SENTENCES[number % 2]}"
    return json.dumps({"id": f"a{number}", "date": "2022-01-27", "text": text}) + "\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the project, a source of ten files, and small chunks."""
    place = tmp_path_factory.mktemp("faults")
    for room in ("flows", "extractors", "warehouse", "config"):
        shutil.copytree(ROOT / room, place / room, ignore=shutil.ignore_patterns("__pycache__"))
    with (place / "extractors/coder.py").open("a") as stream:
        stream.write(SLOW_AND_MORTAL)
    (place / "in").mkdir()
    for number in range(FILES):
        articles = (article(ARTICLES * number + n) for n in range(ARTICLES))
        (place / f"in/{number:02}.jsonl").write_text("".join(articles))
    (place / "poison").mkdir()
    (place / "poison/here.jsonl").write_text(article(100, "POISON"))
    (place / "sources.toml").write_text(SOURCES.format("gazette", '"in"'))
    (place / "poisoned.toml").write_text(SOURCES.format("gazette", '["poison", "in"]'))
    (place / "pipeline.toml").write_text(
        '[work]\nworkers = 2\nbatch_documents = 2\nchunk_documents = 4\n[cache]\nparses = ""\n'
    )
    return place


def ingest(place: Path, name: str, *more: str) -> tuple[int, str, str]:
    return demarche(place, "ingest", "gazette", "--database", f"{name}.duckdb", *more)


def tables(place: Path, name: str) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], dict[str, bytes]]:
    """Return the documents, their sentences, and the exported events."""
    database = place / f"{name}.duckdb"
    with Store.open(database, read_only=True) as store:
        store.export(place / name)
    return (
        rows(database, "select * exclude (run_id) from documents order by all"),
        rows(database, "select * from sentences order by all"),
        exported(place, name),
    )


@pytest.fixture(scope="module")
def clean(place: Path) -> tuple[object, ...]:
    """The tables of a run in which nothing went wrong."""
    code, _, err = ingest(place, "clean")
    assert code == 0, err
    found = tables(place, "clean")
    assert len(found[0]) == FILES * ARTICLES and found[2]
    return found


@contextmanager
def ingesting(place: Path, name: str, *more: str) -> Iterator[subprocess.Popen[str]]:
    """Run ``demarche ingest`` until it has loaded a first chunk, and hand it over."""
    with running(place, "ingest", "gazette", "--database", f"{name}.duckdb", *more) as process:
        wait_for_documents(place / f"{name}.duckdb", process)
        yield process


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for the end of a command; return its exit code and its complaints."""
    _, err = process.communicate(timeout=240)
    assert "Traceback" not in err
    return process.returncode, err


def finished(place: Path, name: str, *more: str) -> None:
    """Run a command that was stopped again, to its end; it must not begin anew."""
    before = len(rows(place / f"{name}.duckdb", "select doc_id from documents"))
    assert 0 < before < FILES * ARTICLES
    code, out, err = ingest(place, name, *more)
    assert code == 0, err
    assert out.startswith(f"Coded {FILES * ARTICLES - before} documents ")


def coders_of(process: subprocess.Popen[str]) -> list[int]:
    """Return the worker processes that a command has started."""
    found = subprocess.run(
        ["pgrep", "-P", str(process.pid), "-f", "spawn_main"], capture_output=True, text=True, check=True
    )
    return [int(pid) for pid in found.stdout.split()]


def test_a_poisoned_document(place: Path, clean: tuple[object, ...]) -> None:
    code, out, err = ingest(place, "poisoned", "--sources", "poisoned.toml")
    assert code == 0, err
    assert re.search(r"code +worker died +1\n", out)
    assert rows(place / "poisoned.duckdb", "select origin, stage, reason from rejections") == [
        ("poison/here.jsonl:1", "code", "worker died")
    ]
    assert tables(place, "poisoned") == clean


def test_a_worker_that_dies(place: Path, clean: tuple[object, ...]) -> None:
    with ingesting(place, "bereft") as process:
        victims = coders_of(process)
        assert len(victims) == 2
        os.kill(victims[0], signal.SIGKILL)
        code, err = ended(process)
    assert code == 0, err
    assert rows(place / "bereft.duckdb", "select * from rejections") == []
    assert tables(place, "bereft") == clean


def test_a_machine_that_is_killed(place: Path, clean: tuple[object, ...]) -> None:
    with ingesting(place, "dark") as process:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)
    finished(place, "dark", "--workers", "8")
    assert tables(place, "dark") == clean


@pytest.fixture
def disk(place: Path) -> Iterator[Path]:
    """A small disk of its own."""
    disk = place / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk(place: Path, clean: tuple[object, ...], disk: Path) -> None:
    with ingesting(place, "disk/full") as process:
        with (disk / "filler").open("wb", buffering=0) as stream, pytest.raises(OSError, match="No space left"):
            while True:
                stream.write(bytes(4096))
        code, err = ended(process)
    (disk / "filler").unlink()
    assert code == 4, err
    assert "full.duckdb: cannot be written." in err and "space on the disk" in err
    finished(place, "disk/full")
    assert tables(place, "disk/full") == clean


def test_a_locked_warehouse(place: Path, clean: tuple[object, ...]) -> None:
    with ingesting(place, "locked") as process:
        with ExitStack() as held:
            while True:
                process.send_signal(signal.SIGSTOP)  # or it might end before the file is ours
                try:
                    held.enter_context(Store.open(place / "locked.duckdb", wait_seconds=0))
                    break
                except WarehouseLocked:
                    pass
                finally:
                    process.send_signal(signal.SIGCONT)
                time.sleep(0.05)
            time.sleep(3)
            assert process.poll() is None
        code, err = ended(process)
    assert code == 0, err
    assert f"waiting up to 30 s for another process (PID {os.getpid()}) to let go of the file" in err
    assert tables(place, "locked") == clean


def test_a_source_that_disappears(place: Path, clean: tuple[object, ...]) -> None:
    with ingesting(place, "gone") as process:
        (place / "in").rename(place / "elsewhere")
        code, err = ended(process)
    (place / "elsewhere").rename(place / "in")
    assert code == 0, err
    assert rows(place / "gone.duckdb", "select distinct stage, reason from rejections") == [("read", "unreadable")]
    finished(place, "gone")
    assert tables(place, "gone") == clean


@contextmanager
def edited(file: Path) -> Iterator[None]:
    """Take a verb out of a rule file for a while."""
    before = file.read_text("utf-8")
    assert '"condemn", ' in before
    file.write_text(before.replace('"condemn", ', ""), "utf-8")
    try:
        yield
    finally:
        file.write_text(before, "utf-8")


def test_config_that_is_edited_while_a_run_begins(place: Path, clean: tuple[object, ...]) -> None:
    database = place / "early.duckdb"
    with running(place, "ingest", "gazette", "--database", "early.duckdb") as process:
        while process.poll() is None and not (database.exists() and rows(database, "select 1 from runs")):
            time.sleep(0.05)
        with edited(place / "config/actions/11_disapprove.toml"):
            code, err = ended(process)
    assert code == 5
    assert "the rules here are not those that the run began with" in err
    assert rows(database, "select status, document_count from runs") == [("failed", 0)]
    code, _, err = ingest(place, "early")
    assert code == 0, err
    assert tables(place, "early") == clean


def test_config_that_is_edited_during_the_run(place: Path, clean: tuple[object, ...]) -> None:
    with ingesting(place, "late") as process, edited(place / "config/actions/11_disapprove.toml"):
        code, err = ended(process)
    assert code == 0, err
    assert tables(place, "late") == clean


def test_a_machine_that_is_killed_while_a_dask_cluster_codes(place: Path, clean: tuple[object, ...]) -> None:
    pytest.importorskip("distributed", reason="comes with the extra dask")
    with ingesting(place, "cluster", "--runner", "dask", "--workers", "2") as process:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)
    finished(place, "cluster", "--runner", "dask", "--workers", "1", "--staging", "shared")
    assert list((place / "shared").iterdir()) == []
    assert tables(place, "cluster") == clean
