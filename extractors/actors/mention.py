"""What the engine hands out: a mention of a political actor, and a mention of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..records import Actor, Place, ResolvedBy
from .codes import split

MentionKind = Literal["person", "state", "organisation", "group", "role", "place", "thing", "pronoun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor in a sentence.

    ``start``/``end`` are token indices (end exclusive), ``head`` the token by which the tree holds the phrase,
    ``anchor`` the token that carries the name (the adjective in "Russian gas"), ``start_char``/``end_char`` code points
    into the sentence.  ``is_place_only``: a scene ("in Geneva"), not an actor.  ``titles`` are the role words by which
    later mentions may call it.
    """

    start: int
    end: int
    head: int
    anchor: int
    start_char: int
    end_char: int
    text: str
    code: str
    name: str
    kind: MentionKind
    resolved_by: ResolvedBy = "name"
    confidence: float = 1.0
    gender: str = ""
    is_plural: bool = False
    is_place_only: bool = False
    titles: frozenset[str] = frozenset()
    where: str = ""

    @property
    def country(self) -> str | None:
        """Return the country or international base of the code; None when unknown."""
        return split(self.code)[0]

    def to_actor(self, offset: int) -> Actor:
        """Return the record of this mention in a sentence that begins at ``offset`` of the document's text."""
        country, roles = split(self.code)
        return Actor(
            self.code, country, roles, self.name, self.text, offset + self.start_char, offset + self.end_char,
            self.resolved_by, round(self.confidence, 2),
        )  # fmt: skip

    def recoded(self, code: str, by: ResolvedBy, confidence: float) -> Mention:
        """Return this mention with another code and how that was found."""
        return replace(self, code=code, resolved_by=by, confidence=confidence)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in a sentence: token span, governing preposition ("" for none), and where it lies (WGS 84 degrees)."""

    start: int
    end: int
    start_char: int
    end_char: int
    text: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    preposition: str = ""

    def to_place(self) -> Place:
        """Return the record of this place."""
        return Place(self.name, self.country, self.lat, self.lon)


def mention_at(mentions: Sequence[Mention], token: int) -> Mention | None:
    """Return the mention that a token stands for: one headed by it, else the smallest that covers it."""
    headed = [mention for mention in mentions if mention.head == token]
    if headed:
        return max(headed, key=lambda mention: (mention.end - mention.start, -mention.start))
    covering = [mention for mention in mentions if mention.start <= token < mention.end]
    return min(covering, key=lambda mention: (mention.end - mention.start, mention.start), default=None)
