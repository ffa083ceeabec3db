"""Text into the tokens that the grammar of dates reads: each with one kind and, where it has one, a value.

A kind is a single character, so that a text is also a string of kinds and a rule of the grammar a regular
expression over it.  Words that no rule speaks of are all of the kind OTHER.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from extractors.dates.lexicon import Lexicon

OTHER = "x"
_names: dict[str, str] = {"OTHER": OTHER}


def kind(name: str) -> str:
    """Return the character of a kind, given out on first use; lower-case names are words of their own."""
    return _names.setdefault(name, chr(0xE000 + len(_names)))


def kind_name(char: str) -> str:
    """Return the name of a kind."""
    return next(name for name, given in _names.items() if given == char)


def literal_words() -> set[str]:
    """Return the words that rules spell out themselves."""
    return {name for name, char in _names.items() if name.islower() and char != OTHER}


class Token(NamedTuple):
    """A word, number or mark: its span, its text in lower case, its kind and the value of that kind."""

    start: int
    end: int
    text: str
    kind: str
    value: Any = None
    capital: bool = False


_TOKEN = re.compile(
    r"""
    [^\S\n]{0,8}+(?:
    (?P<WORD> [^\W\d_]++(?!\w) )
  | (?P<MARK> [.;:!?"“”&] )
  | (?P<COMMA> , )
  | (?P<NUMDATE>
        (?<![\d.])\d{4}-\d{2}-\d{2}T?(?=\d{2}:\d{2}|\b)
      | (?<![\d./-])(?:\d{4}(?P<a>[/.-])\d{1,2}(?P=a)\d{1,2}|\d{1,2}(?P<b>[/.-])\d{1,2}(?P=b)(?:\d{4}|\d{2}))
        (?![\d%]|[/.-]\d)
      | (?<![\w.])(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w|[.,]\d)
    )
  | (?P<CLOCK>
        \d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?[ap]\.?m\b\.?|Z\b|\s?hrs?\b)?
      | (?<![\d.,])\d{1,2}(?:\.\d{2})?\s?(?:[ap]m\b|[ap]\.m\.?)
      | (?<!\d)[0-2]\d[0-5]\d\s?(?:GMT|UTC|hrs)\b
    )
  | (?P<PLAIN>
        [$£€¥₹]\s?\d[\d,.]{0,20}\d | [$£€¥₹]\s?\d | \d[\d.,]{0,20}\s?[%°]
      | \d{1,3}(?:,\d{3}){1,5}(?!\d)(?:\.\d+)? | \d+\.\d+ | \#\s?\d+
    )
  | (?P<YEARMONTH>
        (?<![\d/-])(?:(?:1[89]|20)\d{2}[/-](?:0[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:19|20)\d{2})(?![\d/-])
    )
  | (?P<SLASHED> (?<![\d/])\d{1,2}/\d{1,2}(?![\d/]) )
  | (?P<DECADE> (?:['’]\d0|\b\d{3}0|\b\d0)['’]?s\b )
  | (?P<DIGITORD> \d{1,2}(?:st|nd|rd|th)\b )
  | (?P<APOSTROPHED> (?<!\w)['’]\d{2}\b )
  | (?P<QUARTERED> \b(?:(?:FY)?\d{4}|\d{2})?[-\s]?(?:Q[1-4]|H[12])\b | \b[1-4]Q\b | \b[12]H\b )
  | (?P<FISCALYEAR> \bFY[-\s]?['’]?\d{2,4}\b )
  | (?P<MIXED> [^\W\d_]+\d\w* | \d+[^\W\d_]\w* )
  | (?P<INTEGER> \d+ )
  | (?P<POSS> ['’]s?\b | (?<=s)['’](?=\s) )
  | (?P<DASH> [-–—~]+ )
  | (?P<SLASH> / )
  | (?P<OPEN> [(\[] )
  | (?P<NEWLINE> \n )
  | (?P<REST> [^\s] )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

REACH = 60  # characters around a word that hints at a date; rules and guards look no further


def read_tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of ``text`` around its hints of dates; abbreviations keep the period that follows them."""
    words = word_kinds(lexicon)
    other = (OTHER, None)
    tokens: list[Token] = []
    for start, end in _windows(text, lexicon):
        if tokens:
            tokens.append(Token(start, start, "\n", OTHER))
        for match in _TOKEN.finditer(text, start, end):
            if match.lastgroup == "WORD":
                first, last = match.span(1)
                raw = text[first:last]
                lower = raw.lower()
                char, value = words.get(lower, other)
                tokens.append(Token(first, last, lower, char, value, raw[0].isupper()))
                continue
            token = _token(match)
            before = tokens[-1] if tokens else None
            if token.text == "." and before and before.text in lexicon.abbreviations and before.end == token.start:
                tokens[-1] = before._replace(end=token.end)
            else:
                tokens.append(token)
    return tokens


@cache
def word_kinds(lexicon: Lexicon) -> dict[str, tuple[str, Any]]:
    """Return the kind and value of every word that some rule speaks of; rules must have been read before."""
    kinds: dict[str, tuple[str, Any]] = {name: (kind(name), None) for name in literal_words()}
    for word, (name, value) in lexicon.words.items():
        full = f"UNIT_{value.upper()}" if name == "UNIT" else name
        kinds[word] = (_names.get(full, OTHER), value)
        if name == "WEEKDAY":
            kinds.setdefault(f"{word}s", (kind("WEEKDAYS"), value))
    return kinds


def _windows(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the stretches of a text that can hold dates, cut at white space."""
    lower = text.lower()
    if len(lower) != len(text) or len(text) < 4 * REACH:
        return [(0, len(text))]
    spans: list[tuple[int, int]] = []
    for match in lexicon.cue.finditer(lower):
        start, end = max(match.start() - REACH, 0), min(match.end() + REACH, len(text))
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [(_cut(text, start, -1), _cut(text, end, 1)) for start, end in spans]


def _cut(text: str, index: int, step: int) -> int:
    while 0 < index < len(text) and not text[index].isspace():
        index += step
    return index


def _token(match: re.Match[str]) -> Token:
    group = match.lastgroup or "REST"
    start, end = match.span(group)
    raw = match.group(group)
    lower = raw.lower()
    value: Any = None
    match group:
        case "INTEGER":
            number = int(raw) if len(raw) < 6 else -1
            value = number
            if len(raw) == 4 and 1000 <= number <= 2199:
                group = "YEAR"
            elif len(raw) <= 2 and 1 <= number <= 31:
                group = "DAY"
        case "DIGITORD":
            group, value = "ORDINAL", int(raw[:-2])
        case "APOSTROPHED":
            group, value = "YEAR2", int(raw[1:])
        case "DECADE":
            value = lower.strip("'’s")
        case "MIXED" | "PLAIN" | "MARK" | "REST":
            return Token(start, end, lower, OTHER)
        case _:
            value = raw
    return Token(start, end, lower, kind(group), value)
