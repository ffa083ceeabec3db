"""Repeats: an event that a document tells twice points back to its first telling; another event of the kind does not."""

from __future__ import annotations

import pytest

from extractors.coder import Coder, plain_document

FIRST = "Azerbaijan shelled Armenia on 3 May 2021."


@pytest.mark.parametrize(
    ("second", "is_repeat"),
    [
        ("Armenia was shelled by Azerbaijan.", True),
        ("Azerbaijan attacked Armenia on 3 May 2021, officials in Oslo told reporters.", True),
        ("Azerbaijan shelled Armenia on 9 May 2021.", False),
        ("Armenia shelled Azerbaijan.", False),
        ("Azerbaijan did not shell Armenia.", False),
        ("Azerbaijan may shell Armenia.", False),
        ("Azerbaijan shelled Armenia again.", False),
        ("Azerbaijan shelled Georgia.", False),
        ("Azerbaijan bombed Armenia with jets.", False),
    ],
)
def test_only_the_same_event_is_linked(coder: Coder, second: str, is_repeat: bool) -> None:
    events = coder.code(plain_document(f"{FIRST}\n{second}")).events
    first = next(event for event in events if event.sentence == 0)
    later = [event for event in events if event.sentence == 1]
    assert first.same_as is None
    assert later
    assert [event.same_as for event in later if event.same_as] == ([first.event_id] if is_repeat else [])


def test_a_link_names_the_first_telling(coder: Coder) -> None:
    events = coder.code(plain_document("\n".join(["Chad expelled Libyan diplomats."] * 3))).events
    assert [event.same_as for event in events] == [None, events[0].event_id, events[0].event_id]


def test_saying_something_else_is_another_act(coder: Coder) -> None:
    events = coder.code(plain_document("Sweden condemned Hungary.\nSweden criticised Hungary.")).events
    assert [event.same_as for event in events] == [None, None]
