"""JSON Lines, and files of one JSON array or a run of objects: one object, one article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from extractors.readers.decode import as_utf8, decode
from extractors.readers.errors import BadInputError
from extractors.readers.job import Job
from extractors.readers.json_objects import split_objects
from extractors.readers.lines import limited_lines
from extractors.readers.record import raw_document
from extractors.records import RawDocument, Rejection


def read_json_lines(job: Job) -> Iterator[RawDocument | Rejection]:
    """Yield one document or rejection for every line that is not blank; a broken line does not stop the rest."""
    stream, encoding = as_utf8(job.stream, job.encoding)
    job = replace(job, stream=stream, encoding=encoding)
    for number, line in limited_lines(stream, job.limit):
        if line is None or line.strip():
            yield _document(job, line, job.skipped[1] + number)


def read_json(job: Job) -> Iterator[RawDocument | Rejection]:
    """Yield the documents of a ``.json`` file: an array of objects, one object, or JSON Lines after all."""
    stream, encoding = as_utf8(job.stream, job.encoding)
    job = replace(job, stream=stream, encoding=encoding)
    if opens_with_one_line_object(stream.peek(1 << 16)):
        yield from read_json_lines(job)
        return
    for number, chunk in split_objects(stream, job.limit):
        yield _document(job, chunk, number)


def opens_with_one_line_object(head: bytes) -> bool:
    """Tell whether the first line that is not blank holds a whole object, as in JSON Lines."""
    first = head.lstrip().split(b"\n", 1)[0].rstrip()
    return first.startswith(b"{") and first.endswith(b"}")


def _document(job: Job, data: bytes | None, line: int) -> RawDocument | Rejection:
    try:
        if data is None:
            raise BadInputError("too large", f"is longer than {job.limit} bytes")
        value = json.loads(decode(data, job.encoding))
        if not isinstance(value, dict):
            raise BadInputError("invalid JSON", f"is not a JSON object but {type(value).__name__}")
        return raw_document(value, f"{job.origin}:{line}", job.source, job.limit)
    except (ValueError, RecursionError) as error:
        return job.reject("invalid JSON", f"is not valid JSON ({error})", line)
    except BadInputError as error:
        return job.reject(error.reason, error.detail, line)
