"""``demarche export``: the events as Parquet."""

from __future__ import annotations

import argparse

from flows.commands.exits import DONE
from flows.commands.options import a_date, add_settings, settings_of

HELP = """\
write the events as Parquet, one folder per year
An earlier export in the same folder is replaced at the end, all at once.

examples:
  demarche export
  demarche export shared/events --since 2021-01-01 --until 2021-12-31
  demarche export verbal --where "quad_class in (1, 3) and polarity = 'affirmed'\""""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("folder", nargs="?", metavar="FOLDER", help="where to; default: export, or as the settings say")
    parser.add_argument("--since", type=a_date, metavar="DATE", help="only events on or after this day")
    parser.add_argument("--until", type=a_date, metavar="DATE", help="only events on or before this day")
    parser.add_argument("--where", metavar="SQL", help="only events that fulfil this condition over the columns")
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the export and say what it holds."""
    from flows.tables import write_table
    from warehouse.store import Store

    settings = settings_of(arguments)
    folder = arguments.folder or settings.export
    with Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
        written = store.export(folder, since=arguments.since, until=arguments.until, where=arguments.where)
    print(f"{written.events:,} events written to {written.directory}")
    if written.years:
        write_table(("year", "events"), list(written.years.items()))
    return DONE
