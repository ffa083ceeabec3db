"""The measurement of the warehouse runs, goes on where it was cut off, and tells ratios; its figures are for long runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import measure_warehouse

SCRIPT = Path(__file__).with_name("measure_warehouse.py")


def test_the_measurement_runs_step_by_step(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), str(tmp_path), "--events", "2000", "--limit", "300"]
    for step in ("fill", "insert", "dyads_monthly", "GDELT 2.0 export"):
        done = subprocess.run([*command, "--step", step], capture_output=True, text=True, check=True)
        result = json.loads(done.stdout)
        assert (result["step"], result["events"]) == (step, 2000)
        assert result["seconds"] > 0
    assert result["said"] == "1,900 rows"


def test_what_is_measured_is_not_measured_again(tmp_path: Path) -> None:
    kept = tmp_path / "steps.jsonl"
    command = [sys.executable, str(SCRIPT), str(tmp_path), "--events", "10"]
    listed = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True).stdout
    assert "goes on where it was cut off" in " ".join(listed.split())
    with kept.open("w", encoding="utf-8") as out:
        for name in measure_warehouse.STEPS:
            plain = {"processor_seconds": 2.0, "seconds": 2.0} if name in measure_warehouse.SCANNED else None
            took = {"processor_seconds": 3.0, "seconds": 3.5, "peak_mib": 100, "said": "kept"}
            out.write(json.dumps({"step": name, "events": 10, **took, "plain": plain}) + "\n")
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(shown) == len(measure_warehouse.STEPS)
    assert all("kept" in line for line in shown)
    assert shown[-1].split()[:4] == ["GDELT", "2.0", "export", "1.50"]
