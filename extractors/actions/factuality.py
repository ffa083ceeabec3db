"""Factuality: does the clause hold (polarity), and is it done, under way, planned, conditional or imagined (modality)?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.records import Modality, Polarity
from extractors.resources import CONFIG, read_toml
from extractors.tree import SUBJECTS, Node, clause_of

PRESENT = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})


@dataclass(frozen=True, slots=True)
class Factuality:
    """Polarity and modality of a clause, with the words that decided them; ``is_obliged`` marks "must" and "should"."""

    polarity: Polarity
    modality: Modality
    cues: tuple[str, ...]
    is_obliged: bool = False


@cache
def cues() -> dict[str, frozenset[str]]:
    """Return the cue lists of ``config/cues.toml``."""
    return {name: frozenset(words) for name, words in read_toml(CONFIG / "cues.toml").items()}


def is_negated(node: Node) -> bool:
    """Tell whether a token's clause is negated: an adverb, a determiner on subject or object, or "without"."""
    return bool(negation_cues(node))


def negation_cues(node: Node) -> list[str]:
    """Return the words that negate a token."""
    lists = cues()
    found = [kid.lower for kid in node.kids if kid.dep in ("advmod", "det", "cc:preconj", "case", "mark", "amod", "nummod")
             and ((kid.lower in lists["negators"] and not is_not_only(kid)) or kid.lower in lists["negating_marks"])]  # fmt: skip
    for kid in node.sub(*SUBJECTS, "obj", "obl"):
        if kid.dep == "obl" and node.i > kid.i:
            continue
        found += [det.lower for det in kid.kids if det.dep == "det" and det.lower in ("no", "neither")]
        if kid.lower in ("nobody", "nothing", "none", "neither"):
            found.append(kid.lower)
        found += [kid.lower for kid in kid.sub("cc:preconj") if kid.lower == "neither"]
    found += [kid.lower for kid in node.sub("advmod") if kid.lower == "longer" and is_no_longer(kid)]
    if node.lemma in ("have", "be") and node.first("xcomp") is not None:  # "has yet to sign"
        found += [kid.lower for kid in node.sub("advmod") if kid.lower == "yet"]
    if node.dep == "xcomp" and not node.head.is_verbal:
        found += negation_cues(node.head)
    return found


def is_no_longer(longer: Node) -> bool:
    """Tell whether a "longer" belongs to "no longer" or "any longer"."""
    return any(kid.lower in ("no", "any") for kid in (*longer.kids, *longer.head.kids) if kid.i == longer.i - 1)


def is_not_only(kid: Node) -> bool:
    """Tell whether a "not" belongs to "not only … but also", which affirms."""
    return any(other.i == kid.i + 1 and other.lower in ("only", "just", "merely") for other in kid.head.kids) or any(
        deeper.lower in ("only", "just", "merely") for deeper in kid.kids
    )


def auxiliaries(verb: Node) -> list[str]:
    """Return the auxiliaries of a verb, those of the verb it is coordinated with where it has none of its own."""
    own = [kid.lower for kid in verb.kids if kid.dep in ("aux", "aux:pass") and (kid.text != "May" or kid.i == 0)]
    if not own and verb.dep == "conj" and verb.head.is_verbal and verb.first(*SUBJECTS) is None:
        return auxiliaries(verb.head)
    return own


def judge(node: Node, is_reported: bool = False) -> Factuality:  # noqa: PLR0915  (one walk up the tree)
    """Return the factuality of an action whose outermost trigger is ``node``.

    ``is_reported`` says that the clause is told in the past ("said it would"), where "would" is a plain future.
    """
    lists = cues()
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    words: list[str] = []
    obliged = False

    def lower(to: Modality, word: str) -> None:
        nonlocal modality
        order = ("actual", "ongoing", "future", "conditional", "hypothetical")
        if order.index(to) > order.index(modality):
            modality = to
        words.append(word)

    negations = negation_cues(node)
    if len(negations) % 2:
        polarity = "negated"
        words += negations
    current: Node = node
    for _ in range(8):
        for aux in auxiliaries(current):
            if aux in lists["future_aux"]:
                lower("future", aux)
            elif aux in lists["would_aux"]:
                lower("future" if is_reported or looks_ahead(current) else "conditional", aux)
            elif aux in lists["possible_aux"]:
                lower("hypothetical", aux)
            elif aux in lists["obligation_aux"]:
                obliged = True
                lower("hypothetical", aux)
        marks = [kid.lower for kid in current.kids if kid.dep == "mark"]
        for mark in marks:
            is_ahead = mark in ("until", "till") and "Tense=Past" not in current.morph
            is_ahead = is_ahead or (mark == "before" and is_present(current))
            if is_ahead or mark in lists["conditional_marks"]:
                lower("conditional", mark)
        if "to" in marks and any(kid.dep in ("aux", "cop") and kid.lower in PRESENT for kid in current.kids):
            lower("future", "to")  # "are to sign"
        deed = furthered(current) if "to" in marks else None
        if deed is not None:
            current = deed
            continue
        is_uttered = current.lemma in lists["utterances"] and current.head.lemma in lists["occasions"]
        if is_uttered and "to" in marks and current.dep == "advcl":
            current = current.head  # as the occasion is, so is what it is for
            continue
        is_free = current.head.lemma in lists["hypothetical_nouns"] or is_in_a_row(current.head)
        if "to" in marks and current.dep in ("advcl", "acl") and not is_free:
            lower("hypothetical", "to")
        if "to" in marks and current.dep == "xcomp" and current.head.lemma in lists["giving"]:
            lower("hypothetical", "to")  # "gave Togo money to build schools"
        governor = current.head
        if "against" in marks and governor.pos == "NOUN":
            lower("hypothetical", "against")  # "a law against insulting judges"
        if is_compelled(current):
            obliged = True
            lower("hypothetical", "have to")
        if current.is_root:
            break
        if (
            governor.lemma in lists["negating_governors"]
            and (current.dep in ("xcomp", "ccomp") or (current.dep == "advcl" and "from" in marks))
            and not (governor.lemma in lists["failing"] and is_negated(governor))
        ):
            polarity = "affirmed" if polarity == "negated" else "negated"
            words.append(governor.lower)
        elif (
            current.dep in ("xcomp", "ccomp", "acl", "csubj")
            and governor.lemma in lists["future_governors"]
            and "to" in marks
        ):
            lower("future", governor.lower)
        elif (
            current.dep in ("xcomp", "ccomp", "acl", "csubj") and governor.lemma in lists["hypothetical_governors"]
        ) or (
            current.dep in ("acl", "nmod")
            and governor.lemma in lists["hypothetical_nouns"]
            and not is_past_participle(current)
            and (marks or current.first(*SUBJECTS) is None)  # "charges he denies" are told of as they are
        ):
            lower("hypothetical", governor.lower)
        elif current.dep == "obj" and governor.lemma in lists["preventing"]:
            lower("hypothetical", governor.lower)  # "to prevent clashes"
        elif governor.lemma in lists["alleging"] and governor.pos == "NOUN" and "that" in marks:
            # "rejected accusations that Chad had attacked"
            lower("hypothetical", governor.lower)
        elif (
            current.dep == "advcl"
            and governor.lemma in lists["hypothetical_governors"]
            and {"at", "of", "for"} & set(marks)
        ):
            lower("hypothetical", governor.lower)  # "a meeting aimed at establishing relations"
        if current.dep in ("conj", "acl") and current.first(*SUBJECTS) is not None:
            break
        is_way = current.dep == "advcl" and "by" in marks and is_asked(governor)  # "urged Rome to help by sending"
        if not is_way and current.dep not in ("xcomp", "conj", "acl", "nmod", "obj", "obl", "nsubj", "compound"):
            break
        current = governor
    if modality == "actual" and is_generic(node):
        lower("hypothetical", node.lower)
    if modality == "actual" and is_progressive(node):
        modality = "ongoing"
    if is_question(node):
        lower("hypothetical", "?")
    return Factuality(polarity, modality, tuple(words), obliged)


def furthered(aim: Node) -> Node | None:
    """Return the verb of the deed that is itself the help or ease at which it aims ("sent doctors to help", "took steps to allow")."""
    verb = aim.head if aim.head.is_verbal else aim.head.head
    thing = verb.first("obj")
    holds = aim.dep in ("advcl", "xcomp") or (aim.dep == "acl" and aim.head is thing)
    if not holds or thing is None or aim.lemma not in cues()["furthering"]:
        return None
    is_deed = verb.lemma in cues()["deeds"] or (verb.lemma == "take" and thing.lemma in cues()["taken"])
    return verb if is_deed else None


def is_in_a_row(noun: Node) -> bool:
    """Tell whether a noun stands in a row of those who did the same ("the latest country to recognise it")."""
    return any(kid.lower in cues()["places_in_a_row"] for kid in noun.sub("amod", "nummod"))


def is_asked(verb: Node) -> bool:
    """Tell whether a verb says what somebody else is asked to do ("urged Rome [to help]")."""
    return verb.dep == "xcomp" and verb.head.lemma in cues()["object_control"]


def looks_ahead(verb: Node) -> bool:
    """Tell whether a time to come stands beside a verb ("would meet next month")."""
    ahead = cues()["ahead"]
    return any(
        kid.lower in ahead or any(deeper.lower in ahead for deeper in kid.kids)
        for kid in verb.sub("obl", "obl:unmarked", "advmod")
    )


def is_compelled(verb: Node) -> bool:
    """Tell whether a verb says what somebody has to do."""
    above = verb.head
    return verb.dep == "xcomp" and above.lemma == "have" and any(kid.lower == "to" for kid in verb.sub("mark"))


def is_present(verb: Node) -> bool:
    """Tell whether a verb stands in the present tense ("before any vote is held")."""
    return "Tense=Pres" in verb.morph or any(kid.lower in PRESENT for kid in verb.sub("aux", "aux:pass", "cop"))


def is_progressive(node: Node) -> bool:
    """Tell whether what a token says goes on now: "is negotiating", "is being attacked", "is critical of"."""
    verb = node if node.is_verbal else clause_of(node)
    if not verb.is_verbal:
        return any(kid.lower in PRESENT for kid in node.sub("cop"))
    is_now = any(kid.lower in PRESENT for kid in verb.sub("aux", "aux:pass"))
    return is_now and (verb.text.endswith("ing") or any(kid.lower == "being" for kid in verb.kids))


def is_past_participle(verb: Node) -> bool:
    """Tell whether a verb hangs on a noun as what was done with it ("a move criticised by Peru")."""
    return verb.dep == "acl" and "VerbForm=Part" in verb.morph and "Tense=Past" in verb.morph


def is_generic(verb: Node) -> bool:
    """Tell whether a relative clause only says of what kind somebody is: "militias that attack villages", "a police that protects"."""
    if verb.dep != "acl:relcl" or "Tense=Pres" not in verb.morph or "VerbForm=Fin" not in verb.morph:
        return False
    noun = verb.head
    if noun.pos != "NOUN" or verb.first("aux", "aux:pass", "obl:unmarked") is not None:
        return False
    owners = noun.sub("det", "nmod:poss", "nummod", "compound", "amod", "nmod")
    if any(word.pos in ("PROPN", "NUM") or word.text[:1].isupper() for word in owners):
        return False  # of somebody named, or so many
    articles = {word.lower for word in owners if word.dep in ("det", "nmod:poss")}
    return bool(articles & {"a", "an", "any", "every"}) or (not articles and "Number=Plur" in noun.morph)


def is_question(node: Node) -> bool:
    """Tell whether the clause of a token ends in a question mark."""
    top = clause_of(node)
    return any(kid.dep == "punct" and kid.lower == "?" for kid in top.kids)
