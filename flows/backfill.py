"""The flow ``backfill``: a whole archive, or the articles of some years of it, behind everything else."""

from __future__ import annotations

import datetime as dt

from prefect import flow

from flows.archive import archive
from flows.code_texts import carry_out, one_thread, preparing
from flows.options import NO_OPTIONS, Options
from flows.planning import Span
from flows.report import Report

NICENESS = 10  # half the range: scheduled runs come first, and an idle machine is used in full


@flow(name="backfill", task_runner=one_thread)
def backfill(
    paths: list[str] | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    options: Options = NO_OPTIONS,
    export: bool = False,
) -> Report:
    """Code an archive, chunk by chunk; a run that was cut off is run again and goes on where it was.

    The archive is what ``paths`` name, or else all that the source of the options names, each article read as the
    description of its source says.  With ``since`` or ``until`` only articles published in that time count, undated ones
    do not.  The workers leave the processor to scheduled runs, and no lock keeps those from reading the same source
    meanwhile.  Raises ReadError for paths that do not exist, SourceUnavailable where nothing of the source can be read,
    WarehouseError, ConfigError and WorkersFailed.

    Args:
        paths: Files and folders of articles; without them what the source of the options names.
        since: Only articles published on or after this day.
        until: Only articles published on or before this day.
        options: What pipeline.toml would say otherwise.
        export: Whether to write the events as Parquet afterwards.
    """
    settings, span = options.settings(), Span(since, until)
    with preparing("backfill", lambda _: archive(paths or [], settings, span), settings, niceness=NICENESS) as run:
        carry_out(run, export=export)
    return run.outcome
