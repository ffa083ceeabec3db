"""Coding on worker processes: in batches, in order, and in spite of documents that kill their worker.

Nothing here imports Prefect: a worker starts with this module and the coder alone.
"""

from __future__ import annotations

import ctypes
import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Protocol

from extractors.records import CodedDocument, Document, Parsing, Rejection
from extractors.resources import ConfigError
from flows.settings import Settings

if TYPE_CHECKING:
    from extractors.coder import Coder

Coded = CodedDocument | Rejection
NO_PARSING = Parsing()


class SomeCoder(Protocol):
    """What codes a document: extractors.coder.Coder."""

    def code(self, document: Document) -> CodedDocument:
        """Return the document's sentences and events."""


MakeCoder = Callable[[], SomeCoder]
# So many documents in a row that kill their worker mean that something else is wrong.
MOST_DEATHS_IN_A_ROW = 5
# Of glibc's malloc.h; 32 MiB is the most that it takes for the second.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3


class WorkersFailed(RuntimeError):
    """Worker processes cannot start, or die whatever they are given."""


class TooSlow(BaseException):
    """A document took longer than it may; no Exception, which a library might take for its own and go on."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a worker made of a batch: a result for each document, its processor seconds, its peak memory in bytes.

    ``parsing`` is what the parser did for it.
    """

    results: tuple[Coded, ...]
    seconds: float
    peak_bytes: int
    parsing: Parsing = NO_PARSING


@dataclass(slots=True)
class Work:
    """What the workers did so far: processor seconds, the largest worker's peak memory in bytes, parsing, and deaths."""

    seconds: float = 0.0
    peak_bytes: int = 0
    deaths: int = 0
    parsing: Parsing = NO_PARSING

    def add(self, done: Batch | Work) -> None:
        """Count a batch, or what other workers did."""
        self.seconds += done.seconds
        self.peak_bytes = max(self.peak_bytes, done.peak_bytes)
        self.parsing += done.parsing
        self.deaths += done.deaths if isinstance(done, Work) else 0


@dataclass(slots=True)
class Coders:
    """A pool of coders, one per process, started when the first document comes.

    ``make_coder`` makes the coder of a process (it is pickled: a function of a module, or a partial of one); batches
    hold at most ``batch_documents`` documents and ``batch_characters`` characters; ``document_seconds`` is the most
    time for one document; ``niceness`` is how far the workers stand back behind other processes.
    """

    make_coder: MakeCoder
    workers: int
    batch_documents: int
    batch_characters: int
    document_seconds: float
    niceness: int = 0
    work: Work = field(default_factory=Work)
    _pool: ProcessPoolExecutor | None = None
    _is_closed: bool = False
    _deaths_in_a_row: int = 0

    def __enter__(self) -> Coders:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(now=kind is not None)

    def close(self, *, now: bool = False) -> None:
        """Let the workers go; with ``now`` in the middle of what they do."""
        self._is_closed = True
        self._drop(now=now)

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Yield a result for each document, in their order; at most a few batches are under way at a time.

        A document that raises, takes too long or kills its worker becomes a Rejection of stage "code".
        Raises WorkersFailed.
        """
        under_way: deque[tuple[list[Document], Future[Batch]]] = deque()
        for batch in batches(documents, self.batch_documents, self.batch_characters, self.workers):
            under_way.append((batch, self._submit(batch)))
            if len(under_way) > 2 * self.workers:
                yield from self._first(under_way)
        while under_way:
            yield from self._first(under_way)

    def _first(self, under_way: deque[tuple[list[Document], Future[Batch]]]) -> Sequence[Coded]:
        batch, future = under_way.popleft()
        try:
            return self._done(future)
        except BrokenProcessPool:
            self._mend()
        # A dead worker takes down all that was under way, and nobody knows whose fault it was: try one at a time.
        results = self._alone(batch)
        for position, (other, other_future) in enumerate(under_way):
            if not other_future.done() or other_future.exception() is not None:
                again: Future[Batch] = Future()
                again.set_result(Batch(tuple(self._alone(other)), 0.0, 0))
                under_way[position] = (other, again)
        return results

    def _alone(self, batch: list[Document]) -> list[Coded]:
        """Code a batch while no other is under way; cut it in halves until the document that kills is alone."""
        try:
            return list(self._done(self._submit(batch)))
        except BrokenProcessPool:
            self._mend()
        if len(batch) == 1:
            self._deaths_in_a_row += 1
            if self._deaths_in_a_row >= MOST_DEATHS_IN_A_ROW:
                raise WorkersFailed(
                    f"{self._deaths_in_a_row} documents in a row killed their worker process, the last one "
                    f"{batch[0].origin}; is there enough memory? What was loaded before is safe; try fewer workers."
                )
            return [rejected(batch[0], "worker died", "its worker process died, twice, while coding it")]
        middle = len(batch) // 2
        return self._alone(batch[:middle]) + self._alone(batch[middle:])

    def _done(self, future: Future[Batch]) -> tuple[Coded, ...]:
        done = future.result()
        self.work.add(done)
        self._deaths_in_a_row = 0
        return done.results

    def _submit(self, batch: list[Document]) -> Future[Batch]:
        if self._is_closed:
            raise WorkersFailed("the workers were told to stop")
        if self._pool is None:
            self._pool = self._new_pool()
        try:
            return self._pool.submit(_code_batch, batch)
        except BrokenProcessPool as error:
            broken: Future[Batch] = Future()
            broken.set_exception(error)
            return broken

    def _mend(self) -> None:
        """Replace a broken pool, unless new workers die before they have done anything."""
        self.work.deaths += 1
        if self._is_closed:
            raise WorkersFailed("the workers were told to stop")
        self._drop(now=True)
        self._pool = self._new_pool()
        try:
            self._pool.submit(_code_batch, []).result()
        except BrokenProcessPool as error:
            raise WorkersFailed("worker processes die as soon as they start; is there enough memory?") from error

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(self.make_coder, self.document_seconds, self.niceness),
        )

    def _drop(self, *, now: bool) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        if now:
            for process in list((pool._processes or {}).values()):
                process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


def batches(
    documents: Iterable[Document], most_documents: int, most_characters: int, workers: int, smallest: int = 1
) -> Iterator[list[Document]]:
    """Yield the documents in lists of at most so many, with at most so much text unless it is one document.

    Where it is known how many there are, the last lists grow smaller and smaller, down to the ``smallest`` that is worth
    its way: all workers are done at about the same time, and none waits long for another's last list.
    """
    left = len(documents) if isinstance(documents, Sized) else sys.maxsize
    batch: list[Document] = []
    characters = 0
    for document in documents:
        most = min(most_documents, max(smallest, -(-left // (2 * workers))))
        if batch and (len(batch) >= most or characters + len(document.text) > most_characters):
            yield batch
            left -= len(batch)
            batch, characters = [], 0
        batch.append(document)
        characters += len(document.text)
    if batch:
        yield batch


def coders(settings: Settings, ruleset: str | None = None, niceness: int = 0) -> Coders:
    """Return the pool of coders that the settings ask for, all of one ruleset where it is named."""
    return Coders(
        partial(new_coder, settings.parser, ruleset, settings.actors, parses=settings.parses),
        settings.workers,
        settings.batch_documents,
        settings.batch_characters,
        settings.document_seconds,
        niceness,
    )


def new_coder(parser: str, ruleset: str | None = None, actors: Sequence[str] = (), *, parses: str = "") -> Coder:
    """Return a coder with this parser ("" for the bundled one) and these actor files beside ours.

    ``parses`` is a folder to keep parses in.  From then on this process computes on one core.

    More cores come from more processes: several threads for each of them would only be in each other's way.
    Raises WorkersFailed where the files on the disk are not (or no more) those of ``ruleset``.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ[name] = "1"
    keep_freed_memory()
    from extractors.coder import Coder

    coder = Coder(parser or None, [Path(name) for name in actors], Path(parses) if parses else None)
    if ruleset not in (None, coder.ruleset):
        raise WorkersFailed(
            f"the rules here are not those that the run began with (ruleset {coder.ruleset}, not {ruleset}); run again, "
            "or install the same version on every machine"
        )
    return coder


def keep_freed_memory() -> None:
    """Have glibc keep what one sentence frees for the next, where this process uses glibc.

    Otherwise it hands megabytes back to the system and fetches them again for every batch of the parser: 3 % of coding,
    and a sixth under Dask, whose workers pass on an environment that wants memory back at once.
    """
    with suppress(AttributeError, OSError, TypeError):  # another C library, or none that can be asked
        set_option = ctypes.CDLL(None).mallopt
        set_option(M_TRIM_THRESHOLD, 128 * 2**20)
        set_option(M_MMAP_THRESHOLD, 32 * 2**20)


def code_document(coder: SomeCoder, document: Document, most_seconds: float) -> Coded:
    """Return what the coder makes of a document; a document that raises or takes too long becomes a Rejection."""
    try:
        with time_limit(most_seconds):
            return coder.code(document)
    except TooSlow:
        return rejected(document, "too slow", f"was not coded within {most_seconds:g} s")
    except ConfigError:
        raise  # not the document's fault, and the same for all of them
    except Exception as error:  # one document must not stop the others; the rejection says what happened
        return rejected(document, "coding failed", f"{type(error).__name__}: {error}")


def rejected(document: Document, reason: str, detail: str) -> Rejection:
    """Return the rejection of a document that could not be coded."""
    return Rejection(
        origin=document.origin,
        stage="code",
        reason=reason,
        detail=f"{document.origin}: {detail}",
        source=document.source,
        record_id=document.record_id,
        doc_id=document.doc_id,
        document=document,
    )


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the block after so many seconds; without effect outside the main thread and on Windows.

    Compiled code may let no signal through: then the process ends, after twice the time.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_slow)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with Path(os.devnull).open("w") as nowhere:
            faulthandler.dump_traceback_later(2 * seconds, exit=True, file=nowhere)
            yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def peak_bytes() -> int:
    """Return the peak memory of this process in bytes; 0 on Windows, which does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def end_with_parent() -> None:
    """End this process when the one that started it is gone, killed or not; the pool would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _too_slow(signum: int, frame: FrameType | None) -> None:
    raise TooSlow


# -- inside a worker process ----------------------------------------------------------------------------------------

_document_seconds = 0.0
_coder: SomeCoder | Exception | None = None


def _start(make_coder: MakeCoder, document_seconds: float, niceness: int) -> None:
    """Prepare a worker process.  An error is kept for the first batch, whose caller can be told."""
    global _coder, _document_seconds  # noqa: PLW0603 - a worker process has nothing else to keep its coder in
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    _document_seconds = document_seconds
    try:
        _coder = make_coder()
    except Exception as error:
        _coder = error


def _code_batch(documents: list[Document]) -> Batch:
    if isinstance(_coder, Exception):
        raise WorkersFailed(f"a worker process cannot start: {_coder}")
    assert _coder is not None, "a worker is prepared before its first batch"
    started, parsing = time.process_time(), _parsing(_coder)
    try:
        results = tuple(code_document(_coder, document, _document_seconds) for document in documents)
    except ConfigError as error:  # which would not survive its way to the main process
        raise WorkersFailed(str(error)) from None
    return Batch(results, time.process_time() - started, peak_bytes(), _parsing(_coder) - parsing)


def _parsing(coder: SomeCoder) -> Parsing:
    return coder.parses.work if hasattr(coder, "parses") else NO_PARSING
