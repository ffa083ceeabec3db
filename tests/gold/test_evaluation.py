"""The scorer: what counts as found, as missed, as invented, and as wrong about what was found."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.codebook import load_codebook
from extractors.coder import plain_document
from extractors.evaluation import Evaluation, GoldEvent, evaluate, read_gold
from extractors.records import Actor, Assertion, CodedDocument, Event, EventDate, Sentence
from extractors.resources import ConfigError
from flows.cli import main
from flows.commands.exits import DONE, MISSING, USAGE

TEXT = "France met Spain on Monday. Italy may leave, Oslo said. Rain fell."
DAY = {"start": "2022-01-27", "end": "2022-01-27", "basis": "dateline"}
MEETING: dict[str, Any] = {
    "source": {"code": "FRA", "text": "France"},
    "target": {"code": "ESP", "text": "Spain"},
    "cameo": "040",
    "cameo_alt": ["044"],
    "trigger": {"text": "met", "start": 7, "end": 10},
    "date": {"start": "2022-01-24", "end": "2022-01-24", "basis": "expression"},
    "polarity": "affirmed",
    "modality": "actual",
    "asserted_by": None,
    "reciprocal": True,
}
LEAVING: dict[str, Any] = {
    "source": {"code": "ITA", "text": "Italy"},
    "target": None,
    "target_alt": ["IGOEEC"],
    "cameo": "160",
    "trigger": {"text": "leave", "start": 38, "end": 43},
    "date": DAY,
    "polarity": "affirmed",
    "modality": "hypothetical",
    "asserted_by": "Oslo",
}
SENTENCES = ((0, 27), (28, 55), (56, 66))


def gold_file(folder: Path, **changes: Any) -> Path:
    """Write a gold file of one record."""
    record = {"id": "one", "text": TEXT, "date": "2022-01-27", "events": [MEETING, LEAVING]} | changes
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(record) + "\n", "utf-8")
    return path


def as_coded(gold: GoldEvent) -> Event:
    """Return the event that a coder would give that codes like the gold."""
    sides = [
        Actor(side.codes[0], side.codes[0][:3], (), "", side.text, 0, 0) if side.text is not None else None
        for side in (gold.source, gold.target)
    ]
    code = load_codebook()[gold.codes[0]]
    sentence = next(i for i, (start, end) in enumerate(SENTENCES) if start <= gold.trigger.start < end)
    start, end = gold.days[0]
    by = Assertion(None, gold.asserted_by[0]) if gold.asserted_by else None
    return Event(
        "", sentence, *sides, code.code, code.root, code.quad, code.goldstein, code.plover, gold.trigger, gold.trigger,
        EventDate(start, end, "day", None, "dateline"), None, "affirmed", "actual", by, 1.0, "rule",
    )  # fmt: skip


def scored(folder: Path, change: Callable[[list[Event]], list[Event]], **changes: Any) -> Evaluation:
    """Return the figures for a coder that codes as the gold does, but for a change."""
    gold = read_gold([gold_file(folder, **changes)])
    sentences = tuple(Sentence(i, 0, start, end, TEXT[start:end], True) for i, (start, end) in enumerate(SENTENCES))
    events = [dataclasses.replace(as_coded(one), modality=one.modalities[0]) for one in gold[0].events]
    return evaluate(gold, [CodedDocument(plain_document(TEXT), "", sentences, tuple(change(events)))])


def counts(result: Evaluation, level: str) -> tuple[int, int, int]:
    """Return gold, coded and right events at a level."""
    return next((one.gold, one.coded, one.right) for one in result.levels if one.level == level)


def with_first(**changes: Any) -> Callable[[list[Event]], list[Event]]:
    """Return a change of the first event."""
    return lambda events: [dataclasses.replace(events[0], **changes), *events[1:]]


def test_the_gold_itself_is_right_in_everything(tmp_path: Path) -> None:
    result = scored(tmp_path, lambda events: events)
    assert {(one.gold, one.coded, one.right) for one in result.levels[:-1]} == {(3, 3, 3)}
    assert {one.share for one in result.attributes} == {1.0}
    assert (result.sentences.gold, result.sentences.right, result.mistakes) == (2, 2, ())


def test_the_default_view_leaves_out_what_is_not_real(tmp_path: Path) -> None:
    assert counts(scored(tmp_path, lambda events: events), "root + countries, default view") == (2, 2, 2)
    told_as_real = scored(tmp_path, lambda e: [e[0], e[1], dataclasses.replace(e[2], modality="actual")])
    assert counts(told_as_real, "root + countries, default view") == (2, 3, 2)


def test_an_accepted_code_is_right_and_another_of_the_root_only_at_the_root(tmp_path: Path) -> None:
    assert counts(scored(tmp_path, with_first(cameo="044")), "code + actors") == (3, 3, 3)
    other = scored(tmp_path, with_first(cameo="041"))
    assert counts(other, "root + countries") == (3, 3, 3)
    assert counts(other, "code") == (3, 3, 2)
    assert [(one.kind, one.document) for one in other.mistakes] == [("code", "one")]


def test_a_direction_turned_round_is_wrong(tmp_path: Path) -> None:
    one_way = scored(tmp_path, lambda events: [events[0], events[0], events[2]])
    assert counts(one_way, "root") == (3, 3, 3)
    assert counts(one_way, "root + countries") == (3, 3, 2)
    assert sorted(one.kind for one in one_way.mistakes) == ["invented", "missed"]


def test_roles_count_for_actors_only_and_a_government_is_its_country(tmp_path: Path) -> None:
    france = Actor("FRAGOV", "FRA", ("GOV",), "France", "France", 0, 6)
    assert counts(scored(tmp_path, with_first(source=france)), "code + actors") == (3, 3, 3)
    army = scored(tmp_path, with_first(source=dataclasses.replace(france, code="FRAMIL")))
    assert (counts(army, "code + countries"), counts(army, "code + actors")) == ((3, 3, 3), (3, 3, 2))


def test_organisations_are_told_apart(tmp_path: Path) -> None:
    def leaving(target: str) -> Evaluation:
        actor = Actor(target, "IGO", (), "", "", 0, 0)
        return scored(tmp_path, lambda events: [*events[:2], dataclasses.replace(events[2], target=actor)])

    assert counts(leaving("IGOEEC"), "root + countries") == (3, 3, 3)
    assert counts(leaving("IGONAT"), "root + countries") == (3, 3, 2)


def test_an_optional_event_counts_neither_way(tmp_path: Path) -> None:
    optional = [MEETING, LEAVING | {"optional": True}]
    found = scored(tmp_path, lambda events: events, events=optional)
    assert counts(found, "root") == counts(scored(tmp_path, lambda e: e[:2], events=optional), "root") == (2, 2, 2)
    assert found.sentences.gold == 1


def test_events_match_only_in_their_sentence(tmp_path: Path) -> None:
    moved = scored(tmp_path, with_first(sentence=2))
    assert counts(moved, "root") == (3, 3, 2)
    assert (moved.false_events.right, moved.false_events.total) == (1, 1)


@pytest.mark.parametrize(
    ("attribute", "changes"),
    [
        ("polarity", {"polarity": "negated"}),
        ("modality", {"modality": "future"}),
        ("attribution", {"asserted_by": Assertion("NOR", "Oslo")}),
        ("date", {"date": EventDate(dt.date(2022, 1, 27), dt.date(2022, 1, 27), "day", None, "dateline")}),
    ],
)
def test_what_is_wrong_about_a_found_event_is_counted(tmp_path: Path, attribute: str, changes: dict[str, Any]) -> None:
    result = scored(tmp_path, with_first(**changes))
    assert {one.name for one in result.attributes if one.right < one.total} == {attribute}
    assert [one.kind for one in result.mistakes] == [attribute]


def test_articles_make_no_names_alike(tmp_path: Path) -> None:
    events = [LEAVING | {"asserted_by": "the Oslo"}]
    text = TEXT.replace("Oslo", "the Oslo")
    wrong = Assertion(None, "the minister")
    path = gold_file(tmp_path, text=text, events=events)
    sentence = Sentence(0, 0, 0, len(text), text, True)
    gold = read_gold([path])
    event = dataclasses.replace(as_coded(gold[0].events[0]), sentence=0, modality="hypothetical", asserted_by=wrong)
    result = evaluate(gold, [CodedDocument(plain_document(text), "", (sentence,), (event,))])
    assert [one.kind for one in result.mistakes] == ["attribution"]


def test_rules_are_scored(tmp_path: Path) -> None:
    result = scored(tmp_path, lambda e: [*e, dataclasses.replace(e[0], sentence=2, rule="bad"), e[0]])
    assert [(one.rule, one.coded, one.right) for one in result.rules] == [("rule", 4, 3), ("bad", 1, 0)]


def test_a_pair_is_right_when_nothing_about_it_is_wrong(tmp_path: Path) -> None:
    assert [one.right for one in scored(tmp_path, lambda events: events, pair="p").pairs] == [3, 1]
    assert [one.right for one in scored(tmp_path, with_first(polarity="negated"), pair="p").pairs] == [2, 0]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"events": [MEETING | {"cameo": "999"}]}, "unknown: 999"),
        ({"events": [MEETING | {"modality": "perhaps"}]}, "unknown: perhaps"),
        (
            {"events": [MEETING | {"source": {"code": "DEU", "text": "Germany"}}]},
            "'Germany' does not stand in the text",
        ),
        ({"events": [MEETING | {"trigger": {"text": "met", "start": 8, "end": 11}}]}, "does not stand at 8"),
        ({"events": [MEETING | {"date": DAY | {"end": "2022-01-01"}}]}, "is after"),
        ({"date": "yesterday"}, "yesterday"),
        ({"text": None}, "gold.jsonl:1"),
    ],
)
def test_gold_that_cannot_be_is_refused_with_its_line(tmp_path: Path, changes: dict[str, Any], complaint: str) -> None:
    path = gold_file(tmp_path, **changes)
    with pytest.raises(ConfigError, match=r"gold\.jsonl:1") as refused:
        read_gold([path])
    assert complaint in str(refused.value)


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = gold_file(tmp_path)
    path.write_text(path.read_text("utf-8") * 2, "utf-8")
    with pytest.raises(ConfigError, match="id one stands twice"):
        read_gold([path])


def test_the_command_prints_figures_and_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = gold_file(tmp_path, events=[MEETING, LEAVING | {"cameo": "203"}])
    assert main(["evaluate", str(path), "--errors", "9"]) == DONE
    text = capsys.readouterr().out
    assert "root + countries" in text and "missed      one: Italy may leave, Oslo said." in text
    assert main(["evaluate", str(path), "--json"]) == DONE
    figures = json.loads(capsys.readouterr().out)
    assert figures["levels"][0]["gold"] == 3
    assert {"missed"} <= {one["kind"] for one in figures["mistakes"]}


def test_the_command_says_what_is_missing_or_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tmp_path / "none")]) == MISSING
    assert main(["evaluate", str(tmp_path)]) == MISSING
    assert main(["evaluate", str(gold_file(tmp_path, events=[MEETING | {"cameo": "999"}]))]) == USAGE
    assert "gold.jsonl:1" in capsys.readouterr().err
