"""The word lists: what they must hold and how a faulty one is reported."""

from pathlib import Path

import pytest

from extractors.dates.grammar import LAYERS
from extractors.dates.lexicon import PATH, load_lexicon
from extractors.dates.tokens import literal_words
from extractors.resources import ConfigError


def test_every_month_and_weekday_is_there() -> None:
    words = load_lexicon().words
    assert sorted({value for kind, value in words.values() if kind == "MONTH"}) == list(range(1, 13))
    assert sorted({value for kind, value in words.values() if kind == "WEEKDAY"}) == list(range(1, 8))


def test_no_rule_spells_out_a_word_of_the_lists() -> None:
    assert LAYERS  # reading the rules gives out the kinds
    assert sorted(literal_words() & set(load_lexicon().words)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('date = "12-25"', 'date = "13-25"'),
        ('date = "12-25"', 'day = "12-25"'),
        ('1 = ["january", "jan."]', 'x = ["january", "jan."]'),
        ("[cues]", "[hints]"),
    ],
)
def test_a_faulty_list_names_the_file(tmp_path: Path, old: str, new: str) -> None:
    text = PATH.read_text("utf-8")
    assert old in text
    faulty = tmp_path / "dates.toml"
    faulty.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ConfigError, match=r"dates\.toml"):
        load_lexicon(faulty)
