"""RSS and Atom feeds as a source: every entry is an article, in full from the feed or from its own page."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from extractors.extras import library
from extractors.readers.errors import BadInputError
from extractors.readers.record import looks_like_html, raw_document
from extractors.records import RawDocument, Rejection, digest
from extractors.sources import Source
from flows.settings import Settings
from flows.sources.client import Client, FetchFailed, Reply
from flows.sources.fetched import Fetched, Mark, SourceUnavailable, unreachable
from flows.sources.pages import read_page
from flows.sources.robots import Robots

SECONDS = 30.0
BYTES = 20_000_000
ENTITY = re.compile(rb"<!ENTITY", re.I)
TAG = re.compile(r"<[^<>]+>")


@dataclass(slots=True)
class Progress:
    """How far a feed has been read: the validators of its last reply, and its entries (id -> state), both as digests.

    Only entries that still stand in the feed are kept, so that a mark does not grow.  ``terms`` is what the source
    says about fetching: a change of it makes all entries new.
    """

    terms: str
    validators: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, mark: str | None, terms: str) -> Progress:
        """Return what a mark says, or nothing where it was made on other terms."""
        known = json.loads(mark) if mark else {}
        return cls(terms, known["validators"], known["entries"]) if known.get("terms") == terms else cls(terms)

    def mark(self, location: str) -> Mark:
        """Return it as a mark of the feed."""
        value = {"terms": self.terms, "validators": self.validators, "entries": self.entries}
        return Mark(location, json.dumps(value, separators=(",", ":")))


def fetch_feed(source: Source, marks: Mapping[str, str], settings: Settings) -> Iterator[Fetched]:
    """Yield the entries of each feed that are new or have changed, the oldest first.

    A feed is asked for only if it has changed since the last time, as far as its host tells.  An entry whose page could
    not be had for now is tried again the next time, one whose page will never be had is not.
    """
    parse: Callable[..., Any] = library("feedparser", "feeds").parse
    client = Client(source, seconds=SECONDS, size=BYTES)
    robots = Robots(client)
    terms = digest(source.pages, *sorted(source.hosts), str(source.response_bytes), str(source.allow_private))
    failures: list[str] = []
    for location in source.locations:
        before = Progress.of(marks.get(location), terms)
        try:
            feed, reply = _fetch(client, location, before, parse)
            if feed is None:
                yield before.mark(location)  # it answers again, should it have been rejected before
            else:
                yield from _new_entries(feed, reply, location, before, _Reader(source, client, robots, settings))
        except FetchFailed as error:
            failures.append(f"{location} {error.detail}")
            yield unreachable(source.name, location, error.reason, error.detail)
    if len(failures) == len(source.locations):
        raise SourceUnavailable(f"the source {source.name}: {'; '.join(failures)}")


def fetch_entries(source: Source, wanted: set[tuple[str, str | None]], settings: Settings) -> Iterator[Fetched]:
    """Yield the articles of entries that were rejected, by origin and id; of those that left their feed, from the page.

    An entry that still cannot be had is a rejection again.
    """
    parse: Callable[..., Any] = library("feedparser", "feeds").parse
    client = Client(source, seconds=SECONDS, size=BYTES)
    reader, missing = _Reader(source, client, Robots(client), settings), set(wanted)
    for location in source.locations:
        try:
            feed, _ = _fetch(client, location, Progress(""), parse)
        except FetchFailed as error:
            yield unreachable(source.name, location, error.reason, error.detail)
            continue
        publisher = source.publisher or _plain(feed.feed.get("title")) if feed is not None else None
        for entry in reversed(feed.entries if feed is not None else ()):
            name = (reader.origin(entry, location), client.hide(_identity(entry)))
            if name in missing:
                missing.discard(name)
                yield reader.try_article(entry, location, publisher)
    for origin, identity in sorted(missing, key=lambda name: (name[0], name[1] or "")):
        has_page = not origin.startswith(tuple(f"{location}#" for location in source.locations))
        if has_page and identity is not None and source.pages != "never":
            yield reader.try_article({"id": identity, "link": origin}, origin, source.publisher)
        else:
            yield unreachable(source.name, origin, "gone", "has left its feed", identity)


def _fetch(client: Client, location: str, before: Progress, parse: Callable[..., Any]) -> tuple[Any | None, Reply]:
    """Return the parsed feed, or None where nothing has changed."""
    sink = io.BytesIO()
    reply = client.get(location, sink, before.validators)
    if reply.status == 304:
        return None, reply
    data = sink.getvalue()
    if ENTITY.search(data):
        raise FetchFailed("not a feed", "declares XML entities, which no feed needs; it is not read")
    headers = {"content-type": reply.headers.get("content-type", "")}
    try:
        # A stream, never bytes: those feedparser may take for a path.
        feed = parse(io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever garbage does to the library
        raise FetchFailed("not a feed", f"cannot be parsed ({error})") from error
    if not feed.get("version"):
        raise FetchFailed("not a feed", "is neither RSS nor Atom")
    return feed, reply


def _new_entries(feed: Any, reply: Reply, location: str, before: Progress, reader: _Reader) -> Iterator[Fetched]:
    """Yield the new articles of a feed and marks; the last mark lets the next request be a conditional one."""
    now = Progress(before.terms)
    is_whole = True
    if feed.get("bozo") and type(feed.bozo_exception).__module__.startswith("xml."):
        is_whole = False
        detail = (
            f"is not well-formed ({reader.client.hide(str(feed.bozo_exception))}); what could be read of it was read"
        )
        yield unreachable(reader.source.name, location, "malformed feed", detail)
    publisher = reader.source.publisher or _plain(feed.feed.get("title"))
    for entry in reversed(feed.entries):
        key, state = digest(_identity(entry)), _state(entry)
        if before.entries.get(key) == state:
            now.entries[key] = state
            continue
        try:
            yield reader.article(entry, location, publisher)
        except (FetchFailed, BadInputError) as error:
            identity = reader.client.hide(_identity(entry))
            yield unreachable(reader.source.name, reader.origin(entry, location), error.reason, error.detail, identity)
            if isinstance(error, FetchFailed) and not error.is_settled:
                is_whole = False
                continue
        now.entries[key] = state
        if reader.has_asked:
            reader.has_asked = False
            yield Progress(now.terms, {}, before.entries | now.entries).mark(location)
    if is_whole:
        now.validators = reply.validators
    yield now.mark(location)


@dataclass(slots=True)
class _Reader:
    """Makes an article of an entry, with the help of its page where that is needed."""

    source: Source
    client: Client
    robots: Robots
    settings: Settings
    has_asked: bool = False

    def article(self, entry: Any, location: str, publisher: str | None) -> RawDocument:
        """Return the article of an entry; raises FetchFailed and BadInputError."""
        origin, link = self.origin(entry, location), self.link(entry)
        full, summary = _content(entry), entry.get("summary") or ""
        given: dict[str, str | None] = {
            "id": self.client.hide(_identity(entry)),
            "title": _plain(entry.get("title")),
            "date": _said(entry, "published") or _said(entry, "updated"),
            "publisher": publisher,
            "url": self.client.hide(link) if link else None,
        }
        pages, limit = self.source.pages, self.settings.document_bytes
        if link and (pages == "always" or (pages == "missing" and not full)):
            self.has_asked = True
            self.robots.check(link)
            page = read_page(self.client, link, origin, self.source, limit)
            for name in ("title", "date", "publisher"):
                given[name] = given[name] or getattr(page, name)
            text, is_html = page.text, page.is_html
        else:
            text = full or summary
            is_html = looks_like_html(text) or (not full or entry.content[0].get("type") != "text/plain")
        return raw_document({"html" if is_html else "text": text, **given}, origin, self.source.name, limit)

    def try_article(self, entry: Any, location: str, publisher: str | None) -> RawDocument | Rejection:
        """Return the article of an entry, or the rejection that says why there is none."""
        try:
            return self.article(entry, location, publisher)
        except (FetchFailed, BadInputError) as error:
            identity = self.client.hide(_identity(entry))
            return unreachable(self.source.name, self.origin(entry, location), error.reason, error.detail, identity)

    def link(self, entry: Any) -> str | None:
        """Return the address of an entry's page, where it has one."""
        link = " ".join(str(entry.get("link") or "").split())
        return link or None

    def origin(self, entry: Any, location: str) -> str:
        """Return what names an entry in messages and documents: its page, else its place in the feed."""
        return self.client.hide(self.link(entry) or f"{location}#{_identity(entry)}")


def _identity(entry: Any) -> str:
    """Return what names an entry whatever its text: its id, else its address, else its title."""
    found = (
        entry.get("id")
        or entry.get("link")
        or entry.get("title")
        or digest(_content(entry), entry.get("summary") or "")
    )
    return " ".join(str(found).split())


def _state(entry: Any) -> str:
    """Return a digest of all that an entry says."""
    return digest(
        *(_said(entry, name) for name in ("title", "link", "published", "updated", "summary")), _content(entry)
    )


def _said(entry: Any, name: str) -> str:
    """Return what an entry itself says under a name; feedparser puts other things in the place of what is missing."""
    return str(dict.get(entry, name) or "")


def _content(entry: Any) -> str:
    """Return the full text that an entry carries (content:encoded, Atom's content), or nothing."""
    return next((str(part.value) for part in entry.get("content") or () if (part.get("value") or "").strip()), "")


def _plain(text: Any) -> str | None:
    """Return a title without tags and character references."""
    return " ".join(html.unescape(TAG.sub("", str(text or ""))).split()) or None
