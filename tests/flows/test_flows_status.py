"""``demarche status`` and the question ``freshness``: which sources are fresh, overdue, failed or never read."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.alone import SourceBusy, alone, is_being_read
from flows.cli import main
from flows.settings import load_settings
from flows.status import SourceStatus, status
from warehouse.store import Store, WarehouseUnwritable

HOLD = "import sys; from flows.alone import alone; block = alone(*sys.argv[1:]); block.__enter__(); print(1, flush=True); input()"


@pytest.fixture
def moment() -> dt.datetime:
    """The present second of the test (UTC), not of the module: a whole suite may lie between."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: dt.datetime, empty_warehouse: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(empty_warehouse, "demarche.duckdb")
    (tmp_path / "in").mkdir()
    schedules = {"fresh": "1 h", "late": "*/10 * * * *", "failed": "1 d", "new": "1 h", "manual": None}
    (tmp_path / "sources.toml").write_text("".join(
        f'[[source]]\nname = "{name}"\nreader = "files"\nlocation = "in"\n'
        + (f'schedule = "{schedule}"\n' if schedule else "")
        for name, schedule in schedules.items()
    ))  # fmt: skip
    with Store.open("demarche.duckdb") as store:
        for name in ("fresh", "late", "failed", "manual"):
            store.describe_source(name, reader="files", schedule=schedules[name])
        for name, hours in (("fresh", 0), ("late", 3), ("failed", 0), ("manual", 400)):
            read(store, name, moment - dt.timedelta(hours=hours, seconds=1))
        store.start_run("x", "rules", command="ingest-source failed", started_at=moment)
        store.finish_run("x", "failed", message="the disk is full")
    return tmp_path


def read(store: Store, name: str, moment: dt.datetime) -> None:
    """Record a successful run of a source that started and ended at ``moment``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("warehouse.store.now", lambda: moment)
        store.start_run(f"{name}-{moment}", "rules", command=f"ingest-source {name}")
        store.finish_run(f"{name}-{moment}", "completed")


def sources() -> dict[str, SourceStatus]:
    return {source.name: source for source in status(load_settings()).sources}


@pytest.mark.usefixtures("folder")
def test_sources_are_fresh_overdue_failed_never_read_or_read_by_hand(moment: dt.datetime) -> None:
    found = sources()
    assert {name: (source.state, source.is_overdue) for name, source in found.items()} == {
        "fresh": ("fresh", False),
        "late": ("overdue", True),
        "failed": ("failed", False),
        "new": ("never read", True),
        "manual": ("read by hand", False),
    }
    assert 2.8 * 3600 < (found["late"].lag_seconds or 0) < 3 * 3600
    assert (found["fresh"].lag_seconds or 0) < 60
    assert (found["new"].lag_seconds, found["manual"].due_at) == (None, None)
    assert found["failed"].last_run_message == "the disk is full"
    assert found["failed"].last_success_at == moment.replace(tzinfo=dt.UTC) - dt.timedelta(seconds=1)


@pytest.mark.usefixtures("folder")
def test_a_source_that_is_being_read_is_not_overdue() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, "demarche.duckdb", "Late"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert is_being_read("demarche.duckdb", "late")
        assert not is_being_read("demarche.duckdb", "fresh")
        assert (sources()["late"].state, sources()["late"].is_overdue) == ("running", False)
        with (
            pytest.raises(SourceBusy, match="the source late is being read"),
            alone("demarche.duckdb", "late"),
        ):
            pass
        other.kill()  # the lock goes with whoever held it
        other.wait()
        with alone("demarche.duckdb", "late"):
            pass


@pytest.mark.usefixtures("folder")
def test_status_is_printed_for_people_and_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 1
    text = capsys.readouterr().out
    assert text.startswith("warehouse  demarche.duckdb, ")
    assert "waiting    0 documents of an earlier ruleset, 0 rejections" in text
    assert "failed: the last run failed: the disk is full" in text
    assert main(["status", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [source["state"] for source in found["sources"]][:2] == ["failed", "fresh"]
    assert found["runs"][0]["message"] == "the disk is full"
    assert dt.datetime.fromisoformat(found["runs"][0]["started_at"]).tzinfo is not None


def test_all_is_well_where_nothing_is_overdue(folder: Path, moment: dt.datetime) -> None:
    (folder / "sources.toml").unlink()
    with Store.open("demarche.duckdb") as store:
        read(store, "late", moment)
    assert main(["status"]) == 0


@pytest.mark.usefixtures("folder")
def test_freshness_is_a_question_of_the_warehouse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "freshness", "--json"]) == 0
    rows = {row["source_name"]: row for row in json.loads(capsys.readouterr().out)}
    assert 2.9 < rows["late"]["hours_since_success"] < 3.1
    assert rows["failed"]["last_run_status"] == "failed"
    assert rows["manual"]["schedule"] is None


def test_a_lock_that_cannot_be_kept_says_where(tmp_path: Path) -> None:
    with (
        pytest.raises(WarehouseUnwritable, match=r"nowhere/a\.duckdb\.locks"),
        alone(f"{tmp_path}/nowhere/a.duckdb", "a"),
    ):
        pass
