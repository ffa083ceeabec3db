"""When an article was published; unknown rather than wrong."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.cleaning import clean
from extractors.cleaning.dates import read_date
from extractors.cleaning.moments import read_moment
from extractors.records import Document, RawDocument

BODY = (
    "The foreign ministers of Peru and Chile met in Lima to discuss the border that both countries share in the desert."
)


def published(text: str, date_order: str | None = None, **fields: Any) -> tuple[str, str | None, str | None]:
    document = clean(RawDocument(origin="a.txt", text=text, **fields), date_order=date_order)
    assert isinstance(document, Document), document
    return str(document.date), document.date_text, document.date_origin


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-02-14", "2022-02-14"),
        ("2021-12-26T10:00:00Z", "2021-12-26"),
        ("2022-02-14T23:30:00-05:00", "2022-02-14"),
        ("2022-02-14 10:00:00+03", "2022-02-14"),
        ("20220214", "2022-02-14"),
        ("2022/02/14", "2022-02-14"),
        ("Mon, 14 Feb 2022 10:00:00 GMT", "2022-02-14"),
        ("14 February 2022", "2022-02-14"),
        ("February 14th, 2022", "2022-02-14"),
        ("Feb. 14, 2022, 10:30 a.m. EST", "2022-02-14"),
        ("14-Feb-2022", "2022-02-14"),
        ("Friday, August 21, 2015", "2015-08-21"),
        ("14.02.2022", "2022-02-14"),
        ("03.04.2022", "2022-04-03"),
        ("14/02/2022", "2022-02-14"),
        ("02/14/2022", "2022-02-14"),
        ("03/03/2022", "2022-03-03"),
        ("1612137600", "2021-02-01"),
        ("1612137600000", "2021-02-01"),
        ("03/04/2022", "None"),
        ("03-04-2022", "None"),
        ("31.02.2022", "None"),
        ("03.04.22", "None"),
        ("2022", "None"),
        ("February 2022", "None"),
        ("yesterday", "None"),
        ("Monday", "None"),
        ("10:30", "None"),
        ("", "None"),
        ("99999999999999", "None"),
    ],
)
def test_metadata_values(value: str, day: str) -> None:
    assert str(read_date(value)) == day


def test_the_source_settles_day_and_month() -> None:
    assert str(read_date("03/04/2022", "DMY")) == "2022-04-03"
    assert str(read_date("03/04/2022", "MDY")) == "2022-03-04"
    assert str(read_date("14/02/2022", "MDY")) == "2022-02-14"
    assert str(read_date("03.04.2022", "MDY")) == "2022-04-03"
    assert published(BODY, "DMY", date="03/04/2022") == ("2022-04-03", "03/04/2022", "record")


def test_an_undecided_date_is_kept_as_words() -> None:
    assert published(BODY, date="03/04/2022") == ("None", "03/04/2022", "record")
    assert published(f"14 February 2022\n{BODY}", date="03/04/2022") == ("2022-02-14", "14 February 2022", "text")


def test_the_order_of_belief() -> None:
    meta = '<meta property="article:published_time" content="2022-02-13">'
    page = f"<html>{meta}<p>12 February 2022</p><p>{BODY}</p></html>"
    assert published(page, markup="html", date="2022-02-14") == ("2022-02-14", "2022-02-14", "record")
    assert published(page, markup="html") == ("2022-02-13", "2022-02-13", "html")
    assert published(f"12 February 2022\n{BODY}", date="2022-02-14", date_origin="front matter")[2] == "front matter"


@pytest.mark.parametrize(
    ("line", "day", "text"),
    [
        ("27 January 2022", "2022-01-27", "27 January 2022"),
        ("Friday, August 21, 2015", "2015-08-21", "Friday, August 21, 2015"),
        ("14.02.2022", "2022-02-14", "14.02.2022"),
        (
            "18:30 GMT 14.02.2022 (Updated: 19:00 GMT 14.02.2022)",
            "2022-02-14",
            "18:30 GMT 14.02.2022 (Updated: 19:00 GMT 14.02.2022)",
        ),
        ("Published: 2021-12-26T10:00:00Z", "2021-12-26", "2021-12-26T10:00:00Z"),
        ("Posted on March 3, 2021 at 10:15 am", "2021-03-03", "March 3, 2021 at 10:15 am"),
        ("Updated 4 March 2021", "2021-03-04", "4 March 2021"),
        ("Jan 5, 2022 | 10:30 AM EST", "2022-01-05", "Jan 5, 2022 | 10:30 AM EST"),
    ],
)
def test_a_date_on_a_line_of_its_own(line: str, day: str, text: str) -> None:
    found = clean(RawDocument(origin="a", text=f"Border opens\n{line}\n\n{BODY}"))
    assert isinstance(found, Document)
    assert (str(found.date), found.date_text, found.date_origin) == (day, text, "text")
    assert found.text == f"Border opens\n{BODY}"
    assert found.dropped == {"date line": 1}


def test_published_is_believed_before_updated() -> None:
    assert published(f"Updated: 5 March 2021\nPublished: 3 March 2021\n{BODY}")[0] == "2021-03-03"


def test_a_date_as_a_heading_further_down_stays() -> None:
    text = "\n".join([BODY] * 8 + ["27 January 2022", *[BODY] * 8])
    document = clean(RawDocument(origin="a", text=text))
    assert isinstance(document, Document)
    assert document.date is None
    assert "\n27 January 2022\n" in document.text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"(AP) - March 3, 2021\n{BODY}", "2021-03-03"),
        (f"SEOUL, March 3, 2021 (AP) - {BODY}", "2021-03-03"),
        (f"Brussels, 27 January 2022 — {BODY}", "2022-01-27"),
        (f"MOSCOW, Jan 5 (Reuters) - {BODY}", "None"),
        (f"MOSCOW, Jan 5 (Reuters) - {BODY} It was said on Tuesday.", "None"),
        (f"MOSCOW, Jan 5 (Reuters) - {BODY}\nUpdated: 6 January 2021", "2021-01-05"),
        (f"MOSCOW, Dec 31 (Reuters) - {BODY}\nUpdated: 1 January 2022", "2021-12-31"),
        (f"MOSCOW, Jan 5 (Reuters) - {BODY} The law took effect on January 1, 2021.", "2021-01-05"),
        (f"MOSCOW, Jan 5 (Reuters) - {BODY} The law took effect on June 1, 2014.", "None"),
        (f"MOSCOW, Jan 5 (Reuters) - {BODY} A year after January 5, 2021, the talks of 2022 begin.", "None"),
        (f"MOSCOW, Jan 5 (Reuters) - {BODY} They met on January 3, 2019 and January 3, 2020.", "None"),
        (f"MOSCOW, Feb 30 (Reuters) - {BODY} They met on March 1, 2021.", "None"),
    ],
)
def test_datelines(text: str, day: str) -> None:
    assert published(text)[0] == day


def test_a_dateline_without_its_year_is_kept_as_words() -> None:
    assert published(f"MOSCOW, Jan 5 (Reuters) - {BODY}") == ("None", "Jan 5", "text")
    assert published(f"MOSCOW, Jan 5 (Reuters) - {BODY}", url="https://a.example/2021/01/05/x") == (
        "2021-01-05",
        "Jan 5",
        "text",
    )


def test_the_address_comes_last() -> None:
    assert published(BODY, url="https://a.example/2021/01/05/border") == (
        "2021-01-05",
        "https://a.example/2021/01/05/border",
        "record",
    )
    assert published(BODY, url="https://a.example/id/20210105777")[0] == "None"


def test_captions_that_differ_date_nothing() -> None:
    captions = "The hall in Lima - Example, 1920, 14.02.2022\nThe hall in Cusco - Example, 1920, 13.02.2022\n"
    assert published(captions + BODY) == ("None", None, None)


@pytest.mark.parametrize(
    ("value", "zone", "day"),
    [
        ("2022-03-01T23:30Z", "Asia/Tokyo", "2022-03-02"),
        ("2022-03-01T23:30Z", None, "2022-03-01"),
        ("2022-03-01T14:59:59Z", "Asia/Tokyo", "2022-03-01"),
        ("2022-03-01T23:30:00.000+09:00", "Asia/Tokyo", "2022-03-01"),
        ("2022-03-01T23:30:00", "Asia/Tokyo", "2022-03-01"),
        ("2022-03-01 23:30:00+0000", "Europe/Berlin", "2022-03-02"),
        ("2022-07-01T02:30:00Z", "America/New_York", "2022-06-30"),
        ("2022-07-01T04:30:00Z", "America/New_York", "2022-07-01"),
        ("2022-01-01T04:30:00Z", "America/New_York", "2021-12-31"),
        ("2024-02-28T23:30:00-05:00", "Europe/London", "2024-02-29"),
        ("Mon, 14 Feb 2022 22:10:00 GMT", "Europe/Moscow", "2022-02-15"),
        ("Feb. 14, 2022, 10:30 p.m. EST", "Europe/Warsaw", "2022-02-15"),
        ("Feb. 14, 2022, 12:30 a.m. EST", "America/New_York", "2022-02-14"),
        ("14 February 2022 21:15 (GMT+3)", "Asia/Kolkata", "2022-02-14"),
        ("21:15 GMT, 14 February 2022", "Asia/Kolkata", "2022-02-15"),
        ("1646177400", "Asia/Tokyo", "2022-03-02"),
        ("2022-03-01", "Asia/Tokyo", "2022-03-01"),
        ("2022-03-01T25:30Z", "Asia/Tokyo", "2022-03-01"),
    ],
)
def test_a_time_stamp_with_a_zone_gives_the_day_where_the_source_is(value: str, zone: str | None, day: str) -> None:
    document = clean(RawDocument(origin="a.txt", text=BODY, date=value), time_zone=zone)
    assert isinstance(document, Document)
    assert (str(document.date), document.date_text) == (day, value)


def test_a_published_line_with_a_zone_is_moved_too() -> None:
    raw = RawDocument(origin="a.txt", text=f"Published: 1 March 2022 23:30 GMT\n\n{BODY}")
    found = clean(raw, time_zone="Asia/Tokyo")
    assert isinstance(found, Document)
    assert (str(found.date), found.date_origin) == ("2022-03-02", "text")


@pytest.mark.parametrize(
    "value", ["2022-03-01", "2022-03-01T10:00", "10:00 GMT", "1 March 2022 10:00 XYZ", "2022-03-01T10:00+99:00"]
)
def test_no_moment_without_date_time_and_zone(value: str) -> None:
    assert read_moment(value) is None
