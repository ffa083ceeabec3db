"""``demarche export``: the events as Parquet, or in the layout of another data set."""

from __future__ import annotations

import argparse

from flows.commands.exits import DONE, USAGE, Stop
from flows.commands.options import a_date, add_settings, settings_of

HELP = """\
write the events as Parquet, or in the layout of another data set
Parquet has all events, of every polarity and modality, in one folder per year.  A layout is one file of the events
told as fact: csv, jsonl, gdelt1, gdelt2, gdelt2-mentions, icews, petrarch, phoenix or polecat.
What stood there before is replaced at the end, all at once.

examples:
  demarche export
  demarche export shared/events --since 2021-01-01 --until 2021-12-31
  demarche export verbal --where "quad_class in (1, 3) and polarity = 'affirmed'"
  demarche export events.tsv --layout gdelt2"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("target", nargs="?", metavar="PATH", help="where to; default: export, or as the settings say")
    parser.add_argument("--layout", metavar="NAME", help="write one file in this layout; PATH is the file")
    parser.add_argument("--since", type=a_date, metavar="DATE", help="only events on or after this day")
    parser.add_argument("--until", type=a_date, metavar="DATE", help="only events on or before this day")
    parser.add_argument("--where", metavar="SQL", help="only events that fulfil this condition over the columns")
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the export and say what it holds."""
    from flows.tables import write_table
    from warehouse.layouts import layouts
    from warehouse.store import Store

    settings = settings_of(arguments)
    target, name = arguments.target, arguments.layout
    if name is not None and name not in (names := [each.name for each in layouts()]):
        raise Stop(USAGE, f"there is no layout {name}; there are {', '.join(names)}")
    if name is not None and target is None:
        raise Stop(USAGE, "a layout is written to one file; name it: demarche export FILE --layout NAME")
    chosen = {"since": arguments.since, "until": arguments.until, "where": arguments.where}
    with Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
        if name is not None:
            file = store.export_layout(name, target, **chosen)
            print(f"{file.rows:,} rows written to {file.file}; {file.left_out:,} events without a single day left out")
            return DONE
        written = store.export(target or settings.export, **chosen)
    print(f"{written.events:,} events written to {written.directory}")
    if written.years:
        write_table(("year", "events"), list(written.years.items()))
    return DONE
