"""``demarche ingest`` with a real Prefect server: what is new, what changed, and a run that is killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse.store import Store

pytestmark = pytest.mark.prefect

CLI = (sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())")
TEXT = "France condemned Iran and demanded that it withdraw its forces from region {}. Talks go on, officials said."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ingest")
    (folder / "sources.toml").write_text(
        '[[source]]\nname = "gazette"\nreader = "files"\nlocation = "in"\npublisher = "The Gazette"\nlicence = "our own"\n'
    )
    (folder / "pipeline.toml").write_text("[work]\nworkers = 1\nbatch_documents = 2\nchunk_documents = 4\n")
    (folder / "in").mkdir()
    for number in range(20):
        lines = (json.dumps({"id": f"{number}-{n}", "text": TEXT.format(100 * number + n)}) + "\n" for n in range(3))
        (folder / f"in/{number:02}.jsonl").write_text("".join(lines))
    return folder


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with Store.open(database, read_only=True) as store:
        return list(store.query(sql).rows)


def ingest(folder: Path, database: str) -> str:
    done = subprocess.run(
        [*CLI, "ingest", "gazette", "--database", database],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_server")
def test_a_killed_run_loses_and_doubles_nothing_and_a_changed_article_is_a_new_version(folder: Path) -> None:
    process = subprocess.Popen([*CLI, "ingest", "gazette", "--database", "killed.duckdb"], cwd=folder)
    database = folder / "killed.duckdb"
    while process.poll() is None:
        if database.exists() and rows(database, "select count(*) from source_marks") > [(0,)]:
            break
        time.sleep(0.1)
    process.kill()
    process.wait()
    ((marked,),) = rows(database, "select count(*) from source_marks")
    assert isinstance(marked, int) and 0 < marked < 20
    ingest(folder, "killed.duckdb")
    assert ingest(folder, "killed.duckdb").startswith("Nothing to do")
    ingest(folder, "whole.duckdb")
    for table in ("documents", "sentences", "events"):
        sql = f"select * {'exclude (run_id) ' if table == 'documents' else ''}from {table} order by all"
        assert rows(database, sql) == rows(folder / "whole.duckdb", sql)
    assert rows(database, "select count(*), count(distinct record_id) from documents") == [(60, 60)]
    assert rows(database, "select source_name, licence from sources") == [("gazette", "our own")]
    path = folder / "in/00.jsonl"
    path.write_text(path.read_text().replace("region 0.", "district 0."))
    assert "new versions" in ingest(folder, "killed.duckdb")
    assert rows(database, "select count(*) from documents") == [(60,)]
    assert rows(database, "select record_id from superseded_documents") == [("0-0",)]
