"""What a run did, counted while it goes on, and told in text, as Markdown and as table rows."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from extractors.codebook import load_codebook
from extractors.records import CodedDocument, Event, Parsing, Rejection
from flows.progress import bytes_told, duration
from warehouse.store import Measures

MOST_ROWS = 10
Key = TypeVar("Key")


@dataclass(slots=True)
class Report:
    """The counts of one run.

    ``superseded`` earlier versions of articles gave way to newer ones; ``skipped`` documents were coded by this
    ruleset before (or stand twice in the input). ``dyads`` and ``codes`` count the events told as fact (affirmed;
    actual or ongoing), dyads by country or organisation. ``seconds`` are by stage and of the wall clock, except
    ``worker_seconds`` (processor time of all workers); ``*_bytes`` are peaks.
    """

    run_id: str
    ruleset: str
    database: str
    workers: int
    documents: int = 0
    skipped: int = 0
    superseded: int = 0
    sentences: int = 0
    parsed: int = 0
    events: int = 0
    facts: int = 0
    dates: Counter[str] = field(default_factory=Counter)
    rejections: Counter[tuple[str, str]] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)
    sources: Counter[str] = field(default_factory=Counter)
    dyads: Counter[tuple[str, str]] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    wall_seconds: float = 0.0
    worker_seconds: float = 0.0
    parsing: Parsing = field(default_factory=Parsing)
    main_bytes: int = 0
    worker_bytes: int = 0
    audit_findings: dict[str, int] = field(default_factory=dict)
    export: str | None = None

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time of the block to a stage."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - started

    @property
    def rejected(self) -> int:
        """Return the number of inputs that could not be used."""
        return sum(self.rejections.values())

    def count(self, coded: Sequence[CodedDocument], rejections: Sequence[Rejection]) -> None:
        """Count what was loaded."""
        self.documents += len(coded)
        for document in coded:
            self.sources[document.document.source or "(loose files)"] += 1
            self.sentences += len(document.sentences)
            self.parsed += sum(sentence.is_parsed for sentence in document.sentences)
            for event in document.events:
                self._count_event(event)
        for rejection in rejections:
            self.rejections[rejection.stage, rejection.reason] += 1
            if len(self.details) < MOST_ROWS:
                self.details.append(f"{rejection.reason}: {rejection.detail}")

    def _count_event(self, event: Event) -> None:
        self.events += 1
        if event.polarity == "affirmed" and event.modality in ("actual", "ongoing"):
            self.facts += 1
            self.dates[event.date.basis] += 1
            self.codes[event.cameo] += 1
            if event.source and event.target:
                self.dyads[_side(event.source.country), _side(event.target.country)] += 1

    def measures(self) -> Measures:
        """Return what the run took, as the warehouse keeps it."""
        return Measures(
            parsed_sentence_count=self.parsed,
            recalled_sentence_count=self.parsing.recalled,
            stage_seconds={**self.seconds, "all": self.wall_seconds},
            worker_seconds=self.worker_seconds,
            parser_seconds=self.parsing.seconds,
            main_peak_bytes=self.main_bytes,
            worker_peak_bytes=self.worker_bytes,
        )

    def record(self) -> dict[str, Any]:
        """Return the counts of the run as values of JSON."""
        return {
            "run_id": self.run_id,
            "ruleset": self.ruleset,
            "database": self.database,
            "headline": self.headline(),
            "documents": self.documents,
            "skipped": self.skipped,
            "superseded": self.superseded,
            "sentences": self.sentences,
            "events": self.events,
            "rejected": self.rejected,
            "rejections": [
                {"stage": stage, "reason": reason, "documents": count}
                for (stage, reason), count in self.rejections.most_common()
            ],
            "codes": dict(self.codes.most_common()),
            "sources": dict(self.sources.most_common()),
            "audit_findings": self.audit_findings,
            "seconds": dict(self.seconds),
            "wall_seconds": self.wall_seconds,
        }

    # -- telling ------------------------------------------------------------------------------------------------

    def figures(self) -> list[tuple[str, str]]:
        """Return the figures of the run as (name, value)."""
        coded_per_second = f" ({self.documents / self.wall_seconds:.1f} a second)" if self.documents else ""
        rows = [
            ("documents coded", f"{self.documents:,}{coded_per_second}"),
            ("documents skipped", f"{self.skipped:,}"),
            ("rejected", f"{self.rejected:,}"),
        ]
        if self.superseded:
            rows.append(("new versions", f"{self.superseded:,}"))
        if self.documents:
            rows += [
                ("sentences", f"{self.sentences:,}"),
                ("of these parsed", f"{self.parsed / max(self.sentences, 1):.0%}"),
                ("events", f"{self.events:,}, of these {self.facts:,} told as fact"),
                ("dates from", ", ".join(f"{basis} {count:,}" for basis, count in self.dates.most_common()) or "-"),
            ]
        rows.append(("time", f"{duration(self.wall_seconds)}: {self._stages()}"))
        if self.worker_seconds and self.documents:
            recalled = f"; {self.parsing.recalled:,} parses recalled" if self.parsing.recalled else ""
            unkept = f"; parses of {self.parsing.unkept:,} documents could not be kept" if self.parsing.unkept else ""
            share = f"{self.parsing.seconds / self.worker_seconds:.0%} of {duration(self.worker_seconds)} of coding"
            rows.append(("parser", f"{share}{recalled}{unkept}"))
        memory = f"{bytes_told(self.main_bytes)} at most here"
        if self.worker_bytes:
            memory += f", {bytes_told(self.worker_bytes)} in the largest of {self.workers} workers"
        rows.append(("memory", memory))
        if self.export:
            rows.append(("export", self.export))
        rows += [("run, ruleset", f"{self.run_id}, {self.ruleset}"), ("warehouse", self.database)]
        return rows

    def tables(self) -> list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
        """Return the tables of the run as (title, columns, rows), empty ones left out."""
        titles = load_codebook()
        found: list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]] = [
            ("Sources", ("source", "documents"), [
                (source, f"{count:,}") for source, count in _top(self.sources) if len(self.sources) > 1
            ]),
            ("Top dyads", ("source", "target", "events"), [
                (source, target, f"{count:,}") for (source, target), count in _top(self.dyads)
            ]),
            ("Top codes", ("code", "title", "events"), [
                (code, titles[code].title if code in titles else "", f"{count:,}") for code, count in _top(self.codes)
            ]),
            ("Rejections", ("stage", "reason", "documents"), [
                (stage, reason, f"{count:,}") for (stage, reason), count in _top(self.rejections)
            ]),
            ("Audits that found something", ("audit", "rows"), [
                (name, f"{count:,}") for name, count in sorted(self.audit_findings.items())
            ]),
        ]  # fmt: skip
        return [(title, columns, rows) for title, columns, rows in found if rows]

    def headline(self) -> str:
        """Return the run in a sentence or two."""
        if self.documents:
            return (
                f"Coded {_many(self.documents, 'document')} into {_many(self.events, 'event')} in "
                f"{duration(self.wall_seconds)}; {self.skipped:,} skipped, {self.rejected:,} rejected."
            )
        rejected = f" {_many(self.rejected, 'input')} could not be used." if self.rejected else ""
        if self.skipped:
            return f"Nothing to do: {_many(self.skipped, 'document')} coded by this ruleset before.{rejected}"
        return f"Nothing to do: no documents found.{rejected}"

    def markdown(self) -> str:
        """Return the whole report as Markdown."""
        parts = [f"# {self.headline()}", markdown_table(("figure", "value"), self.figures())]
        for title, columns, rows in self.tables():
            parts.append(f"## {title}\n\n{markdown_table(columns, rows)}")
        if self.details:
            parts.append("## First rejections\n\n" + "\n".join(f"- {_escaped(detail)}" for detail in self.details))
        return "\n\n".join(parts) + "\n"

    def _stages(self) -> str:
        return ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in self.seconds.items())


def _side(country: str | None) -> str:
    return country or "---"


def _top(counts: Counter[Key]) -> list[tuple[Key, int]]:
    return counts.most_common(MOST_ROWS)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(_escaped(cell) for cell in line)} |" for line in lines)


def _escaped(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")
