"""The measurement of the warehouse runs, goes on where it was cut off, and tells ratios; its figures are for long runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import measure_warehouse

Called = Callable[..., str]


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Called:
    """Return a function that runs the script with arguments and returns what it printed."""

    def run(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["measure_warehouse.py", *arguments])
        measure_warehouse.main()
        return capsys.readouterr().out

    return run


def test_the_measurement_runs_step_by_step(tmp_path: Path, measured: Called) -> None:
    for step in ("fill", "insert", "dyads_monthly"):
        result = json.loads(measured(str(tmp_path), "--events", "2000", "--step", step))
        assert (result["step"], result["events"]) == (step, 2000)
        assert result["seconds"] > 0
    result = measure_warehouse.run_limited("GDELT 2.0 export", tmp_path, 2000, 300)
    assert result["said"] == "1,900 rows"


def test_what_is_measured_is_not_measured_again(
    tmp_path: Path, measured: Called, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        measured("--help")
    assert "goes on where it was cut off" in " ".join(capsys.readouterr().out.split())
    kept = tmp_path / "steps.jsonl"
    with kept.open("w", encoding="utf-8") as out:
        for name in measure_warehouse.STEPS:
            plain = {"processor_seconds": 2.0, "seconds": 2.0} if name in measure_warehouse.SCANNED else None
            took = {"processor_seconds": 3.0, "seconds": 3.5, "peak_mib": 100, "said": "kept"}
            out.write(json.dumps({"step": name, "events": 10, **took, "plain": plain}) + "\n")
    shown = measured(str(tmp_path), "--events", "10").splitlines()
    assert len(shown) == len(measure_warehouse.STEPS)
    assert all("kept" in line for line in shown)
    assert shown[-1].split()[:3] == ["csv", "export", "1.50"]
