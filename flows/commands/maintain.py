"""``demarche maintain``: the flow maintain."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from flows.commands.options import add_settings, existing, settings_of
from flows.commands.running import options_of, report_on

if TYPE_CHECKING:
    from flows.summary import Summary

HELP = """\
check, compact and copy the warehouse, and drop parses that nobody used for long
The audits come first: where one finds something, nothing is compacted or copied, and the exit code is 1.

examples:
  demarche maintain
  demarche maintain --snapshot reading.duckdb
  demarche maintain --no-compact --database crisis.duckdb"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("--snapshot", metavar="FILE", help="copy for readers; default: none, or as the settings say")
    parser.add_argument("--no-compact", action="store_true", help="leave the space of replaced rows as it is")
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the flow and print its report."""
    settings = settings_of(arguments)
    existing(settings.database)

    def flow() -> Summary:
        from flows.maintain import maintain

        return maintain(arguments.snapshot, not arguments.no_compact, options_of(arguments))

    return report_on(flow, settings)
