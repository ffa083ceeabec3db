"""Truecasing: a headline in title case or capitals, rewritten as a sentence would spell it.

"Israel Strikes Targets in Syria" -> "Israel strikes targets in Syria": a parser takes the capitals of a headline for
names.  Lengths never change, so offsets hold in both spellings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extractors.resources import CONFIG, ConfigError, read_toml

WORD = re.compile(r"[^\W\d_]+")
LEAST = 3  # words
LONG = 5  # words, behind which even a stop ends a headline
ACRONYM = 3  # letters; in a line of capitals, shorter unknown words may be acronyms ("UN")


def truecased(text: str, is_word: Callable[[str], bool], is_name: Callable[[str], bool]) -> str | None:
    """Return a headline in sentence case, or None where ``text`` is no headline or is spelled so already.

    ``is_word`` says whether a lower-case word is in the dictionary, ``is_name`` whether it is mostly seen as a name.
    Title case counts as a headline only without a final stop, or where five words or more are large.
    """
    words = list(WORD.finditer(text))
    capitals = text.isupper()
    if len(words) < LEAST or not (capitals or _title_case(text, [word[0] for word in words])):
        return None
    pieces = list(text)
    ordinary = 0
    for word in words:
        lower = word[0].lower()
        if word[0].isupper() and not capitals:
            continue  # an acronym or an initial
        known = len(lower) > 1 and is_word(lower) and not is_name(lower)
        ordinary += known
        if known or lower in small_words():
            pieces[word.start() : word.end()] = lower if word.start() > words[0].start() else lower.capitalize()
        elif capitals and len(lower) > ACRONYM:
            pieces[word.start() : word.end()] = lower.capitalize()
    changed = "".join(pieces)
    return changed if ordinary and changed != text and len(changed) == len(text) else None


def _title_case(text: str, words: list[str]) -> bool:
    large = [word for word in words if word.lower() not in small_words() and word != "s"]
    least = LONG if text.rstrip("\"'”’)").endswith(".") else LEAST
    return len(large) >= least and all(word[0].isupper() for word in large)


@cache
def small_words() -> frozenset[str]:
    """Return the words of ``config/headlines.toml`` that title case leaves small."""
    words = read_toml(CONFIG / "headlines.toml").get("small")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ConfigError("config/headlines.toml", "small must be a list of words")
    return frozenset(words)
