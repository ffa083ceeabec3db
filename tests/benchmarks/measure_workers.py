"""Measure what more workers bring: `python tests/benchmarks/measure_workers.py TREEBANKS [--articles 800] [--minutes 7]`.

TREEBANKS is a folder of ``*.conllu.gz`` files; their sentences are dealt out to made-up articles of 22 sentences.  The same
articles are coded by one worker process, by two, and by a Dask cluster of two, in turns, round after round until the
next round would not end in time; all exports must be the same bytes.  Prints documents a second as each run reports them
(from its begin to its report) and how much faster than the one process of the same round the others were.
Two cores must be free.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure_run import write_articles

CLI = (sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())")
ONE, TWO, DASK = "one process", "two processes", "Dask, two workers"
RUNNERS = {
    ONE: ("--workers", "1"),
    TWO: ("--workers", "2"),
    DASK: ("--runner", "dask", "--workers", "2"),
}
TARGETS = {TWO: 1.7, DASK: 1.4}
# Small chunks: as in a long run, one is loaded while the next is coded.
SETTINGS = "[work]\nchunk_documents = 100\n"


def measure(articles: Path, options: tuple[str, ...]) -> tuple[float, dict[str, bytes]]:
    """Run the command in a folder of its own; return documents a second, and the exported files."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "pipeline.toml").write_text(SETTINGS)
        command = [*CLI, "run", str(articles), "--export", *options]
        done = subprocess.run(command, cwd=name, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr)
        rate = re.search(r"documents coded +[\d,]+ \(([\d.]+) a second\)", done.stdout)
        assert rate is not None, done.stdout
        shown = re.search(r"^ +time .*$", done.stdout, re.MULTILINE)
        print(f"    {float(rate[1]):6.1f} documents/s {shown[0].strip() if shown else ''}", flush=True)
        folder = Path(name) / "export"
        files = {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*.parquet"))}
    return float(rate[1]), files


def main() -> None:
    """Measure rounds of all three, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--articles", type=int, default=800)
    parser.add_argument("--minutes", type=float, default=7.0)
    args = parser.parse_args()
    began, longest = time.monotonic(), 0.0
    ratios: dict[str, list[float]] = {name: [] for name in TARGETS}
    with tempfile.TemporaryDirectory() as home:
        os.environ["PREFECT_HOME"] = home
        articles = Path(home) / "articles.jsonl"
        while not longest or time.monotonic() - began + longest < 60 * args.minutes:
            started = time.monotonic()
            write_articles(articles, args.treebanks, args.articles)
            first: tuple[float, dict[str, bytes]] | None = None
            for name, options in RUNNERS.items():
                print(f"{name}, {args.articles} articles", flush=True)
                rate, files = measure(articles, options)
                first = first or (rate, files)
                assert files and files == first[1], f"{name} exports other bytes than {ONE}"
                if name in ratios:
                    ratios[name].append(rate / first[0])
                    print(f"    {ratios[name][-1]:.2f} times {ONE}, the same export", flush=True)
            longest = max(longest, time.monotonic() - started)
    for name, found in ratios.items():
        print(f"{name}: {statistics.median(found):.2f} times {ONE} (target {TARGETS[name]}), rounds {found}")


if __name__ == "__main__":
    main()
