"""What a machine made of a batch, as a file on storage that all machines share."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

from extractors.record_json import from_json
from extractors.records import CodedDocument, Rejection, to_json
from flows.workers import Coded, WorkersFailed
from warehouse.staging import read_staged, write_staged

KINDS: dict[str, type[CodedDocument] | type[Rejection]] = {"coded": CodedDocument, "rejected": Rejection}
# Shared file systems look for a new file again only after a while: NFS remembers a folder for up to a minute.
SECONDS_TO_APPEAR = 60.0


def stage(results: Sequence[Coded], file: Path) -> None:
    """Write results to a file; raises WarehouseError where that cannot be done."""
    # ASCII: a text may hold half a surrogate pair, which no column takes; the loader says so of it and of no other.
    write_staged(
        file,
        [
            ("rejected", result.doc_id, json.dumps(to_json(result)))
            if isinstance(result, Rejection)
            else ("coded", result.document.doc_id, json.dumps(to_json(result)))
            for result in results
        ],
    )


def unstage(file: Path) -> list[Coded]:
    """Return the results of a file, and delete it; raises WorkersFailed where it does not appear.

    Raises WarehouseError where it is damaged.
    """
    deadline = time.monotonic() + SECONDS_TO_APPEAR
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    if not file.exists():
        raise WorkersFailed(
            f"{file}: a Dask worker has written this file, and it is not here; does --staging name a folder that all "
            "machines share?"
        )
    results = [from_json(KINDS[kind], json.loads(record)) for kind, _, record in read_staged(file)]
    file.unlink()
    return results
