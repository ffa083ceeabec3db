"""``demarche run``: the flow code-texts."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from flows.commands.options import add_source, settings_of
from flows.commands.running import add_running, options_of, report_on

if TYPE_CHECKING:
    from flows.report import Report

HELP = """\
code articles into the warehouse
Files and folders of .txt, .md, .html, .jsonl, .json, .csv, .tsv and .parquet, gzipped or not; "-" is standard input.
What this ruleset has coded before is skipped: the same command again does nothing, and after an interruption it
goes on where it was.

examples:
  demarche run articles/
  demarche run feed.jsonl.gz more/*.html --database crisis.duckdb --workers 4
  zcat archive.jsonl.gz | demarche run -
  demarche run articles/ --export
  demarche run articles/ --actors ministers.csv militias.actors.txt
  demarche run archive/ --runner dask --dask-address tcp://10.0.0.5:8786 --staging /mnt/shared/staging
  demarche run old/*.txt --source gazeta           sources.toml says how it is written and dated
  demarche run old/*.txt --source gazeta --encoding cp1250"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help='file or folder; "-" is standard input')
    add_source(parser)
    add_running(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the flow and print its report."""
    from flows.sources import known_sources

    settings = settings_of(arguments)
    known_sources(settings.sources or None)
    _check(arguments.paths, settings.database, settings.lock_wait_seconds)

    def flow() -> Report:
        from flows.code_texts import code_texts

        return code_texts(arguments.paths, options_of(arguments), arguments.export)

    return report_on(flow, settings)


def _check(paths: list[str], database: str, wait_seconds: float) -> None:
    """Say at once what would stop the run, before Prefect takes its time to start."""
    from extractors.readers import read
    from warehouse.store import Store

    read(paths)
    with Store.open(
        database, wait_seconds=wait_seconds, on_wait=lambda message: print(f"demarche: {message}", file=sys.stderr)
    ):
        pass
