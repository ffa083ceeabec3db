"""The flow ``ingest-source``: what is new in a source, from its articles to events in the warehouse."""

# No "from __future__ import annotations" here: Prefect sends the flow to the processes of ``demarche serve`` by value, and
# there the names that annotations as texts would need are gone.
from typing import Annotated

from prefect import flow
from prefect.states import Cancelled, Completed
from pydantic import Field

from extractors.sources import Source
from flows.alone import SourceBusy, alone
from flows.code_texts import carry_out, ended, one_thread, preparing
from flows.deployed import due_at, is_deployed
from flows.options import NO_OPTIONS, Options
from flows.planning import Plan
from flows.report import Report
from flows.settings import Settings
from flows.sources import fetch_new, find_source
from warehouse.store import Store


@flow(name="ingest-source", task_runner=one_thread)
def ingest_source(
    name: Annotated[str, Field(min_length=1)],
    sources: str | None = None,
    options: Options = NO_OPTIONS,
    export: bool = False,
) -> Report:
    """Read what is new in the source ``name``, code it and load it; how far it was read is committed with it.

    The same call again reads what came since, and goes on where a run was cut off.  Returns the report.  A run by
    schedule that has nothing to add to another one ends as "Caught up" or is cancelled.
    Raises ConfigError for a source that is not there, SourceUnavailable where nothing of it can be read, SourceBusy
    where another run reads it just now, WarehouseError and WorkersFailed.

    Args:
        name: The source, by its name in the file of sources.
        sources: The file of sources; without it as pipeline.toml says, else sources.toml.
        options: What pipeline.toml would say otherwise.
        export: Whether to write the events as Parquet afterwards.
    """
    settings = options.settings()
    source = find_source(name, sources or settings.sources or None)
    try:
        with alone(settings.database, source.name):
            return _ingest(source, settings, export=export)
    except SourceBusy as busy:
        if is_deployed():
            return ended(Cancelled(message=f"{busy}; the next run reads the rest"))
        raise


def _ingest(source: Source, settings: Settings, *, export: bool) -> Report:
    with Store.open(settings.database, wait_seconds=settings.lock_wait_seconds) as store:
        marks = store.marks(source.name)
        read = store.last_read(source.name)
    if (due := due_at()) and read and read >= due:
        return ended(Completed(name="Caught up", message=f"{source.name} was read at {read}, after this was due"))
    plan = Plan((), settings, source=source, fetched=fetch_new(source, marks, settings))
    with preparing(f"ingest-source {source.name}", lambda _: plan, settings, source=source) as run:
        carry_out(run, export=export)
    return run.outcome
