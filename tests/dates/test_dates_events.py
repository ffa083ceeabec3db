"""The date of an event: the words that its verb governs, the day that is being narrated, the dateline of its part."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from extractors.cleaning import clean
from extractors.coder import Coder, plain_document
from extractors.datelines import part_at, text_parts
from extractors.explain import explain
from extractors.records import Document, Event, RawDocument

DAY = dt.date(2022, 3, 4)  # a Friday

ROUNDUP = (
    "World news in brief\n"
    "KABUL, March 2 (Reuters) - Afghan police arrested three Pakistani soldiers on Tuesday.\n"
    "The Afghan government criticised Pakistan.\n"
    "ISLAMABAD, Feb 28 (AFP) - Pakistan condemned India on Sunday.\n"
    "MOSCOW (Tass) - Russia rejected the demand of Ukraine.\n"
)
LIVE_BLOG = (
    "Talks in Geneva: live\n"
    "3 March 2022, 23:30 GMT - Russia accused Ukraine of shelling the town.\n"
    "14:05 GMT, 3 March 2022: Ukraine rejected the demand of Russia yesterday.\n"
    "Wednesday, 2 March\n"
    "Germany criticised Russia.\n"
)
DIGEST = (
    "LONDON, Dec. 30, 2021 (PA) -- Britain accused Iran of piracy.\n"
    "PARIS, Jan. 2 (AFP) -- France criticised Britain on Friday.\n"
)


@cache
def coder() -> Coder:
    return Coder()


def events(text: str, day: dt.date | None = DAY) -> list[Event]:
    return list(coder().code(plain_document(text, day)).events)


def days(text: str, day: dt.date | None = DAY) -> list[tuple[str, str, str]]:
    """Return trigger, day and basis of every event."""
    return [(event.trigger.text, str(event.date.start), event.date.basis) for event in events(text, day)]


def starts(text: str, day: dt.date | None = DAY, zone: str | None = None) -> list[tuple[str, str, str | None]]:
    parts = text_parts(text, day, zone)
    return [(text[part.start :].split(" ", maxsplit=1)[0], str(part.date), part.text) for part in parts[1:]]


def test_every_part_of_a_roundup_has_its_own_dateline() -> None:
    assert starts(ROUNDUP) == [
        ("KABUL,", "2022-03-02", "KABUL, March 2 (Reuters)"),
        ("ISLAMABAD,", "2022-02-28", "ISLAMABAD, Feb 28 (AFP)"),
        ("MOSCOW", "2022-03-04", None),
    ]
    assert days(ROUNDUP) == [
        ("arrested", "2022-03-01", "expression"),
        ("criticised", "2022-03-02", "dateline"),
        ("condemned", "2022-02-27", "expression"),
        ("rejected", "2022-03-04", "dateline"),
    ]


def test_an_event_names_the_dateline_of_its_part() -> None:
    found = [event.date.reason for event in events(ROUNDUP) if event.date.basis == "dateline"]
    assert found == [
        "the dateline of its part, “KABUL, March 2 (Reuters)”: the text gives no date",
        "the dateline: the text gives no date",
    ]


def test_stamps_and_headings_date_the_entries_of_a_live_blog() -> None:
    assert [day for _, day, _ in starts(LIVE_BLOG)] == ["2022-03-03", "2022-03-03", "2022-03-02"]
    assert days(LIVE_BLOG) == [
        ("accused", "2022-03-03", "dateline"),
        ("rejected", "2022-03-02", "expression"),
        ("criticised", "2022-03-02", "dateline"),
    ]


def test_a_stamp_with_a_zone_is_of_the_day_where_the_source_is() -> None:
    assert [day for _, day, _ in starts(LIVE_BLOG, zone="Asia/Tokyo")] == ["2022-03-04", "2022-03-03", "2022-03-02"]


@pytest.mark.parametrize("day", [None, dt.date(2022, 1, 3)])
def test_a_digest_across_the_turn_of_the_year(day: dt.date | None) -> None:
    assert [found for _, found, _ in starts(DIGEST, day)] == ["2021-12-30", "2022-01-02"]
    assert [found for found in days(DIGEST, day) if found[0] == "criticised"] == [
        ("criticised", "2021-12-31", "expression")
    ]


def test_a_dateline_without_a_year_stays_unknown_where_nothing_settles_it() -> None:
    assert days("PARIS, Jan. 2 (AFP) -- France criticised Britain on Sunday.", None) == [
        ("criticised", "None", "unknown")
    ]


def test_sentences_find_their_part() -> None:
    parts = text_parts(ROUNDUP, DAY)
    assert part_at(parts, 0).date == DAY
    assert part_at(parts, ROUNDUP.index("government")).date == dt.date(2022, 3, 2)
    assert part_at(parts, ROUNDUP.index("ISLAMABAD")).date == dt.date(2022, 2, 28)


@pytest.mark.parametrize(
    "line",
    [
        "March was cold.",
        "On March 3, 2022 they met.",
        "NATO - the alliance met.",
        "2 March brigades arrived.",
        "10:15 GMT: a call.",
    ],
)
def test_a_paragraph_that_only_speaks_of_a_date_opens_no_part(line: str) -> None:
    assert len(text_parts(f"Title\n{line}", DAY)) == 1


def test_the_sentences_after_a_narrated_day_keep_it() -> None:
    text = (
        "Protesters gathered on Tuesday. Turkish police arrested Greek soldiers. "
        "Greek soldiers attacked Turkish protesters."
    )
    assert [found[1:] for found in days(text) if found[0] in ("arrested", "attacked")] == [
        ("2022-03-01", "expression")
    ] * 2


def test_the_offsets_of_a_date_cut_its_words_from_the_text() -> None:
    text = (
        "Protesters gathered in Malmö on Tuesday 🌍. Turkish police arrested Greek soldiers.\n"
        "Russia attacked Ukraine in early February. Germany criticised Russia."
    )
    found = [event.date for event in events(text)]
    assert {(date.text, date.modifier) for date in found if date.basis == "expression"} >= {
        ("Tuesday", None),
        ("early February", "early"),
    }
    for date in found:
        if date.basis == "expression":
            assert date.text == text[date.text_start : date.text_end]
        else:
            assert (date.text, date.text_start, date.text_end) == (None, None, None)


def test_the_following_day_moves_a_narration() -> None:
    text = (
        "Protesters gathered in the square on Monday. Turkish police arrested Greek soldiers. "
        "The following day brought rain. Greek soldiers attacked Turkish protesters."
    )
    assert [found[1] for found in days(text) if found[0] in ("arrested", "attacked")] == ["2022-02-28", "2022-03-01"]


@pytest.mark.parametrize(
    "text",
    [
        "The crowd gathered on Tuesday, a witness said. Turkish police arrested Greek soldiers.",
        "The crowd gathered on Tuesday and again on Wednesday. Turkish police arrested Greek soldiers.",
        "The crowd will gather on Sunday. Turkish police arrested Greek soldiers.",
        "The crowd gathered in February. Turkish police arrested Greek soldiers.",
        "The crowd gathered on Tuesday.\nTurkish police arrested Greek soldiers.",
        "The crowd gathered on Tuesday. Turkish police have arrested Greek soldiers.",
        "The crowd gathered on Tuesday. Germany criticises Russia.",
        "The crowd gathered on Tuesday. Germany accused Russia of lying.",
    ],
    ids=["speech", "two days", "ahead", "month", "paragraph", "perfect", "present", "speech act"],
)
def test_a_narration_ends(text: str) -> None:
    found = days(text)
    assert found
    assert {day for _, day, basis in found if basis == "dateline"} == {"2022-03-04"}
    assert all(basis == "dateline" for _, _, basis in found)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya ordered two Ugandan diplomats to leave the country by Sunday.",
        "Kenyan dockers threatened to strike from Monday.",
        "Kenyan dockers threaten to strike from Monday.",
        "Kenya told Uganda to withdraw its troops before Tuesday.",
    ],
)
def test_a_deadline_is_no_day_of_what_sets_it(text: str) -> None:
    assert [found[1:] for found in days(text)] == [("2022-03-04", "dateline")]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya criticised Uganda over the 1951 water treaty.",
        "Kenyan rebels, who seized a town last October, have attacked Ugandan soldiers.",
    ],
)
def test_a_year_in_a_name_and_a_day_of_another_deed_are_none(text: str) -> None:
    assert [found[1:] for found in days(text) if found[0] != "seized"] == [("2022-03-04", "dateline")]


def test_a_year_in_a_name_moves_no_later_date() -> None:
    text = "Kenya scrapped a 1961 military accord with Uganda. In January Kenya attacked Uganda."
    assert days(text)[-1][1:] == ("2022-01-01", "expression")


def test_the_pluperfect_does_not_take_the_day_of_the_dateline() -> None:
    assert days("Syrian rebels had attacked the Syrian army.") == [("attacked", "None", "unknown")]
    assert days("Syrian rebels attacked the Syrian army.") == [("attacked", "2022-03-04", "dateline")]


def test_a_speech_act_has_its_own_time_and_what_it_tells_another() -> None:
    assert days("Ukraine accused Russia on Thursday of attacking the city on Monday.")[0][:2] == (
        "accused",
        "2022-03-03",
    )
    threat = days("North Korea threatened to attack South Korea before the end of the month.")
    assert threat == [("threatened", "2022-03-04", "dateline")]


def test_explain_tells_why_a_narrated_day_was_taken() -> None:
    text = "Protesters gathered in the square on Tuesday. Turkish police arrested Greek soldiers."
    assert "date 2022-03-01, basis expression: narrated: goes on with “Tuesday” before it (most recent)" in explain(
        coder(), text, DAY
    )


def test_a_stamp_inside_a_text_gives_the_day_where_the_source_is_published() -> None:
    text = "Talks in Geneva: live\n3 March 2022, 23:30 GMT - Russia accused Ukraine of shelling the town."
    for zone, day in ((None, "2022-03-03"), ("Asia/Tokyo", "2022-03-04")):
        document = clean(RawDocument("a", text, source="blog", date="2022-03-03"), time_zone=zone)
        assert isinstance(document, Document)
        assert [str(event.date.start) for event in coder().code(document).events] == [day]
