"""Sentence spans by punctuation: where a stop, an abbreviation, a quotation and a paragraph end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.resources import CONFIG, ConfigError, read_toml

LINE_END = r"\r\n\v\f\u0085\u2028\u2029"
# A line's end, or terminal punctuation with what closes after it, up to the next word; a space may be
# missing between them ("met.The").
BOUNDARY = re.compile(
    rf"""(?P<line>[{LINE_END}]+)
      | (?P<mark>[.!?…]+) (?P<close>["'”’»)\]]* (?:\[\d+\])*)
        (?: (?P<space>[^\S{LINE_END}]+)
          | (?: (?<=[a-z]{{2}}[.!?]) | (?<=[a-z]{{2}}[.!?]["”]) ) (?=[A-Z][a-z]*\ ) )""",
    re.VERBOSE,
)
WORD_BEFORE = re.compile(r"[^\s(\[“‘\"'—–/]+$")
NEXT = re.compile(r"[\"'“‘«(\[—–-]*\s?(?P<word>\w[\w'’-]*)?(?P<stop>\.?)")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[A-Z]")
NUMERAL = re.compile(r"\d|[IVXLC]+\b")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``config/sentences.toml``."""

    never_end: frozenset[str]
    may_end: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    lower_starts: tuple[str, ...]
    speech_after: re.Pattern[str]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) code-point spans of the sentences of ``text``, in order and without outer space.

    A sentence never crosses a line's end.  Closing quotes and brackets belong to the sentence before them.
    Raises ConfigError where ``config/sentences.toml`` is malformed.
    """
    words = sentence_words()
    spans: list[tuple[int, int]] = []
    start = 0
    for match in BOUNDARY.finditer(text):
        if match["line"] is None and not _ends(text, start, match, words):
            continue
        _add(spans, text, start, match.start() if match["line"] else match.end("close"))
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if stripped := piece.strip():
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(stripped)))


def _ends(text: str, start: int, match: re.Match[str], words: Words) -> bool:
    """Whether terminal punctuation inside a line ends the sentence that began at ``start``."""
    after = match.end()
    following = NEXT.match(text, after)
    word = (following and following["word"]) or ""
    if word and word[0].islower() and not text.startswith(words.lower_starts, after):
        return False
    if match["space"] is None:
        return word in words.starters
    mark, closed = match["mark"], match["close"]
    if mark != ".":
        asks = mark[-1] in "?!" and any(quote in closed for quote in "\"'”’»")
        return not (asks and words.speech_after.match(text, after))
    before = WORD_BEFORE.search(text, max(start, match.start() - 40), match.start())
    if before is None or closed:
        return True
    last = before[0]
    opens = word in words.starters and not (following and following["stop"])
    if last.isdigit() and before.start() <= start + 1 and len(last) < 3:
        return False  # the number of a list item
    if _listed(last, words.never_end):
        return False
    if _listed(last, words.before_number):
        return not NUMERAL.match(text, after)
    if INITIALS.fullmatch(last) or _listed(last, words.may_end):
        return opens
    return True


def _listed(word: str, words: frozenset[str]) -> bool:
    return word in words or word.lower() in words


@cache
def sentence_words() -> Words:
    """Return the validated word lists of ``config/sentences.toml``."""
    path = CONFIG / "sentences.toml"
    table = read_toml(path)
    names = ("never_end", "may_end", "before_number", "starters", "lower_starts", "speech_verbs")
    for name in names:
        entries = table.get(name)
        if not isinstance(entries, list) or not all(isinstance(entry, str) and entry for entry in entries):
            raise ConfigError("config/sentences.toml", f"{name} must be a list of words")
    if unknown := sorted(set(table) - set(names)):
        raise ConfigError("config/sentences.toml", f"unknown list {unknown[0]}; the lists are {', '.join(names)}")
    verbs = "|".join(map(re.escape, table["speech_verbs"]))
    return Words(
        never_end=frozenset(table["never_end"]),
        may_end=frozenset(table["may_end"]),
        before_number=frozenset(table["before_number"]),
        starters=frozenset(table["starters"]),
        lower_starts=tuple(table["lower_starts"]),
        speech_after=re.compile(rf"(?:\w[\w.'’-]*\s){{1,4}}(?:{verbs})\b|(?:{verbs})\b"),
    )
