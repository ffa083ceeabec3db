"""Candidates: names that a corpus has in political positions and that no actor file knows, each with a row to paste."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.actions.frames import Lexicon
from extractors.actions.match import agents_of, objects_of, subject_nodes
from extractors.actions.reading import Reader
from extractors.tree import Node, Tree

from .codes import PRIMARY, UNKNOWN, split
from .lexicon import ActorLexicon
from .load import GROUP_COLUMNS, ORGANISATION_COLUMNS, PEOPLE_COLUMNS
from .mention import Mention
from .names import BODIES, JOINING, NAME_WORD, is_headline, is_name
from .phrases import POSSESSIVES
from .pieces import keys
from .refusal import is_match_report
from .trie import Match
from .words import words_of

MOST_EVIDENCE = 3
# What an analyst has to fill in: no code, so that a row pasted as it stands is refused with its file and line.
OPEN = "???"
_TITLES = ("role", "adjective", "state", "people")
_POLITICAL = frozenset({*PRIMARY, "PTY", "LEG"})
_LONGEST = {"person": 4, "organisation": 8, "group": 8}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in a political position: ``kind`` person, organisation or group; "" for a surname alone, which tells nothing.

    ``code`` is what the sentence makes of the bearer (UNKNOWN where it tells no country), ``office`` the words for it;
    ``is_political`` tells that the position is more than speaking or a title outside politics.
    """

    name: str
    kind: str
    code: str
    office: str
    sentence: str
    is_political: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that no file knows: sightings, documents with one, sentences, and the row to paste into ``file``."""

    name: str
    kind: str
    count: int
    documents: int
    evidence: tuple[str, ...]
    file: str
    row: str


class Seeker:
    """Seeks unknown names in parsed sentences."""

    def __init__(self, lexicon: ActorLexicon, frames: Lexicon) -> None:
        self.lexicon, self.frames = lexicon, frames
        self.bodies = lexicon.bodies

    def seek(self, tree: Tree, mentions: Sequence[Mention]) -> Iterator[Sighting]:
        """Yield the unknown names of a sentence that act, are acted upon, speak, or bear a title, in text order."""
        nodes = tree.nodes
        if is_headline(nodes) or is_match_report(words_of(tree), self.lexicon.refusals):
            return
        acting, speaking = self._placed(tree)
        for start, end in self._runs(tree):
            run = nodes[start:end]
            kind, here = self._kind(run), {node.i for node in run}
            titled = self._titled(nodes, start, end, mentions) if kind in ("person", "") else None
            if titled is None and here.isdisjoint(acting | speaking):
                continue
            code, office = titled or (self._country(nodes, start, end) if kind in BODIES else UNKNOWN, "")
            is_political = not here.isdisjoint(acting) or not _POLITICAL.isdisjoint(split(code)[1])
            yield Sighting(tree.text[run[0].start : run[-1].end], kind, code, office, tree.text, is_political)

    def _runs(self, tree: Tree) -> Iterator[tuple[int, int]]:
        """Yield start and end of the unknown names of a sentence, without titles."""
        nodes, i = tree.nodes, 0
        titles = [m for m in self.lexicon.match(tree.text) if m.entries[0].kind in _TITLES]
        while i < len(nodes):
            if not is_name(nodes[i]):
                i += 1
                continue
            end = i + 1
            while end < len(nodes) and (is_name(nodes[end]) or self._joins(nodes, i, end)):
                end += 1
            start = self._after_titles(nodes, i, end, titles)
            if start < end and self._is_unknown(tree, start, end):
                yield start, end
            i = end

    def _joins(self, nodes: list[Node], start: int, i: int) -> bool:
        """Tell whether a small word goes on with the name ("van", "Front for", the hyphen of "Al-Masri")."""
        if nodes[i - 1].end == nodes[i].start and (nodes[i].text == "-" or nodes[i - 1].text == "-"):
            return i + 1 < len(nodes) or nodes[i].text != "-"
        if i + 1 >= len(nodes) or not (is_name(nodes[i + 1]) or nodes[i + 1].lower == "the"):
            return False
        if nodes[i].lower in JOINING:
            return nodes[i - 1].lower in self.bodies
        if nodes[i].lower == "the":
            return nodes[i - 1].lower in JOINING
        return nodes[i].lower in self.lexicon.grammar["name_particles"] and i > start

    def _after_titles(self, nodes: list[Node], start: int, end: int, titles: Sequence[Match]) -> int:
        """Return where a name begins: behind titles and honorifics, or with the adjectives of a body's name."""
        if self._kind(nodes[start:end]) in BODIES and nodes[start - 1].lower not in JOINING:
            while start > 1 and nodes[start - 1].text[:1].isupper() and nodes[start - 1].pos in ("ADJ", "NOUN"):
                start -= 1
            return start
        honorifics, first = self.lexicon.grammar["honorifics"], start
        for title in titles:
            if title.start < nodes[end - 1].end and title.end > nodes[first].start:
                first = next((i for i in range(first, end) if nodes[i].start >= title.end), end)
            if first == end:
                return end
        while first < end and nodes[first].lower.rstrip(".") in honorifics:
            first += 1
        return first

    def _is_unknown(self, tree: Tree, start: int, end: int) -> bool:
        """Tell whether a run of capitalised words is a name that the files lack, and of a kind that may act in politics."""
        nodes = tree.nodes
        run = nodes[start:end]
        kind = self._kind(run)
        words = [node.text for node in run]
        refusals, calendar = self.lexicon.refusals.cities, self.lexicon.grammar["calendar"]
        last = run[-1].lower
        if (kind and len(run) > _LONGEST[kind]) or any(node.lower in calendar for node in run):
            return False
        if kind in ("person", "") and not all(NAME_WORD.fullmatch(word) or word == "-" for word in words):
            return False
        if kind == "person" and ((nodes[start - 1].lower == "the" and start) or any(self._is_common(n) for n in run)):
            return False
        is_body = kind in BODIES
        if not is_body and (last in refusals.proper or last in refusals.common):
            return False
        if (len(run) > 1 or len(words[0]) > 5) and all(word.isupper() for word in words):
            return False
        text = tree.text[run[0].start : run[-1].end]
        matches = self.lexicon.match(text)
        if is_body:  # a state inside the name is no more than a part of it
            return not any(e.kind != "role" and (m.end - m.start) > len(text) * 0.6 for m in matches for e in m.entries)
        return not any(e.kind != "surname" for m in matches for e in m.entries)

    def _kind(self, run: Sequence[Node]) -> str:
        """Return what bears a name, as far as its words tell."""
        head = next((run[i - 1] for i in range(1, len(run)) if run[i].lower in JOINING), run[-1])
        if len(run) > 1 and head.lower in self.bodies:
            return self.bodies[head.lower]
        if len(run) == 1:
            return "organisation" if run[0].text.isupper() and len(run[0].text) > 2 else ""
        return "person"

    def _is_common(self, node: Node) -> bool:
        """Tell whether a word is one of the language's, not a name: a role, a trigger, a member of a word class."""
        return (
            node.lower in self.bodies
            or node.lower in self.frames.nouns
            or any(entry.kind == "role" for entry in self.lexicon.lookup(node.lower))
        )

    def _placed(self, tree: Tree) -> tuple[set[int], set[int]]:
        """Return the tokens that a trigger has for its subject, object, agent, counterpart or possessor, and who only speaks."""
        reader = Reader(tree, self.frames)
        acting: set[int] = set()
        speaking: set[int] = set()
        for node in tree.nodes:
            match = reader.match(node)
            if match is None:
                continue
            if not node.is_verbal:
                acting |= {other.i for other in (*agents_of(node), *node.sub("nmod:poss"))}
            elif match.frame.operator == "say":
                speaking |= {other.i for other in subject_nodes(node)}
            else:
                acting |= {other.i for other in (*subject_nodes(node), *objects_of(node))}
                acting |= {other.i for other in node.sub("obl") if other.case() in ("with", "against", "by")}
        return acting, speaking

    def _titled(self, nodes: list[Node], start: int, end: int, mentions: Sequence[Mention]) -> tuple[str, str] | None:
        """Return code and words of the title or apposition of a name, None where the sentence gives it none."""
        for mention in mentions:
            if mention.kind == "person" and mention.start < start < mention.end:
                words = nodes[mention.start : start]
                if not any(word.lower in POSSESSIVES for word in words[-1:]):
                    return mention.code, mention.text[: nodes[start].start - mention.start_char].strip(" ,")
            behind = end < len(nodes) and nodes[end].text == "," and mention.start in (end + 1, end + 2)
            before = mention.end == start or (mention.end == start - 1 and nodes[start - 1].text == ",")
            if mention.kind == "role" and not mention.is_plural and (behind or before) and self._is_personal(mention):
                return mention.code, mention.text
        return None

    def _is_personal(self, mention: Mention) -> bool:
        """Tell whether a role is a person's, not a ministry's."""
        roles = [entry.role for title in sorted(mention.titles) for entry in self.lexicon.lookup(title)]
        return any(role is not None and role.kind == "person" for role in roles)

    def _country(self, nodes: list[Node], start: int, end: int) -> str:
        """Return the country that a body's name has in it or before it, else UNKNOWN."""
        for node in nodes[max(0, start - 1) : end]:
            for entry in self.lexicon.lookup(node.text):
                if entry.kind in ("state", "adjective"):
                    return entry.code
        return UNKNOWN


@dataclass(slots=True)
class Gathering:
    """The sightings of a corpus, document by document."""

    lexicon: ActorLexicon
    _sightings: dict[tuple[str, ...], list[Sighting]] = field(default_factory=dict)
    _documents: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def add(self, sightings: Iterable[Sighting]) -> None:
        """Take in the sightings of one document; a surname alone counts for the one person who bears it there."""
        sightings = list(sightings)
        full: dict[str, set[tuple[str, ...]]] = {}
        for each in sightings:
            if each.kind == "person":
                full.setdefault(keys(each.name)[-1], set()).add(_identity(each))
        seen: set[tuple[str, ...]] = set()
        for each in sightings:
            bearers = {_identity(each)} if each.kind else full.get(keys(each.name)[-1], set())
            if len(bearers) == 1:
                (identity,) = bearers
                self._sightings.setdefault(identity, []).append(each)
                seen.add(identity)
        self._documents.update(seen)

    def ranked(self, least: int) -> list[Candidate]:
        """Return who was seen at least so often, the most frequent first, then by name."""
        found = [
            self._candidate(key, seen)
            for key, seen in self._sightings.items()
            if len(seen) >= least and any(each.is_political for each in seen)
        ]
        return sorted(found, key=lambda candidate: (-candidate.count, candidate.name))

    def _candidate(self, identity: tuple[str, ...], seen: list[Sighting]) -> Candidate:
        whole = [each for each in seen if each.kind]
        name, kind = _most(each.name for each in whole), _most(each.kind for each in whole)
        code = _most(each.code for each in whole if not each.code.startswith(UNKNOWN)) or _most(
            OPEN + each.code[3:] for each in whole
        )
        office = _most(each.office for each in whole if each.office)
        variants = "|".join(sorted({each.name for each in whole} - {name}))
        evidence = tuple(dict.fromkeys(each.sentence for each in seen))[:MOST_EVIDENCE]
        cells: tuple[str, ...]
        if kind == "person":
            file, cells = self._file(code[:3]), (name, variants, "", code, office, "", "")
        elif kind == "group":
            file, cells = "config/actors/groups.csv", (code, name, variants, "", "", "")
        else:
            file, cells = "config/actors/organisations.csv", (code, name, variants, "", "", "", "")
        columns = {"person": PEOPLE_COLUMNS, "group": GROUP_COLUMNS}.get(kind, ORGANISATION_COLUMNS)
        row = _csv(dict(zip(columns, cells, strict=True)).values())
        return Candidate(name, kind, len(seen), self._documents[identity], evidence, file, row)

    def _file(self, country: str) -> str:
        """Return the people file that has most people of a country; without a country the folder."""
        files = Counter(
            person.where.rpartition(":")[0]
            for person in self.lexicon.people
            if person.offices[0].code[:3] == country and person.where.startswith("config/actors/people/")
        )
        return _most(files.elements()) or "config/actors/people/"


def _identity(sighting: Sighting) -> tuple[str, ...]:
    """Return what the spellings of a name share: of a person's the first and the last word."""
    parts = keys(sighting.name)
    return (parts[0], parts[-1]) if sighting.kind == "person" else parts


def _most(values: Iterable[str]) -> str:
    """Return the most frequent value, of several the first in the alphabet; "" of none."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _csv(cells: Iterable[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()
