"""``demarche ingest``: the flow ingest-source."""

from __future__ import annotations

import argparse
import signal
import sys

from flows.commands.exits import DONE, FOUND
from flows.commands.options import a_number, add_actors, add_parser, add_settings, settings_of

HELP = """\
read what is new in a source and code it into the warehouse
Sources are described in sources.toml in the current folder, or in the file that --sources names.  What was read
before is not read again; how far a source was read is kept in the warehouse.

examples:
  demarche ingest gazeta
  demarche ingest gazeta --sources conf/sources.toml --database crisis.duckdb"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("name", metavar="NAME", help="the source")
    parser.add_argument("--sources", metavar="FILE", help="the file of sources; default: sources.toml here")
    parser.add_argument(
        "--workers", type=a_number, metavar="N", help="worker processes; default: one per core, at most 8"
    )
    parser.add_argument("--export", action="store_true", help="write the events as Parquet afterwards")
    add_parser(parser)
    add_actors(parser)
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the flow and print its report."""
    from flows.commands.run import prefect_server
    from flows.sources import find_source

    settings = settings_of(arguments)
    find_source(arguments.name, arguments.sources or settings.sources or None)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with prefect_server():
        from prefect.exceptions import TerminationSignal

        from flows.commands.summary import print_report
        from flows.ingest_source import ingest_source

        try:
            report = ingest_source(arguments.name, arguments.sources, settings, arguments.export)
        except TerminationSignal as error:
            raise KeyboardInterrupt from error
        print_report(report)
        sys.stdout.flush()
    return FOUND if report.audit_findings else DONE
