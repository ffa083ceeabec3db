"""Binding: which mentioned actors are the source and the target of a reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.actions.bystanders import FORCE, SUFFERED, is_forum, is_told_of, is_undergone, is_violence
from extractors.actions.factuality import cues
from extractors.actions.homes import VIOLENT, is_force, is_private, is_refugee, is_reporter, is_same_actor
from extractors.actions.match import (
    RELATIVE,
    Match,
    agents_of,
    is_asked_when,
    is_meanwhile,
    objects_of,
    passive_participle,
    phrases,
    subject_nodes,
)
from extractors.actions.mentioned import AIM, ATTACKER, DOER, OWNER, Mentions, inner_phrases, unique
from extractors.actions.reading import Reading
from extractors.actions.setting import Setting
from extractors.actions.slots import slots_of, strangers_among, strangers_at, strangers_meant
from extractors.actors.codes import join, split
from extractors.actors.entries import INTERNATIONAL
from extractors.actors.mention import Mention
from extractors.tree import SUBJECTS, Node, clause_of, subject_of

# Where a target stands when its frame does not say: the object, then the phrases that lead to a counterpart.
DEFAULT_TARGET = (
    "obj", "iobj", "against", "with", "to", "on", "toward", "towards", "at", "from", "of", "for", "over", "into", "between", "about",
    "by", "in",
)  # fmt: skip
# Whose office an official act is where it is no plain government's.
OFFICES = {"116": "JUD", "115": "JUD", "173": "COP"}
THREAT, JUDGEMENTS = "13", ("110", "111")
JUDGED = ("05", "11", "12")  # what happens in a country is praised, condemned or rejected as its own
MEETING, VISIT, FIGHT = "040", "042", "19"
NOUN_SOURCE = ("poss", "by", "between", "among", "from", "of", "mod")
# Roots whose nouns tell what is done to somebody: "of" leads to him, never to the doer ("the arrest of", "the shelling of").
SUFFERING = frozenset({"16", "17", "18", "20"})
SUFFERED_CODES = ("191", "192", "194", "195")
NOUN_TARGET = (
    "against", "with", "on", "to", "toward", "towards", "at", "into", "for", "of", "over", "from", "about", "in",
)  # fmt: skip
STAYING = frozenset({"remain", "become"})  # verbs whose object is what their subject is
COMING = frozenset({"come", "emanate", "pour"})  # verbs whose "from" tells who did what their subject names
GIVERS = frozenset({"donor", "contributor"})  # nouns of doers: who is said to be one does it
# What is given to others by words: whoever owns it gives it ("promised Washington's support").
SUPPORTING = frozenset({
    "support", "backing", "commitment", "solidarity", "endorsement", "approval", "gratitude", "appreciation", "thanks", "praise",
    "respect", "admiration", "readiness", "condolence", "congratulation", "apology", "regret",
})  # fmt: skip
# Phrases that tell the circumstances of an action: whoever stands inside is not whom it is done to.
ASIDE = frozenset(
    {
        "by",
        "according to",
        "after",
        "before",
        "during",
        "since",
        "following",
        "amid",
        "despite",
        "because of",
        "due to",
        "than",
        "unlike",
    }
)
STRIKES = frozenset({"strike", "walkout", "stoppage", "boycott", "protest", "march", "blockade", "demonstration"})
# What leads a clause that names what is waited for.
CONDITIONS = frozenset({"until", "till", "unless", "before", "if"})
# Where the phrase of what is given tells whose it was.
ORIGIN = ("from", "poss", "mod", "of")
# Where something is said: "spoke out on French television" is not said to France.
CHANNELS = frozenset(
    {"television", "tv", "radio", "channel", "station", "twitter", "facebook", "website", "programme", "program"}
)
# Verbs whose object is the matter talked about, never who is talked to.
DISCUSSING = frozenset({"discuss", "debate"})
FRONTIERS = frozenset({"border", "frontier"})  # near which something happens on the other side of it
TALKING = frozenset(
    {"meet", "visit", "call", "phone", "telephone", "speak", "talk", "receive", "host", "greet", "brief"}
)
ASKING = frozenset({"who", "what", "whoever", "whatever"})
# Operators that only carry a content: the content says where its target stands.
CARRIERS = frozenset({"do", "begin", "continue", "cease", "fail"})


def sources_of(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return the actors that do what a reading says."""
    match = reading.match
    node = match.trigger
    places = match.frame.source
    if match.kind == "nouns":
        return doers_at_noun(match, mentions)
    if node.dep == "advcl" and is_mishap(node):
        return []
    for place in places:
        found = at_place(match, place, mentions, OWNER)
        if found:
            return found
    if places or is_turmoil(node):
        return []
    found = unique(m for subject in subject_nodes(node) for m in mentions.under(subject, DOER))
    if not found and node.is_passive and match.frame.code[:2] in ("18", "19", "20"):  # "killed in an Israeli airstrike"
        inside = [n for n in node.subtree() if n.i > node.i and n.case() == "in" and n.pos == "NOUN"]
        acts = [n for n in inside if n.lemma in mentions.violence]
        found = unique(m for n in inside for m in noun_sources(n, ("by",), mentions)) or unique(
            m for act in acts for m in noun_sources(act, ("with", "poss", "mod"), mentions)
        )
    if (
        not found and node.is_passive and match.frame.code[:2] == "15"
    ):  # "troops were massed": forces that are moved act
        found = unique(
            m
            for thing in objects_of(node)
            for m in mentions.under(thing, DOER)
            if (is_force(m) or "COP" in split(m.code)[1]) and m.country
        )
    found = found or givers_of(match, mentions)
    if not found and node.is_passive and match.frame.is_reciprocal:  # "talks between them were broken off"
        found = unique(m for thing in objects_of(node) for m in noun_sources(thing, ("between",), mentions))
    if not found and match.kind == "verbs" and node.lower.endswith("ing"):
        found = noun_sources(node, (), mentions, strict=True)
    is_borne = node.dep == "acl" and node.lower.endswith("ing") and node.head.pos == "PROPN"  # "Muslims travelling to"
    is_asked = any(kid.lower in ASKING for kid in node.sub("nsubj", "nsubj:pass"))  # "information on who shot"
    is_told = passive_participle(node) and match.frame.code[:2] != "07"  # but "sent a plane loaded with medicine"
    is_aside = is_told or is_asked or is_asked_when(node) or (node.dep == "acl" and is_circumstance(node.head))
    if not found and node.dep in ("acl", "advcl") and match.kind == "verbs" and not (is_borne or is_aside):
        if is_ground(node):  # "jailed them for insulting the king"
            return unique(m for thing in objects_of(node.head) for m in mentions.under(thing, OWNER))
        above = clause_of(node.head)
        is_clause = above.is_verbal or above.first("cop") is not None  # "is the largest donor, giving $2 million"
        found = unique(m for s in subject_nodes(above) for m in mentions.under(s, OWNER)) if is_clause else []
    if not found and match.kind == "adjectives":
        subject = subject_of(node)
        found = mentions.under(subject, OWNER) if subject is not None else []
    if not found and reading.inner is not None and reading.inner.match.kind == "nouns":
        inner = reading.inner.match
        is_repeated = match.frame.operator == "do" and bool(reading.operator)  # "repeating Ottawa's demand that"
        found = noun_sources(inner.trigger, inner.frame.source, mentions, strict=not is_repeated)
        if not found and node.is_passive and not is_undergone(inner, mentions):  # "Chad's offer was renewed"
            found = noun_sources(inner.trigger, ("poss",), mentions)
    return found


def doers_of_noun(match: Match) -> tuple[str, ...]:
    """Return where the doer of a nominal action may stand: behind "of" only where the noun is of somebody who does it."""
    is_suffered = match.frame.code[:2] in SUFFERING or match.frame.code.startswith(SUFFERED_CODES)
    return tuple(place for place in NOUN_SOURCE if place != "of") if is_suffered else NOUN_SOURCE


def is_ground(verb: Node) -> bool:
    """Tell whether a gerund tells for what somebody is punished, blamed or thanked, who did it."""
    is_gerund = (
        verb.dep == "advcl" and verb.lower.endswith("ing") and any(kid.lower == "for" for kid in verb.sub("mark"))
    )
    return is_gerund and verb.head.is_verbal and verb.head.lemma in cues()["requiting"]


def is_beyond(node: Node) -> bool:
    """Tell whether a token is a frontier near which something happens, not on its other side."""
    return node.lemma in FRONTIERS and node.case() == "near"


def is_mishap(verb: Node) -> bool:
    """Tell whether a participle tells whom an accident harmed ("the bus plunged into a river, killing twenty")."""
    above, lists = verb.head, cues()
    if verb.lemma not in lists["harming"] or above.lemma not in lists["mishaps"] or verb.first(*SUBJECTS) is not None:
        return False
    subject = subject_of(above)
    return subject is not None and subject.lemma in lists["conveyances"]


def doers_at_noun(match: Match, mentions: Mentions) -> list[Mention]:
    """Return the actors that do what a noun tells: its owner or agent, or the subject of whom it is said."""
    node = match.trigger
    found = noun_sources(node, match.frame.source or doers_of_noun(match), mentions) or comers(node, mentions)
    if not found and node.lemma in GIVERS and node.head.lemma in STAYING and node.dep in ("obj", "xcomp"):
        found = unique(m for s in subject_nodes(node.head) for m in mentions.under(s, DOER))
    if found and is_undergone(match, mentions):  # "his arrest": of him, not by him
        undergoers = [m for kid in node.sub("nmod:poss") for m in mentions.under(kid, OWNER)]
        found = [m for m in found if m not in undergoers]
        found = found or noun_sources(node, ("by",), mentions)
    is_said = node.case() in ("in", "on") or node.lemma in GIVERS
    if not found and node.first("cop") is not None and is_said:  # "Chad is in talks with Togo", "a donor to Togo"
        found = unique(m for s in node.sub("nsubj") for m in mentions.under(s, DOER))
    above = node.head
    if not found and node.case() == "on" and match.frame.operator == "protest" and above.first("cop") is not None:
        found = unique(m for s in above.sub("nsubj") for m in mentions.under(s, DOER))  # "are out on strike"
    return found


def comers(noun: Node, mentions: Mentions) -> list[Mention]:
    """Return from whom what a noun tells comes ("praise came from Togo")."""
    if noun.dep != "nsubj" or noun.head.lemma not in COMING:
        return []
    return unique(m for n in phrases(noun.head, "from") for m in mentions.under(n, OWNER))


def givers_of(match: Match, mentions: Mentions) -> list[Mention]:
    """Return from whom what is given comes, where nobody else gives it ("rice from Oman was delivered to Togo")."""
    if not match.trigger.is_passive or match.frame.code[:2] != "07":
        return []
    given = unique(m for thing in objects_of(match.trigger) for m in mentions.under(thing, ORIGIN))
    return [m for m in given if m.kind not in ("role", "person") and m.country is not None]


def is_turmoil(verb: Node) -> bool:
    """Tell whether a word of fighting only tells the circumstances, without anybody fought ("restraint after shelling in Togo")."""
    return verb.lower in cues()["turmoil"] and not verb.sub("obj", "nsubj") and is_circumstance(verb)


def is_circumstance(noun: Node) -> bool:
    """Tell whether a noun stands in a phrase that only tells the circumstances of its clause ("after protests calling for")."""
    if any(mark.lower in ASIDE for mark in noun.sub("mark")):  # "after shelling in Togo"
        return True
    phrase = noun
    while not phrase.is_root and phrase.dep in ("nmod", "compound", "conj"):
        phrase = phrase.head
    return phrase.case() in ASIDE


def noun_sources(node: Node, places: Sequence[str], mentions: Mentions, strict: bool = False) -> list[Mention]:
    """Return the actors that a nominal action belongs to ("Russia's condemnation", "talks between A and B", "an attack by")."""
    for place in places or (("by", "between", "among") if strict else NOUN_SOURCE):
        for kid in inner_phrases(node, place):
            found = mentions.under(kid, OWNER)
            if found:
                return unique(found)
    return []


def nodes_at(match: Match, place: str, mentions: Mentions) -> list[Node]:
    """Return the tokens at one place of a match: subject, object, a part that the pattern named, or a preposition."""
    node = match.trigger
    if place == "subj":
        nodes = subject_nodes(node)
        if not nodes and match.kind == "adjectives":
            subject = subject_of(node)
            nodes = [subject] if subject is not None else []
        if (
            match.frame.code[:2] == THREAT and node.first("csubj") is not None
        ):  # "extending Chad's waters would be a cause for war"
            nodes = [n for clause in node.sub("csubj") for n in clause.subtree() if n is not clause]
    elif place == "surface":
        subject = subject_of(node)
        nodes = [subject] if subject is not None else []
    elif place == "obj":
        nodes = objects_of(node) if node.is_verbal or match.kind == "verbs" else []
        if match.frame.code[:2] == "04":  # "discussed Kim's letter", "met it": what is talked about
            nodes = [n for n in nodes if n.lower != "it" and node.lemma not in DISCUSSING]
    elif place == "iobj":
        nodes = node.sub("iobj") or (node.sub("nsubj:pass") if node.is_passive and node.sub("obj") else [])
    elif place in ("poss", "mod"):
        nodes = inner_phrases(node, place)
    elif place == "clause":  # "hopes that Rome will pay": whoever the clause is about
        told = [
            thing for thing in node.sub("obj") if thing.lemma in cues()["feelings"]
        ]  # "voiced hope that Rome will pay"
        clauses = node.sub("ccomp", "xcomp", "advcl", "acl")
        clauses += [clause for thing in told for clause in thing.sub("ccomp", "acl", "acl:relcl")]
        doers = [s for clause in clauses for s in clause.sub("nsubj", "nsubj:pass")]
        nodes = [n for clause in clauses for n in (*doers, *clause.subtree())]
    elif place == "purpose":  # "gave a million tents to help Togo"
        aims = [n for n in node.subtree() if n.lemma in cues()["furthering"] and n.dep in ("advcl", "acl", "xcomp")]
        nodes = [thing for aim in aims for thing in objects_of(aim)]
    elif place == "scene":  # "died of torture in Chad": the state in whose hands somebody is
        nodes = [n for n in node.subtree() if n.case() in ("in", "at")]
    elif place == "predicate":  # "urged Rome to back Malta": whom the predicate is done to
        nodes = objects_of(match.parts["predicate"]) if "predicate" in match.parts else []
    else:
        nodes = [n for n in phrases(node, place) if not n.is_verbal or mentions.at(n)]
        nodes = [n for n in nodes if not is_forum(n, match, mentions)]
        if place == "near" and match.frame.code[:2] in VIOLENT:
            nodes = [n for n in nodes if not is_beyond(n)]
        if not nodes and place in match.frame.target[:2] and not match.frame.is_opinion:
            below = (
                n
                for n in node.subtree()
                if n.i > node.i
                and n.case() == place
                and (mentions.at(n) or mentions.stranger(n) or n.lemma in FRONTIERS)
            )
            nodes = [n for n in below if not is_told_of(n, match) and not stands_apart(n, node)][:1]
    return nodes


def at_place(match: Match, place: str, mentions: Mentions, order: Sequence[str]) -> list[Mention]:
    """Return the actors at one place of a match."""
    return named_by(nodes_at(match, place, mentions), match, place, mentions, order)


def named_by(
    nodes: Sequence[Node], match: Match, place: str, mentions: Mentions, order: Sequence[str]
) -> list[Mention]:
    """Return the actors that the tokens at one place of a match name."""
    if place == "scene":
        return unique(replace(m, confidence=m.confidence * 0.6) for n in nodes for m in held_by(n, mentions))
    node = match.trigger
    judges = place == "obj" and match.frame.code[:2] == "11"
    if match.frame.code in JUDGEMENTS:  # "the jailing of two Polish reporters by Chad": whoever did what is judged
        agents = unique(m for n in nodes for kid in n.subtree() if is_doer(kid) for m in mentions.at(kid))
        if any(m.country for m in agents):
            return agents
    if judges:  # "deplored what its envoy called Chad's arming of"
        nodes = [
            *nodes,
            *(deeper for n in nodes if n.lower == "what" for deeper in n.subtree() if deeper.case() == "as"),
        ]
    found = unique(
        m
        for n in nodes
        if n.lower not in RELATIVE
        for m in mentions.under(n, ATTACKER if judges and is_violence(n, match, mentions) else order)
    )
    if match.frame.code[:2] not in FORCE and any("JUD" in split(m.code)[1] for m in found):
        heads = {n.i for n in node.subtree() if is_forum(n, match, mentions)}
        found = [m for m in found if m.head not in heads]
    if not found and place == "obj" and match.frame.code[:2] in JUDGED:  # "the coup in Sudan was condemned"
        found = unique(m for n in nodes for kid in phrases(n, "in") for m in mentions.scene(kid) if m.country)
    if place == "clause":
        found = found[:1]
    is_bystander = (all(m.country is None or is_private(m) for m in found) and not mentions.at(node.head)) or all(
        map(is_refugee, found)
    )
    if is_bystander and place == "obj" and match.frame.code[:2] in JUDGED and node.dep in ("acl", "acl:relcl"):
        # "Peru pursues a policy that Chile has condemned", "in a move condemned by Chile": whoever does what is judged
        for above in [n for n in node.head.ancestors() if n.is_verbal][:2]:
            pursuers = unique(m for s in subject_nodes(above) for m in mentions.under(s, DOER))
            if node.head in nodes and pursuers:
                found = pursuers
                break
    if not found and place in match.frame.target:
        if place == "subj":  # "the march through Riga drew protests from"
            nodes = [deeper for n in nodes for deeper in n.subtree()]
        if match.frame.code == VISIT:  # "took part in a forum on railways in Peru"
            nodes = [deeper for n in nodes for deeper in n.subtree() if deeper is n or deeper.case() == place]
        found = unique(m for n in nodes for m in mentions.scene(n) if m.country)
        if not found and place == "from":  # "withdrew from a post in Syria"
            found = unique(m for n in nodes for kid in phrases(n, "in") for m in mentions.scene(kid) if m.country)
    return found


def is_doer(node: Node) -> bool:
    """Tell whether a token is the agent of a noun ("the arrest of a priest by police")."""
    return node.dep == "nmod" and node.case() == "by" and node.head.pos == "NOUN"


def stands_apart(node: Node, verb: Node) -> bool:
    """Tell whether a token below a verb belongs to another one with a subject of its own or coordinated with it."""
    between = [n for n in (node, *node.ancestors()) if verb in n.ancestors()]
    return any((n.dep == "conj" and n.is_verbal) or (n.dep == "advcl" and n.first(*SUBJECTS)) for n in between)


def own_state_of(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return the sources' own country where it is named as the one whose deeds they judge ("defended Germany's decision")."""
    homes = {source.country for source in sources if source.code != source.country}
    is_judged = reading.code[:2] in ("05", "11") and reading.match.kind == "verbs"
    if not is_judged or not set(reading.match.parts) <= {"obj", "subj"}:  # "bestowed Mali's honours on": not on Mali
        return []
    things = [thing for step in reading.chain() for thing in objects_of(step.match.trigger)]
    things = [thing for thing in things if thing.lemma not in SUPPORTING]
    owners = [n for thing in things for n in (*thing.sub("nmod:poss"), *phrases(thing, "of"))]
    named = [m for n in owners for m in mentions.at(n) if m.resolved_by == "name"]
    return [m for m in named if m.country in homes and m.code == m.country][:1]


def held_by(place: Node, mentions: Mentions) -> list[Mention]:
    """Return the states to which a place belongs: those it names or stands in."""
    return [m for n in place.subtree() for m in (*mentions.scene(n), *mentions.at(n)) if m.country]


def callers_of(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return whose request, offer or threat a reading rejects ("rejected a call from Washington to disarm")."""
    chain = reading.chain()
    if reading.operator != "reject" or len(chain) < 2:
        return []
    request = chain[1].match
    if request.kind != "nouns" or not request.frame.operator:
        return []
    for place in ("from", "by", "poss"):
        nodes = [n for host in (request.trigger, chain[0].match.trigger) for n in inner_phrases(host, place)]
        found = unique(m for n in nodes for m in mentions.under(n, OWNER))
        if found:
            return found
    return []


def targets_of(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return the actors that a reading is done to, asked of or aimed at: the first place that names one other than the source.

    The outer trigger is asked first (the addressee of "urged"), then the content's own subject ("demanded that Israel
    withdraw"), then whatever the content is aimed at.
    """
    own = set(map(id, sources))
    chain = reading.chain()
    carriers = [
        step
        for step in chain
        if step.match.frame.operator in CARRIERS and not step.match.frame.target and step is not chain[-1]
    ]
    ordered = [step for step in chain if step not in carriers] + carriers
    callers = other(callers_of(reading, mentions), own, sources)
    if callers:
        return callers
    for step in ordered:
        match, level = step.match, chain.index(step)
        if level and match.kind == "verbs" and (not match.frame.operator or step in carriers):
            found = other(told_to_act(match.trigger, mentions, reading.operator), own, sources)
            if found:
                return found
        if (
            level == 0 and reading.inner is None and match.frame.operator in ("ask", "demand")
        ):  # "demanded that Israel match …"
            clauses = match.trigger.sub("ccomp")
            asked = unique(m for clause in clauses for m in told_to_act(clause, mentions, match.frame.operator))
            found = other(asked, own, sources)
            if found:
                return found
        aims = level > 0 or match.frame.operator in CARRIERS
        order = AIM if aims else OWNER
        if match.kind == "nouns":
            places = match.frame.target or NOUN_TARGET
            if is_undergone(match, mentions):
                places = ("poss", *places)
        else:
            places = match.frame.target or DEFAULT_TARGET
            if level == 0 and reading.operator == "ask" and match.frame.operator == "intend":  # "wants Rome to pay"
                places = ("obj", "for")
            if step in carriers:
                aim = chain[-1].match.frame.target
                places = ("iobj", *aim, *(p for p in DEFAULT_TARGET if p not in aim)) if aim else DEFAULT_TARGET
        if match.trigger.first("iobj") is not None:  # "gave Togo money for schools": whoever receives
            places = ("iobj", *places)
        slots = () if level and reading.operator in ("ask", "demand") else slots_of(step.code)
        for place in named_first(match, places):
            nodes = nodes_at(match, place, mentions)
            unknown = strangers_among(nodes, place, match, mentions) if place in slots else {}
            rest = [n for n in nodes if n.i not in unknown]
            named = [*named_by(rest, match, place, mentions, OWNER if place == "subj" else order), *unknown.values()]
            is_own_word = place == "obj" and reading.code[:2] == "05" and "obj" in match.parts
            found = other(not_own_side(named, sources) if is_own_word else named, own, sources)
            if not found and place in slots:
                found = strangers_meant(nodes, mentions)
            if found:
                return found
        near = [*(met_before(match, mentions) if level == 0 else ()), *served_by(reading, match, mentions)]
        found = other(near, own, sources)
        if found:
            return found
        if match.kind == "nouns" and level and not match.frame.target:
            found = other(mentions.under(match.trigger, AIM), own, sources)
            if found:
                return found
    return []


def met_before(match: Match, mentions: Mentions) -> list[Mention]:
    """Return whom the verb deals with that an adjunct hangs on ("visited Mali and Niger to mediate", "apologising, told Togo")."""
    verb, above = match.trigger, match.trigger.head
    if match.kind != "verbs" or match.frame.operator or verb.dep not in ("xcomp", "advcl"):
        return []
    if not above.is_verbal or subject_of(verb) is not subject_of(above):
        return []
    return unique(m for n in (*objects_of(above), *above.sub("iobj")) for m in mentions.under(n, OWNER))


def served_by(reading: Reading, match: Match, mentions: Mentions) -> list[Mention]:
    """Return whom what was given helps ("files passed on by Oman helped Togo to find him")."""
    if reading.code[:2] not in ("06", "07"):
        return []
    gift = match.trigger.head
    if not passive_participle(match.trigger) or gift.dep != "nsubj" or gift.head.lemma not in cues()["furthering"]:
        return []
    return unique(m for n in objects_of(gift.head) for m in mentions.under(n, OWNER))


def authority_of(reading: Reading, mentions: Mentions, setting: Setting | None) -> list[Mention]:
    """Return the state that does an official act of which nobody is told to do it: the first of these that there is.

    The state in whose land it happens ("was arrested in Cairo", "expelled from Chad") or that is to be entered ("were denied
    visas to enter Peru"), the one that the document is about, the one to which the person concerned belongs ("a Kazakh
    activist was released"), of whom it must be more than a private one.
    """
    verb = reading.match.trigger
    if not (verb.is_passive or passive_participle(verb)) or agents_of(verb):
        return []
    concerned_by = unique(m for node in objects_of(verb) for m in mentions.under(node, OWNER))
    is_public = any(not is_private(m) or is_reporter(m) for m in concerned_by)
    for step in reading.chain():
        found = [
            m
            for place in ("in", "at", "from", "out of", *(("of",) if led_out(step.match.trigger) else ()))
            for n in phrases(step.match.trigger, place)
            if place in ("in", "at") or n.head is step.match.trigger
            for m in (*mentions.scene(n), *(() if place in ("in", "at") else mentions.at(n)))
            if m.country
        ]
        is_other = any(m.country not in (None, found[0].country) for m in concerned_by) if found else False
        if found and (is_public or is_other or not concerned_by or reading.code[:2] not in (*JUDGED, "17")):
            return [replace(found[0], confidence=found[0].confidence * 0.6)]
    is_aside = verb.dep in ("acl", "acl:relcl", "amod", "advcl") and not (verb.head.is_root and not verb.head.is_verbal)
    if is_aside or any(n.case() == "by" for n in verb.subtree() if n.i > verb.i):
        return []  # told in passing, or its doer is named where the parser did not see him
    entered = [
        m
        for node in verb.sub("obj")
        for way in (*node.sub("acl", "nmod"), *verb.sub("xcomp", "advcl"))
        for n in (way, *way.sub("obj", "obl"))
        for m in (*mentions.at(n), *mentions.scene(n))
        if m.country and m.country not in INTERNATIONAL and not any(m.country == who.country for who in concerned_by)
    ]
    if entered:
        return [replace(entered[0], confidence=entered[0].confidence * 0.6)]
    home = setting.home() if setting is not None else None
    for person in concerned_by:
        country = home or person.country
        if country is None or country in INTERNATIONAL or (is_private(person) and not is_reporter(person)):
            continue
        role = OFFICES.get(reading.code[:3], "GOV")
        known = setting.state(country, role) if setting is not None else None
        named = known or replace(person, name="authorities", kind="role", confidence=person.confidence * 0.5)
        return [named.recoded(join(country, (role,)), "document", named.confidence)]
    return []


def led_out(verb: Node) -> bool:
    """Tell whether a verb has an "out" beside it ("thrown out of Burundi")."""
    return any(kid.lower == "out" for kid in verb.sub("compound:prt", "advmod"))


def named_first(match: Match, places: Sequence[str]) -> Sequence[str]:
    """Return places with those first that the pattern of a judgement names ("voiced outrage at")."""
    if match.kind != "verbs" or match.frame.code not in JUDGEMENTS:
        return places
    named = [e.preposition for e in match.pattern.elements if e.part == "prep" and not e.is_forbidden]
    leads = [place for names in named for place in names.split("/") if place in places]
    return (*leads, *(place for place in places if place not in leads))


def told_to_act(clause: Node, mentions: Mentions, operator: str) -> list[Mention]:
    """Return the subject of a clause that an operator governs: whoever is asked to act may be somebody whom no file knows."""
    subjects = clause.sub("nsubj", "nsubj:pass")
    asked = strangers_at(subjects, mentions) if operator in ("ask", "demand") else {}
    rest = (s for s in subjects if s.i not in asked)
    return [*unique(m for s in rest for m in mentions.under(s, OWNER)), *asked.values()]


def owners_of(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return the country in which the thing stands that something is done to ("attacked a camp in Mali", "a bus in Kabul")."""
    for step in reversed(reading.chain()):
        trigger = step.match.trigger
        things = objects_of(trigger) if step.match.kind == "verbs" else phrases(trigger, "on")
        for thing in things:
            found = [
                m
                for kid in thing.sub("nmod", "compound", "nmod:poss", "acl")
                if kid.case() not in ASIDE
                for n in kid.subtree()
                for m in mentions.scene(n)
                if m.country and not any(m.country == s.country for s in sources)
            ]
            if found:
                return found[:1]
    return []


def has_counterpart(reading: Reading, mentions: Mentions) -> bool:
    """Tell whether a phrase names somebody with whom or for whom the sources act ("signed a pact with", "visited")."""
    for step in reading.chain():
        places = tuple(
            p for p in (*step.match.frame.target, "with", "to") if p not in ("between", "among", "in", "of", "for")
        )
        for place in dict.fromkeys(places):
            if place != "obj" and at_place(step.match, place, mentions, AIM):
                return True
            if place == "obj" and reading.code == MEETING and hosted_by(step.match, mentions):
                return True
            if place == "obj" and reading.code[:2] == FIGHT and objects_of(step.match.trigger):
                return True  # "hit a base in Sudan"
            # The thing itself names its matter: nobody signs with Ireland in "a deal on the Irish border".
            things = objects_of(step.match.trigger) if place == "obj" else []
            if any(m.country for thing in things for m in mentions.at(thing)):
                return True
    return False


def hosted_by(match: Match, mentions: Mentions) -> list[Mention]:
    """Return the bodies whose meeting somebody attends ("an OPEC meeting")."""
    words = [kid for thing in objects_of(match.trigger) for kid in thing.sub("compound", "nmod:poss")]
    return [m for word in words for m in mentions.at(word) if m.country in INTERNATIONAL]


def nearby(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return the nearest actor behind a trigger and governed by it, where syntax names no target; never one from another's clause."""
    trigger = reading.match.trigger
    inner = reading.innermost.match.trigger
    if inner.lemma in DISCUSSING:
        return []
    own = set(map(id, sources))
    judges = reading.code[:2] == "11"
    is_of_violence = judges and any(is_violence(n, reading.match, mentions) for n in objects_of(trigger))
    told = [step.match.parts["predicate"] for step in reading.chain() if "predicate" in step.match.parts]
    is_full = inner.first("obj", "nsubj:pass") is not None  # "arrested and questioned the student" is not
    for node in sorted(trigger.subtree(), key=lambda n: abs(n.i - inner.i)):
        if (
            node.i <= trigger.i
            or node in told  # "took them hostage"
            or node.dep in ("nsubj", "nsubj:pass")
            or any(is_aside(n) for n in (node, *node.ancestors()) if n.i > trigger.i)
        ):
            continue
        if is_told_of(node, reading.match) or is_forum(node, reading.match, mentions):
            continue
        if reading.code[:2] in VIOLENT and is_beyond(node):
            continue  # "killed a preacher near the Syrian border"
        above = [n for n in (node, *node.ancestors()) if n.i >= trigger.i]
        if is_of_violence and any(n.case() in SUFFERED for n in above):  # "condemned the attack on a church"
            continue
        above = above[: above.index(trigger)] if trigger in above else above
        if any(
            n.dep in ("ccomp", "acl:relcl", "parataxis", "advcl", "conj", "nsubj", "nsubj:pass") and n.head is not inner
            for n in above
        ) or any(n.dep == "conj" and n.is_verbal and (is_full or n.first(*SUBJECTS)) for n in above):
            continue
        found = other([m for m in mentions.at(node) if m.head == node.i and m.country], own, sources)
        if found:
            return [replace(found[0], confidence=found[0].confidence * 0.6)]
    return []


def spoken_with(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return whom a promise or a request is made to that goes with a talk ("telephoned the emir and offered to send engineers")."""
    verb = reading.match.trigger
    talk = verb.head
    if verb.dep != "conj" or verb.first(*SUBJECTS) is not None or talk.lemma not in TALKING:
        return []
    nodes = [n for n in (*objects_of(talk), *phrases(talk, "with"), *phrases(talk, "to")) if n.i < verb.i]
    found = other(
        unique(m for n in nodes for m in mentions.under(n, OWNER) if m.country), set(map(id, sources)), sources
    )
    return [replace(m, confidence=m.confidence * 0.8) for m in found]


def is_aside(node: Node) -> bool:
    """Tell whether a phrase tells the circumstances of an action."""
    return node.case() in ASIDE or (node.lemma in CHANNELS and node.case() in ("on", "in"))


def concerned(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return who does what a refusal, threat or judgement turns on, where it is aimed at nobody else.

    "Will not lift the embargo until Cuba frees", "threatened to leave unless Rome pays", "rejected the claim that Obi had won",
    "is disappointed that Chile did not choose".
    """
    affected = affected_by(reading, sources, mentions)
    if affected:
        return affected
    judges = reading.code[:2] in JUDGED
    probes = reading.code[:2] == "09"
    if reading.code == "080" and "obj" in reading.match.parts and reading.match.parts["obj"].lemma in STRIKES:
        return settled_with(reading, sources, mentions)
    refuses = reading.operator in ("reject", "threaten", "deny", "demand") or reading.code[:2] in ("03", "12", "13")
    if not judges and not refuses and not probes:
        return []
    own = set(map(id, sources))
    for step in reading.chain():
        trigger = step.match.trigger
        clauses = [n for n in trigger.subtree() if n.dep == "advcl" and is_condition(n)] if refuses else []
        if judges or probes:
            clauses += trigger.sub("ccomp", "csubj", "csubj:outer")
        things = objects_of(trigger) if step.match.kind == "verbs" else [trigger]
        for thing in [*things, *(phrases(trigger, "into") if probes else ())]:
            clauses += [kid for kid in thing.sub("acl", "ccomp") if "that" in {m.lower for m in kid.sub("mark")}]
        for clause in clauses:
            for doers in (clause.sub("nsubj", "nsubj:pass"), agents_of(clause), beneath(clause)):
                found = other(unique(m for s in doers for m in mentions.under(s, OWNER)), own, sources)
                if found:
                    return [replace(found[0], confidence=found[0].confidence * 0.8)]
    return []


def affected_by(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return whom a threat, demand or judgement told by a noun angered or alarmed ("the threats from Chad alarmed Niger")."""
    noun = reading.match.trigger
    verb = noun.head
    if reading.match.kind != "nouns" or noun.dep != "nsubj" or verb.lemma not in cues()["affecting"]:
        return []
    if reading.code[:2] not in ("10", "11", "12", "13"):
        return []
    return other(unique(m for n in objects_of(verb) for m in mentions.under(n, OWNER)), set(map(id, sources)), sources)


def holders_of(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return who holds those whose release is asked for ("demanded the release of two sailors detained by Iran")."""
    if reading.content != "release" or reading.operator not in ("ask", "demand"):
        return []
    own = set(map(id, sources))
    for step in reversed(reading.chain()):
        trigger = step.match.trigger
        for held in (*objects_of(trigger), *phrases(trigger, "of")):
            agents = [agent for kid in held.sub("acl", "acl:relcl") for agent in agents_of(kid)]
            found = other(unique(m for agent in agents for m in mentions.under(agent, DOER)), own, sources)
            if found:
                return found
    return []


def settled_with(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return whoever gave way before a strike was ended ("called off the strike after the Lao government raised wages")."""
    trigger = reading.match.trigger
    own = set(map(id, sources))
    for after in [n for n in trigger.subtree() if n.i > trigger.i and (n.case() == "after" or led_by(n, "after"))]:
        behind = [m for n in sorted(after.subtree(), key=lambda n: n.i) for m in mentions.at(n) if m.head == n.i]
        found = [m for m in other(unique(behind), own, sources) if not is_private(m)]
        if found:
            return [replace(found[0], confidence=found[0].confidence * 0.8)]
    return []


def led_by(clause: Node, mark: str) -> bool:
    """Tell whether a word leads a clause."""
    return any(word.lower == mark for word in clause.sub("mark"))


def is_condition(clause: Node) -> bool:
    """Tell whether an adverbial clause names what is waited for: "until", "unless", "before" or "if" somebody acts."""
    marks = {word.lower for word in clause.sub("mark")}
    return bool(marks & CONDITIONS)


def beneath(clause: Node) -> list[Node]:
    """Return who acts in what a clause turns on ("until he is satisfied that Cuba helps", "until wages are raised and Fiji pays")."""
    below = [kid for kid in clause.sub("ccomp", "xcomp", "conj") if kid.is_verbal or kid.first(*SUBJECTS) is not None]
    return [doer for kid in below for doer in (*kid.sub("nsubj", "nsubj:pass"), *agents_of(kid))]


def not_own_side(found: Sequence[Mention], sources: Sequence[Mention]) -> list[Mention]:
    """Leave out the state or body for which a source speaks ("reiterated his government's support for")."""
    codes = {source.code for source in sources}
    homes = {source.country for source in sources if source.country not in INTERNATIONAL}
    return [m for m in found if not (m.code in codes or (m.country is not None and m.country in homes))]


def other(found: list[Mention], own: set[int], sources: Sequence[Mention]) -> list[Mention]:
    """Leave out the sources themselves and other mentions of the same actor."""
    return [m for m in found if id(m) not in own and not any(is_same_actor(m, s) for s in sources)]


def scenes_of(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return the country in which something is done to nobody named ("imposed a curfew in Algiers", "a ceasefire in Liberia")."""
    for step in reading.chain():
        for preposition in (
            "in",
            "at",
            "near",
            "on",
            "into",
            "over",
            "against",
            "around",
            "across",
            "throughout",
            "inside",
            "outside",
        ):
            verb = step.match.trigger  # what is called out stands where it is: "police in Haiti were placed on alert"
            places = [
                n for n in phrases(verb, preposition) if reading.code[:2] != "15" or n.i > verb.i or n.head is verb
            ]
            found = [m for n in places for m in mentions.scene(n) if m.country]
            if found and not any(m.code == s.code for m in found for s in sources):
                return found[:1]
    trigger = reading.match.trigger
    if reading.code[:2] in ("07", "09", "11", "13", "15", "17", "18", "19", "20"):
        behind = [
            n
            for n in trigger.subtree()
            if n.i > trigger.i
            and n.head.dep not in ("nsubj", "nsubj:pass")
            and not any(is_meanwhile(a) for a in (n, *n.ancestors()) if a.i > trigger.i)
        ]
        found = unique(m for n in behind for m in mentions.scene(n) if m.country)
        abroad = [m for m in found if not any(m.country == s.country for s in sources)]
        return (abroad or found)[:1]
    return []
