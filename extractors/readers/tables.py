"""CSV and TSV: a header, then one row, one article."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import replace

from extractors.readers.decode import as_utf8, decode, refuse_binary
from extractors.readers.errors import BadInputError
from extractors.readers.job import Job
from extractors.readers.lines import limited_lines
from extractors.readers.record import raw_document
from extractors.readers.settings import normalise_key, reading_settings
from extractors.records import RawDocument, Rejection

DELIMITERS = ",;\t|"


def read_csv(job: Job) -> Iterator[RawDocument | Rejection]:
    """Yield one document or rejection for every row; the delimiter is the commonest of , ; tab | in the header."""
    yield from _read_table(job, None)


def read_tsv(job: Job) -> Iterator[RawDocument | Rejection]:
    """Yield one document or rejection for every row of a tab-separated file."""
    yield from _read_table(job, "\t")


def _read_table(job: Job, delimiter: str | None) -> Iterator[RawDocument | Rejection]:
    # The module's own limit of 128 KiB a cell is global; ours, in bytes a row, is held by _Lines.
    csv.field_size_limit(sys.maxsize)
    stream, encoding = as_utf8(job.stream, job.encoding)
    refuse_binary(stream.peek(1 << 16))
    job = replace(job, stream=stream, encoding=encoding)
    lines = _Lines(job)
    header: list[str] | None = None
    while not lines.is_finished:
        # After a row above the limit the parser begins afresh on the next line.
        reader = csv.reader(lines, delimiter=delimiter or ",") if header or delimiter else None
        reader = reader or csv.reader(lines, delimiter=lines.guess_delimiter())
        delimiter = reader.dialect.delimiter
        try:
            for cells in reader:
                start = lines.begin_row()
                if header is None:
                    header = _checked_header(cells)
                elif cells:
                    yield _row(job, header, cells, start)
        except BadInputError as error:
            if header is None:
                raise
            yield job.reject(error.reason, error.detail, lines.begin_row())
        except csv.Error as error:
            yield job.reject("invalid CSV", f"is not a valid row ({error})", lines.begin_row())
    if header is None:
        raise BadInputError("empty", "has no rows")


def _checked_header(cells: list[str]) -> list[str]:
    known = {alias for name in ("text", "html") for alias in reading_settings().fields[name]}
    if not known & {normalise_key(cell) for cell in cells}:
        raise BadInputError("no text", f"has no text column; its columns are {', '.join(cells[:20])}")
    return cells


def _row(job: Job, header: list[str], cells: list[str], line: int) -> RawDocument | Rejection:
    if len(cells) != len(header):
        return job.reject("invalid CSV", f"has {len(cells)} cells, the header has {len(header)}", line)
    try:
        record = {name: cell for name, cell in zip(header, cells, strict=True) if cell.strip()}
        return raw_document({"text": ""} | record, f"{job.origin}:{line}", job.source, job.limit)
    except BadInputError as error:
        return job.reject(error.reason, error.detail, line)


class _Lines:
    """The decoded lines of a table, counted; a row of more bytes than the limit is refused."""

    def __init__(self, job: Job) -> None:
        self._lines = limited_lines(job.stream, job.limit)
        self._job = job
        self._row_bytes = 0
        self._row_line = 1
        self._next_line = 1
        self._ahead: str | None = None
        self.is_finished = False

    def guess_delimiter(self) -> str:
        """Return the commonest delimiter of the next line, which stays unread."""
        self._ahead = next(self, "")
        return max(DELIMITERS, key=(self._ahead or "").count)

    def begin_row(self) -> int:
        """Return the line on which the row just read began, and begin the next one."""
        start, self._row_line, self._row_bytes = self._row_line, self._next_line, 0
        return start

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._ahead:
            line, self._ahead = self._ahead, None
            return line
        number, data = next(self._lines, (0, b""))
        if data == b"":
            self.is_finished = True
            raise StopIteration
        self._next_line = number + 1
        self._row_bytes += len(data or b"")
        if data is None or self._row_bytes > self._job.limit:
            raise BadInputError("too large", f"is longer than {self._job.limit} bytes")
        return decode(data, self._job.encoding)
