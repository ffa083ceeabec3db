"""What all rooms share, made once for a session: a coder, an empty warehouse, a Prefect server and its new database.

The tests take minutes because of what starts in them, so a new test shares what it does not need for itself:

- ``coder`` for the bundled rules; a coder of one's own only for other files or where its making is what is tested;
- ``prefect_server`` for commands that run a flow (it sets PREFECT_API_URL for the module), ``prefect_home`` where a
  command brings its own server: Prefect takes ten seconds of processor time to set up a new database;
- ``empty_warehouse``, or copies of another that is made once, and one worker, unless the number of workers is what is tested;
- ``flows.cli.main`` in this process, unless a flow runs, a signal arrives or a process must end.

``pytest -n 2`` runs one file in each of two processes: tests of a file stay together, ports are found and not named,
and limits of time are limits of processor time (``time.process_time``, or ``resource.getrusage`` of children).
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractors.coder import Coder
from flows.server import PrefectServer
from warehouse.store import Store


@pytest.fixture(scope="session")
def coder() -> Coder:
    """Return a coder by the bundled rules."""
    return Coder()


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a new warehouse, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("warehouse") / "empty.duckdb"
    with Store.open(path):
        pass
    return path


def started(home: Path) -> tuple[PrefectServer, str]:
    """Start a server that keeps its database in ``home``; return it and the address of its API."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(home))
        server = PrefectServer(home)
        return server, server.start()


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Return a function that makes a folder a home of Prefect as a first start leaves it; all workers make one first start."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    made = shared / "prefect-new"
    with (shared / "prefect-new.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            first = tmp_path_factory.mktemp("prefect-first")
            started(first)[0].stop()
            made.mkdir()
            for file in first.glob("prefect.db*"):
                file.rename(made / file.name)

    def make(home: Path) -> Path:
        shutil.copytree(made, home, dirs_exist_ok=True)
        return home

    return make


@pytest.fixture(scope="session")
def prefect_process(
    prefect_home: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """Return the home of a running Prefect server and the address of its API."""
    home = prefect_home(tmp_path_factory.mktemp("prefect"))
    server, address = started(home)
    yield home, address
    server.stop()


@pytest.fixture(scope="module")
def prefect_server(prefect_process: tuple[Path, str]) -> Iterator[str]:
    """Let the runs of a module use the server of the session, as where PREFECT_API_URL is set; return the address."""
    home, address = prefect_process
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(home))
        patch.setenv("PREFECT_API_URL", address)
        yield address
