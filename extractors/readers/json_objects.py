"""The objects of a JSON array (or of objects one after another), cut out with flat memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

CHUNK = 1 << 16
BETWEEN = re.compile(rb"\n|\{|[^\s,\[\]{]+")
INSIDE = re.compile(rb'[{}"\n]')
STRING = re.compile(rb'\\.|["\n\\]', re.S)
SAMPLE = 200


def split_objects(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield (line of its first byte, the bytes of one outermost object); None stands for more than ``limit`` bytes.

    Whatever else stands between objects is yielded once for each stretch (its beginning), so that nothing is lost
    in silence.  A raw line break inside a string (JSON allows none) ends the object, so that a missing quote costs one
    object and not the file; an object that never closes is yielded as it stands.
    """
    splitter = _Splitter(limit)
    while chunk := stream.read(CHUNK):
        yield from splitter.feed(chunk)
    yield from splitter.finish()


class _Splitter:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.line = 1
        self.start = 1
        self.depth = 0
        self.in_string = False
        self.after_backslash = False
        self.is_junk_reported = False
        self.held = bytearray()

    def feed(self, chunk: bytes) -> Iterator[tuple[int, bytes | None]]:
        position = 1 if self.after_backslash else 0
        self.after_backslash = False
        kept_from = 0
        while match := self._next(chunk, position):
            token, position = match[0], match.end()
            if token == b"\n":
                if self.in_string:
                    self._hold(chunk[kept_from:position])
                    yield self.start, self._release()
                self.line += 1
            elif self.in_string:
                self.in_string = token != b'"'
                self.after_backslash = token == b"\\"
            elif self.depth and token == b'"':
                self.in_string = True
            elif token == b"{":
                if not self.depth:
                    self.start, kept_from, self.is_junk_reported = self.line, match.start(), False
                self.depth += 1
            elif token == b"}" and self.depth:
                if self.depth > 1:
                    self.depth -= 1
                else:
                    self._hold(chunk[kept_from:position])
                    yield self.start, self._release()
            elif not self.is_junk_reported:
                self.is_junk_reported = True
                yield self.line, token[:SAMPLE]
        if self.depth:
            self._hold(chunk[kept_from:])

    def finish(self) -> Iterator[tuple[int, bytes | None]]:
        if self.depth:
            yield self.start, self._release()

    def _next(self, chunk: bytes, position: int) -> re.Match[bytes] | None:
        pattern = STRING if self.in_string else INSIDE if self.depth else BETWEEN
        while (match := pattern.search(chunk, position)) and self.in_string and len(match[0]) == 2:
            if match[0] == b"\\\n":
                return STRING.match(chunk, match.start() + 1)
            position = match.end()
        return match

    def _hold(self, part: bytes) -> None:
        # One byte above the limit is enough to know; the rest of the object is not kept.
        self.held += part[: self.limit + 1 - len(self.held)]

    def _release(self) -> bytes | None:
        data, self.held = bytes(self.held), bytearray()
        self.depth, self.in_string = 0, False
        return None if len(data) > self.limit else data
