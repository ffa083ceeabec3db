"""The objects that the command line writes."""

import json

import pytest

from extractors.dates import date_objects


def test_objects() -> None:
    text = "Talks on Friday lasted three hours; they resume from 2 to 4 April."
    (result,) = date_objects([{"id": 7, "text": text, "date": "2014-03-10T08:00:00Z"}])
    assert result == {
        "id": 7,
        "expressions": [
            {
                "start": 9,
                "end": 15,
                "text": "Friday",
                "from": "2014-03-07",
                "to": "2014-03-07",
                "granularity": "day",
                "modifier": None,
            },
            {
                "start": 48,
                "end": 65,
                "text": "from 2 to 4 April",
                "from": "2014-04-02",
                "to": "2014-04-04",
                "granularity": "range",
                "modifier": None,
            },
        ],
    }
    assert json.loads(json.dumps(result)) == result


@pytest.mark.parametrize("date", [None, ""])
def test_without_a_dateline_what_needs_one_is_null(date: str | None) -> None:
    documents = [{"id": "a", "text": "Signed on Friday, drafted in 1955.", "date": date}, {"id": "b", "text": "Friday"}]
    first, second = date_objects(documents)
    assert [(one["from"], one["to"]) for one in first["expressions"]] == [(None, None), ("1955-01-01", "1955-12-31")]
    assert [one["from"] for one in second["expressions"]] == [None]


def test_an_early_year_has_four_digits() -> None:
    ((found,),) = [one["expressions"] for one in date_objects([{"id": 1, "text": "In the year 71 it fell."}])]
    assert (found["from"], found["to"]) == ("0071-01-01", "0071-12-31")


@pytest.mark.parametrize("document", [{"id": 1}, {"id": 1, "text": 5}, {"id": 1, "text": "x", "date": "Friday"}])
def test_a_document_that_is_none_is_an_error(document: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="document 1"):
        list(date_objects([document]))
