"""Matching: does a frame's pattern fit a token of the tree, and which tokens fill its parts?"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from extractors.actions.frames import Frame, Indexed, Lexicon, Shelf
from extractors.actions.patterns import POSSESSOR, Element, Pattern
from extractors.tree import SUBJECTS, Node, Tree, remembered, subject_of

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM", "ADJ")
MODIFIERS = frozenset({"amod", "compound", "nmod", "nmod:poss", "nmod:desc", "advmod", "flat", "nummod"})
PHRASAL = frozenset({
    "obl", "nmod", "obl:agent", "obl:unmarked", "nmod:unmarked", "advcl", "acl", "iobj", "obl:arg", "dep",
})  # fmt: skip
HELD = frozenset({"captive", "hostage", "prisoner"})  # what people are held as, not whom they hold
RELATIVE = ("who", "which", "that", "whom")


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits: its trigger and the tokens that fill the pattern's parts ("obj", a preposition, …)."""

    trigger: Node
    frame: Frame
    pattern: Pattern
    parts: dict[str, Node]
    kind: str


@remembered
def passive_participle(verb: Node) -> bool:
    """Tell whether a verb modifies a noun as a past participle ("sanctions imposed by"), so that the noun is its object."""
    is_past = "VerbForm=Part" in verb.morph and "Tense=Past" in verb.morph
    is_held = any(thing.lemma in HELD and not thing.kids for thing in verb.sub("obj"))  # "a crew held captive"
    is_done = is_past or (verb.dep == "acl" and (is_held or verb.first("obl:agent") is not None))
    is_active = verb.first("nsubj") is not None  # "incidents that Finland blamed on Norway"
    return is_done and not is_active and verb.dep in ("acl", "amod") and verb.head.pos in NOMINAL


def is_asked_when(verb: Node) -> bool:
    """Tell whether a participle behind "when" or "if" is a passive ("when pressed about the raid, he said")."""
    if verb.dep != "advcl" or not verb.lower.endswith("ed") or verb.first("nsubj", "nsubj:pass", "aux", "obj"):
        return False
    return any(mark.lower in ("when", "if", "once", "until", "unless", "as") for mark in verb.kids)


@remembered
def objects_of(verb: Node) -> list[Node]:
    """Return the logical objects of a verb: its object, its passive subject, or the noun that it modifies."""
    if verb.is_passive:
        found = [kid for kid in verb.sub("nsubj:pass", "obj") if kid.case() != "including"]
        if not found and verb.dep == "conj":
            shared = None if verb.head.is_passive else subject_of(verb)  # "they applied and were turned down"
            found = objects_of(verb.head) if verb.head.is_passive else [shared] if shared is not None else []
        found = [verb.head if node.lower in RELATIVE and verb.dep == "acl:relcl" else node for node in found]
    elif passive_participle(verb):
        found = [verb.head]
    elif (
        verb.dep == "advcl"
        and "VerbForm=Part" in verb.morph
        and "Tense=Past" in verb.morph
        and not verb.sub("nsubj", "obj", "aux")
    ):
        above = subject_of(verb)  # "Accused by Washington, the consul left"
        found = [above] if above is not None and agents_of(verb) else []
    else:
        found = verb.sub("obj")
        if not found and verb.lemma == "let":  # "let inspectors search": the clause's subject
            found = [doer for clause in verb.sub("ccomp") for doer in clause.sub("nsubj")]
        is_relative = verb.dep == "acl:relcl" and (not found or found[0].lower in RELATIVE) and verb.head.pos in NOMINAL
        if is_relative and any(own.lower not in RELATIVE for own in verb.sub("nsubj")):
            found = [verb.head]
        if not found and verb.dep == "conj" and verb.head.is_verbal and verb.i - verb.head.i <= 3:
            found = verb.head.sub("obj")
    return [member for node in found for member in (node, *node.conjuncts())]


@remembered
def subject_nodes(verb: Node) -> list[Node]:
    """Return the logical subjects of a verb: the agent of a passive, else the (shared, controlled) subject, with conjuncts."""
    if (
        verb.is_passive
        or passive_participle(verb)
        or is_asked_when(verb)
        or (verb.dep == "advcl" and agents_of(verb) and "Tense=Past" in verb.morph)
    ):
        return agents_of(verb)
    subject = subject_of(verb)
    return [] if subject is None else [subject, *subject.conjuncts()]


def crimes_of(verb: Node) -> list[Node]:
    """Return the gerunds that tell what somebody is found guilty, accused or convicted of."""
    near = verb.sub("advcl", "xcomp", "acl")
    below = [*near, *(kid for one in near for kid in one.sub("advcl", "acl"))]
    return [kid for kid in below if kid.lower.endswith("ing") and {"of", "for"} & {m.lower for m in kid.sub("mark")}]


@remembered
def agents_of(verb: Node) -> list[Node]:
    """Return the agents of a passive ("by Armenia and Russia")."""
    agents = [kid for kid in verb.sub("obl:agent", "obl") if kid.dep == "obl:agent" or kid.case() == "by"]
    if not agents and verb.is_passive:  # "was found guilty of aiding a coup by a court in Lima"
        agents = [kid for crime in crimes_of(verb) for kid in crime.sub("obl", "obl:agent") if kid.case() == "by"]
    return [member for agent in agents for member in (agent, *agent.conjuncts())]


def phrases(node: Node, preposition: str) -> list[Node]:
    """Return the prepositional phrases ("with" -> their heads) of a verb or noun, wherever the parser hung them nearby."""
    return phrases_by_preposition(node).get(preposition, [])


@remembered
def phrases_by_preposition(node: Node) -> dict[str, list[Node]]:
    """Return the heads of the phrases of a verb or noun by their preposition or mark, with what is coordinated under them."""
    hosts = [node]
    if node.is_verbal:
        ways = [kid for kid in node.sub("obl", "advmod") if kid.i > node.i or kid.case() == "in"]
        hosts += objects_of(node) + [kid for kid in ways if not is_meanwhile(kid)]
        hosts += [kid for kid in node.sub("xcomp") if kid.first("mark") is None]
    found: dict[str, list[Node]] = {}
    for host in hosts:
        for kid in host.kids:
            is_told = kid.dep == "ccomp" and any(mark.lower == "that" for mark in kid.sub("mark"))
            if (kid.dep in PHRASAL or is_told) and (kid.i > host.i or host is node):
                names = {kid.case()}
                if kid.is_verbal:
                    names.update(mark.lower for mark in kid.kids if mark.dep == "mark")
                for name in names:
                    found.setdefault(name, []).append(kid)
    for thing in objects_of(node) if node.is_verbal else ():
        found.setdefault(POSSESSOR, []).extend(thing.sub("nmod:poss"))  # "share [Chad's] concern"
    for kid in node.kids:
        if kid.dep == "advmod":  # "go [on strike]"
            fixed = kid.sub("fixed")
            if fixed:
                found.setdefault(kid.lower, []).extend(fixed)
    return {
        name: [member for kid in kids for member in (kid, *(c for c in kid.conjuncts() if c.case() in ("", name)))]
        for name, kids in found.items()
    }


def is_meanwhile(phrase: Node) -> bool:
    """Tell whether a conjunction leads a phrase: another clause, whose verb was missed ("seize airport as talks stall in Doha")."""
    return any(word.dep == "case" and word.pos == "SCONJ" and word.lower == "as" for word in phrase.kids)


@remembered
def particles(verb: Node) -> set[str]:
    """Return the words that may be the particles of a verb: its particle, adverbs, and a stray preposition right after it."""
    return {
        kid.lower
        for kid in verb.kids
        if kid.dep in ("compound:prt", "advmod", "obl", "xcomp", "compound")
        or (kid.dep == "case" and kid.i == verb.i + 1)
    } | {
        case.lower for kid in verb.sub("obj") for case in kid.sub("case") if case.i == verb.i + 1
    }  # fmt: skip  ("break [off talks]")


def through_measures(node: Node, lexicon: Lexicon) -> list[Node]:
    """Return a noun and, where it only measures ("a series of talks", "$10 million in aid"), the noun that it measures."""
    found = [node]
    if node.lemma in lexicon.classes["measures"] or node.pos in ("NUM", "SYM"):
        for kid in node.sub("nmod", "nmod:unmarked", "compound", "obl"):
            if kid.case() in ("of", "in", "worth of", ""):
                found.extend(through_measures(kid, lexicon))
    return found


def find_part(element: Element, node: Node, kind: str, lexicon: Lexicon) -> Node | None:
    """Return the token that fills one part of a pattern, or None."""
    candidates: list[Node]
    if element.part == "particle" and kind == "nouns":
        return node if node.case() in element.words else None
    if element.part == "particle":
        leads = any(
            kid.case().partition(" ")[0] in element.words for kid in node.kids if " " in kid.case()
        )  # "pull [out of]"
        return node if leads or element.words & particles(node) else None
    if element.part == "prep":
        candidates = [kid for preposition in element.preposition.split("/") for kid in phrases(node, preposition)]
        candidates += [kid for kid in node.kids if kid.case().partition(" ")[2] == element.preposition]
        if not element.words:  # any phrase but a time: nobody is called on in "called the emir on Friday"
            return next((kid for kid in candidates if kid.lower not in lexicon.classes["times"]), None)
    elif element.part == "obj":
        candidates = objects_of(node)
    elif element.part == "subj":
        candidates = subject_nodes(node)
    elif element.part == "clause":
        return next((kid for kid in node.sub("ccomp", "xcomp") if kid.first(*SUBJECTS) is not None), None)
    elif element.part == "predicate":
        candidates = [
            kid
            for kid in node.sub("xcomp", "advmod", "obj", "ccomp", "advcl", "amod", "obl")
            if kid.dep != "advcl" or not kid.lower.endswith("ing") or kid.i == node.i + 1
        ]
        candidates += [  # called the ruling "absurd"
            kid for thing in node.sub("obj") for kid in thing.sub("appos") if kid.pos == "ADJ"
        ]
        # "forced a jet [to land]", which the parser may hang on the object
        loose = [kid for thing in node.sub("obj") for kid in thing.sub("acl")]
        candidates += [kid for kid in loose if any(mark.lower == "to" for mark in kid.sub("mark"))]
    else:
        candidates = [kid for kid in node.kids if kid.dep in MODIFIERS
                      and kid.i < node.i]  # fmt: skip
        candidates += [
            deeper
            for kid in candidates
            for deeper in (*kid.conjuncts(), *kid.sub("compound", "amod", "advmod", "obl:unmarked"))
        ]
    for candidate in candidates:
        measured = through_measures(candidate, lexicon) if element.part in ("obj", "prep", "subj") else [candidate]
        for reached in measured:
            if not element.words or fits(reached, element.words):
                return reached
    return None


def fits(node: Node, words: frozenset[str]) -> bool:
    """Tell whether a token is one of the words; a word of several ("human right") asks for its first ones as modifiers."""
    if node.lemma in words or node.lower in words:
        return True
    if node.actor and ("*actor" in words or "*" + node.actor in words):
        return True
    for word in words:
        *modifiers, head = word.split()
        if (
            modifiers
            and node.lemma == head
            and all(any(m in (kid.lemma, kid.lower) for kid in node.kids) for m in modifiers)
        ):
            return True
    return False


def match_pattern(indexed: Indexed, node: Node, kind: str, lexicon: Lexicon, present: Set[str]) -> Match | None:
    """Return the match of one pattern at one token, or None."""
    pattern, frame = indexed
    for words in pattern.needs:
        if words.isdisjoint(present):
            return None
    parts: dict[str, Node] = {}
    for element in pattern.elements:
        filler = find_part(element, node, kind, lexicon)
        if element.is_forbidden:
            if filler is not None:
                return None
        elif filler is None:
            return None
        elif element.part in ("prep", "obj", "subj", "predicate", "clause"):
            parts[element.preposition or element.part] = filler
    return Match(node, frame, pattern, parts, kind)


def words_in(tree: Tree) -> frozenset[str]:
    """Return what a pattern may name in a sentence: lemmas, words, and the kinds of its actors ("*actor", "*person")."""
    kinds = {f"*{node.actor}" for node in tree.nodes if node.actor}
    return tree.forms.union(tree.lemmas, kinds, ("*actor",) if kinds else ())


def best_match(node: Node, lexicon: Lexicon, present: Set[str]) -> Match | None:
    """Return the heaviest frame that fits a token; the tagger's noun/verb confusions are forgiven where only one reading has frames.

    ``present`` is what ``words_in`` finds in the sentence.
    """
    for kind in kinds_of(node):
        table: dict[str, Shelf] = getattr(lexicon, kind)
        for lemma in (node.lemma, node.lower) if node.lemma != node.lower else (node.lemma,):
            shelf = table.get(lemma)
            for indexed in shelf.among(present) if shelf is not None else ():
                match = match_pattern(indexed, node, kind, lexicon, present)
                if match is not None:
                    return match
    return None


def kinds_of(node: Node) -> tuple[str, ...]:
    """Return the kinds of trigger that a token may be, most likely first."""
    if node.pos in ("VERB", "AUX"):
        if node.dep in ("nsubj", "obj") and "VerbForm=Fin" not in node.morph:
            return ("nouns", "verbs")
        if node.dep == "amod":
            return ("verbs", "adjectives") if passive_participle(node) else ("adjectives",)
        return ("verbs", "adjectives")
    if node.pos in ("NOUN", "PROPN"):
        # "Russia slams NATO": a headline's verb that the tagger took for a noun still governs a subject or an object
        looks_verbal = node.first("nsubj", "obj") is not None and node.first("cop", "det") is None
        return ("verbs", "nouns") if looks_verbal else ("nouns",)
    if node.pos == "ADJ":
        return (
            ("verbs", "adjectives")
            if node.first("aux", "aux:pass", "obj") and node.first("cop") is None
            else ("adjectives",)
        )
    return ()
