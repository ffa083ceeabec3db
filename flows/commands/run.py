"""``demarche run``: the flow code-texts."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import DONE, FOUND
from flows.commands.options import a_number, add_actors, add_parser, add_settings, settings_of

if TYPE_CHECKING:
    from flows.report import Report
    from flows.settings import Settings

SECONDS_TO_TELL = 10

HELP = """\
code articles into the warehouse
Files and folders of .txt, .md, .html, .jsonl, .json, .csv, .tsv and .parquet, gzipped or not; "-" is standard input.
What this ruleset has coded before is skipped: the same command again does nothing, and after an interruption it
goes on where it was.

examples:
  demarche run articles/
  demarche run feed.jsonl.gz more/*.html --database crisis.duckdb --workers 4
  zcat archive.jsonl.gz | demarche run -
  demarche run articles/ --export
  demarche run articles/ --actors ministers.csv militias.actors.txt
  demarche run old/*.txt --source gazeta --encoding cp1250"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help='file or folder; "-" is standard input')
    parser.add_argument(
        "--workers", type=a_number, metavar="N", help="worker processes; default: one per core, at most 8"
    )
    parser.add_argument("--export", action="store_true", help="write the events as Parquet afterwards")
    parser.add_argument("--source", metavar="NAME", help="the source of the files; sources.toml may know its encoding")
    parser.add_argument("--encoding", metavar="NAME", help="the encoding of the files; default: UTF-8, then cp1252")
    add_parser(parser)
    add_actors(parser)
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the flow and print its report."""
    settings = settings_of(arguments)
    _check(arguments.paths, settings.database, settings.lock_wait_seconds)
    _tell_conflicts(settings)

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with prefect_server():
        report = _run(arguments, settings)
    return FOUND if report.audit_findings else DONE


def _tell_conflicts(settings: Settings) -> None:
    """Say in one line how many rows of the user's actor files contradict others; raises ConfigError for a bad file."""
    from extractors.actors.lexicon import find_conflicts

    found = find_conflicts([Path(name) for name in settings.actors]) if settings.actors else []
    if found:
        many = "1 row contradicts" if len(found) == 1 else f"{len(found):,} rows contradict"
        print(
            f"demarche: in your actor files {many} another; yours count (demarche actors conflicts lists them)",
            file=sys.stderr,
        )


def _run(arguments: argparse.Namespace, settings: Settings) -> Report:
    from prefect.exceptions import TerminationSignal

    from flows.code_texts import code_texts
    from flows.commands.summary import print_report

    try:
        report = code_texts(arguments.paths, settings, arguments.export)
    except TerminationSignal as error:
        raise KeyboardInterrupt from error
    print_report(report)
    sys.stdout.flush()
    return report


@contextmanager
def prefect_server() -> Iterator[None]:
    """Have a Prefect server: the user's, where the environment or a profile names one, else our own."""
    from flows import environment
    from flows.server import PrefectServer

    server = PrefectServer(environment.prepare())
    from prefect.logging.handlers import APILogWorker
    from prefect.settings import PREFECT_API_URL, temporary_settings

    if PREFECT_API_URL.value():
        yield
    else:
        with temporary_settings({PREFECT_API_URL: server.start()}):
            try:
                yield
            finally:
                # What Prefect still has to tell goes to the server while it surely listens, not at the program's end.
                APILogWorker.drain_all(timeout=SECONDS_TO_TELL)


def _check(paths: list[str], database: str, wait_seconds: float) -> None:
    """Say at once what would stop the run, before Prefect takes its time to start."""
    from extractors.readers import read
    from warehouse.store import Store

    read(paths)
    with Store.open(
        database, wait_seconds=wait_seconds, on_wait=lambda message: print(f"demarche: {message}", file=sys.stderr)
    ):
        pass
