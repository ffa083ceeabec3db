"""``demarche explain``: why a sentence is coded as it is."""

from __future__ import annotations

import argparse

from flows.commands.exits import DONE
from flows.commands.options import a_date, add_actors, add_config, add_parser, settings_of

HELP = """\
show how a sentence is coded, or why it is not
Prints the tree of each sentence, its actors and dates, the triggers, and the events with their rules and paths.

examples:
  demarche explain "Russia's foreign minister met his Turkish counterpart in Ankara on Monday." --date 2022-01-27
  demarche explain - < article.txt"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("text", metavar="TEXT", help='a sentence or more; "-" reads standard input')
    parser.add_argument("--date", type=a_date, metavar="DATE", help="the day of publication, YYYY-MM-DD")
    add_parser(parser)
    add_actors(parser)
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the account of the text."""
    import sys

    from extractors.explain import explain
    from flows.workers import new_coder

    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    settings = settings_of(arguments)
    print(explain(new_coder(settings.parser, actors=settings.actors), text, arguments.date), end="")
    return DONE
