"""``demarche actors``: whom a name means and which row says so; where rows contradict; which names no row knows."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import DONE, FOUND, MISSING, USAGE, Stop
from flows.commands.options import (
    a_date,
    a_number,
    add_actors,
    add_layouts,
    add_parser,
    add_settings,
    existing,
    settings_of,
)

if TYPE_CHECKING:
    from extractors.actors import Mention
    from extractors.lookup import Meaning, Span
    from extractors.records import Document
    from flows.settings import Settings

HELP = """\
look a name up in the actor files; list their conflicts
Lists every row that the name may mean, with its time and its file and line, and then whom the coder takes it for at
the date, by which row: also phrases that only composition can read, such as "the French foreign ministry".
Without a date, what has no end holds.  A name that nobody knows is exit code 3.
In place of a name, "conflicts" lists the rows of your own actor files (--actors) that give a name another code than
another row does, for days that both hold; the first of the two counts.  Exit code 1 where there are any.
"candidates" lists the names that texts have in political positions at least --least times and that no file knows,
each with up to three sentences and a row to paste.  PATH is read as by "demarche run"; without one, the documents of
the warehouse are.  What the text does not tell is "???" in the row: no file with such a row loads before it is filled in.

examples:
  demarche actors Lavrov --date 2021-11-30
  demarche actors "Angela Merkel" --date 2022-03-01
  demarche actors "the Turkish defence minister"
  demarche actors conflicts --actors ministers.csv militias.actors.txt
  demarche actors candidates articles/ --least 5
  demarche actors candidates --database crisis.duckdb --csv"""

COLUMNS = ("name", "kind", "code", "office or name", "from", "until", "holds", "decides", "where")
CONFLICT_COLUMNS = ("name", "code", "where", "other code", "other row", "from", "until")
CANDIDATE_COLUMNS = ("name", "kind", "count", "documents", "file", "row", "evidence")
LEAST = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("name", metavar="NAME", help='a name as in a text, or a phrase; or "conflicts" or "candidates"')
    parser.add_argument("paths", nargs="*", metavar="PATH", help="for candidates: files and folders of articles")
    parser.add_argument(
        "--least", type=a_number, default=LEAST, metavar="N", help=f"for candidates: seen N times (default {LEAST})"
    )
    parser.add_argument("--date", type=a_date, metavar="DATE", help="as of this day, YYYY-MM-DD")
    add_actors(parser)
    add_layouts(parser)
    add_parser(parser)
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the rows and what the phrase resolves to, or the conflicts."""
    settings = settings_of(arguments)
    if arguments.name == "candidates":
        return _candidates(arguments, settings)
    if arguments.paths:
        raise Stop(USAGE, 'paths go with "candidates"; put a name of several words in quotation marks')
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


def _candidates(arguments: argparse.Namespace, settings: Settings) -> int:
    from extractors.actors import load_lexicon
    from extractors.actors.candidates import Gathering, Seeker
    from flows.tables import shown, write_table
    from flows.workers import new_coder

    if arguments.paths and arguments.database:
        raise Stop(USAGE, "name paths or a warehouse, not both")
    coder = new_coder(settings.parser, actors=settings.actors)
    lexicon = load_lexicon(coder.actor_files)
    seeker, gathering = Seeker(lexicon, coder.frames), Gathering(lexicon)
    count = 0
    for document in _documents(arguments.paths, settings):
        count += 1
        _, coded = coder.parse(document)
        gathering.add(each for one in coded for each in seeker.seek(one.tree, one.mentions))
    found = gathering.ranked(arguments.least)
    if arguments.layout != "text":
        rows = [(c.name, c.kind, c.count, c.documents, c.file, c.row, c.evidence) for c in found]
        write_table(CANDIDATE_COLUMNS, rows, layout=arguments.layout)
        return DONE
    for each in found:
        print(
            f"{each.name} ({each.kind}): {each.count:,} times in {each.documents:,} documents\n  {each.file}\n  {each.row}"
        )
        print("".join(f"    {shown(sentence)}\n" for sentence in each.evidence))
    print(f"{count:,} documents, {len(found):,} {'candidate' if len(found) == 1 else 'candidates'}")
    return DONE


def _documents(paths: list[str], settings: Settings) -> Iterator[Document]:
    """Yield the usable documents that paths name and hold, each once, or else those of the warehouse."""
    from flows.planning import Plan
    from warehouse.store import Store

    if not paths:
        with Store.open(existing(settings.database), read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
            yield from store.documents()
        return
    plan, seen = Plan(paths, settings, sys.stdin.buffer), set[str]()
    while chunk := plan.next_chunk(lambda page: {document.doc_id for document in page}, seen):
        for rejection in chunk.rejections:
            print(f"demarche: {rejection.origin}: {rejection.reason}", file=sys.stderr)
        yield from chunk.documents


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
