"""The linter of frames: our own rules have no finding, and each fault is found with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.actions import frames, lint
from extractors.coder import Coder
from extractors.lemmas import NAME, LexiconLemmatizer
from extractors.parser import load_parser

FAULTY = """\
[[frame]]
id = "{id}"
code = "{code}"
verbs = [{verbs}]
examples = ["<source FRA>France</source> <action {code}>met</action> <target ITA>Italy</target>."]
counter = ["Rivers met."]
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Return a function that writes rule files of its own and lints them."""
    names = (
        "containers",
        "measures",
        "areas",
        "merits",
        "papers",
        "permits",
        "projectiles",
        "violence",
        "statives",
        "things",
        "transitives",
    )
    others = "".join(f"{name} = []\n" for name in names)
    (tmp_path / "classes.toml").write_text('talks = ["talk"]\n' + others, "utf-8")
    monkeypatch.setattr(frames, "ACTIONS", tmp_path)
    monkeypatch.setattr(lint, "ACTIONS", tmp_path)

    def run(**verbs: str) -> list[str]:
        for number, (code, words) in enumerate(verbs.items()):
            text = FAULTY.format(id=f"r{number}", code=code[1:], verbs=words)
            (tmp_path / f"{number:02}_x.toml").write_text(text, "utf-8")
        frames.load_frames.cache_clear()
        try:
            found = lint.lint(lemmatizer().lemma, Coder())
            return [str(finding).removeprefix(f"{tmp_path}/") for finding in found]
        finally:
            frames.load_frames.cache_clear()

    return run


def lemmatizer() -> LexiconLemmatizer:
    component = load_parser().get_pipe(NAME)
    assert isinstance(component, LexiconLemmatizer)
    return component


def test_our_own_rules_have_no_finding(coder: Coder) -> None:
    assert lint.lint(lemmatizer().lemma, coder) == []


@pytest.mark.parametrize(
    ("verbs", "told"),
    [
        ({"c040": '"meet", "meet"'}, "has 'meet' twice"),
        ({"c040": '"carry_out @talks"'}, "no token is ever 'carry out'"),
        ({"c040": '"meet", "carry +out"', "c041": '"carry +out"'}, "'carry +out' is never reached: 00_x/r0 (040)"),
        ({"c040": '"meets with:"'}, "'meets' is the lemma of no verb"),
    ],
)
def test_a_fault_is_found_with_its_line(rules, verbs: dict[str, str], told: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = rules(**verbs)
    assert told in found
    assert found.split(":")[1] == "4"


def test_a_pattern_that_another_condition_tells_apart_is_reached(rules) -> None:  # type: ignore[no-untyped-def]
    assert rules(c040='"meet with:"', c041='"meet with:@talks"') == []


def test_an_example_of_two_rules_is_found(rules) -> None:  # type: ignore[no-untyped-def]
    found, _ = rules(c040='"meet obj:*actor"', c041='"meet obj:*state"')
    assert "'met' is 00_x/r0 (040), 01_x/r1 (041), and only their order decides" in found


def test_a_more_specific_rule_disputes_nothing(rules) -> None:  # type: ignore[no-untyped-def]
    assert rules(c040='"meet"', c041='"meet obj:*state"') == []
