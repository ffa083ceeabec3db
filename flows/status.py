"""What a warehouse and its sources are like just now: what ``demarche status`` tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.sources import Source
from flows.alone import is_being_read
from flows.settings import Settings
from flows.sources import readable_sources
from warehouse.store import Store

# A run that was due so long ago and has not succeeded is overdue; starting and coding takes a while.
GRACE = dt.timedelta(minutes=5)
RUNS = 5


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How fresh a source is; times are UTC.

    ``due_at`` is the first time after the last success that the schedule names, ``lag_seconds`` how long ago that was
    (0 when it is still to come); both are None without a schedule, or where it was never read.  ``stale_documents``
    wait to be coded again by the present rules.
    """

    name: str
    state: str
    schedule: str | None
    last_run_at: dt.datetime | None
    last_run_status: str | None
    last_run_message: str | None
    last_success_at: dt.datetime | None
    newest_publication_date: dt.date | None
    documents: int
    stale_documents: int
    rejections: int
    due_at: dt.datetime | None
    lag_seconds: float | None
    is_running: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class RunStatus:
    """One run as the warehouse records it; times are UTC, ``finished_at`` is None while it runs or when it was cut off."""

    run_id: str
    command: str | None
    status: str
    started_at: dt.datetime
    finished_at: dt.datetime | None
    documents: int
    events: int
    rejections: int
    message: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """The warehouse: its size, what it holds, its sources and its latest runs."""

    database: str
    bytes: int
    documents: int
    stale_documents: int
    events: int
    rejections: int
    sources: tuple[SourceStatus, ...]
    runs: tuple[RunStatus, ...]


def status(settings: Settings, sources: str | None = None) -> Status:
    """Return the state of the warehouse and of all sources that it or the user's file of sources knows.

    Raises ConfigError for a wrong file of sources, and WarehouseError.
    """
    known = readable_sources(sources or settings.sources or None)
    with Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
        (overview,) = store.run_named("overview").dicts()
        (pending,) = store.run_named("pending").dicts()
        runs = store.run_named("runs", count=RUNS).dicts()
        rows = {row["source_name"].casefold(): row for row in store.run_named("freshness").dicts()}
    now = dt.datetime.now(dt.UTC)
    return Status(
        database=settings.database,
        bytes=Path(settings.database).stat().st_size,
        documents=overview["document_count"],
        stale_documents=pending["stale_document_count"],
        events=overview["event_count"],
        rejections=overview["rejection_count"],
        sources=tuple(
            _source(known.get(key), rows.get(key, {}), settings.database, now) for key in sorted({*known, *rows})
        ),
        runs=tuple(map(_run, runs)),
    )


def _source(known: Source | None, row: Mapping[str, Any], database: str, now: dt.datetime) -> SourceStatus:
    source = known or Source(row["source_name"], schedule=row["schedule"], time_zone=row["time_zone"])
    success = _utc(row.get("last_success_at"))
    due = source.due_after(success) if success else None
    lag = max((now - due).total_seconds(), 0.0) if due else None
    is_running = is_being_read(database, source.name)
    is_late = lag is None or lag > GRACE.total_seconds()
    is_overdue = source.schedule is not None and is_late and not is_running
    last = row.get("last_run_status")
    if is_running:
        state = "running"
    elif success is None and last is None and source.schedule is None and row.get("document_count"):
        state = "read by hand"
    elif success is None:
        state = "never read"
    elif is_overdue:
        state = "overdue"
    elif last != "completed":
        state = "cut off" if last == "running" else str(last)
    else:
        state = "fresh" if source.schedule else "read by hand"
    return SourceStatus(
        name=source.name,
        state=state,
        schedule=source.schedule,
        last_run_at=_utc(row.get("last_run_at")),
        last_run_status=last,
        last_run_message=row.get("last_run_message"),
        last_success_at=success,
        newest_publication_date=row.get("newest_publication_date"),
        documents=row.get("document_count", 0),
        stale_documents=row.get("stale_document_count", 0),
        rejections=row.get("rejection_count", 0),
        due_at=due,
        lag_seconds=lag,
        is_running=is_running,
        is_overdue=is_overdue,
    )


def _run(row: Mapping[str, Any]) -> RunStatus:
    started = _utc(row["started_at"])
    assert started is not None, "runs have a start"
    return RunStatus(
        run_id=row["run_id"],
        command=row["command"],
        status=row["status"],
        started_at=started,
        finished_at=_utc(row["finished_at"]),
        documents=row["document_count"],
        events=row["event_count"],
        rejections=row["rejection_count"],
        message=row["message"],
    )


def _utc(moment: dt.datetime | None) -> dt.datetime | None:
    return moment.replace(tzinfo=dt.UTC) if moment else None
