"""Who is who: whether two mentions are one actor, what an actor may do, and where an actor of unknown country belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.actors.codes import ROLES, join, split
from extractors.actors.entries import INTERNATIONAL
from extractors.actors.mention import Mention
from extractors.records import ResolvedBy

Pair = tuple[Mention, Mention | None]
VERBAL = frozenset({"01", "02", "03", "04", "05", "10", "11", "12", "13"})
STATE = frozenset(
    {"GOV", "MIL", "LEG", "JUD", "SPY", "COP"}
)  # who acts for a state; its opposition, people and rebels do not
PRIVATE = frozenset({"CVL", "EDU", "HLH", "BUS", "MED", "CRM", "AGR"})
VIOLENT = ("17", "18", "19", "20")  # what is done to a journalist is done to the public
POLITICAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "OPP", "REB", "SEP", "INS", "UAF", "PTY"})
OPPONENTS = frozenset({"OPP", "REB", "SEP", "INS", "UAF", "ELI", "LAB", "NGO"})
PUBLIC = (POLITICAL | {"LAB", "ELI"}) - {"LEG"}  # what a parliament turns down is its own law
LAW = frozenset({"JUD", "COP"})
FRIENDLY = frozenset({"03", "04", "05", "06"})
TALK = frozenset({"01", "04", "05"})
POSTURE = "15"
PROTEST = "14"  # the one thing that private people do in politics
# Roots whose scene stands for a target that goes unnamed.
SCENIC = frozenset({"02", "07", "08", "09", "10", "13", "14", "15", "17", "18", "19", "20"})
ARMED = frozenset({"REB", "UAF", "INS", "SEP", "MIL"})


def is_same_actor(one: Mention, two: Mention) -> bool:
    """Tell whether two mentions are the same actor: same code and name, or a state and somebody who speaks for it."""
    if one.code == two.code:
        is_state = one.code == one.country
        if one.country in INTERNATIONAL and one.code != one.country:
            return True  # "the UN envoy", the UN
        return is_state or one.name == two.name or one.kind == two.kind == "state" or "pronoun" in (one.kind, two.kind)
    if one.country in INTERNATIONAL:
        return one.code.startswith(two.code) or two.code.startswith(one.code)
    state, other = (one, two) if one.code == two.country else (two, one)
    return state.code == other.country and set(split(other.code)[1]) <= STATE


def speaks_for(speaker: Mention, mention: Mention) -> bool:
    """Tell whether a speaker talks of himself or of his own side: a minister for his country, no rebel for its government."""
    if is_same_actor(speaker, mention):
        return True
    is_home = (
        speaker.country == mention.country and speaker.country not in INTERNATIONAL and speaker.country is not None
    )
    return is_home and is_opponent(speaker) == is_opponent(mention)


def is_opponent(mention: Mention) -> bool:
    """Tell whether an actor stands against a state's rulers or has left them, and so has a side of his own."""
    roles = set(split(mention.code)[1])
    return bool(roles & OPPONENTS) and not roles & {"GOV", "MIL"}


def may_act(mention: Mention, roles: frozenset[str]) -> bool:
    """Tell whether a mention may fill a slot that is restricted to some roles ("" is a bare state, "---" an unknown country)."""
    country, own = split(mention.code)
    if not roles:
        return True
    if country is not None and mention.kind == "state":
        own = tuple(role for role in own if role in ROLES)  # a breakaway state has a group's code, no role
    return (
        bool(set(own) & roles)
        or (country in roles if country else "---" in roles)
        or (not own and "" in roles and country is not None)
    )


def is_unknown(mention: Mention) -> bool:
    """Tell whether nothing but a role is known of an actor."""
    return mention.country is None


def is_stranger(mention: Mention) -> bool:
    """Tell whether an actor is known by a name alone, which no file has."""
    return mention.resolved_by == "document" and mention.kind in ("person", "organisation")


def is_private(mention: Mention) -> bool:
    """Tell whether an actor is no political one by himself: a firm, a teacher, a passer-by."""
    country, roles = split(mention.code)
    return country == "MNC" or (bool(roles) and set(roles) <= PRIVATE)


def is_armed(mention: Mention) -> bool:
    """Tell whether an actor bears arms, for a state or against one."""
    return bool(set(split(mention.code)[1]) & (ARMED | {"COP"}))


def is_criminal(mention: Mention) -> bool:
    """Tell whether an actor is a gang or cartel: what it does to a place is done to the public."""
    return "CRM" in split(mention.code)[1]


def is_reporter(mention: Mention) -> bool:
    """Tell whether an actor is of the media: what officials do to him is political."""
    return "MED" in split(mention.code)[1]


def is_refugee(mention: Mention) -> bool:
    """Tell whether an actor has fled or left his country."""
    return "REF" in split(mention.code)[1]


def acts_publicly(mention: Mention) -> bool:
    """Tell whether an actor of a known country is a political one: a state, or somebody who acts for or against one."""
    country, roles = split(mention.code)
    return country is not None and (not roles or bool(set(roles) & PUBLIC))


def is_political(doer: Mention, done_to: Mention | None) -> bool:
    """Tell whether an act is political by the roles of its actors alone; what judges and police do to private people is not."""
    roles = set(split(doer.code)[1])
    return done_to is not None and bool(roles & (POLITICAL - LAW if is_private(done_to) else POLITICAL))


def localised(
    pairs: Sequence[Pair], root: str, scene: str | None, is_alone: bool, may_be_own: bool = False
) -> Iterator[Pair]:
    """Yield the pairs of which somebody's country is known; an actor without one takes the other's ("police arrested Egyptian activists").

    Where the sentence has a scene, unknown people are of that country.  A government's words may go abroad, so that they lend no
    country to those whom they address; armed groups keep their unknown country as sources: who attacks a state is rarely its own.
    Nobody acts on himself: such a pair loses its target, and stands only where ``is_alone`` lets it, but where the target
    ``may_be_own``: a place of the doer's country, or the country itself as the one whose deeds he defends.  What private people do to one
    another is no event, but for protest.
    """
    for source, target in pairs:
        doer = source
        if is_unknown(source) and not set(split(source.code)[1]) & ARMED:
            doer = at_home(source, scene or (target.country if target is not None else None))
        done_to = target
        if target is not None and is_unknown(target) and not is_stranger(target):
            governs = not is_unknown(source) and not set(split(source.code)[1]) - {"GOV", "MIL"}
            lends = not is_unknown(source) and not (governs and root in VERBAL) and not is_refugee(target)
            there = scene if root in VIOLENT else None
            done_to = at_home(target, there or (doer.country if lends else scene))
        if is_unknown(doer) and (done_to is None or is_unknown(done_to)) and not is_political(doer, done_to):
            continue
        if root in TALK and is_unknown(doer) and is_private(doer):
            continue  # "62% of voters backed"
        if done_to is not None and is_same_actor(doer, done_to) and not (may_be_own or is_own_land(done_to, root)):
            done_to = None
        if (
            done_to is not None
            and doer.country == done_to.country
            and root in FRIENDLY
            and done_to.is_place_only
            and not may_be_own
        ):
            continue  # no visit: "arrived in Washington", told of an American
        if done_to is not None and doer.country == done_to.country and is_force(done_to):
            if root == POSTURE:
                done_to = None  # "put the army on alert": against others
            elif root == "19" and is_force(doer) and "MIL" not in split(doer.code)[1]:
                continue  # a government does not fight its own army; coups come from the other side
        is_abroad = (
            done_to is not None
            and root in VIOLENT
            and not (done_to.is_place_only and not is_criminal(doer) and is_private(doer))
            and None not in (doer.country, done_to.country)
            and doer.country != done_to.country
        )
        is_public = is_abroad or (done_to is not None and root in VIOLENT and "MED" in split(done_to.code)[1])
        is_nobody = (
            done_to is None
            or is_private(done_to)
            or (root in VIOLENT and done_to.is_place_only and not is_criminal(doer))
        )
        if root != PROTEST and is_private(doer) and is_nobody and not is_public:
            continue
        if done_to is not None or is_alone:
            yield doer, done_to


def is_force(mention: Mention) -> bool:
    """Tell whether an actor is an army, or a government over one."""
    roles = set(split(mention.code)[1])
    return bool(roles) and roles <= {"MIL", "GOV"}


def is_own_land(mention: Mention, root: str) -> bool:
    """Tell whether a place stands for the people in it, to whom their own state does something ("shelled a suburb of Damascus")."""
    return mention.is_place_only and root in SCENIC


def at_home(mention: Mention, country: str | None) -> Mention:
    """Return a mention of unknown country as belonging to a country; none, or an international body, leaves it as it is."""
    if country is None or country in INTERNATIONAL:
        return mention
    by: ResolvedBy = "document" if mention.resolved_by == "document" else "composition"
    return mention.recoded(join(country, split(mention.code)[1]), by, mention.confidence * 0.8)
