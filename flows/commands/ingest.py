"""``demarche ingest``: the flow ingest-source."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from flows.commands.options import add_sources, settings_of
from flows.commands.running import add_running, options_of, report_on

if TYPE_CHECKING:
    from flows.report import Report

HELP = """\
read what is new in a source and code it into the warehouse
Sources are described in sources.toml in the current folder, or in the file that --sources names: folders and files,
RSS and Atom feeds, SQL over DuckDB or Parquet.  What was read before is not read again; how far a source was read is
kept in the warehouse.  Nothing is asked over the network but the hosts of the source.

examples:
  demarche ingest gazeta
  GAZETA_KEY=... demarche ingest gazeta         a feed whose header is {X-Key = "${GAZETA_KEY}"}
  demarche ingest gazeta --sources conf/sources.toml --database crisis.duckdb"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("name", metavar="NAME", help="the source")
    add_sources(parser)
    add_running(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the flow and print its report."""
    from flows.sources import find_source

    settings = settings_of(arguments)
    find_source(arguments.name, arguments.sources or settings.sources or None)

    def flow() -> Report:
        from flows.ingest_source import ingest_source

        return ingest_source(arguments.name, arguments.sources, options_of(arguments), arguments.export)

    return report_on(flow, settings)
