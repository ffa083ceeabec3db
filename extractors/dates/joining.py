"""Tokens that belong together: the names of holidays and the words of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.dates.lexicon import Lexicon, split_words
from extractors.dates.tokens import Token, kind, read_tokens


def tokenize(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of ``text`` around its hints of dates, holidays' names and number words put together."""
    tokens = join_holidays(read_tokens(text, lexicon), lexicon)
    wordnum = kind("WORDNUM")
    return list(join_numbers(tokens)) if any([token.kind == wordnum for token in tokens]) else tokens


def join_holidays(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return ``tokens`` with the names of holidays put together ("New Year's Eve", "9/11")."""
    slashed, phrases = kind("SLASHED"), lexicon.phrases
    result: list[Token] = []
    done = 0
    for index in [index for index, token in enumerate(tokens) if token.text in phrases or token.kind == slashed]:
        found = _holiday_at(tokens, index, lexicon) if index >= done else None
        if found:
            count, entry = found
            first, last = tokens[index], tokens[index + count - 1]
            name = " ".join(token.text for token in tokens[index : index + count])
            result += tokens[done:index]
            result.append(Token(first.start, last.end, name, kind(entry[0]), entry[1], first.capital))
            done = index + count
    return result + tokens[done:] if result else tokens


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


def join_numbers(tokens: list[Token]) -> Iterator[Token]:
    """Yield tokens with runs of number words read as one number, ordinal or year."""
    wordnum, ordinal, year, dash = kind("WORDNUM"), kind("ORDINAL"), kind("YEAR"), kind("DASH")
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
                (
                    (token.kind == dash and tokens[end - 1].end == token.start and token.end - token.start == 1)
                    or (token.text == "and" and tokens[end - 1].text in {"hundred", "thousand"})
                )
                and end + 1 < len(tokens)
                and tokens[end + 1].kind in (wordnum, ordinal, kind("SECOND"))
            ):
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
