"""``demarche actors``: whom a name means, and which row of the actor files says so."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from flows.commands.exits import DONE, MISSING, Stop
from flows.commands.options import a_date, add_config, add_layouts, add_parser, settings_of

if TYPE_CHECKING:
    from extractors.actors import Mention
    from extractors.lookup import Meaning

HELP = """\
look a name up in the actor files
Lists every row that the name may mean, with its time and its file and line, and then whom the coder takes it for at
the date: also phrases that only composition can read, such as "the French foreign ministry".
Without a date, what has no end holds.  A name that nobody knows is exit code 3.

examples:
  demarche actors Lavrov --date 2021-11-30
  demarche actors "Angela Merkel" --date 2022-03-01
  demarche actors "the Turkish defence minister" """.rstrip()

COLUMNS = ("name", "kind", "code", "office or name", "from", "until", "holds", "where")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("name", metavar="NAME", help="a name as in a text, or a phrase")
    parser.add_argument("--date", type=a_date, metavar="DATE", help="as of this day, YYYY-MM-DD")
    add_layouts(parser)
    add_parser(parser)
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the rows and what the phrase resolves to."""
    from extractors.lookup import meanings, mentions
    from flows.tables import write_table

    name = " ".join(arguments.name.split())
    settings = settings_of(arguments)
    found = meanings(name, arguments.date)
    if arguments.layout != "text":
        write_table(COLUMNS, map(_row, found), layout=arguments.layout)
        return DONE if found else MISSING
    resolved = mentions(name, arguments.date, settings.parser or None) if name else []
    if not found and not resolved:
        raise Stop(MISSING, f"neither the actor files nor composition know {name!r}")
    if found:
        write_table(COLUMNS, map(_row, found), title="In the actor files")
    else:
        print("In the actor files: no such name; its parts may be there.")
    print(f"\nAs the subject of a sentence, {f'on {arguments.date}' if arguments.date else 'undated'}")
    for mention in resolved:
        print(f"  {_told(mention)}")
    if not resolved:
        print("  nobody")
    return DONE


def _row(meaning: Meaning) -> tuple[object, ...]:
    return (
        meaning.name,
        meaning.kind,
        meaning.code,
        meaning.title,
        meaning.start,
        meaning.end,
        meaning.holds,
        meaning.where,
    )


def _told(mention: Mention) -> str:
    scene = ", only a place here" if mention.is_place_only else ""
    where = f", {mention.where}" if mention.where else ""
    return f"{mention.text} = {mention.code} ({mention.name}; by {mention.resolved_by}{where}{scene})"
