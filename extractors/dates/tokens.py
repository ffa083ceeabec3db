"""Text into the tokens that the grammar of dates reads: each with one kind and, where it has one, a value.

A kind is a single character, so that a text is also a string of kinds and a rule of the grammar a regular
expression over it.  Words that no rule speaks of are all of the kind OTHER.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from extractors.dates.lexicon import Lexicon, split_words

OTHER = "x"
_names: dict[str, str] = {"OTHER": OTHER}


def kind(name: str) -> str:
    """Return the character of a kind, given out on first use; lower-case names are words of their own."""
    return _names.setdefault(name, chr(0xE000 + len(_names)))


def kind_name(char: str) -> str:
    """Return the name of a kind."""
    return next(name for name, given in _names.items() if given == char)


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
    [^\S\n]*(?:
    (?P<WORD> [^\W\d_]++(?!\w) )
  | (?P<MARK> [.;:!?"“”&] )
  | (?P<COMMA> , )
  | (?P<NUMDATE>
        (?<![\d.])\d{4}-\d{2}-\d{2}T?(?=\d{2}:\d{2}|\b)
      | (?<![\d./-])(?:\d{4}(?P<a>[/.-])\d{1,2}(?P=a)\d{1,2}|\d{1,2}(?P<b>[/.-])\d{1,2}(?P=b)(?:\d{4}|\d{2}))(?![\d%]|[/.-]\d)
      | (?<![\w.])(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w|[.,]\d)
    )
  | (?P<CLOCK>
        \d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?[ap]\.?m\b\.?|Z\b|\s?hrs?\b)?
      | (?<![\d.,])\d{1,2}(?:\.\d{2})?\s?(?:[ap]m\b|[ap]\.m\.?)
      | (?<!\d)[0-2]\d[0-5]\d\s?(?:GMT|UTC|hrs)\b
    )
  | (?P<PLAIN> [$£€¥₹]\s?\d[\d,.]*\d | [$£€¥₹]\s?\d | \d[\d.,]*\s?[%°] | \d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)? | \d+\.\d+ | \#\s?\d+ )
  | (?P<YEARMONTH> (?<![\d/-])(?:1[89]|20)\d{2}[/-](?:0[1-9]|1[0-2])(?![\d/-]) | (?<![\d/-])(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}(?![\d/-]) )
  | (?P<SLASHED> (?<![\d/])\d{1,2}/\d{1,2}(?![\d/]) )
  | (?P<DECADE> (?:['’]\d0|\b\d{3}0|\b\d0)['’]?s\b )
  | (?P<DIGITORD> \d{1,2}(?:st|nd|rd|th)\b )
  | (?P<APOSTROPHED> (?<!\w)['’]\d{2}\b )
  | (?P<QUARTERED> \b(?:(?:FY)?\d{4}|\d{2})?[-\s]?(?:Q[1-4]|H[12])\b | \b[1-4]Q\b )
  | (?P<FISCALYEAR> \bFY[-\s]?['’]?\d{2,4}\b )
  | (?P<MIXED> [^\W\d_]+\d\w* | \d+[^\W\d_]\w* )
  | (?P<INTEGER> \d+ )
  | (?P<POSS> ['’]s?\b )
  | (?P<DASH> [-–—~]+ )
  | (?P<SLASH> / )
  | (?P<OPEN> [(\[] )
  | (?P<NEWLINE> \n )
  | (?P<REST> [^\s] )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_UNIT = "UNIT_"


REACH = 100  # characters around a word that hints at a date; rules and guards look no further


def tokenize(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of ``text`` around its hints of dates, number words and holidays' names put together."""
    tokens: list[Token] = []
    for start, end in _windows(text, lexicon):
        if tokens:
            tokens.append(Token(start, start, "\n", OTHER))
        tokens += [_token(match, lexicon) for match in _TOKEN.finditer(text, start, end)]
    tokens = _attach_periods(tokens, lexicon)
    tokens = _join_holidays(tokens, lexicon)
    return list(_join_numbers(tokens))


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


def _token(match: re.Match[str], lexicon: Lexicon) -> Token:
    group = match.lastgroup or "REST"
    start, end = match.span(group)
    raw = match.group(group)
    lower = raw.lower()
    if group == "WORD":
        name, value = lexicon.words.get(lower, (lower, None))
        if name == "UNIT":
            name = _UNIT + value.upper()
        elif value is None and lower.endswith("s") and lexicon.words.get(lower[:-1], ("",))[0] == "WEEKDAY":
            name, value = "WEEKDAYS", lexicon.words[lower[:-1]][1]
        return Token(start, end, lower, _names.get(name, OTHER), value, raw[0].isupper())
    value = None
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


def _attach_periods(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Let abbreviations take the period that follows: "Nov. 9" must not break."""
    result: list[Token] = []
    for token in tokens:
        last = result[-1] if result else None
        if token.text == "." and last and last.end == token.start and last.text in lexicon.abbreviations:
            result[-1] = last._replace(end=token.end)
        else:
            result.append(token)
    return result


def _join_holidays(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    slashed, phrases = kind("SLASHED"), lexicon.phrases
    starts = {index for index, token in enumerate(tokens) if token.text in phrases or token.kind == slashed}
    if not starts:
        return tokens
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        found = _holiday_at(tokens, index, lexicon) if index in starts else None
        if found:
            count, entry = found
            first, last = tokens[index], tokens[index + count - 1]
            name = " ".join(token.text for token in tokens[index : index + count])
            result.append(Token(first.start, last.end, name, kind(entry[0]), entry[1], first.capital))
            index += count
        else:
            result.append(tokens[index])
            index += 1
    return result


def _holiday_at(tokens: list[Token], index: int, lexicon: Lexicon) -> tuple[int, tuple[str, Any]] | None:
    parts = split_words(tokens[index].text)
    for words, entry in lexicon.phrases.get(parts[0], ()) if parts else ():
        seen: list[str] = []
        end = index
        while end < len(tokens) and len(seen) < len(words):
            seen += split_words(tokens[end].text)
            end += 1
        if tuple(seen) == words:
            return end - index, entry
    return None


def _join_numbers(tokens: list[Token]) -> Iterator[Token]:
    """Yield tokens with runs of number words read as one number, ordinal or year."""
    wordnum, ordinal, year, dash = kind("WORDNUM"), kind("ORDINAL"), kind("YEAR"), kind("DASH")
    if not any(token.kind == wordnum for token in tokens):
        yield from tokens
        return
    index = 0
    while index < len(tokens):
        if tokens[index].kind != wordnum:
            yield tokens[index]
            index += 1
            continue
        end = index + 1
        while end < len(tokens):
            token = tokens[end]
            if token.kind == wordnum or (token.kind in (ordinal, kind("SECOND")) and not token.text[0].isdigit()):
                end += 1
                if token.kind != wordnum:
                    break
            elif (
                (token.kind == dash and tokens[end - 1].end == token.start and token.end - token.start == 1)
                or (token.text == "and" and tokens[end - 1].text in {"hundred", "thousand"})
            ) and end + 1 < len(tokens) and tokens[end + 1].kind in (wordnum, ordinal, kind("SECOND")):
                end += 1
            else:
                break
        run = tokens[index:end]
        joined = _read_number(run)
        if joined is None:
            yield from run
        else:
            value, is_ordinal = joined
            spelled_year = not is_ordinal and 1000 <= value <= 2199 and len(run) > 1
            name = ordinal if is_ordinal else year if spelled_year else wordnum
            yield Token(run[0].start, run[-1].end, " ".join(t.text for t in run), name, value, run[0].capital)
        index = end


def _read_number(run: list[Token]) -> tuple[int, bool] | None:
    """Return the value of a run of number words and whether it is an ordinal; None where it is no number."""
    words = [token for token in run if token.text not in {"and", "-", "–"}]
    is_ordinal = words[-1].kind != kind("WORDNUM")
    values = [token.value for token in words]
    if len(values) == 1:
        return values[0], is_ordinal
    if {100, 1000} & set(values):
        total = current = 0
        for value in values:
            if value == 1000:
                total, current = total + max(current, 1) * 1000, 0
            elif value == 100:
                current = max(current, 1) * 100
            else:
                current += value
        return total + current, is_ordinal
    if len(values) == 2 and values[0] in range(20, 100, 10) and values[1] < 10:
        return values[0] + values[1], is_ordinal
    if values[0] in range(16, 21) and not is_ordinal:  # nineteen ninety-six, twenty fifteen
        rest = values[1] + (values[2] if len(values) == 3 and values[1] % 10 == 0 and values[2] < 10 else 0)
        return (values[0] * 100 + rest, False) if len(values) == 2 + (rest != values[1]) and rest >= 10 else None
    return None
