"""``demarche backfill``: the flow backfill."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from flows.commands.options import a_date, add_source, settings_of
from flows.commands.running import add_running, options_of, report_on

if TYPE_CHECKING:
    from flows.report import Report

HELP = """\
code an archive, or some years of it, behind everything else
Like demarche run, in chunks, and after an interruption the same command goes on where it was.  Its workers leave the
processor to other runs.  With --since or --until only articles published in that time are coded.  Without a path the
whole of --source is read, from its beginning, as sources.toml describes it.

examples:
  demarche backfill archive/
  demarche backfill --source gazeta --since 2021-01-01 --until 2022-12-31
  demarche backfill archive/*.jsonl.gz --source gazeta --workers 2"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file or folder; default: what --source names")
    parser.add_argument("--since", type=a_date, metavar="DATE", help="only articles published on or after this day")
    parser.add_argument("--until", type=a_date, metavar="DATE", help="only articles published on or before this day")
    add_source(parser)
    add_running(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the flow and print its report."""
    from extractors.readers import read
    from flows.archive import archived
    from flows.planning import Span
    from flows.sources import known_sources

    settings = settings_of(arguments)
    # What cannot be is an error before Prefect takes its time to start.
    Span(arguments.since, arguments.until)
    known_sources(settings.sources or None)
    if arguments.paths:
        read(arguments.paths)
    else:
        archived(settings)

    def flow() -> Report:
        from flows.backfill import backfill

        return backfill(arguments.paths, arguments.since, arguments.until, options_of(arguments), arguments.export)

    return report_on(flow, settings)
