"""The time of one document: its datelines, its date expressions, and the date of each of its actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.codebook import load_codebook
from extractors.datelines import TextPart, part_at, text_parts
from extractors.dates import find_dates
from extractors.dating import date_of
from extractors.hints import Hints
from extractors.narration import narrated_day
from extractors.records import DateExpression, Document, EventDate
from extractors.sources import source_settings

if TYPE_CHECKING:
    from extractors.actions.finder import Action
    from extractors.coder import Coded


class Dates:
    """When the actions of one document happened: its datelines and the expressions that its parsed sentences bear on."""

    def __init__(self, document: Document, coded: Sequence[Coded]) -> None:
        hints = Hints(coded)
        self._text = document.text
        time_zone = document.time_zone or source_settings(document.source).time_zone
        self.parts = text_parts(document.text, document.date, time_zone)
        found = find_dates(
            document.text,
            document.date,
            tense=hints.tense,
            pos_at=hints.pos,
            parts=[(part.start, part.date) for part in self.parts],
        )
        self.expressions = [one for one in found if one.start >= part_at(self.parts, one.start).end]

    def inside(self, one: Coded) -> list[DateExpression]:
        """Return the expressions of a sentence; a dateline is none."""
        return [e for e in self.expressions if one.offset <= e.start < one.sentence.end]

    def part(self, one: Coded) -> TextPart:
        """Return the part of the text in which a sentence stands."""
        return part_at(self.parts, one.sentence.start)

    def of(self, one: Coded, action: Action) -> EventDate:
        """Return the date of an action of a sentence."""
        inside, part = self.inside(one), self.part(one)
        is_told = not inside and not is_verbal(action)
        story = narrated_day(self._text, one.sentence.start, self.expressions, part.date) if is_told else None
        return date_of(action.trigger, one.tree, one.offset, inside, part, is_speech=action.is_speech, story=story)


def is_verbal(action: Action) -> bool:
    """Tell whether an action is done by words (quad classes 1 and 3); meetings, visits (root 04) and inquiries (09) are more."""
    code = load_codebook()[action.code]
    return action.is_speech or (code.quad in (1, 3) and code.root not in ("04", "09"))
