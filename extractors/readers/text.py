"""Plain text and Markdown: one file, one article, with front matter where it has some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.readers.decode import decode
from extractors.readers.errors import BadInputError
from extractors.readers.front_matter import split_front_matter
from extractors.readers.job import Job
from extractors.readers.lines import read_limited
from extractors.readers.markdown import plain_text
from extractors.readers.record import looks_like_html, raw_document, without_surrogates
from extractors.records import RawDocument


def read_text(job: Job) -> Iterator[RawDocument]:
    """Yield the article of a plain text file."""
    yield _article(job, markdown=False)


def read_markdown(job: Job) -> Iterator[RawDocument]:
    """Yield the article of a Markdown file, without its marks."""
    yield _article(job, markdown=True)


def whole_text(job: Job) -> str:
    """Return the stream as text; raises BadInputError ("too large", "empty", "binary", "wrong encoding")."""
    data = read_limited(job.stream, job.limit)
    if data is None:
        raise BadInputError("too large", f"is longer than {job.limit} bytes")
    text = without_surrogates(decode(data, job.encoding))
    if not text.strip("\ufeff\x00 \t\r\n"):
        raise BadInputError("empty", "has no text")
    return text


def _article(job: Job, *, markdown: bool) -> RawDocument:
    entries, body = split_front_matter(whole_text(job).replace("\r\n", "\n").lstrip("\ufeff"))
    if markdown and not looks_like_html(body):
        body = plain_text(body)
    raw = raw_document(entries | {"text": body}, job.origin, job.source, job.limit)
    return replace(raw, date_origin="front matter") if raw.date else raw
