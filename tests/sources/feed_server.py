"""A web server of this machine that plays feeds, pages and files, well and badly."""

from __future__ import annotations

import gzip
import hashlib
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

from extractors.records import RawDocument, Rejection
from extractors.sources import Source

Fetch = Callable[[Source, dict[str, str]], tuple[list[RawDocument], list[Rejection]]]
CONTENT = "http://purl.org/rss/1.0/modules/content/"
FILLER = " Talks on trade and on the border go on, officials of both governments said after the meeting in the capital."


def article(number: int, word: str = "condemned") -> str:
    """Return the text of an article that is long enough to be one."""
    return f"France {word} Iran on Monday over case {number}.{FILLER}{FILLER}"


def page(number: int, word: str = "condemned") -> str:
    """Return an article's page, with what stands around it."""
    return (
        f"<html><head><title>Case number {number} in the courts of Paris</title></head><body><nav>Home News</nav>"
        f"<article><h1>Case number {number} in the courts of Paris</h1><p>{article(number, word)}</p>"
        f"<p>The statement came late.{FILLER}</p></article><footer>Imprint</footer></body></html>"
    )


@dataclass(slots=True)
class Item:
    """An entry of a feed."""

    number: int
    link: str = ""
    full: str = ""
    summary: str = "In short."


def rss(items: list[Item], title: str = "The Gazette") -> bytes:
    """Return an RSS feed."""
    entries = "".join(
        f"<item><guid isPermaLink='false'>case-{one.number}</guid><title>Case number {one.number} in Paris</title>"
        f"<link>{escape(one.link)}</link><pubDate>Tue, 24 Nov 2026 21:{one.number:02}:00 GMT</pubDate>"
        f"<description>{escape(one.summary)}</description>"
        + (f"<content:encoded>{escape(one.full)}</content:encoded>" if one.full else "")
        + "</item>"
        for one in items
    )
    return f"<rss version='2.0' xmlns:content='{CONTENT}'><channel><title>{title}</title>{entries}</channel></rss>".encode()


@dataclass(slots=True)
class Answer:
    """What is answered at a path; the body is sent in pieces, with ``pause`` seconds after each."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pieces: Callable[[], Iterator[bytes]] | None = None
    has_etag: bool = False


class FeedServer:
    """Answers by path, counts what it is asked, and remembers the headers of the last request for each path."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.times: list[float] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}"

    def play(self, path: str, body: bytes = b"", **more: object) -> str:
        """Answer ``path`` from now on; return its address."""
        self.answers[path] = Answer(body, **more)  # type: ignore[arg-type]
        return self.url + path

    def wrap(self, certificate: Path) -> None:
        """Speak https with a certificate from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    @contextmanager
    def running(self) -> Iterator[FeedServer]:
        """Serve while the block runs."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                outer.asked[path] += 1
                outer.headers[path] = dict(self.headers.items())
                outer.times.append(time.monotonic())
                answer = outer.answers.get(path, Answer(b"not here", 404))
                headers, status, body = dict(answer.headers), answer.status, answer.body
                if answer.has_etag:
                    headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                    if self.headers.get("If-None-Match") == headers["ETag"]:
                        status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if answer.pieces is None:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    for piece in answer.pieces() if answer.pieces else iter([body]):
                        self.wfile.write(piece)
                        self.wfile.flush()
                except OSError:
                    pass  # the client has gone away, as it should

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        return Handler


def drip(piece: bytes, pause: float, times: int) -> Callable[[], Iterator[bytes]]:
    """Return a body that comes a piece at a time."""

    def pieces() -> Iterator[bytes]:
        for _ in range(times):
            yield piece
            time.sleep(pause)

    return pieces


def gzip_bomb(size: int) -> bytes:
    """Return a gzip file that unpacks to so many zeros."""
    return gzip.compress(bytes(size))


ENTITY_BOMB = b"".join(
    [
        b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 'lol'>",
        *(b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)),
        b"]><rss version='2.0'><channel><title>t</title><item><description>&l9;</description></item></channel></rss>",
    ]
)
EXTERNAL_ENTITY = (
    b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss version='2.0'><channel>"
    b"<title>t</title><item><guid>1</guid><description>&x;</description></item></channel></rss>"
)
