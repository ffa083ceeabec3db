"""What the document teaches, and what refers back to it."""

from __future__ import annotations

import datetime as dt

from finding import Find


def code_of(mentions: list, text: str) -> list[str]:
    return [mention.code for mention in mentions if mention.text == text]


def test_an_apposition_binds_the_surname(find: Find) -> None:
    first, second, third = find(
        "Konstantin Gavrilov, head of the Russian delegation, accused NATO of escalation.",
        "Gavrilov said the alliance was not ready.",
        "Mr Gavrilov left the hall.",
    )
    assert "RUSGOV" in code_of(first, "Konstantin Gavrilov")
    assert code_of(second, "Gavrilov") == ["RUSGOV"]
    assert code_of(second, "the alliance") == ["IGONAT"]
    assert code_of(third, "Gavrilov") == ["RUSGOV"]
    assert {mention.resolved_by for mention in second if mention.text == "Gavrilov"} == {"document"}
    assert {mention.resolved_by for mention in second if mention.text == "the alliance"} == {"reference"}


def test_a_name_after_the_role_is_bound_too(find: Find) -> None:
    _, second = find("The Polish envoy, Jan Kowalczyk, rejected the offer.", "Kowalczyk called it absurd.")
    assert code_of(second, "Kowalczyk") == ["POLGOV"]


def test_a_title_binds_an_unknown_name(find: Find) -> None:
    _, second = find("Finnish Defence Minister Matti Virolainen visited the base.", "Virolainen praised the crew.")
    assert code_of(second, "Virolainen") == ["FINGOVMIL"]


def test_an_acronym_in_brackets_is_bound(find: Find) -> None:
    _, second = find("The Lesotho Defence Force (LDF) closed the road.", "The LDF opened fire.")
    assert [mention.code for mention in second if "LDF" in mention.text] == ["LSOMIL"]


def test_a_pronoun_takes_the_last_fitting_subject(find: Find) -> None:
    _, second = find("Angela Merkel met the envoy.", "She rejected the offer.", date=dt.date(2012, 1, 1))
    assert code_of(second, "She") == ["DEUGOV"]


def test_a_pronoun_of_the_other_gender_is_left_alone(find: Find) -> None:
    _, second = find("Angela Merkel left the hall.", "He rejected the offer.", date=dt.date(2012, 1, 1))
    assert code_of(second, "He") == []


def test_it_and_its_stand_for_a_state(find: Find) -> None:
    _, second = find("Germany will send tanks to Ukraine.", "Its government has approved the plan.")
    assert code_of(second, "Its government") == ["DEUGOV"]


def test_the_country_owns_its_parliament(find: Find) -> None:
    _, second = find("Germany will send tanks.", "The country's parliament backed the move.")
    assert code_of(second, "parliament") == ["DEULEG"]


def test_both_countries_are_the_last_two(find: Find) -> None:
    _, second, third = find(
        "The leaders of India and Pakistan met in Agra.",
        "Both countries agreed to resume dialogue.",
        "They signed a deal.",
    )
    assert code_of(second, "Both countries") == ["INDGOV", "PAKGOV"]
    assert code_of(third, "They") == ["INDGOV", "PAKGOV"]


def test_the_minister_is_the_last_minister(find: Find) -> None:
    _, second = find(
        "Turkish Foreign Minister Ali Demir accused Greece of provocation.", "The minister demanded an apology."
    )
    assert code_of(second, "The minister") == ["TURGOV"]
    assert [mention.name for mention in second if mention.text == "The minister"] == ["Ali Demir"]


def test_an_expletive_refers_to_nobody(find: Find) -> None:
    _, second = find("Russia closed the border.", "It is clear that talks have failed.")
    assert code_of(second, "It") == []


def test_documents_do_not_share_what_they_learnt(find: Find) -> None:
    find("Konstantin Gavrilov, head of the Russian delegation, left.")
    [mentions] = find("Gavrilov left the hall.")
    assert code_of(mentions, "Gavrilov") == []
