"""Coding on the machines of a Dask cluster, or on a small one of this machine alone.

A task is a batch.  Its Dask worker hands it to a process of its own, as a run without Dask would: there a document may
take its time limit, or kill, without harm to Dask, and a worker with eight threads keeps eight cores busy.  The results
wait in a file of the staging folder until the run, which alone opens the warehouse, takes them in their order.
"""

from __future__ import annotations

import logging
import multiprocessing
import pickle
import secrets
import shutil
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, get_worker, secede

from extractors.records import Document
from flows.staged import stage, unstage
from flows.workers import Coded, Coders, Work, WorkersFailed, batches, peak_bytes, rejected

SECONDS_TO_CONNECT = 30
SECONDS_BETWEEN_LOOKS = 5
# So long a run waits for a first worker, or for another one when all are gone.
SECONDS_WITHOUT_WORKERS = 120
# Coders that nobody gives work to end after a while, even where the run was killed.
SECONDS_IDLE = 60
# So many articles are worth the scheduler's work and a file.
SMALLEST_BATCH = 4
SECONDS_TO_KEEP = 24 * 3600
# What Dask shows on pages that a cluster of our own has not got; looking a hundred times a second costs.
WITHOUT_PROFILE = {"distributed.worker.profile.enabled": False, "distributed.admin.system-monitor.interval": "10s"}


class DaskCoders:
    """The coders of a Dask cluster, reached when the first document comes.

    ``coders`` is the pattern of the one process that each thread of a Dask worker codes with.  ``address`` is that of
    the scheduler ("" for ``processes`` Dask workers on this machine, for as long as the run); ``staging`` is a folder
    that all machines know by the same name.
    """

    def __init__(self, coders: Coders, address: str, staging: Path, processes: int) -> None:
        self.work = Work()
        self._coders = coders
        self._recipe = pickle.dumps(coders)
        self._address = address
        self._processes = processes
        self._staging = staging.absolute()
        self._folder = self._staging / f"run-{secrets.token_hex(6)}"
        self._open = ExitStack()
        self._client: Client | None = None
        self._batches = 0

    def __enter__(self) -> DaskCoders:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        client, self._client = self._client, None
        if client is not None and error is None:
            client.run(dismiss, self._recipe)
        self._open.close()

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Yield a result for each document, in their order; at most two batches for each thread are under way.

        A batch whose Dask worker is lost goes to another one.  A document that raises, takes too long or kills the
        process that codes it becomes a Rejection of stage "code".  Raises WorkersFailed and WarehouseError.
        """
        under_way: deque[tuple[list[Document], Future[Work], Path]] = deque()
        if not documents:
            return
        if self._client is None:
            self._client = self._connect()
        threads = max(1, self._threads())
        limits = self._coders.batch_documents, self._coders.batch_characters
        for batch in batches(documents, *limits, threads, SMALLEST_BATCH):
            under_way.append((batch, *self._submit(batch)))
            if len(under_way) > 2 * threads:
                yield from self._results(*under_way.popleft())
        while under_way:
            yield from self._results(*under_way.popleft())

    def _submit(self, batch: list[Document]) -> tuple[Future[Work], Path]:
        assert self._client is not None, "there is a client when the first document comes"
        self._batches += 1
        file = self._folder / f"{self._batches:06}.parquet"
        key = f"demarche-{self._folder.name}-{self._batches}"
        return self._client.submit(code_batch, self._recipe, batch, str(file), key=key, pure=False), file

    def _results(self, batch: list[Document], future: Future[Work], file: Path) -> list[Coded]:
        try:
            work = self._wait(future)
        except KilledWorker:
            # Dask has tried it on several workers, and all of them died.
            self.work.deaths += 1
            if len(batch) == 1:
                return [rejected(batch[0], "worker died", "several Dask workers died while they coded it")]
            middle = len(batch) // 2
            halves = batch[:middle], batch[middle:]
            return [result for half in halves for result in self._results(half, *self._submit(half))]
        finally:
            future.release()
        self.work.add(work)
        return unstage(file)

    def _wait(self, future: Future[Work]) -> Work:
        """Return what a task returns; raises WorkersFailed where nobody is left to do it."""
        seen = time.monotonic()
        while True:
            try:
                done: Work = future.result(timeout=SECONDS_BETWEEN_LOOKS)
                return done
            except TimeoutError:
                if self._threads():
                    seen = time.monotonic()
                elif time.monotonic() - seen > SECONDS_WITHOUT_WORKERS:
                    raise WorkersFailed(
                        f"{self._scheduler()}: no Dask worker has been there for {SECONDS_WITHOUT_WORKERS} s; "
                        "what was loaded before is safe"
                    ) from None
            except CancelledError as error:
                raise WorkersFailed(
                    f"{self._scheduler()}: the Dask scheduler is gone; what was loaded before is safe"
                ) from error
            except ModuleNotFoundError as error:
                raise WorkersFailed(
                    f"{self._scheduler()}: a Dask worker lacks {error.name}; install there what runs here"
                ) from error

    def _threads(self) -> int:
        assert self._client is not None, "there is a client when the first batch has been submitted"
        return sum(self._client.nthreads().values())

    def _scheduler(self) -> str:
        return self._address or "the Dask cluster of this machine"

    def _connect(self) -> Client:
        forget_old(self._staging)
        self._folder.mkdir(parents=True)
        self._open.callback(shutil.rmtree, self._folder, ignore_errors=True)
        where = self._address or self._open.enter_context(local_cluster(self._processes))
        try:
            client = self._open.enter_context(Client(where, timeout=SECONDS_TO_CONNECT, set_as_default=False))
            client.wait_for_workers(1, timeout=SECONDS_WITHOUT_WORKERS)
        except (OSError, TimeoutError, ValueError) as error:
            raise WorkersFailed(f"{self._scheduler()}: cannot reach a Dask scheduler with workers ({error})") from error
        return client


def local_cluster(processes: int) -> LocalCluster:
    """Return a cluster of so many Dask workers on this machine, for nobody else, without page and without files."""
    with dask.config.set(WITHOUT_PROFILE):
        return LocalCluster(
            n_workers=processes,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            memory_limit=0,  # what codes is a process of its own, and a death of that is dealt with
            silence_logs=logging.CRITICAL,
        )


def forget_old(staging: Path) -> None:
    """Remove what runs that were killed left in the staging folder a day ago or more."""
    for folder in staging.glob("run-*"):
        try:
            is_old = time.time() - folder.stat().st_mtime > SECONDS_TO_KEEP
        except FileNotFoundError:  # another run was faster
            continue
        if is_old:
            shutil.rmtree(folder, ignore_errors=True)


# -- inside a Dask worker -------------------------------------------------------------------------------------------


def code_batch(recipe: bytes, documents: list[Document], file: str) -> Work:
    """Code a batch, write the results to ``file`` and return what that took.

    While the results are written, the Dask worker goes on with another batch.
    """
    try:
        with borrowed(recipe) as coders:
            results = list(coders.code(documents))
            work = coders.work
            work.peak_bytes = max(work.peak_bytes, peak_bytes())
    except WorkersFailed as error:
        raise WorkersFailed(f"{get_worker().address}: {error}") from None
    secede()
    stage(results, Path(file))
    return work


def dismiss(recipe: bytes) -> None:
    """Let the coders of a recipe go that have nothing to do."""
    with _lock:
        idle = _idle.pop(recipe, [])
    for coders, timer in idle:
        timer.cancel()
        coders.close()


_lock = threading.Lock()
_idle: dict[bytes, list[tuple[Coders, threading.Timer]]] = {}


@contextmanager
def borrowed(recipe: bytes) -> Iterator[Coders]:
    """Lend coders made by a recipe to one thread: idle ones, else new ones; they start to count anew."""
    with _lock:
        idle = _idle.get(recipe)
        coders, timer = idle.pop() if idle else (pickle.loads(recipe), None)
    if timer is not None:
        timer.cancel()
    coders.work = Work()
    # Dask forbids its workers to have children, lest they be left behind; ours end with their parent.
    multiprocessing.current_process().daemon = False
    try:
        yield coders
    except BaseException:
        coders.close(now=True)
        raise
    timer = threading.Timer(SECONDS_IDLE, _dismiss_one, (recipe, coders))
    timer.daemon = True
    with _lock:
        _idle.setdefault(recipe, []).append((coders, timer))
    timer.start()


def _dismiss_one(recipe: bytes, coders: Coders) -> None:
    with _lock:
        idle = _idle.get(recipe, [])
        if all(one is not coders for one, _ in idle):
            return  # lent again, or gone, at the last moment
        _idle[recipe] = [pair for pair in idle if pair[0] is not coders]
    coders.close()
