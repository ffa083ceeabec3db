"""Sources by name: where their articles come from, and how they write dates and bytes.

``config/sources.toml`` explains every key; an analyst's own file has the same form and goes before it.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from extractors.resources import CONFIG, ConfigError, display, read_toml

DATE_ORDERS = ("DMY", "MDY")
READERS = ("files", "query")
INTERVAL = re.compile(r"(?:every )?(\d{1,6}) ?(s|seconds?|min|minutes?|h|hours?|d|days?)")
CRON = re.compile(r"\S+( \S+){4}")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
# Intervals count from here, so that "15 min" is a quarter past for everybody and after every restart.
FIRST_SLOT = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Source:
    """One source, checked; the keys are those of ``config/sources.toml``.

    A source without ``reader`` is one of which only its ways of writing are known.  ``folder`` is the folder of the
    file that names it, to which relative locations belong.
    """

    name: str
    reader: str | None = None
    locations: tuple[str, ...] = ()
    date_order: str | None = None
    encoding: str | None = None
    publisher: str | None = None
    language: str | None = None
    time_zone: str | None = None
    licence: str | None = None
    schedule: str | None = None
    query: str | None = None
    cursor_column: str | None = None
    query_seconds: float = 300.0
    folder: Path = Path()

    @property
    def cron(self) -> str | None:
        """Return the schedule where it is a cron line of five fields."""
        return self.schedule if self.schedule and not INTERVAL.fullmatch(self.schedule) else None

    @property
    def interval(self) -> dt.timedelta | None:
        """Return the schedule where it is an interval ("30 s", "15 min", "every 2 hours", "1 d")."""
        match = INTERVAL.fullmatch(self.schedule or "")
        return dt.timedelta(**{UNITS[match[2][0]]: int(match[1])}) if match else None

    def due_after(self, moment: dt.datetime) -> dt.datetime | None:
        """Return the first time after ``moment`` (with a zone) that the schedule names, in UTC; None without one.

        Intervals count from midnight UTC of 1970-01-01; a cron line is read in the time zone of the source.
        """
        if (interval := self.interval) is not None:
            return FIRST_SLOT + interval * ((moment - FIRST_SLOT) // interval + 1)
        if self.schedule is None:
            return None
        return next(CronSim(self.schedule, moment.astimezone(ZoneInfo(self.time_zone or "UTC")))).astimezone(dt.UTC)


def source_settings(name: str) -> Source:
    """Return what ``config/sources.toml`` knows about a source; of one that it does not name, the name alone."""
    return _known().get(name.casefold(), Source(name))


def all_sources(path: Path | None = None) -> dict[str, Source]:
    """Return every source by its name in lower case: those of ``path``, before those of ``config/sources.toml``."""
    return _known() | (load_sources(path) if path is not None else {})


def load_sources(path: Path) -> dict[str, Source]:
    """Return the sources of a file by their names in lower case.

    Raises ConfigError, with file and line, for unknown keys, values that cannot be, a name that stands twice, and
    secrets that stand in the file themselves.
    """
    known: dict[str, Source] = {}
    try:
        content = read_toml(path)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), f"cannot be read ({error})") from error
    lines = path.read_text("utf-8").splitlines()
    if unknown := sorted(set(content) - {"source"}):
        raise ConfigError(_place(path, lines, 0, unknown[0]), f"unknown key {unknown[0]}; sources are [[source]]")
    for number, entry in enumerate(content.get("source", []), 1):
        source = _source(entry, path.parent, partial(_place, path, lines, number))
        if source.name.casefold() in known:
            raise ConfigError(_place(path, lines, number, "name"), f"the source {source.name} stands twice")
        known[source.name.casefold()] = source
    return known


def coded_part(path: Path) -> bytes:
    """Return what a file of sources says about reading and dating texts: the part of it that a ruleset rests on."""
    return repr(sorted((s.name, s.date_order, s.encoding) for s in load_sources(path).values())).encode()


@cache
def _known() -> dict[str, Source]:
    return load_sources(CONFIG / "sources.toml")


# -- checking -----------------------------------------------------------------------------------------------------

Where = Callable[[str], str]


def _source(entry: Any, folder: Path, where: Where) -> Source:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise ConfigError(where("name"), "a [[source]] needs a name")
    names = {f.name for f in fields(Source)} - {"locations", "folder"} | {"location"}
    if unknown := sorted(set(entry) - names):
        raise ConfigError(where(unknown[0]), f"unknown key {unknown[0]}; a source may have {', '.join(sorted(names))}")
    values: dict[str, Any] = {"folder": folder}
    for key, value in entry.items():
        if key == "location":
            values["locations"] = _strings(key, [value] if isinstance(value, str) else value, where)
        elif key == "query_seconds":
            values[key] = _seconds(key, value, where)
        elif isinstance(value, str):
            values[key] = value
        else:
            raise ConfigError(where(key), f"{key} must be a string, not {value!r}")
    source = Source(**values)
    _check_words(source, where)
    _check_reader(source, where)
    return source


def _check_words(source: Source, where: Where) -> None:
    for key, choices in (("date_order", DATE_ORDERS), ("reader", READERS)):
        value = getattr(source, key)
        if value is not None and value not in choices:
            raise ConfigError(where(key), f"{key} must be one of {', '.join(choices)}, not {value}")
    if source.encoding is not None:
        try:
            codecs.lookup(source.encoding)
        except LookupError as error:
            raise ConfigError(where("encoding"), f"encoding {source.encoding} is unknown") from error
    if source.time_zone is not None:
        try:
            ZoneInfo(source.time_zone)
        except (KeyError, ValueError, OSError) as error:
            raise ConfigError(where("time_zone"), f"time zone {source.time_zone} is unknown") from error
    if source.schedule is not None and not _is_schedule(source.schedule):
        raise ConfigError(
            where("schedule"), f'schedule must be a cron line of five fields, or like "15 min", not {source.schedule}'
        )


def _is_schedule(text: str) -> bool:
    if match := INTERVAL.fullmatch(text):
        return int(match[1]) > 0
    try:
        return bool(CRON.fullmatch(text)) and bool(CronSim(text, FIRST_SLOT))
    except CronSimError:
        return False


def _check_reader(source: Source, where: Where) -> None:
    if source.reader is None:
        given = [key for key in ("locations", "schedule", "query") if getattr(source, key)]
        if given:
            key = given[0].removesuffix("s")
            raise ConfigError(where(key), f"{key} needs a reader: one of {', '.join(READERS)}")
        return
    if not source.locations:
        raise ConfigError(where("reader"), f"the reader {source.reader} needs a location")
    if (source.query is not None) != (source.reader == "query"):
        raise ConfigError(where("query"), "the reader query needs a query, and no other reader may have one")
    if source.cursor_column is not None and source.query is None:
        raise ConfigError(where("cursor_column"), "cursor_column belongs to the reader query")
    for location in source.locations:
        if "://" in location:
            raise ConfigError(where("location"), f"{location} is an address; locations are paths of this machine")


def _strings(key: str, value: Any, where: Where) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ConfigError(where(key), f"{key} must be a list of strings, not {value!r}")
    return tuple(value)


def _seconds(key: str, value: Any, where: Where) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or value <= 0:
        raise ConfigError(where(key), f"{key} must be a number above 0, not {value!r}")
    return float(value)


def _place(path: Path, lines: list[str], number: int, key: str) -> str:
    """Return "file:line" of a key of the n-th source; of the source itself where the key does not open a line."""
    count, line_of_source = 0, None
    for at, line in enumerate(lines, 1):
        text = line.strip()
        if text.replace(" ", "").startswith("[[source]]"):
            count += 1
            if count > number:
                break
            line_of_source = at
        elif count == number and re.match(rf"(\[source\.)?[\"']?{re.escape(key)}\b", text):
            return f"{display(path)}:{at}"
    return f"{display(path)}:{line_of_source or 1}"
