"""The sentence splitter: stops that end a sentence and stops that do not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.sentences import split_sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "The U.S. imposed sanctions on Iran.| Gen. John A. Smith met Mr. Lavrov on Nov. 5 in Washington, D.C.",
        "He arrived in Washington, D.C.| He left at 3 p.m. on Jan. 3.",
        '"We reject it."| The minister spoke.| "Why?" Peskov asked.| "Never!" he said.',
        "“It is over.”| Then they left…| But he stayed.",
        "He was ill.| Peskov said so.| Exxon Mobil Corp. and Shell Co. agreed.| Prices rose 3.5 percent.",
        "Resolution No. 1559 was adopted.| Did he agree?| No.| Never.",
        "1. Open the border.| 2. Close it.",
        "(The talks failed.)| Both sides left.",
        "He came from the U.S.| The talks failed.| George W. Bush won.",
        "They met.|The ministers left in silence.",
        "Damascus accused Ankara.| al-Shabaab denied it.",
        "See e.g. Article 5.[12]| The alliance agreed.",
        "Is it so?!| Yes!| The envoy hesitated... and then left.",
        "The site mfa.example.org was down.| Version 2.0 of the plan failed.",
    ],
)
def test_splits_where_marked(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    assert pieces(marked.replace("|", "")) == expected


def test_never_crosses_a_line() -> None:
    assert pieces("Kyiv and Warsaw sign pact\nThe two sides\r\nmet. They agreed") == [
        "Kyiv and Warsaw sign pact", "The two sides", "met.", "They agreed",
    ]  # fmt: skip


def test_empty_text_has_no_sentences() -> None:
    assert split_sentences("") == split_sentences(" \n \t\n") == []


@given(st.text(alphabet="aB. !?\"'”…\n\t(1)é", max_size=80))
def test_spans_are_ordered_trimmed_and_lose_no_letter(text: str) -> None:
    spans = split_sentences(text)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
