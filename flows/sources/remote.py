"""Files at addresses: fetched to this machine when they are new or have changed, and read there like any other file."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from extractors.extras import MissingExtra, library
from extractors.readers.settings import reading_settings
from extractors.sources import Source
from flows.settings import Settings
from flows.sources.client import Client, FetchFailed
from flows.sources.fetched import Fetched, Mark, unreachable
from flows.sources.reading import read_as
from flows.sources.secrets import Secrets

SECONDS = 1800.0
BYTES = 4_000_000_000
PIECE = 1 << 20
WILD = frozenset("*?[")


def fetch_web_file(
    client: Client, source: Source, location: str, marks: Mapping[str, str], settings: Settings
) -> Iterator[Fetched]:
    """Yield the articles of a file on the web and its mark, where it has changed as far as its host or its bytes tell.

    Raises FetchFailed where it cannot be had.
    """
    before = json.loads(marks.get(location, "{}"))
    with tempfile.TemporaryDirectory(prefix="demarche-") as folder:
        path = Path(folder, "file")
        with path.open("w+b") as sink:
            reply = client.get(location, sink, before)
            if reply.status == 304:
                return
            sink.seek(0)
            state = reply.validators or {"sha256": hashlib.file_digest(sink, "sha256").hexdigest()}
        if state != before:
            kind = reply.headers.get("content-type", "").partition(";")[0].strip()
            suffix = _suffix(urlsplit(location).path) or mimetypes.guess_extension(kind) or ""
            yield from _articles(path.rename(path.with_name(f"file{suffix}")), location, source, settings)
            yield Mark(location, json.dumps(state))


def fetch_stored_files(
    source: Source, location: str, marks: Mapping[str, str], settings: Settings
) -> Iterator[Fetched]:
    """Yield the articles and marks of the files at an address of fsspec ("s3://…", "file://…") that are new or changed.

    The address names a file or a folder, or is a pattern (*).  Credentials are those that the library of the store finds.
    Raises FetchFailed where the address cannot be had, MissingExtra.
    """
    secrets = Secrets(source.name)
    store, names = _listed(location, secrets)
    for name in names:
        shown = secrets.hide(str(store.unstrip_protocol(name)))
        with tempfile.TemporaryDirectory(prefix="demarche-") as folder:
            path = Path(folder, f"file{_suffix(name)}")
            try:
                state = str(store.ukey(name))
                if marks.get(shown) == state:
                    continue
                with store.open(name, "rb") as stream, path.open("wb") as sink:
                    _copy(stream, sink, source)
            except FetchFailed as error:
                yield unreachable(source.name, shown, error.reason, error.detail)
            except Exception as error:  # whatever the library of the store raises
                yield unreachable(source.name, shown, "unreadable", secrets.hide(f"cannot be read ({error})"))
            else:
                yield from _articles(path, shown, source, settings)
                yield Mark(shown, state)


def _listed(location: str, secrets: Secrets) -> tuple[Any, list[str]]:
    """Return the store of an address and the names of its files there, sorted; hidden ones are passed over."""
    fsspec = library("fsspec", "remote")
    try:
        store, place = fsspec.url_to_fs(secrets.fill(location))
        if WILD & set(place):
            found = [name for name in store.glob(place) if store.isfile(name)]
        elif store.isdir(place):
            found = store.find(place)
        else:
            found = [place] if store.exists(place) else []
    except ImportError as error:
        raise MissingExtra(f"{location}: {error}") from None
    except Exception as error:  # whatever the library of the store raises
        raise FetchFailed("unreadable", secrets.hide(f"cannot be listed ({error})")) from None
    names = sorted(name for name in found if not PurePosixPath(name).name.startswith("."))
    if not names:
        raise FetchFailed("missing", "there is no such file, or a folder without files")
    return store, names


def _copy(stream: BinaryIO, sink: BinaryIO, source: Source) -> None:
    size, seconds = source.response_bytes or BYTES, source.request_seconds or SECONDS
    deadline = time.monotonic() + seconds
    while piece := stream.read(PIECE):
        sink.write(piece)
        if sink.tell() > size:
            raise FetchFailed("too large", f"is longer than {size} bytes", is_settled=True)
        if time.monotonic() > deadline:
            raise FetchFailed("timed out", f"is not read to its end within {seconds:g} s")


def _articles(path: Path, name: str, source: Source, settings: Settings) -> Iterator[Fetched]:
    yield from read_as(path, source, settings, named=name)


def _suffix(name: str) -> str:
    """Return the suffix that tells how a file is read, with a ".gz" behind it; nothing where there is none."""
    place = PurePosixPath(unquote(name).lower())
    zipped = ".gz" if place.suffix == ".gz" else ""
    suffix = place.with_suffix("").suffix if zipped else place.suffix
    return suffix + zipped if suffix in reading_settings().formats else ""
