"""The flow ``recode``: after a change of rules, all articles of the warehouse are coded again, from kept parses."""

from __future__ import annotations

from prefect import flow

from flows.code_texts import carry_out, one_thread, preparing
from flows.options import NO_OPTIONS, Options
from flows.report import Report
from flows.stored import stale


@flow(name="recode", task_runner=one_thread)
def recode(options: Options = NO_OPTIONS, export: bool = False) -> Report:
    """Code every article of the warehouse that another ruleset coded, from its stored text; no source is read.

    Sentences whose parses were kept are not parsed again.  What the old ruleset made of an article goes to the
    history.  With ``export`` the events are written as Parquet afterwards.
    Raises WarehouseError, ConfigError and WorkersFailed.

    Args:
        options: What pipeline.toml would say otherwise.
        export: Whether to write the events as Parquet afterwards.
    """
    settings = options.settings()
    with preparing("recode", lambda ruleset: stale(ruleset, settings), settings) as run:
        carry_out(run, export=export)
    return run.outcome
