"""Capitals, cities and states: governments where they act, scenes where things happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .phrases import Phrase, is_approximate

if TYPE_CHECKING:
    from .load import Grammar
    from .words import Words

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
_ACTOR_PREPOSITIONS = frozenset({"with", "against", "between", "by", "among", "without", "upon"})


def preposition_of(words: Words, phrase: Phrase, grammar: Grammar) -> str:
    """Return the preposition that governs a phrase, by its words first and by the tree second; "" for none."""
    i = phrase.start - 1
    while (
        i >= 0
        and (words[i].lower in grammar["fillers"] or words[i].pos in ("DET", "ADJ", "NUM"))
        and words[i].pos != "ADP"
        and phrase.start - i <= 5
    ):
        if words[i].lower in grammar["locative"] and not is_approximate(words, i):
            return words[i].lower
        i -= 1
    if i >= 0 and is_approximate(words, i):
        i -= 1
    if i >= 0 and (words[i].pos in ("ADP", "SCONJ") or words[i].lower in grammar["locative"]):
        return words[i].lower
    return next((kid.lower for kid in words[phrase.head].kids if kid.dep == "case" and kid.i < phrase.start), "")


def is_scene(words: Words, phrase: Phrase, grammar: Grammar) -> bool:
    """Tell whether a capital is here a place: governed by a locative, naming talks, or in a dateline."""
    token = words[phrase.head]
    preposition = preposition_of(words, phrase, grammar)
    if phrase.end < len(words) and words[phrase.end].text in ("'s", "’s"):
        return preposition in grammar["locative"]
    if preposition in _ACTOR_PREPOSITIONS:
        return False
    if preposition:
        if preposition in ("to", "from", "for"):
            return token.head.lemma in grammar["motion"]
        return preposition in grammar["locative"] or preposition in grammar["directional"]
    end = phrase.end
    if end < len(words) and words[end].lower in grammar["scene_nouns"]:
        return True
    if _is_dateline(words, phrase) or token.dep in ("compound", "nmod:unmarked", "list", "dep"):
        return True
    if token.dep == "conj":
        first = token.head
        while first.dep == "conj":
            first = first.head
        before = next((kid.lower for kid in first.kids if kid.dep == "case"), "")
        if before:
            return before not in _ACTOR_PREPOSITIONS
        return first.dep not in _SUBJECTS and first.dep not in ("obj", "iobj", "nmod:poss")
    if token.dep == "obj":
        return token.head.lemma not in grammar["told_verbs"]
    if token.dep == "appos":
        return True
    return not (
        token.dep in _SUBJECTS or token.dep in ("iobj", "nmod:poss", "obl:agent", "root", "parataxis", "vocative")
    )


def _is_dateline(words: Words, phrase: Phrase) -> bool:
    if phrase.start > 1 or not words[phrase.units[0].start].text.isupper():
        return False
    return phrase.end < len(words) and words[phrase.end].text in (",", "(", "-", "–", "—", "--", "/", ":")
