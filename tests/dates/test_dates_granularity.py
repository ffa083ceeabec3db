"""What an expression says beside its days: grain, modifier, reason, offsets."""

import datetime as dt

import pytest

from extractors.dates import find_dates
from extractors.records import GRANULARITIES

DATELINE = dt.date(2014, 3, 10)


@pytest.mark.parametrize(
    ("words", "granularity"),
    [
        ("on Friday", "day"),
        ("on Friday evening", "time"),
        ("at 7 p.m. on Friday", "time"),
        ("last week", "week"),
        ("last weekend", "weekend"),
        ("last month", "month"),
        ("in the third quarter of 2012", "quarter"),
        ("in the second half of 2012", "half"),
        ("in the summer of 2012", "season"),
        ("in 2012", "year"),
        ("in the 1990s", "decade"),
        ("in the 19th century", "century"),
        ("from 3 to 5 March", "range"),
    ],
)
def test_granularity(words: str, granularity: str) -> None:
    (found,) = find_dates(f"It happened {words}.", DATELINE)
    assert found.granularity == granularity
    assert granularity in GRANULARITIES


def test_offsets_are_code_points() -> None:
    text = "🕊️ Łukašenka – «мир» – resigned on 5 May 1955."
    (found,) = find_dates(text, DATELINE)
    assert text[found.start : found.end] == found.text == "5 May 1955"


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Troops left on Friday.", "most recent"),
        ("Troops will leave on Friday.", "next, the words look ahead"),
        ("Troops left on Monday.", "the dateline's own day"),
        ("Troops left on 3 February.", "nearest"),
        ("Troops left on 3 February 2012.", "explicit"),
    ],
)
def test_reason(sentence: str, reason: str) -> None:
    (found,) = find_dates(sentence, DATELINE)
    assert found.reason == reason


def test_every_resolved_date_has_a_reason() -> None:
    text = (
        "It began a year ago, paused last May, resumed in the first week of 2014 and ended three days before Christmas."
    )
    found = find_dates(text, DATELINE)
    assert len(found) == 4
    assert all(one.reason for one in found)


def test_ranges_come_joined_or_as_their_two_ends() -> None:
    text = "The siege lasted from 28 December to 3 January 2013."
    (joined,) = find_dates(text, DATELINE)
    assert (joined.first, joined.last) == (dt.date(2012, 12, 28), dt.date(2013, 1, 3))
    left, right = find_dates(text, DATELINE, join_ranges=False)
    assert (left.text, left.first, left.last) == ("28 December", dt.date(2012, 12, 28), dt.date(2012, 12, 28))
    assert (right.text, right.first) == ("3 January 2013", dt.date(2013, 1, 3))


def test_a_text_without_any_hint_has_no_dates() -> None:
    assert find_dates("The ministers shook hands and smiled.", DATELINE) == []
    assert find_dates("", DATELINE) == []
