"""The one client that asks the network: only http and https, only the hosts of a source, within its limits."""

from __future__ import annotations

import base64
import logging
import ssl
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import BinaryIO

import httpcore
import httpx

from extractors.sources import Source
from flows.sources.network import AddressRefused, GuardedBackend
from flows.sources.secrets import Secrets
from flows.sources.turns import turn

REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
PIECE = 1 << 16
PORTS = {"http": 80, "https": 443}
GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
LONGEST_PAUSE = 60.0
PATIENCE = 3

# What it says when it debugs shows headers, and in them secrets.
logging.getLogger("httpcore").setLevel(logging.INFO)


class FetchFailed(Exception):
    """An address could not be fetched.

    ``reason`` is short, ``is_settled`` where asking again changes nothing, ``status`` that of the reply, if one came.
    """

    def __init__(self, reason: str, detail: str, *, is_settled: bool = False, status: int = 0) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.is_settled = is_settled
        self.status = status


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the status and the headers by their names in lower case."""

    status: int
    headers: Mapping[str, str]

    @property
    def validators(self) -> dict[str, str]:
        """Return what makes the next request a conditional one: ETag and Last-Modified, where they were sent."""
        return {name: self.headers[name] for name in ("etag", "last-modified") if name in self.headers}


class Client:
    """Asks the hosts of one source, one request at a time for each host (see ``turns``), with a pause between them.

    ``seconds`` is the most that a request may take with its redirects, ``size`` the most bytes of a reply once it is
    unpacked.  Each redirect is checked like the first address.  No proxy of the environment is used, no cookie kept.
    A host that has not answered three times in a row is not asked again by this client.
    """

    def __init__(self, source: Source, *, seconds: float, size: int) -> None:
        self._source = source
        self._secrets = Secrets(source.name)
        self._seconds = source.request_seconds or seconds
        self._size = source.response_bytes or size
        self._pause = source.pause_seconds
        self._failures: Counter[str] = Counter()
        self._allowed, self._homes = set(source.hosts), set[tuple[str, str, int]]()
        for location in source.web_locations:
            url = httpx.URL(self._secrets.fill(location, is_address=True))
            self._homes.add(_origin(url))
            self._allowed.add(f"{url.host}:{_origin(url)[2]}")
            self._allowed.add(url.host)

    def hide(self, text: str) -> str:
        """Return ``text`` without the secrets of the source."""
        return self._secrets.hide(text)

    def slow_down(self, seconds: float) -> None:
        """Keep at least so long a pause from now on, as a host asks for; at most a minute."""
        self._pause = max(self._pause, min(seconds, LONGEST_PAUSE))

    def get(self, address: str, sink: BinaryIO, validators: Mapping[str, str] | None = None) -> Reply:
        """Write what is at ``address`` to ``sink``; ``validators`` are those of the reply before.

        The reply has the status 200, or 304 (nothing new) where validators were given.
        Raises FetchFailed, whose message holds no secret, and ConfigError for a secret that is not there.
        """
        conditions = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        asked = {conditions[name]: value for name, value in (validators or {}).items() if name in conditions}
        try:
            url = httpx.URL(self._secrets.fill(address, is_address=True))
            return _answer(self._follow(url, asked, sink), conditional=bool(asked))
        except FetchFailed as error:
            detail = self.hide(error.detail)
            raise FetchFailed(error.reason, detail, is_settled=error.is_settled, status=error.status) from None
        except AddressRefused as error:
            detail = f"{error}, which this source may not ask (allow_private)"
            raise FetchFailed("refused address", detail, is_settled=True) from None
        except httpx.InvalidURL as error:
            raise FetchFailed("refused address", self.hide(f"is no address ({error})"), is_settled=True) from None
        except httpcore.TimeoutException:
            raise FetchFailed("timed out", f"does not answer in full within {self._seconds:g} s") from None
        except (httpcore.NetworkError, OSError) as error:
            raise FetchFailed("unreachable", self.hide(f"cannot be reached ({error})")) from None
        except httpcore.ProtocolError as error:
            raise FetchFailed("broken reply", self.hide(f"does not speak HTTP as it should ({error})")) from None

    def _follow(self, url: httpx.URL, conditions: Mapping[str, str], sink: BinaryIO) -> Reply:
        """Ask for ``url``, and for what it redirects to; return the first reply that does not redirect."""
        left = self._seconds
        for _ in range(MOST_REDIRECTS + 1):
            self._check(url)
            with turn(url.host, self._pause), self._patience(url.host):
                started = time.monotonic()
                reply = self._ask(url, conditions, sink, started + left)
                left -= time.monotonic() - started
            if reply.status not in REDIRECTS:
                return reply
            if "location" not in reply.headers:
                raise FetchFailed("broken reply", "redirects to nowhere")
            url = url.join(reply.headers["location"])
        raise FetchFailed("too many redirects", f"redirects more than {MOST_REDIRECTS} times")

    @contextmanager
    def _patience(self, host: str) -> Iterator[None]:
        """Count how often in a row a host does not answer, and ask it no more after the third time."""
        if self._failures[host] >= PATIENCE:
            raise FetchFailed("unreachable", f"is not asked for: {host} has not answered {PATIENCE} times in a row")
        try:
            yield
        except (httpcore.TimeoutException, httpcore.NetworkError, OSError):
            self._failures[host] += 1
            raise
        self._failures[host] = 0

    def _check(self, url: httpx.URL) -> None:
        """Refuse what is neither http nor https, and hosts that are not the source's."""
        if url.scheme not in PORTS or not url.host:
            raise FetchFailed(
                "refused address", f"leads to {_shown(url)}, which is neither http nor https", is_settled=True
            )
        host, port = url.host.rstrip("."), _origin(url)[2]
        is_allowed = any(_fits(host, port, pattern) for pattern in self._allowed) or _origin(url) in self._homes
        if not is_allowed:
            raise FetchFailed(
                "refused host", f"leads to {_shown(url)}, which is not among the hosts of the source", is_settled=True
            )

    def _ask(self, url: httpx.URL, conditions: Mapping[str, str], sink: BinaryIO, deadline: float) -> Reply:
        """Send one request; the body of a good reply goes to the sink."""
        backend = GuardedBackend(deadline, allow_private=self._source.allow_private)
        context = ssl_context() if url.scheme == "https" else None
        with (
            httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=1) as pool,
            pool.stream(
                "GET",
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=[(name.encode(), value.encode()) for name, value in self._headers(url, conditions).items()],
            ) as response,
        ):
            headers = {
                name.decode("ascii", "replace").lower(): value.decode("latin-1") for name, value in response.headers
            }
            if response.status == 200:
                length = headers.get("content-length", "")
                if length.isdigit() and int(length) > self._size:
                    raise self._too_large()
                for piece in _unpacked(response.iter_stream(), headers.get("content-encoding", ""), self._size):
                    sink.write(piece)
                    if sink.tell() > self._size:
                        raise self._too_large()
            return Reply(response.status, headers)

    def _headers(self, url: httpx.URL, conditions: Mapping[str, str]) -> dict[str, str]:
        """Return the headers of a request; those of the source, which may be secret, only for its own locations."""
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": user_agent(),
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        if _origin(url) in self._homes:
            if url.userinfo:
                headers["Authorization"] = (
                    f"Basic {base64.b64encode(f'{url.username}:{url.password}'.encode()).decode()}"
                )
            given = {name: self._secrets.fill(text) for name, text in self._source.headers.items()}
            headers = {
                name: text for name, text in headers.items() if name.lower() not in map(str.lower, given)
            } | given
        return {**headers, **conditions}

    def _too_large(self) -> FetchFailed:
        return FetchFailed("too large", f"is longer than {self._size} bytes", is_settled=True)


def _answer(reply: Reply, *, conditional: bool) -> Reply:
    """Return a reply with news, or without any where only news were asked for; raises FetchFailed for all others."""
    status = reply.status
    if status == 200 or (status == 304 and conditional):
        return reply
    later = reply.headers.get("retry-after", "")
    more = f"; it asks to come again in {later} s" if later.isdigit() else ""
    is_settled = 400 <= status < 500 and status not in (401, 403, 408, 425, 429)
    raise FetchFailed("no reply", f"answers with the status {status}{more}", is_settled=is_settled, status=status)


def user_agent() -> str:
    """Return how we call ourselves."""
    return f"demarche/{version('demarche')}"


def _unpacked(pieces: Iterator[bytes], encoding: str, size: int) -> Iterator[bytes]:
    """Yield a body as it was before it was packed, in pieces of at most 64 KiB whatever a packed byte may stand for."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchFailed("broken reply", f"is packed as {encoding}, which was not asked for")
    unpacker, received = zlib.decompressobj(GZIP_OR_ZLIB), 0
    try:
        for piece in pieces:
            received += len(piece)
            if received > size:
                raise FetchFailed("too large", f"is longer than {size} bytes", is_settled=True)
            packed = piece
            while packed:
                if unpacker.eof:
                    unpacker = zlib.decompressobj(GZIP_OR_ZLIB)
                yield unpacker.decompress(packed, PIECE)
                packed = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        while rest := unpacker.decompress(b"", PIECE):
            yield rest
    except zlib.error as error:
        raise FetchFailed("broken reply", f"cannot be unpacked ({error})") from error
    if not unpacker.eof:
        raise FetchFailed("broken reply", "breaks off before its end")


def _fits(host: str, port: int, pattern: str) -> bool:
    """Tell whether a host and its port are meant by "example.org", "*.example.org" or "example.org:8080"."""
    name, _, wanted = pattern.rpartition(":") if pattern.rpartition(":")[2].isdigit() else (pattern, "", "")
    if port != int(wanted) if wanted else port not in PORTS.values():
        return False
    name = name.strip("[]").lower()
    return host.endswith(name[1:]) if name.startswith("*.") else host == name


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host.rstrip("."), url.port or PORTS.get(url.scheme, 0)


def _shown(url: httpx.URL) -> str:
    """Return an address as far as a message needs it: no user, no query."""
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}:{url.path}" if not url.host else f"{url.scheme}://{url.host}{port}{url.path}"


@cache
def ssl_context() -> ssl.SSLContext:
    return httpx.create_ssl_context()
