"""Options that several commands share."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import MISSING, USAGE, Stop

if TYPE_CHECKING:
    from flows.settings import Settings


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add ``--config`` and ``--database``."""
    add_config(parser)
    parser.add_argument(
        "--database", metavar="FILE", help="the warehouse; default: demarche.duckdb, or as the settings say"
    )


def add_config(parser: argparse.ArgumentParser) -> None:
    """Add ``--config``."""
    parser.add_argument("--config", metavar="FILE", help="settings; default: pipeline.toml here, if there is one")


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add ``--sources``."""
    parser.add_argument("--sources", metavar="FILE", help="the file of sources; default: sources.toml here")


def add_source(parser: argparse.ArgumentParser) -> None:
    """Add ``--source``, ``--encoding`` and ``--sources``."""
    parser.add_argument(
        "--source", metavar="NAME", help="the source of the articles; sources.toml says how it is written and dated"
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help="the encoding of the files; default: that of the source, else UTF-8, then cp1252",
    )
    add_sources(parser)


def add_parser(parser: argparse.ArgumentParser) -> None:
    """Add ``--parser``."""
    parser.add_argument(
        "--parser", metavar="NAME_OR_PATH", help="another UD-labelled spaCy pipeline than the bundled one"
    )


def add_actors(parser: argparse.ArgumentParser) -> None:
    """Add ``--actors``."""
    parser.add_argument(
        "--actors",
        nargs="+",
        action="extend",
        metavar="FILE",
        help="actor files of your own, in our formats or in PETRARCH's; they count before the bundled ones",
    )


def add_layouts(parser: argparse.ArgumentParser) -> None:
    """Add ``--csv`` and ``--json``."""
    layouts = parser.add_mutually_exclusive_group()
    layouts.add_argument("--csv", action="store_const", const="csv", dest="layout", help="print CSV with a header")
    layouts.add_argument(
        "--json", action="store_const", const="json", dest="layout", help="print a JSON array of objects"
    )
    parser.set_defaults(layout="text")


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Return the settings, overridden by the options that were given."""
    from flows.settings import load_settings

    names = (
        "database", "workers", "runner", "dask_address", "staging", "parser", "source", "sources", "encoding", "actors",
    )  # fmt: skip
    settings = load_settings(arguments.config, **{name: getattr(arguments, name, None) for name in names})
    if settings.runner != "dask":
        for name in ("dask_address", "staging"):
            if getattr(arguments, name, None) is not None:
                raise Stop(USAGE, f"--{name.replace('_', '-')} says how Dask codes; give --runner dask too")
    return settings


def existing(database: str) -> str:
    """Return the path of a warehouse that is to be changed and not made; raises Stop where there is none."""
    if not Path(database).exists():
        raise Stop(MISSING, f"{database}: there is no warehouse here yet; code some texts first, or name another file.")
    return database


def a_date(text: str) -> dt.date:
    """Return a day written YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write YYYY-MM-DD") from error


def a_number(text: str) -> int:
    """Return a whole number of at least 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least 1")
    return int(text)
