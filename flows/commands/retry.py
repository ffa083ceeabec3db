"""``demarche retry``: the flow retry."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from extractors.records import STAGES
from flows.commands.options import add_sources, existing, settings_of
from flows.commands.running import add_running, options_of, report_on

if TYPE_CHECKING:
    from flows.report import Report

HELP = """\
try rejected inputs again
Articles that were read are coded from what was kept of them, others are read again from their files or, where they are
of a source that sources.toml describes, fetched again from their addresses.  What can be coded now is no rejection any
more.

examples:
  demarche retry
  demarche retry --stage code --reason "too slow" --config patient.toml
  demarche retry --reason "timed out"          pages of a feed that did not answer in time
  demarche query rejections_by_reason"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("--stage", choices=STAGES, help="only what failed there")
    parser.add_argument("--reason", metavar="TEXT", help='only this reason, as "too slow"')
    add_sources(parser)
    add_running(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the flow and print its report."""
    from flows.sources import readable_sources

    settings = settings_of(arguments)
    existing(settings.database)
    readable_sources(settings.sources or None)

    def flow() -> Report:
        from flows.retry import retry

        return retry(arguments.stage, arguments.reason, options_of(arguments), arguments.export)

    return report_on(flow, settings)
