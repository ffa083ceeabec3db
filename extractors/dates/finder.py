"""Find the dates of a text: tokens, layers of grammar, then days in reading order."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence

from extractors.dates import grammar
from extractors.dates.absolute import detect_date_order
from extractors.dates.cues import lexical_tense
from extractors.dates.joining import tokenize
from extractors.dates.lexicon import Lexicon, load_lexicon
from extractors.dates.meanings import (
    Anaphor,
    Between,
    Directed,
    Fixed,
    Meaning,
    Night,
    Offset,
    Part,
    Relative,
    Rolling,
    Timed,
    Unresolved,
    Weekday,
    Within,
    Written,
)
from extractors.dates.patterns import PosAt
from extractors.dates.periods import Period
from extractors.dates.resolver import YEARLY, Context, Resolution, resolve, resolve_ends
from extractors.dates.tokens import Token, kind
from extractors.records import DateExpression

TenseAt = Callable[[int], str | None] | Mapping[int, str]

_KEPT = frozenset(
    kind(f"X_{name}")
    for name in (
        "DAY", "YEARDAY", "MONTH", "MONTHYEAR", "YEAR", "RDAY", "RWEEK", "RMONTH", "RYEAR", "WEEKDAY", "SEASON",
        "QUARTER", "HOLIDAY", "DECADE", "CENTURY", "PERIOD", "DURATION", "REFERENCE",
    )
)  # fmt: skip
_DIRECTIONS = {"future": 1, "present": 1, "past": -1}
_BOUNDS = {
    "before": "before", "by": "before", "until": "before", "till": "before", "after": "after", "since": "after",
    "around": "approx", "about": "approx", "circa": "approx", "approximately": "approx",
}  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n")
STORY_REACH = 2  # sentences that a named year lasts in a text that also dates by the dateline


def find_dates(
    text: str,
    dateline: dt.date | None,
    *,
    date_order: str | None = None,
    tense: TenseAt | None = None,
    pos_at: PosAt | None = None,
    join_ranges: bool = True,
    parts: Sequence[tuple[int, dt.date | None]] = (),
) -> list[DateExpression]:
    """Return the date expressions of ``text`` in reading order, never overlapping.

    ``dateline`` is the publication date; without one, only what the text itself settles is resolved.
    ``date_order`` ("MDY", "DMY", "YMD") reads "3/4/2015"; None lets the text's own unambiguous dates decide,
    else month first.  ``tense`` gives the tense of the verb that governs an offset ("past", "present",
    "future"), ``pos_at`` the part of speech of the word at an offset (Universal POS); without them, or where
    they return None, nearby words decide.  ``join_ranges`` makes one expression of "from May to July"; otherwise
    its ends are two, as TimeML marks them ("10–12 January" is one either way).  ``parts`` gives texts of several
    datelines (a digest): where each part begins and the day it is written from, in order; before the first, ``dateline``
    holds.  No part remembers what another named.

    Durations, sets and words like "now" come with kind "duration", "set" and "reference" and without days; dates
    that need what the text does not give come with kind "date" and without days.
    """
    lexicon = load_lexicon()
    if not lexicon.cue.search(text.lower()):
        return []
    tokens = tokenize(text, lexicon)
    for layer in grammar.LAYERS:
        tokens = layer.apply(tokens, lexicon, pos_at)
    found = [(index, token) for index, token in enumerate(tokens) if token.kind in _KEPT]
    if not found:
        return []
    order = date_order or detect_date_order((text,)) or "MDY"
    reader = _Reader(
        text=text,
        dateline=dateline,
        date_order=order,
        tense=tense,
        lexicon=lexicon,
        tokens=tokens,
        join_ranges=join_ranges,
        parts=parts,
    )
    return [expression for index, token in found for expression in reader.read(index, token)]


class _Reader:
    """Resolves the expressions of one text in order and remembers what they named."""

    def __init__(
        self,
        *,
        text: str,
        dateline: dt.date | None,
        date_order: str,
        tense: TenseAt | None,
        lexicon: Lexicon,
        tokens: list[Token],
        join_ranges: bool,
        parts: Sequence[tuple[int, dt.date | None]],
    ) -> None:
        self.text = text
        self.dateline = dateline
        self.lexicon = lexicon
        self.tokens = tokens
        self.join_ranges = join_ranges
        self.tense = tense.get if isinstance(tense, Mapping) else tense
        self.is_deictic = any(_is_deictic(token.value) for token in tokens if token.kind in _KEPT)
        self.ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        self.parts = list(reversed(parts))
        self.context = Context(dateline, date_order, lambda: 0)
        self.story_sentence = 0
        self.full_dates = [
            (token.start, core.period)
            for token in tokens
            if token.kind in _KEPT
            and isinstance(core := _core(token.value), Fixed)
            and core.period.grain in {"day", "month"}
        ]

    def read(self, index: int, token: Token) -> list[DateExpression]:
        """Return the expression of one reduced token: two for a range that is not to be joined."""
        sentence = bisect.bisect_right(self.ends, token.start)
        while self.parts and self.parts[-1][0] <= token.start:
            self.dateline = self.parts.pop()[1]
            self.context = Context(self.dateline, self.context.date_order, lambda: 0)
        context = self.context
        if context.story and self.is_deictic and sentence - self.story_sentence >= STORY_REACH:
            context.story = None
        before = self.tokens[index - 1].text if index else ""
        hint = self.tense(token.start) if self.tense else None
        context.is_parsed = hint is not None
        context.tense = lambda: _DIRECTIONS.get(hint or self._words_near(token) or "", 0)
        context.ahead = before in self.lexicon.guards["ahead"] and not (before == "by" and context.tense() < 0)
        meaning: Meaning = token.value
        core = _core(meaning)
        if isinstance(core, Between) and not core.compact and not self.join_ranges:
            return self._ends_of(core, token, sentence)
        opening = self._opening_story(token)
        context.story = context.story or opening
        resolution = resolve(meaning, context)
        if opening is not None:
            context.story = None
        if isinstance(meaning, Written) and resolution.period is None:
            return []
        if not self._names_thing(token, core, before):
            self._remember(meaning, resolution, sentence)
        return [self._express(meaning, resolution, token.start, token.end, before)]

    def _names_thing(self, token: Token, core: Meaning, before: str) -> bool:
        """Tell whether a year is but a part of a thing's name ("the 1951 treaty"): the text does not move to that year."""
        is_year = isinstance(core, Fixed) and core.period.grain == "year" and token.text.isdigit()
        return is_year and before.lower() in _DETERMINERS and _LOWER_WORD.match(self.text, token.end) is not None

    def _opening_story(self, token: Token) -> Period | None:
        """Return the next full date, where a text that never dates by the dateline opens with a yearless one."""
        if self.is_deictic or self.context.story or self.dateline is None or not isinstance(_core(token.value), YEARLY):
            return None
        following = next((period for start, period in self.full_dates if start > token.start), None)
        if following is None or following.first.year >= self.dateline.year or self.context.tense() > 0:
            return None
        return following

    def _ends_of(self, between: Between, token: Token, sentence: int) -> list[DateExpression]:
        start, end = resolve_ends(between.left, between.right, self.context)
        result = []
        for meaning, resolution, (first, last) in zip(
            (between.left, between.right), (start, end), between.spans, strict=True
        ):
            self._remember(meaning, resolution, sentence)
            result.append(self._express(meaning, resolution, first, last, ""))
        return result

    def _words_near(self, token: Token) -> str | None:
        return lexical_tense(self.text, token.start, token.end, self.lexicon)

    def _remember(self, meaning: Meaning, resolution: Resolution, sentence: int) -> None:
        period = resolution.period
        if period is None:
            return
        context = self.context
        context.last = period
        if resolution.basis in {"explicit", "story"} or (resolution.basis == "anaphor" and context.story):
            if self.dateline is None or period.last.year != self.dateline.year or context.story:
                context.story, self.story_sentence = period, sentence
        elif _is_deictic(meaning):
            context.story = None

    def _express(self, meaning: Meaning, resolution: Resolution, start: int, end: int, before: str) -> DateExpression:
        period: Period | None = resolution.period
        modifier = meaning.modifier if isinstance(meaning, Part) else _BOUNDS.get(before)
        if isinstance(meaning, Unresolved):
            modifier = None
        return DateExpression(
            text=self.text[start:end],
            start=start,
            end=end,
            first=period.first if period else None,
            last=period.last if period else None,
            granularity=period.grain if period else None,
            modifier=modifier,
            kind=meaning.what if isinstance(meaning, Unresolved) else "date",
            reason=resolution.reason,
        )


_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her", "our", "this", "that", "'s", "’s", "s"})
_LOWER_WORD = re.compile(r"[ -][a-z]")


def _core(meaning: Meaning) -> Meaning:
    return meaning.inner if isinstance(meaning, Part | Timed) else meaning


def _is_deictic(meaning: Meaning) -> bool:
    """Tell whether a meaning is counted from the dateline."""
    match meaning:
        case Relative() | Weekday() | Rolling() | Night():
            return True
        case Timed(inner) | Part(inner, _):
            return _is_deictic(inner)
        case Directed(_, _, anaphoric):
            return not anaphoric
        case Within(_, outer):
            return _is_deictic(outer)
        case Offset(_, _, base, anaphoric):
            return not anaphoric and (base is None or _is_deictic(base))
        case Anaphor():
            return False
    return False
