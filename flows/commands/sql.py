"""``demarche sql``: a question of the user's own."""

from __future__ import annotations

import argparse

from flows.commands.exits import DONE
from flows.commands.options import add_layouts, add_settings, settings_of

HELP = """\
answer a question in SQL
The warehouse is only read: statements that would change it are refused.

examples:
  demarche sql "select * from default_events limit 10"
  demarche sql "from dyad('RUS', 'USA')" --csv > dyad.csv
  demarche sql "select column_name, comment from duckdb_columns() where table_name = 'events'\""""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("sql", metavar="SQL", help="one SELECT (or FROM, DESCRIBE, SHOW, EXPLAIN …)")
    parser.add_argument("--limit", type=int, metavar="N", help="print at most N rows")
    add_layouts(parser)
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the answer."""
    from flows.commands.answers import print_answer
    from warehouse.store import Store

    settings = settings_of(arguments)
    with Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
        answer = store.query(arguments.sql, limit=arguments.limit)
    print_answer(answer, arguments.layout)
    return DONE
