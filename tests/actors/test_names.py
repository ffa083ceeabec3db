"""A table of names and dates: the right code at the right time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from finding import Find

ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in Path(__file__).with_name("names.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("name", "date", "code"), ROWS, ids=[f"{name} {date}" for name, date, _ in ROWS])
def test_a_name_resolves_at_a_date(name: str, date: str, code: str, find: Find) -> None:
    [mentions] = find(f"{name} accused the envoy of lying.", date=dt.date.fromisoformat(date))
    found = [mention.code for mention in mentions if mention.start_char < len(name) and mention.kind != "thing"]
    assert found == [code]
