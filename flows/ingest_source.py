"""The flow ``ingest-source``: what is new in a source, from its articles to events in the warehouse."""

from __future__ import annotations

from typing import Annotated

from prefect import flow
from pydantic import Field

from flows.alone import alone
from flows.code_texts import carry_out, one_thread, preparing
from flows.options import NO_OPTIONS, Options
from flows.planning import Plan
from flows.report import Report
from flows.sources import fetch_new, find_source
from warehouse.store import Store


@flow(name="ingest-source", task_runner=one_thread)
def ingest_source(
    name: Annotated[str, Field(min_length=1, description="the source")],
    sources: Annotated[str | None, Field(description="the file of sources; default: sources.toml")] = None,
    options: Options = NO_OPTIONS,
    export: bool = False,
) -> Report:
    """Read what is new in the source ``name``, code it and load it; how far it was read is committed with it.

    ``sources`` is the file that describes the source (else that of the settings, else ``sources.toml`` here).  The
    same call again reads what came since, and goes on where a run was cut off.  Returns the report.
    Raises ConfigError for a source that is not there, SourceUnavailable where nothing of it can be read, SourceBusy
    where another run reads it just now, WarehouseError and WorkersFailed.
    """
    settings = options.settings()
    source = find_source(name, sources or settings.sources or None)
    with alone(settings.database, source.name):
        with Store.open(settings.database, wait_seconds=settings.lock_wait_seconds) as store:
            marks = store.marks(source.name)
        plan = Plan((), settings, source=source, fetched=fetch_new(source, marks, settings))
        with preparing(f"ingest-source {source.name}", lambda _: plan, settings, source=source) as run:
            carry_out(run, export=export)
    return run.report
