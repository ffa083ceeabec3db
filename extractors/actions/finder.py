"""Finding actions: every trigger of a sentence is read, bound to its actors and judged; what somebody tells carries his name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.actions.binding import (
    ASIDE,
    VISIT,
    at_place,
    authority_of,
    concerned,
    has_counterpart,
    holders_of,
    nearby,
    own_state_of,
    owners_of,
    scenes_of,
    sources_of,
    spoken_with,
    targets_of,
)
from extractors.actions.factuality import Factuality, cues, furthered, is_negated, judge
from extractors.actions.frames import Frame, Lexicon
from extractors.actions.homes import (
    LAW,
    PROTEST,
    SCENIC,
    Pair,
    acts_publicly,
    is_armed,
    is_opponent,
    is_private,
    is_reporter,
    is_same_actor,
    is_unknown,
    localised,
    may_act,
    speaks_for,
)
from extractors.actions.match import Match, agents_of, objects_of, passive_participle, phrases
from extractors.actions.mentioned import OWNER, Mentions, adopted, as_actor
from extractors.actions.placed import MOVED, areas_of, is_placed, kept_in, makers, members_of, places_of
from extractors.actions.reading import COMPOSING, Reader, Reading
from extractors.actions.setting import NAMING, STATELY, Setting
from extractors.actions.slots import admitted, strangers_at
from extractors.actions.speech import Speaker, asserted_by, content_clause, is_lone_saying, speaker_of
from extractors.actors.codes import join, split
from extractors.actors.entries import INTERNATIONAL
from extractors.actors.mention import Mention
from extractors.actors.strangers import Strangers
from extractors.relevance import is_private_crime
from extractors.tree import Node, Tree, clause_of, remembered, subject_of

# Whose bare statements are news.
STATEMENT = frozenset({"GOV", "MIL", "OPP", "REB", "SEP", "INS", "LEG", "JUD", "SPY", "IGO", ""})
GENERAL = {"ask": "020", "demand": "100"}  # "must" and "should" about something that no content names
ALLOW, OFFICE = "081", frozenset({"JUD", "GOV", "LEG", "COP"})  # who rules that others may do something
BEHIND = {"own": "015", "other": "112"}  # "said it was behind the raid", "said Chad was behind the raid"
THIRD_PERSON = frozenset({"he", "she", "they", "it"})
NAMED = frozenset({"person", "state", "organisation", "group", "place"})  # a trigger word inside a name is none
PROPER = frozenset({"person", "organisation", "group"})
BODIES = frozenset({"organisation", "group"})  # whose names have words for acts in them: "Stop the War Coalition"
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "oneself"})
EXCHANGING = frozenset({"exchange", "swap", "trade"})  # what two do to each other
DISAPPROVAL, CRITICISM, ACCUSATION, FIGHT = "110", "111", "112", "19"
SIGNING = "057"
NOBODYS = "---MIL"
HEARSAY = frozenset({"document", "reference"})  # a shell is no army's because the document is about a country
# What only a state does to people: where nobody is named, the state in whose land it happens ("was arrested in Cairo").
OFFICIAL = frozenset(
    {"0841", "090", "091", "116", "161", "166", "1661", "1662", "1663", "1721", "1722", "173", "174"}
)  # fmt: skip
AID, INQUIRY, POSTURE = "07", "09", "15"
REPEATED = frozenset({"07", "08", "09", "12", "16", "17"})  # Roots of what is told again without its doer
UTTERED = frozenset({"05", "11"})  # Roots of what is done by saying so
AIMED = frozenset({"13", "15", "19"})  # Roots of what has an aim, said or not
# Roots of what a political actor does even where nobody is named to whom it is done: yielding, refusing, threatening.
WORRY = "012"
UNAIMED = frozenset({"08", "12", "13"})
OPINIONS = frozenset({"012", "013", "014"})  # what somebody utters or weighs, whomever it concerns
BORDERS = frozenset({"border", "frontier", "crossing", "airspace"})  # which a state closes to others, not to itself
BOMBING = "183"
BESIDE = ASIDE - {"by"}  # what leads to bystanders, unlike the agent of "areas held by rebels"
WARNED_PROTEST = "133"
PROTESTING = "protest"  # an operator that is a content where it is announced ("will boycott the poll")
ASSAILING = frozenset({"18", "19"})  # roots of what is done with words on the networks
NETWORKS = frozenset({"media", "medium", "twitter", "facebook", "instagram", "tiktok", "internet"})
HARSH = frozenset({"16", "17", "18", "19"})  # roots of what is threatened
UNABLE, SUPPOSED = "could", frozenset({"if", "unless", "whether", "?"})
PLACES = ("in", "through", "outside", "at", "across", "throughout", "on")  # where people protest
CRIMES = frozenset({"181", "186"})  # abduction and murder, which somebody did even where nobody is named
MURDERS = frozenset({"murder", "behead", "decapitate", "lynch", "gun", "assassinate", "hack"})  # never by accident
ASSAULT = "18"
KIN = frozenset({
    "wife", "husband", "girlfriend", "boyfriend", "son", "daughter", "mother", "father", "brother", "sister", "child", "baby", "parent",
    "lover", "fiancee", "partner", "cousin", "uncle", "aunt", "mother-in-law",
})  # fmt: skip
# Roots of what is done to things: done to a thing, it is done to the country in which that stands.
MATERIAL = frozenset({"15", "16", "17", "18", "19", "20"})


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

    @property
    def is_speech(self) -> bool:
        """Tell whether this is the act of saying itself, so that dates told inside belong to what is said."""
        return self.reading.match.frame.operator == "say"


class Finder:
    """Finds the actions of one sentence."""

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        setting: Setting | None = None,
        strangers: Strangers | None = None,
    ) -> None:
        self.tree, self.lexicon, self.setting = tree, lexicon, setting
        self.speaker: Mention | None = None
        for mention in mentions:
            if not mention.is_place_only:
                tree.nodes[mention.head].actor = mention.kind
        self.reader = Reader(tree, lexicon, {i for m in mentions if m.kind in BODIES for i in range(m.start, m.end)})
        self.everybody = [mention for mention in mentions if not mention.is_place_only]
        shells = lexicon.classes["projectiles"]
        named = {m.head for m in mentions if m.kind in PROPER}
        actors = (
            self.rooted(m)
            for mention in adopted(mentions, tree.nodes)
            for m in as_actor(mention, self.reader, named)
            if not (tree.nodes[m.head].lemma in shells and (m.resolved_by in HEARSAY or m.code == NOBODYS))
        )
        self.mentions = Mentions(actors, strangers, lexicon.classes["violence"])
        self.says: dict[int, Node] = {}
        self.consumed: set[int] = set()
        self.orphans: list[tuple[Reading, Factuality, Speaker | None]] = []

    def rooted(self, mention: Mention) -> Mention:
        """Return a mention; refugees of no named nation come from where those of the document come from, not from where they are."""
        roles = split(mention.code)[1]
        is_told = mention.country is not None and mention.resolved_by in NAMING
        if "REF" not in roles or is_told or self.setting is None:
            return mention
        origin = self.setting.origin()
        return mention.recoded(join(origin, roles), "document", mention.confidence * 0.8) if origin else mention

    def find(self, speaker: Mention | None = None) -> list[Action]:
        """Return the actions in text order, each distinct one (code, source, target) once.

        ``speaker`` is who talks where the sentence stands inside an open quotation.
        """
        self.speaker = speaker
        matches = self.reader.matches()
        if not matches:
            return []
        order = sorted((self.tree.nodes[i] for i in matches), key=depth)  # in text order where equally deep
        for node in order:
            if matches[node.i].frame.operator == "say" and matches[node.i].kind == "verbs":
                clause = content_clause(node)
                if clause is not None:
                    self.says[clause.i] = node
        self.says.update((node.head.i, node) for node in filter(is_telling, self.tree.nodes))
        found: list[Action] = []
        for node in order:
            if node.i not in self.consumed:
                found.extend(self.actions_at(node, matches[node.i]))
        found.sort(
            key=lambda action: (
                action.trigger.i,
                action.code,
                action.source.start,
                action.target.start if action.target else -1,
            )
        )
        if any(action.reading.operator != "say" for action in found):
            found = [action for action in found if action.reading.operator != "say" or action.target is not None]
        distinct: dict[tuple[str, str, str], Action] = {}
        for action in found:
            key = (action.code, action.source.code, action.target.code if action.target else "")
            if key not in distinct or action.confidence > distinct[key].confidence:
                distinct[key] = action
        told = list(distinct.values())
        for action in [one for one in told if any(specifies(other, one) or repeats(one, other) for other in told)]:
            del distinct[action.code, action.source.code, action.target.code if action.target else ""]
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
        if match.kind == "verbs" and node.lemma in cues()["failing"] and is_negated(node):
            return  # "did not fail to sign": they signed
        if is_existence(match) and not {"will", "would", "can", "could"} & {aux.lower for aux in node.sub("aux")}:
            return  # "there were no talks" refuses none
        if match.frame.operator == "say":
            if match.kind == "verbs":
                yield from self.speech(node, match)
            return
        for reading in self.reader.read(node):
            for step in reading.chain():
                carried = [part for part in step.match.parts.values() if part.pos == "NOUN"]
                self.consumed.update(used.i for used in (step.match.trigger, *carried) if used is not node)
            found = list(self.bind(reading)) if reading.code else []
            if any(action.target for action in found):  # "pledged to work together": the pattern names the whole act
                self.consumed.update(part.i for step in reading.chain() if (part := step.match.parts.get("predicate")))
            yield from found

    def bind(self, reading: Reading, by: Sequence[Mention] = (), told: Factuality | None = None) -> Iterator[Action]:
        """Yield the actions of a reading: one for every pair of a source and a target.

        ``by`` are those who have it done by others, ``told`` is how that is told ("ordered the army to").
        """
        match, node = reading.match, reading.match.trigger
        frame = deciding_frame(reading)
        is_state = node.case() == "on" and frame.operator == PROTESTING  # "have been on strike"
        is_thing = node.lemma in self.lexicon.classes["things"] and not match.pattern.weight and not is_state
        if match.kind == "nouns" and (not stands_alone(node) or is_thing):
            return
        if match.kind == "adjectives" and not is_predicate(node):
            return
        if match.kind == "verbs" and node.lemma in cues()["backing"] and is_attribute(node):
            return
        if is_harmless(reading):
            return
        clause = clause_of(node)
        speaker = asserted_by(node, self.reader, self.mentions, self.says)
        if speaker is None and self.speaker is not None:
            speaker = Speaker(self.speaker, node)
        factuality = told or self.judge(reading, speaker)
        sources = list(by) or self.doers_of(reading, frame, speaker)
        sources = [m for m in sources if may_act(m, frame.source_roles)]
        if not sources:
            if match.kind == "verbs" and match.trigger.is_passive and not agents_of(match.trigger):
                self.orphans.append((reading, factuality, speaker))
            return
        if reading.inner is not None and commands_own(reading, sources, self.mentions):
            yield from self.bind(reading.inner, sources, factuality)
            return
        if is_bare_threat(reading) and all(is_reporter(m) for m in sources):
            return  # a journalist warns of something, he does not threaten
        is_own = speaker is not None and any(m is speaker.mention for m in sources)
        code, factuality = self.modalised(reading, uttered(factuality, reading) if is_own else factuality)
        targets = self.aims(reading, sources, frame, code)
        if code[:2] == INQUIRY and is_private_matter(sources, targets, self.tree.text):
            return
        if is_between_others(reading, sources, self.mentions):  # "proposed talks between India and Pakistan"
            code = "026" if match.trigger.lemma in cues()["proposals"] else "039"
        reading_rule = reading.match.frame.rule
        inner = reading.innermost.match.frame
        rule = reading_rule if inner.rule == reading_rule else f"{reading_rule}+{inner.rule}"
        pairs: list[Pair] = [  # "they", of two sides, are not one side and the other
            (s, t)
            for s in sources
            for t in targets
            if (s.kind != "pronoun" or (s.start, s.end) != (t.start, t.end))
            and not (code.startswith(ASSAULT) and self.is_kin(s, t))
        ]
        joint = frame.joint or inner.joint
        if joint and len({m.country for m in sources if m.country}) > 1 and not any(m.country for m in targets):
            code = joint
        mutual = (
            bool(joint)
            or is_mutual(reading)
            or frame.is_reciprocal
            or inner.is_reciprocal
            or reading.operator == "intend"
        )
        is_among_them = not any(m.country for m in targets) or (
            (frame.is_reciprocal or inner.is_reciprocal)
            and are_several(sources)
            and not has_counterpart(reading, self.mentions)
            and not (is_placed(reading) and targets and targets[0].is_place_only and not is_venue(targets[0], sources))
        )
        if len(sources) > 1 and mutual and is_among_them:
            pairs = [(s, t) for s in sources for t in sources if s is not t and not is_same_actor(s, t)]
        is_alone = may_stand_alone(reading, frame) or is_told_alone(reading, sources)
        if not pairs and not is_alone and code[:2] == FIGHT and match.kind == "verbs":
            pairs = [(s, foe) for s in sources if (foe := self.rival(s, code)) is not None]  # "the army fired back"
        if not pairs:
            code = WORRY if is_worry(reading) else code
            doers = sources if is_alone else unaimed(reading, code, sources, factuality)
            is_alone = is_alone or bool(doers)
            pairs = [(s, self.rival(s, code)) for s in doers]
        may_be_own = is_placed(reading) or (bool(targets) and targets == own_state_of(reading, sources, self.mentions))
        root = PROTEST if code == WARNED_PROTEST else code[:2]  # which private people threaten too
        for source, target in localised(pairs, root, self.mentions.scene_country(node), is_alone, may_be_own):
            yield self.action(code, source, target, reading, clause, factuality, speaker, rule)

    def is_kin(self, source: Mention, target: Mention) -> bool:
        """Tell whether somebody is of a doer's own family ("shot his wife"), which is no politics."""
        node = self.tree.nodes[target.head] if target.start_char >= 0 and target.head < len(self.tree.nodes) else None
        if node is None or node.lemma not in KIN:
            return False
        owners = [m for kid in node.sub("nmod:poss") for m in self.mentions.at(kid) if m.kind == "pronoun"]
        return any((m.code, m.name) == (source.code, source.name) for m in owners)

    def doers_of(self, reading: Reading, frame: Frame, speaker: Speaker | None) -> list[Mention]:
        """Return who does what a reading of the given deciding frame says: whoever utters an opinion, else as syntax or the scene tells."""
        if frame.is_opinion:
            uttering = speaker.mention if speaker is not None else self.speaker
            return [uttering] if uttering is not None else self.unnamed(reading, speaker)
        found = self.first_person(sources_of(reading, self.mentions), reading.match.trigger, speaker)
        return found or self.unnamed(reading, speaker)

    def aims(self, reading: Reading, sources: Sequence[Mention], frame: Frame, code: str) -> list[Mention]:
        """Return whom a reading of the given deciding frame and code is done to: the first way of telling that finds anybody."""
        if is_mutual(reading):
            return []
        holders = holders_of(reading, sources, self.mentions)
        if holders:
            return holders
        placed = self.places(reading, sources)
        named = targets_of(reading, sources, self.mentions)
        if reading.code == SIGNING:  # "signed a charter in Nairobi"
            named = [m for m in named if not (m.is_place_only and self.tree.nodes[m.head].case() == "in")]
        if any(self.mentions.unknown(m) for m in named):  # whoever stands further away is not whom it is done to
            return [m for m in self.admitted(named, reading, sources) if may_act(m, frame.target_roles)]
        targets = members_of(reading, self.mentions) or [m for m in named if may_act(m, frame.target_roles)]
        if all(m.country in INTERNATIONAL for m in targets):
            targets = kept_in(reading, sources, self.mentions) or targets
        if placed and not any(is_addressed(m, reading, self.tree) for m in targets):
            return placed
        if not targets and reading.code[:2] in MATERIAL:
            targets = owners_of(reading, sources, self.mentions)
        targets = targets or own_state_of(reading, sources, self.mentions)
        if (
            not targets
            and not frame.is_opinion
            and not (len(sources) > 1 and reading.innermost.match.frame.is_reciprocal)
        ):
            targets = [m for m in nearby(reading, sources, self.mentions) if may_act(m, frame.target_roles)]
        if not targets and (reading.code[:2] in SCENIC or reading.code == "111"):  # "condemned an attack in Kabul"
            targets = beyond_borders(scenes_of(reading, sources, self.mentions), reading, sources)
        if not targets:
            targets = [
                m
                for m in concerned(replace(reading, code=code), sources, self.mentions)
                if may_act(m, frame.target_roles)
            ]
        if not targets and reading.code[:2] in ("02", "03", "05"):
            targets = spoken_with(reading, sources, self.mentions)
        return [m for m in targets if m.country is not None or not self.is_nowhere(m, reading, code)]

    def is_nowhere(self, target: Mention, reading: Reading, code: str) -> bool:
        """Tell whether a target of no known country is none: what is fired, or scrambled, is nobody; an office is no country visited."""
        lemma, classes = self.tree.nodes[target.head].lemma, self.lexicon.classes
        is_moved = lemma in classes["projectiles"] or (code[:2] == POSTURE and lemma in classes["aircraft"])
        return is_moved or (reading.code == VISIT and target.kind == "role")

    def places(self, reading: Reading, sources: Sequence[Mention]) -> list[Mention]:
        """Return the place, named or told by its kind alone, that a placed act concerns."""
        if not is_placed(reading):
            return []
        areas = self.lexicon.classes["areas"]
        found = places_of(reading, sources, self.mentions) or areas_of(
            reading, sources, self.mentions, self.tree.text, areas
        )
        return beyond_borders(found, reading, sources)

    def admitted(self, targets: Sequence[Mention], reading: Reading, sources: Sequence[Mention]) -> list[Mention]:
        """Return the targets without the strangers to whom nothing political is done."""
        return admitted(targets, reading, sources, self.mentions, self.tree.text)

    def unnamed(self, reading: Reading, speaker: Speaker | None) -> list[Mention]:
        """Return who does what nobody is named to do: the state where it is official, unidentified attackers where a bomb goes off."""
        if reading.code in OFFICIAL or self.concerns_permit(reading):
            return authority_of(reading, self.mentions, self.setting) or self.telling(reading, speaker)
        if reading.code[:3] in CRIMES or (reading.code[:2] == "18" and reading.match.trigger.lemma in MURDERS):
            return self.attackers(reading)
        if PROTESTING in (reading.match.frame.operator, reading.innermost.match.frame.operator):
            return self.crowd(reading)
        if reading.code[:3] != BOMBING:
            return []
        node = reading.match.parts.get("subj", reading.match.trigger)
        if any(kid.lemma in cues()["accidental"] for kid in node.sub("compound", "amod")):
            return []  # "a gas explosion killed two"
        clause = clause_of(reading.match.trigger)
        told = (clause, clause.head) if clause.dep == "advcl" else (clause,)  # "a bomb exploded in Herat, killing two"
        scenes = (m for part in told for n in part.subtree() for m in self.placed_at(n) if m.country)
        return [unidentified(node, scene) for scene in scenes][:1]

    def crowd(self, reading: Reading) -> list[Mention]:
        """Return the people of the place where unnamed people are told to have protested ("thousands marched in Oslo", "riots in Lima")."""
        trigger = reading.match.trigger
        if reading.match.kind == "verbs":
            subject = subject_of(trigger)
            is_told = subject is not None and (
                subject.lemma in cues()["crowds"] or subject is reading.innermost.match.trigger
            )
            verb = trigger
        else:
            verb = trigger.head
            is_told = trigger.dep in ("nsubj", "nsubj:pass") and verb.is_verbal
        if not is_told or not is_past(verb):
            return []
        hosts = dict.fromkeys((trigger, reading.innermost.match.trigger))
        nodes = [n for host in hosts for place in PLACES for n in phrases(host, place)]
        scenes = (m for n in nodes for one in (n, *n.kids) for m in (*self.mentions.scene(one), *self.mentions.at(one)))
        return [crowded(trigger, scene) for scene in scenes if scene.country and scene.country not in INTERNATIONAL][:1]

    def placed_at(self, node: Node) -> list[Mention]:
        """Return the places that a token names, be they scenes or parts of a state that could act."""
        return self.mentions.scene(node) + [one for one in self.mentions.at(node) if one.kind == "place"]

    def telling(self, reading: Reading, speaker: Speaker | None) -> list[Mention]:
        """Return the authorities that tell of their own official act ("prosecutors said that a man from Chad was detained")."""
        verb = reading.match.trigger
        teller = speaker.mention if speaker is not None else None
        if teller is None or teller.country is None or not verb.is_passive or agents_of(verb):
            return []
        concerned_by = [m for node in objects_of(verb) for m in self.mentions.under(node, OWNER)]
        is_public = any(m.country != teller.country or not is_private(m) for m in concerned_by if m.country)
        return [teller] if is_public and LAW & set(split(teller.code)[1]) else []

    def settled(self, known: Sequence[Action], shifts: Mapping[int, int]) -> Iterator[Action]:
        """Yield what is told here to have been done to somebody by nobody named, where another sentence names who did it.

        ``known`` are the actions of the document's sentences, ``shifts``, by their ids, how far off (code points) they stand.
        """
        for reading, factuality, speaker in self.orphans:
            victims = [m for node in objects_of(reading.match.trigger) for m in self.mentions.under(node, OWNER)]
            for victim in (m for m in victims if m.country is not None):
                same = [
                    one
                    for one in known
                    if one.code[:2] == reading.code[:2] in REPEATED
                    and one.target is not None
                    and (one.target.code, one.target.name) == (victim.code, victim.name)
                    and one.factuality.polarity == "affirmed"
                ]
                if same:
                    near = min(same, key=lambda one: (abs(shifts[id(one)]), one.trigger.i))
                    shift = shifts[id(near)]
                    doer = replace(
                        near.source, start_char=near.source.start_char + shift, end_char=near.source.end_char + shift,
                        resolved_by="document", confidence=near.source.confidence * 0.5,
                    )  # fmt: skip
                    clause = clause_of(reading.match.trigger)
                    yield self.action(
                        reading.code, doer, victim, reading, clause, factuality, speaker, reading.match.frame.rule
                    )

    def attackers(self, reading: Reading) -> list[Mention]:
        """Return the unidentified attackers of whoever is abducted or murdered abroad or in public life, where the text places it."""
        verb = reading.match.trigger
        if not (verb.is_passive or passive_participle(verb)) or agents_of(verb):
            return []
        scenes = [
            m for place in ("in", "near", "outside", "from") for n in phrases(verb, place) for m in self.placed_at(n)
        ]
        victims = [m for node in objects_of(verb) for m in self.mentions.under(node, OWNER)]
        scene = next((m for m in scenes if m.country), None)
        if scene is None or not any(
            m.country is not None and (m.country != scene.country or not is_private(m) or is_reporter(m))
            for m in victims
        ):
            return []
        return [unidentified(verb, scene)]

    def concerns_permit(self, reading: Reading) -> bool:
        """Tell whether a reading gives or refuses what only a state can ("were denied visas")."""
        permits = self.lexicon.classes["permits"]
        return any(thing.lemma in permits for thing in objects_of(reading.match.trigger))

    def rival(self, source: Mention, code: str) -> Mention | None:
        """Return the state at which a threat or a show of force is aimed where only the document tells."""
        is_state = bool(source.country) and set(split(source.code)[1]) <= STATELY
        return self.setting.rival(source) if self.setting is not None and is_state and code[:2] in AIMED else None

    def action(self, code: str, source: Mention, target: Mention | None, reading: Reading, clause: Node,
               factuality: Factuality, speaker: Speaker | None, rule: str) -> Action:  # fmt: skip
        """Return one action with the stretch of text that shows it and a first confidence."""
        nodes = [step.match.trigger for step in reading.chain()]
        here = [
            m for m in (source, target) if m is not None and m.start_char >= 0 and m.end_char <= len(self.tree.text)
        ]
        # The evidence is the clause with its pronouns; whom they stand for is told by name.
        source, target = self.named(source), target and self.named(target)
        if speaker is not None and speaker.mention is not None:
            speaker = replace(speaker, mention=self.named(speaker.mention))
        starts = [n.start for n in nodes] + [m.start_char for m in here]
        ends = [n.end for n in nodes] + [m.end_char for m in here]
        confidence = 0.9 * source.confidence * (target.confidence if target is not None else 0.8)
        if reading.match.kind == "nouns":
            confidence *= 0.8
        return Action(code, source, target, reading.match.trigger, min(starts), max(ends), clause, factuality, speaker, rule,
                      round(confidence, 3), reading)  # fmt: skip

    def named(self, mention: Mention) -> Mention:
        """Return the words that name an actor earlier in the sentence, where a mention is only its pronoun ("Iran says it seized")."""
        if mention.kind != "pronoun":
            return mention
        names = [m for m in self.everybody if m.kind != "pronoun" and m.end <= mention.start]
        same = [m for m in names if (m.code, m.name) == (mention.code, mention.name) and m.resolved_by != "reference"]
        return replace(same[-1], confidence=mention.confidence) if same else mention

    def judge(self, reading: Reading, speaker: Speaker | None) -> Factuality:
        """Return the factuality of a reading: its outermost trigger's, negated once more by each "fail" and a carried noun's "no"."""
        told = judge(reading.match.trigger, is_reported=speaker is not None)
        flips = int(reading.match.pattern.is_negative and told.polarity == "negated") + sum(
            step.match.frame.operator == "fail" for step in reading.chain() if reading.operator != "fail"
        )
        for step in reading.chain()[1:]:
            carrier = step.match
            if (
                carrier.kind == "nouns"
                and reading.operator == ""
                and any(kid.lower in ("no", "zero") for kid in carrier.trigger.sub("det", "amod", "nummod"))
            ):
                flips += told.polarity == "affirmed"
            # "decided not to send": what is decided is negated where the deciding is not
            flips += carrier.kind == "verbs" and reading.operator == "" and is_negated(carrier.trigger)
        if flips % 2:
            return Factuality(
                "negated" if told.polarity == "affirmed" else "affirmed",
                told.modality,
                (*told.cues, "no"),
                told.is_obliged,
            )
        if any(step.match.frame.operator == "continue" for step in reading.chain()) and told.modality == "actual":
            return Factuality(told.polarity, "ongoing", told.cues, told.is_obliged)
        return told

    def modalised(self, reading: Reading, factuality: Factuality) -> tuple[str, Factuality]:
        """Return a reading's code and factuality: what will happen is an intent (03) or a threat (13), what will not, a refusal (12)."""
        missed = self.missed(reading, factuality)
        if missed:
            return missed, replace(factuality, polarity="affirmed", modality="actual")
        content = PROTESTING if reading.operator == PROTESTING else reading.content
        if factuality.modality != "future" or reading.operator not in ("", PROTESTING) or not content:
            return reading.code, factuality
        if factuality.polarity == "affirmed":
            return self.lexicon.composition.compose("intend", content) or reading.code, factuality
        refused = self.lexicon.composition.compose("reject", reading.content)
        return (refused, replace(factuality, polarity="affirmed")) if refused else (reading.code, factuality)

    def missed(self, reading: Reading, factuality: Factuality) -> str:
        """Return the refusal that it amounts to where somebody could not do something ("could not strike a deal"), or ""."""
        is_unable = factuality.polarity == "negated" and UNABLE in factuality.cues
        if not is_unable or reading.operator or not SUPPOSED.isdisjoint(factuality.cues):
            return ""
        thing = reading.match.parts.get("obj")
        is_accord = thing is not None and thing.lemma in self.lexicon.classes["agreements"]
        content = "agreement" if is_accord else reading.content
        return self.lexicon.composition.compose("fail", content) if content else ""

    def first_person(self, sources: list[Mention], node: Node, speaker: Speaker | None) -> list[Mention]:
        """Return the speaker where the clause is in the first person and names nobody else."""
        if sources or node.is_passive:  # "said that he had been barred": by others
            return sources
        subject = subject_of(node)
        unresolved = (
            subject is not None and subject.pos == "PRON" and subject.lower in THIRD_PERSON and speaker is not None
        )
        if subject is not None and (unresolved or is_first_person(subject)):
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
        done = self.performed(node, match, clause, speaker) if clause is not None else None
        if done is not None:
            yield from done
            return
        if clause is not None:
            told = judge(clause, is_reported=True)
            for reading in self.reader.read(clause):
                operator = self.told_operator(node, clause, reading, told, source)
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
                subjects = self.doers(node, clause, source)
                targets = self.addressed(subjects, source) or self.admitted(
                    targets_of(reading, [source, *subjects], self.mentions), reading, [source]
                )
                rule = f"{match.frame.rule}+{reading.match.frame.rule}"
                if not targets:
                    targets = targets_of(Reading(match, "say", "", match.frame.code), [source], self.mentions)[:1]
                targets = (
                    targets
                    or self.places(replace(reading, code=code), [source])
                    or concerned(replace(reading, code=code), [source], self.mentions)
                )
                aimed: list[Mention | None] = [*targets] or [self.rival(source, code)]
                for target in aimed:
                    yield self.action(code, source, target, reading, clause, factuality, speaker, rule)
                return
            subjects = self.addressed(self.doers(node, clause, source), source)
            bidden = is_bidden(node, clause)
            if (told.is_obliged or bidden) and subjects and clause.is_verbal:
                general = GENERAL["demand" if bidden or {"must", "ought"} & set(told.cues) else "ask"]
                for target in subjects:
                    yield self.action(
                        general,
                        source,
                        target,
                        Reading(match, "say", "", general),
                        clause,
                        factuality,
                        speaker,
                        match.frame.rule,
                    )
                return
        blamed = self.blamed(clause, source) if clause is not None else None
        if blamed is not None:
            criticism = Reading(match, "say", "", CRITICISM)
            yield self.action(
                CRITICISM, source, blamed, criticism, clause_of(node), factuality, speaker, match.frame.rule
            )
            return
        if not match.frame.code or is_unknown(source) or speaker.node.lemma in self.lexicon.classes["papers"]:
            return
        statement = Reading(match, "say", "", match.frame.code)
        addressed = node.first("obj", "iobj", "obl") is not None
        targets = [
            m for m in targets_of(statement, [source], self.mentions) if addressed and "MED" not in split(m.code)[1]
        ][:1]
        if is_private(source) and (not targets or is_private(targets[0])):
            return
        is_public = (  # "spoke during a press conference", or words in quotation marks before the verb
            clause is not None or bool(match.parts)
            or any(n.i < node.i and n.lower in cues()["quotation_marks"] for n in node.subtree())
        )  # fmt: skip
        if targets or (is_public and may_act(source, STATEMENT)):
            yield self.action(
                match.frame.code,
                source,
                targets[0] if targets else None,
                statement,
                clause_of(node),
                factuality,
                speaker,
                match.frame.rule,
            )

    def performed(self, node: Node, match: Match, clause: Node, speaker: Speaker) -> Iterator[Action] | None:
        """Return what a saying does whatever else its clause tells: it allows or it lays blame; None where it does neither."""
        if speaker.mention is not None and self.is_allowing(node, clause, speaker.mention):
            return self.allowing(node, match, clause, speaker, judge(node))
        if clause.case() == "behind" and clause.first("cop") is not None:
            return self.blaming(node, match, clause, speaker)
        return None

    def blaming(self, node: Node, match: Match, clause: Node, speaker: Speaker) -> Iterator[Action]:
        """Yield what "said X was behind the attack" does: an accusation, or an admission where the speaker means himself."""
        source = speaker.mention
        if source is None:
            return
        contents = [reading.content for reading in self.reader.read(clause) if reading.content]
        accused = self.lexicon.composition.compose("accuse", contents[0]) if contents else ""
        self.consumed.add(clause.i)
        for target in (m for s in clause.sub("nsubj") for m in self.mentions.under(s, OWNER)):
            own = speaks_for(source, target)
            code = BEHIND["own"] if own else accused or BEHIND["other"]
            statement = Reading(match, "say", "", code)
            aimed = None if own else target
            yield self.action(code, source, aimed, statement, clause, judge(node), speaker, match.frame.rule)

    def is_allowing(self, node: Node, clause: Node, source: Mention) -> bool:
        """Tell whether somebody in office rules that others may do something ("ruled that the sect may worship")."""
        may = [kid for kid in clause.sub("aux") if kid.lower in ("may", "can")]
        is_official = bool(OFFICE & set(split(source.code)[1]))
        return node.lemma in cues()["rulings"] and is_official and bool(may) and not is_negated(clause)

    def allowing(
        self, node: Node, match: Match, clause: Node, speaker: Speaker, factuality: Factuality
    ) -> Iterator[Action]:
        """Yield the permission that a ruling gives to whoever may now do something."""
        source = speaker.mention
        for target in self.doers(node, clause, source):
            if source is not None and not is_same_actor(source, target):
                ruling = Reading(match, "say", "", ALLOW)
                for doer, done_to in localised([(source, target)], ALLOW[:2], self.mentions.scene_country(node), False):
                    yield self.action(
                        ALLOW, doer, done_to or target, ruling, clause, factuality, speaker, match.frame.rule
                    )

    def addressed(self, doers: Sequence[Mention], speaker: Mention) -> list[Mention]:
        """Return those who are to do something without the speaker's own side, to which a stranger in his country is none."""
        return [m for m in doers if self.mentions.unknown(m) is not None or not speaks_for(speaker, m)]

    def doers(self, verb: Node, clause: Node, source: Mention | None) -> list[Mention]:
        """Return who is to do what a reported clause says: its subject, or whoever is told to do it."""
        nodes = clause.sub("nsubj", "nsubj:pass") or (told_to(verb) if is_bidden(verb, clause) else [])
        known = [m for node in nodes for m in self.mentions.under(node, OWNER)]
        match = self.reader.match(verb)
        if known or match is None or source is None:
            return known
        criticism = Reading(match, "say", "", CRITICISM)  # of a lone name nothing tells that it is somebody's
        return self.admitted([*strangers_at(nodes, self.mentions).values()], criticism, [source])

    def blamed(self, clause: Node, source: Mention) -> Mention | None:
        """Return the government on which its opposition holds forth: what it says of it, where nothing else is read, is critical."""
        roles = set(split(source.code)[1])
        said = (clause, *clause.kids, *(kid for thing in clause.sub("obj", "xcomp") for kid in thing.kids))
        if any(word.lemma in self.lexicon.classes["merits"] for word in said):
            return None
        for subject in clause.sub("nsubj", "nsubj:pass"):
            is_this = any(kid.lower == "this" for kid in subject.sub("det"))
            if "OPP" not in roles and not (is_this and "PTY" in roles and "GOV" not in roles):
                continue
            for mention in self.mentions.under(subject, OWNER):
                is_governing = mention.kind != "pronoun" and set(split(mention.code)[1]) == {"GOV"}
                if is_governing and mention.country == source.country and not self.reader.read(clause):
                    return mention
        return None

    def told_operator(self, verb: Node, clause: Node, reading: Reading, told: Factuality, source: Mention) -> str:
        """Return the operator that a saying and its clause amount to, or "": an order, a threat, else what the clause tells."""
        if is_bidden(verb, clause):
            return "demand"
        return (
            "threaten"
            if self.is_hinted(verb, clause, reading, told, source)
            else self.speech_act(reading, told, clause, source)
        )

    def is_hinted(self, verb: Node, clause: Node, reading: Reading, told: Factuality, source: Mention) -> bool:
        """Tell whether somebody threatens by saying what he might do ("hinted that it may cut aid", "warned that sanctions await")."""
        harsh = (
            self.lexicon.composition.contents[reading.content].codes if reading.content and not reading.operator else ()
        )
        if verb.lemma not in cues()["hinting"] or not harsh or harsh[0][:2] not in HARSH or told.polarity == "negated":
            return False
        subject = subject_of(clause)
        if subject is not None and subject is reading.innermost.match.trigger:
            return verb.lemma == "warn" and acts_publicly(source)
        subjects = self.mentions.under(subject, OWNER) if subject is not None else []
        own = (subject is not None and is_first_person(subject)) or any(speaks_for(source, m) for m in subjects)
        return own and bool({"may", "might", "could"} & set(told.cues)) and not told.is_obliged

    def speech_act(self, reading: Reading, told: Factuality, clause: Node, source: Mention) -> str:
        """Return the operator that a reported clause amounts to, or ""."""
        subject = subject_of(clause)
        subjects = self.mentions.under(subject, OWNER) if subject is not None else []
        own = (subject is not None and is_first_person(subject)) or any(speaks_for(source, m) for m in subjects)
        if told.is_obliged and not own:
            return "demand" if {"must", "ought"} & set(told.cues) else "ask"
        is_announced = clause.is_passive and not agents_of(clause) and set(split(source.code)[1]) <= STATELY
        if told.modality == "future" and (own or (is_announced and source.country)):  # "said that talks will be held"
            return "intend"
        return ""


def are_several(sources: Sequence[Mention]) -> bool:
    """Tell whether sources are sides that may deal with one another: of several countries, or a state and its opponents."""
    known = [m for m in sources if m.country]
    return len({m.country for m in known}) > 1 or len({is_opponent(m) for m in known}) > 1


def is_venue(place: Mention, sources: Sequence[Mention]) -> bool:
    """Tell whether a place only lends itself to the sides of one country ("Mali's government and rebels signed a truce in Oman")."""
    return {m.country for m in sources if m.country}.isdisjoint({place.country}) and len(
        {m.country for m in sources}
    ) == 1


def beyond_borders(places: list[Mention], reading: Reading, sources: Sequence[Mention]) -> list[Mention]:
    """Return the places that a reading concerns: a state closes its borders to others, not to itself."""
    thing = reading.match.parts.get("obj")
    if thing is None or thing.lemma not in BORDERS:
        return places
    return [place for place in places if not any(place.country == source.country for source in sources)]


def is_addressed(target: Mention, reading: Reading, tree: Tree) -> bool:
    """Tell whether a target of a placed act stands in its own clause, rather than in one beside it or as what is made or moved."""
    node = tree.nodes[target.head] if target.start_char >= 0 and target.head < len(tree.nodes) else None
    if node is None or makers(reading) or any(n.case() in BESIDE for n in (node, *node.ancestors()) if not n.is_verbal):
        return False
    triggers = {step.match.trigger.i for step in reading.chain()}
    things = [thing for step in reading.chain() for thing in objects_of(step.match.trigger)]
    clause = clause_of(node)
    while clause.dep in ("acl", "xcomp") and clause.i not in triggers:  # "into areas held by rebels"
        clause = clause_of(clause.head)
    return clause.i in triggers and not (node in things and reading.code in MOVED)


def told_to(verb: Node) -> list[Node]:
    """Return whom a verb of saying addresses."""
    return [member for node in (objects_of(verb) or verb.sub("iobj")) for member in (node, *node.conjuncts())]


def is_first_person(node: Node) -> bool:
    """Tell whether a token is a pronoun of whoever speaks: "us", not "US"."""
    return node.pos == "PRON" and node.lower in cues()["first_person"]


def is_bidden(verb: Node, clause: Node) -> bool:
    """Tell whether a saying gives an order: "told Iran to leave", "insisted that Iran leave"."""
    if clause.dep == "xcomp":
        return clause.head is verb and any(kid.lower == "to" for kid in clause.sub("mark")) and bool(told_to(verb))
    subject = clause.first("nsubj", "nsubj:pass")
    is_subjunctive = (
        clause.lower == clause.lemma
        and "Tense=Past" not in clause.morph
        and clause.first("aux", "cop") is None
        and subject is not None
        and ("Number=Sing" in subject.morph or subject.actor == "state")
        and not is_first_person(subject)
    )
    return verb.lemma in cues()["insistence"] and is_subjunctive


def uttered(factuality: Factuality, reading: Reading) -> Factuality:
    """Return the factuality of what a speaker tells of himself: "said he is disappointed" is done by saying it."""
    is_act = factuality.modality == "ongoing" and reading.code[:2] in UTTERED
    return replace(factuality, modality="actual") if is_act else factuality


def is_private_matter(sources: Sequence[Mention], targets: Sequence[Mention], text: str) -> bool:
    """Tell whether police or prosecutors look into an ordinary crime or death, with no more than private people in it."""
    is_law = all(LAW & set(split(m.code)[1]) for m in sources)
    return is_law and all(is_private(m) for m in targets) and is_private_crime(text)


def is_existence(match: Match) -> bool:
    """Tell whether a pattern says that something is not there ("there will be no talks")."""
    return match.trigger.lemma == "be" and match.frame.operator == "reject" and match.pattern.is_negative


def is_telling(verb: Node) -> bool:
    """Tell whether a verb stands behind the clause that it reports ("… will be met with force, he warned")."""
    if verb.dep not in ("parataxis", "conj") or verb.lemma not in cues()["telling"] or verb.first("cc") is not None:
        return False
    return is_lone_saying(verb) and verb.i > verb.head.i and (verb.head.is_verbal or verb.head.is_root)


def is_bare_threat(reading: Reading) -> bool:
    """Tell whether a reading is a bare threat or warning, which names nothing that will be done."""
    return reading.operator == "threaten" and not reading.content


def is_worry(reading: Reading) -> bool:
    """Tell whether a bare warning tells what may come ("warned that growth would slow")."""
    return is_bare_threat(reading) and reading.match.trigger.first("ccomp") is not None


def is_mutual(reading: Reading) -> bool:
    """Tell whether those who act do it among themselves ("expelled each other's envoys", "traded fire")."""
    verb = reading.innermost.match.trigger
    things = [kid for kid in verb.kids if kid.dep in ("obj", "obl", "nmod") and kid.i > verb.i]
    outer = reading.match.trigger
    is_exchange = outer.lemma in EXCHANGING and outer.first("obj") is not None and not phrases(outer, "with")
    return is_exchange or any(
        {word.lower for word in (thing, *thing.kids)} >= pair
        for thing in [*things, *(owner for thing in things for owner in thing.sub("nmod:poss"))]
        for pair in ({"each", "other"}, {"one", "another"})
    )


def repeats(one: Action, other: Action) -> bool:
    """Tell whether an action makes its speaker do what he says that his own side does ("Peru will host a summit, its minister said")."""
    is_speakers = one.speaker is not None and one.speaker.mention is one.source and one.source is not other.source
    same = one.trigger is other.trigger and one.code == other.code
    targets = (one.target and one.target.code) == (other.target and other.target.code)
    return is_speakers and same and targets and is_same_actor(one.source, other.source)


def specifies(one: Action, other: Action) -> bool:
    """Tell whether an action tells how or to what end another one between the same actors was done, which is the same event.

    "Retaliated by shelling": the finer code stands.  "Sent ships to help": no show of force.  "Donated rice to help": one act of aid.
    """
    if one.source.code != other.source.code or (one.target and one.target.code) != (other.target and other.target.code):
        return False
    if one.code[:2] == other.code[:2] != one.code and other.code == other.code[:2] + "0":
        return one.trigger.head is other.trigger and any(kid.lower == "by" for kid in one.trigger.kids)
    if one.code[:3] == ACCUSATION and other.code in (DISAPPROVAL, CRITICISM) and one.trigger.dep == "advcl":
        return one.trigger.head is other.trigger  # "lashed out at Peru, accusing it of theft"
    if one.code[:2] != AID or other.code[:2] not in (AID, POSTURE):
        return False
    is_end = furthered(one.trigger) is other.trigger
    return is_end if other.code[:2] == POSTURE else furthered(other.trigger) is one.trigger


def is_between_others(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> bool:
    """Tell whether the meeting that somebody intends is one of others."""
    if reading.operator != "intend" or reading.content not in ("meeting", "negotiation"):
        return False
    others = at_place(reading.innermost.match, "between", mentions, OWNER)
    return bool(others) and not any(is_same_actor(m, s) for m in others for s in sources)


@remembered
def depth(node: Node) -> int:
    """Return how far below the root a token hangs."""
    return 0 if node.is_root else 1 + depth(node.head)


def crowded(node: Node, scene: Mention) -> Mention:
    """Return the people of a place of whom a token tells that they protested there."""
    return replace(
        unidentified(node, scene), code=join(scene.country or "", ("CVL",)), name="protesters",
        confidence=scene.confidence * 0.5,
    )  # fmt: skip


def unidentified(node: Node, scene: Mention) -> Mention:
    """Return the unidentified armed force behind an attack that a token tells, in the country of its scene."""
    return replace(
        scene, start=node.i, end=node.i + 1, head=node.i, anchor=node.i, start_char=node.start, end_char=node.end,
        text=node.text, code=join(scene.country or "", ("UAF",)), name="unidentified attackers", kind="role",
        resolved_by="document", confidence=scene.confidence * 0.6, is_place_only=False,
    )  # fmt: skip


def unaimed(reading: Reading, code: str, sources: Sequence[Mention], factuality: Factuality) -> list[Mention]:
    """Return the political actors among those who refuse, threaten or yield in earnest: that counts whomever it is done to."""
    match = reading.match
    if code[:2] == INQUIRY and match.kind == "verbs" and factuality.modality in ("actual", "ongoing"):
        return [
            m for m in sources if m.country and {"GOV", "LEG"} & set(split(m.code)[1])
        ]  # police look into many things
    is_act = match.kind == "verbs" and match.frame.operator != "do" and code[:2] in UNAIMED
    is_worried = code == WORRY and is_worry(reading)
    is_opinion = match.kind in ("verbs", "adjectives") and match.frame.code == code and code in OPINIONS
    is_act = is_act or is_opinion or is_worried
    is_earnest = factuality.modality not in ("conditional", "hypothetical")
    is_earnest = is_earnest and (is_worried or not is_bare_threat(reading))
    return [source for source in sources if is_act and is_earnest and acts_publicly(source)]


def commands_own(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> bool:
    """Tell whether a ruler has his own forces do something, which is his deed and no demand ("ordered police to patrol")."""
    verb = reading.match.trigger
    if (
        reading.operator != "demand"
        or verb.lemma not in cues()["commanding"]
        or not reading.innermost.match.trigger.is_verbal
    ):
        return False
    told = [m for node in objects_of(verb) for m in mentions.at(node)]
    homes = {m.country for m in sources if not LAW & set(split(m.code)[1])}
    return bool(told) and all(is_armed(m) and m.country in (None, *homes) for m in told) and bool(homes)


def may_stand_alone(reading: Reading, frame: Frame) -> bool:
    """Tell whether a reading of the given deciding frame stands without a target: its frames or its home say so, and it is no noun."""
    inner = reading.innermost.match.frame
    return reading.match.kind != "nouns" and (
        frame.is_alone
        or inner.is_alone
        or (frame.is_domestic and bool(frame.code or frame.operator))
        or (inner.is_domestic and (bool(inner.code) or reading.operator in COMPOSING))
    )


def is_told_alone(reading: Reading, sources: Sequence[Mention]) -> bool:
    """Tell whether a noun tells that people protested, whoever against ("a strike by Fijian nurses entered its third week")."""
    noun, frame = reading.match.trigger, reading.match.frame
    if reading.match.kind != "nouns" or frame.operator != PROTESTING or not all(roles_but_rule(m) for m in sources):
        return False
    if noun.case() == "on":  # "have been on strike"
        return True
    verb = noun.head if noun.dep in ("nsubj", "nsubj:pass") else None
    return verb is not None and is_past(verb)


def roles_but_rule(mention: Mention) -> bool:
    """Tell whether an actor is somebody in a state other than its rulers and forces."""
    roles = set(split(mention.code)[1])
    return bool(roles) and not roles & {"GOV", "MIL"}


def is_past(verb: Node) -> bool:
    """Tell whether a verb tells what happened: it stands in the past or the perfect, and neither now nor in a time to come."""
    words = [word.lower for word in verb.sub("aux", "aux:pass", "cop")]
    if {"has", "have", "had", "was", "were"} & set(words):
        return not {"will", "would", "could", "may", "might", "should", "must", "can"} & set(words)
    return "Tense=Past" in verb.morph and not words


def deciding_frame(reading: Reading) -> Frame:
    """Return the frame whose conditions hold for a reading: the operator's, or the content's where the operator only carries it."""
    return reading.match.frame if reading.match.frame.operator in COMPOSING else reading.innermost.match.frame


def is_reflexive(reading: Reading) -> bool:
    """Tell whether somebody does to himself what a reading says."""
    trigger = reading.innermost.match.trigger
    return trigger.is_verbal and any(thing.lower in REFLEXIVE for thing in trigger.sub("obj"))


def is_harmless(reading: Reading) -> bool:
    """Tell whether nobody else is done anything to: "killed himself" (bombers do blow themselves up), attacks of words."""
    is_own_harm = reading.code[:2] in MATERIAL and reading.code[:3] != BOMBING and is_reflexive(reading)
    return is_own_harm or (reading.code[:2] in ASSAILING and is_online(reading.match))


def is_online(match: Match) -> bool:
    """Tell whether an attack is one of words ("was attacked by fans on social media")."""
    return match.trigger.lemma == "attack" and any(n.lemma in NETWORKS for n in phrases(match.trigger, "on"))


def stands_alone(node: Node) -> bool:
    """Tell whether a noun tells an event by itself rather than naming a thing in passing: it is argument or root, not a modifier."""
    return node.dep in ("nsubj", "nsubj:pass", "obj", "root", "obl", "conj", "nmod", "appos", "parataxis", "ccomp")


def is_attribute(node: Node) -> bool:
    """Tell whether a participle only says who stands behind somebody ("troops backed by Chad attacked", "Supported by jets, …")."""
    is_adjunct = node.dep == "advcl" and "Tense=Past" in node.morph and node.first("nsubj", "aux", "mark") is None
    return bool(agents_of(node)) and (passive_participle(node) or is_adjunct)


def is_predicate(node: Node) -> bool:
    """Tell whether an adjective (or participle) says something of a subject."""
    return (
        node.first("cop", "nsubj", "nsubj:pass", "aux:pass") is not None
        or node.dep == "xcomp"
        or passive_participle(node)
    )
