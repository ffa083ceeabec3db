"""Looking up: what the actor files say of a name, row by row, and whom a phrase means at a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.actors import ActorLexicon, DocumentActors, Mention, find_mentions, load_lexicon
from extractors.actors.entries import Entry
from extractors.actors.lexicon import valid_entries
from extractors.parser import load_parser, parse_sentences


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row of the actor files that a name may mean.

    ``title`` is the office, or the name in full where there is none; ``start`` and ``end`` are None without a bound;
    ``holds`` tells whether the row is in force at the date asked for, ``decides`` whether it is the one that the name
    stands for then (for a former holder the last office, which has ended).  ``where`` is "file:line".
    """

    name: str
    kind: str
    code: str
    title: str
    start: dt.date | None
    end: dt.date | None
    holds: bool
    decides: bool
    where: str


@dataclass(frozen=True, slots=True)
class Span:
    """A code from a day on (None: from the beginning) until the next one, and the row that decides it; "" for none."""

    code: str
    where: str
    start: dt.date | None


class Lookup:
    """Answers from the bundled actor files and an analyst's own."""

    def __init__(self, actor_files: Sequence[Path] = ()) -> None:
        self.lexicon: ActorLexicon = load_lexicon(tuple(actor_files))

    def meanings(self, name: str, date: dt.date | None = None) -> list[Meaning]:
        """Return every meaning of a name, exactly as written: a row for each office of a person, in order of time."""
        entries = self.lexicon.lookup(name)
        first = next(iter(valid_entries(entries, date)), None)
        return [meaning for entry in entries for meaning in _meanings(entry, date, entry is first)]

    def timeline(self, name: str) -> list[Span]:
        """Return the codes that a name stands for from the beginning to the end of time, with the rows that decide."""
        entries = self.lexicon.lookup(name)
        held = [row for entry in entries for row in (entry.person.offices if entry.person else (entry,))]
        ends = (row.end + dt.timedelta(days=1) for row in held if row.end != dt.date.max)
        spans: list[Span] = []
        for day in sorted({dt.date.min, *(row.start for row in held), *ends}):
            code, where = _decided(valid_entries(entries, day), day)
            if not spans or (code, where) != (spans[-1].code, spans[-1].where):
                spans.append(Span(code, where, None if day == dt.date.min else day))
        return spans

    def mentions(self, phrase: str, date: dt.date | None = None, parser: str | Path | None = None) -> list[Mention]:
        """Return the actors that a phrase names as the subject of a sentence, read as of a date."""
        (doc,) = parse_sentences(load_parser(parser), [f"{phrase} said so."])
        found = find_mentions(doc, DocumentActors(self.lexicon, date), date)
        return [mention for mention in found if mention.start_char < len(phrase)]


def _decided(entries: Sequence[Entry], day: dt.date) -> tuple[str, str]:
    entry = next(iter(entries), None)
    if entry is None:
        return "", ""
    if entry.person is not None:
        return entry.person.code_at(day), entry.person.office_at(day).where
    return (entry.code, entry.where) if entry.valid(day) else ("", "")


def _meanings(entry: Entry, date: dt.date | None, is_first: bool) -> Iterator[Meaning]:
    person = entry.person
    if person is None:
        title = entry.name
        yield _meaning(entry.name, entry.kind, entry.code, title, entry.start, entry.end, date, is_first, entry.where)
        return
    deciding = person.office_at(date)
    for office in person.offices:
        decides = is_first and office is deciding
        yield _meaning(
            person.name, "person", office.code, office.title, office.start, office.end, date, decides, office.where
        )


def _meaning(
    name: str,
    kind: str,
    code: str,
    title: str,
    start: dt.date,
    end: dt.date,
    date: dt.date | None,
    decides: bool,
    where: str,
) -> Meaning:
    return Meaning(
        name,
        kind,
        code,
        title,
        None if start == dt.date.min else start,
        None if end == dt.date.max else end,
        start <= (date or dt.date.max) <= end,
        decides,
        where,
    )
