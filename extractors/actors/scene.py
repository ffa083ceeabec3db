"""Capitals, cities and states: governments where they act, scenes where things happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .load import Grammar
    from .phrases import Phrase

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
_ACTOR_PREPOSITIONS = frozenset({"with", "against", "between", "by", "among", "than", "like", "as", "without", "upon"})
_BETWEEN = frozenset({"between", "with", "against", "by"})


def preposition_of(doc: Doc, phrase: Phrase, grammar: Grammar) -> str:
    """Return the preposition that governs a phrase, by its words first and by the tree second; "" for none."""
    i = phrase.start - 1
    while i >= 0 and (doc[i].lower_ in grammar["fillers"] or doc[i].pos_ in ("DET", "ADJ", "NUM")) and doc[i].pos_ != "ADP" and phrase.start - i <= 5:
        if doc[i].lower_ in grammar["locative"]:
            return str(doc[i].lower_)
        i -= 1
    if i >= 0 and (doc[i].pos_ in ("ADP", "SCONJ") or doc[i].lower_ in grammar["locative"]):
        return str(doc[i].lower_)
    return next((str(kid.lower_) for kid in doc[phrase.head].children if kid.dep_ == "case" and kid.i < phrase.start), "")


def is_scene(doc: Doc, phrase: Phrase, grammar: Grammar) -> bool:
    """Tell whether a capital is here a place: governed by a locative, naming talks, behind another place, in a dateline."""
    token = doc[phrase.head]
    preposition = preposition_of(doc, phrase, grammar)
    if phrase.end < len(doc) and doc[phrase.end].text in ("'s", "’s"):
        return preposition in grammar["locative"]
    if preposition in _ACTOR_PREPOSITIONS:
        return False
    if preposition:
        return preposition in grammar["locative"] or preposition in grammar["directional"] or preposition == "on"
    end = phrase.end
    if end < len(doc) and doc[end].lower_ in grammar["scene_nouns"]:
        return True
    if _is_dateline(doc, phrase) or token.dep_ in ("compound", "nmod:unmarked", "list", "dep"):
        return True
    if token.dep_ == "conj":
        first = token.head
        while first.dep_ == "conj":
            first = first.head
        before = next((kid.lower_ for kid in first.children if kid.dep_ == "case"), "")
        if before:
            return before not in _ACTOR_PREPOSITIONS
        return first.dep_ not in _SUBJECTS and first.dep_ not in ("obj", "iobj", "nmod:poss")
    if token.dep_ == "obj":
        return token.head.lemma_.lower() not in grammar["told_verbs"]
    if token.dep_ == "appos":
        return True
    return not (token.dep_ in _SUBJECTS or token.dep_ in ("iobj", "nmod:poss", "obl:agent", "root", "ROOT", "parataxis", "vocative"))


def _is_dateline(doc: Doc, phrase: Phrase) -> bool:
    if phrase.start > 1 or not doc[phrase.units[0].start].text.isupper():
        return False
    return phrase.end < len(doc) and doc[phrase.end].text in (",", "(", "-", "–", "—", "--", "/", ":")
