"""Standard input: which shape is it?"""

from __future__ import annotations

import gzip
import io
import re
from typing import BinaryIO

from extractors.readers.decode import CHUNK, MARKS, peekable

JSON_OBJECT = re.compile(rb"\{\s*[\"}]|\{[^\n]{0,200}?\":")
JSON_ARRAY = re.compile(rb"\[\s*(?:[{\]]|$)")


def unzipped(stream: BinaryIO) -> io.BufferedReader:
    """Return the stream, decompressed where it is gzip."""
    buffered = peekable(stream)
    return peekable(gzip.GzipFile(fileobj=buffered)) if buffered.peek(2)[:2] == b"\x1f\x8b" else buffered  # type: ignore[arg-type]


def sniff_shape(head: bytes) -> str:
    """Return "json" (an array, an object or JSON Lines), "html" or "text" from the first bytes of a stream."""
    for mark, name in MARKS:
        if head.startswith(mark):
            head = (
                head[len(mark) : CHUNK].decode("utf-8" if name == "utf-8" else _narrow(mark, name), "replace").encode()
            )
            break
    head = head.lstrip()
    if JSON_OBJECT.match(head) or JSON_ARRAY.match(head):
        return "json"
    return "html" if head.startswith(b"<") else "text"


def _narrow(mark: bytes, name: str) -> str:
    return f"{name}-{'le' if mark.startswith(bytes([0xFF, 0xFE])) else 'be'}"
