"""A reading of a phrase turned into mentions: spans, offsets, scene or actor."""

from __future__ import annotations

from .mention import Mention
from .phrases import Phrase
from .reading import Reader, Reading
from .scene import preposition_of
from .words import Words


def make_mentions(words: Words, phrase: Phrase, reading: Reading, reader: Reader) -> list[Mention]:
    end = phrase.end
    if reading.absorbs and phrase.preposition in ("of", "for", "with", "in", "at"):
        used = [right for right in phrase.right if id(right) in reader.absorbed]
        end = max([end, *(right.end for right in used)])
    lo, hi, text = words.span(phrase.start, end)
    scene = reading.kind == "place" or (
        reading.kind == "state" and preposition_of(words, phrase, reader.grammar) in reader.grammar["locative"]
        and not (phrase.units and phrase.units[0].kind == "seat")
    )  # fmt: skip
    is_place = reading.is_scene or (scene and (reading.kind != "place" or _is_located(words, phrase, reader)))
    return [
        Mention(
            phrase.start, end, phrase.head, phrase.units[-1].start, lo, hi, text, code, name, reading.kind, reading.by,
            reading.confidence, reading.gender, reading.is_plural, is_place, reading.titles, reading.where,
        )
        for code, name in reading.codes
    ]  # fmt: skip


def _is_located(words: Words, phrase: Phrase, reader: Reader) -> bool:
    preposition = preposition_of(words, phrase, reader.grammar)
    return bool(preposition) or words[phrase.head].dep in ("compound", "nmod", "appos", "obl", "list")
