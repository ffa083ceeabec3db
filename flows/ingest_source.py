"""The flow ``ingest-source``: what is new in a source, from its articles to events in the warehouse."""

from __future__ import annotations

from prefect import flow

from flows.alone import alone
from flows.code_texts import carry_out, one_thread, preparing
from flows.planning import Plan
from flows.report import Report
from flows.settings import Settings, load_settings
from flows.sources import fetch_new, find_source
from warehouse.store import Store


@flow(name="ingest-source", task_runner=one_thread)
def ingest_source(
    name: str, sources: str | None = None, settings: Settings | None = None, export: bool = False
) -> Report:
    """Read what is new in the source ``name``, code it and load it; how far it was read is committed with it.

    ``sources`` is the file that describes the source (else that of the settings, else ``sources.toml`` here).  The
    same call again reads what came since, and goes on where a run was cut off.  Returns the report.
    Raises ConfigError for a source that is not there, SourceUnavailable where nothing of it can be read, SourceBusy
    where another run reads it just now, WarehouseError and WorkersFailed.
    """
    settings = settings or load_settings()
    source = find_source(name, sources or settings.sources or None)
    with alone(settings.database, source.name):
        with Store.open(settings.database, wait_seconds=settings.lock_wait_seconds) as store:
            marks = store.marks(source.name)
        plan = Plan((), settings, source=source, fetched=fetch_new(source, marks, settings))
        with preparing(plan, settings, source) as run:
            carry_out(run, export=export)
    return run.report
