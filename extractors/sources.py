"""Sources by name: where their articles come from, and how they write dates and bytes.

``config/sources.toml`` explains every key; an analyst's own file has the same form and goes before it.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from extractors.resources import CONFIG, ConfigError, display, read_toml

DATE_ORDERS = ("DMY", "MDY")
READERS = ("feed", "files", "query")
PAGES = ("missing", "always", "never")
# Stores of fsspec that open addresses found elsewhere, past the checks of what may be asked.
CHAINED = frozenset(
    {"reference", "simplecache", "filecache", "blockcache", "cached", "dir", "zip", "tar", "libarchive"}
)
REFERENCE = re.compile(r"\$\{(secret:)?([A-Za-z_][A-Za-z0-9_-]*)\}")
SECRET_NAME = re.compile(r"authori[sz]ation|cookie|passw|secret|token|signature|api[-_]?key|^key$|^sig$", re.I)
HOST = re.compile(r"(?:\*\.)?(?:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
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
    hosts: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    pages: str = "missing"
    pause_seconds: float = 1.0
    request_seconds: float | None = None
    response_bytes: int | None = None
    allow_private: bool = False
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

    @property
    def web_locations(self) -> list[str]:
        """Return the locations that are addresses of http or https."""
        return [location for location in self.locations if is_web(location)]


def is_address(location: str) -> bool:
    """Tell whether a location is an address ("https://…", "s3://…"), not a path of this machine."""
    return "://" in location


def is_web(location: str) -> bool:
    """Tell whether a location is an address of http or https."""
    return location.lower().startswith(("http://", "https://"))


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
        elif key == "hosts":
            values[key] = _strings(key, value, where)
        elif key == "headers":
            values[key] = _headers(value, where)
        elif key in ("query_seconds", "request_seconds", "response_bytes", "pause_seconds"):
            values[key] = _number(key, value, where)
        elif key == "allow_private":
            values[key] = _flag(key, value, where)
        elif isinstance(value, str):
            values[key] = value
        else:
            raise ConfigError(where(key), f"{key} must be a string, not {value!r}")
    source = Source(**values)
    _check_words(source, where)
    _check_reader(source, where)
    return source


def _check_words(source: Source, where: Where) -> None:
    for key, choices in (("date_order", DATE_ORDERS), ("reader", READERS), ("pages", PAGES)):
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
    for host in source.hosts:
        if not HOST.fullmatch(host):
            raise ConfigError(
                where("hosts"), f"hosts must be like example.org, *.example.org or example.org:8080, not {host}"
            )
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
        _check_location(source.reader, location, where)


def _check_location(reader: str | None, location: str, where: Where) -> None:
    """Check that a reader may read a location, and that it names its secrets and does not hold them."""
    if reader == "query" and is_address(location):
        raise ConfigError(where("location"), f"{_bare(location)} is an address; a query reads paths of this machine")
    if reader == "feed" and not is_web(location):
        raise ConfigError(where("location"), f"{location} is no address of http or https, which a feed needs")
    if not is_address(location):
        return
    if not is_web(location) and ("::" in location or location.partition("://")[0].lower() in CHAINED):
        raise ConfigError(where("location"), f"{_bare(location)} leads on to other places, which is not followed")
    try:
        parts = urlsplit(REFERENCE.sub("x", location))
        is_fine = not is_web(location) or (bool(parts.hostname) and parts.port != 0)
    except ValueError:
        is_fine = False
    if not is_fine or REFERENCE.search(location.partition("://")[2].partition("/")[0].rpartition("@")[2]):
        raise ConfigError(where("location"), f"{_bare(location)} is not an address that can be asked")
    parts = urlsplit(REFERENCE.sub("", location))
    given = [name for name, value in parse_qsl(parts.query) if value and SECRET_NAME.search(name)]
    if parts.password or given:
        name = given[0] if given else "the password"
        raise ConfigError(where("location"), f"{name} of {_bare(location)} is a secret: write ${{NAME}} and set NAME")


def _bare(address: str) -> str:
    """Return an address without the parts that may hold secrets."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0].rpartition('@')[2].partition('?')[0]}/…"


def _headers(value: Any, where: Where) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise ConfigError(where("headers"), "headers must be a table of strings")
    for name, text in value.items():
        if not re.fullmatch(r"[A-Za-z0-9-]+", name) or not text.isprintable():
            raise ConfigError(where("headers"), f"headers: {name} is not a header that can be sent")
        if SECRET_NAME.search(name) and not REFERENCE.search(text):
            raise ConfigError(where("headers"), f"headers: {name} is a secret: write ${{NAME}} and set NAME")
    return value


def _strings(key: str, value: Any, where: Where) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ConfigError(where(key), f"{key} must be a list of strings, not {value!r}")
    return tuple(value)


def _number(key: str, value: Any, where: Where) -> float | int:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or (value <= 0 and key != "pause_seconds"):
        raise ConfigError(where(key), f"{key} must be a number above 0, not {value!r}")
    if value < 0:
        raise ConfigError(where(key), f"{key} must be 0 or more, not {value!r}")
    return int(value) if key == "response_bytes" else float(value)


def _flag(key: str, value: Any, where: Where) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(where(key), f"{key} must be true or false, not {value!r}")
    return value


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
