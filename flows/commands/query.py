"""``demarche query``: a question that comes with the warehouse."""

from __future__ import annotations

import argparse

from flows.commands.exits import DONE
from flows.commands.options import add_layouts, add_settings, settings_of

HELP = """\
answer a question that comes with the warehouse
Without a name, lists the questions and their parameters.

examples:
  demarche query
  demarche query overview
  demarche query dyad_monthly --param source=RUS --param target=USA --csv"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="the question; without it, all are listed")
    parser.add_argument(
        "--param", action="append", default=[], type=_pair, metavar="KEY=VALUE", help="a parameter of the question"
    )
    add_layouts(parser)
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the answer, or the list of questions."""
    from flows.commands.answers import print_answer
    from warehouse.store import Store

    if arguments.name is None:
        _list(arguments.layout)
        return DONE
    settings = settings_of(arguments)
    with Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
        answer = store.run_named(arguments.name, **dict(arguments.param))
    print_answer(answer, arguments.layout)
    return DONE


def _list(layout: str) -> None:
    from flows.tables import write_table
    from warehouse.store import named_queries

    rows = [
        (each.name, each.description, " ".join(_parameter(p.name, p.default, p.is_required) for p in each.parameters))
        for each in named_queries()
    ]
    write_table(("name", "question", "parameters"), rows, layout=layout)


def _parameter(name: str, default: str | None, is_required: bool) -> str:
    return name if is_required else f"[{name}={default or ''}]"


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise argparse.ArgumentTypeError(f"{text!r} is not KEY=VALUE")
    return key, value
