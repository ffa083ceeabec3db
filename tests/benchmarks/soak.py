"""Leave a backfill to itself: `python tests/benchmarks/soak.py [--articles 20000] [--workers 2] [--folder DIR]`.

Codes so many short articles of ours in one backfill that is killed (SIGKILL) in the middle and started again.  Prints as
it goes; at the end the rate, the peak memory of the main process and of the largest worker in each quarter of the
articles, and the articles lost or doubled.  Exits with 1 where there are any, or where the last quarter's peak is more
than 5 % above the first's.  Linux only: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.store import Store

MOST_GROWTH = 1.05
DATABASE = "soak.duckdb"
PROGRAM = "import sys; from flows.cli import main; sys.exit(main())"
ACTORS = (
    "Norway", "Kenya", "Canada", "Iran", "Peru", "Latvia", "Chad", "the French foreign minister", "Polish farmers",
    "the Indian army", "the Turkish opposition", "Brazil's president", "the United Nations", "Japanese police",
)  # fmt: skip
DEEDS = (
    "met", "condemned", "imposed sanctions on", "promised to send aid to", "accused", "held talks with",
    "signed a trade agreement with", "rejected a proposal by", "threatened", "praised", "demanded concessions from",
)  # fmt: skip
TIMES = (
    "on Monday", "last week", "in March 2021", "on 3 May 2022", "two days earlier", "yesterday", "at the weekend",
    "in the autumn of 2019", "since Friday", "on the eve of the vote",
)  # fmt: skip
QUIET = (
    "The harvest was good.",
    "Rain is forecast for the valley.",
    "The museum opens at ten.",
    "Shares rose a little.",
)


def article(number: int) -> dict[str, str]:
    """Return an article of two to four sentences; no two numbers give the same text."""
    parts = []
    for place in range(2 + number % 3):
        turn = number * 7 + place * 31
        actor, other = ACTORS[turn % len(ACTORS)], ACTORS[(turn // 3 + 5) % len(ACTORS)]
        deed, when = DEEDS[(turn // 5) % len(DEEDS)], TIMES[(turn // 11) % len(TIMES)]
        told = f"{actor[:1].upper()}{actor[1:]} {deed} {other} {when}, note {number} says."
        parts.append(told if place < 2 else QUIET[turn % len(QUIET)])
    day = dt.date(2015, 1, 1) + dt.timedelta(days=number % 3650)
    return {"id": f"s{number}", "title": f"Note {number}", "date": day.isoformat(), "text": "\n".join(parts)}


@dataclass
class Soak:
    """What was seen: documents so far, and the largest memory in each quarter by kind of process, in bytes."""

    articles: int
    coded: int = 0
    peaks: list[dict[str, int]] = field(default_factory=lambda: [{"main": 0, "worker": 0} for _ in range(4)])

    def see(self, main: int) -> None:
        """Look at the memory of the main process and its workers."""
        seen = self.peaks[min(4 * self.coded // self.articles, 3)]
        seen["main"] = max(seen["main"], resident(main))
        seen["worker"] = max([seen["worker"], *map(resident, workers_of(main))])


def resident(pid: int) -> int:
    """Return the resident memory of a process in bytes; 0 where it is gone."""
    with suppress(OSError):
        found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
        return int(found[1]) * 1024 if found else 0
    return 0


def workers_of(main: int) -> list[int]:
    """Return the worker processes that a process started; the first process of their kind is its Prefect server."""
    found = []
    for path in Path(f"/proc/{main}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(pid) for pid in path.read_text().split() if b"spawn_main" in command_of(pid)]
    return sorted(found)[1:]


def command_of(pid: str) -> bytes:
    """Return the command line of a process."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def backfill(soak: Soak, folder: Path, workers: int, *, kill_at: int | None = None) -> int:
    """Run the backfill and watch it; kill it when it has coded ``kill_at`` articles.  Return its exit code."""
    already = soak.coded
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            PROGRAM,
            "backfill",
            "articles.jsonl",
            "--database",
            DATABASE,
            "--workers",
            str(workers),
        ],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    listening = threading.Thread(target=listen, args=(soak, process, already), daemon=True)
    listening.start()
    while process.poll() is None:
        soak.see(process.pid)
        if kill_at is not None and soak.coded >= kill_at:
            print(f"-- killed with about {soak.coded:,} articles coded", flush=True)
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.5)
    listening.join(timeout=10)
    return process.returncode


def listen(soak: Soak, process: subprocess.Popen[str], already: int) -> None:
    """Read how far the backfill is from what it says, and print it with the memory at that time."""
    assert process.stderr is not None
    for line in process.stderr:
        if told := re.search(r"([\d,]+) documents coded", line):
            soak.coded = already + int(told[1].replace(",", ""))
        sizes = ", ".join(mib(resident(pid)) for pid in (process.pid, *workers_of(process.pid)))
        print(f"{time.strftime('%H:%M:%S')} {line.rstrip()} [{sizes}]", flush=True)


def mib(size: int) -> str:
    """Return a size in MiB."""
    return f"{size / 2**20:.0f} MiB"


def count(folder: Path, sql: str) -> int:
    """Return the one number that a question to the warehouse has for an answer."""
    with Store.open(folder / DATABASE, read_only=True) as store:
        return int(store.query(sql).rows[0][0])


def main() -> int:
    """Soak, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="an empty folder to work in; default: one that goes afterwards")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = args.folder or Path(name)
        with (folder / "articles.jsonl").open("w") as stream:
            stream.writelines(json.dumps(article(number)) + "\n" for number in range(args.articles))
        soak, started = Soak(args.articles), time.perf_counter()
        backfill(soak, folder, args.workers, kill_at=args.articles // 2)
        soak.coded = count(folder, "select count(*) from documents")
        print(f"-- {soak.coded:,} articles were loaded; the same command again", flush=True)
        code = backfill(soak, folder, args.workers)
        seconds = time.perf_counter() - started
        here = count(folder, "select count(*) from documents")
        articles = count(folder, "select count(distinct record_id) from documents")
        with Store.open(folder / DATABASE, read_only=True) as store:
            findings = [result.name for result in store.audit() if not result.is_clean]
    lost, doubled = args.articles - articles, here - articles
    print(f"{args.articles:,} articles in {seconds:.0f} s, {args.articles / seconds:.1f} a second; exit code {code}")
    for kind in ("main", "worker"):
        print(f"peak memory by quarter, {kind}: {', '.join(mib(quarter[kind]) for quarter in soak.peaks)}")
    print(f"lost {lost}, doubled {doubled}, audits that found something: {', '.join(findings) or 'none'}")
    first, last = soak.peaks[0], soak.peaks[-1]
    is_flat = all(last[kind] <= MOST_GROWTH * first[kind] for kind in first)
    return 0 if is_flat and not (code or lost or doubled or findings) else 1


if __name__ == "__main__":
    sys.exit(main())
