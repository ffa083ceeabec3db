"""The file on disk: held by others, killed in the middle, damaged, unwritable, from the future."""

from __future__ import annotations

import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import RULESET, coded

from warehouse import connection
from warehouse import store as store_module
from warehouse.store import (
    ExportError,
    Store,
    WarehouseCorrupt,
    WarehouseError,
    WarehouseLocked,
    WarehouseLost,
    WarehouseMissing,
    WarehouseTooNew,
    WarehouseUnwritable,
)

# Too slow for every day: DEMARCHE_KILLS=1 pytest tests/warehouse/test_warehouse_file.py -k killed
measured = [
    pytest.mark.benchmark,
    pytest.mark.skipif("DEMARCHE_KILLS" not in os.environ, reason="DEMARCHE_KILLS is not set"),
]
LOADER = Path(__file__).with_name("load_in_batches.py")
HOLDER = (
    "import sys\nfrom warehouse.store import Store\n"
    "with Store.open(sys.argv[1]):\n    print('held', flush=True)\n    sys.stdin.readline()\n"
)


def holder(database: Path) -> subprocess.Popen[str]:
    """Start a process that holds the database until it gets a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def contents(database: Path, export: Path) -> dict[str, bytes]:
    """Return the exported files by relative path."""
    with Store.open(database, read_only=True) as store:
        assert [each.name for each in store.audit() if each.offenders.rows and "unknown" not in each.name] == [
            "documents_without_ruleset",
            "documents_without_run",
        ]
        store.export(export)
    return {str(path.relative_to(export)): path.read_bytes() for path in sorted(export.rglob("*.parquet"))}


def test_a_file_that_another_process_holds_is_waited_for_with_a_message(database: Path) -> None:
    process = holder(database)
    heard: list[str] = []
    try:
        for read_only in (True, False):
            with (
                pytest.raises(WarehouseLocked, match=rf"PID {process.pid}\)\. Wait until"),
                Store.open(database, read_only=read_only, wait_seconds=1, on_wait=heard.append),
            ):
                pass
        assert len(heard) == 2
        assert f"PID {process.pid}" in heard[0]

        def let_go(message: str) -> None:
            process.communicate("\n")

        with Store.open(database, wait_seconds=30, on_wait=let_go) as store:
            assert store.query("select count(*) from documents").rows == ((0,),)
    finally:
        process.kill()
        process.wait()


def test_readers_share_the_file(database: Path) -> None:
    with Store.open(database):
        pass
    code = "import sys\nfrom warehouse.store import Store\nwith Store.open(sys.argv[1], read_only=True): print('read')"
    with Store.open(database, read_only=True):
        done = subprocess.run([sys.executable, "-c", code, database], capture_output=True, text=True, check=True)
    assert done.stdout == "read\n"


def test_many_processes_may_make_the_same_new_database_at_once(database: Path) -> None:
    code = "import sys\nfrom warehouse.store import Store\nwith Store.open(sys.argv[1]) as s: print(s.audit() != [])"
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(database)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [process.communicate()[0] for process in processes] == ["True\n"] * 3
    assert list(database.parent.iterdir()) == [database]


def test_two_processes_that_load_lose_and_double_nothing(database: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(LOADER), str(database), "120", "20"]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    seen = []
    while any(process.poll() is None for process in processes):
        if database.exists():
            with Store.open(database, read_only=True, wait_seconds=60) as store:
                seen.append(store.query("select count(*) from documents").rows[0][0])
        time.sleep(0.02)
    assert [process.wait() for process in processes] == [0, 0]
    assert seen == sorted(seen)
    with Store.open(database, read_only=True) as store:
        assert store.query("select count(*), count(distinct doc_id) from documents").rows == ((120, 120),)
        assert store.query("select count(*), count(distinct event_id) from events").rows == ((120, 120),)


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=measured)])
def test_a_process_killed_while_loading_loses_nothing_committed_and_the_rest_can_follow(
    database: Path, tmp_path: Path, kills: int
) -> None:
    """Each time anew: kill a loading process at a random moment, look at what it left, resume, and compare exports."""
    calm = tmp_path / "calm.duckdb"
    started = time.perf_counter()
    subprocess.run([sys.executable, str(LOADER), str(calm), "240", "60"], check=True, capture_output=True)
    took = time.perf_counter() - started
    expected = contents(calm, tmp_path / "calm")
    dice = random.Random(7)
    for kill in range(kills):
        command = [sys.executable, str(LOADER), str(database), "240", "60"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        time.sleep(dice.uniform(0.2 * took, took))
        process.send_signal(signal.SIGKILL)
        said, _ = process.communicate()
        committed = int((said.split() or [b"0"])[-1])
        with Store.open(database) as store:
            (documents, events, sentences) = store.query(
                "select (select count(*) from documents), (select count(*) from events), "
                "(select count(*) from sentences)"
            ).rows[0]
        assert documents >= committed
        assert documents % 60 == 0
        assert (events, sentences) == (documents, 2 * documents)
        subprocess.run(command, check=True, capture_output=True)
        assert contents(database, tmp_path / f"resumed{kill}") == expected
        database.unlink()


def test_reading_what_is_not_there_says_so_and_makes_no_file(database: Path) -> None:
    with pytest.raises(WarehouseMissing, match="no warehouse here"), Store.open(database, read_only=True):
        pass
    assert not database.exists()


@pytest.mark.parametrize("size", [0, 5, 100_000])
def test_a_file_that_is_no_database_is_said_to_be_damaged_and_left_alone(database: Path, size: int) -> None:
    noise = random.Random(1).randbytes(size)
    database.write_bytes(noise)
    with pytest.raises(WarehouseCorrupt, match="Move it away"), Store.open(database):
        pass
    assert database.read_bytes() == noise


@pytest.mark.parametrize("share", [0.02, 0.5])
def test_a_truncated_database_is_said_to_be_damaged(database: Path, share: float) -> None:
    with Store.open(database) as store:
        store.load([coded(number) for number in range(50)], [], "run")
    whole = database.read_bytes()
    database.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(WarehouseCorrupt, match="damaged"), Store.open(database) as store:
        store.audit()


def test_a_flipped_byte_is_found(database: Path) -> None:
    with Store.open(database) as store:
        store.load([coded(number) for number in range(50)], [], "run")
    whole = bytearray(database.read_bytes())
    whole[-40_000:-39_000] = bytes(1000)
    for at in range(12_288, len(whole), 262_144):
        whole[at + 100] ^= 0xFF
    database.write_bytes(whole)
    with pytest.raises(WarehouseCorrupt, match="damaged"), Store.open(database) as store:
        store.audit()


def test_a_file_format_of_the_future_asks_for_an_upgrade(database: Path) -> None:
    with Store.open(database):
        pass
    whole = bytearray(database.read_bytes())
    whole[12:20] = struct.pack("<Q", 9999)
    whole[0:8] = struct.pack("<Q", block_checksum(bytes(whole[8:4096])))
    database.write_bytes(whole)
    with pytest.raises(WarehouseTooNew, match="upgrade Demarche"), Store.open(database):
        pass


def block_checksum(block: bytes) -> int:
    """Return DuckDB's checksum of a header block (a whole number of 8-byte words)."""
    result = 5381
    for (word,) in struct.iter_unpack("<Q", block):
        result ^= word * 0xBF58476D1CE4E5B9 % 2**64
    return result


@pytest.mark.parametrize("inside", ["file", "file/deeper"])
def test_a_path_below_a_file_cannot_be_written(tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WarehouseUnwritable, match="folder"), Store.open(tmp_path / inside / "demarche.duckdb"):
        pass


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(WarehouseUnwritable, match="Check the path"), Store.open(tmp_path):
        pass


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """Yield a folder that this process may read and not write (root, who may everything, becomes somebody else)."""
    folder = Path(tempfile.mkdtemp())
    with Store.open(folder / "there.duckdb"):
        pass
    folder.chmod(0o555)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
        if not os.access(Path(store_module.__file__).parent / "schema", os.R_OK, effective_ids=True):
            os.seteuid(0)
            pytest.skip("the package is installed where nobody else may read it")
    yield folder
    if was_root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights work otherwise here")
def test_a_folder_without_the_right_to_write_says_so_and_can_be_read(closed_folder: Path) -> None:
    with pytest.raises(WarehouseUnwritable, match="Check the rights"), Store.open(closed_folder / "new.duckdb"):
        pass
    with Store.open(closed_folder / "there.duckdb", read_only=True) as store:
        assert store.query("select count(*) from events").rows == ((0,),)
        with pytest.raises(ExportError, match="cannot be written"):
            store.export(closed_folder / "out")
    if os.geteuid() != 0 and closed_folder.stat().st_uid != os.geteuid():
        with pytest.raises(WarehouseUnwritable, match="rights"), Store.open(closed_folder / "there.duckdb"):
            pass


def test_a_path_that_may_not_be_looked_at_says_so(closed_folder: Path) -> None:
    if closed_folder.stat().st_uid == os.geteuid():
        closed_folder.chmod(0o000)
    else:
        os.seteuid(0)
        closed_folder.chmod(0o000)
        os.seteuid(65534)
    for read_only in (True, False):
        with (
            pytest.raises(WarehouseUnwritable, match="may not"),
            Store.open(closed_folder / "there.duckdb", read_only=read_only),
        ):
            pass


def test_a_full_disk_keeps_what_was_committed(database: Path) -> None:
    with Store.open(database) as store:
        store.load([coded(number) for number in range(10)], [], "run")
    filler = Path(__file__).with_name("fill_the_disk.py")
    done = subprocess.run([sys.executable, str(filler), str(database)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("WarehouseUnwritable")
    assert "the space on the disk" in done.stdout
    with Store.open(database) as store:
        (documents,) = store.query("select count(*) from documents").rows[0]
        assert documents >= 10
        assert documents % 100 == 10
        assert store.pending([coded(number).document.doc_id for number in range(10)], RULESET) == set()
        store.load([coded(number) for number in range(20)], [], "run")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are not listed here")
def test_a_lost_connection_keeps_what_was_committed_and_says_what_to_do(database: Path) -> None:
    with Store.open(database) as store:
        store.load([coded(number) for number in range(10)], [], "run")
    script = Path(__file__).with_name("lose_the_connection.py")
    done = subprocess.run([sys.executable, str(script), str(database)], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Warehouse"), done.stderr
    assert {line.split()[0] for line in done.stdout.splitlines()} == {"WarehouseLost"}, done.stdout
    assert "run the same command again" in done.stdout
    with Store.open(database) as store:
        assert store.query("select count(*) from documents").rows == ((20,),)
        store.load([coded(number) for number in range(30)], [], "run")


@pytest.mark.parametrize("is_replaced", [True, False])
def test_a_file_that_goes_away_while_it_is_written_is_no_silent_success(
    database: Path, empty_warehouse: Path, is_replaced: bool
) -> None:
    with Store.open(database) as store:
        store.load([coded(0)], [], "run")
    kept = database.with_name("kept.duckdb")
    with pytest.raises(WarehouseLost, match="removed or replaced while it was open"), Store.open(database) as store:
        database.rename(kept)
        if is_replaced:
            shutil.copyfile(empty_warehouse, database)
        store.load([coded(1)], [], "run")
    database.unlink(missing_ok=True)
    kept.rename(database)
    with Store.open(database) as store:
        store.load([coded(1)], [], "run")
        assert store.query("select count(*) from documents").rows == ((2,),)


def test_a_connection_that_is_closed_says_so_in_a_question(database: Path) -> None:
    with pytest.raises(WarehouseLost, match="What was committed before is safe"), Store.open(database) as store:
        store._connection.close()
        store.query("select 1")


def test_every_error_is_a_warehouse_error() -> None:
    for kind in (
        WarehouseCorrupt,
        WarehouseLocked,
        WarehouseLost,
        WarehouseMissing,
        WarehouseTooNew,
        WarehouseUnwritable,
    ):
        assert issubclass(kind, WarehouseError)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_slow_statement_draws_no_bar(tmp_path: Path, read_only: bool) -> None:
    with Store.open(tmp_path / "a.duckdb"):
        pass
    with Store.open(tmp_path / "a.duckdb", read_only=read_only) as store:
        assert store.query("select current_setting('enable_progress_bar')").rows[0][0] is False


def test_ctrl_c_during_a_query_is_an_interruption_and_no_error(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    try:
        with pytest.raises(KeyboardInterrupt), Store.open(tmp_path / "a.duckdb") as store:
            timer.start()
            store.query("select sum(hash(a.range)) from range(1000000) a, range(1000000) b")
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


@pytest.fixture
def small_memory(database: Path, empty_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a warehouse whose connections have 100 MiB of memory."""
    shutil.copyfile(empty_warehouse, database)
    monkeypatch.setattr(connection, "CONFIG", connection.CONFIG | {"memory_limit": "100MiB"})
    return database


def test_what_does_not_fit_into_memory_goes_beside_the_file_and_leaves_nothing(small_memory: Path) -> None:
    before = set(small_memory.parent.iterdir())
    with connection.opened(small_memory, read_only=True) as raw:
        answer = raw.execute("select repeat(md5(i::varchar), 8) as text from range(800000) t(i) order by text")
        assert answer.fetchone() is not None
        (folder,) = set(small_memory.parent.iterdir()) - before
        assert sum(file.stat().st_size for file in folder.iterdir()) > 2**20
    assert set(small_memory.parent.iterdir()) == before


def test_too_little_memory_says_what_to_do(small_memory: Path) -> None:
    with (
        Store.open(small_memory, read_only=True) as store,
        pytest.raises(WarehouseError, match="Ask for less at a time"),
    ):
        store.query("select len(list(md5(i::varchar))) from range(4000000) t(i)")
