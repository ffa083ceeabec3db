"""Reading one file as its source and the settings say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.readers import read
from extractors.records import RawDocument, Rejection
from extractors.sources import Source
from flows.settings import Settings
from warehouse.store import read_parquet_rows


def read_as(path: Path, source: Source, settings: Settings, **how: Any) -> Iterator[RawDocument | Rejection]:
    """Yield what a file holds; ``how`` goes on to ``extractors.readers.read``."""
    yield from read(
        [path],
        encoding=source.encoding or settings.encoding or None,
        source=source.name,
        document_bytes=settings.document_bytes,
        parquet=read_parquet_rows,
        **how,
    )
