"""Who codes: processes of this machine, or the machines of a Dask cluster.  Their results are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Protocol

from extractors.extras import library
from extractors.records import Document
from flows.settings import Settings
from flows.workers import Coded, Work, coders


class Runner(Protocol):
    """Codes documents somewhere else while its context lasts, and counts in ``work`` what that took."""

    @property
    def work(self) -> Work:
        """Return what was done so far."""

    def __enter__(self) -> Runner:
        """Begin; what codes starts with the first document."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of what codes; in the middle of what it does where there was an error."""

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Yield a result for each document, in their order; only a bounded number of them is under way at a time."""


def make_runner(settings: Settings, ruleset: str, niceness: int = 0) -> Runner:
    """Return the runner that the settings ask for; all it codes is coded by one ruleset.

    With ``niceness`` the processes stand back behind others.

    Raises MissingExtra where it needs a library that is not installed.
    """
    local = coders(settings, ruleset, niceness)
    if settings.runner == "processes":
        return local
    check_runner(settings)
    from flows.dask_runner import DaskCoders

    return DaskCoders(replace(local, workers=1), settings.dask_address, Path(settings.staging), settings.workers)


def check_runner(settings: Settings) -> None:
    """Raise MissingExtra where the runner needs a library that is not installed."""
    if settings.runner == "dask":
        library("distributed", "dask")
