"""How the warehouse fares with many events, as ratios to plain SQL on the same machine in the same run.

Runs only where DEMARCHE_BENCHMARK_EVENTS sets the number of events:
``DEMARCHE_BENCHMARK_EVENTS=1000000 pytest -s tests/benchmarks/test_warehouse_benchmark.py``.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "warehouse"))

from builders import coded

from flows import dimensions
from warehouse.store import Store

EVENTS = int(os.environ.get("DEMARCHE_BENCHMARK_EVENTS", "0"))
pytestmark = [pytest.mark.benchmark, pytest.mark.skipif(not EVENTS, reason="DEMARCHE_BENCHMARK_EVENTS is not set")]

# Ten events to an article, two years of days, 200 countries, a tenth of the dates from the dateline.
FILL = """
insert into documents (
    doc_id, ruleset_id, run_id, document_source, origin, record_id, title, publication_date, publication_date_text,
    publication_date_origin, publisher, url, language_code, text, dropped_line_counts
)
select md5('d' || i)[:16], 'ruleset-a', 'run', '', 'news/' || i, null, null, date '2021-01-01' + (i % 730)::integer, null, null,
    'Paper ' || i % 50, null, 'en', 'Norland criticised Sudria.', map()
from range({documents}) t(i);
insert into sentences
select md5('d' || i)[:16], 0, 0, 0, 26, 'Norland criticised Sudria.', true from range({documents}) t(i);
insert into stories
select md5('d' || i)[:16], md5('d' || i)[:16],
    list_sort(list_transform(range(64), lambda place: (hash(i * 64 + place) % 4294967296)::uinteger))
from range({documents}) t(i);
insert into events (
    event_id, doc_id, sentence_index, event_date_start, event_date_end, date_granularity, date_text, date_basis,
    date_modifier, date_reason, source_code, source_country_code, source_roles, source_name, source_text, source_start,
    source_end, source_resolved_by, source_confidence, target_code, target_country_code, target_roles, target_name,
    target_text, target_start, target_end, target_resolved_by, target_confidence, cameo_code, root_code, quad_class,
    goldstein_score, plover_event, plover_mode, plover_contexts, trigger_text, trigger_start, trigger_end,
    evidence_text, evidence_start, evidence_end, place_name, place_country_code, place_latitude, place_longitude,
    polarity, modality, asserted_by_code, asserted_by_text, confidence, rule, ruleset_id
)
select md5('e' || i)[:16], md5('d' || i // 10)[:16], 0, day, day, 'day', null,
    case when i % 10 = 0 then 'dateline' else 'expression' end, null, '', s, s, [], 'Norland', 'Norland', 0, 7, 'name', 1,
    t, t, [], 'Sudria', 'Sudria', 19, 25, 'name', 1, root || '0', root, case when root < '06' then 1 when root < '09' then 2
    when root < '14' then 3 else 4 end, (hash(i) % 20)::integer - 10, null, null, [], 'criticised', 8, 18, 'Norland criticised Sudria.', 0,
    26,
    null, null, null, null, 'affirmed', 'actual', null, null, 0.9, 'rule', 'ruleset-a'
from (
    select i, 'C' || lpad((hash(i) % 200)::varchar, 2, '0') as s, 'C' || lpad((hash(i + 1) % 200)::varchar, 2, '0') as t,
        lpad((1 + hash(i + 2) % 20)::varchar, 2, '0') as root, date '2021-01-01' + ((i // 10) % 730)::integer as day
    from range({events}) t(i)
)
"""


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_loading_against_plain_inserts(tmp_path: Path) -> None:
    """Documents through ``Store.load`` against INSERT … SELECT of the same rows from one database into another."""
    number = 20_000
    batch = [coded(each) for each in range(number)]
    with Store.open(tmp_path / "a.duckdb") as store:
        took = seconds(lambda: [store.load(batch[at : at + 1000], [], "run") for at in range(0, number, 1000)])
        again = seconds(lambda: [store.load(batch[at : at + 1000], [], "run") for at in range(0, number, 1000)])
    with Store.open(tmp_path / "b.duckdb"):
        pass
    with duckdb.connect(str(tmp_path / "b.duckdb")) as raw:
        raw.execute(f"attach '{tmp_path / 'a.duckdb'}' as a (read_only)")
        copying = "; ".join(
            f"insert into {name} from a.{name}" for name in ("documents", "sentences", "events", "stories")
        )
        plain = seconds(lambda: raw.execute(copying).fetchall())
    print(
        f"\nload {number / took:,.0f} documents/s ({took / plain:.0f} x INSERT SELECT), replace {number / again:,.0f}/s"
    )
    assert number / took > 500


def test_asking_and_exporting_against_a_parquet_scan(tmp_path: Path) -> None:
    """Monthly dyads, clusters and the export against counting over a plain Parquet file of the events."""
    path = tmp_path / "big.duckdb"
    with Store.open(path) as store:
        dimensions.load(store)
    with duckdb.connect(str(path)) as raw:
        filled = seconds(lambda: raw.execute(FILL.format(documents=EVENTS // 10, events=EVENTS)).fetchall())
        raw.execute(f"copy events to '{tmp_path}/plain.parquet' (format parquet, compression zstd)").fetchall()
        group = "select source_code, target_code, event_date_start, count(*), avg(goldstein_score) from {} group by all"
        scan = seconds(lambda: raw.execute(group.format(f"'{tmp_path}/plain.parquet'")).fetchall())
        copied = tmp_path / "copied.duckdb"
        with Store.open(copied):
            pass
        raw.execute(f"attach '{copied}' as copied")
        plain = seconds(lambda: raw.execute("insert into copied.events from events").fetchall())
    copied.unlink()
    fresh = [coded(each, events=10) for each in range(2000)]
    with Store.open(path) as store:
        load = seconds(lambda: [store.load(fresh[at : at + 1000], [], "run") for at in (0, 1000)])
    with Store.open(tmp_path / "small.duckdb") as store:
        load_alone = seconds(lambda: [store.load(fresh[at : at + 1000], [], "run") for at in (0, 1000)])
    with Store.open(path, read_only=True) as store:
        monthly = seconds(lambda: store.query("select count(*), sum(event_count) from dyads_monthly"))
        one = seconds(lambda: store.query("from dyad_monthly('C01', 'C02')"))
        clusters = seconds(lambda: store.query("select count(*), sum(event_count) from event_clusters"))
        audits = seconds(store.audit)
        export = seconds(lambda: store.export(tmp_path / "out"))
        gdelt = seconds(lambda: store.export_layout("gdelt2", tmp_path / "events.tsv"))
        month = seconds(lambda: store.export_layout("jsonl", tmp_path / "events.jsonl", since=dt.date(2022, 12, 1)))
        ids = [row[0] for row in store.query("select doc_id from documents limit 1000").rows]
        pending = seconds(lambda: store.pending(ids, "ruleset-b"))
    size = path.stat().st_size
    parquet = sum(file.stat().st_size for file in (tmp_path / "out").rglob("*.parquet"))
    print(f"\n{EVENTS:,} events: database {size / EVENTS:.0f} B/event, export {parquet / EVENTS:.0f} B/event")
    print(f"filled in {filled:.1f} s, of which plain INSERT … SELECT of the events {plain:.1f} s")
    print(f"2,000 more articles of ten events: {load:.2f} s, into an empty warehouse {load_alone:.2f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10:,.0f} MiB")
    print(f"plain Parquet scan and group {scan:.2f} s; as multiples of it, and of the INSERT … SELECT:")
    for name, took in {
        "dyads_monthly": monthly,
        "dyad_monthly(a, b)": one,
        "event_clusters": clusters,
        "all audits": audits,
        "Parquet export": export,
        "GDELT 2.0 export": gdelt,
        "JSON Lines of one month": month,
        "pending(1,000)": pending,
    }.items():
        print(f"  {name:24} {took / scan:6.1f} {took / plain:6.2f}  ({took:.2f} s)")
    assert monthly < 60 * scan
