"""The flow ``retry``: what was rejected is tried again."""

from __future__ import annotations

from prefect import flow

from extractors.records import Stage
from flows.code_texts import carry_out, one_thread, preparing
from flows.options import NO_OPTIONS, Options
from flows.report import Report
from flows.stored import rejected


@flow(name="retry", task_runner=one_thread)
def retry(
    stage: Stage | None = None,
    reason: str | None = None,
    options: Options = NO_OPTIONS,
    export: bool = False,
) -> Report:
    """Try rejections again, of one stage or reason or all; what can be coded now is no rejection any more.

    Articles that were cleaned are coded from what was kept of them, others are read again from their files, or fetched
    again where a source of the file of sources fetches them.  Those that cannot be read again are told, and stay.
    Raises WarehouseError, ConfigError and WorkersFailed.

    Args:
        stage: Only what failed at this stage.
        reason: Only what was rejected for this reason, as "too slow".
        options: What pipeline.toml would say otherwise.
        export: Whether to write the events as Parquet afterwards.
    """
    settings = options.settings()
    plan, unreachable = rejected(stage, reason, settings)
    with preparing("retry", lambda _: plan, settings) as run:
        for origin in unreachable:
            run.progress.say(f"{origin}: cannot be read again from here")
        carry_out(run, export=export)
    return run.outcome
