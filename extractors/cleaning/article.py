"""A raw document to a document that can be coded: the one order in which it is cleaned."""

from __future__ import annotations

from collections import Counter

from extractors.cleaning.characters import repair_characters, strip_tags
from extractors.cleaning.html import Page, read_page
from extractors.cleaning.html_metadata import PageMetadata
from extractors.cleaning.language import foreign_language
from extractors.cleaning.lines import sort_lines
from extractors.cleaning.moments import local_day
from extractors.cleaning.paragraphs import join_paragraphs
from extractors.cleaning.publication import Publication, find_publication
from extractors.cleaning.title import find_title, same_words
from extractors.records import Document, RawDocument, Rejection, article_key, digest, document_id
from extractors.sources import source_settings

NEAR_TOP = 5


def clean(raw: RawDocument, *, date_order: str | None = None, time_zone: str | None = None) -> Document | Rejection:
    """Return the article of ``raw``, or a rejection of stage "clean" ("empty", "not English", "too deep").

    ``date_order`` ("DMY" or "MDY"; else that of the source in config/sources.toml) settles 03/04/2021; without it such
    a date stays unknown.  ``time_zone`` (IANA; else that of the source) is where the source is published: a time stamp with
    a zone gives the day there.
    The text's paragraphs are divided by exactly one newline and the title, where there is one, is the first of them.
    """
    page = read_page(raw.text) if raw.markup == "html" else Page(text=strip_tags(raw.text))
    if not page.is_whole:
        return _rejection(raw, "too deep", "is nested too deeply to be read as a whole")
    text = repair_characters(page.text)
    language = foreign_language(text, raw.language or page.metadata.language) if text else None
    if language is not None and language != "no words":
        return _rejection(raw, "not English", f"is not in English ({language})")
    lines = sort_lines(text)
    paragraphs = join_paragraphs(lines.blocks)
    title = _given_title(raw, page.metadata) or find_title(paragraphs)
    if not paragraphs or language is not None:
        dropped = ", ".join(f"{count} {reason}" for reason, count in sorted((page.dropped + lines.dropped).items()))
        return _rejection(raw, "empty", f"has no text left after cleaning (dropped: {dropped or 'nothing'})")
    known = source_settings(raw.source)
    time_zone = time_zone or known.time_zone
    url = raw.url or page.metadata.url
    publication = find_publication(
        _metadata_dates(raw, page.metadata),
        lines.dates,
        paragraphs,
        url,
        date_order or known.date_order,
        time_zone,
    )
    if publication == Publication() and raw.seen:
        publication = Publication(local_day(raw.seen, None, time_zone), raw.seen, "record")
    body = "\n".join(_titled(paragraphs, title))
    return Document(
        doc_id=document_id(raw.source, body),
        text=body,
        origin=raw.origin,
        source=raw.source,
        record_id=raw.record_id,
        title=title,
        date=publication.date,
        date_text=publication.text,
        date_origin=publication.origin,
        publisher=raw.publisher or page.metadata.publisher,
        url=url,
        dropped=_sorted(page.dropped + lines.dropped),
        article_key=article_key(raw.source, raw.record_id, url, raw.origin),
        input_digest=digest(raw.markup, raw.title or "", raw.text),
        time_zone=time_zone,
    )


def _given_title(raw: RawDocument, metadata: PageMetadata) -> str | None:
    title = raw.title or metadata.title
    return " ".join(repair_characters(title).split()) or None if title else None


def _titled(paragraphs: list[str], title: str | None) -> list[str]:
    """Return the paragraphs with the title first and once."""
    if title is None:
        return paragraphs
    repeated = next((i for i, paragraph in enumerate(paragraphs[:NEAR_TOP]) if same_words(paragraph, title)), None)
    return [title, *(paragraph for i, paragraph in enumerate(paragraphs) if i != repeated)]


def _metadata_dates(raw: RawDocument, metadata: PageMetadata) -> list[tuple[str, str]]:
    dates = [(raw.date_origin or "record", raw.date), ("html", metadata.date)]
    return [(origin, value) for origin, value in dates if value]


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _rejection(raw: RawDocument, reason: str, detail: str) -> Rejection:
    return Rejection(
        origin=raw.origin,
        stage="clean",
        reason=reason,
        detail=f"{raw.origin}: {detail}",
        source=raw.source,
        record_id=raw.record_id,
    )
