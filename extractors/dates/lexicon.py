"""The words of ``config/dates.toml`` as one frozen, checked lexicon."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.dates.holidays import Holiday
from extractors.dates.periods import Period, day
from extractors.resources import CONFIG, ConfigError, display, read_toml

PATH = CONFIG / "dates.toml"
RULES = ("date", "nth", "easter", "orthodox", "islamic", "hebrew", "nowruz")

Entry = tuple[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything the reader of dates knows about words.

    ``words`` maps a lower-case word to its kind and value ("monday" → WEEKDAY, 1); ``abbreviations`` holds the
    forms that may carry a period; ``phrases`` maps the first word of a holiday's name to the whole names, longest
    first; ``guards`` are the word sets of ``[guards]`` and ``[ambiguous]``.
    """

    words: dict[str, Entry]
    abbreviations: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    national_days: dict[str, Holiday]
    guards: dict[str, frozenset[str]]
    future: re.Pattern[str]
    leading: re.Pattern[str]
    past: re.Pattern[str]
    cue: re.Pattern[str]


@cache
def load_lexicon(path: Path = PATH) -> Lexicon:
    """Read and check the word lists; raises ConfigError that names the faulty table."""
    data = read_toml(path)
    try:
        return _build(data)
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise ConfigError(display(path), f"cannot be read as date words: {error!r}") from error


def _build(data: dict[str, Any]) -> Lexicon:
    words: dict[str, Entry] = {}
    abbreviations: set[str] = set()

    def add(kind: str, value: Any, forms: list[str]) -> None:
        for form in forms:
            if form.endswith("."):
                abbreviations.add(form[:-1])
            words.setdefault(form.rstrip("."), (kind, value))

    for table, kind in (("months", "MONTH"), ("weekdays", "WEEKDAY")):
        for number, forms in data[table].items():
            add(kind, int(number), forms)
    for name, forms in data["seasons"].items():
        add("SEASON", name, forms)
    for table, kind in (("numbers", "WORDNUM"), ("ordinals", "ORDINAL"), ("quantities", "VAGUE"), ("decades", "TENS")):
        for word, value in data[table].items():
            add(kind, int(value), [word])
    words["second"] = ("SECOND", 2)
    for unit, forms in data["units"].items():
        add("UNIT", unit, forms)
    for role, forms in data["words"].items():
        add(role.upper(), role, forms)

    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for name, table in data["holidays"].items():
        entry = ("HOLIDAY", _holiday(name, table))
        for form in table["forms"]:
            parts = tuple(split_words(form))
            phrases.setdefault(parts[0], []).append((parts, entry))
    guards = {name: frozenset(forms) for name, forms in data["guards"].items()}
    guards |= {f"ambiguous_{name}": frozenset(forms) for name, forms in data["ambiguous"].items()}
    guards["ahead"] = frozenset(data["cues"]["ahead"])
    national = {
        form: Holiday(f"{country} day", "date", _month_day(forms[-1]))
        for country, forms in data["national_days"].items()
        for form in forms[:-1]
    }
    return Lexicon(
        words=words,
        abbreviations=frozenset(abbreviations),
        phrases={first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()},
        national_days=national,
        guards=guards,
        future=_any_of(data["cues"]["future"]),
        leading=_any_of(data["cues"]["future"] + data["cues"]["leading"]),
        past=_any_of(data["cues"]["past"]),
        cue=_cue(words, phrases),
    )


def split_words(text: str) -> list[str]:
    """Return the words and marks of a holiday's name as the reader of tokens separates them."""
    return re.findall(r"\d+|[^\W\d_]+|[^\w\s]", text.lower().replace("’", "'"))


def _any_of(expressions: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(expressions) + r")(?![\w-])", re.IGNORECASE)


def _cue(words: dict[str, Entry], phrases: dict[str, Any]) -> re.Pattern[str]:
    """Return the cheap test, for lower-case text, that a text without any date fails."""
    telling = {
        "MONTH",
        "WEEKDAY",
        "SEASON",
        "UNIT",
        "TODAY",
        "YESTERDAY",
        "TOMORROW",
        "NOW",
        "OFTEN",
        "TENS",
        "PARTDAY",
    }
    forms = {word for word, (kind, _) in words.items() if kind in telling} | set(phrases)
    forms |= {"overnight", "thousand", "hundred", "nineteen", "twenty", "eighteen"}
    by_letter: dict[str, list[str]] = {}
    for form in sorted(form for form in forms if form.isalpha()):
        by_letter.setdefault(form[0], []).append(form[1:])
    branches = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"\d|\b(?:{branches})(?:s\b|\b)")


def _month_day(text: str) -> tuple[int, int]:
    month, number = text.split("-")
    dt.date(2000, int(month), int(number))
    return int(month), int(number)


def _holiday(name: str, table: dict[str, Any]) -> Holiday | Period:
    if "once" in table:
        return day(dt.date.fromisoformat(table["once"]))
    (rule,) = (rule for rule in RULES if rule in table)
    value = table[rule]
    numbers: tuple[int, ...]
    length = table.get("length", 1)
    match rule:
        case "date":
            numbers = _month_day(value)
        case "easter" | "orthodox":
            numbers = (value,)
        case "nowruz":
            numbers = ()
        case "nth":
            numbers = tuple(value)
        case _:
            numbers, length = tuple(value[:2]), value[2]
    return Holiday(name, rule, numbers, table.get("days", 0), length)
