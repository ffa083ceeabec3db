"""``demarche status``: the warehouse, its sources and its latest runs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from flows.commands.exits import DONE, FOUND
from flows.commands.options import add_settings, add_sources, settings_of

if TYPE_CHECKING:
    from flows.status import Status

HELP = """\
say how fresh the sources are, and how the latest runs ended
Every source that sources.toml describes or that was ever read: its last success, its newest article, how far it is
behind its schedule.  The exit code is 1 where a source is overdue: due more than five minutes ago, and not read
since.  Times are UTC.

examples:
  demarche status
  demarche status --json --database crisis.duckdb"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_sources(parser)
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the state."""
    from flows.status import status

    found = status(settings_of(arguments), arguments.sources)
    if arguments.json:
        _print_json(found)
    else:
        _print_text(found)
    return FOUND if any(source.is_overdue for source in found.sources) else DONE


def _print_json(found: Status) -> None:
    import json
    from dataclasses import asdict

    print(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=lambda day: day.isoformat()))


def _print_text(found: Status) -> None:
    from flows.progress import duration
    from flows.tables import write_table

    print(f"warehouse  {found.database}, {found.bytes / 2**20:,.1f} MiB")
    print(f"holds      {found.documents:,} documents, {found.events:,} events")
    print(f"waiting    {found.stale_documents:,} documents of an earlier ruleset, {found.rejections:,} rejections")
    if found.sources:
        rows = [
            (
                source.name,
                source.state,
                source.schedule or "",
                _moment(source.last_success_at),
                source.newest_publication_date,
                "" if source.lag_seconds is None else duration(source.lag_seconds),
                source.documents,
                source.rejections,
            )
            for source in found.sources
        ]
        print()
        columns = ("source", "state", "schedule", "last success", "newest article", "behind", "documents", "rejected")
        write_table(columns, rows)
    if found.runs:
        print()
        write_table(
            ("run", "what", "status", "started", "documents", "events", "rejected"),
            [
                (r.run_id, r.command, r.status, _moment(r.started_at), r.documents, r.events, r.rejections)
                for r in found.runs
            ],
        )
    for source in found.sources:
        if source.last_run_message:
            print(f"\n{source.name}: the last run {source.last_run_status}: {source.last_run_message}")


def _moment(moment: object) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
