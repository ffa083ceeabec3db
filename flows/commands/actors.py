"""``demarche actors``: whom a name means and which row says so; where rows contradict; which names no row knows."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import DONE, FOUND, MISSING, USAGE, Stop
from flows.commands.options import a_date, add_actors, add_config, add_layouts, add_parser, settings_of

if TYPE_CHECKING:
    from extractors.actors import Mention
    from extractors.lookup import Meaning, Span
    from flows.settings import Settings

HELP = """\
look a name up in the actor files; list their conflicts
Lists every row that the name may mean, with its time and its file and line, and then whom the coder takes it for at
the date, by which row: also phrases that only composition can read, such as "the French foreign ministry".
Without a date, what has no end holds.  A name that nobody knows is exit code 3.
In place of a name, "conflicts" lists the rows of your own actor files (--actors) that give a name another code than
another row does, for days that both hold; the first of the two counts.  Exit code 1 where there are any.

examples:
  demarche actors Lavrov --date 2021-11-30
  demarche actors "Angela Merkel" --date 2022-03-01
  demarche actors "the Turkish defence minister"
  demarche actors conflicts --actors ministers.csv militias.actors.txt"""

COLUMNS = ("name", "kind", "code", "office or name", "from", "until", "holds", "decides", "where")
CONFLICT_COLUMNS = ("name", "code", "where", "other code", "other row", "from", "until")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("name", metavar="NAME", help='a name as in a text, or a phrase; or "conflicts"')
    parser.add_argument("--date", type=a_date, metavar="DATE", help="as of this day, YYYY-MM-DD")
    add_actors(parser)
    add_layouts(parser)
    add_parser(parser)
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the rows and what the phrase resolves to, or the conflicts."""
    settings = settings_of(arguments)
    if arguments.name == "conflicts":
        return _conflicts(arguments, settings)
    return _look_up(arguments, settings)


def _conflicts(arguments: argparse.Namespace, settings: Settings) -> int:
    from extractors.actors.lexicon import find_conflicts
    from flows.tables import write_table

    if not settings.actors:
        raise Stop(USAGE, "name your actor files: demarche actors conflicts --actors FILE")
    found = find_conflicts([Path(name) for name in settings.actors])
    rows = [(c.name, c.code, c.where, c.other_code, c.other_where, c.start, c.end) for c in found]
    write_table(CONFLICT_COLUMNS, rows, layout=arguments.layout)
    if arguments.layout == "text":
        print(f"{len(found):,} {'conflict' if len(found) == 1 else 'conflicts'}")
    return FOUND if found else DONE


def _look_up(arguments: argparse.Namespace, settings: Settings) -> int:
    from extractors.lookup import Lookup
    from flows.tables import write_table

    name, date = " ".join(arguments.name.split()), arguments.date
    lookup = Lookup([Path(each) for each in settings.actors])
    found = lookup.meanings(name, date)
    if arguments.layout != "text":
        write_table(COLUMNS, map(_row, found), layout=arguments.layout)
        return DONE if found else MISSING
    resolved = lookup.mentions(name, date, settings.parser or None) if name else []
    if not found and not resolved:
        raise Stop(MISSING, f"neither the actor files nor composition know {name!r}")
    if found:
        write_table(COLUMNS, map(_row, found), title="In the actor files")
    else:
        print("In the actor files: no such name; its parts may be there.")
    print(f"\nAs the subject of a sentence, {f'on {date}' if date else 'undated'}")
    for mention in resolved:
        print(f"  {_told(mention)}")
    if not resolved:
        print("  nobody")
    _print_timeline(lookup.timeline(name) if found else [])
    return DONE


def _print_timeline(spans: list[Span]) -> None:
    if len({span.code for span in spans}) > 1:
        print("\nAlone, by date")
        for span in spans:
            since = f"from {span.start}" if span.start else "at first"
            print(f"  {since:<15}  {span.code or 'nobody':<12}  {span.where}".rstrip())


def _row(meaning: Meaning) -> tuple[object, ...]:
    return (
        meaning.name,
        meaning.kind,
        meaning.code,
        meaning.title,
        meaning.start,
        meaning.end,
        meaning.holds,
        meaning.decides,
        meaning.where,
    )


def _told(mention: Mention) -> str:
    scene = ", only a place here" if mention.is_place_only else ""
    where = f", {mention.where}" if mention.where else ""
    return f"{mention.text} = {mention.code} ({mention.name}; by {mention.resolved_by}{where}{scene})"
