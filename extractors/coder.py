"""The coder: a document in, its sentences and events out.  It alone knows the order of the steps."""

from __future__ import annotations

import datetime as dt
import gc
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extractors.actions.finder import Action, Finder
from extractors.actions.frames import load_frames
from extractors.actions.setting import Setting
from extractors.actors import DocumentActors, Mention, PlaceMention, find_actors, load_lexicon
from extractors.actors.strangers import Strangers
from extractors.chronology import Dates
from extractors.cleaning.dateline import dateline_span
from extractors.codebook import load_codebook
from extractors.confidence import rated
from extractors.lemmas import lemma_table
from extractors.parser import load_parser
from extractors.parses import Parses
from extractors.places import place_of
from extractors.quotes import quoted_sentences
from extractors.records import (
    ActorMention,
    Assertion,
    CodedDocument,
    Document,
    Event,
    EventDate,
    Sentence,
    Span,
    digest,
)
from extractors.relevance import off_topic
from extractors.repair import Vocabulary, repair
from extractors.repeats import linked
from extractors.ruleset import ruleset_of
from extractors.screening import TriggerScreen
from extractors.sentences import split_sentences
from extractors.tree import Tree, plant

LONGEST_SENTENCE = 1_200  # code points; longer ones are tables and lists, which no parser can read


@dataclass(frozen=True, slots=True)
class Coded:
    """One sentence on its way: where it stands, its tree, its actors and places, and the speaker of an open quotation."""

    sentence: Sentence
    offset: int
    tree: Tree
    mentions: Sequence[Mention]
    places: Sequence[PlaceMention]


# An action in its sentence, with its date.
Told = tuple[Coded, Action, EventDate]


class Coder:
    """Codes documents by one ruleset: the parser, ``config/`` and this code.  Pure: the same document gives the same events.

    ``parser`` names another UD-labelled spaCy pipeline; ``actor_files`` are an analyst's own and count before ours;
    ``parses`` is a folder to keep parses in, which changes how long coding takes and nothing else.
    """

    def __init__(
        self, parser: str | Path | None = None, actor_files: Sequence[Path] = (), parses: Path | None = None
    ) -> None:
        nlp = load_parser(parser)
        self.frames = load_frames()
        self.actor_files = tuple(actor_files)
        self._actors = load_lexicon(self.actor_files)
        table = lemma_table(nlp)
        self._triggers = TriggerScreen(self.frames, table)
        frames, classes = self.frames, self.frames.classes
        self._repairs = Vocabulary(
            frames.verbs, frames.nouns, frames.particles, classes["statives"], classes["transitives"]
        )
        ruleset = ruleset_of(parser, actor_files)
        self.ruleset = ruleset.id
        self.parses = Parses(nlp, ruleset.model, parses)
        spare_collector()

    def code(self, document: Document) -> CodedDocument:
        """Return the document's sentences and events, in text order."""
        with self.parses.of(document.text):
            sentences, coded = self.parse(document)
        quoted = quoted_sentences([s.text for s in sentences], [s.paragraph for s in sentences])
        told = self.actions(document, coded, quoted)
        return CodedDocument(
            document,
            self.ruleset,
            sentences,
            tuple(linked(rated([self.event(document, *one) for one in told], sentences), document.text)),
            tuple(kept_mentions(sentences, told)),
        )

    def parse(self, document: Document) -> tuple[tuple[Sentence, ...], list[Coded]]:
        """Return all sentences of a document, and those worth parsing with their trees and actors."""
        spans = split_sentences(document.text)
        texts = [document.text[start:end] for start, end in spans]
        paragraphs = paragraph_numbers(document.text, spans)
        named, unnamed = self.screen(texts)
        starts = [
            start + skipped(text, i == 0 or paragraphs[i] != paragraphs[i - 1])
            for i, ((start, _), text) in enumerate(zip(spans, texts, strict=True))
        ]
        bodies = [document.text[start:end] for start, (_, end) in zip(starts, spans, strict=True)]
        docs = dict(zip(named, self.trees([bodies[i] for i in named]), strict=True))
        known = DocumentActors(self._actors, document.date)
        coded: list[Coded] = []
        for i in sorted((*named, *unnamed)):
            if i not in docs and not known.may_refer(bodies[i]):
                continue
            tree = docs[i] if i in docs else self.trees([bodies[i]])[0]
            sentence = Sentence(i, paragraphs[i], *spans[i], texts[i], True)
            if starts[i] > spans[i][0]:
                known.locate(document.text[spans[i][0] : starts[i]])
            coded.append(Coded(sentence, starts[i], tree, *find_actors(tree, known, document.date)))
        parsed = {one.sentence.index: one.sentence for one in coded}
        sentences = (
            parsed.get(i) or Sentence(i, paragraphs[i], *spans[i], text, False) for i, text in enumerate(texts)
        )
        return tuple(sentences), coded

    def screen(self, texts: Sequence[str]) -> tuple[list[int], list[int]]:
        """Return the numbers of the sentences with a possible trigger: those that name an actor, and those that may only refer to one."""
        named: list[int] = []
        unnamed: list[int] = []
        for i, (text, is_elsewhere) in enumerate(zip(texts, off_topic(texts), strict=True)):
            if not is_elsewhere and len(text) <= LONGEST_SENTENCE and self._triggers.may_have_trigger(text):
                (named if self._actors.may_have_actor(text) else unnamed).append(i)
        return named, unnamed

    def trees(self, texts: Sequence[str]) -> list[Tree]:
        """Return the trees of some sentences of one document, mended where the lexicon sees what the parser missed."""
        return [plant(repair(read, self._repairs, self.names_in(read.text))) for read in self.parses.parse(texts)]

    def names_in(self, text: str) -> list[tuple[int, int]]:
        """Return the stretches of the known names of a text; what stands small and names nobody is an idiom ("joined forces")."""
        found = self._actors.match(text)
        return [(m.start, m.end) for m in found if m.entries[0].kind != "discard" or text[m.start].isupper()]

    def actions(self, document: Document, coded: Sequence[Coded], quoted: Sequence[bool]) -> list[Told]:
        """Return the actions of the parsed sentences, each with its sentence and its date."""
        finders = self.finders(coded)
        spoken = zip(coded, finders, speakers(coded, finders, quoted), strict=True)
        found = [(one, action) for one, finder, speaker in spoken for action in finder.find(speaker)]
        if not found:  # nothing to be dated
            return []
        found = settled(found, coded, finders)
        dates = Dates(document, coded)
        return [(one, action, dates.of(one, action)) for one, action in found]

    def finders(self, coded: Sequence[Coded]) -> list[Finder]:
        """Return a finder for each sentence, which knows what the document as a whole tells of states."""
        known = [(one.offset, mention) for one in coded for mention in one.mentions]
        return [
            Finder(
                one.tree,
                one.mentions,
                self.frames,
                Setting(known, one.offset),
                Strangers(one.tree, one.mentions, self._actors),
            )
            for one in coded
        ]

    def event(self, document: Document, one: Coded, action: Action, date: EventDate) -> Event:
        """Return the record of an action."""
        code = load_codebook()[action.code]
        source = action.source.to_actor(one.offset)
        target = action.target.to_actor(one.offset) if action.target is not None else None
        trigger = span(document, one.offset + action.trigger.start, one.offset + action.trigger.end)
        speaker = action.speaker
        return Event(
            event_id=digest(document.doc_id, str(one.sentence.index), str(trigger.start), source.code,
                            target.code if target else "", action.code),
            sentence=one.sentence.index,
            source=source,
            target=target,
            cameo=action.code,
            root=code.root,
            quad=code.quad,
            goldstein=code.goldstein,
            plover=code.plover,
            trigger=trigger,
            evidence=span(document, one.offset + action.start, one.offset + action.end),
            date=date,
            place=place_of(action.trigger, one.tree.nodes, one.places),
            polarity=action.factuality.polarity,
            modality=action.factuality.modality,
            asserted_by=Assertion(speaker.mention.code if speaker.mention else None, speaker.text) if speaker is not None else None,
            confidence=action.confidence,
            rule=action.rule,
        )  # fmt: skip


def settled(
    found: Sequence[tuple[Coded, Action]], coded: Sequence[Coded], finders: Sequence[Finder]
) -> list[tuple[Coded, Action]]:
    """Return the actions with those whose doer only another sentence names, in text order."""
    offsets = {id(action): one.offset for one, action in found}
    known = [action for _, action in found]
    done: list[tuple[Coded, Action]] = []
    for one, finder in zip(coded, finders, strict=True):
        own = [action for other, action in found if other is one]
        shifts = {id(action): offsets[id(action)] - one.offset for action in known}
        own += finder.settled(known, shifts)
        done += ((one, action) for action in sorted(own, key=lambda action: action.trigger.i))
    return done


def speakers(coded: Sequence[Coded], finders: Sequence[Finder], quoted: Sequence[bool]) -> Iterator[Mention | None]:
    """Yield who speaks in each sentence wholly inside a quotation: whoever the nearest sentence of the passage names."""
    named = cache(lambda j: finders[j].main_speaker())
    for i, one in enumerate(coded):
        if not quoted[one.sentence.index]:
            yield None
            continue
        paragraph = one.sentence.paragraph
        same = [j for j, other in enumerate(coded) if other.sentence.paragraph == paragraph and named(j) is not None]
        before = [j for j in same if j <= i] or [
            j for j in range(max(0, i - 4), i) if not same and named(j) is not None
        ]
        nearest = before[-1:] or [j for j in same if j > i][:1]
        yield moved(named(nearest[0]), coded[nearest[0]].offset - one.offset) if nearest else None


def kept_mentions(sentences: Sequence[Sentence], told: Sequence[Told]) -> Iterator[ActorMention]:
    """Yield the mentions of the sentences that tell an action, those of other sentences that act in one, each once."""
    starts = [sentence.start for sentence in sentences]
    seen: set[tuple[int, int, str, str]] = set()
    for one, action, _ in told:
        for mention in (action.source, action.target, *one.mentions):
            if mention is None:
                continue
            actor = mention.to_actor(one.offset)
            if (actor.start, actor.end, actor.code, actor.name) not in seen:
                seen.add((actor.start, actor.end, actor.code, actor.name))
                sentence = sentences[bisect_right(starts, actor.start) - 1]
                yield ActorMention(sentence.index, actor, mention.kind, mention.where)


def moved(mention: Mention | None, shift: int) -> Mention | None:
    """Return a mention of another sentence with its place told from this one, ``shift`` code points on."""
    if mention is None:
        return None
    return replace(mention, start_char=mention.start_char + shift, end_char=mention.end_char + shift)


def span(document: Document, start: int, end: int) -> Span:
    """Return a stretch of the document's text."""
    return Span(document.text[start:end], start, end)


def paragraph_numbers(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return the number of the paragraph (line) of every sentence."""
    numbers, number, position = [], 0, 0
    for start, _ in spans:
        number += text.count("\n", position, start)
        position = start
        numbers.append(number)
    return numbers


def skipped(sentence: str, opens_paragraph: bool) -> int:
    """Return how many code points of a sentence are no sentence: the place and agency of a dateline."""
    found = dateline_span(sentence) if opens_paragraph else None
    return found[1] if found is not None and found[1] < len(sentence) else 0


@cache
def spare_collector() -> None:
    """Keep the garbage collector, once, from walking the parser, the rules and the names over and over: they stay for good.

    It comes every few sentences otherwise, to trees that are still in use: with documents in mind it comes seldom.
    """
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def plain_document(text: str, date: dt.date | None = None, *, doc_id: str = "", origin: str = "<text>") -> Document:
    """Return a text as it stands as a document, without cleaning, so that offsets refer to it."""
    return Document(doc_id=doc_id or digest("", text), text=text, origin=origin, date=date)
