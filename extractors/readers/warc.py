"""WARC: the pages of a crawl; every response that is a page of HTML is an article, whatever is broken beside it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from extractors.extras import library
from extractors.readers.errors import BadInputError
from extractors.readers.html import charset_of, read_html
from extractors.readers.job import Job
from extractors.readers.lines import read_limited
from extractors.records import RawDocument, Rejection

CHUNK = 1 << 16
LONGEST_LINE = 1 << 20
GZIP = b"\x1f\x8b\x08"
OPENING = re.compile(rb"WARC/\d\.\d\s*$")
LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,15})\s*$", re.I | re.M)
PAGES = ("text/html", "application/xhtml+xml")


def read_warc(job: Job) -> Iterator[RawDocument | Rejection]:
    """Yield one document for every page that was fetched well, in the order of the file; origins carry its record's number.

    Records of other kinds (requests, redirects, pictures) are passed over; one that is broken is a rejection, and
    reading goes on with the next.  The address is the article's, the time of the crawl its day where nothing else says.
    """
    iterator = library("warcio.archiveiterator", "warc").ArchiveIterator
    assert job.path is not None, "web archives are files"
    with job.path.open("rb") as stream:
        for number, record in enumerate(_Records(stream, job.limit), 1):
            try:
                if isinstance(record, str):
                    raise BadInputError("invalid WARC", record)
                document = _document(record, replace(job, origin=f"{job.origin}:{number}"), iterator)
            except BadInputError as error:
                yield job.reject(error.reason, error.detail, number)
            else:
                if document is not None:
                    yield document


def _document(record: bytes, job: Job, iterator: Any) -> RawDocument | None:
    """Return the page of a record, or None where it has none."""
    try:
        found = next(iterator(io.BytesIO(record)))
    except Exception as error:  # whatever the library finds wrong with a record
        raise BadInputError("invalid WARC", f"cannot be read ({' '.join(str(error).split())[:200]})") from error
    headers = found.http_headers
    if found.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    content_type = headers.get_header("Content-Type") or ""
    if content_type.partition(";")[0].strip().lower() not in PAGES:
        return None
    data = read_limited(found.content_stream(), job.limit)
    if data is None or len(record) > 2 * job.limit:
        raise BadInputError("too large", f"is longer than {job.limit} bytes")
    page = next(read_html(replace(job, stream=io.BytesIO(data), encoding=job.encoding or charset_of(content_type))))
    address, crawled = (found.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date"))
    return replace(page, url=(address or "").strip("<> ") or None, seen=crawled)


class _Records:
    """The records of a file, each whole; in the place of one that is broken stands what is wrong.

    A record above twice the limit is cut, so that one page too large is not held in memory.
    """

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        head = stream.read(len(GZIP))
        stream.seek(0)
        self._pieces = _unpacked(stream) if head == GZIP else iter(lambda: stream.read(CHUNK), b"")
        self._most = 2 * limit + 1
        self._held = bytearray()

    def __iter__(self) -> Iterator[bytes | str]:
        is_lost = False
        while True:
            try:
                line = self._line()
                if not line:
                    return
                if OPENING.match(line):
                    is_lost = False
                    yield self._record(line)
                elif line.strip() and not is_lost:
                    is_lost = True
                    yield "no record begins where one should"
            except _BrokenError as error:
                is_lost = True
                yield str(error)

    def _record(self, line: bytes) -> bytes:
        head = bytearray(line)
        while (line := self._line()).strip():
            head += line
        length = LENGTH.search(head)
        if length is None:
            raise _BrokenError("has no length")
        body, size = self._take(int(length[1]))
        end = b"" if size < int(length[1]) else self._line()
        if size < int(length[1]) or end.strip():
            # The length is wrong: the next record may have begun long ago.
            self._held[:0] = body + end
            raise _BrokenError("has another length than it says, or breaks off")
        return bytes(head) + b"\r\n" + body + b"\r\n\r\n"

    def _line(self) -> bytes:
        """Return the next line with its end; nothing at the end of the file."""
        while (at := self._held.find(b"\n")) < 0 and len(self._held) < LONGEST_LINE and self._fill():
            pass
        line = bytes(self._held[: at + 1] if at >= 0 else self._held[:LONGEST_LINE])
        del self._held[: len(line)]
        return line

    def _take(self, size: int) -> tuple[bytes, int]:
        """Return the next ``size`` bytes as far as they are kept, and how many there were."""
        kept, taken = bytearray(), 0
        while taken < size and (self._held or self._fill()):
            part = self._held[: size - taken]
            del self._held[: len(part)]
            taken += len(part)
            kept += part[: self._most - len(kept)]
        return bytes(kept), taken

    def _fill(self) -> bool:
        piece = next(self._pieces, b"")
        if piece is None:
            self._held.clear()
            raise _BrokenError("cannot be decompressed")
        self._held += piece
        return bool(piece)


class _BrokenError(Exception):
    """A record is broken; the next one must be looked for."""


def _unpacked(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield what the members of a gzip file hold; None stands for a member that breaks off, after which the next follows."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    packed = b""
    start = 0
    while True:
        packed = packed or stream.read(CHUNK)
        if not packed:
            if unpacker.unconsumed_tail or (start < stream.tell() and not unpacker.eof):
                yield None
            return
        if unpacker.eof:
            start = stream.tell() - len(packed)
            unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            piece = unpacker.decompress(packed, CHUNK)
        except zlib.error:
            yield None
            start = _next_member(stream, start + 1)
            stream.seek(start)
            unpacker, packed = zlib.decompressobj(zlib.MAX_WBITS | 16), b""
            continue
        packed = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        if piece:
            yield piece


def _next_member(stream: BinaryIO, start: int) -> int:
    """Return where the next member that can be opened begins, or the end of the file."""
    stream.seek(start)
    before = b""
    while chunk := stream.read(CHUNK):
        data = before + chunk
        base = stream.tell() - len(data)
        at = -1
        while (at := data.find(GZIP, at + 1)) >= 0:
            if base + at >= start and _opens(data[at : at + 1024]):
                return base + at
        before = data[-(len(GZIP) - 1) :]
    return stream.tell()


def _opens(data: bytes) -> bool:
    """Tell whether a gzip member that holds a record begins here."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, 5) == b"WARC/"
    except zlib.error:
        return False
