"""Readings: what a trigger says once its operator has found its content ("promised" + "to withdraw troops" -> 0356)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from extractors.actions.factuality import cues, is_negated
from extractors.actions.frames import Lexicon
from extractors.actions.match import Match, best_match, objects_of, phrases, through_measures, words_in
from extractors.codebook import load_codebook
from extractors.tree import SUBJECTS, Node, Tree

# These pass their content on unchanged; "cease" turns it into the content that stopping it is.
TRANSPARENT = frozenset({"do", "begin", "continue", "fail"})
COMPOSING = frozenset(
    {"ask", "demand", "intend", "reject", "threaten", "accuse", "investigate", "deny", "consider", "protest"}
)
# The prepositions that lead from an operator to its content ("called for", "agreed on", "accused of", "threatened with").
CONTENT_CASES = ("for", "to", "on", "of", "with", "against", "into", "about", "over", "from")
# What leads to circumstances, whose own phrases an operator does not govern ("opened amid calls for").
CIRCUMSTANCES = frozenset(
    {"after", "amid", "before", "despite", "during", "following", "since", "because of", "in spite of"}
)
# Operators that are themselves what an outer one is about ("threatened a strike", "called for an investigation").
OWN_CONTENT = {"investigate": "investigation", "protest": "protest"}
CLAUSAL_MARKS = ("to", "of", "for", "from", "that", "into", "with", "against", "in")
# What is aid by its nature: the word class that tells it.
GIFTS = {"economic_aid": "currency", "military_aid": "weapons"}
# What leads to the mission on which troops are sent.
PEACE_CASES = frozenset({"on", "in", "for", "as", "to", "under", "of", "with"})
AID = "07"
MARCH = "March"
FORCEFUL = ("14", "17", "18", "19", "20")  # roots of what wars and movements are named after
DEEPEST = 6
VISITED = "meeting"  # what calling on somebody is where nothing is asked of him
WORSE = "11"  # the root of what outweighs a rejection uttered in one breath with it


@dataclass(frozen=True, slots=True)
class Reading:
    """A match with its content: ``operator`` and ``content`` as composed, the ``code`` that they make, the ``inner`` reading."""

    match: Match
    operator: str
    content: str
    code: str
    inner: Reading | None = None
    is_negated_content: bool = False

    @property
    def innermost(self) -> Reading:
        """Return the reading at the end of the chain: the one whose frame names the content."""
        return self if self.inner is None else self.inner.innermost

    def chain(self) -> list[Reading]:
        """Return this reading and those inside it, outermost first."""
        return [self] if self.inner is None else [self, *self.inner.chain()]


class Reader:
    """Reads one tree: matches each token once, and composes operators with what they govern.

    ``names`` are the tokens inside names, whose nouns tell nothing.
    """

    def __init__(self, tree: Tree, lexicon: Lexicon, names: Container[int] = ()) -> None:
        self.tree, self.lexicon, self._names = tree, lexicon, names
        self._present = words_in(tree)
        self._matches: dict[int, Match | None] = {}

    def match(self, node: Node) -> Match | None:
        """Return the best match at a token (remembered)."""
        if node.i not in self._matches:
            found = best_match(node, self.lexicon, self._present) if self.may_match(node) else None
            is_name = found is not None and found.kind == "nouns" and (node.i in self._names or self.is_titled(found))
            self._matches[node.i] = None if is_name else found
        return self._matches[node.i]

    def is_titled(self, match: Match) -> bool:
        """Tell whether a noun of force is written as part of a name amid prose ("the Holy War group", "the Korean War")."""
        noun = match.trigger
        if not match.frame.code.startswith(FORCEFUL) or not noun.i or not noun.text.istitle():
            return False
        if noun.text == MARCH and noun.pos == "PROPN" and noun.first("det", "amod", "compound") is None:
            return True  # the month
        beside = [self.tree.nodes[i] for i in (noun.i - 1, noun.i + 1) if 0 < i < len(self.tree.nodes)]
        is_joined = any(
            other.text.istitle() and (other.head is noun or noun.head is other or other.head is noun.head)
            for other in beside
        )
        return is_joined and any(node.pos == "VERB" and node.text.islower() for node in self.tree.nodes)

    def matches(self) -> dict[int, Match]:
        """Return the best match of every token that has one, by its number."""
        triggers = filter(self.may_match, self.tree.nodes)
        return {node.i: match for node in triggers if (match := self.match(node)) is not None}

    def may_match(self, node: Node) -> bool:
        """Tell whether any frame has a token's lemma or form for its trigger."""
        if node.lower == "following" and node.first(*SUBJECTS, "aux") is None:
            return False  # "following a bombing": after it
        return node.lemma in self.lexicon.triggers or node.lower in self.lexicon.triggers

    def read(self, node: Node, depth: int = 0) -> list[Reading]:
        """Return the readings of a token: none, one, or several where an operator governs coordinated contents."""
        if depth > DEEPEST:
            return []
        match = self.match(node)
        if match is None:
            if node.lemma in self.lexicon.classes["containers"]:
                return self.contents(node, [], depth)
            return []
        frame, table = match.frame, self.lexicon.composition
        if frame.operator in TRANSPARENT:
            inner = self.contents(node, list(match.parts.values()), depth)
            if frame.operator == "fail":  # "failed to reach agreement": no act undone but a refusal
                inner = [self.failed(r) for r in inner]
            inner = [self.attempted(node, r) for r in inner]
            found = [Reading(match, r.operator, r.content, r.code, r, r.is_negated_content) for r in inner]
            return found or ([Reading(match, "", frame.content, frame.code)] if frame.code else [])
        if frame.operator == "cease":
            found = []
            for r in self.contents(node, list(match.parts.values()), depth):
                ceased = table.contents[r.content].cease if r.content else ""
                if ceased and not r.operator:
                    found.append(Reading(match, "", ceased, table.bare(ceased), r))
            return found or ([Reading(match, "", frame.content, frame.code)] if frame.code else [])
        if frame.operator in COMPOSING:
            governed = self.contents(node, list(match.parts.values()), depth)
            inner = [r for r in governed if r.content or r.operator in OWN_CONTENT]
            if not inner and frame.operator == "intend" and not frame.code:  # "offered criticism": the act itself
                return [Reading(match, "", "", r.code, r) for r in governed if r.code and not r.operator]
            condemned = self.condemned(match, depth) if frame.operator == "reject" else []
            if condemned:
                return condemned
            found = [self.compose(match, r) for r in inner]
            given = self.given(node) if not found and frame.operator in ("ask", "demand", "intend", "reject") else ""
            if given:
                return [Reading(match, frame.operator, given, self.code(match, frame.operator, given))]
            if not found and frame.content:
                found = [Reading(match, frame.operator, frame.content, self.code(match, frame.operator, frame.content))]
            if (
                not found and frame.operator == "reject" and governed
            ):  # "refused to accept a request from": aimed at whoever asked
                return [Reading(match, frame.operator, "", frame.code, governed[0])]
            if not found and not governed and is_courtesy(node, self.lexicon.classes["leaders"]):
                return [Reading(match, "", VISITED, table.bare(VISITED))]
            return found or [Reading(match, frame.operator, "", frame.code)]
        if frame.operator == "say":
            return [Reading(match, "say", "", frame.code)]
        content = frame.content
        aid = node if match.kind == "nouns" else match.parts.get("obj")
        if content == "aid" and aid is not None and self.is_sum(aid):  # "70 million dollars of aid"
            content = "economic_aid"
        if frame.code == "154" and keeps_peace(node):
            content = "peacekeeping"
        bare = table.bare(content) if content else ""
        return self.refine(Reading(match, "", content, bare if content != frame.content else frame.code or bare))

    def condemned(self, match: Match, depth: int) -> list[Reading]:
        """Return the readings of what is uttered beside a rejection, where that is worse ("its rejection and condemnation of")."""
        uttered = match.parts.get("obj")
        beside = uttered.conjuncts() if uttered is not None and match.kind == "verbs" else []
        found = [r for noun in beside if noun.pos == "NOUN" for r in self.read(noun, depth + 1)]
        return [Reading(match, "", r.content, r.code, r) for r in found if r.code[:2] == WORSE]

    def is_sum(self, noun: Node) -> bool:
        """Tell whether a noun is measured in money."""
        currency = self.lexicon.classes["currency"]
        near = [noun.head] if noun.dep in ("nmod", "nmod:unmarked", "compound") else []
        near += noun.sub("compound", "nummod", "nmod", "nmod:unmarked", "amod")
        return any(word.lemma in currency for one in near for word in (one, *one.kids))

    def failed(self, reading: Reading) -> Reading:
        """Return a reading that failed: the refusal or the end that this amounts to where the scheme has one, else it is left undone."""
        table = self.lexicon.composition
        ceased = table.contents[reading.content].cease if reading.content and not reading.operator else ""
        if ceased and reading.match.trigger.lemma in cues()["renewals"]:  # "failed to renew the embargo"
            return replace(reading, operator="fail", content=ceased, code=table.bare(ceased))
        thing = reading.match.parts.get("obj")
        is_accord = thing is not None and thing.lemma in self.lexicon.classes["agreements"]
        content = "agreement" if reading.operator == "intend" and is_accord else reading.content
        code = table.compose("fail", content) if content and reading.operator in ("", "intend") else ""
        return replace(reading, operator="fail", code=code) if code else reading

    def attempted(self, node: Node, reading: Reading) -> Reading:
        """Return what an effort is made to do: help that is attempted is meant, not given ("launched an effort to help")."""
        is_effort = any(thing.lemma in self.lexicon.classes["efforts"] for thing in objects_of(node))
        if not is_effort or reading.operator or reading.code[:2] != AID:
            return reading
        code = self.lexicon.composition.compose("intend", reading.content)
        return replace(reading, operator="intend", code=code) if code else reading

    def refine(self, plain: Reading) -> list[Reading]:
        """Return a plain reading, with its object's more specific code of the same root where it has one ("food aid": 073, not 070)."""
        thing = plain.match.parts.get("obj")
        own = self.match(thing) if thing is not None else None
        if (
            own is not None
            and own.kind == "nouns"
            and not own.frame.operator
            and plain.code.endswith("0")
            and own.frame.code[:2] == plain.code[:2]
        ):
            inner = Reading(own, "", own.frame.content, own.frame.code)
            return [Reading(plain.match, "", inner.content, inner.code, inner)]
        return [plain]

    def given(self, node: Node) -> str:
        """Return the kind of aid that a token's object is by itself, or "" ("promised Vilnius 15 million euros", "asked for missiles")."""
        things = (*objects_of(node), *phrases(node, "for")) if node.is_verbal else phrases(node, "of")
        for thing in things:
            for reached in through_measures(thing, self.lexicon):
                for content, name in GIFTS.items():
                    if reached.lemma in self.lexicon.classes[name]:
                        return content
        return ""

    def compose(self, match: Match, inner: Reading) -> Reading:
        """Return an operator with its content; a negated content is the ceasing of it ("urged not to attack")."""
        operator, content = match.frame.operator, OWN_CONTENT.get(inner.operator, inner.content)
        if inner.operator == operator and inner.content:  # "opened a probe into war crimes"
            content = inner.content
        if operator == "intend" and match.trigger.lemma in cues()["wishes"] and is_for_another(match.trigger):
            operator = "ask"  # "wants France to supply weapons"
        if operator == "threaten" and is_for_another(match.trigger) and self.is_benign(content):
            return Reading(match, operator, "", match.frame.code, inner)  # "warned that Togo was heading for talks"
        negated = is_negated(inner.match.trigger) and not match.pattern.is_negative
        if negated:
            ceased = self.lexicon.composition.contents[content].cease
            if operator in ("intend", "threaten") and self.lexicon.composition.compose("reject", content):
                operator = "reject"
            elif ceased:
                content = ceased
            elif operator in ("intend", "threaten"):
                operator = "reject"
            else:
                return Reading(match, operator, "", match.frame.code, inner, True)
        is_given = (
            operator == "intend" and match.trigger.lemma in cues()["agreeing"]
        )  # "agreed to send troops": no threat
        code = (is_given and self.lexicon.composition.compose("agree", content)) or self.code(match, operator, content)
        if not code and operator == "intend" and not inner.operator:
            return Reading(
                match, "", inner.content, inner.code, inner
            )  # "offered criticism": no intent but the act itself
        return Reading(match, operator, content, code, inner, negated)

    def is_benign(self, content: str) -> bool:
        """Tell whether a content is cooperation or yielding."""
        return self.lexicon.composition.bare(content)[:2] in ("03", "04", "05", "06", "07", "08")

    def code(self, match: Match, operator: str, content: str) -> str:
        """Return the composed code, else the operator's own."""
        if operator == "protest":
            aimed = match.frame.code + self.lexicon.composition.contents[content].protest
            return aimed if aimed in load_codebook() else match.frame.code  # 140 has no more specific ones
        if operator in ("deny", "consider"):
            return match.frame.code
        own = match.frame.code
        composed = self.lexicon.composition.compose(operator, content)
        is_precise = len(own) == 4 and composed[:2] == own[:2]  # "called for peacekeepers to patrol the border"
        return own if is_precise else composed or own

    def contents(self, node: Node, parts: list[Node], depth: int) -> list[Reading]:
        """Return the readings of what a token governs: the first of its clauses, pattern's parts, objects and phrases that yields any."""
        for candidate in self.candidates(node, parts):
            if is_purpose(candidate, node, self.lexicon.classes["containers"]) and self.is_operator(
                node, ("do",), ("verbs",)
            ):
                continue  # "provided ships to patrol the coast"
            if candidate.dep == "xcomp" and node.lemma in cues()["causing"] and node.first("obj") is not None:
                continue  # "led Rome to recall its envoy"
            for reached in through_measures(candidate, self.lexicon):
                found = self.read(reached, depth + 1)
                if reached.pos == "NOUN" and found and not any(r.content or r.operator for r in found):
                    found = self.contents(reached, [], depth + 1) or found  # "rejected an ultimatum to withdraw"
                if found:
                    for conjunct in reached.conjuncts():
                        found = found + [r for r in self.read(conjunct, depth + 1) if r.content != found[0].content]
                    return [r for r in found if r.operator != "say"]
        return []

    def is_operator(
        self, node: Node, operators: Container[str] = COMPOSING, kinds: Container[str] = ("nouns",)
    ) -> bool:
        """Tell whether a token is itself an operator, which governs its own clause ("repeated its demand that")."""
        match = self.match(node)
        return match is not None and match.kind in kinds and match.frame.operator in operators

    def candidates(self, node: Node, parts: list[Node]) -> list[Node]:
        """Return the tokens that may carry a token's content, most telling first."""
        objects = objects_of(node) if node.is_verbal else []
        hosts = [node, *objects, *parts, *(conjunct for part in parts for conjunct in part.conjuncts())]
        is_protest = self.is_operator(node, ("protest",), ("verbs", "nouns"))
        clauses = [
            kid for host in hosts if host is node or not self.is_operator(host) for kid in host.kids
            if kid.dep in ("xcomp", "ccomp")
            or (kid.dep == "csubj" and node.pos == "ADJ")
            or (kid.dep in ("acl", "advcl") and kid.i > host.i and (
                any(mark.dep == "mark" and mark.lower in CLAUSAL_MARKS for mark in kid.kids)
                or any(case.dep == "case" and case.lower in CLAUSAL_MARKS for case in kid.kids)
                or (is_protest and self.is_operator(kid, ("demand", "ask", "reject"), ("verbs",)))  # "marched demanding"
                or (kid.dep == "acl" and "VerbForm=Part" not in kid.morph and "VerbForm=Ger" not in kid.morph)))
        ]  # fmt: skip
        nominal = [
            kid
            for case in CONTENT_CASES
            for kid in phrases(node, case)
            if kid.head is node or kid.head.dep != "obl" or kid.head.case() not in CIRCUMSTANCES
        ]
        if (
            not node.is_verbal and node.dep == "obj" and node.head.is_verbal
        ):  # "put an end to the embargo": the verb may hold the phrase
            nominal += [kid for case in CONTENT_CASES for kid in phrases(node.head, case) if kid.i > node.i]
        match = self.match(node)
        if match is not None and match.frame.is_opinion:  # "lifting the ban is out of the question"
            clauses += node.sub("nsubj", "csubj")
        modifiers = [kid for kid in node.sub("compound", "amod", "nmod:poss") if node.pos in ("NOUN", "PROPN")]
        ordered: list[Node] = []
        near = [part for part in parts if part.head not in objects or part in objects]
        for kid in (*clauses, *near, *objects, *parts, *nominal, *modifiers):
            if kid is not node and kid not in ordered:
                ordered.append(kid)
        return ordered


def is_courtesy(verb: Node, leaders: Container[str]) -> bool:
    """Tell whether somebody is called on in person ("called on the king on Friday"), and nothing is asked of him."""
    if verb.lemma != "call" or not verb.is_verbal or verb.first("xcomp", "ccomp", "advcl") is not None:
        return False
    called = phrases(verb, "on")
    return any(n.actor == "person" or n.lemma in leaders for n in called) and not phrases(verb, "for")


def keeps_peace(sending: Node) -> bool:
    """Tell whether a token sends troops as peacekeepers ("sent a platoon to Kuwait on a peacekeeping mission")."""
    host = sending.head if sending.dep == "obj" and sending.head.is_verbal else sending
    roles = [n for n in host.subtree() if n.lemma in ("peacekeeping", "peacekeeper") and n.i > sending.i]
    return any(one.case() in PEACE_CASES for n in roles for one in (n, n.head))


def is_for_another(verb: Node) -> bool:
    """Tell whether somebody else than its subject does what a verb's clause says ("wants France to leave")."""
    return any(
        (kid.dep == "xcomp" and verb.first("obj") is not None) or kid.first(*SUBJECTS) is not None
        for kid in verb.sub("xcomp", "ccomp")
    )


def is_purpose(clause: Node, verb: Node, containers: Container[str]) -> bool:
    """Tell whether an infinitive says what a verb's doing is for: it hangs on the verb, or on an object that contains no act."""
    return (
        clause.dep in ("advcl", "acl")
        and any(mark.lower == "to" for mark in clause.sub("mark"))
        and (clause.head is verb or clause.head.lemma not in containers)
    )
