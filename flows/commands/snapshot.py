"""``demarche snapshot``: a copy of the warehouse for readers."""

from __future__ import annotations

import argparse

from flows.commands.exits import DONE
from flows.commands.options import add_settings, settings_of

HELP = """\
copy the warehouse to a file that readers can keep open
A run and a reader cannot have the same file open at once; a snapshot is a file of its own.  What stood there before
is replaced at the end, all at once.

examples:
  demarche snapshot reading.duckdb
  demarche snapshot /data/shared/crisis.duckdb --database crisis.duckdb"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("file", metavar="FILE", help="where to")
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the copy."""
    from pathlib import Path

    from flows.commands.options import existing
    from warehouse.store import Store

    settings = settings_of(arguments)
    with Store.open(existing(settings.database), wait_seconds=settings.lock_wait_seconds) as store:
        store.snapshot(arguments.file)
    print(f"{settings.database} copied to {arguments.file} ({Path(arguments.file).stat().st_size / 2**20:,.1f} MiB)")
    return DONE
