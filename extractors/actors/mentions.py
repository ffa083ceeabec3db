"""Finds the political actors of a parsed sentence, with what the document has taught so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .codes import UNKNOWN, join, split, triples
from .document import DocumentActors
from .entries import Entry
from .making import make_mentions
from .mention import Mention, MentionKind, PlaceMention
from .phrases import POSSESSIVES, Phrase, gather
from .reading import DOCUMENT, NAME, THING, Reader, Reading
from .reference import descriptions, own, pairs, pronouns
from .scene import preposition_of
from .unit import Unit
from .units import find_units
from .words import Words, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractors.tree import Node, Tree


def find_mentions(sentence: Doc | Tree, memory: DocumentActors, date: dt.date | None = None) -> list[Mention]:
    """Return the actor mentions of a sentence in text order, and let the document remember them; see ``find_actors``."""
    return find_actors(sentence, memory, date)[0]


def find_actors(
    sentence: Doc | Tree, memory: DocumentActors, date: dt.date | None = None
) -> tuple[list[Mention], list[PlaceMention]]:
    """Return the actor mentions of a sentence in text order and its places, and let the document remember the actors.

    ``sentence`` has Universal Dependencies; ``date`` the day at which names and offices are read (default: the
    document's own).  Call it once per sentence, in document order.  Mentions that share a head stand for several actors
    ("the foreign ministers of France and Germany").  Places (cities, regions, states) have coordinates where the files do.
    """
    words, day, known = words_of(sentence), date or memory.date, memory.bindings
    units = find_units(words, memory, day)
    found = _actors(words, units, memory, day)
    if memory.bindings != known:  # the sentence itself taught a name
        units = find_units(words, memory, day)
    return found, _places(words, units, memory)


def _actors(words: Words, units: list[Unit], memory: DocumentActors, day: dt.date | None) -> list[Mention]:
    phrases = gather(words, units, memory.lexicon.grammar)
    reader = Reader(words, phrases, memory, day)
    own(words, phrases, reader)
    reader.read_all()
    found: list[Mention] = []
    inside: list[Mention] = []  # "critics of President Moreno": named, though they are not who acts
    for phrase in phrases:
        reading = reader.readings[id(phrase)]
        if reading is None:
            continue
        made = make_mentions(words, phrase, reading, reader)
        if id(phrase) not in reader.absorbed:
            found.extend(made)
        elif reading.kind == "person":
            inside.extend(made)
        _teach(words, phrase, reading, made, memory)
    found.extend(_apposed(words, phrases, reader, memory, found))
    found = [_agreeing(words, mention, found) for mention in found]
    found.extend(pronouns(words, memory, found))
    found.extend(descriptions(words, memory, found))
    found.extend(pairs(words, memory, found))
    found.sort(key=lambda mention: (mention.start, mention.end))
    memory.observe(found, words.subjects, inside)
    return found


def _teach(words: Words, phrase: Phrase, reading: Reading, made: list[Mention], memory: DocumentActors) -> None:
    """Bind what this phrase introduces: a person's surname, an acronym in brackets, nouns for a body."""
    if reading.person is not None:
        memory.bind_person(reading.person)
    elif phrase.name is not None and made and split(made[0].code)[0] is not None:
        memory.bind_person(Entry("person", made[0].code, made[0].name, made[0].where))
    head = words[phrase.end - 1].lower
    if len(made) == 1 and reading.kind == "role" and (_is_told(made[0]) or _is_taken_up(made[0], head, memory)):
        memory.learn_description(head, made[0])
    if reading.kind == "state" and made and made[0].name.startswith(("North ", "South ")):
        half = made[0].name.split()[0]
        memory.bind(f"the {half}", Entry("state", made[0].code, made[0].name, made[0].where))
    if len(made) == 1 and reading.kind == "organisation" and made[0].code.startswith("NGO"):
        memory.learn_nouns(["group", "organisation", "organization"], made[0])
    for unit in phrase.units:
        body = unit.first("organisation", "organ", "group")
        if body is not None and body.nouns and not unit.affix:
            memory.learn_nouns(body.nouns, _body(words, unit, body))
    end = max(phrase.end, made[0].end) if made else phrase.end
    if made and end + 2 < len(words) and words[end].text == "(" and words[end + 2].text == ")":
        acronym = words[end + 1].text
        if acronym.isupper() and 2 <= len(acronym) <= 10 and not made[0].code.startswith(UNKNOWN):
            memory.bind(acronym, Entry("organ", made[0].code, made[0].name, made[0].where))


def _agreeing(words: Words, mention: Mention, found: Sequence[Mention]) -> Mention:
    """Return a mention; a role of a guessed country in apposition to somebody is of his ("John Kerry, the Secretary of State").

    A title takes up who bears it earlier in the sentence ("Merkel said … the chancellor").
    """
    if mention.kind != "role" or (mention.resolved_by != "document" and mention.country is not None):
        return mention
    if mention.text.lower().startswith("the ") and not mention.is_plural:
        named = [m for m in found if m.kind == "person" and m.end <= mention.start and mention.titles & m.titles]
        if named and words[mention.head].dep != "appos":
            return replace(mention, code=named[-1].code, name=named[-1].name, resolved_by="reference")
    if words[mention.head].dep != "appos":
        return mention
    above = words[mention.head].head.i
    bearer = next(
        (m for m in found if m.kind == "person" and m.start <= above < m.end and m.resolved_by == "name"), None
    )
    if bearer is None or bearer.country is None or bearer.country == mention.country:
        return mention
    return mention.recoded(join(bearer.country, split(mention.code)[1]), "document", DOCUMENT)


def _is_told(mention: Mention) -> bool:
    """Tell whether a phrase itself says of which country or body those are whom it names, or introduces somebody ("a reporter")."""
    is_known = mention.resolved_by in ("name", "composition") or mention.text.lower().startswith(("a ", "an "))
    return mention.country is not None and mention.resolved_by != "reference" and is_known


def _is_taken_up(mention: Mention, noun: str, memory: DocumentActors) -> bool:
    """Tell whether a phrase refers back to those whom the document described by the same noun."""
    return mention.resolved_by == "reference" and memory.by_description(noun) is not None


def _body(words: Words, unit: Unit, entry: Entry) -> Mention:
    """Return a mention of a body that a phrase names, whatever the phrase as a whole stands for ("NATO spokesman")."""
    lo, hi, text = words.span(unit.start, unit.end)
    code = entry.code if entry.kind != "organ" else "".join(triples(entry.code)[:2])
    kind: MentionKind = "group" if entry.kind == "group" else "organisation"
    return Mention(
        unit.start, unit.end, unit.end - 1, unit.start, lo, hi, text, code, entry.name, kind, "name", NAME,
        is_plural=kind == "group", where=entry.where,
    )  # fmt: skip


def _apposed(
    words: Words, phrases: list[Phrase], reader: Reader, memory: DocumentActors, found: list[Mention]
) -> list[Mention]:
    """Bind names by apposition ("Jan Nowak, head of the delegation"); add possessions ("Iran's programme")."""
    read = [phrase for phrase in phrases if reader.readings[id(phrase)] is not None]
    covered = {i for phrase in read for i in range(phrase.start, phrase.end)}
    made: list[Mention] = []
    for mention in found:
        if mention.kind == "role" and mention.titles and not mention.is_plural and mention.country is not None:
            run = (
                _name_before(words, mention.start, covered)
                or _name_after(words, mention.end, covered)
                or _name_apposed(words, mention, covered)
                or _surname_before(words, mention, covered)
            )
            if run is not None:
                lo, hi, text = words.span(*run)
                made.append(replace(
                    mention, start=run[0], end=run[1], head=_run_head(words, *run), anchor=run[0], start_char=lo,
                    end_char=hi, text=text, name=text, kind="person", resolved_by="document", confidence=DOCUMENT,
                ))  # fmt: skip
                memory.bind_person(Entry("person", mention.code, text, mention.where))
        if mention.kind == "role" and not mention.titles and not mention.is_plural and mention.country is not None:
            run = _body_before(words, mention, covered)
            if run is not None:
                lo, hi, text = words.span(*run)
                body = replace(
                    mention, start=run[0], end=run[1], head=_run_head(words, *run), anchor=run[0], start_char=lo,
                    end_char=hi, text=text, name=text, kind="organisation", resolved_by="document", confidence=DOCUMENT,
                )  # fmt: skip
                made.append(body)
                memory.bind(text, Entry("organ", mention.code, text, mention.where))
                memory.learn_description(words[mention.head].lower, body)
        if (
            mention.kind in ("state", "organisation", "group", "person", "role", "place")
            and mention.country is not None
            and not (mention.kind == "place" and mention.is_place_only)
            and mention.end < len(words)
            and words[mention.end].text in POSSESSIVES
        ):
            owned = words[mention.head].head
            if (
                owned.i not in covered
                and owned.i > mention.end
                and owned.pos in ("NOUN", "PROPN")
                and words[mention.head].dep == "nmod:poss"
            ):
                lo, hi, text = words.span(mention.start, owned.i + 1)
                made.append(replace(
                    mention, end=owned.i + 1, head=owned.i, start_char=lo, end_char=hi, text=text, kind="thing",
                    confidence=THING * mention.confidence, resolved_by="composition", is_place_only=False,
                    titles=frozenset(),
                ))  # fmt: skip
    return made


def _is_name_word(token: Node) -> bool:
    return token.pos in ("PROPN", "NOUN") and token.text[:1].isupper() and len(token.text) > 1


def _name_before(words: Words, start: int, covered: set[int]) -> tuple[int, int] | None:
    if start < 3 or words[start - 1].text != ",":
        return None
    end = start - 1
    first = end
    while (
        first > 0
        and first - 1 not in covered
        and (_is_name_word(words[first - 1]) or words[first - 1].text in ("-", "al", "bin", "van", "de"))
    ):
        first -= 1
    return (first, end) if end - first >= 2 and _is_name_word(words[first]) else None


def _name_after(words: Words, end: int, covered: set[int]) -> tuple[int, int] | None:
    if end + 2 >= len(words) or words[end].text != ",":
        return None
    first = end + 1
    last = first
    while (
        last < len(words)
        and last not in covered
        and (_is_name_word(words[last]) or words[last].text in ("-", "al", "bin", "van", "de"))
    ):
        last += 1
    closes = last >= len(words) or words[last].text in (",", ".", "(", ";") or words[last].pos in ("VERB", "AUX")
    return (first, last) if last - first >= 2 and closes and _is_name_word(words[first]) else None


def _name_apposed(words: Words, mention: Mention, covered: set[int]) -> tuple[int, int] | None:
    """Return the name that the tree sets beside a role and where it holds office ("the mayor of Lille, Claire Dubreuil, …")."""
    head = words[mention.head]
    for kid in (*head.kids, *(deeper for place in head.sub("nmod") for deeper in place.kids)):
        parts = [kid, *(part for part in kid.sub("flat", "compound") if _is_name_word(part))]
        first, last = min(part.i for part in parts), max(part.i for part in parts)
        is_free = all(part.i not in covered and _is_name_word(part) for part in parts)
        if kid.dep == "appos" and is_free and last > first >= mention.end and words[first - 1].text == ",":
            return first, last + 1
    return None


def _surname_before(words: Words, mention: Mention, covered: set[int]) -> tuple[int, int] | None:
    """Return the single name to which a role is set in apposition ("Mwila, a former minister, …")."""
    named = words[mention.head].head
    is_before = named.i == mention.start - 2 and words[mention.start - 1].text == ","
    if not is_before or words[mention.head].dep != "appos" or named.i in covered or not _is_name_word(named):
        return None
    is_whole = named.i == 0 or not words[named.i - 1].text[:1].isupper()
    return (named.i, named.i + 1) if is_whole and named.dep.startswith("nsubj") else None


def _body_before(words: Words, mention: Mention, covered: set[int]) -> tuple[int, int] | None:
    """Return the capitalised name that an organ's description explains ("the Social Alliance, an opposition party, …")."""
    named, end = words[mention.head].head, mention.start - 1
    is_told = words[mention.start].lower in ("a", "an") and words[mention.head].dep == "appos"
    if not is_told or end < 2 or words[end].text != "," or named.i >= end:
        return None
    first = end
    while (
        first > 0
        and first - 1 not in covered
        and (words[first - 1].text[:1].isupper() or (first < end and words[first - 1].lower in ("of", "for", "and")))
        and words[first - 1].lower != "the"
    ):
        first -= 1
    is_name = first <= named.i < end and words[first].text[:1].isupper() and named.pos == "PROPN"
    return (first, end) if is_name else None


def _run_head(words: Words, start: int, end: int) -> int:
    return next(
        (token.i for token in words[start:end] if not start <= token.head.i < end or token.head.i == token.i), start
    )


def _places(words: Words, units: list[Unit], memory: DocumentActors) -> list[PlaceMention]:
    found = []
    for unit in units:
        entry = _place(unit, memory)
        if entry is None:
            continue
        lo, hi, text = words.span(unit.start, unit.end)
        phrase = Phrase(unit.start, unit.end, [unit], [""], unit.start)
        preposition = preposition_of(words, phrase, memory.lexicon.grammar)
        found.append(
            PlaceMention(
                unit.start,
                unit.end,
                lo,
                hi,
                text,
                entry.name,
                entry.code[:3] or None,
                entry.lat,
                entry.lon,
                preposition,
            )
        )
    return found


def _place(unit: Unit, memory: DocumentActors) -> Entry | None:
    if unit.affix:
        return None
    place = unit.first("place")
    if place is not None and (unit.kind in ("place", "capital") or unit.role_kind == "region"):
        return place
    return unit.first("capital") or (unit.first("state") if unit.kind == "state" else None)
