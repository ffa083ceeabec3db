"""Files, folders and standard input to raw documents: the one way in."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from extractors.readers.errors import BadInputError, ReadError
from extractors.readers.files import check_paths, find_files, printable
from extractors.readers.html import read_html
from extractors.readers.job import Job, Opened, ParquetRows
from extractors.readers.json_lines import read_json, read_json_lines
from extractors.readers.mail import read_eml, read_mbox
from extractors.readers.parquet import read_parquet
from extractors.readers.settings import reading_settings
from extractors.readers.stdin import sniff_shape, unzipped
from extractors.readers.tables import read_csv, read_tsv
from extractors.readers.text import read_markdown, read_text
from extractors.readers.warc import read_warc
from extractors.records import RawDocument, Rejection
from extractors.sources import source_settings

READERS: dict[str, Callable[[Job], Iterator[RawDocument | Rejection]]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_html,
    "jsonl": read_json_lines,
    "json": read_json,
    "csv": read_csv,
    "tsv": read_tsv,
    "parquet": read_parquet,
    "eml": read_eml,
    "mbox": read_mbox,
    "warc": read_warc,
}


def read(
    paths: Sequence[str | Path],
    *,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    source: str = "",
    document_bytes: int | None = None,
    parquet: ParquetRows | None = None,
    named: str | None = None,
    skipped: tuple[int, int] = (0, 0),
    opened: Opened | None = None,
) -> Iterator[RawDocument | Rejection]:
    """Return the articles of files, folders and standard input ("-") one by one, and a Rejection for all that is none.

    ``encoding`` (else that of ``source`` in config/sources.toml) is strict where given; else UTF-8, then cp1252.
    ``source`` is the source of documents that name none.
    ``document_bytes`` is the largest document (config/reading.toml by default).  ``parquet`` yields the rows of a
    Parquet file as mappings of plain values.  ``named`` is what a file is called that only
    lies here for now, ``skipped`` the bytes and lines of JSON Lines that are left out at the beginning.
    ``opened`` hears of every file when it is opened, and of its stream of bytes, so that it can tell how far reading has come.
    Memory stays flat: no more than one document is held.
    Raises ReadError, before anything is read, where a path or the encoding does not exist.
    """
    check_paths(paths)
    encoding = encoding or source_settings(source).encoding
    if encoding is not None:
        check_encoding(encoding)
    limit = document_bytes if document_bytes is not None else reading_settings().document_bytes
    stream = stdin or sys.stdin.buffer
    job = Job("<stdin>", stream, limit, encoding, source, parquet=parquet, skipped=skipped, opened=opened)
    return _read(paths, job, named)


def check_encoding(name: str) -> None:
    """Raise ReadError where ``name`` is no text encoding that Python knows."""
    try:
        b"a".decode(name, "replace")
    except LookupError as error:
        raise ReadError(f"unknown encoding: {name}") from error


def _read(paths: Sequence[str | Path], job: Job, named: str | None) -> Iterator[RawDocument | Rejection]:
    for name in paths:
        if str(name) == "-":
            yield from _guarded(job, _read_stdin(job))
            continue
        for found in find_files([name]):
            if isinstance(found, Rejection):
                yield replace(found, source=job.source)
            else:
                of_file = replace(job, origin=named or printable(found), path=found)
                yield from _guarded(of_file, _read_file(found, of_file))


def _read_file(path: Path, job: Job) -> Iterator[RawDocument | Rejection]:
    is_gzipped = path.suffix.lower() == ".gz"
    formats = reading_settings().formats
    shape = formats.get((path.with_suffix("") if is_gzipped else path).suffix.lower())
    if shape is None:
        raise BadInputError("unknown format", f"has none of the suffixes {', '.join(formats)}")
    with path.open("rb") as raw, gzip.GzipFile(fileobj=raw) if is_gzipped else raw as stream:
        if job.opened is not None:
            job.opened(path, raw)
        stream.seek(job.skipped[0])
        yield from READERS[shape](replace(job, stream=cast(BinaryIO, stream)))


def _read_stdin(job: Job) -> Iterator[RawDocument | Rejection]:
    stream = unzipped(job.stream)
    reader = READERS[sniff_shape(stream.peek(1 << 16))]
    yield from reader(replace(job, stream=stream))


def _guarded(job: Job, documents: Iterator[RawDocument | Rejection]) -> Iterator[RawDocument | Rejection]:
    """Pass documents on; where the file breaks off, what was read before stands and a Rejection says why."""
    try:
        yield from documents
    except BadInputError as error:
        yield job.reject(error.reason, error.detail)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield job.reject("broken gzip", f"cannot be decompressed to its end ({error})")
    except UnicodeError as error:
        yield job.reject("wrong encoding", f"cannot be decoded to its end ({error})")
    except OSError as error:
        yield job.reject("unreadable", f"cannot be read ({error.strerror or error})")
