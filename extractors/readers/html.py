"""HTML pages: one file, one article; what the page says about itself is found when it is cleaned."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from extractors.readers.errors import BadInputError
from extractors.readers.job import Job
from extractors.readers.lines import read_limited
from extractors.readers.text import whole_text
from extractors.records import RawDocument

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)


def read_html(job: Job) -> Iterator[RawDocument]:
    """Yield the page of an HTML file; its own charset counts where it is not UTF-8 and the caller names none."""
    data = read_limited(job.stream, job.limit)
    if data is None:
        raise BadInputError("too large", f"is longer than {job.limit} bytes")
    encoding = job.encoding or declared_encoding(data)
    text = whole_text(replace(job, stream=io.BytesIO(data), encoding=encoding))
    yield RawDocument(origin=job.origin, text=text, markup="html", source=job.source)


def declared_encoding(data: bytes) -> str | None:
    """Return the page's declared encoding where the bytes bear it out and it is not what would be tried anyway."""
    match = CHARSET.search(data[:4096])
    if match is None or decodes(data, "utf-8"):
        return None
    name = match[1].decode("ascii")
    if not decodes(data, name):
        return None
    # Browsers read latin-1 and ASCII as cp1252; so do we, which is the default.
    return None if codecs.lookup(name).name in ("iso8859-1", "ascii", "cp1252") else name


def charset_of(content_type: str) -> str | None:
    """Return the charset of an HTTP content type where it is to be taken at its word.

    UTF-8 and cp1252 are tried anyway, and more leniently.
    """
    message = Message()
    message["Content-Type"] = content_type
    try:
        name = codecs.lookup(str(message.get_content_charset() or "")).name
    except (ValueError, LookupError):
        return None
    return None if name in ("utf-8", "iso8859-1", "ascii", "cp1252") else name


def decodes(data: bytes, encoding: str) -> bool:
    """Tell whether ``data`` is valid in ``encoding`` (false for an unknown encoding)."""
    try:
        data.decode(encoding)
    except (ValueError, LookupError):  # a name with a null byte is a ValueError
        return False
    return True
