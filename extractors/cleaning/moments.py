"""Times with a zone: the local day of a moment in the place where a source is published."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo

from extractors.cleaning.dates import find_whole_dates, read_date
from extractors.resources import CONFIG, ConfigError, read_toml

UNIX_TIME = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")


def local_day(text: str, date_order: str | None, time_zone: str | None) -> dt.date | None:
    """Return the day that a value names, as the clocks of ``time_zone`` (IANA) have it.

    Only a time with an offset or a named zone ("2022-03-01T23:30Z", "11:30 p.m. EST") is moved; without one, or
    without ``time_zone``, the day stays as written.
    """
    moment = read_moment(text, date_order) if time_zone else None
    if moment is None or time_zone is None:
        return read_date(text, date_order)
    return moment.astimezone(ZoneInfo(time_zone)).date()


def read_moment(text: str, date_order: str | None = None) -> dt.datetime | None:
    """Return the moment of a value with a whole date, a clock time and a zone; None where one of them is missing."""
    text = text.strip()
    if UNIX_TIME.fullmatch(text):
        return dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
    clock = _clock().search(text)
    zone = _offset(clock["zone"]) if clock else None
    if clock is None or zone is None:
        return None
    found = next(find_whole_dates(text[: clock.start()], date_order), None)
    found = found or next(find_whole_dates(text[clock.end() :], date_order), None)
    if found is None or found.date is None:
        return None
    hour, minute = int(clock["hour"]), int(clock["minute"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return dt.datetime.combine(found.date, dt.time(hour, minute), dt.timezone(zone))


@cache
def zones() -> dict[str, dt.timedelta]:
    """Return every named zone in lower case -> its offset from UTC."""
    table = {}
    for name, written in read_toml(CONFIG / "datelines.toml")["zones"].items():
        match = re.fullmatch(r"([+-])(\d\d):(\d\d)", written)
        if match is None:
            raise ConfigError("config/datelines.toml", f"zone {name} must be an offset such as -05:00, not {written}")
        table[name.lower()] = _signed(match[1], match[2], match[3])
    return table


@cache
def _clock() -> re.Pattern[str]:
    names = "|".join(sorted(zones(), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?<!\d)(?P<hour>\d\d?)[:.h](?P<minute>\d\d)(?::\d\d(?:[.,]\d+)?)?\s*(?:(?P<half>[ap])\.?m\b\.?)?"
        rf"[\s,]*\(?(?P<zone>(?:(?:gmt|utc)\s?)?[+-]\d\d?:?(?:\d\d)?(?!\d)|(?:{names})\b)",
        re.I,
    )


def _offset(text: str) -> dt.timedelta | None:
    """Return the offset of "+09:00", "GMT+3", "-0500" or a named zone; None for one that no clock has."""
    named = zones().get(text.lower())
    if named is not None:
        return named
    match = re.search(r"([+-])(\d\d?):?(\d\d)?$", text)
    found = _signed(match[1], match[2], match[3] or "0") if match else None
    return found if found is not None and abs(found) <= dt.timedelta(hours=14) else None


def _signed(sign: str, hours: str, minutes: str) -> dt.timedelta:
    size = dt.timedelta(hours=int(hours), minutes=int(minutes))
    return -size if sign == "-" else size
