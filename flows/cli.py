"""The command ``demarche``: finds the subcommand, runs it, and turns errors into messages and exit codes.

Only the standard library is imported here and at the top of ``flows/commands``; each command imports what it needs when
it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from flows.commands import (
    actors,
    backfill,
    code,
    codebook,
    corrections,
    dates,
    diff,
    doctor,
    evaluate,
    explain,
    export,
    ingest,
    maintain,
    query,
    recode,
    retry,
    run,
    serve,
    snapshot,
    sql,
    status,
    version,
)
from flows.commands.exits import EXIT_CODES, FAILED, Stop, exit_code

COMMANDS = (
    run,
    ingest,
    serve,
    backfill,
    recode,
    retry,
    maintain,
    status,
    code,
    explain,
    dates,
    actors,
    codebook,
    sql,
    query,
    export,
    snapshot,
    diff,
    corrections,
    evaluate,
    doctor,
    version,
)

EPILOG = """\
first steps:
  demarche run articles/                    code a folder of articles into demarche.duckdb
  demarche query                            list the questions that come with the warehouse
  demarche sql "select * from default_events limit 10"
  demarche explain "Russia's foreign minister met his Turkish counterpart in Ankara on Monday." --date 2022-01-27

exit codes:
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line with all subcommands."""
    parser = argparse.ArgumentParser(
        prog="demarche",
        description="Turns news text into records of who did what to whom, when, and on whose word, in DuckDB.",
        epilog=EPILOG + "\n".join(f"  {code}  {meaning}" for code, meaning in EXIT_CODES.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2]
        description, _, examples = (command.HELP).partition("\n\n")
        subparser = subparsers.add_parser(
            name,
            help=description.splitlines()[0],
            description=description,
            epilog=examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(subparser)
        subparser.set_defaults(command=command.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = build_parser().parse_args(argv)
    try:
        done: int = arguments.command(arguments)
        sys.stdout.flush()
        return done
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain again when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(
            "demarche: interrupted; what was loaded is kept, and the same command goes on from there", file=sys.stderr
        )
        return FAILED
    except Stop as stop:
        print(f"demarche: {stop}", file=sys.stderr)
        return stop.code
    except Exception as error:
        known = exit_code(error)
        if known is None:
            raise
        print(f"demarche: {error}", file=sys.stderr)
        return known
