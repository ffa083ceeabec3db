"""``demarche doctor``: does this installation work?"""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING

from flows.commands.exits import DONE, FOUND
from flows.commands.options import add_parser, add_settings, settings_of

if TYPE_CHECKING:
    from extractors.records import CodedDocument, Event
    from flows.settings import Settings

HELP = """\
check the installation by coding one known sentence
Says what was found.  With --database (or where the settings name a warehouse that exists) its file, its schema, the
runs that were cut off and its audits are told too.
The exit code is 1 where something is wrong.

examples:
  demarche doctor
  demarche doctor --database crisis.duckdb
  demarche doctor --parser en_other_pipeline"""

SENTENCE = "Russia's foreign minister met his Turkish counterpart in Ankara on Monday."
PUBLISHED = dt.date(2022, 1, 27)
EXPECTED = "RUS -> TUR, root 04 (consult), 2022-01-24"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    add_parser(parser)
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what there is and what it does."""
    settings = settings_of(arguments)
    _print_versions()
    is_well = _check_coding(settings)
    return DONE if _check_warehouse(settings, is_asked=arguments.database is not None) and is_well else FOUND


def _print_versions() -> None:
    import platform
    from importlib.metadata import version

    parts = [f"{name} {version(name)}" for name in ("demarche", "spacy", "prefect", "duckdb", "dateparser")]
    print(f"versions   {', '.join(parts)}, Python {platform.python_version()}")


def _check_coding(settings: Settings) -> bool:
    import time

    from extractors.records import Document, document_id
    from flows.workers import new_coder

    started = time.perf_counter()
    coder = new_coder(settings.parser, actors=settings.actors)
    print(f"parser     {settings.parser or 'the bundled one'}, ready in {time.perf_counter() - started:.1f} s")
    print(f"ruleset    {coder.ruleset}")
    print(f"sentence   {SENTENCE}  (published {PUBLISHED})")
    coded = coder.code(Document(document_id("", SENTENCE), SENTENCE, "doctor", date=PUBLISHED))
    for event in coded.events:
        print(f"found      {_told(event)}")
    if _is_expected(coded):
        print("coding     works")
        return True
    print(f"coding     WRONG: expected {EXPECTED}")
    return False


def _is_expected(coded: CodedDocument) -> bool:
    return any(
        event.source is not None
        and event.target is not None
        and (event.source.country, event.target.country, event.root) == ("RUS", "TUR", "04")
        and event.date.start == dt.date(2022, 1, 24)
        for event in coded.events
    )


def _told(event: Event) -> str:
    source = event.source.code if event.source else "---"
    target = event.target.code if event.target else "---"
    return f"{source} -> {target}  {event.cameo}  {event.date.start}  {event.trigger.text!r} by {event.rule}"


def _check_warehouse(settings: Settings, *, is_asked: bool) -> bool:
    from pathlib import Path

    from warehouse.store import Store

    if not is_asked and not Path(settings.database).exists():
        print(f"warehouse  none at {settings.database} yet")
        return True
    with Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
        results, versions = store.audit(), store.schema_versions()
        (overview,) = store.run_named("overview").dicts()
        cut_off = sum(run["status"] == "running" for run in store.run_named("runs").dicts())
    print(f"warehouse  {settings.database}, {Path(settings.database).stat().st_size / 2**20:,.1f} MiB")
    print(f"schema     version {versions[0]} of {versions[1]}")
    counts = ", ".join(f"{overview[f'{name}_count']:,} {name}s" for name in ("document", "event", "rejection"))
    print(f"holds      {counts}")
    if cut_off:
        print(f"runs       {cut_off} under way or cut off; the same command again goes on from there")
    for result in results:
        if not result.is_clean:
            print(f"audit      {result.name}: {len(result.offenders.rows)} rows or more. {result.description}")
    found = sum(not result.is_clean for result in results)
    print(f"audits     {len(results)}, {f'{found} FOUND SOMETHING' if found else 'all clean'}")
    return not found
