"""Parquet: rows come from the warehouse, which alone opens Parquet files, through a function handed in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extractors.readers.errors import BadInputError
from extractors.readers.job import Job, ParquetRows
from extractors.readers.record import raw_document
from extractors.records import RawDocument, Rejection


def read_parquet(job: Job) -> Iterator[RawDocument | Rejection]:
    """Yield one document or rejection for every row of a file; origins carry the row number from 1."""
    if job.parquet is None or job.path is None:
        raise BadInputError("no Parquet reader", "needs a function that reads the rows of a Parquet file")
    if job.path.suffix.lower() == ".gz":
        with tempfile.NamedTemporaryFile(suffix=".parquet") as unpacked:
            shutil.copyfileobj(job.stream, unpacked)
            unpacked.flush()
            yield from _documents(job, Path(unpacked.name), job.parquet)
    else:
        yield from _documents(job, job.path, job.parquet)


def _documents(job: Job, path: Path, rows: ParquetRows) -> Iterator[RawDocument | Rejection]:
    number = 0
    try:
        for number, record in enumerate(rows(path), 1):
            try:
                yield raw_document(record, f"{job.origin}:{number}", job.source, job.limit)
            except BadInputError as error:
                yield job.reject(error.reason, error.detail, number)
    except GeneratorExit:
        raise
    except Exception as error:  # whatever library the function uses, a broken file is a rejection
        yield job.reject("invalid Parquet", f"cannot be read after row {number} ({' '.join(str(error).split())})")
