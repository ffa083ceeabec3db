"""What the commands that run a coding flow share: their options, Prefect around the flow, the report and the exit code."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import DONE, FOUND
from flows.commands.options import a_number, add_actors, add_parser, add_settings

if TYPE_CHECKING:
    from flows.options import Options
    from flows.report import Report
    from flows.settings import Settings
    from flows.summary import Summary

SECONDS_TO_TELL = 10


def add_running(parser: argparse.ArgumentParser) -> None:
    """Add ``--workers``, ``--runner`` and what goes with it, ``--export``, ``--parser``, ``--actors``, ``--config`` and ``--database``."""
    parser.add_argument(
        "--workers", type=a_number, metavar="N", help="worker processes; default: one per core, at most 8"
    )
    add_runner(parser)
    parser.add_argument("--export", action="store_true", help="write the events as Parquet afterwards")
    add_parser(parser)
    add_actors(parser)
    add_settings(parser)


def options_of(arguments: argparse.Namespace) -> Options:
    """Return what the command line says, for a flow."""
    from flows.options import Options

    return Options(**{name: getattr(arguments, name, None) for name in Options.model_fields})


def add_runner(parser: argparse.ArgumentParser) -> None:
    """Add ``--runner``, ``--dask-address`` and ``--staging``."""
    parser.add_argument(
        "--runner",
        choices=("processes", "dask"),
        help="who codes: processes of this machine (the default), or a Dask cluster",
    )
    parser.add_argument(
        "--dask-address",
        metavar="URL",
        help="the cluster's scheduler, as tcp://10.0.0.5:8786; default: a cluster of --workers processes here",
    )
    parser.add_argument(
        "--staging",
        metavar="DIR",
        help="where a cluster leaves its results, on storage that all machines share; default: .demarche/staging",
    )


def report_on(flow: Callable[[], Report | Summary], settings: Settings) -> int:
    """Run a flow with a Prefect server at hand, print its report and return the exit code."""
    from flows.runners import check_runner

    check_runner(settings)
    tell_conflicts(settings)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with prefect_server():
        from prefect.exceptions import TerminationSignal

        from flows.commands.summary import print_report

        try:
            report = flow()
        except TerminationSignal as error:
            raise KeyboardInterrupt from error
        print_report(report)
        sys.stdout.flush()
    return FOUND if report.audit_findings else DONE


def tell_conflicts(settings: Settings) -> None:
    """Say in one line how many rows of the user's actor files contradict others; raises ConfigError for a bad file."""
    from extractors.actors.lexicon import find_conflicts

    found = find_conflicts([Path(name) for name in settings.actors]) if settings.actors else []
    if found:
        many = "1 row contradicts" if len(found) == 1 else f"{len(found):,} rows contradict"
        print(
            f"demarche: in your actor files {many} another; yours count (demarche actors conflicts lists them)",
            file=sys.stderr,
        )


@contextmanager
def prefect_server(*, is_full: bool = False) -> Iterator[None]:
    """Have a Prefect server: the user's, where the environment or a profile names one, else our own.

    Ours schedules runs and shows pages only where it ``is_full``; without that it starts sooner.
    """
    from flows import environment
    from flows.server import PrefectServer

    server = PrefectServer(environment.prepare(), is_full=is_full)
    from prefect.logging.handlers import APILogWorker
    from prefect.settings import PREFECT_API_URL, PREFECT_UI_URL, temporary_settings

    if PREFECT_API_URL.value():
        yield
    else:
        address = server.start()
        pages = address.removesuffix("/api") if is_full else ""
        with temporary_settings({PREFECT_API_URL: address, PREFECT_UI_URL: pages}):
            try:
                yield
            finally:
                # What Prefect still has to tell goes to the server while it surely listens, not at the program's end.
                APILogWorker.drain_all(timeout=SECONDS_TO_TELL)
