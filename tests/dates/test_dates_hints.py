"""What a parse adds: the tense of the governing verb and parts of speech."""

import datetime as dt

import pytest

from extractors.dates import find_dates

DATELINE = dt.date(2014, 3, 10)  # a Monday


@pytest.mark.parametrize(
    ("tense", "day"),
    [("past", dt.date(2014, 3, 6)), ("present", dt.date(2014, 3, 13)), ("future", dt.date(2014, 3, 13))],
)
def test_tense_directs_a_weekday(tense: str, day: dt.date) -> None:
    text = "Envoys meet Thursday in Vienna."
    assert find_dates(text, DATELINE, tense=lambda _: tense)[0].first == day
    assert find_dates(text, DATELINE, tense={text.index("Thursday"): tense})[0].first == day


def test_without_tense_the_words_nearby_decide() -> None:
    text = "Envoys said Thursday that talks would resume Saturday."
    first, second = find_dates(text, DATELINE, tense=lambda _: None)
    assert (first.first, second.first) == (dt.date(2014, 3, 6), dt.date(2014, 3, 15))


def test_tense_directs_a_day_without_a_year() -> None:
    text = "Envoys meet on 2 April."
    assert find_dates(text, DATELINE, tense=lambda _: "past")[0].first == dt.date(2013, 4, 2)
    assert find_dates(text, DATELINE, tense=lambda _: "future")[0].first == dt.date(2014, 4, 2)


@pytest.mark.parametrize(
    ("text", "word", "pos"),
    [
        ("Marchers in May may", "May", "PROPN"),
        ("They march 3 abreast.", "march", "VERB"),
        ("Envoys by Sat noon", "Sat", "VERB"),
    ],
)
def test_part_of_speech_rejects_words(text: str, word: str, pos: str) -> None:
    start = text.index(word)
    found = find_dates(text, DATELINE, pos_at=lambda index: pos if index == start else None)
    assert bool(found) == (pos == "PROPN")


def test_the_order_of_numeric_dates() -> None:
    text = "Signed on 3/4/2015."
    assert find_dates(text, DATELINE)[0].first == dt.date(2015, 3, 4)
    assert find_dates(text, DATELINE, date_order="DMY")[0].first == dt.date(2015, 4, 3)
    both = "Drafted on 25/3/2015 and signed on 3/4/2015."
    assert [one.first for one in find_dates(both, DATELINE)] == [dt.date(2015, 3, 25), dt.date(2015, 4, 3)]
