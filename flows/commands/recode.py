"""``demarche recode``: the flow recode."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from flows.commands.options import existing, settings_of
from flows.commands.running import add_running, options_of, report_on

if TYPE_CHECKING:
    from flows.report import Report

HELP = """\
code the articles of the warehouse again after a change of rules
From their stored texts; no source is read.  Sentences that were parsed before are not parsed again.  What the old rules
made of them is kept for demarche diff.  After an interruption the same command goes on where it was.

examples:
  demarche recode
  demarche recode --database crisis.duckdb --actors ministers.csv --export"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    add_running(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the flow and print its report."""
    settings = settings_of(arguments)
    existing(settings.database)

    def flow() -> Report:
        from flows.recode import recode

        return recode(options_of(arguments), arguments.export)

    return report_on(flow, settings)
