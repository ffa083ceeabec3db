"""The setting of a sentence: what its document tells of states and governments that the sentence itself leaves unnamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.actors.codes import ROLES, split
from extractors.actors.entries import INTERNATIONAL
from extractors.actors.mention import Mention

STATELY = frozenset({"GOV", "MIL"})
NAMING = frozenset({"name", "composition"})
# A state counts as a party to what a document tells from this many mentions, and this many times as many as the next.
OFTEN, CLEARLY = 3, 3


@dataclass(frozen=True, slots=True)
class Setting:
    """All actors of a document with the offsets of their sentences, as seen from the sentence at ``offset`` (code points)."""

    known: Sequence[tuple[int, Mention]]
    offset: int

    def counts(self) -> list[tuple[str, int]]:
        """Return the countries that the document names, most named first."""
        found = Counter(
            mention.country
            for _, mention in self.known
            if mention.country is not None
            and mention.country not in INTERNATIONAL
            and mention.resolved_by in NAMING
            and mention.kind not in ("thing", "pronoun")
        )
        return sorted(((c, n) for c, n in found.items() if c), key=lambda item: (-item[1], item[0]))

    def origin(self) -> str | None:
        """Return the country from which the refugees of a document come: that of those whom it names by their nation, most of all."""
        people = [
            mention
            for _, mention in self.known
            if mention.country is not None
            and mention.country not in INTERNATIONAL
            and mention.resolved_by in NAMING
            and mention.kind not in ("thing", "pronoun")
        ]
        fled = [one for one in people if "REF" in split(one.code)[1]]
        ranked = Counter(one.country for one in fled or (one for one in people if is_people(one))).most_common()
        return min((country for country, n in ranked if country and n == ranked[0][1]), default=None)

    def home(self) -> str | None:
        """Return the country that the document is about: the one that it names most, by far."""
        ranked = self.counts()
        if not ranked or ranked[0][1] < OFTEN or (len(ranked) > 1 and ranked[0][1] < CLEARLY * ranked[1][1]):
            return None
        return ranked[0][0]

    def rival(self, one: Mention) -> Mention | None:
        """Return the other of the two states that a document is about, where an actor of one threatens nobody named."""
        ranked = self.counts()
        if len(ranked) < 2 or one.country not in (ranked[0][0], ranked[1][0]) or ranked[1][1] < OFTEN:
            return None
        if len(ranked) > 2 and ranked[1][1] < CLEARLY * ranked[2][1]:
            return None
        return self.state(ranked[1][0] if one.country == ranked[0][0] else ranked[0][0])

    def state(self, country: str, office: str = "") -> Mention | None:
        """Return the mention of a state that stands nearest, placed as seen from this sentence; a named ``office`` ("COP") is better."""
        own = [
            (offset, mention)
            for offset, mention in self.known
            if mention.country == country and not mention.is_place_only and mention.kind in ("state", "person", "role")
        ]
        fit = (
            [one for one in own if office and office in split(one[1].code)[1]]
            or [one for one in own if one[1].code == country]
            or [one for one in own if set(split(one[1].code)[1]) <= STATELY]
        )
        if not fit:
            return None
        offset, mention = min(fit, key=lambda one: (abs(one[0] - self.offset), -one[0], one[1].start))
        shift = offset - self.offset
        return replace(
            mention,
            start_char=mention.start_char + shift,
            end_char=mention.end_char + shift,
            resolved_by="document",
            confidence=mention.confidence * 0.5,
        )


def is_people(mention: Mention) -> bool:
    """Tell whether a mention names people by their nation ("Eritreans"), not a state or those who act for one."""
    roles = set(split(mention.code)[1])
    return mention.kind == "role" and bool(roles) and (roles == {"CVL"} or roles.isdisjoint(ROLES))
