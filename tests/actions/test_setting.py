"""What the whole document tells of states stands in for actors that a sentence leaves unnamed, and only where it is clear."""

from __future__ import annotations

import pytest

from extractors.coder import Coder, plain_document

Row = tuple[str, str, str]
KOREAS = (
    "North Korea fired shells at South Korea on Friday. South Korea fired back at North Korea.\n"
    "South Korea's president met her ministers. North Korea's leader spoke on television.\n"
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def last(coder: Coder, text: str) -> list[Row]:
    """Return code, source and target of the affirmed events of a text's last sentence."""
    coded = coder.code(plain_document(text))
    return [
        (event.cameo, event.source.code, event.target.code if event.target else "")
        for event in coded.events
        if event.sentence == coded.sentences[-1].index and event.polarity == "affirmed"
    ]


def test_a_show_of_force_is_aimed_at_the_other_state_of_the_document(coder: Coder) -> None:
    assert last(coder, KOREAS + "North Korea has put its army on high alert.") == [("152", "PRK", "KOR")]
    assert last(coder, KOREAS + "The North Korean army was placed on high alert.") == [("152", "PRKMIL", "KOR")]


def test_a_show_of_force_is_aimed_at_nobody_where_the_document_speaks_of_many(coder: Coder) -> None:
    others = "Japan spoke. Japan met China. China spoke. China met Japan.\n"
    assert last(coder, KOREAS + others + "North Korea has put its army on high alert.") == [("152", "PRK", "")]


def test_fire_is_returned_at_the_other_state_of_the_document(coder: Coder) -> None:
    fire = "South Korea fired sixty artillery rounds in return."
    assert ("194", "KOR", "PRK") in last(coder, KOREAS + fire)
    assert last(coder, fire) == []


def test_who_was_arrested_by_nobody_named_was_arrested_by_the_police_of_the_document(coder: Coder) -> None:
    march = (
        "Protesters marched to the Honduran congress. Honduran police fired tear gas. Honduras condemned the march.\n"
    )
    assert last(coder, march + "Eleven demonstrators were arrested near the airport.") == [("173", "HNDCOP", "HNDOPP")]
    assert last(coder, march + "Two thieves were arrested near the airport.") == []


def test_a_title_takes_up_who_was_named_inside_another_phrase(coder: Coder) -> None:
    critics = "Critics of President Carlos Moreno of Ecuador met in Quito.\n"
    assert last(coder, critics + "The president later praised Peru.") == [("051", "ECUGOV", "PER")]


def test_the_team_and_they_take_up_a_team_of_a_country(coder: Coder) -> None:
    team = "The Mexican rescue team arrived in Turkey. The team was welcomed by Turkish officials.\n"
    assert last(coder, team) == [("051", "TURGOV", "MEXHLH")]
    assert last(coder, team + "They were denied visas to enter Syria.") == [("120", "SYR", "MEXHLH")]


@pytest.mark.parametrize(
    "text",
    [
        "Pan-democrat Leo Yip of the Harbour Democrats spoke to reporters in Hong Kong.",
        "The localist Wong Obama-tat praised Peru.",
    ],
)
def test_a_name_inside_another_name_is_nobody(coder: Coder, text: str) -> None:
    assert all(event.source.country != "USA" for event in coder.code(plain_document(text)).events)


def test_a_sentence_with_nobody_but_an_office_is_coded_where_the_document_tells_the_country(coder: Coder) -> None:
    court = "A Senegalese court freed the opposition leader on Monday.\n"
    assert last(coder, court + "The government criticised the ruling.") == [("111", "SENGOV", "SENJUD")]
    assert last(coder, "The government criticised the ruling.") == []


def test_refugees_come_from_where_the_document_says(coder: Coder) -> None:
    syrians = "Syrian refugees reached Cyprus on Monday. The Cypriot navy rescued two Syrians.\n"
    assert last(coder, syrians + "Cyprus deported 40 migrants.") == [("174", "CYP", "SYRREF")]
    assert last(coder, "Norway donated $5 million to assist refugees.") == [("071", "NOR", "---REF")]


def test_who_did_it_is_told_in_another_sentence(coder: Coder) -> None:
    team = "A team of five boys from Peru was denied visas to enter Canada.\nThe boys praised Norway.\n"
    assert last(coder, team + "They were refused visas both times.") == [("120", "CAN", "PERCVL")]
    assert last(coder, "The Peruvian boys praised Norway.\nThey were refused visas both times.") == []


def test_they_go_on_about_the_same_people(coder: Coder) -> None:
    team = "Mexican nurses arrived in Turkey.\nThey praised Peru.\nRice was sent to Turkish officials and to Syrian rebels.\n"
    assert ("051", "MEXHLH", "KEN") in last(coder, team + "They praised Kenya.")


def test_prosecutors_tell_of_their_own_arrests(coder: Coder) -> None:
    assert ("173", "JPNJUD", "CHNCVL") in last(
        coder, "Japanese prosecutors said on Friday that a Chinese man had been detained."
    )


def test_private_crime_is_nobodys_arrest(coder: Coder) -> None:
    assert last(coder, "Two men were arrested in Manchester after a robbery.") == []
    assert last(coder, "Two reporters were arrested in Manchester.") == [("173", "GBR", "GBRMED")]


def test_a_document_about_a_match_has_no_events_at_all(coder: Coder) -> None:
    match = (
        "Spain beat Italy in the semi-final.\nItaly attacked from the start but Spain defended well.\n"
        "The coach praised his players.\nHe criticised the referee.\n"
    )
    assert coder.code(plain_document(match)).events == ()


def test_the_pronoun_of_two_sides_is_not_one_against_the_other(coder: Coder) -> None:
    found = last(coder, KOREAS + "They fired shells at them.")
    assert ("190", "PRK", "KOR") not in found or ("190", "KOR", "PRK") not in found


def test_a_critic_in_a_quotation_criticises_when_he_speaks(coder: Coder) -> None:
    text = "“I am disappointed with Peru’s decision,” said Chile’s president."
    found = [event.modality for event in coder.code(plain_document(text)).events if event.root == "11"]
    assert found == ["actual"]


def test_a_quoted_slur_on_a_ruling_is_aimed_at_the_court(coder: Coder) -> None:
    court = "The Italian supreme court ruled that the schools must pay.\n"
    assert last(coder, court + 'The bishops\' conference has called the ruling "dangerous".') == [
        ("111", "ITAREL", "ITAJUD")
    ]
