"""The table of sentences: every expression found, nothing else found, every date right."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from extractors.dates import find_dates
from extractors.records import DateExpression

TABLE = Path(__file__).with_name("cases.tsv")
MARK = re.compile(r"\[\[(.+?)\|(.+?)\]\]")


def read_cases() -> list[tuple[str, str]]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def marked(text: str, expressions: list[DateExpression]) -> str:
    result, end = "", 0
    for one in expressions:
        days = "?" if one.first is None else str(one.first) if one.first == one.last else f"{one.first}..{one.last}"
        label = days if one.kind == "date" else one.kind
        result += f"{text[end : one.start]}[[{one.text}|{' '.join(filter(None, (label, one.modifier)))}]]"
        end = one.end
    return result + text[end:]


@pytest.mark.parametrize(("dateline", "sentence"), read_cases())
def test_sentence(dateline: str, sentence: str) -> None:
    text = MARK.sub(r"\1", sentence)
    day = None if dateline == "-" else dt.date.fromisoformat(dateline)
    assert marked(text, find_dates(text, day)) == sentence


def test_the_table_is_large_and_has_no_doubles() -> None:
    cases = read_cases()
    assert len(cases) >= 300
    assert [case for case, count in Counter(cases).items() if count > 1] == []
