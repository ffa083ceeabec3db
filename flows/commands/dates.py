"""``demarche dates``: the date expressions of texts, resolved."""

from __future__ import annotations

import argparse

from flows.commands.exits import DONE, FOUND

HELP = """\
find and resolve the dates in JSON Lines
Each line in is {"id", "text", "date"?}, where date is the day of publication (YYYY-MM-DD).  Each line out is
{"id", "expressions": [{"start", "end", "text", "from", "to", "granularity", "modifier"}]}, in the same order.
A line that cannot be used is answered by {"id", "error"}, and the exit code is 1.

examples:
  demarche dates articles.jsonl > dates.jsonl
  echo '{"id": 1, "text": "They met last Thursday.", "date": "2022-01-27"}' | demarche dates"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help='JSON Lines, plain or gzipped; default or "-": standard input'
    )
    parser.add_argument(
        "--date-order", choices=("MDY", "DMY", "YMD"), help="how to read 03/04/2022; default: as the text suggests"
    )


def run(arguments: argparse.Namespace) -> int:
    """Answer every line."""
    from extractors.dates import date_objects
    from flows.commands.json_lines import failure, read_lines, write_line

    is_clean = True
    for line in read_lines(arguments.files):
        try:
            if line.record is None:
                raise ValueError(line.error)
            (found,) = date_objects([line.record], date_order=arguments.date_order)
            write_line(found)
        except ValueError as error:
            write_line(failure(line, str(error)))
            is_clean = False
    return DONE if is_clean else FOUND
