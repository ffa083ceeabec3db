"""From records to table rows: one function per table, values in the order of the table's columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.records import Actor, CodedDocument, Event, Rejection, Sentence, digest
from warehouse.stored import to_json

Row = tuple[Any, ...]


def document_row(coded: CodedDocument, run_id: str) -> Row:
    """Return the row of ``documents``."""
    document = coded.document
    return (
        document.doc_id,
        coded.ruleset,
        run_id,
        document.source,
        document.origin,
        document.record_id,
        document.title,
        document.date,
        document.date_text,
        document.date_origin,
        document.publisher,
        document.url,
        document.language,
        document.text,
        dict(sorted(document.dropped.items())),
        document.article_key,
        document.input_digest,
    )


def sentence_rows(coded: CodedDocument) -> Iterator[Row]:
    """Yield the rows of ``sentences``."""
    for sentence in coded.sentences:
        yield _sentence(coded.document.doc_id, sentence)


def event_rows(coded: CodedDocument) -> Iterator[Row]:
    """Yield the rows of ``events``; an event that the coder reports twice is one row."""
    for event in {event.event_id: event for event in coded.events}.values():
        yield _event(coded, event)


def mention_rows(coded: CodedDocument) -> Iterator[Row]:
    """Yield the rows of ``mentions``."""
    for mention in coded.mentions:
        actor = mention.actor
        yield (
            coded.document.doc_id,
            mention.sentence,
            actor.start,
            actor.end,
            actor.text,
            actor.code,
            actor.name,
            mention.kind,
            actor.resolved_by,
            actor.confidence,
            mention.where,
        )


def input_id(origin: str, source: str, record_id: str | None, *more: str | None) -> str:
    """Return the identity of an input.

    A path (with line) and the record's own id name the same input each time.  A place in standard input
    ("<stdin>:3") does not: there ``more`` (the document, or the message) tells inputs apart.
    """
    named = () if not origin.startswith("<") else more
    return digest(source, origin, record_id or "", *(part or "" for part in named))


def rejection_key(rejection: Rejection) -> str:
    """Return the id of a rejection: that of its input."""
    return input_id(rejection.origin, rejection.source, rejection.record_id, rejection.doc_id, rejection.detail)


def rejection_row(rejection_id: str, rejection: Rejection, first_run_id: str, last_run_id: str) -> Row:
    """Return the row of ``rejections``."""
    return (
        rejection_id,
        first_run_id,
        last_run_id,
        rejection.source,
        rejection.origin,
        rejection.record_id,
        rejection.doc_id,
        rejection.stage,
        rejection.reason,
        rejection.detail,
        to_json(rejection.document) if rejection.document is not None else None,
    )


def _sentence(doc_id: str, sentence: Sentence) -> Row:
    return (
        doc_id,
        sentence.index,
        sentence.paragraph,
        sentence.start,
        sentence.end,
        sentence.text,
        sentence.is_parsed,
    )


def _event(coded: CodedDocument, event: Event) -> Row:
    place, assertion = event.place, event.asserted_by
    evidence = event.evidence
    return (
        event.event_id,
        coded.document.doc_id,
        event.sentence,
        event.date.start,
        event.date.end,
        event.date.granularity,
        event.date.text,
        event.date.basis,
        event.date.modifier,
        event.date.reason,
        *_actor(event.source),
        *_actor(event.target),
        event.cameo,
        event.root,
        event.quad,
        event.goldstein,
        event.plover.event,
        event.plover.mode,
        list(event.plover.contexts),
        event.trigger.text,
        event.trigger.start,
        event.trigger.end,
        evidence.text,
        evidence.start,
        evidence.end,
        place and place.name,
        place and place.country,
        place and place.lat,
        place and place.lon,
        event.polarity,
        event.modality,
        assertion and assertion.code,
        assertion and assertion.text,
        event.confidence,
        event.rule,
        coded.ruleset,
        event.date.text_start,
        event.date.text_end,
        event.same_as,
    )


def _actor(actor: Actor | None) -> Row:
    if actor is None:
        return (None,) * 9
    return (
        actor.code,
        actor.country,
        list(actor.roles),
        actor.name,
        actor.text,
        actor.start,
        actor.end,
        actor.resolved_by,
        actor.confidence,
    )
