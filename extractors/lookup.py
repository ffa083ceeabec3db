"""Looking up: what the actor files say of a name, row by row, and whom a phrase means at a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.actors import DocumentActors, Mention, find_mentions, load_lexicon
from extractors.actors.entries import Entry
from extractors.parser import load_parser, parse_sentences


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row of the actor files that a name may mean.

    ``title`` is the office, or the name in full where there is none; ``start`` and ``end`` are None without a bound;
    ``holds`` tells whether the row is in force at the date asked for.  ``where`` is "file:line".
    """

    name: str
    kind: str
    code: str
    title: str
    start: dt.date | None
    end: dt.date | None
    holds: bool
    where: str


def meanings(name: str, date: dt.date | None = None) -> list[Meaning]:
    """Return every meaning of a name, exactly as written: a row for each office of a person, in order of time."""
    return [meaning for entry in load_lexicon().lookup(name) for meaning in _meanings(entry, date)]


def mentions(phrase: str, date: dt.date | None = None, parser: str | Path | None = None) -> list[Mention]:
    """Return the actors that a phrase names as the subject of a sentence, read as of a date."""
    (doc,) = parse_sentences(load_parser(parser), [f"{phrase} said so."])
    found = find_mentions(doc, DocumentActors(load_lexicon(), date), date)
    return [mention for mention in found if mention.start_char < len(phrase)]


def _meanings(entry: Entry, date: dt.date | None) -> Iterator[Meaning]:
    person = entry.person
    if person is None:
        yield _meaning(entry.name, entry.kind, entry.code, entry.name, entry.start, entry.end, date, entry.where)
        return
    for office in person.offices:
        yield _meaning(person.name, "person", office.code, office.title, office.start, office.end, date, office.where)


def _meaning(
    name: str, kind: str, code: str, title: str, start: dt.date, end: dt.date, date: dt.date | None, where: str
) -> Meaning:
    return Meaning(
        name,
        kind,
        code,
        title,
        None if start == dt.date.min else start,
        None if end == dt.date.max else end,
        start <= (date or dt.date.max) <= end,
        where,
    )
