"""``demarche serve``: the flow ingest-source on the schedules of the sources."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from typing import TYPE_CHECKING

from flows.commands.exits import DONE, USAGE, Stop
from flows.commands.options import a_number, add_sources, settings_of
from flows.commands.running import add_running, options_of, prefect_server, tell_conflicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.sources import Source

HELP = """\
read the sources when their schedules say so, until it is told to end
Serves every source of sources.toml that has a schedule, or those that are named.  A source is never read twice at
once; what was missed while nobody served is caught up by one run.  Ctrl-C and SIGTERM end it after the chunk that is
under way; a second one ends it at once.  Nothing that was loaded is lost either way.

examples:
  demarche serve
  demarche serve gazeta courier --at-once 1 --database crisis.duckdb"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="the sources; default: all with a schedule")
    parser.add_argument(
        "--at-once", type=a_number, default=2, metavar="N", help="how many sources to read at once; default: 2"
    )
    add_sources(parser)
    add_running(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve until a signal comes."""
    from flows.runners import check_runner

    settings = settings_of(arguments)
    file = arguments.sources or settings.sources or None
    sources = _scheduled(arguments.names, file)
    check_runner(settings)
    tell_conflicts(settings)
    with prefect_server(is_full=True):
        from prefect.settings import PREFECT_API_URL

        from flows.serving import serve

        _say(sources, PREFECT_API_URL.value())
        serve(sources, file, options_of(arguments), export=arguments.export, at_once=arguments.at_once)
    print("demarche: served until told to end; the same command goes on from there", file=sys.stderr)
    return DONE


def _scheduled(names: Sequence[str], file: str | None) -> list[Source]:
    from flows.sources import find_source, readable_sources

    sources = [find_source(name, file) for name in names] or list(readable_sources(file).values())
    for source in sources if names else ():
        if source.schedule is None:
            raise Stop(USAGE, f"the source {source.name} has no schedule; give it one in its file of sources")
    if scheduled := [source for source in sources if source.schedule is not None]:
        return scheduled
    raise Stop(USAGE, f"{file or 'sources.toml'}: no source with a reader has a schedule")


def _say(sources: Sequence[Source], server: str) -> None:
    from flows.tables import write_table

    now = dt.datetime.now(dt.UTC)
    rows = [(source.name, source.schedule, f"{source.due_after(now):%Y-%m-%d %H:%M:%S}") for source in sources]
    write_table(("source", "schedule", "next (UTC)"), rows)
    sys.stdout.flush()
    print(f"demarche: serving with the Prefect server at {server}; Ctrl-C ends it", file=sys.stderr, flush=True)
