"""``demarche corrections``: verdicts of analysts on events, out to a sheet and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.commands.exits import DONE, MISSING, Stop
from flows.commands.options import a_number, add_settings, existing, settings_of

HELP = """\
judge events: a sheet to fill in, its import, all verdicts as CSV
"sheet" writes events that nobody has judged, "import" takes a filled-in sheet (or an earlier export) in, "export"
writes all verdicts.  A verdict is right, wrong, or corrected (with corrected_source_code, corrected_target_code or
corrected_cameo_code); rows without one are passed over.  A sheet with a mistake is refused whole, with file and line.
Verdicts stay when articles are coded again; demarche evaluate --corrections counts them by rule.

examples:
  demarche corrections sheet to-judge.csv --count 50
  demarche corrections import to-judge.csv --author "A. Analyst"
  demarche corrections export verdicts.csv"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("action", choices=("sheet", "import", "export"), help="what to do")
    parser.add_argument("file", metavar="FILE", help="the CSV file to write, or to read")
    parser.add_argument("--count", type=a_number, default=100, metavar="N", help="sheet: so many events; default: 100")
    parser.add_argument("--author", metavar="NAME", help="import: whose verdicts, where the sheet does not say")
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write or read the sheet and say how many rows it has."""
    from warehouse.store import Store

    settings, file = settings_of(arguments), arguments.file
    if arguments.action == "import" and not Path(file).is_file():
        raise Stop(MISSING, f"no such file: {file}")
    is_writing = arguments.action == "import"
    with Store.open(
        existing(settings.database), read_only=not is_writing, wait_seconds=settings.lock_wait_seconds
    ) as store:
        if is_writing:
            print(f"{store.import_corrections(file, author=arguments.author):,} verdicts taken in from {file}")
        elif arguments.action == "export":
            print(f"{store.export_corrections(file):,} verdicts written to {file}")
        else:
            print(f"{store.correction_sheet(file, count=arguments.count):,} events to judge written to {file}")
    return DONE
