"""Explaining what did not happen: rules that fail by one condition, and triggers without a source or a target."""

from __future__ import annotations

import pytest

from extractors.coder import Coder
from extractors.explain import explain


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The earthquake destroyed a village in Chile.", "no source"),
        ("Chile signed with a pen.", "no target"),
        ("Chile sent chocolate to Peru.", "but no object"),
        ("Chile launched a campaign against Peru's military.", "launch"),
    ],
)
def test_the_condition_that_failed_is_named(coder: Coder, text: str, told: str) -> None:
    account = explain(coder, text)
    assert "  nearly" in account
    assert told in account.split("  nearly")[1]
