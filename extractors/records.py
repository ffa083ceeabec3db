"""The shared vocabulary of Demarche: what the rooms hand to one another.

Every record is frozen and slotted, holds plain Python values only, and therefore pickles between
processes and compares by value.  Offsets are Unicode code points into ``Document.text``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "ongoing", "future", "conditional", "hypothetical"]
DateBasis = Literal["expression", "dateline", "unknown"]
Granularity = Literal[
    "time", "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century", "range"
]
ResolvedBy = Literal["name", "composition", "document", "reference"]
Stage = Literal["read", "clean", "code", "load"]

POLARITIES: tuple[str, ...] = ("affirmed", "negated")
MODALITIES: tuple[str, ...] = ("actual", "ongoing", "future", "conditional", "hypothetical")
DATE_BASES: tuple[str, ...] = ("expression", "dateline", "unknown")
GRANULARITIES: tuple[str, ...] = (
    "time", "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century", "range",
)  # fmt: skip
RESOLVED_BY: tuple[str, ...] = ("name", "composition", "document", "reference")
# "feed.jsonl:17" and "<stdin>" are places where another article may stand tomorrow.
PLACE_INSIDE = re.compile(r":\d+$|^<")
STAGES: tuple[str, ...] = ("read", "clean", "code", "load")


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One article as a reader found it, before cleaning.

    ``origin`` says where ("news/a.txt", "feed.jsonl:17", "<stdin>:3"); ``source`` names the source
    whose documents belong together (empty for loose files); ``record_id`` is the caller's own id.
    ``date_origin`` is "front matter" where ``date`` comes from there (None: from the record).
    ``seen`` is when a crawler fetched it: the day of publication where nothing else says.
    """

    origin: str
    text: str
    markup: Literal["text", "html"] = "text"
    source: str = ""
    record_id: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    date_origin: str | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned article, ready to be coded.

    ``text`` has paragraphs separated by one newline; a title is its first paragraph when the article
    has one.  ``date`` is the publication date (the dateline); ``date_text`` what it was read from and
    ``date_origin`` where: "record", "front matter", "html", "text", or None when unknown.
    ``dropped`` counts removed lines by reason (for example ``{"caption": 2, "share": 1}``).
    ``article_key`` names the article within its source whatever its text ("id:…", "url:…", "file:…"; None for loose
    files), ``input_digest`` is a hash of what was cleaned: both tell versions of one article (see the warehouse).
    ``time_zone`` (IANA) is where its source is published: time stamps inside the text give the day there.
    """

    doc_id: str
    text: str
    origin: str
    source: str = ""
    record_id: str | None = None
    title: str | None = None
    date: dt.date | None = None
    date_text: str | None = None
    date_origin: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    dropped: Mapping[str, int] = field(default_factory=dict)
    article_key: str | None = None
    input_digest: str | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document (or a line that should have been one) that could not be used, and why.

    ``reason`` is a short closed phrase ("empty", "binary", "not English", "invalid JSON", …);
    ``detail`` the human message with file and line; ``document`` the cleaned article where it got that far.
    """

    origin: str
    stage: Stage
    reason: str
    detail: str
    source: str = ""
    record_id: str | None = None
    doc_id: str | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of ``Document.text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document; ``is_parsed`` is false where screening found nothing to code."""

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    is_parsed: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of a political actor and the code it resolves to.

    ``code`` is ``country`` (ISO 3166-1 alpha-3, or IGO, NGO, MNC, IMG, or "---" when no country is known)
    followed by role or group codes, for example "RUSGOV", "IGONAT", "---REB"; ``roles`` are those three-letter parts.
    """

    code: str
    country: str | None
    roles: tuple[str, ...]
    name: str
    text: str
    start: int
    end: int
    resolved_by: ResolvedBy = "name"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date expression in a text.

    ``first``/``last`` are inclusive days, both None when the expression is recognised but not resolved
    (a duration, a set, "now").  ``kind`` is "date", "duration", "set" or "reference"; ``modifier`` is
    "early", "mid", "late", "before", "after", "approx" or None; ``reason`` says how it was resolved.
    """

    text: str
    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    granularity: Granularity | None
    modifier: str | None = None
    kind: Literal["date", "duration", "set", "reference"] = "date"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event happened: inclusive days, its grain, the words that say so and what it rests on.

    ``text_start``/``text_end`` are the offsets of ``text`` in ``Document.text``; None where no words say when.
    """

    start: dt.date | None
    end: dt.date | None
    granularity: Granularity | None
    text: str | None
    basis: DateBasis
    modifier: str | None = None
    reason: str = ""
    text_start: int | None = None
    text_end: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened; coordinates in decimal degrees (WGS 84)."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER event type, mode and contexts of a CAMEO code; ``event`` is None for root 01."""

    event: str | None
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assertion:
    """Who vouches for an event that the text itself does not report."""

    code: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, and on whose word (DESIGN of the record: docs/record.md).

    ``same_as`` is the ``event_id`` of the first telling in the same document where this one repeats it.
    """

    event_id: str
    sentence: int
    source: Actor | None
    target: Actor | None
    cameo: str
    root: str
    quad: int
    goldstein: float
    plover: Plover
    trigger: Span
    evidence: Span
    date: EventDate
    place: Place | None
    polarity: Polarity
    modality: Modality
    asserted_by: Assertion | None
    confidence: float
    rule: str
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A mention of an actor in a sentence that tells an event.

    ``kind`` is "person", "state", "organisation", "group", "role", "place", "thing" or "pronoun"; ``where`` the row of
    the actor files that decided, "file:line", several joined by " + ", "" where the words alone say it.
    """

    sentence: int
    actor: Actor
    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with everything that one ruleset made of it; ``mentions`` are those of the sentences with events."""

    document: Document
    ruleset: str
    sentences: tuple[Sentence, ...]
    events: tuple[Event, ...]
    mentions: tuple[ActorMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsing:
    """What parsing took: processor seconds (reading and keeping parses included), sentences parsed and recalled.

    ``unkept`` counts texts whose parses could not be written.
    """

    seconds: float = 0.0
    parsed: int = 0
    recalled: int = 0
    unkept: int = 0

    def __add__(self, other: Parsing) -> Parsing:
        return Parsing(
            self.seconds + other.seconds,
            self.parsed + other.parsed,
            self.recalled + other.recalled,
            self.unkept + other.unkept,
        )

    def __sub__(self, other: Parsing) -> Parsing:
        return self + Parsing(-other.seconds, -other.parsed, -other.recalled, -other.unkept)


def digest(*parts: str, length: int = 16) -> str:
    """Return a stable hexadecimal id of ``parts`` (BLAKE2b over length-prefixed UTF-8)."""
    hasher = hashlib.blake2b(digest_size=length // 2)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher.hexdigest()


def document_id(source: str, text: str) -> str:
    """Return the identity of an article: its source and its text, white space and case folded."""
    return digest(source, " ".join(text.split()).casefold())


def article_key(source: str, record_id: str | None, url: str | None, origin: str) -> str | None:
    """Return what names an article within its source, whatever its text: its id, else its url, else its file.

    None for loose files (no source), whose ids may mean anything, and where only a place inside a file is known.
    """
    if not source:
        return None
    if record_id:
        return f"id:{record_id}"
    if url:
        return f"url:{url.partition('#')[0]}"
    return None if PLACE_INSIDE.search(origin) else f"file:{origin}"


def to_json(record: Any) -> Any:
    """Return ``record`` as JSON-ready values: dataclasses as objects, dates as ISO strings, tuples as lists."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_json(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, dt.date):
        return record.isoformat()
    if isinstance(record, Mapping):
        return {key: to_json(value) for key, value in record.items()}
    if isinstance(record, (list, tuple)):
        return [to_json(value) for value in record]
    return record


def dumps(record: Any) -> str:
    """Return ``record`` as one line of JSON (UTF-8, keys in field order)."""
    return json.dumps(to_json(record), ensure_ascii=False, separators=(",", ":"))
