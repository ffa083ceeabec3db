"""The small parts of the coder: patterns, quotations, relevance, screening, composition."""

from __future__ import annotations

import pytest

from extractors.actions.compose import load_composition
from extractors.actions.frames import load_frames, read_classes
from extractors.actions.patterns import parse_pattern
from extractors.codebook import load_codebook
from extractors.quotes import quoted_sentences
from extractors.relevance import off_topic
from extractors.resources import ConfigError
from extractors.screening import TriggerScreen


def test_a_pattern_names_its_parts() -> None:
    pattern = parse_pattern("pull/draw +out of:@talks -for:", "verb", {"talks": frozenset({"talk", "summit"})})
    assert pattern.triggers == ("draw", "pull")
    assert [(e.part, sorted(e.words), e.preposition, e.is_forbidden) for e in pattern.elements] == [
        ("particle", ["out"], "", False),
        ("prep", ["summit", "talk"], "of", False),
        ("prep", [], "for", True),
    ]


@pytest.mark.parametrize("text", ["", "+off", "meet @nobody"])
def test_a_broken_pattern_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"trigger|unknown class"):
        parse_pattern(text, "verb", {})


def test_a_class_may_not_contain_itself(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "classes.toml"
    path.write_text('a = ["@b"]\nb = ["@a"]\n', "utf-8")
    with pytest.raises(ConfigError, match="contains itself"):
        read_classes(path)


def test_every_code_of_the_table_is_in_the_codebook_and_composes() -> None:
    table = load_composition()
    assert table.compose("intend", "military_aid") == "0332"
    assert table.compose("demand", "retreat") == "1056"
    assert table.compose("reject", "meeting") == "125"
    assert table.contents["sanctions"].cease == "eased_sanctions"
    assert table.content_of("0841") == "release"
    assert table.content_of("010") == ""


def test_every_root_has_frames() -> None:
    roots = {frame.code[:2] for frame in load_frames().frames if frame.code}
    assert roots == {code for code in load_codebook() if len(code) == 2}


def test_a_quotation_runs_on_to_its_mark_or_paragraph() -> None:
    texts = ["“We will not leave.", "They must go,” he said.", "He left.", '"No talks.', "Never.", "Next."]
    assert quoted_sentences(texts, [0, 0, 0, 1, 1, 2]) == [True, False, False, True, True, False]


def test_sport_is_off_topic_and_war_is_not() -> None:
    assert off_topic(["The striker beat the goalkeeper.", "Russia attacked Ukraine."]) == [True, False]


def test_only_sentences_with_a_trigger_are_parsed() -> None:
    screen = TriggerScreen(load_frames(), {("irregular", "met"): "meet"})
    assert screen.may_have_trigger("The ministers met in Oslo.")
    assert screen.may_have_trigger("It is sanctioning them.")
    assert not screen.may_have_trigger("The lake is blue and deep.")
