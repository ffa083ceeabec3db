"""Flows as Prefect runs them by itself: ``demarche serve``, and ``prefect.yaml`` with a real server and a real worker."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from processes import rows, running

ROOT = Path(__file__).resolve().parents[2]
TEXT = "France condemned Iran and demanded that it withdraw its forces from region {}. Talks go on, officials said."
PREFECT = (sys.executable, "-m", "prefect")
PAGE = ROOT / "docs/how-to/schedule.md"
DEPLOYMENTS = (
    "backfill/archive",
    "code-texts/by-hand",
    "export/nightly",
    "ingest-source/gazeta",
    "maintain/weekly",
    "recode/by-hand",
    "retry/by-hand",
)

pytestmark = pytest.mark.prefect


def shown() -> list[list[str]]:
    """Return the commands of Prefect that the page shows: server, work pool, deployment, worker."""
    lines = re.findall(r"^prefect (.*)$", PAGE.read_text("utf-8"), re.MULTILINE)
    return [
        [*PREFECT, *shlex.split(line.replace("PATH/TO/prefect.yaml", str(ROOT / "prefect.yaml")))] for line in lines
    ]


def test_the_readme_shows_the_commands_of_the_page() -> None:
    ours = set(re.findall(r"^prefect .*$", PAGE.read_text("utf-8"), re.MULTILINE))
    assert len(ours) == 4
    assert set(re.findall(r"^prefect .*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)) <= ours


def write(folder: Path, name: str, count: int) -> None:
    """Put a file with so many articles in place, all at once."""
    lines = (json.dumps({"id": f"{name}-{n}", "text": TEXT.format(f"{name}{n}")}) + "\n" for n in range(count))
    (folder / "beside").write_text("".join(lines))
    (folder / "beside").rename(folder / f"in/{name}.jsonl")


def prepare(folder: Path, schedule: str) -> None:
    """Make a folder with a source, a file of one article, and small chunks."""
    (folder / "in").mkdir()
    write(folder, "first", 1)
    (folder / "sources.toml").write_text(
        f'[[source]]\nname = "gazeta"\nreader = "files"\nlocation = "in"\n{schedule}\n'
    )
    notify = [sys.executable, "-c", "import sys; open('notified.json', 'a').write(sys.stdin.read() + chr(10))"]
    (folder / "pipeline.toml").write_text(
        "[work]\nworkers = 1\nbatch_documents = 2\nchunk_documents = 4\n"
        f'[maintain]\nsnapshot = "reading.duckdb"\n[notify]\non = "always"\ncommand = {json.dumps(notify)}\n'
    )


def until(happens: Callable[[], bool], process: subprocess.Popen[str], seconds: float = 400) -> None:
    """Wait until something happens; fail where it does not, or where the process ends before."""
    ends = time.monotonic() + seconds
    while not happens():
        if process.poll() is not None or time.monotonic() > ends:
            pytest.fail(f"it did not happen; the process ended with {process.poll()}")
        time.sleep(0.5)  # looking into a warehouse costs the others processor time


def count(folder: Path, what: str) -> int:
    """Return the number of rows of a table, with a condition; 0 where there is no warehouse yet."""
    database = folder / "demarche.duckdb"
    return int(str(rows(database, f"select count(*) from {what}")[0][0])) if database.exists() else 0


def test_serve_picks_up_a_new_file_by_itself_and_ends_after_the_chunk_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefect_home: Callable[[Path], Path]
) -> None:
    monkeypatch.setenv("PREFECT_RUNNER_POLL_FREQUENCY", "1")
    prefect_home(tmp_path / ".prefect")
    prepare(tmp_path, 'schedule = "every 5 seconds"')
    with running(tmp_path, "serve") as process:
        until(lambda: count(tmp_path, "runs where status = 'completed'") > 0, process)
        assert count(tmp_path, "documents") == 1
        write(tmp_path, "second", 400)
        until(lambda: count(tmp_path, "documents") > 1, process)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    assert re.search(r"^gazeta +every 5 seconds +20", out, re.MULTILINE)
    assert "demarche: gazeta: Coded 1 document into " in err
    assert "demarche: gazeta: Stopped as asked. Coded " in err
    assert "Traceback" not in err
    loaded = count(tmp_path, "documents")
    assert 1 < loaded < 401 and (loaded - 1) % 4 == 0
    ends = rows(tmp_path / "demarche.duckdb", "select status from runs order by started_at desc")
    assert ends[0] == ("cancelled",) and set(ends[1:]) == {("completed",)}
    told = [json.loads(line) for line in (tmp_path / "notified.json").read_text().splitlines()]
    assert (told[0]["status"], told[0]["documents"]) == ("completed", 1)
    assert (told[-1]["status"], told[-1]["message"]) == ("cancelled", "asked to stop")


@pytest.mark.slow
def test_what_serve_missed_after_it_was_killed_in_the_middle_of_a_run_is_caught_up_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_RUNNER_POLL_FREQUENCY", "1")
    prepare(tmp_path, 'schedule = "every 20 seconds"')
    with running(tmp_path, "serve") as process:
        until(lambda: count(tmp_path, "runs where status = 'completed'") > 0, process)
        write(tmp_path, "second", 60)
        until(lambda: count(tmp_path, "documents") > 1, process)
        os.killpg(process.pid, signal.SIGKILL)
    loaded, before = count(tmp_path, "documents"), count(tmp_path, "runs")
    assert 1 < loaded < 61
    assert count(tmp_path, "runs where status = 'running'") == 1
    time.sleep(70)  # three slots pass
    with running(tmp_path, "serve") as process:
        until(lambda: count(tmp_path, "documents") == 61, process)
        until(lambda: count(tmp_path, "runs where status = 'completed'") >= 3, process)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    # The first run reads all that was left, and those of the slots to come find nothing.
    sql = f"select document_count, epoch(started_at) from runs order by started_at offset {before}"
    counts, times = zip(*rows(tmp_path / "demarche.duckdb", sql), strict=True)
    assert counts == (61 - loaded, *[0] * (len(counts) - 1))
    # And no more of them than slots: what was missed is no list to work off.
    assert len(counts) <= 2 + (times[-1] - times[0]) / 20


def stop(process: subprocess.Popen[str]) -> None:
    """End a process of Prefect, which passes SIGTERM on as SIGINT: where that is ignored (started with nohup) it goes on."""
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefect_home: Callable[[Path], Path]) -> Iterator[str]:
    """What ``prefect server start`` starts, and the address of its API."""
    prefect_home(tmp_path / "prefect")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/api"
    for name, value in {
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_UI_STATIC_DIRECTORY": str(tmp_path / "prefect/pages"),
        "PREFECT_API_URL": address,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
        "DO_NOT_TRACK": "1",
        "PYTHONPATH": str(ROOT),
    }.items():
        monkeypatch.setenv(name, value)
    with subprocess.Popen(shown()[0], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True) as process:
        until(lambda: answers(address), process)
        try:
            yield address
        finally:
            stop(process)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5):
            return True
    except OSError:
        return False


def ask(address: str, path: str, content: Mapping[str, Any] | None = None) -> Any:
    """Return what the server's API answers to a GET, or to a POST of JSON; ask again where it is busy, as Prefect does."""
    data = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(f"{address}/{path}", data, {"Content-Type": "application/json"})
    for _ in range(20):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(0.5)
    pytest.fail(f"{path}: the server stayed busy")


def start(address: str, deployment: str, **parameters: Any) -> str:
    """Have a deployment run now; return the id of the run."""
    found = ask(address, f"deployments/name/{deployment}")
    run = ask(address, f"deployments/{found['id']}/create_flow_run", {"parameters": parameters})
    return str(run["id"])


def wait(address: str, worker: subprocess.Popen[str], *runs: str) -> list[dict[str, Any]]:
    """Wait until runs have ended; return them, by the names of their states."""
    found: list[dict[str, Any]] = []

    def are_done() -> bool:
        found[:] = [ask(address, f"flow_runs/{run}") for run in runs]
        return all(run["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") for run in found)

    until(are_done, worker)
    return sorted(found, key=lambda run: str(run["state_name"]))


def test_prefect_yaml_deploys_to_a_process_worker(tmp_path: Path, server: str) -> None:
    prepare(tmp_path, 'schedule = "1 d"')
    _, *preparations, start_worker = shown()
    for command in preparations:
        subprocess.run(command, cwd=tmp_path, check=True, stdout=subprocess.DEVNULL, timeout=240)
    assert {name: bool(ask(server, f"deployments/name/{name}")["entrypoint"]) for name in DEPLOYMENTS} == dict.fromkeys(
        DEPLOYMENTS, True
    )
    queues = {queue["name"]: queue["priority"] for queue in ask(server, "work_pools/demarche/queues/filter", {})}
    assert queues["default"] < queues["low"]
    environment = {**os.environ, "PREFECT_WORKER_QUERY_SECONDS": "1", "PREFECT_WORKER_PREFETCH_SECONDS": "1"}
    with subprocess.Popen(
        start_worker,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as worker:
        try:
            two = [start(server, "ingest-source/gazeta") for _ in range(2)]
            dropped, done = wait(server, worker, *two)
            assert (dropped["state_name"], done["state_name"]) == ("Cancelled", "Completed")
            assert count(tmp_path, "documents") == 1
            assert count(tmp_path, "runs where status = 'completed' and command = 'ingest-source gazeta'") == 1
            exported = start(server, "export/nightly", target="events.csv", layout="csv")
            maintained = start(server, "maintain/weekly")
            assert {run["state_name"] for run in wait(server, worker, exported, maintained)} == {"Completed"}
        finally:
            stop(worker)
    assert len((tmp_path / "events.csv").read_text().splitlines()) > 1
    assert rows(tmp_path / "reading.duckdb", "select count(*) from documents") == [(1,)]
    artifacts = ask(server, "artifacts/filter", {"sort": "CREATED_DESC"})
    of_ingest = {one["key"]: one for one in artifacts if one["flow_run_id"] == done["id"]}
    assert set(of_ingest) == {"demarche-figures", "demarche-report", "demarche-report-link"}
    page = str(of_ingest["demarche-report"]["data"])
    assert "| documents coded | 1 " in page and "## Top codes" in page
    told = [json.loads(line) for line in (tmp_path / "notified.json").read_text().splitlines()]
    assert {one["what"] for one in told} == {"ingest-source gazeta", "maintain"}
    assert told[0]["sources"] == {"gazeta": 1}
    assert all(one["page"].startswith("http://127.0.0.1:") for one in told)
