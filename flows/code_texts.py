"""The flow ``code-texts``: from articles to events in the warehouse.

The main thread plans and loads while one other thread keeps the worker processes busy: as one chunk is coded, the
chunk before it is loaded and the next one is read.  What is loaded, and in which order, does not depend on the number
of workers.
"""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event
from typing import Annotated, Any, ParamSpec, TypeVar, cast

from prefect import Task, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Cancelled
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from pydantic import Field

from extractors.records import PLACE_INSIDE, CodedDocument, Document, Rejection
from extractors.ruleset import Ruleset, check_own, ruleset_of
from extractors.sources import Source
from flows import dimensions
from flows.deployed import Stopped, is_deployed, stoppable
from flows.notify import notify
from flows.options import NO_OPTIONS, Options
from flows.planning import Chunk, Plan, Planned
from flows.progress import Progress, showing_progress
from flows.report import Report
from flows.runners import Runner, make_runner
from flows.settings import Settings
from flows.sources import own_sources
from flows.telling import keep
from flows.workers import Coded, peak_bytes
from warehouse.store import Marks, RunStatus, Store, WarehouseLocked

P = ParamSpec("P")
R = TypeVar("R")


def is_transient(task_: Any, run: Any, state: Any) -> bool:
    """Tell whether a task that failed may succeed when it is tried again: only where somebody held the warehouse."""
    return isinstance(state.result(raise_on_failure=False), WarehouseLocked)


def patient(function: Callable[P, R]) -> Task[P, R]:
    """Make a task of a function; where somebody else holds the warehouse, it is tried again."""
    retrying = task(cache_policy=NO_CACHE, retries=2, retry_delay_seconds=[10, 30], retry_condition_fn=is_transient)
    return retrying(function)


class CodedChunk:
    """The results for a chunk, in the order of its documents; a plain class for the same reason as Chunk."""

    __slots__ = ("chunk", "results")

    def __init__(self, chunk: Chunk, results: list[Coded]) -> None:
        self.chunk = chunk
        self.results = results


class Run:
    """What the tasks of one run share: by which rules it codes, where it writes, what it counts, whom it asks to code."""

    def __init__(
        self,
        command: str,
        ruleset: Ruleset,
        plan: Planned,
        report: Report,
        pool: Runner,
        progress: Progress,
        settings: Settings,
        asked_to_stop: Event,
        source: Source | None = None,
    ) -> None:
        self.command = command
        self.ruleset = ruleset
        self.plan = plan
        self.report = report
        self.pool = pool
        self.progress = progress
        self.settings = settings
        self.asked_to_stop = asked_to_stop
        self.source = source
        # What is said of the sources of articles is kept with the first of them; of the source that is read, at the start.
        self.sources = own_sources(settings.sources or None)
        self.page: str | None = None
        self.is_stopped = False
        self.in_flight: set[str] = set()
        self.started = time.perf_counter()

    @property
    def outcome(self) -> Report:
        """Return what the flow is to return: the report, or for a run that was asked to stop, that it is cancelled."""
        if self.is_stopped:
            return ended(
                Cancelled(message=f"Stopped as asked. {self.report.headline()} The next run goes on from there.")
            )
        return self.report

    @property
    def stopped(self) -> str:
        """Return what is to be said of a run that was asked to stop."""
        return f"Stopped as asked. {self.report.headline()} The next run goes on from there."

    def open(self, *, read_only: bool = False) -> AbstractContextManager[Store]:
        """Open the warehouse for as short as possible; a block that reads lets other readers in."""
        settings = self.settings
        return Store.open(
            settings.database, read_only=read_only, wait_seconds=settings.lock_wait_seconds, on_wait=self.progress.say
        )


def ended(state: State[Any]) -> Report:
    """Return how a run ended in place of its report: Prefect takes a state for the end, and hands it to nobody."""
    return cast(Report, state)


# One thread: while a chunk is coded, nothing else is.
one_thread: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=1)


@flow(name="code-texts", task_runner=one_thread)
def code_texts(
    paths: Annotated[list[str], Field(min_length=1)],
    options: Options = NO_OPTIONS,
    export: bool = False,
) -> Report:
    """Code the articles that ``paths`` name and hold, and load them into the warehouse; "-" is standard input.

    Documents that this ruleset has coded before are skipped, so that the same call again does nothing, and a run that
    was cut off goes on where it stopped.  Documents that cannot be used become rejections.  With ``export`` the
    events are written as Parquet afterwards.  Returns the report, which is kept as artifacts too.
    Raises ReadError for paths that do not exist, WarehouseError, ConfigError and WorkersFailed.

    Args:
        paths: Files and folders of articles.
        options: What pipeline.toml would say otherwise.
        export: Whether to write the events as Parquet afterwards.
    """
    settings = options.settings()
    with preparing("code-texts", lambda _: Plan(paths, settings, sys.stdin.buffer), settings) as run:
        carry_out(run, export=export)
    return run.outcome


def carry_out(run: Run, *, export: bool) -> None:
    """Take the steps of a run: plan, extract and load chunk by chunk, then audit, export and tell."""
    begin(run)
    ahead, chunk = None, plan(run)
    while chunk is not None and not run.asked_to_stop.is_set():
        coding = extract.submit(run, chunk)
        if ahead is not None:
            load(run, ahead.result())
        ahead, chunk = coding, plan(run)
    if ahead is not None:
        load(run, ahead.result())
    if chunk is not None:
        raise Stopped("asked to stop")
    audit(run)
    if export:
        export_events(run)
    finish(run)
    summarise(run)
    tell(run, "completed")
    if is_deployed():
        run.progress.say(run.report.headline())


@contextmanager
def preparing(
    command: str,
    make_plan: Callable[[str], Planned],
    settings: Settings,
    *,
    source: Source | None = None,
    niceness: int = 0,
) -> Iterator[Run]:
    """Set up a run and see to it that it ends as what it was: completed, failed or cancelled.

    A run that is asked to stop ends the block after its chunk, and is cancelled.  ``make_plan`` makes the plan for a
    ruleset; ``source`` is what is read, where it is one with a name; with ``niceness`` the workers stand back behind
    other processes.
    """
    started = time.perf_counter()
    own = settings.parser or None, [Path(name) for name in settings.actors]
    check_own(*own)  # of what is wrong there a user hears before anything is written
    ruleset = ruleset_of(*own)
    run_id = f"{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{secrets.token_hex(3)}"
    the_plan = make_plan(ruleset.id)
    report = Report(run_id, ruleset.id, settings.database, settings.workers)
    pool = make_runner(settings, ruleset.id, niceness)
    name = command.removeprefix("ingest-source ") if is_deployed() else None
    with stoppable() as asked_to_stop, showing_progress(the_plan.input_bytes, name=name) as progress:
        run = Run(command, ruleset, the_plan, report, pool, progress, settings, asked_to_stop, source)
        report.seconds["prepare"] = run.started - started
        try:
            with pool:
                yield run
        except Stopped as stop:
            _give_up(run, stop)
            progress.say(run.stopped)
        except BaseException as error:
            _give_up(run, error)
            raise


@patient
def begin(run: Run) -> None:
    """Record the run and bring codes, actors and countries up to date."""
    with run.report.timed("begin"), run.open() as store:
        store.start_run(
            run.report.run_id,
            run.ruleset.id,
            config_digest=run.ruleset.config,
            model_digest=run.ruleset.model,
            code_version=run.ruleset.code,
            command=run.command,
        )
        if run.source is not None:
            describe(store, run.source)
            run.sources.pop(run.source.name.casefold(), None)
        dimensions.load(store)


@patient
def plan(run: Run) -> Chunk | None:
    """Read and clean the next articles and leave out those that this ruleset has coded."""

    def pending(page: Sequence[Document]) -> set[str]:
        # An earlier version in an old table is no news; a file or a page of its own whose text came back is.
        maybe_old = [one for one in page if run.source is None or PLACE_INSIDE.search(one.origin)]
        with run.open(read_only=True) as store:
            wanted = store.pending([one.doc_id for one in page], run.report.ruleset)
            return wanted - store.outdated(maybe_old)

    with run.report.timed("read and plan"):
        return run.plan.next_chunk(pending, run.in_flight)


@task(cache_policy=NO_CACHE)
def extract(run: Run, chunk: Chunk) -> CodedChunk:
    """Code the documents of a chunk on the worker processes."""
    results: list[Coded] = []
    run.progress.skip(chunk.skipped_bytes)
    share = chunk.input_bytes / max(chunk.characters, 1)
    with run.report.timed("code"):
        for document, result in zip(chunk.documents, run.pool.code(chunk.documents), strict=True):
            results.append(result)
            run.progress.advance(1, share * len(document.text))
    return CodedChunk(chunk, results)


@patient
def load(run: Run, coded: CodedChunk) -> None:
    """Put a chunk into the warehouse, in one transaction."""
    chunk = coded.chunk
    documents = [result for result in coded.results if isinstance(result, CodedDocument)]
    refused = [result for result in coded.results if isinstance(result, Rejection)]
    rejections = chunk.rejections + refused
    marks = Marks(chunk.source, chunk.marks) if chunk.source is not None and chunk.marks else None
    report = run.report
    if documents or rejections or marks:
        with report.timed("load"), run.open() as store:
            describe_sources(run, store, {document.document.source for document in documents})
            counts = store.load(documents, rejections, report.run_id, marks)
            report.superseded += counts.superseded
            report.count(documents, rejections)
            store.measure_run(report.run_id, measured(run).measures(), skipped_count=report.skipped + chunk.skipped)
    report.skipped += chunk.skipped
    run.in_flight.difference_update(document.doc_id for document in chunk.documents)


def describe_sources(run: Run, store: Store, names: Iterable[str]) -> None:
    """Keep what the user's file says of these sources, where it does: what is coded again needs their time zones."""
    for key in sorted({name.casefold() for name in names} & run.sources.keys()):
        describe(store, run.sources.pop(key))


def describe(store: Store, source: Source) -> None:
    """Keep what is known about a source."""
    store.describe_source(
        source.name,
        reader=source.reader or "files",
        publisher=source.publisher,
        language_code=source.language,
        time_zone=source.time_zone,
        licence=source.licence,
        schedule=source.schedule,
    )


@patient
def audit(run: Run) -> None:
    """Run the audits of the warehouse; what they find is told in the report."""
    with run.report.timed("audit"), run.open(read_only=True) as store:
        results = store.audit()
    run.report.audit_findings = {result.name: len(result.offenders.rows) for result in results if not result.is_clean}


@patient
def export_events(run: Run) -> None:
    """Write the events as Parquet."""
    with run.report.timed("export"), run.open(read_only=True) as store:
        written = store.export(run.settings.export)
    run.report.export = f"{written.events:,} events in {written.directory}"


@patient
def finish(run: Run) -> None:
    """Record that the run is complete."""
    with run.open() as store:
        store.finish_run(
            run.report.run_id, "completed", skipped_count=run.report.skipped, measures=measured(run).measures()
        )


@task(cache_policy=NO_CACHE)
def summarise(run: Run) -> None:
    """Keep the report of the run as Prefect artifacts: a table of figures and a page."""
    run.page = keep(measured(run))


def tell(run: Run, status: RunStatus, message: str | None = None) -> None:
    """Tell the program that the settings name how the run ended."""
    record = measured(run).record()
    notify(
        run.settings, status, {"what": run.command, **record, "message": message, "page": run.page}, run.progress.say
    )


def measured(run: Run) -> Report:
    """Return the report with what the run took up to now."""
    report, work = run.report, run.pool.work
    report.wall_seconds = time.perf_counter() - run.started
    report.worker_seconds = work.seconds
    report.worker_bytes = work.peak_bytes
    report.main_bytes = peak_bytes()
    report.parsing = work.parsing
    return report


def _give_up(run: Run, error: BaseException) -> None:
    """Record that the run failed or was cancelled, where that is still possible."""
    status: RunStatus = "failed" if isinstance(error, Exception) else "cancelled"
    run.is_stopped = isinstance(error, Stopped)
    try:
        with Store.open(run.settings.database, wait_seconds=1) as store:
            store.finish_run(
                run.report.run_id,
                status,
                skipped_count=run.report.skipped,
                message=repr(error),
                measures=measured(run).measures(),
            )
    except Exception as second:  # the first error is the one to show
        error.add_note(f"the warehouse could not be told that the run {status}: {second}")
    tell(run, status, str(error) or repr(error))
