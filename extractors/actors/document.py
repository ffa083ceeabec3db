"""What one document teaches: names it binds, who was spoken of last, which country it is about."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from .codes import UNKNOWN, split
from .entries import INTERNATIONAL, Entry
from .lexicon import ActorLexicon, surnames_of, valid_entries
from .mention import Mention
from .pieces import Piece, keys
from .trie import Match

# How many sentences back a reference reaches.
_PRONOUN_REACH, _TITLE_REACH, _PAIR_REACH = 2, 12, 2
# A country dominates a document that names it this often, and this many times as often as any other.
_OFTEN = 3
ANYBODY = "INT"  # "many countries": whom a pronoun of another sentence takes up there is unknown
_PLACES = frozenset({"state", "capital", "place"})
_STATE_KINDS = frozenset({"state", "organisation", "group"})


@dataclass(frozen=True, slots=True)
class _Seen:
    sentence: int
    is_subject: bool
    mention: Mention


class DocumentActors:
    """The memory of one document; give it to ``find_mentions`` sentence by sentence, in order.

    ``date`` is the document's dateline: offices and names are read as of it where no better date is known.
    """

    def __init__(self, lexicon: ActorLexicon, date: dt.date | None = None) -> None:
        self.lexicon, self.date = lexicon, date
        self.sentence = self.bindings = 0
        self._bound: dict[str, list[tuple[tuple[str, ...], str, Entry]]] = {}
        self._seen: list[_Seen] = []
        self._titled: list[_Seen] = []
        self._nouns: dict[str, Mention] = {}
        self._described: dict[str, list[_Seen]] = {}
        self._titles: dict[tuple[str, str], frozenset[str]] = {}
        self._countries: Counter[str] = Counter()
        self._home: str | None = None

    def locate(self, dateline: str) -> None:
        """Remember the country that a dateline names ("LIMA, Peru (AP) - "): the document's own until it names another."""
        places = (e for match in self.lexicon.match(dateline) for e in match.entries if e.kind in _PLACES)
        place = next((e for e in valid_entries(places, self.date) if e.code[:3] not in INTERNATIONAL), None)
        self._home = place.code[:3] if place is not None else self._home

    # ---- names

    def bind(self, name: str, entry: Entry) -> None:
        """Make a name mean an entry from here on; a later binding of the same name replaces the earlier one."""
        parts = keys(name)
        if not parts:
            return
        self.bindings += 1
        rows = self._bound.setdefault(parts[0], [])
        rows[:] = [row for row in rows if row[0] != parts]
        rows.append((parts, name, entry))
        rows.sort(key=lambda row: -len(row[0]))

    def bind_person(self, entry: Entry) -> None:
        """Bind a person's full name and surname."""
        self.bind(entry.name, entry)
        if entry.person is not None:
            for surname in surnames_of(entry.person):
                self.bind(surname, entry)
            return
        words = entry.name.split()
        if len(words) > 1:
            self.bind(words[-1], entry)
            if entry.code[:3] in ("CHN", "KOR", "PRK", "TWN", "VNM", "HKG"):
                self.bind(words[0], entry)

    def bound(self, text: str, pieces: list[Piece]) -> list[Match]:
        """Return the names in a text that this document has bound."""
        if not self._bound:
            return []
        found = []
        for i, piece in enumerate(pieces):
            for parts, _, entry in self._bound.get(piece.key, ()):
                last = i + len(parts) - 1
                if (
                    last < len(pieces)
                    and all(pieces[i + k].key == part for k, part in enumerate(parts))
                    and text[pieces[last].start].isupper()
                ):
                    found.append(Match(i, last, piece.start, pieces[last].end, (entry,)))
                    break
        return found

    def may_refer(self, text: str) -> bool:
        """Tell, before parsing, whether a text may take up an actor that the document already knows."""
        if not self._seen and self._home is None:
            return False
        grammar = self.lexicon.grammar
        words = set(keys(text))
        return (
            not words.isdisjoint(self._bound) or self.may_describe(words)
            or any(not words.isdisjoint(grammar[name]) for name in ("he", "she", "it", "they", "pair_nouns"))
            or any(not words.isdisjoint(seen.mention.titles) for seen in (*self._titled[-10:], *self._seen[-40:]))
            or not words.isdisjoint(grammar["pair_words"])
            or (self.main_country() is not None and self.lexicon.may_have_office(text))
        )  # fmt: skip

    # ---- memory

    def observe(self, mentions: Iterable[Mention], subjects: frozenset[int], inside: Iterable[Mention] = ()) -> None:
        """Remember the mentions of a sentence; ``subjects`` are the head tokens that are subjects.

        ``inside`` are people named within another actor's phrase, whom only their titles take up again.
        """
        self._titled.extend(_Seen(self.sentence, False, mention) for mention in inside if mention.titles)
        for mention in mentions:
            if mention.kind == "pronoun" and mention.head in subjects:
                self._continue(mention)
            if mention.kind in ("thing", "pronoun"):
                continue
            country, _ = split(mention.code)
            if country and country not in INTERNATIONAL:
                self._countries[country] += 1
            if mention.is_place_only or mention.kind == "place":
                continue
            self._seen.append(_Seen(self.sentence, mention.head in subjects, self._titled_as_before(mention)))
        self.sentence += 1

    def _continue(self, pronoun: Mention) -> None:
        """Remember whom a pronoun stood for as the subject of this sentence, whom the next one may go on about."""
        who = (pronoun.code, pronoun.name)
        known = next((one.mention for one in reversed(self._seen) if (one.mention.code, one.mention.name) == who), None)
        if known is not None:
            self._seen.append(_Seen(self.sentence, True, known))

    def _titled_as_before(self, mention: Mention) -> Mention:
        """Return a person with all titles that the document has given him so far."""
        if mention.kind != "person":
            return mention
        who = (mention.code, mention.name)
        titles = self._titles[who] = self._titles.get(who, frozenset()) | mention.titles
        return replace(mention, titles=titles)

    def learn_nouns(self, nouns: Iterable[str], mention: Mention) -> None:
        """Let descriptions ("the alliance") stand for a body from here on."""
        for noun in nouns:
            self._nouns[noun.lower()] = mention
            self._described.pop(noun.lower(), None)

    def learn_description(self, noun: str, mention: Mention) -> None:
        """Let a role noun ("girls") stand for those whom it named with their country, for some sentences."""
        self._described.setdefault(noun, []).append(_Seen(self.sentence, False, mention))

    # ---- reference

    def by_noun(self, noun: str) -> Mention | None:
        """Return the body that a description such as "alliance" stands for in this document."""
        return self._nouns.get(noun)

    def by_description(self, noun: str) -> Mention | None:
        """Return whom a role noun ("girls", "ministry") stands for that the document used before, naming the country.

        Of several who were described alike: those of this or the last sentence, else those spoken of most, else last.
        """
        seen = sorted(
            (one for word in self.alike(noun) for one in self._described.get(word, ())), key=lambda one: one.sentence
        )
        near = [one for one in seen if self.sentence - one.sentence <= _TITLE_REACH]
        if not near:
            return None
        if self.sentence - near[-1].sentence <= 1:
            return near[-1].mention
        counts = Counter(one.mention.code for one in seen)
        most = max(counts[one.mention.code] for one in near)
        return [one.mention for one in near if counts[one.mention.code] == most][-1]

    def may_describe(self, words: Set[str]) -> bool:
        """Tell whether any of some lower-case words stands for a body or for people in this document."""
        return not words.isdisjoint(self._nouns) or any(word in self._described for word in self.described_by(words))

    def described_by(self, words: Set[str]) -> Set[str]:
        """Return some lower-case words with those that may stand for the same people."""
        young = self.lexicon.grammar["young"]
        return words if young.isdisjoint(words) else words | young

    def alike(self, noun: str) -> frozenset[str]:
        """Return the nouns of one number that may take one another up ("student", "boy"), with the given one."""
        young = self.lexicon.grammar["young"]
        if noun not in young:
            return frozenset({noun})
        return frozenset(word for word in young if is_plural(word) == is_plural(noun))

    def by_title(self, title: str, here: Iterable[Mention] = ()) -> Mention | None:
        """Return the last person spoken of who bears a title ("minister")."""
        titles = self.alike(title)
        for mention in reversed(list(here)):
            if not titles.isdisjoint(mention.titles) and mention.kind in ("person", "role") and not mention.is_plural:
                return mention
        for seen in reversed(sorted((*self._titled, *self._seen), key=lambda one: one.sentence)):
            if self.sentence - seen.sentence > _TITLE_REACH:
                return None
            if (
                not titles.isdisjoint(seen.mention.titles)
                and not seen.mention.is_plural
                and not seen.mention.code.startswith(UNKNOWN)
            ):
                return seen.mention
        return None

    def by_pronoun(self, kind: str, here: list[tuple[Mention, bool]]) -> list[Mention]:
        """Return whom "he", "she", "it" or "they" stands for: in this sentence before it, else in the ones before.

        ``here`` are the mentions before the pronoun, each with whether it is a subject; subjects come first.
        """
        subjects = [mention for mention, is_subject in here if is_subject and fits(mention, kind)]
        if subjects:
            return _sharing(subjects[-1], subjects)
        others = [mention for mention, _ in here if fits(mention, kind)]
        if others and (kind in ("he", "she") or len({mention.code + mention.name for mention in others}) == 1):
            return [others[-1]]
        if others:
            return [others[0]]
        for back in range(1, _PRONOUN_REACH + 1):
            found = self._from_sentence(self.sentence - back, kind)
            if found is not None:
                return found
        return []

    def _from_sentence(self, sentence: int, kind: str) -> list[Mention] | None:
        """Return the referents that an earlier sentence offers: [] where it offers several, None where none."""
        seen = [item for item in self._seen if item.sentence == sentence and item.mention.code != ANYBODY]
        subjects = [item.mention for item in seen if item.is_subject]
        fitting = [mention for mention in subjects if fits(mention, kind)]
        if fitting:
            return _sharing(fitting[0], fitting)
        if kind == "they" and len({mention.code for mention in subjects}) > 1:
            return _one_each(subjects)
        others = [item.mention for item in seen if fits(item.mention, kind)]
        if len({mention.name for mention in others}) == 1:
            return others[:1]
        return [] if others and kind in ("he", "she") else None

    def last_pair(self, here: Iterable[Mention]) -> tuple[Mention, Mention] | None:
        """Return the last two different states or bodies spoken of."""
        recent = [seen.mention for seen in self._seen if self.sentence - seen.sentence <= _PAIR_REACH]
        found: list[Mention] = []
        for mention in reversed([*recent, *here]):
            base, roles = split(mention.code)
            if base is None or mention.is_place_only or mention.kind in ("thing", "place", "pronoun"):
                continue
            if "MED" in roles:  # who reports is no side
                continue
            key = mention.code if base in INTERNATIONAL else base
            if all(
                key != (other.code if split(other.code)[0] in INTERNATIONAL else split(other.code)[0])
                for other in found
            ):
                found.append(mention)
            if len(found) == 2:
                return found[1], found[0]
        return None

    def last_two(self, here: Sequence[Mention]) -> tuple[Mention, Mention] | None:
        """Return the two actors of the last sentence that names several, unless it names more: "the two"."""
        before = (
            [seen.mention for seen in self._seen if seen.sentence == self.sentence - back]
            for back in range(1, _PAIR_REACH + 1)
        )
        for mentions in (here, *before):
            found: list[Mention] = []
            for mention in mentions:
                if mention.kind not in ("thing", "pronoun", "place") and not any(
                    is_same(mention, one) for one in found
                ):
                    found.append(mention)
            if len(found) > 1:
                return (found[0], found[1]) if len(found) == 2 else None
        return None

    def last_court(self, here: Sequence[Mention]) -> Mention | None:
        """Return the court whose "ruling" is spoken of: the last one named, here or before."""
        for mention in reversed([*(seen.mention for seen in self._seen), *here]):
            if mention.country is not None and "JUD" in split(mention.code)[1]:
                return mention
        return None

    def last_state(self, here: Iterable[Mention]) -> Mention | None:
        """Return the state that "the country" stands for: the last one spoken of, here or just before."""
        recent = [seen.mention for seen in self._seen if self.sentence - seen.sentence <= _PAIR_REACH]
        for mention in reversed([*recent, *here]):
            base = mention.country
            if (
                base is not None
                and base not in INTERNATIONAL
                and mention.kind in ("state", "role", "person", "place", "thing")
            ):
                return mention.recoded(base, "reference", 0.6)
        return None

    def main_country(self, here: Iterable[str] = ()) -> str | None:
        """Return the country that the document is about: the only one, one named thrice as often as the next, or its dateline's."""
        counts = self._countries.copy()
        counts.update(here)
        if not counts:
            return self._home
        return next(iter(counts)) if len(counts) == 1 else _dominant(counts)

    def names(self, country: str) -> bool:
        """Tell whether the document has named a country before."""
        return self._countries[country] > 0

    def dominant_country(self) -> str | None:
        """Return the country that the document has named at least thrice, and thrice as often as any other."""
        return _dominant(self._countries)


def fits(mention: Mention, kind: str) -> bool:
    """Tell whether a pronoun of a kind may stand for a mention."""
    if mention.is_place_only or mention.kind in ("thing", "pronoun", "place"):
        return False
    person = mention.kind == "person" or (mention.kind == "role" and bool(mention.titles))
    if kind == "he":
        return person and not mention.is_plural and mention.gender != "f"
    if kind == "she":
        return person and not mention.is_plural and mention.gender != "m"
    if kind == "it":
        return mention.kind in _STATE_KINDS or (mention.kind == "role" and not mention.titles and not mention.is_plural)
    return mention.is_plural or (mention.kind in ("group", "organisation") and not is_region(mention))


def is_region(mention: Mention) -> bool:
    """Tell whether a mention is a part of the world that acts by its own name ("Europe"): it has its bare code."""
    return mention.kind == "organisation" and len(mention.code) == 3 and mention.code not in INTERNATIONAL


def is_same(one: Mention, two: Mention) -> bool:
    """Tell whether two mentions of a sentence name the same actor: by the same name, or one in apposition to the other."""
    near = max(one.start, two.start) - min(one.end, two.end) <= 1
    is_apposed = near and "role" in (one.kind, two.kind) and one.country == two.country
    return is_apposed or (one.code == two.code and one.name == two.name)


def is_plural(noun: str) -> bool:
    """Tell whether a noun for young people stands in the plural."""
    return noun.endswith("s") or noun == "children"


def _sharing(mention: Mention, among: list[Mention]) -> list[Mention]:
    """Return the mentions that stand for several actors under one head with this one."""
    return [other for other in among if (other.start, other.head) == (mention.start, mention.head)]


def _one_each(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions of different states, or of nobody's: "they" are Togo and Benin, not Benin's president too."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        country = mention.country
        found.setdefault(country if country and country not in INTERNATIONAL else mention.code + mention.name, mention)
    return list(found.values())


def _dominant(counts: Counter[str]) -> str | None:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[0][1] < _OFTEN * ranked[1][1]):
        return None
    return ranked[0][0]
