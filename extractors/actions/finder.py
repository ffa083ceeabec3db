"""Finding actions: every trigger of a sentence is read, bound to its actors and judged; what somebody tells carries his name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.actions.binding import OWNER, Mentions, is_same_actor, nearby, sources_of, targets_of
from extractors.actions.factuality import Factuality, cues, judge
from extractors.actions.frames import Frame, Lexicon
from extractors.actions.match import Match, passive_participle, phrases
from extractors.actions.reading import COMPOSING, Reader, Reading
from extractors.actions.speech import Speaker, asserted_by, content_clause, speaker_of
from extractors.actors.codes import join, split
from extractors.actors.entries import INTERNATIONAL
from extractors.actors.mention import Mention
from extractors.tree import Node, Tree, clause_of, subject_of


STATEMENT = frozenset({"GOV", "MIL", "OPP", "REB", "SEP", "INS", "LEG", "JUD", "COP", "SPY", "IGO", ""})  # whose bare statements are news
THIRD_PERSON = frozenset({"he", "she", "they", "it"})
NAMED = frozenset({"person", "state", "organisation", "group", "place"})  # a trigger word inside a name is none
VERBAL = frozenset({"01", "02", "03", "04", "05", "10", "11", "12", "13"})
SCENIC = frozenset({"02", "07", "08", "10", "13", "14", "15", "17", "18", "19", "20"})  # roots whose scene stands for a target that goes unnamed
ARMED = frozenset({"REB", "UAF", "INS", "SEP", "MIL"})


@dataclass(frozen=True, slots=True)
class Action:
    """An action with its actors: what the coder turns into an event."""

    code: str
    source: Mention
    target: Mention | None
    trigger: Node
    start: int
    end: int
    clause: Node
    factuality: Factuality
    speaker: Speaker | None
    rule: str
    confidence: float
    reading: Reading


class Finder:
    """Finds the actions of one sentence; ``speaker`` is who talks where the sentence stands inside an open quotation."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], lexicon: Lexicon, speaker: Mention | None = None) -> None:
        self.tree, self.lexicon, self.speaker = tree, lexicon, speaker
        for mention in mentions:
            if not mention.is_place_only:
                tree.nodes[mention.head].actor = mention.kind
        self.reader = Reader(tree, lexicon)
        self.mentions = Mentions(m for mention in mentions for m in as_actor(mention, self.reader))
        self.says: dict[int, Node] = {}
        self.consumed: set[int] = set()

    def find(self) -> list[Action]:
        """Return the actions in text order, each distinct one (code, source, target) once."""
        order = sorted(self.tree.nodes, key=lambda node: (depth(node), node.i))
        matches = {node.i: match for node in order if (match := self.reader.match(node)) is not None}
        if not matches:
            return []
        for node in order:
            if node.i in matches and matches[node.i].frame.operator == "say" and matches[node.i].kind == "verbs":
                clause = content_clause(node)
                if clause is not None:
                    self.says[clause.i] = node
        found: list[Action] = []
        for node in order:
            if node.i in matches and node.i not in self.consumed:
                found.extend(self.actions_at(node, matches[node.i]))
        found.sort(key=lambda action: (action.trigger.i, action.code, action.source.start, action.target.start if action.target else -1))
        if any(action.reading.operator != "say" for action in found):
            found = [action for action in found if action.reading.operator != "say" or action.target is not None]
        distinct: dict[tuple[str, str, str], Action] = {}
        for action in found:
            key = (action.code, action.source.code, action.target.code if action.target else "")
            if key not in distinct or action.confidence > distinct[key].confidence:
                distinct[key] = action
        return sorted(distinct.values(), key=lambda action: (action.trigger.i, action.code, action.source.start))

    def main_speaker(self) -> Mention | None:
        """Return the known actor that the sentence names as speaking, or None."""
        for node in self.tree.nodes:
            match = self.reader.match(node)
            if match is not None and match.frame.operator == "say" and match.kind == "verbs":
                speaker = speaker_of(node, self.mentions)
                if speaker is not None and speaker.mention is not None:
                    return speaker.mention
        return None

    def actions_at(self, node: Node, match: Match) -> Iterator[Action]:
        """Yield what one trigger says."""
        if match.kind == "nouns" and any(m.kind in NAMED for m in self.mentions.at(node)):
            return
        if match.frame.operator == "say":
            if match.kind == "verbs":
                yield from self.speech(node, match)
            return
        for reading in self.reader.read(node):
            self.consumed.update(step.match.trigger.i for step in reading.chain() if step.match.trigger is not node)
            if reading.code:
                yield from self.bind(reading)

    def bind(self, reading: Reading) -> Iterator[Action]:
        """Yield the actions of a reading: one for every pair of a source and a target."""
        match, node = reading.match, reading.match.trigger
        frame = deciding_frame(reading)
        if match.kind == "nouns" and (not stands_alone(node) or node.lemma in self.lexicon.classes["things"]):
            return
        if match.kind == "adjectives" and not is_predicate(node):
            return
        clause = clause_of(node)
        speaker = asserted_by(node, self.reader, self.mentions, self.says)
        if speaker is None and self.speaker is not None:
            speaker = Speaker(self.speaker, node)
        factuality = self.judge(reading, speaker)
        if frame.is_opinion:
            source = speaker.mention if speaker is not None else self.speaker
            sources = [source] if source is not None else []
        else:
            sources = self.first_person(sources_of(reading, self.mentions), node, speaker)
        sources = [m for m in sources if may_act(m, frame.source_roles)]
        if not sources:
            return
        targets = [m for m in targets_of(reading, sources, self.mentions) if may_act(m, frame.target_roles)]
        if not targets and not (len(sources) > 1 and reading.innermost.match.frame.is_reciprocal):
            targets = [m for m in nearby(reading, sources, self.mentions) if may_act(m, frame.target_roles)]
        if not targets and reading.code[:2] in SCENIC:
            targets = scenes_of(reading, sources, self.mentions)
        code, factuality = self.modalised(reading, factuality)
        reading_rule = reading.match.frame.rule
        inner = reading.innermost.match.frame
        rule = reading_rule if inner.rule == reading_rule else f"{reading_rule}+{inner.rule}"
        pairs: list[tuple[Mention, Mention | None]] = [(s, t) for s in sources for t in targets]
        if not targets and len(sources) > 1 and (frame.is_reciprocal or inner.is_reciprocal):
            pairs = [(s, t) for s in sources for t in sources if s is not t and not is_same_actor(s, t)]
        is_alone = match.kind != "nouns" and (frame.is_alone or inner.is_alone or frame.is_domestic or inner.is_domestic)
        if not pairs:
            if not is_alone:
                return
            pairs = [(s, None) for s in sources]
        for source, target in localised(pairs, code[:2], self.mentions.scene_country(node), is_alone):
            yield self.action(code, source, target, reading, clause, factuality, speaker, rule)

    def action(self, code: str, source: Mention, target: Mention | None, reading: Reading, clause: Node,
               factuality: Factuality, speaker: Speaker | None, rule: str) -> Action:  # fmt: skip
        """Return one action with the stretch of text that shows it and a first confidence."""
        nodes = [step.match.trigger for step in reading.chain()]
        starts = [n.start for n in nodes] + [m.start_char for m in (source, target) if m is not None]
        ends = [n.end for n in nodes] + [m.end_char for m in (source, target) if m is not None]
        confidence = 0.9 * source.confidence * (target.confidence if target is not None else 0.8)
        if reading.match.kind == "nouns":
            confidence *= 0.8
        return Action(code, source, target, reading.match.trigger, min(starts), max(ends), clause, factuality, speaker, rule,
                      round(confidence, 3), reading)  # fmt: skip

    def judge(self, reading: Reading, speaker: Speaker | None) -> Factuality:
        """Return the factuality of a reading: that of its outermost trigger, negated once more by each "fail" and by the carried noun's "no"."""
        told = judge(reading.match.trigger, is_reported=speaker is not None)
        flips = sum(step.match.frame.operator == "fail" for step in reading.chain())
        for step in reading.chain()[1:]:
            carrier = step.match
            if carrier.kind == "nouns" and reading.operator == "" and any(kid.lower in ("no", "zero") for kid in carrier.trigger.sub("det", "amod", "nummod")):
                flips += told.polarity == "affirmed"
        if flips % 2:
            return Factuality("negated" if told.polarity == "affirmed" else "affirmed", told.modality, (*told.cues, "no"), told.is_obliged)
        if any(step.match.frame.operator == "continue" for step in reading.chain()) and told.modality == "actual":
            return Factuality(told.polarity, "ongoing", told.cues, told.is_obliged)
        return told

    def modalised(self, reading: Reading, factuality: Factuality) -> tuple[str, Factuality]:
        """Return the code of a reading and its factuality: what will happen is an intent (03) or a threat (13), what will not, a refusal (12)."""
        if factuality.modality != "future" or reading.operator or not reading.content:
            return reading.code, factuality
        if factuality.polarity == "affirmed":
            return self.lexicon.composition.compose("intend", reading.content) or reading.code, factuality
        refused = self.lexicon.composition.compose("reject", reading.content)
        return (refused, replace(factuality, polarity="affirmed")) if refused else (reading.code, factuality)

    def first_person(self, sources: list[Mention], node: Node, speaker: Speaker | None) -> list[Mention]:
        """Return the speaker where the clause is in the first person and names nobody else."""
        if sources:
            return sources
        subject = subject_of(node)
        unresolved = subject is not None and subject.pos == "PRON" and subject.lower in THIRD_PERSON and speaker is not None
        if subject is not None and (unresolved or subject.lower in cues()["first_person"]):
            known = speaker.mention if speaker is not None else self.speaker
            return [known] if known is not None else []
        return []

    def speech(self, node: Node, match: Match) -> Iterator[Action]:
        """Yield what a saying does: a demand ("must"), an appeal ("should"), an intent or threat ("will"), else a statement to somebody."""
        speaker = speaker_of(node, self.mentions)
        if speaker is None or speaker.mention is None or not may_act(speaker.mention, frozenset()):
            return
        source = speaker.mention
        clause = content_clause(node)
        factuality = judge(node)
        if clause is not None:
            told = judge(clause, is_reported=True)
            for reading in self.reader.read(clause):
                operator = self.speech_act(reading, told, clause, source)
                if not operator or not reading.content or reading.operator not in ("", "intend"):
                    continue
                self.consumed.update(step.match.trigger.i for step in reading.chain())
                content = reading.content
                if told.polarity == "negated":
                    ceased = self.lexicon.composition.contents[content].cease
                    if operator == "intend":
                        operator = "reject"
                    elif ceased:
                        content = ceased
                code = self.lexicon.composition.compose(operator, content)
                if not code:
                    continue
                subjects = [m for s in clause.sub("nsubj", "nsubj:pass") for m in self.mentions.under(s, OWNER)]
                targets = [m for m in subjects if not speaks_for(source, m)] or targets_of(reading, [source, *subjects], self.mentions)
                rule = f"{match.frame.rule}+{reading.match.frame.rule}"
                for target in targets or [None]:
                    yield self.action(code, source, target, reading, clause, factuality, None, rule)
                return
        if is_unknown(source):
            return
        statement = Reading(match, "say", "", match.frame.code)
        addressed = node.first("obj", "iobj", "obl") is not None
        targets = [m for m in targets_of(statement, [source], self.mentions) if addressed and "MED" not in split(m.code)[1]][:1]
        if targets or clause is not None and may_act(source, STATEMENT):
            yield self.action(match.frame.code, source, targets[0] if targets else None, statement, clause_of(node), factuality, None, match.frame.rule)

    def speech_act(self, reading: Reading, told: Factuality, clause: Node, source: Mention) -> str:
        """Return the operator that a reported clause amounts to, or ""."""
        subject = subject_of(clause)
        subjects = self.mentions.under(subject, OWNER) if subject is not None else []
        own = subject is not None and subject.lower in cues()["first_person"] or any(speaks_for(source, m) for m in subjects)
        if told.is_obliged and not own:
            return "demand" if {"must", "ought"} & set(told.cues) else "ask"
        if told.modality == "future" and own:
            return "intend"
        return ""


def as_actor(mention: Mention, reader: Reader) -> Iterator[Mention]:
    """Yield a mention unless its head is itself an action ("military exercises", "relations with Zaire"); then only the country that it names."""
    nodes = reader.tree.nodes
    match = reader.match(nodes[mention.head]) if mention.kind in ("role", "thing") else None
    if match is None or match.kind != "nouns" or match.frame.content == "peacekeeping":
        yield mention
    elif mention.country is not None and mention.resolved_by in ("name", "composition"):
        named = [n for n in nodes[mention.start : mention.end] if n.i != mention.head and n.text[:1].isupper() and n.pos in ("PROPN", "ADJ")]
        if named:
            anchor = named[-1]
            yield replace(mention, start=anchor.i, end=anchor.i + 1, head=anchor.i, start_char=anchor.start, end_char=anchor.end,
                          text=anchor.text, code=mention.code if mention.country in INTERNATIONAL else mention.country, kind="state")  # fmt: skip


def scenes_of(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return the country in which something is done to nobody named ("imposed a curfew in Algiers", "a ceasefire in Liberia")."""
    for step in reading.chain():
        for preposition in ("in", "at", "near", "on", "into", "over", "against", "around", "across", "throughout", "inside", "outside"):
            found = [m for n in phrases(step.match.trigger, preposition) for m in mentions.scene(n) if m.country]
            if found and not any(m.code == s.code for m in found for s in sources):
                return found[:1]
    trigger = reading.match.trigger
    if reading.code[:2] in ("15", "18", "19", "20"):
        for node in trigger.subtree():
            found = [m for m in mentions.scene(node) if m.country and not any(m.country == s.country for s in sources)]
            if found and node.i > trigger.i and node.head.dep not in ("nsubj", "nsubj:pass"):
                return found[:1]
    return []


def localised(pairs: Sequence[tuple[Mention, Mention | None]], root: str, scene: str | None, is_alone: bool) -> Iterator[tuple[Mention, Mention | None]]:
    """Yield the pairs of which somebody's country is known; an actor without one takes the other's ("police arrested Egyptian activists").

    Where the sentence has a scene, unknown people are of that country.  A government's words may go abroad, so that they lend no
    country to those whom they address; armed groups keep their unknown country as sources: who attacks a state is rarely its own.
    """
    for source, target in pairs:
        if is_unknown(source):
            home = scene if not set(split(source.code)[1]) & ARMED else None
            source = at_home(source, home or (target.country if target is not None and home is None and not set(split(source.code)[1]) & ARMED else None))
            if target is not None and is_unknown(target):
                target = at_home(target, scene)
            if is_unknown(source) and (target is None or is_unknown(target)):
                continue
        elif target is not None and is_unknown(target):
            governs = not set(split(source.code)[1]) - {"GOV", "MIL"}
            if root in VERBAL and governs:
                target = at_home(target, scene)
            else:
                target = at_home(target, source.country)
        if target is not None and is_same_actor(source, target):
            target = None
        if target is not None or is_alone:
            yield source, target


def at_home(mention: Mention, country: str | None) -> Mention:
    """Return a mention of unknown country as belonging to a country; none, or an international body, leaves it as it is."""
    if country is None or country in INTERNATIONAL:
        return mention
    return mention.recoded(join(country, split(mention.code)[1]), "composition", mention.confidence * 0.8)


def speaks_for(speaker: Mention, mention: Mention) -> bool:
    """Tell whether a speaker talks of himself or of his own side."""
    if is_same_actor(speaker, mention):
        return True
    return speaker.country == mention.country and speaker.country not in INTERNATIONAL and speaker.country is not None


def depth(node: Node) -> int:
    """Return how far below the root a token hangs."""
    return sum(1 for _ in node.ancestors())


def deciding_frame(reading: Reading) -> Frame:
    """Return the frame whose conditions hold for a reading: the operator's, or the content's where the operator only carries it."""
    return reading.match.frame if reading.match.frame.operator in COMPOSING else reading.innermost.match.frame


def may_act(mention: Mention, roles: frozenset[str]) -> bool:
    """Tell whether a mention may fill a slot that is restricted to some roles ("" stands for a bare state, "---" for an unknown country)."""
    country, own = split(mention.code)
    if not roles:
        return True
    return bool(set(own) & roles) or (country in roles if country else "---" in roles) or (not own and "" in roles and country is not None)


def is_unknown(mention: Mention) -> bool:
    """Tell whether nothing but a role is known of an actor."""
    return mention.country is None


def stands_alone(node: Node) -> bool:
    """Tell whether a noun tells an event by itself rather than naming a thing in passing: it is argument or root, not a modifier."""
    return node.dep in ("nsubj", "nsubj:pass", "obj", "root", "obl", "conj", "nmod", "appos", "parataxis", "ccomp") and node.i >= 0


def is_predicate(node: Node) -> bool:
    """Tell whether an adjective (or participle) says something of a subject."""
    return node.first("cop", "nsubj", "nsubj:pass", "aux:pass") is not None or node.dep == "xcomp" or passive_participle(node)
