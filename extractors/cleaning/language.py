"""Is it English?  The script of its letters and its commonest small words decide; nothing is learnt or guessed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from extractors.resources import CONFIG, read_toml

LETTERS = re.compile(r"[^\W\d_]+")
LATIN_LETTERS = r"A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
LATIN = re.compile(f"[{LATIN_LETTERS}]+")
OTHER_SCRIPT_HEAD = re.compile(rf"(?:[^\W\d_{LATIN_LETTERS}]{{3,}}[\s,.:;–—-]*)+")
SHORTEST_REST = 20


@dataclass(frozen=True, slots=True)
class Profiles:
    """The small words of every language and the limits of ``config/languages.toml``."""

    words: int
    latin_share: float
    distinct: int
    languages_of: dict[str, tuple[str, ...]]


@cache
def profiles() -> Profiles:
    """Return the profiles; a word that is also English belongs to English alone."""
    data = read_toml(CONFIG / "languages.toml")
    english = set(data["words"]["en"].split())
    languages_of: dict[str, tuple[str, ...]] = {}
    for language, words in data["words"].items():
        for word in sorted(set(words.split())):
            if language == "en" or word not in english:
                languages_of[word] = (*languages_of.get(word, ()), language)
    limits = data["limits"]
    return Profiles(limits["words"], limits["latin_share"], limits["distinct"], languages_of)


def foreign_language(text: str, declared: str | None = None) -> str | None:
    """Return None for an English text, else what it is: a language code, "another script" or "no words".

    A text is foreign where most letters are not Latin, or where another language has more hits than English and at
    least ``distinct`` different words.  Where the words say nothing (a headline), the ``declared`` language decides.
    """
    settings = profiles()
    words = LETTERS.findall(text[: settings.words * 8])[: settings.words]
    if not words:
        return "no words"
    joined = "".join(words)
    if not joined.isascii() and len("".join(LATIN.findall(joined))) < settings.latin_share * len(joined):
        return "another script"
    hits: Counter[str] = Counter()
    distinct: Counter[str] = Counter()
    for word, count in Counter(map(str.lower, words)).items():
        for language in settings.languages_of.get(word, ()):
            hits[language] += count
            distinct[language] += 1
    english = hits.pop("en", 0)
    best = min(hits, key=lambda language: (-hits[language], language), default=None)
    if best is not None and hits[best] > english and distinct[best] >= settings.distinct:
        return best
    if not english and declared and not is_english_tag(declared):
        return declared
    return None


def is_english_tag(tag: str) -> bool:
    """Tell whether a language tag or name means English ("en", "en-GB", "eng", "English")."""
    return re.fullmatch(r"en(?:g|glish)?(?:[-_].*)?", tag.strip().lower()) is not None


def drop_other_script(line: str) -> str:
    """Return a line of an English article without what is in another script; empty where most of it is.

    A page template's label in the site's own language is often glued to the first English word.
    """
    if line.isascii():
        return line
    letters = "".join(LETTERS.findall(line))
    latin = len("".join(LATIN.findall(letters)))
    if latin == len(letters):
        return line
    head = OTHER_SCRIPT_HEAD.match(line)
    rest = line[head.end() :] if head else line
    if head and LATIN.match(rest) and len(rest) >= SHORTEST_REST:
        return rest
    return line if latin * 2 > len(letters) else ""
