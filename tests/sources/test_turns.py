"""One request at a time for each host, from threads and from processes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.sources import turns
from flows.sources.turns import turn

HOLD = """
import sys, time
from flows.sources.turns import turn
with turn("news.example", 0):
    print("mine", flush=True)
    time.sleep(float(sys.argv[1]))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def holder(seconds: float) -> subprocess.Popen[str]:
    """Start a process that has its turn for so long, and return when it has it."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(seconds)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "mine\n"
    return process


def test_another_process_waits_for_its_turn_and_for_the_pause_after_it() -> None:
    started = time.monotonic()
    with holder(1.0), turn("news.example", 1.0):
        assert time.monotonic() - started > 1.9
    started = time.monotonic()
    with turn("other.example", 1.0):
        assert time.monotonic() - started < 0.9
    with turn("other.example", 1.0):
        assert time.monotonic() - started > 0.9


def test_a_process_that_is_killed_leaves_its_turn_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST_WAIT", 0.2)
    with holder(600) as process:
        with pytest.raises(OSError, match="other runs have been asking news"), turn("news.example", 0):
            pytest.fail("it was not our turn")
        process.send_signal(signal.SIGKILL)
        process.wait()
        with turn("news.example", 0):
            pass
