"""Gold: texts whose events people coded, one JSON object a line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.codebook import load_codebook
from extractors.records import MODALITIES, POLARITIES, Span
from extractors.resources import ConfigError

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class GoldActor:
    """The actor on one side of an event: its accepted codes, the first is ours.

    ``text`` is None where the text does not name it.  ``may_be_missing``: no actor at all is accepted as well;
    without any code, only that is.
    """

    codes: tuple[str, ...]
    text: str | None
    may_be_missing: bool


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event as a person coded it, with what else is accepted after it: codes, inclusive days, modalities.

    ``is_optional``: defensible, but not required; finding it is neither right nor wrong.
    ``asserted_by`` holds the accepted names of who vouches for it; empty where the text itself reports.
    """

    source: GoldActor
    target: GoldActor
    codes: tuple[str, ...]
    trigger: Span
    days: tuple[Days, ...]
    polarity: str
    modalities: tuple[str, ...]
    asserted_by: tuple[str, ...]
    is_optional: bool


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text (a sentence or an article) with all its events; ``pair`` names its group of minimal pairs, if it is in one."""

    id: str
    text: str
    date: dt.date | None
    pair: str | None
    events: tuple[GoldEvent, ...]


def read_gold(paths: list[Path]) -> tuple[GoldDocument, ...]:
    """Return the documents of gold files, and of all ``*.jsonl`` files in and under folders, in order of the names.

    Raises ConfigError with file and line where a record is wrong: a code that the codebook lacks, words that the text
    lacks, an impossible date, an id that stands twice; FileNotFoundError where a path is missing.
    """
    documents: dict[str, GoldDocument] = {}
    for path in paths:
        for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
            for where, record in _lines(file):
                try:
                    document = _document(record)
                except (KeyError, TypeError, ValueError) as error:
                    raise ConfigError(where, f"is no gold record: {error!r}") from error
                if document.id in documents:
                    raise ConfigError(where, f"id {document.id} stands twice")
                documents[document.id] = document
    return tuple(documents.values())


def _lines(file: Path) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield f"{file}:{number}", json.loads(line)
            except json.JSONDecodeError as error:
                raise ConfigError(f"{file}:{number}", f"is no JSON: {error}") from error


def _document(record: dict[str, Any]) -> GoldDocument:
    text = record["text"]
    return GoldDocument(
        id=record["id"],
        text=text,
        date=dt.date.fromisoformat(record["date"]) if record.get("date") else None,
        pair=record.get("pair"),
        events=tuple(event for raw in record["events"] for event in _events(raw, text)),
    )


def _events(raw: dict[str, Any], text: str) -> Iterator[GoldEvent]:
    """Yield an event and, where it is reciprocal, its reverse."""
    source, target = _actor(raw, "source", text), _actor(raw, "target", text)
    for first, second in ((source, target), (target, source)) if raw.get("reciprocal") else ((source, target),):
        yield GoldEvent(
            source=first,
            target=second,
            codes=_checked((raw["cameo"], *raw.get("cameo_alt", ())), load_codebook()),
            trigger=_span(raw["trigger"], text),
            days=tuple(_days(days) for days in (raw["date"], *raw.get("date_alt", ()))),
            polarity=_checked((raw["polarity"],), POLARITIES)[0],
            modalities=_checked((raw["modality"], *raw.get("modality_alt", ())), MODALITIES),
            asserted_by=tuple(
                _found(name, text) for name in (raw["asserted_by"], *raw.get("asserted_by_alt", ())) if name
            ),
            is_optional=bool(raw.get("optional")),
        )


def _actor(raw: dict[str, Any], side: str, text: str) -> GoldActor:
    named, others = raw[side], tuple(raw.get(f"{side}_alt", ()))
    if named is None:
        return GoldActor(others, None, True)
    return GoldActor((named["code"], *others), _found(named["text"], text), bool(raw.get(f"{side}_optional")))


def _days(raw: dict[str, str]) -> Days:
    start, end = dt.date.fromisoformat(raw["start"]), dt.date.fromisoformat(raw["end"])
    if start > end:
        raise ValueError(f"{start} is after {end}")
    return start, end


def _span(raw: dict[str, Any], text: str) -> Span:
    span = Span(raw["text"], raw["start"], raw["end"])
    if text[span.start : span.end] != span.text:
        raise ValueError(f"{span.text!r} does not stand at {span.start}")
    return span


def _found(words: str, text: str) -> str:
    if words not in text:
        raise ValueError(f"{words!r} does not stand in the text")
    return words


def _checked(values: tuple[str, ...], known: Any) -> tuple[str, ...]:
    unknown = [value for value in values if value not in known]
    if unknown:
        raise ValueError(f"unknown: {', '.join(unknown)}")
    return values
