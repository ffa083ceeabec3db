"""The flow ``maintain``: what a warehouse that is filled for a year needs from time to time."""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from extractors.parses import prune
from flows.notify import notify
from flows.options import NO_OPTIONS, Options
from flows.progress import bytes_told
from flows.settings import Settings
from flows.summary import Summary
from flows.telling import keep
from warehouse.store import Store, WarehouseMissing


@flow(name="maintain")
def maintain(
    snapshot: str | None = None,
    compact: bool = True,
    options: Options = NO_OPTIONS,
) -> Summary:
    """Run the audits, compact the warehouse, copy it for readers, and drop parses that nobody used for long.

    A warehouse whose audits find something is neither compacted nor copied: what readers have stays as it is.
    Raises ConfigError, WarehouseMissing where there is no warehouse, and WarehouseError.

    Args:
        snapshot: The file to copy the warehouse to; without it as pipeline.toml says.
        compact: Whether to write the warehouse anew, without the space of replaced rows.
        options: What pipeline.toml would say otherwise.
    """
    settings = options.settings()
    if not Path(settings.database).exists():
        raise WarehouseMissing(f"{settings.database}: there is no warehouse here yet; code some texts first.")
    found, audits = _audit(settings)
    rows = [("audits", f"{audits}, {f'{len(found)} found something' if found else 'all clean'}")]
    if not found and compact:
        with Store.open(settings.database, wait_seconds=settings.lock_wait_seconds) as store:
            rows.append(("space given back", bytes_told(max(store.compact(), 0))))
    if not found and (file := snapshot or settings.snapshot):
        with Store.open(settings.database, wait_seconds=settings.lock_wait_seconds) as store:
            store.snapshot(file)
        rows.append(("copied to", f"{file}, {bytes_told(Path(file).stat().st_size)}"))
    if settings.parses:
        kept = prune(Path(settings.parses), settings.parse_days, settings.parse_bytes)
        dropped = f"{kept.dropped:,} dropped ({bytes_told(kept.dropped_bytes)})"
        rows.append(("parses", f"{kept.files:,} kept ({bytes_told(kept.size_bytes)}), {dropped}"))
    rows.append(("warehouse", f"{settings.database}, {bytes_told(Path(settings.database).stat().st_size)}"))
    well = "All audits are clean." if not found else "AUDITS FOUND SOMETHING; nothing was compacted or copied."
    told = Summary(f"Maintained {settings.database}. {well}", tuple(rows), audit_findings=found)
    page = keep(told)
    report = {"what": "maintain", "headline": told.headline(), "figures": dict(rows), "page": page}
    notify(settings, "failed" if found else "completed", {**report, "audit_findings": found}, print)
    return told


def _audit(settings: Settings) -> tuple[dict[str, int], int]:
    """Return how many rows each audit found, where it found some, and the number of audits."""
    with Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
        results = store.audit()
    return {result.name: len(result.offenders.rows) for result in results if not result.is_clean}, len(results)
