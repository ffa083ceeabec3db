"""When an article was published: what each of its parts says, and which of them is believed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from extractors.cleaning.dateline import Dateline, find_dateline
from extractors.cleaning.dates import WEEKDAY, YEAR, calendar_day, find_whole_dates, read_date
from extractors.cleaning.moments import local_day
from extractors.resources import CONFIG, read_toml

NEAR_DAYS = 31
LONGEST_DATE_LINE = 120
DATELINE_PARAGRAPHS = 4
TIME = (
    r"(?:at\s+)?\d{1,2}[:.h]\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:\(?(?:[a-z]{2,5}|(?:gmt|utc)?[+-]\d\d?:?(?:\d\d)?)\)?)?"
)
BEFORE_DATE = re.compile(rf"\W*(?:on\s+)?(?:{TIME}[\s,|·•-]*)?{WEEKDAY}?", re.I)
AFTER_DATE = re.compile(
    rf"(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?[\s,|·•/-]*(?:{TIME})?\W*(?:(?:last\s+)?(?:updated|modified)\b.{{0,60}})?",
    re.I,
)
CAPTION_DATE = re.compile(r", (\d{1,2}\.\d{1,2}\.\d{4})$")
URL_DATE = re.compile(r"/((?:19|20)\d\d)([/-]?)(\d\d)\2(\d\d)(?=\D|$)")


@dataclass(frozen=True, slots=True)
class Publication:
    """The publication date, the words it was read from and where they stood; ``date`` is None where undecided."""

    date: dt.date | None = None
    text: str | None = None
    origin: str | None = None


@dataclass(slots=True)
class DateLines:
    """The date lines met while an article's lines were sorted, as written."""

    published: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)

    def note(self, kind: str, text: str) -> None:
        """Keep one date line of a kind that ``date_line`` told."""
        {"published": self.published, "alone": self.alone, "updated": self.updated}[kind].append(text)

    def note_caption(self, line: str) -> None:
        """Keep the date at the end of a picture's caption, where it has one."""
        if match := CAPTION_DATE.search(line):
            self.captions.append(match[1])


def date_line(line: str) -> tuple[str, str] | None:
    """Return ("published" | "updated" | "alone", the date as written) where a line is nothing but a date, else None."""
    if len(line) > LONGEST_DATE_LINE or not YEAR.search(line):
        return None
    label = _labels().match(line)
    rest = line[label.end() :] if label else line
    found = next(find_whole_dates(rest), None)
    if found is None or not BEFORE_DATE.fullmatch(rest[: found.start]) or not AFTER_DATE.fullmatch(rest[found.end :]):
        return None
    kind = "alone" if label is None else "published" if label["published"] else "updated"
    return kind, rest.strip() if label else line.strip()


@cache
def _labels() -> re.Pattern[str]:
    settings = read_toml(CONFIG / "datelines.toml")
    published, updated = (
        "|".join(re.escape(label) for label in sorted(settings[kind], key=len, reverse=True))
        for kind in ("published", "updated")
    )
    return re.compile(rf"\W*(?:(?P<published>{published})|(?P<updated>{updated}))\b\s*:?\s*", re.I)


def find_publication(
    metadata: Iterable[tuple[str, str]],
    lines: DateLines,
    paragraphs: Sequence[str],
    url: str | None,
    date_order: str | None,
    time_zone: str | None = None,
) -> Publication:
    """Return the publication date of an article.

    ``metadata`` holds (origin, value) pairs, best first.  After it come, in this order: a labelled line, a date on a
    line of its own, a dateline, the dates of captions where they agree, an "updated" line, the address.  A dateline
    without a year takes one only where the rest settles it.  Where a part speaks and none can be resolved, the first
    one is returned without a date, so that the record says why.  A time with a zone gives the day in ``time_zone``, that
    of the source; a time without one, and all else, the day as written.
    """
    url_day = _url_day(url)
    undecided: Publication | None = None
    spoken = [*metadata, *(("text", value) for value in (*lines.published, *lines.alone[:1]))]
    for origin, value in spoken:
        day = local_day(value, date_order, time_zone)
        if day is not None:
            return Publication(day, value, origin)
        undecided = undecided or Publication(None, value, origin)
    dateline = _first_dateline(paragraphs, date_order)
    if dateline is not None:
        known = [read_date(value, date_order) for value in (*lines.updated, *lines.captions)]
        day = dateline.date or settle_year(dateline, [*known, url_day], paragraphs, date_order)
        if day is not None:
            return Publication(day, dateline.date_text, "text")
        undecided = undecided or Publication(None, dateline.date_text, "text")
    if len(set(lines.captions)) == 1:
        return Publication(read_date(lines.captions[0]), lines.captions[0], "text")
    for value in lines.updated:
        if day := local_day(value, date_order, time_zone):
            return Publication(day, value, "text")
    if url_day is not None:
        return Publication(url_day, url, "record")
    return undecided or Publication()


def settle_year(
    dateline: Dateline, known: Iterable[dt.date | None], paragraphs: Sequence[str], date_order: str | None
) -> dt.date | None:
    """Return the day of a dateline without a year, or None where the document does not settle the year.

    The year of a date line, caption or address within a month of it does; else the year of whole dates in the text
    that name the same day or one of the six before it, unless they differ or the text speaks of a later year.
    """
    if dateline.month is None or dateline.day is None:
        return None
    beside = {day for one in known if one and (day := _nearest(dateline, one, NEAR_DAYS, NEAR_DAYS))}
    if beside:
        return beside.pop() if len(beside) == 1 else None
    inside = {
        day
        for paragraph in paragraphs
        for found in find_whole_dates(paragraph, date_order)
        if found.date and (day := _nearest(dateline, found.date, 6, 0))
    }
    if len(inside) != 1:
        return None
    day = inside.pop()
    latest = max((int(year) for paragraph in paragraphs for year in YEAR.findall(paragraph)), default=0)
    return day if day.year >= latest else None


def _nearest(dateline: Dateline, other: dt.date, before: int, after: int) -> dt.date | None:
    """Return the dateline's day from which ``other`` is at most ``before`` days back or ``after`` days ahead."""
    for year in (other.year - 1, other.year, other.year + 1):
        day = calendar_day(year, dateline.month or 0, dateline.day or 0)
        if day and -after <= (day - other).days <= before:
            return day
    return None


def _first_dateline(paragraphs: Sequence[str], date_order: str | None) -> Dateline | None:
    for paragraph in paragraphs[:DATELINE_PARAGRAPHS]:
        dateline = find_dateline(paragraph, date_order)
        if dateline is not None and dateline.date_text:
            return dateline
    return None


def _url_day(url: str | None) -> dt.date | None:
    match = URL_DATE.search(url) if url else None
    return calendar_day(match[1], match[3], match[4]) if match else None
