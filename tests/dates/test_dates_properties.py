"""What must hold of every date, whatever the text and the dateline."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import find_dates
from extractors.dates.periods import around, months, nth_unit, shift_date

DATELINES = st.dates(dt.date(1900, 1, 1), dt.date(2150, 12, 31))
WEEK = dt.timedelta(days=7)

RELATIVE = [
    "today", "yesterday", "tomorrow", "the day before yesterday", "the day after tomorrow", "last night", "overnight",
    "on Monday", "on Sunday", "last Tuesday", "next Saturday", "this Thursday", "last week", "this week", "next week",
    "three days ago", "two weeks ago", "last weekend", "next weekend", "on Friday of last week", "the week after next",
    "two days before yesterday", "a week from tomorrow", "early last week",
]  # fmt: skip
PIECES = [
    "Monday", "Fri.", "the", "31", "30", "29", "February", "Feb.", "April", "2013", "2012", "1900", "century",
    "last", "next", "early", "of", "week", "first", "quarter", "half", "months", "ago", "three", "days",
    "before", "to", "-", "/", ",", "from", "between", "and", "Easter", "Ramadan", "Nowruz", "fiscal", "year",
    "12/31/1999", "2020-02-30", "week 53", "the 31st", "decade", "later", "a", "in", "'90s", "9999", "0", "1",
]  # fmt: skip


@settings(deadline=None)
@given(DATELINES, st.sampled_from(RELATIVE))
def test_a_week_later_every_relative_date_is_a_week_later(dateline: dt.date, words: str) -> None:
    text = f"The envoy left {words}."
    (before,), (after,) = find_dates(text, dateline), find_dates(text, dateline + WEEK)
    assert before.first is not None and after.first is not None
    assert before.first <= before.last
    assert after.first - before.first == WEEK
    assert after.last - before.last == WEEK


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.none(), DATELINES), st.lists(st.sampled_from(PIECES), max_size=10), st.booleans())
def test_any_pile_of_date_words_gives_whole_ranges_in_order(
    dateline: dt.date | None, pieces: list[str], join: bool
) -> None:
    text = " ".join(pieces)
    end = 0
    for one in find_dates(text, dateline, join_ranges=join):
        assert end <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert (one.first is None) == (one.last is None) == (one.granularity is None)
        if one.first is not None:
            assert one.first <= one.last
            assert one.kind == "date"
        end = one.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.one_of(st.none(), DATELINES))
def test_no_text_breaks_it(text: str, dateline: dt.date | None) -> None:
    for one in find_dates(text, dateline):
        assert text[one.start : one.end] == one.text


@settings(deadline=None)
@given(DATELINES, st.sampled_from(["day", "week", "month", "quarter", "year"]), st.integers(-40, 40))
def test_steps_of_a_unit_lead_to_neighbouring_units(date: dt.date, unit: str, count: int) -> None:
    here, there = around(date, unit), around(shift_date(around(date, unit).first, unit, count), unit)
    assert (there.first > here.last) == (count > 0)
    assert (there.last < here.first) == (count < 0)


@settings(deadline=None)
@given(st.integers(1900, 2150), st.integers(1, 12))
def test_the_months_of_a_year_are_its_parts(year: int, number: int) -> None:
    assert nth_unit(months(year, 1, 12, "year"), "month", number) == months(year, number, 1, "month")
    assert nth_unit(months(year, 1, 12, "year"), "month", number - 13) == months(year, number, 1, "month")


@settings(deadline=None)
@given(st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)), DATELINES)
def test_a_full_date_needs_no_dateline(date: dt.date, dateline: dt.date) -> None:
    for text in (
        f"Signed on {date.day} {date:%B} {date.year:04d}.",
        f"Signed on {date:%B} {date.day}, {date.year:04d}.",
    ):
        assert [(one.first, one.last) for one in find_dates(text, dateline)] == [(date, date)]
        assert [(one.first, one.last) for one in find_dates(text, None)] == [(date, date)]
