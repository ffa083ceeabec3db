"""Small coded documents for the tests of the warehouse: texts and actors of our own making."""

from __future__ import annotations

import datetime as dt
from typing import Any

from extractors.records import (
    Actor,
    ActorMention,
    CodedDocument,
    Document,
    Event,
    EventDate,
    Plover,
    Rejection,
    Sentence,
    Span,
    digest,
    document_id,
)

DAY = dt.date(2021, 12, 26)
RULESET = "ruleset-a"


def actor(text: str, phrase: str, code: str) -> Actor:
    """Return an actor whose mention is the first ``phrase`` of ``text``."""
    start = text.index(phrase)
    country = None if code.startswith("---") else code[:3]
    roles = tuple(code[at : at + 3] for at in range(3, len(code), 3))
    return Actor(code, country, roles, phrase, phrase, start, start + len(phrase))


def on_sunday(text: str) -> EventDate:
    """Return the date that "on Sunday" tells, with its place where ``text`` has it."""
    words = "on Sunday"
    start = text.index(words) if words in text else None
    end = None if start is None else start + len(words)
    return EventDate(DAY, DAY, "day", words, "expression", None, "weekday before the dateline", start, end)


def event(doc_id: str, text: str, source: str = "Norland", target: str | None = "Sudria", **changes: Any) -> Event:
    """Return the event of the sentence "<source> criticised <target>." at the start of ``text``."""
    who = actor(text, source, changes.pop("source_code", "NOR"))
    whom = actor(text, target, changes.pop("target_code", "SDN")) if target else None
    at = text.index("criticised")
    sentence_end = text.index(".") + 1
    values: dict[str, Any] = {
        "sentence": 0,
        "source": who,
        "target": whom,
        "cameo": "111",
        "root": "11",
        "quad": 3,
        "goldstein": -2.0,
        "plover": Plover("ACCUSE", None, ("military",)),
        "trigger": Span("criticised", at, at + len("criticised")),
        "evidence": Span(text[:sentence_end], 0, sentence_end),
        "date": on_sunday(text),
        "place": None,
        "polarity": "affirmed",
        "modality": "actual",
        "asserted_by": None,
        "confidence": 0.83,
        "rule": "11_disapprove/criticise",
    }
    values.update(changes)
    values.setdefault(
        "event_id",
        digest(doc_id, str(values["sentence"]), str(at), who.code, whom.code if whom else "", values["cameo"]),
    )
    return Event(**values)


def coded(
    number: int = 0,
    *,
    ruleset: str = RULESET,
    text: str | None = None,
    source: str = "",
    origin: str | None = None,
    date: dt.date | None = DAY,
    events: int = 1,
    document: dict[str, Any] | None = None,
    **changes: Any,
) -> CodedDocument:
    """Return article ``number``, two sentences long, with one event (or none); ``changes`` are fields of the event."""
    text = text or f"Norland criticised Sudria on Sunday over case {number}.\nThe weather stayed fair."
    doc_id = document_id(source, text)
    article = Document(
        doc_id,
        text,
        origin or f"news/{number}.txt",
        source=source,
        title=None,
        date=date,
        date_text=date.isoformat() if date else None,
        date_origin="record" if date else None,
        publisher="The Norland Gazette",
        url=f"https://gazette.example/{number}",
        dropped={"caption": 1},
        **(document or {}),
    )
    sentences = []
    start = 0
    for index, line in enumerate(text.split("\n")):
        sentences.append(Sentence(index, index, start, start + len(line), line, index == 0))
        start += len(line) + 1
    made = tuple(event(doc_id, text, **changes) for _ in range(events))
    mentions = tuple(
        ActorMention(one.sentence, who, "state", "config/actors/countries.csv:9")
        for one in made[:1]
        for who in (one.source, one.target)
        if who is not None
    )
    return CodedDocument(article, ruleset, tuple(sentences), made, mentions)


def rejection(number: int = 0, reason: str = "empty", **changes: Any) -> Rejection:
    """Return a rejection of input ``number``."""
    origin = changes.pop("origin", f"news/{number}.txt")
    return Rejection(origin, changes.pop("stage", "clean"), reason, f"{origin}: nothing to read", **changes)
