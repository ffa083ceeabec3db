"""What the file of sources says is checked, and used."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from extractors.cleaning import clean
from extractors.records import Document, RawDocument
from extractors.resources import ConfigError
from extractors.sources import Source, coded_part, load_sources, source_settings

TEXT = "The foreign ministers of Peru and Chile met in Lima."


@pytest.mark.parametrize(
    ("source", "day"), [("BBC", "2021-04-03"), ("ap", "2021-03-04"), ("", "None"), ("other", "None")]
)
def test_a_sources_date_order_settles_day_and_month(source: str, day: str) -> None:
    document = clean(RawDocument(origin="a", text=TEXT, source=source, date="03/04/2021"))
    assert isinstance(document, Document)
    assert str(document.date) == day


def test_sources_are_read_by_name(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[source]]\nname = "Gazeta"\nencoding = "iso-8859-2"\n')
    assert load_sources(path) == {"gazeta": Source("Gazeta", encoding="iso-8859-2", folder=tmp_path)}
    assert source_settings("nobody") == Source("nobody")


def test_only_what_a_text_is_read_and_dated_by_belongs_to_the_ruleset(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    parts = set()
    for more in ("", 'reader = "files"\nlocation = "in"\nschedule = "5 min"\n', 'date_order = "DMY"\n'):
        path.write_text(f'[[source]]\nname = "gazeta"\n{more}')
        parts.add(coded_part(path))
    assert len(parts) == 2


def test_a_schedule_is_a_cron_line_or_an_interval(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text("".join(
        f'[[source]]\nname = "{n}"\nreader = "files"\nlocation = "in"\nschedule = "{text}"\n'
        for n, text in enumerate(("15 min", "0 6 * * 1-5"))
    ))  # fmt: skip
    often, daily = load_sources(path).values()
    assert (str(often.interval), often.cron) == ("0:15:00", None)
    assert (daily.interval, daily.cron) == (None, "0 6 * * 1-5")


@pytest.mark.parametrize(
    ("schedule", "zone", "moment", "due"),
    [
        ("15 min", None, "2026-03-01T10:07:00+00:00", "2026-03-01T10:15:00+00:00"),
        ("every 15 minutes", None, "2026-03-01T10:15:00+00:00", "2026-03-01T10:30:00+00:00"),
        ("every 10 seconds", None, "2026-03-01T10:15:04+00:00", "2026-03-01T10:15:10+00:00"),
        ("1 day", "Asia/Tokyo", "2026-03-01T10:15:00+00:00", "2026-03-02T00:00:00+00:00"),
        ("0 6 * * 1-5", "Europe/Warsaw", "2026-03-27T10:00:00+00:00", "2026-03-30T04:00:00+00:00"),
        ("0 6 * * *", None, "2026-03-27T06:00:00+00:00", "2026-03-28T06:00:00+00:00"),
    ],
)
def test_the_next_time_of_a_schedule(schedule: str, zone: str | None, moment: str, due: str) -> None:
    source = Source("a", schedule=schedule, time_zone=zone)
    assert source.due_after(dt.datetime.fromisoformat(moment)) == dt.datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("entry", "line", "message"),
    [
        ('date_order = "DMY"', 1, "needs a name"),
        (
            'name = "a"\ndate_ordr = "DMY"',
            3,
            "unknown key date_ordr; a source may have allow_private, cursor_column, date_order",
        ),
        ('name = "a"\ndate_order = "YMD"', 3, "date_order must be one of DMY, MDY, not YMD"),
        ('name = "a"\nencoding = "martian"', 3, "encoding martian is unknown"),
        ('name = "a"\ntime_zone = "Mars/Base"', 3, "time zone Mars/Base is unknown"),
        ('name = "a"\nreader = "files"\nlocation = "in"\nschedule = "often"', 5, "schedule must be a cron line"),
        *(
            (f'name = "a"\nreader = "files"\nschedule = "{wrong}"\nlocation = "in"', 4, "schedule must be a cron line")
            for wrong in ("99 * * * *", "0 0 31 2 *", "* * * *", "0 s", "10 years", "* * * * * *")
        ),
        ('name = "a"\nreader = "files"', 3, "the reader files needs a location"),
        ('name = "a"\nlocation = "in"', 3, "location needs a reader"),
        ('name = "a"\nreader = "files"\nlocation = "zip://a::https://b.org/"', 4, "leads on to other places"),
        ('name = "a"\nreader = "files"\nlocation = "reference://b.json"', 4, "leads on to other places"),
        ('name = "a"\nreader = "query"\nquery = "select 1"\nlocation = "s3://b"', 5, "s3://b/… is an address; a query"),
        ('name = "a"\nreader = "query"\nlocation = "a.duckdb"', 1, "the reader query needs a query"),
        ('name = "a"\nquery_seconds = 0', 3, "query_seconds must be a number above 0"),
        ('name = "a"\nlicence = 5', 3, "licence must be a string"),
        ('name = "a"\nreader = "feed"\nlocation = "in"', 4, "no address of http or https"),
        ('name = "a"\nreader = "feed"\nlocation = "https:///feed"', 4, "not an address that can be asked"),
        ('name = "a"\nreader = "feed"\nlocation = "https://${HOST}/feed"', 4, "not an address that can be asked"),
        (
            'name = "a"\nreader = "feed"\nlocation = "https://u:pw@b.org/f"',
            4,
            "the password of https://b.org/… is a secret",
        ),
        (
            'name = "a"\nreader = "feed"\nlocation = "https://b.org/f?api_key=5"',
            4,
            "api_key of https://b.org/… is a secret",
        ),
        ('name = "a"\nhosts = ["https://b.org"]', 3, "hosts must be like example.org"),
        ('name = "a"\nheaders = {Authorization = "Bearer 5"}', 3, "Authorization is a secret: write"),
        ('name = "a"\nheaders = {"X: y" = "5"}', 3, "X: y is not a header"),
        ('name = "a"\nallow_private = "yes"', 3, "allow_private must be true or false"),
        ('name = "a"\npause_seconds = -1', 3, "pause_seconds must be 0 or more"),
        ('name = "a"\npages = "all"', 3, "pages must be one of missing, always, never, not all"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(tmp_path: Path, entry: str, line: int, message: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f"[[source]]\n{entry}\n")
    with pytest.raises(ConfigError, match=re.escape(message)) as caught:
        load_sources(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
