"""Bytes to text: byte order marks, UTF-8, then cp1252, or the caller's encoding; binary data is refused."""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO, cast

from extractors.readers.errors import BadInputError
from extractors.readers.settings import reading_settings

# Longest mark first: the UTF-32 mark begins with the UTF-16 one.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"BZh",
    b"\xfd7zXZ",
    b"SQLite format 3",
)
CHUNK = 1 << 16


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode one byte that is not UTF-8 as cp1252, so that a file of mixed lines loses nothing."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("demarche.cp1252", _as_cp1252)


def decode(data: bytes, encoding: str | None = None) -> str:
    """Return ``data`` as text.

    A byte order mark decides; else the caller's ``encoding``, strictly; else UTF-8, where each byte that is not UTF-8
    is read as cp1252.  Raises BadInputError ("binary", "wrong encoding").
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            data, encoding = (data[len(mark) :], encoding) if name == "utf-8" else (data, name)
            break
    if encoding is None or not _is_wide(encoding):
        refuse_binary(data)
    if encoding is None:
        return data.decode("utf-8", "demarche.cp1252")
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise BadInputError("wrong encoding", f"is not {encoding} ({error})") from error


def refuse_binary(data: bytes) -> None:
    """Raise BadInputError where the first part of ``data`` looks like anything but text."""
    head = data[:CHUNK]
    if head.startswith(MAGIC):
        raise BadInputError("binary", "is a binary file, not text")
    controls = len(CONTROLS.findall(head))
    if controls > 3 and controls > reading_settings().binary_share * len(head):
        raise BadInputError("binary", f"has {controls} control characters in its first {len(head)} bytes")


def as_utf8(stream: BinaryIO, encoding: str | None) -> tuple[io.BufferedReader, str | None]:
    """Return a stream whose lines may be cut at b"\\n", and the encoding of those lines.

    UTF-16 and UTF-32, by mark or by the caller's word, are recoded to UTF-8 on the fly; a UTF-8 mark is skipped.
    """
    buffered = peekable(stream)
    head = buffered.peek(4)[:4]
    for mark, name in MARKS:
        if head.startswith(mark):
            if name == "utf-8":
                buffered.read(len(mark))
                return buffered, encoding
            return io.BufferedReader(_Recoded(buffered, name)), "utf-8"
    if encoding is not None and _is_wide(encoding):
        return io.BufferedReader(_Recoded(buffered, encoding)), "utf-8"
    return buffered, encoding


def peekable(stream: BinaryIO) -> io.BufferedReader:
    """Return the stream with a ``peek`` that looks up to 64 KiB ahead."""
    return io.BufferedReader(cast(io.RawIOBase, stream), CHUNK)


def _is_wide(encoding: str) -> bool:
    return codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))


class _Recoded(io.RawIOBase):
    """A stream of another encoding, read as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._pending = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._pending:
            data = self._stream.read(CHUNK)
            self._pending = self._decoder.decode(data, final=not data).encode("utf-8")
            if not data:
                break
        size = min(len(buffer), len(self._pending))
        buffer[:size] = self._pending[:size]
        self._pending = self._pending[size:]
        return size
