"""The day that a paragraph tells of: it holds for the sentences after the one that names it, until another day or a speech act."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from extractors.records import DateExpression
from extractors.resources import CONFIG, read_toml
from extractors.sentences import split_sentences


def narrated_day(
    text: str, start: int, expressions: Sequence[DateExpression], dateline: dt.date | None
) -> DateExpression | None:
    """Return the day on which the sentence that begins at ``start`` goes on, or None.

    It is the last date before the sentence in its paragraph, where that is one past day, its sentence names no other
    day, and nobody says anything from there on: who speaks does so on another day than the one he tells of.
    """
    opening = text.rfind("\n", 0, start) + 1
    dated = [one for one in expressions if opening <= one.start < start and one.first is not None]
    if not dated or start == opening:
        return None
    last = dated[-1]
    if (
        last.granularity not in ("day", "time")
        or last.first is None
        or (dateline is not None and last.first > dateline)
    ):
        return None
    told = max((opening + first for first, _ in split_sentences(text[opening:start]) if opening + first <= last.start))
    is_alone = all((one.first, one.last) == (last.first, last.last) for one in dated if one.start >= told)
    return last if is_alone and not _speech().search(text, told, start) else None


@cache
def _speech() -> re.Pattern[str]:
    verbs = read_toml(CONFIG / "sentences.toml")["speech_verbs"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, verbs))})\b")
