"""Parses kept on disk, so that a text which the same parser has read before is not parsed again.

One small file holds the parses of one text.  It is found by the parser (its model and the code around it) and the text,
and each sentence in it by its own text: rules may change what is parsed at will.  Files are written beside and
renamed, so that any number of processes can share a folder.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from spacy.language import Language

from extractors.columns import Columns, columns, pack, unpack
from extractors.parser import parse_sentences
from extractors.records import Parsing, digest

SUFFIX = ".parses"
# Modules that take part in a parse: another spelling, another lemma, another form in which it is kept.
READING_CODE = ("parser.py", "lemmas.py", "headlines.py", "columns.py")
UNREADABLE = (OSError, ValueError, zlib.error)


class Parses:
    """A parser that remembers: ``folder`` is where parses are kept (None: nowhere), ``model`` the digest of the parser."""

    def __init__(self, nlp: Language, model: str, folder: Path | None = None) -> None:
        self._nlp = nlp
        self._folder = folder / digest(model, version("spacy"), _code_digest()) if folder is not None else None
        self._known: dict[str, Columns] = {}
        self._seconds = 0.0
        self._parsed = self._recalled = self._unkept = 0

    @property
    def work(self) -> Parsing:
        """Return what was done so far."""
        return Parsing(self._seconds, self._parsed, self._recalled, self._unkept)

    @contextmanager
    def of(self, text: str) -> Iterator[None]:
        """Recall and keep the parses of one text while the block runs."""
        path = self._path(text)
        with self._timed():
            self._known = self._recall(path)
        before = len(self._known)
        try:
            yield
            if len(self._known) > before:
                with self._timed():
                    self._keep(path)
        finally:
            self._known = {}

    def parse(self, texts: Sequence[str]) -> list[Columns]:
        """Return what the parser says of each sentence, in order; see ``parser.parse_sentences``."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        with self._timed():
            docs = parse_sentences(self._nlp, missing)
        found = {text: columns(doc, text) for text, doc in zip(missing, docs, strict=True)}
        self._parsed += len(missing)
        self._recalled += len(texts) - len(missing)
        read = [found[text] if text in found else self._known[text] for text in texts]
        if self._folder is not None:
            self._known |= found
        return read

    def _path(self, text: str) -> Path | None:
        key = digest(text, length=32)
        return self._folder / key[:2] / f"{key[2:]}{SUFFIX}" if self._folder is not None else None

    def _recall(self, path: Path | None) -> dict[str, Columns]:
        if path is None:
            return {}
        try:
            known = {read.text: read for read in unpack(path.read_bytes())}
            os.utime(path)  # the time of its last use: what nobody uses is dropped first
        except UNREADABLE:  # not there, or cut short by a crash: parse, and keep it anew
            return {}
        return known

    def _keep(self, path: Path | None) -> None:
        if path is None:
            return
        content = pack(self._known.values())
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(content)
                Path(beside).replace(path)
            except OSError:
                Path(beside).unlink(missing_ok=True)
                raise
        except OSError:  # a full disk costs the memory, not the document
            self._unkept += 1

    @contextmanager
    def _timed(self) -> Iterator[None]:
        started = time.process_time()
        try:
            yield
        finally:
            self._seconds += time.process_time() - started


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of a folder of parses and their size; ``dropped`` of them went."""

    files: int
    size_bytes: int
    dropped: int = 0
    dropped_bytes: int = 0


def prune(folder: Path, most_days: float, most_bytes: int) -> Kept:
    """Drop the parses that nobody used for so many days, then the longest unused until the rest fits into ``most_bytes``.

    Files that were left half-written by a crash go too once they are a day old.
    """
    oldest = time.time() - most_days * 86_400
    files = sorted(_files(folder), reverse=True)
    size = kept = dropped_bytes = 0
    for used, length, path in files:
        is_leftover = path.suffix != SUFFIX and used < time.time() - 86_400
        if used < oldest or is_leftover or size + length > most_bytes:
            path.unlink(missing_ok=True)
            dropped_bytes += length
        else:
            size += length
            kept += 1
    return Kept(kept, size, len(files) - kept, dropped_bytes)


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Yield time of last use, size and path of all files of a folder of parses; files that go meanwhile are passed over."""
    for path in folder.glob("*/??/*"):
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        yield status.st_mtime, status.st_size, path


@cache
def _code_digest() -> str:
    hasher = hashlib.blake2b(digest_size=16)
    for name in READING_CODE:
        hasher.update(Path(__file__).with_name(name).read_bytes() + b"\0")
    return hasher.hexdigest()
