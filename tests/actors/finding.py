"""Types and helpers shared by the tests of the actor engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.actors import Mention

Find = Callable[..., list[list[Mention]]]


def codes(mentions: Sequence[Mention], actors_only: bool = True) -> list[tuple[str, str]]:
    """Return (text, code) of mentions, without scenes and pronouns where ``actors_only``."""
    return [
        (mention.text, mention.code)
        for mention in mentions
        if not (actors_only and (mention.is_place_only or mention.kind == "pronoun"))
    ]
