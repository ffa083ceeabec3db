"""The dateline at the head of a report: "MOSCOW, Jan 5 (Reuters) - ", "SEOUL, South Korea (AP) — "."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.cleaning.dates import WEEKDAY, calendar_day, find_whole_dates, month_number, month_pattern
from extractors.resources import CONFIG, read_toml

HEAD = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """The first ``end`` characters of a paragraph; ``month`` and ``day`` are set where the date lacks its year."""

    end: int
    date_text: str | None = None
    date: dt.date | None = None
    month: int | None = None
    day: int | None = None


def dateline_span(paragraph: str) -> tuple[int, int] | None:
    """Return (start, end) of the place, date and agency that open a paragraph, up to its first word; None without.

    >>> dateline_span("MOSCOW (Sputnik) - Russia agreed.")
    (0, 19)
    """
    dateline = find_dateline(paragraph)
    return (0, dateline.end) if dateline else None


def find_dateline(paragraph: str, date_order: str | None = None) -> Dateline | None:
    """Return the dateline that opens a paragraph, with its date where it has one."""
    head = paragraph[:HEAD]
    for pattern in _patterns():
        match = pattern.match(head)
        if match and not _is_no_place(match.groupdict().get("place")):
            part = match.groupdict()
            return _dated(match.end(), part.get("date") or part.get("after"), date_order)
    return None


def _dated(end: int, text: str | None, date_order: str | None) -> Dateline:
    if text is None:
        return Dateline(end)
    whole = next(find_whole_dates(text, date_order), None)
    if whole is not None:
        return Dateline(end, whole.text, whole.date)
    name = re.search(month_pattern(), text, re.I)
    number = re.search(r"\d+", text)
    if name is None or number is None:
        return Dateline(end, text.strip())
    month, day = month_number(name[0]), int(number[0])
    # 2000 is a leap year: 29 February is a day of the year.
    return Dateline(end, text.strip(), month=month, day=day) if calendar_day(2000, month, day) else Dateline(end)


def _is_no_place(place: str | None) -> bool:
    return place is not None and bool(_settings()["not_places"] & set(re.findall(r"[A-Z]+", place)))


@cache
def _settings() -> dict[str, Any]:
    data = read_toml(CONFIG / "datelines.toml")
    return data | {"not_places": frozenset(data["not_places"])}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    agency = _either(_settings()["agencies"])
    city = _either(_settings()["cities"])
    month = month_pattern()
    capitals = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:\ [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"
    name = r"[A-ZÀ-Þ][\w.'’-]+"
    region = rf",\ (?!(?i:{month})\ ?\d){name}(?:\ (?:of\ |the\ )?{name}){{0,2}}"
    date = rf"(?i:{WEEKDAY})?(?i:{month}\s\d\d?|\d\d?\s{month}|\d\d?[./]\d\d?(?=[./]))(?:[,./]?\s?(?:19|20)\d\d)?"
    before = rf"(?:[,.]?\ (?P<date>{date})\.?)?"
    bracket = rf"(?:\(\s*(?i:{agency})(?:[/ ,;][^()]{{0,40}})?\)|/\s*(?i:{agency})\s*/)"
    dash = r"(?:\s*(?:--+|[–—])\s*|\s+-\s+|-\s+)"
    mark = rf"(?:{dash}|\s*[:.]\s+)"
    after = rf"(?:(?P<after>{date})(?:{mark}|\s*$|\s+(?=[A-Z])))?"
    places = rf"{capitals}(?:(?:\s?/\s?|\ and\ |\ &\ ){capitals})*"
    long = r"(?=[A-Z .-]*[A-Z]{4})"
    other = r"\([A-Z][\w.'’&/-]*(?:\ [\w.'’&/-]+)?\)"  # an agency that the list lacks: longer brackets say what capitals stand for
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?:(?:{places}|{name}(?:\ {name}){{0,2}})(?:{region})?{before},?\s*)?{bracket}{mark}{after}",
            rf"(?P<place>{long}{places})(?:{region})?{before},?\ {other}{dash}{after}",
            rf"(?P<place>{places})(?:{region})?,?\ (?P<date>{date})\.?{mark}",
            rf"(?P<place>{city})(?:{region})?,?\ (?P<date>{date})\.?{mark}",
            rf"(?P<place>{long}{places})(?:{region})?(?:\s+--?\s+|\s*[–—]\s*)",
            rf"(?i:(?P<place>{city})):\ (?<=[A-Z]:\ )",
            rf"(?P<place>{city})(?:{region})?\s+(?:--?|[–—])\s+(?=[\"“A-Z])(?!{city}\b)",
        )
    )


def _either(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
