"""Pronouns and descriptions: "he", "its troops", "the alliance", "both sides" resolved, or left alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extractors.tree import SUBJECTS, Node, subject_of

from .document import DocumentActors, fits
from .entries import INTERNATIONAL
from .load import Grammar
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
            referents = _possessors(words[phrase.owner], known, memory)
            if referents:
                reader.owners[phrase.owner] = referents[0]
        if reading is not None and id(phrase) not in first.absorbed:
            known.extend(
                (mention, mention.head in words.subjects) for mention in make_mentions(words, phrase, reading, first)
            )


def _possessors(token: Node, known: Known, memory: DocumentActors) -> list[Mention]:
    """Return whom a possessive stands for; what is coordinated with a name belongs to its bearer ("met Ann Lee and her son")."""
    companion = token.head.head
    if token.head.dep == "conj" and companion.i < token.i and companion.pos in ("NOUN", "PROPN"):
        beside = [(mention, is_subject) for mention, is_subject in known if mention.start <= companion.i < mention.end]
        if beside or companion.pos == "PROPN":
            return refer(token, beside, memory) if beside else []
    return refer(token, known, memory)


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
            return [] if kind in ("he", "she") and _follows_stranger(token, before) else memory.by_pronoun(kind, before)
    return []


def _follows_stranger(token: Node, before: Known) -> bool:
    """Tell whether a pronoun stands in what somebody tells of whom nothing is known ("a neighbour said that he had …")."""
    told = next((node for node in token.ancestors() if node.dep == "ccomp" and node.head.is_verbal), None)
    teller = told.head.first("nsubj") if told is not None else None
    return (
        teller is not None
        and teller.i < token.i
        and teller.pos in ("NOUN", "PROPN")
        and not any(mention.start <= teller.i < mention.end for mention, _ in before)
    )


def pronouns(words: Words, memory: DocumentActors, found: Sequence[Mention]) -> list[Mention]:
    """Return a mention for every pronoun, and for "the country", whose referent is known."""
    made: list[Mention] = []
    state_nouns = memory.lexicon.grammar["state_nouns"] & words.forms
    for token in words:
        if (token.pos == "PRON" and token.dep != "expl" and not _is_impersonal(token, memory.lexicon.grammar)) or (
            token.lower in state_nouns and _is_country(words, token, found)
        ):
            barred = _own_subject(token)
            before = [
                (mention, mention.head in words.subjects)
                for mention in found
                if mention.end <= token.i and (barred is None or not mention.start <= barred.i < mention.end)
            ]
            if _means_things(words, token, before):
                continue
            is_owner = token.dep == "nmod:poss"
            assailed = _assailed_by(token, memory.lexicon.grammar) if is_owner else None
            if assailed is not None:
                before = [one for one in before if not one[0].start <= assailed.i < one[0].end]
            referents = _possessors(token, before, memory) if is_owner else refer(token, before, memory)
            made.extend(_stand_in(words, other, token.i, token.i, "pronoun") for other in referents)
    return made


def _is_impersonal(token: Node, grammar: Grammar) -> bool:
    """Tell whether "it" only holds the place of a clause that follows ("it is likely that", "it was hard to")."""
    said = token.head
    if token.lower != "it" or token.dep not in SUBJECTS or said.lemma not in grammar["impersonal"]:
        return False
    if said.pos in ("VERB", "AUX") and not said.is_passive and said.lemma not in ("seem", "appear", "emerge", "turn"):
        return said.first("csubj", "csubj:outer") is not None
    clauses = said.sub("csubj", "csubj:outer", "ccomp", "xcomp", "advcl", "acl")
    return any(clause.i > said.i and clause.first("mark") is not None for clause in clauses)


def _means_things(words: Words, token: Node, before: Known) -> bool:
    """Tell whether "them" more likely stands for things of its sentence than for actors of another ("easing them", sanctions)."""
    if token.lower != "them" or any(fits(mention, "they") for mention, _ in before):
        return False
    return any(
        word.pos == "NOUN" and word.dep == "obj" and "Number=Plur" in word.morph
        and not any(mention.start <= word.i < mention.end for mention, _ in before)
        for word in words[: token.i]
    )  # fmt: skip


def _own_subject(token: Node) -> Node | None:
    """Return the subject of the verb of which a pronoun is an object: nobody does to "him" what he does to himself."""
    is_object = token.dep in ("obj", "iobj") and token.head.is_verbal and not token.lower.endswith(("self", "selves"))
    return subject_of(token.head) if is_object else None


def _assailed_by(owner: Node, grammar: Grammar) -> Node | None:
    """Return who attacks or seizes a thing, which is then not his own; None where nobody does."""
    verb = owner.head.head
    is_assailed = owner.head.dep == "obj" and verb.is_verbal and verb.lemma in grammar["assailing"]
    return subject_of(verb) if is_assailed else None


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
    rulings = memory.lexicon.grammar["rulings"] & words.forms
    if "the" not in words.forms or not (rulings or memory.may_describe(words.forms)):
        return made
    for the, noun in itertools.pairwise(words):
        if the.lower == "the" and noun.pos == "NOUN" and not any(other.start <= noun.i < other.end for other in found):
            body = memory.by_noun(noun.lower)
            court = memory.last_court(found) if body is None and noun.lower in rulings else None
            if body is not None:
                made.append(_stand_in(words, body, the.i, noun.i, body.kind))
            elif court is not None:
                made.append(_stand_in(words, court, the.i, noun.i, "thing"))
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
        rivals = _rivals(words, noun if noun is not None else token)
        before = [mention for mention in found if mention.end <= token.i and mention.head not in rivals]
        if noun is None and _stands_alone(words, token):
            two = memory.last_two(before)
            made.extend(_stand_in(words, other, token.i, token.i, other.kind) for other in two or ())
        pair = memory.last_pair(before) if noun is not None else None
        if noun is not None and pair is not None:
            start = token.i - 1 if token.i and words[token.i - 1].lower == "the" else token.i
            made.extend(_stand_in(words, _as_state(other, noun, grammar), start, noun.i, other.kind) for other in pair)
    return made


def _as_state(mention: Mention, noun: Node, grammar: Grammar) -> Mention:
    """Return one of a pair; where the noun speaks of states, the state that he is of ("the two countries", of their ministers)."""
    if noun.lower not in grammar["pair_states"] or mention.country is None or mention.country in INTERNATIONAL:
        return mention
    return replace(mention, code=mention.country)


def _rivals(words: Words, node: Node) -> frozenset[int]:
    """Return the subjects of a verb of which a noun is no subject: they are not among those whom the noun stands for."""
    if node.dep in ("nsubj", "nsubj:pass", "conj") or not node.head.is_verbal:
        return frozenset()
    return frozenset(kid.i for kid in node.head.sub("nsubj"))


def _stands_alone(words: Words, token: Node) -> bool:
    """Tell whether "the two" or "both" is all that names the actors of a verb ("The two met in May")."""
    is_pair = token.lower == "both" or (token.lower == "two" and token.i > 0 and words[token.i - 1].lower == "the")
    return is_pair and token.dep in ("nsubj", "nsubj:pass", "obj") and token.head.is_verbal


def _stand_in(words: Words, referent: Mention, first: int, head: int, kind: MentionKind) -> Mention:
    lo, hi, text = words.span(first, head + 1)
    return replace(
        referent, start=first, end=head + 1, head=head, anchor=head, start_char=lo, end_char=hi, text=text, kind=kind,
        resolved_by="reference", confidence=min(REFERENCE, referent.confidence), is_place_only=False,
    )  # fmt: skip
