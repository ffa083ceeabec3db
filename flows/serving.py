"""All sources with a schedule, served by one process: Prefect says when, and each run is a process of its own."""

from __future__ import annotations

import asyncio
import datetime as dt
import multiprocessing
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import (
    ConcurrencyLimitConfig,
    ConcurrencyLimitStrategy,
    FlowRun,
    State,
    StateType,
)
from prefect.exceptions import ObjectNotFound
from prefect.runner import Runner
from prefect.schedules import Cron, Interval, Schedule
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from extractors.sources import FIRST_SLOT, Source
from flows.alone import is_being_read
from flows.ingest_source import ingest_source
from flows.options import Options
from flows.settings import Settings
from warehouse.store import Store

# A second run of a source while one is under way would read the same: it is dropped, and the next one reads the rest.
ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


class Serving(Runner):
    """Runs deployments when they are due; at its end it lets what is under way finish a chunk."""

    async def cancel_all(self) -> None:
        """Ask all runs to end after their chunk; whoever leaves the runner waits for them."""
        for process in multiprocessing.active_children():
            if not process.daemon:  # as our Prefect server is
                process.terminate()


def serve(sources: Sequence[Source], file: str | None, options: Options, *, export: bool, at_once: int) -> None:
    """Run each source when its schedule says so, until SIGTERM or SIGINT; a second signal ends without waiting.

    What was missed while nobody served is caught up by one run of a source.  At most ``at_once`` runs are under way.
    Raises WarehouseError where the warehouse cannot be used.
    """
    read = _last_read(options.settings())
    runner = Serving(name="demarche", limit=at_once)
    flow = ingest_source.with_options(on_failure=[tell], on_crashed=[tell], on_cancellation=[tell])
    now = dt.datetime.now(dt.UTC)
    for source in sources:
        name = deployment_name(source)
        _forget(name, is_being_read=is_being_read(options.settings().database, source.name))
        deployment: Any = runner.add_flow(
            flow,
            name=name,
            schedule=schedule(source),
            paused=False,
            concurrency_limit=ONE_AT_A_TIME,
            parameters={
                "name": source.name,
                "sources": file,
                "options": options.model_dump(exclude_none=True),
                "export": export,
            },
            description=f"Reads what is new in {source.name}.",
            tags=["demarche"],
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        if is_due(source, read.get(source.name), now):
            with get_client(sync_client=True) as client:
                client.create_flow_run_from_deployment(deployment)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, runner.handle_sigterm)
    asyncio.run(runner.start())


def schedule(source: Source) -> Schedule:
    """Return a source's schedule as Prefect has it."""
    if source.interval is not None:
        return Interval(source.interval, anchor_date=FIRST_SLOT, timezone="UTC")
    assert source.cron is not None, "only sources with a schedule are served"
    return Cron(source.cron, timezone=source.time_zone or "UTC")


def deployment_name(source: Source) -> str:
    """Return the name of a source as Prefect allows it."""
    return source.name.replace("/", "-").replace("%", "-")


def is_due(source: Source, read: dt.datetime | None, now: dt.datetime) -> bool:
    """Tell whether a source whose last success began at ``read`` has missed a run, or was never read."""
    due = source.due_after(read) if read else now
    return due is not None and due <= now


def tell(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Say how a run ended that did not end well."""
    print(f"demarche: {flow_run.parameters['name']}: {state.name}: {state.message}", file=sys.stderr, flush=True)


def _last_read(settings: Settings) -> Mapping[str, dt.datetime]:
    """Return when the last success of every source began; the warehouse is made where there is none."""
    with Store.open(settings.database, wait_seconds=settings.lock_wait_seconds) as store:
        rows = store.run_named("freshness").dicts()
    return {
        row["source_name"]: row["last_success_started_at"].replace(tzinfo=dt.UTC)
        for row in rows
        if row["last_success_started_at"]
    }


def _forget(name: str, *, is_being_read: bool) -> None:
    """Drop the runs of a deployment that nobody ran; where nobody reads its source either, end those under way.

    A runner that was killed leaves one for every slot since.  Where its Prefect server was killed with it, the run that was
    under way holds the one turn of the deployment for ever, and every later one would be cancelled.
    """
    with get_client(sync_client=True) as client:
        try:
            deployment = client.read_deployment_by_name(f"{ingest_source.name}/{name}").id
        except ObjectNotFound:
            return
        client.pause_deployment(deployment)
        if is_being_read:
            return
        under_way = FlowRunFilter(
            deployment_id=FlowRunFilterDeploymentId(any_=[deployment]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING])),
        )
        for run in client.read_flow_runs(flow_run_filter=under_way):
            client.set_flow_run_state(run.id, Crashed(message="The process that ran it is gone."), force=True)
        turn = client.read_global_concurrency_limit_by_name(f"deployment:{deployment}")
        client.update_global_concurrency_limit(turn.name, GlobalConcurrencyLimitUpdate(active_slots=0))
