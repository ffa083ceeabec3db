"""Measure how the warehouse fares with many events: `python tests/benchmarks/measure_warehouse.py FOLDER [--events 10000000]`.

Every step is a process of its own with a time limit; what it took is kept in FOLDER/steps.jsonl, so that the same call
goes on where it was cut off.  Before each question the plain reading of the same events is timed again: one Parquet
file of them, grouped by day and pair, or INSERT … SELECT into a plain table.  Ratios are of processor time, which other
work on the machine hardly touches; seconds and peak memory stand beside them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "warehouse"))

from builders import coded

from flows import dimensions
from warehouse.connection import opened
from warehouse.store import Store

# Ten events to an article, two years of days in their order, 200 countries; a tenth of the dates from the dateline, a
# twentieth of the events told again.
FILL = {
    "documents": """
insert into documents by name
select md5('d' || i)[:16] as doc_id, 'ruleset-a' as ruleset_id, 'run' as run_id, '' as document_source, 'news/' || i as origin,
    date '2021-01-01' + (i * 730 // {documents})::integer as publication_date, 'Paper ' || i % 50 as publisher,
    'en' as language_code, 'Norland criticised Sudria.' as text, map() as dropped_line_counts
from range({documents}) t(i)""",
    "sentences": """
insert into sentences
select md5('d' || i)[:16], 0, 0, 0, 26, 'Norland criticised Sudria.', true from range({documents}) t(i)""",
    "stories": """
insert into stories
select md5('d' || i)[:16], md5('d' || i)[:16],
    list_sort(list_transform(range(64), lambda place: (hash(i * 64 + place) % 4294967296)::uinteger)),
    date '2021-01-01' + (i * 730 // {documents})::integer
from range({documents}) t(i)""",
    "events": """
insert into events by name
select md5('e' || i)[:16] as event_id, md5('d' || i // 10)[:16] as doc_id, 0 as sentence_index,
    day as event_date_start, day as event_date_end, 'day' as date_granularity,
    case when i % 10 = 0 then 'dateline' else 'expression' end as date_basis, '' as date_reason,
    s as source_code, s as source_country_code, [] as source_roles, 'Norland' as source_name, 'Norland' as source_text,
    0 as source_start, 7 as source_end, 'name' as source_resolved_by, 1 as source_confidence,
    t as target_code, t as target_country_code, [] as target_roles, 'Sudria' as target_name, 'Sudria' as target_text,
    19 as target_start, 25 as target_end, 'name' as target_resolved_by, 1 as target_confidence,
    codes.cameo_code, root as root_code,
    plover_event, plover_mode,
    case when root < '06' then 1 when root < '09' then 2 when root < '14' then 3 else 4 end as quad_class,
    (hash(i) % 20)::integer - 10 as goldstein_score, [] as plover_contexts,
    'criticised' as trigger_text, 8 as trigger_start, 18 as trigger_end,
    'Norland criticised Sudria.' as evidence_text, 0 as evidence_start, 26 as evidence_end,
    'affirmed' as polarity, 'actual' as modality, 0.9 as confidence, 'rule' as rule, 'ruleset-a' as ruleset_id,
    case when i % 20 = 19 then md5('e' || i - 1)[:16] end as same_as_event_id
from (
    select i, 'C' || lpad((hash(i) % 200)::varchar, 2, '0') as s, 'C' || lpad((hash(i + 1) % 200)::varchar, 2, '0') as t,
        lpad((1 + hash(i + 2) % 20)::varchar, 2, '0') as root,
        date '2021-01-01' + ((i // 10) * 730 // {documents})::integer as day
    from range({events}) t(i)
) invented join codes on codes.cameo_code = root || '0' order by i""",
}
SCAN = "select source_code, target_code, event_date_start, count(*), avg(goldstein_score) from {} group by all"
ARTICLES = 2000


def fill(folder: Path, events: int) -> str:
    """Make the warehouse, the plain database and the plain Parquet file."""
    for left in folder.glob("*.duckdb*"):
        left.unlink()
    with Store.open(folder / "big.duckdb") as store:
        dimensions.load(store)
    with opened(folder / "big.duckdb") as raw:
        for sql in FILL.values():
            raw.execute(sql.format(documents=events // 10, events=events)).fetchall()
        raw.execute(f"copy events to '{folder}/plain.parquet' (format parquet, compression zstd)").fetchall()
    with duckdb.connect(str(folder / "plain.duckdb")) as raw:
        raw.execute(f"attach '{folder}/big.duckdb' as big (read_only)")
        raw.execute("create table events as from big.events limit 0")
    return f"{(folder / 'big.duckdb').stat().st_size / events:.0f} bytes an event"


def insert(folder: Path, events: int) -> str:
    """INSERT … SELECT of all events from the warehouse into a plain table of another database."""
    with duckdb.connect(str(folder / "plain.duckdb")) as raw:
        raw.execute("delete from events")
        raw.execute(f"attach '{folder}/big.duckdb' as big (read_only)")
        raw.execute("insert into events from big.events").fetchall()
        raw.execute("checkpoint")
    return ""


def scan(folder: Path, events: int) -> str:
    """Read the plain Parquet file, grouped by day and pair."""
    with duckdb.connect() as raw:
        raw.execute(SCAN.format(f"'{folder}/plain.parquet'")).fetchall()
    return ""


def asking(sql: str) -> Callable[[Path, int], str]:
    """Return a step that asks one question of the warehouse."""

    def ask(folder: Path, events: int) -> str:
        with Store.open(folder / "big.duckdb", read_only=True) as store:
            return f"{len(store.query(sql).rows):,} rows"

    return ask


def audit(folder: Path, events: int) -> str:
    """Run every audit."""
    with Store.open(folder / "big.duckdb", read_only=True) as store:
        return f"{len(store.audit())} audits"


def pending(folder: Path, events: int) -> str:
    """Look a thousand articles up."""
    with Store.open(folder / "big.duckdb", read_only=True) as store:
        ids = [row[0] for row in store.query("select doc_id from documents limit 1000").rows]
        return f"{len(store.pending(ids, 'ruleset-b')):,} documents"


def export(folder: Path, events: int) -> str:
    """Write the Parquet export."""
    with Store.open(folder / "big.duckdb", read_only=True) as store:
        report = store.export(folder / "out")
    return f"{sum(file.stat().st_size for file in report.files) / events:.0f} bytes an event"


def layout(name: str, **limits: dt.date) -> Callable[[Path, int], str]:
    """Return a step that writes a layout."""

    def write(folder: Path, events: int) -> str:
        with Store.open(folder / "big.duckdb", read_only=True) as store:
            return f"{store.export_layout(name, folder / name, **limits).rows:,} rows"

    return write


def loading(name: str, again: int = 1) -> Callable[[Path, int], str]:
    """Return a step that loads articles of ten events into a database, a thousand at a time, as a run does."""

    def load(folder: Path, events: int) -> str:
        batch = [coded(number, events=10, date=dt.date(2022, 12, 30)) for number in range(ARTICLES)]
        made = time.process_time()
        for at in [*range(0, ARTICLES, 1000)] * again:
            with Store.open(folder / name) as store:
                store.load(batch[at : at + 1000], [], "run")
        return f"{(time.process_time() - made) / ARTICLES / again * 1000:.2f} ms of processor time an article"

    return load


def copying(folder: Path, events: int) -> str:
    """INSERT … SELECT of the same articles from one warehouse into another."""
    with Store.open(folder / "copied.duckdb"):
        pass
    with opened(folder / "copied.duckdb") as raw:
        raw.execute(f"attach '{folder}/small.duckdb' as small (read_only)")
        start = time.process_time()
        for table in ("documents", "sentences", "events", "mentions", "stories"):
            raw.execute(f"insert into {table} from small.{table}").fetchall()
        raw.execute("checkpoint")
    (folder / "copied.duckdb").unlink()
    return f"{(time.process_time() - start) / ARTICLES * 1000:.2f} ms of processor time an article"


STEPS: dict[str, Callable[[Path, int], str]] = {
    "fill": fill,
    "insert": insert,
    "load into an empty warehouse": loading("small.duckdb"),
    "insert of the same articles": copying,
    "load into the big one": loading("big.duckdb"),
    "replace in the big one": loading("big.duckdb"),
    "pending(1,000)": pending,
    "dyad_monthly(a, b)": asking("from dyad_monthly('C01', 'C02')"),
    "dyads_monthly": asking("from dyads_monthly"),
    "event_clusters": asking(
        "select count(*), sum(story_count), sum(publisher_count), sum(len(event_ids)), max(first_sentence_text) from event_clusters"
    ),
    "all audits": audit,
    "Parquet export": export,
    "JSON Lines of one month": layout("jsonl", since=dt.date(2022, 12, 1)),
    "GDELT 2.0 export": layout("gdelt2"),
    **{
        f"{name} export": layout(name)
        for name in ("gdelt1", "gdelt2-mentions", "icews", "phoenix", "polecat", "petrarch", "csv")
    },
}
# Steps that are told as multiples of the plain reading, which runs again just before each.
SCANNED = [*STEPS][6:]


def run_step(name: str, folder: Path, events: int) -> dict[str, object]:
    """Run one step here and return what it took."""
    start, before = time.perf_counter(), time.process_time()
    said = scan(folder, events) if name == "scan" else STEPS[name](folder, events)
    return {
        "step": name,
        "events": events,
        "processor_seconds": round(time.process_time() - before, 2),
        "seconds": round(time.perf_counter() - start, 2),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10),
        "said": said,
    }


def run_limited(name: str, folder: Path, events: int, limit: float) -> dict[str, object]:
    """Run one step in a process of its own; a step that takes too long says so."""
    command = [sys.executable, __file__, str(folder), "--events", str(events), "--step", name]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return {"step": name, "events": events, "said": f"not done within {limit:g} s"}
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    result: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return result


def line(result: dict[str, object], plain: dict[str, object] | None) -> str:
    """Return the line of one step for people."""
    if "seconds" not in result:
        return f"{result['step']:30} {result['said']}"
    ratio = ""
    if plain is not None and "seconds" in plain:
        share = float(str(result["processor_seconds"])) / max(0.01, float(str(plain["processor_seconds"])))
        ratio = f"{share:6.2f} x the plain reading "
    return (
        f"{result['step']:30} {ratio}({result['processor_seconds']} s of processor time, {result['seconds']} s, "
        f"{result['peak_mib']} MiB; {result['said']})"
    )


def main() -> None:
    """Measure what has not been measured yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=900, help="most seconds for one step")
    parser.add_argument("--step", help="only this one, here and now")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    if args.step:
        print(json.dumps(run_step(args.step, args.folder, args.events)))
        return
    kept = args.folder / "steps.jsonl"
    lines = kept.read_text("utf-8").splitlines() if kept.exists() else []
    done = {(each["step"], each["events"]): each for each in map(json.loads, lines)}
    for name in STEPS:
        result = done.get((name, args.events))
        if result is None:
            plain = run_limited("scan", args.folder, args.events, args.limit) if name in SCANNED else None
            result = {**run_limited(name, args.folder, args.events, args.limit), "plain": plain}
            with kept.open("a", encoding="utf-8") as out:
                out.write(json.dumps(result) + "\n")
        print(line(result, result["plain"]), flush=True)


if __name__ == "__main__":
    main()
