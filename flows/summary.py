"""The report of a run that codes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.report import markdown_table

Shown = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Summary:
    """A sentence, figures as (name, value), tables as (title, columns, rows), and what audits found by their names."""

    sentence: str
    values: tuple[tuple[str, str], ...]
    more: tuple[Shown, ...] = ()
    audit_findings: Mapping[str, int] = field(default_factory=dict)
    details: tuple[str, ...] = ()

    def headline(self) -> str:
        """Return the run in a sentence."""
        return self.sentence

    def figures(self) -> list[tuple[str, str]]:
        """Return the figures of the run as (name, value)."""
        return list(self.values)

    def tables(self) -> list[Shown]:
        """Return the tables of the run as (title, columns, rows)."""
        rows: list[tuple[str, ...]] = [(name, f"{count:,}") for name, count in sorted(self.audit_findings.items())]
        found: Shown = ("Audits that found something", ("audit", "rows"), rows)
        return [table for table in (*self.more, found) if table[2]]

    def markdown(self) -> str:
        """Return the whole report as Markdown."""
        parts = [f"# {self.sentence}", markdown_table(("figure", "value"), self.figures())]
        parts += [f"## {title}\n\n{markdown_table(columns, rows)}" for title, columns, rows in self.tables()]
        return "\n\n".join(parts) + "\n"
