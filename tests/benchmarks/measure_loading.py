"""Measure the memory of loading: `python tests/benchmarks/measure_loading.py [--articles 6000] [--spread]`.

Loads made-up articles of 22 sentences, each with its own text, a thousand at a time, opening and closing the warehouse
each time as a run does, and prints the peak memory of this process after every thousand.  All articles have one date,
or with ``--spread`` fifty of them share one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "warehouse"))

from builders import coded

from extractors.records import CodedDocument
from warehouse.store import Store

BATCH = 1000
WORDS = ["".join(random.Random(seed).choices("abdeiklmnorstu", k=6)) for seed in range(8000)]


def article(number: int, *, is_spread: bool) -> CodedDocument:
    """Return an article of invented words."""
    dice = random.Random(number)
    lines = [" ".join(dice.choices(WORDS, k=20)) + "." for _ in range(21)]
    text = "\n".join([f"Norland criticised Sudria on Sunday over case {number}.", *lines])
    day = dt.date(2024, 1, 1) + dt.timedelta(days=number // 50 if is_spread else 0)
    return coded(number, text=text, date=day)


def load(database: Path, start: int, *, is_spread: bool) -> None:
    """Make one batch and load it; it is gone before the next one is made."""
    batch = [article(number, is_spread=is_spread) for number in range(start, start + BATCH)]
    with Store.open(database) as store:
        store.load(batch, [], "run")


def peak_mib() -> int:
    """Return the peak memory of this process so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10)


def main() -> None:
    """Load and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=6000)
    parser.add_argument("--spread", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "loading.duckdb"
        with Store.open(database):
            pass
        for start in range(0, args.articles, BATCH):
            load(database, start, is_spread=args.spread)
            print(
                f"{start + BATCH:,} articles: {peak_mib()} MiB at most, file {database.stat().st_size / 2**20:.0f} MiB",
                flush=True,
            )


if __name__ == "__main__":
    main()
