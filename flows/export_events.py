"""The flow ``export``: the events as files, on a schedule or by a button."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from prefect import flow

from extractors.resources import ConfigError
from flows.options import NO_OPTIONS, Options
from flows.summary import Summary
from flows.telling import keep
from warehouse.store import Store

LayoutName = Literal[
    "csv", "gdelt1", "gdelt2", "gdelt2-mentions", "icews", "jsonl", "petrarch", "phoenix", "polecat"
]  # fmt: skip


@flow(name="export")
def export(
    target: str | None = None,
    layout: LayoutName | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    where: str | None = None,
    options: Options = NO_OPTIONS,
) -> Summary:
    """Write the events as Parquet, or as one file in the layout of another data set; what stood there is replaced.

    Raises ConfigError for a layout without a file, ExportError, QueryError and WarehouseError.

    Args:
        target: Where to; without it as pipeline.toml says.
        layout: Write one file in this layout; without it Parquet.
        since: Only events on or after this day.
        until: Only events on or before this day.
        where: Only events that fulfil this SQL condition over the columns.
        options: What pipeline.toml would say otherwise.
    """
    settings = options.settings()
    if layout is not None and target is None:
        raise ConfigError("target", "a layout is written to one file; name it")
    with Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
        if layout is not None and target is not None:
            file = store.export_layout(layout, target, since=since, until=until, where=where)
            told = Summary(
                f"Wrote {file.rows:,} rows to {file.file}.",
                (("rows", f"{file.rows:,}"), ("left out, without a single day", f"{file.left_out:,}")),
            )
        else:
            written = store.export(target or settings.export, since=since, until=until, where=where)
            years: list[tuple[str, ...]] = [(str(year), f"{events:,}") for year, events in written.years.items()]
            told = Summary(
                f"Wrote {written.events:,} events to {written.directory}.",
                (("events", f"{written.events:,}"), ("warehouse", settings.database)),
                (("Years", ("year", "events"), years),),
            )
    keep(told)
    return told
