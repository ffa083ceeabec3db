"""Units gathered into noun phrases: "Russian" + "foreign minister" + "Sergei Lavrov" is one."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .unit import Unit

if TYPE_CHECKING:
    from extractors.tree import Node

    from .load import Grammar
    from .words import Words

POSSESSIVES = frozenset({"'s", "’s", "'", "’", "ʼs"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "-", "‑", "``", "''"})
_HYPHENS = frozenset({"-", "‑", "–"})
_PREMODIFIERS = frozenset(
    {
        "amod",
        "compound",
        "nummod",
        "nmod",
        "nmod:poss",
        "nmod:unmarked",
        "nmod:npmod",
        "flat",
        "advmod",
        "det",
        "appos",
        "dep",
        "goeswith",
        "nmod:desc",
    }
)
_COLOURS = frozenset({"modifier", "status", "ethnic", "religious", "region"})
# How the name of a body hangs on the noun before it ("the militant group Hezbollah").
_NAMED = frozenset({"appos", "flat", "nmod", "compound", "nmod:unmarked", "nmod:desc", "dep"})
_NAMELIKE = frozenset({"state", "people", "capital", "organisation", "organ", "seat", "group", "place"})
_VAGUE = frozenset({"around", "over", "about", "near", "above", "under"})
_LEFT = frozenset({"det", "amod", "nummod", "compound", "advmod", "nmod:poss"})
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj", "root", "appos")


@dataclass(slots=True)
class Phrase:
    """A base noun phrase: its units, each with the link before it ("", "poss", "and"), and what else it holds.

    ``name`` is the token span of an unknown personal name behind a role ("Konstantin Gavrilov"), ``tail`` tells that
    the head is a noun that no file knows ("Russian gas").
    """

    start: int
    end: int
    units: list[Unit]
    links: list[str]
    head: int = 0
    name: tuple[int, int] | None = None
    tail: bool = False
    owner: int | None = None
    right: list[Phrase] = field(default_factory=list)
    preposition: str = ""
    links_to: str = ""


def gather(words: Words, units: list[Unit], grammar: Grammar) -> list[Phrase]:
    """Return the noun phrases around the units, in text order."""
    starts = {unit.start: unit for unit in units}
    phrases: list[Phrase] = []
    taken = 0
    for unit in units:
        if unit.start < taken:
            continue
        phrase = Phrase(unit.start, unit.after, [unit], [""])
        while (step := _next(words, phrase, starts)) is not None:
            link, following = step
            phrase.units.append(following)
            phrase.links.append(link)
            phrase.end = max(following.after, following.end)
        _extend(words, phrase, starts, grammar)
        _reach_left(words, phrase, taken)
        phrase.head = _head(words, phrase)
        taken = phrase.end
        phrases.append(phrase)
    _attach(words, phrases, grammar)
    return phrases


def _next(words: Words, phrase: Phrase, starts: dict[int, Unit]) -> tuple[str, Unit] | None:
    unit, i, link = phrase.units[-1], phrase.end, ""
    if i >= len(words):
        return None
    if (
        unit.end == i
        and words[i].text in POSSESSIVES
        and i + 1 < len(words)
        and not (words[i].text in _QUOTES and words[i].pos == "PUNCT")
    ):
        link, i = "poss", i + 1
    elif (
        unit.hyphen
        and not unit.affix
        and i + 1 < len(words)
        and words[i].text in _QUOTES
        and i + 1 in starts
        and _is_base(starts[i + 1])
    ):
        return "and", starts[i + 1]
    elif _coordinates(words, phrase, starts):
        return "and", starts[_skip_conjunction(words, i)]
    for skipped in range(6):
        at = i + skipped
        if at >= len(words):
            return None
        following = starts.get(at)
        if following is not None and unit.kind == "role" and _is_given_name(words, following):
            return None
        if following is not None:
            joined = _is_owned(following, starts) if link else _joins(words, unit, following, skipped)
            return (link, following) if joined else None
        if not _is_filler(words[at]) and not (unit.kind == "role" and words[at].pos == "PROPN" and not link):
            return None
    return None


def _is_given_name(words: Words, unit: Unit) -> bool:
    """Tell whether a known surname is here the first name of somebody unknown ("Foreign Minister Ali Demir")."""
    if unit.kind != "surname" or unit.end >= len(words):
        return False
    return words[unit.end].pos == "PROPN"


def _is_base(unit: Unit) -> bool:
    return unit.kind in ("adjective", "state")


def _skip_conjunction(words: Words, i: int) -> int:
    if words[i].text == ",":
        i += 1
    if i < len(words) and words[i].lower in ("and", "or", "&"):
        i += 1
    return i


def _coordinates(words: Words, phrase: Phrase, starts: dict[int, Unit]) -> bool:
    """Tell whether adjectives are coordinated before one head: "French and German foreign ministers"."""
    unit = phrase.units[-1]
    if unit.first("adjective") is None or unit.affix or phrase.end >= len(words):
        return False
    i = _skip_conjunction(words, phrase.end)
    following = starts.get(i)
    if i == phrase.end or following is None or following.first("adjective") is None or following.affix:
        return False
    if unit.kind != "adjective" and (
        not words[unit.start].text.replace(".", "").isupper()
        or words[unit.start].dep in _ARGUMENTS[:5]
        or following.kind == "state"
    ):
        return False
    after = following.after
    while after < len(words) and (
        words[after].pos == "ADJ" or words[after].text in (",", "and", "or") or after in starts
    ):
        if after in starts and starts[after].kind == "role":
            return True
        after += 1
    return (
        after < len(words)
        and words[after].pos in ("NOUN", "PROPN")
        and unit.kind == "adjective"
        and not words[unit.start].text.endswith("s")
    )


def _is_filler(token: Node) -> bool:
    if token.text in _QUOTES:
        return True
    if token.pos in ("ADJ", "NUM"):
        return True
    if token.pos in ("NOUN", "PROPN"):
        return (
            token.dep in ("compound", "flat", "nmod", "amod", "nmod:unmarked", "nmod:desc") and token.head.i > token.i
        )
    if token.pos == "VERB":
        return token.dep == "amod" and token.head.i > token.i
    return token.pos == "ADV" and token.head.i > token.i and token.head.pos in ("ADJ", "VERB") and token.dep == "advmod"


def _joins(words: Words, unit: Unit, following: Unit, skipped: int) -> bool:
    """Tell whether two units near each other belong to one noun phrase."""
    token, then = words[unit.end - 1], words[following.start]
    kind, next_kind = unit.kind, following.kind
    if unit.affix:
        return True
    if next_kind in ("adjective", "state", "capital", "people") and kind in ("person", "surname", "people"):
        return False
    if kind in ("adjective",) or (unit.role_kind in _COLOURS):
        return token.pos != "VERB" or skipped == 0 or token.dep == "amod"
    if kind == "role":
        if next_kind in ("person", "surname"):
            return skipped == 0 or all(words[i].pos == "PROPN" for i in range(unit.end, following.start))
        if next_kind == "role":
            return _qualifies(token, following)
        if next_kind in ("group", "organisation") and skipped == 0:
            named = {then.dep, words[following.end - 1].dep}
            return not named.isdisjoint(_NAMED) or (token.dep in _PREMODIFIERS and token.head.i >= following.start)
        return (
            token.dep in _PREMODIFIERS
            and token.head.i >= following.start
            and next_kind not in ("state", "capital", "adjective")
        )
    top = _top(words, unit)
    governed = top.dep in _PREMODIFIERS and unit.end <= top.head.i
    if kind in ("person", "surname"):
        return (
            governed and next_kind == "role" and token.dep != "appos" and _within(words, token.head.i, unit, following)
        )
    if kind in _NAMELIKE:
        if governed or (kind == "organ" and skipped == 0 and next_kind in ("person", "surname")):
            return True
        if kind == "group" and skipped == 0 and next_kind == "role" and then.pos == "NOUN":
            return True
        if skipped == 0 and next_kind == "role" and then.text[:1].isupper() and token.text[:1].isupper():
            return True
        if (
            skipped == 0
            and next_kind in ("role", "person")
            and token.head.pos != "VERB"
            and not then.dep.startswith("nsubj")
        ):
            return next_kind == "role" or token.head.i == then.i
        return unit.first("adjective") is not None and skipped <= 1 and next_kind in ("role", "organ", "seat", "person")
    return governed


def _qualifies(token: Node, following: Unit) -> bool:
    """Tell whether a word qualifies a unit, be it through words between ("state copper company")."""
    while token.dep in _PREMODIFIERS and token.head.i > token.i:
        token = token.head
        if token.i >= following.start:
            return True
    return False


def _top(words: Words, unit: Unit) -> Node:
    """Return the token by which the tree holds a unit: that of "Sri" in "Sri Lanka"."""
    token = words[unit.end - 1]
    while unit.start <= token.head.i < unit.end and token.head.i != token.i:
        token = token.head
    return token


def _is_owned(unit: Unit, starts: dict[int, Unit]) -> bool:
    """Tell whether what follows a possessor is an actor ("Turkey's ruling party", not "Trump's Iran policy")."""
    if unit.kind in ("role", "seat", "organ", "group", "person", "surname", "people", "place"):
        return True
    if unit.kind == "organisation" and unit.entry.code.startswith(("NGO", "INTCHR")):  # "Iran's Red Crescent"
        return True
    following = starts.get(unit.after)
    while following is not None and following.kind != "role":
        following = starts.get(following.after)
    return following is not None


def is_approximate(words: Words, i: int) -> bool:
    """Tell whether a preposition only makes a number vague ("around 300 civilians")."""
    return words[i].lower in _VAGUE and i + 1 < len(words) and words[i + 1].pos == "NUM"


def _within(words: Words, head: int, unit: Unit, following: Unit) -> bool:
    return unit.end <= head < max(following.end, unit.end + 3)


def _extend(words: Words, phrase: Phrase, starts: dict[int, Unit], grammar: Grammar) -> None:
    """Take in what follows the last unit: a personal name behind a role, or the unknown noun that heads the phrase."""
    unit, i = phrase.units[-1], phrase.end
    role = unit.first("role")
    if (
        role is not None
        and unit.kind == "role"
        and role.role is not None
        and role.role.kind in ("person", "collective", "organ")
    ):
        end = _name_end(words, i, starts, grammar)
        if end > i and (role.role.kind == "person" or words[i].dep.startswith("flat") or words[i].dep == "appos"):
            phrase.name, phrase.end = (i, end), end
            return
    token = words[unit.end - 1]
    end, j = i, i
    while j < len(words) and j not in starts and j < i + 5:
        word = words[j]
        if word.pos in ("NOUN", "PROPN") and word.text not in POSSESSIVES:
            j += 1
            end = j
        elif word.pos in ("ADJ", "NUM") or word.text in _QUOTES or (word.pos == "VERB" and word.dep == "amod"):
            j += 1
        else:
            break
    if end == i:
        return
    colours = (
        unit.kind == "adjective"
        or bool(unit.affix)
        or (role is not None and unit.kind == "role" and role.role is not None and role.role.kind in _COLOURS)
    )
    if (colours and token.dep not in _ARGUMENTS[:6]) or (token.dep in _PREMODIFIERS and i <= token.head.i < end):
        phrase.end, phrase.tail = end, True


def _name_end(words: Words, i: int, starts: dict[int, Unit], grammar: Grammar) -> int:
    """Return where a run of name words ends that begins at ``i`` (``i`` itself when there is none)."""
    j, last = i, i
    while j < len(words) and j < i + 7:
        token = words[j]
        if token.lower.rstrip(".") in grammar["calendar"]:
            break
        unit = starts.get(j)
        if unit is not None and not _can_be_name(unit, token, j > i):
            break
        if (
            token.text[:1].isupper()
            and token.pos in ("PROPN", "NOUN", "ADJ", "X", "ADP", "VERB")
            and token.text not in ("I",)
        ):
            if (
                token.pos not in ("PROPN",)
                and j == i
                and token.pos != "X"
                and token.dep not in ("flat", "appos", "nsubj")
            ):
                break
            j += 1
            last = j
        elif token.lower in grammar["name_particles"] or (token.text in ("-", "‑") and j > i):
            j += 1
        elif j > i and words[j - 1].text in ("-", "‑") and words[j - 1].end == token.start and last == j - 1:
            j += 1
            last = j
        else:
            break
    return last


def _can_be_name(unit: Unit, token: Node, is_inside: bool) -> bool:
    """Tell whether a unit may be part of a personal name: a surname, a place, a title word inside ("Dayton King")."""
    if is_inside and unit.kind in ("person", "surname"):
        return True
    if not token.text[:1].isupper():
        return False
    return unit.kind in ("surname", "place") or (is_inside and unit.kind == "role" and token.dep == "flat")


def _reach_left(words: Words, phrase: Phrase, taken: int) -> None:
    """Take in adjectives, numbers and determiners before the first unit."""
    while phrase.start > taken:
        i = phrase.start
        token = words[i - 1]
        is_hyphen = token.text in _HYPHENS and i - 2 >= taken and _inside(words[i - 2].head, phrase)
        is_hyphened = words[i].text in _HYPHENS and _inside(token.head, phrase)  # "a 14-[year]-old boy"
        if not (_premodifies(token, phrase) or is_hyphen or is_hyphened):
            break
        phrase.start -= 1


def _premodifies(token: Node, phrase: Phrase) -> bool:
    if token.dep not in _LEFT or token.pos == "PUNCT" or (token.pos == "VERB" and not _is_participle(token)):
        return False
    return _inside(token.head, phrase)


def _is_participle(token: Node) -> bool:
    return token.dep == "amod" and token.lower.endswith(("ed", "ing", "en", "n"))


def _inside(token: Node, phrase: Phrase) -> bool:
    return phrase.start <= token.i < phrase.end


def _head(words: Words, phrase: Phrase) -> int:
    """Return the token by which the tree holds the phrase: the one that hangs on something outside."""
    outside = [
        token for token in words[phrase.start : phrase.end]
        if token.head is token or not phrase.start <= token.head.i < phrase.end or token.head.i == token.i
    ]  # fmt: skip
    nominal = [
        token
        for token in outside
        if token.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X")
        and token.dep not in ("punct", "case", "det", "advmod")
    ]
    for token in nominal:
        if token.dep in _ARGUMENTS[:6] or token.head.i == token.i:
            return token.i
    if nominal:
        return nominal[-1].i
    return outside[0].i if outside else phrase.end - 1


def _attach(words: Words, phrases: list[Phrase], grammar: Grammar) -> None:
    """Tie each phrase to what its preposition governs ("ministers of France and Germany")."""
    for phrase, following in itertools.pairwise(phrases):
        i = phrase.end
        if i < len(words) and (words[i].lower in ("and", "or", "&") or words[i].text == ","):
            j = _skip_conjunction(words, i)
            if j < len(words) and words[j].lower in ("the", "its"):
                j += 1
            if j >= following.start:
                phrase.links_to = "and"
        elif (bond := _bond(words, i, grammar)) is not None:
            preposition, j = bond
            while j < following.start and (
                words[j].lower in grammar["fillers"]
                or words[j].pos in ("ADJ", "NUM", "DET")
                or words[j].lower in grammar["locative"]
                or _opens_division(words, j, grammar)
            ):
                j += 1
            if j >= following.start and not is_approximate(words, i):
                phrase.preposition = preposition
    for index, phrase in enumerate(phrases):
        if not phrase.preposition:
            continue
        phrase.right = [phrases[index + 1]]
        k = index + 1
        while k + 1 < len(phrases) and phrases[k].links_to == "and":
            k += 1
            phrase.right.append(phrases[k])


def _opens_division(words: Words, i: int, grammar: Grammar) -> bool:
    """Tell whether a token only says what kind of place follows ("premier of the [province] of Quebec")."""
    return words[i].lower in grammar["divisions"] and i + 1 < len(words) and words[i + 1].lower == "of"


def _bond(words: Words, i: int, grammar: Grammar) -> tuple[str, int] | None:
    """Return the preposition at a token that ties a phrase to the next one, and the token behind it.

    Words of allegiance tie like "of": "forces loyal to the president", "a coalition led by France".
    """
    if i >= len(words):
        return None
    if words[i].lower in grammar["belonging"] or words[i].lower in grammar["destined"]:
        return words[i].lower, i + 1
    if words[i].lower in grammar["allegiance"] and i + 1 < len(words) and words[i + 1].lower in ("to", "by"):
        return "of", i + 2
    return None
