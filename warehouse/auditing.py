"""Audits: queries that return the rows that should not be."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from warehouse.querying import Table, header, query
from warehouse.statements import scripts


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What one audit found: ``offenders`` is empty when all is well (cut at the limit that was asked for)."""

    name: str
    description: str
    offenders: Table

    @property
    def is_clean(self) -> bool:
        """True when no row offends."""
        return not self.offenders.rows


def audit(connection: duckdb.DuckDBPyConnection, *, limit: int | None = 100) -> list[AuditResult]:
    """Run every query of ``audits/``; keep at most ``limit`` offenders of each."""
    results = []
    for path in scripts("audits"):
        values, sql = header(path)
        results.append(AuditResult(path.stem, " ".join(values["description"]), query(connection, sql, limit=limit)))
    return results
