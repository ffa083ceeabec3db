"""Pronouns and descriptions: "he", "its troops", "the alliance", "both sides" resolved, or left alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extractors.tree import Node

from .document import DocumentActors
from .making import make_mentions
from .mention import Mention, MentionKind
from .phrases import POSSESSIVES, Phrase
from .reading import REFERENCE, Reader
from .words import Words

Known = list[tuple[Mention, bool]]


def own(words: Words, phrases: list[Phrase], reader: Reader) -> None:
    """Find whose a role phrase is where a pronoun or "the country" owns it ("its troops"), and tell the reader."""
    memory = reader.memory
    possessives, state_nouns = memory.lexicon.grammar["possessive"], memory.lexicon.grammar["state_nouns"]
    if possessives.isdisjoint(words.forms) and state_nouns.isdisjoint(words.forms):
        return
    for phrase in phrases:
        phrase.owner = _owner(words, phrase, possessives, state_nouns)
    if all(phrase.owner is None for phrase in phrases):
        return
    first = Reader(words, phrases, memory, reader.day)
    first.read_all()
    known: Known = []
    for phrase in phrases:
        reading = first.readings[id(phrase)]
        if phrase.owner is not None:
            referents = refer(words[phrase.owner], known, memory)
            if referents:
                reader.owners[phrase.owner] = referents[0]
        if reading is not None and id(phrase) not in first.absorbed:
            known.extend(
                (mention, mention.head in words.subjects) for mention in make_mentions(words, phrase, reading, first)
            )


def _owner(words: Words, phrase: Phrase, possessives: frozenset[str], state_nouns: frozenset[str]) -> int | None:
    start = phrase.start
    if (
        start >= 3 and words[start - 1].text in POSSESSIVES and words[start - 2].lower in state_nouns
        and words[start - 3].lower == "the"
    ):  # fmt: skip
        return start - 2
    for i in range(start, max(-1, start - 4), -1):
        token = words[i]
        if token.lower in possessives and token.pos == "PRON":
            return i
        if i < start and token.pos not in ("ADJ", "NUM", "NOUN"):
            return None
    return None


def refer(token: Node, before: Known, memory: DocumentActors) -> list[Mention]:
    """Return whom a pronoun or "the country" stands for; nothing where that is doubtful."""
    grammar = memory.lexicon.grammar
    if token.lower in grammar["state_nouns"]:
        state = memory.last_state([mention for mention, _ in before])
        return [state] if state is not None else []
    for kind in ("he", "she", "it", "they"):
        if token.lower in grammar[kind]:
            return memory.by_pronoun(kind, before)
    return []


def pronouns(words: Words, memory: DocumentActors, found: Sequence[Mention]) -> list[Mention]:
    """Return a mention for every pronoun, and for "the country", whose referent is known."""
    made: list[Mention] = []
    state_nouns = memory.lexicon.grammar["state_nouns"] & words.forms
    for token in words:
        if (token.pos == "PRON" and token.dep != "expl") or (
            token.lower in state_nouns and _is_country(words, token, found)
        ):
            before = [(mention, mention.head in words.subjects) for mention in found if mention.end <= token.i]
            made.extend(_stand_in(words, other, token.i, token.i, "pronoun") for other in refer(token, before, memory))
    return made


def _is_country(words: Words, token: Node, found: Sequence[Mention]) -> bool:
    """Tell whether a noun for a state is a bare "the country"."""
    return (
        token.i > 0
        and words[token.i - 1].lower == "the"
        and not any(mention.start <= token.i < mention.end for mention in found)
    )


def descriptions(words: Words, memory: DocumentActors, found: Sequence[Mention]) -> list[Mention]:
    """Return a mention for every description of a body that the document has named ("the alliance", "the bloc")."""
    made: list[Mention] = []
    if "the" not in words.forms or not memory.may_describe(words.forms):
        return made
    for the, noun in itertools.pairwise(words):
        if the.lower == "the" and noun.pos == "NOUN" and not any(other.start <= noun.i < other.end for other in found):
            body = memory.by_noun(noun.lower)
            if body is not None:
                made.append(_stand_in(words, body, the.i, noun.i, body.kind))
    return made


def pairs(words: Words, memory: DocumentActors, found: Sequence[Mention]) -> list[Mention]:
    """Return two mentions for each "both countries" or "the two sides": the last two states or bodies spoken of."""
    grammar = memory.lexicon.grammar
    made: list[Mention] = []
    pair_words = grammar["pair_words"] & words.forms
    for token in words if pair_words else ():
        if token.lower not in pair_words:
            continue
        following = words[token.i + 1 : token.i + 4]
        noun = next((other for other in following if other.lower in grammar["pair_nouns"]), None)
        pair = memory.last_pair([mention for mention in found if mention.end <= token.i]) if noun is not None else None
        if noun is not None and pair is not None:
            start = token.i - 1 if token.i and words[token.i - 1].lower == "the" else token.i
            made.extend(_stand_in(words, other, start, noun.i, other.kind) for other in pair)
    return made


def _stand_in(words: Words, referent: Mention, first: int, head: int, kind: MentionKind) -> Mention:
    lo, hi, text = words.span(first, head + 1)
    return replace(
        referent, start=first, end=head + 1, head=head, anchor=head, start_char=lo, end_char=hi, text=text, kind=kind,
        resolved_by="reference", confidence=min(REFERENCE, referent.confidence), is_place_only=False,
    )  # fmt: skip
