"""The warehouse as its callers see it: one class, one file on disk, one writer at a time."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

import duckdb

from extractors.records import CodedDocument, Document, Rejection
from warehouse import corrections, loading, querying, stored
from warehouse.auditing import AuditResult, audit
from warehouse.clock import now
from warehouse.compaction import compact
from warehouse.connection import OnWait, connect, identity, is_there, speaking
from warehouse.creation import create
from warehouse.errors import (
    CorrectionError,
    ExportError,
    QueryError,
    UnreadableParquet,
    WarehouseCorrupt,
    WarehouseError,
    WarehouseLocked,
    WarehouseLost,
    WarehouseMissing,
    WarehouseTooNew,
    WarehouseUnwritable,
)
from warehouse.exporting import ExportReport, export, replacing_file
from warehouse.layouts import Layout, LayoutReport, export_layout, layouts
from warehouse.loading import LoadCounts, Marks
from warehouse.measures import Measures
from warehouse.migrations import latest_version, migrate, needs_migration, schema_version
from warehouse.parquet import read_parquet_rows
from warehouse.querying import NamedQuery, Parameter, Table, named_queries
from warehouse.source_query import SourceUnreadable, query_source
from warehouse.statements import statement
from warehouse.transaction import transaction

RunStatus = Literal["completed", "failed", "cancelled"]

__all__ = [
    "AuditResult",
    "CorrectionError",
    "ExportError",
    "ExportReport",
    "Layout",
    "LayoutReport",
    "LoadCounts",
    "Marks",
    "Measures",
    "NamedQuery",
    "Parameter",
    "QueryError",
    "RunStatus",
    "SourceUnreadable",
    "Store",
    "Table",
    "UnreadableParquet",
    "WarehouseCorrupt",
    "WarehouseError",
    "WarehouseLocked",
    "WarehouseLost",
    "WarehouseMissing",
    "WarehouseTooNew",
    "WarehouseUnwritable",
    "layouts",
    "named_queries",
    "query_source",
    "read_parquet_rows",
]


class Store:
    """An open warehouse.  Open it late and close it early: while it is open for writing nobody else can read."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self._file = identity(path)

    @classmethod
    @contextmanager
    def open(
        cls, path: str | Path, *, read_only: bool = False, wait_seconds: float = 30, on_wait: OnWait | None = None
    ) -> Iterator[Store]:
        """Open the database file, make or migrate it first where needed, and close it at the end of the block.

        When another process holds the file, ``on_wait`` hears one message and the call waits up to
        ``wait_seconds``.  Raises WarehouseMissing (reading what is not there), WarehouseLocked, WarehouseCorrupt,
        WarehouseUnwritable or WarehouseTooNew, all of them WarehouseError, with messages that say what to do.
        """
        path = Path(path)
        with speaking(path):
            if not read_only and not is_there(path):
                create(path)
            connection = connect(path, read_only=read_only, wait_seconds=wait_seconds, on_wait=on_wait)
            try:
                if needs_migration(connection, path):
                    if read_only:
                        connection.close()
                        connection = connect(path, read_only=False, wait_seconds=wait_seconds, on_wait=on_wait)
                    migrate(connection)
                    if read_only:
                        connection.close()
                        connection = connect(path, read_only=True, wait_seconds=wait_seconds, on_wait=on_wait)
                store = cls(connection, path)
                yield store
                if not read_only:
                    store._check_file()
            finally:
                connection.close()

    # -- coding -------------------------------------------------------------------------------------------------

    def pending(self, doc_ids: Iterable[str], ruleset: str) -> set[str]:
        """Return those of ``doc_ids`` that this ruleset has not coded."""
        params = {"doc_ids": list(doc_ids), "ruleset_id": ruleset}
        return {row[0] for row in self._connection.execute(statement("load.pending"), params).fetchall()}

    def outdated(self, documents: Sequence[Document]) -> set[str]:
        """Return the ids of those documents that are earlier versions of articles of which a newer one is here."""
        params = {
            "doc_ids": [document.doc_id for document in documents],
            "sources": [document.source for document in documents],
            "article_keys": [document.article_key for document in documents],
            "input_digests": [document.input_digest for document in documents],
        }
        return {row[0] for row in self._connection.execute(statement("load.outdated"), params).fetchall()}

    def load(
        self,
        batch: Sequence[CodedDocument],
        rejections: Sequence[Rejection],
        run_id: str,
        marks: Marks | None = None,
    ) -> LoadCounts:
        """Replace the documents of ``batch`` with all they hold, record ``rejections``, in one transaction.

        Of several documents with one id the first counts.  A document that is coded settles the rejection of the
        same input; a rejection seen again replaces itself.  A document that the schema refuses becomes a rejection
        of stage "load".  The counts of the run grow by what was committed.  A document that is another text of an
        article which is here already (by its ``article_key``), or the same input cleaned by other rules, takes its
        place: the earlier version goes to ``superseded_documents`` and its events to ``past_events``.  ``marks`` say
        how far a source has been read, and are committed with what they cover.
        """
        with speaking(self.path):
            return loading.load(self._connection, batch, rejections, run_id, marks)

    def marks(self, source: str) -> dict[str, str]:
        """Return how far a source has been read: item -> mark."""
        return dict(self._connection.execute(statement("load.marks"), {"source_name": source}).fetchall())

    def last_read(self, source: str) -> dt.datetime | None:
        """Return when the last run that read a source to its end began (UTC, with its zone), or None."""
        ((moment,),) = self._change("load.last_read", command=f"ingest-source {source}")
        return moment.replace(tzinfo=dt.UTC) if moment else None

    def describe_source(
        self,
        source_name: str,
        *,
        reader: str,
        publisher: str | None = None,
        language_code: str | None = None,
        time_zone: str | None = None,
        licence: str | None = None,
        schedule: str | None = None,
    ) -> None:
        """Keep what is known about a source, in the table sources."""
        with speaking(self.path):
            self._change(
                "load.describe_source",
                source_name=source_name,
                reader=reader,
                publisher=publisher,
                language_code=language_code,
                time_zone=time_zone,
                licence=licence,
                schedule=schedule,
            )

    def start_run(
        self,
        run_id: str,
        ruleset: str,
        *,
        config_digest: str | None = None,
        model_digest: str | None = None,
        code_version: str | None = None,
        command: str | None = None,
        started_at: dt.datetime | None = None,
    ) -> None:
        """Record that a run begins (times are UTC without a zone), and its ruleset if it is new here."""
        started = started_at or now()
        described = {"config_digest": config_digest, "model_digest": model_digest, "code_version": code_version}
        with speaking(self.path):
            self._change("load.add_ruleset", ruleset_id=ruleset, first_used_at=started, **described)
            self._change("load.start_run", run_id=run_id, ruleset_id=ruleset, started_at=started, command=command)

    def finish_run(
        self,
        run_id: str,
        status: RunStatus,
        *,
        skipped_count: int = 0,
        message: str | None = None,
        measures: Measures | None = None,
    ) -> None:
        """Record how a run ended and what it took; what it loaded is counted already.

        Raises WarehouseError for an unknown run.
        """
        with speaking(self.path):
            done = self._change(
                "load.finish_run",
                run_id=run_id,
                status=status,
                finished_at=now(),
                skipped_count=skipped_count,
                message=message,
            )
        if not done:
            raise WarehouseError(f"{self.path}: there is no run {run_id}; start it first.")
        if measures is not None:
            self.measure_run(run_id, measures, skipped_count=skipped_count)

    def measure_run(self, run_id: str, measures: Measures, *, skipped_count: int) -> None:
        """Record what a run took up to now, which is then known of a run that is killed, too."""
        values = asdict(measures)
        stages = values.pop("stage_seconds")
        taken = {"stages": list(stages), "seconds": list(stages.values()), **values}
        with speaking(self.path):
            self._change("load.measure_run", run_id=run_id, skipped_count=skipped_count, **taken)

    # -- coding again --------------------------------------------------------------------------------------------

    def stale(self, ruleset: str, after: str, count: int, characters: int) -> list[tuple[str, Document]]:
        """Return the next documents after an id that another ruleset coded, with their ids; see ``warehouse.stored``."""
        with speaking(self.path):
            return stored.stale(self._connection, ruleset, after, count, characters)

    def stale_characters(self, ruleset: str) -> int:
        """Return the length of all texts that another ruleset coded."""
        with speaking(self.path):
            return int(self._change("load.stale_characters", ruleset_id=ruleset)[0][0])

    def rejected_articles(
        self, stage: str | None, reason: str | None, after: str, count: int, characters: int
    ) -> list[tuple[str, str]]:
        """Return the next articles kept with rejections after the id of one, as JSON with those ids; see ``stored``."""
        with speaking(self.path):
            return stored.rejected_articles(self._connection, stage, reason, after, count, characters)

    def rejected_places(self, stage: str | None = None, reason: str | None = None) -> list[tuple[str, str, str | None]]:
        """Return source, origin and own id of rejections of a stage and a reason (None: any) that keep no article."""
        with speaking(self.path):
            return self._change("load.rejected_places", stage=stage, reason=reason)

    # -- dimensions ---------------------------------------------------------------------------------------------

    def load_codes(self, rows: Iterable[Mapping[str, Any]]) -> int:
        """Replace the codes by rows keyed by the columns of ``codes``; missing keys are null; return their number."""
        return self._load_dimension("codes", rows)

    def load_actors(self, rows: Iterable[Mapping[str, Any]]) -> int:
        """Replace the actor files' table by rows keyed by the columns of ``actors``.  Return their number."""
        return self._load_dimension("actors", rows)

    def load_countries(self, rows: Iterable[Mapping[str, Any]]) -> int:
        """Replace the countries by rows keyed by the columns of ``countries``.  Return their number."""
        return self._load_dimension("countries", rows)

    # -- answers ------------------------------------------------------------------------------------------------

    def query(
        self, sql: str, params: Mapping[str, Any] | Sequence[Any] | None = None, *, limit: int | None = None
    ) -> Table:
        """Answer one question in SQL, read-only; raises QueryError for anything else."""
        with speaking(self.path):
            return querying.query(self._connection, sql, params, limit=limit)

    def run_named(self, name: str, **params: Any) -> Table:
        """Answer a question of ``named_queries()``; parameters left out take their defaults."""
        with speaking(self.path):
            return querying.run_named(self._connection, name, params)

    def documents(self) -> Iterator[Document]:
        """Yield all documents with identity, cleaned text and date of publication, by identity."""
        with speaking(self.path):
            for doc_id, origin, source, text, date in self._change("query.documents"):
                yield Document(doc_id=doc_id, text=text, origin=origin, source=source, date=date)

    def audit(self, *, limit: int | None = 100) -> list[AuditResult]:
        """Run every audit; each result has at most ``limit`` offending rows."""
        with speaking(self.path):
            return audit(self._connection, limit=limit)

    def export(
        self,
        directory: str | Path,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        where: str | None = None,
    ) -> ExportReport:
        """Write the events as Parquet, one folder per year; see ``warehouse.exporting``."""
        with speaking(self.path):
            return export(self._connection, Path(directory), since=since, until=until, where=where)

    def export_layout(
        self,
        name: str,
        file: str | Path,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        where: str | None = None,
    ) -> LayoutReport:
        """Write the default events as one file in the layout of another data set; see ``warehouse.layouts``."""
        with speaking(self.path):
            return export_layout(self._connection, name, Path(file), since=since, until=until, where=where)

    # -- corrections --------------------------------------------------------------------------------------------

    def import_corrections(self, file: str | Path, *, author: str | None = None) -> int:
        """Take in the verdicts of a CSV file; see ``warehouse.corrections``.  Return their number."""
        with speaking(self.path):
            return corrections.import_corrections(self._connection, Path(file), author)

    def export_corrections(self, file: str | Path) -> int:
        """Write all verdicts as CSV.  Return their number."""
        with speaking(self.path):
            return corrections.export_corrections(self._connection, Path(file))

    def correction_sheet(self, file: str | Path, *, count: int = 100) -> int:
        """Write up to ``count`` events that nobody has judged as CSV to fill in.  Return their number."""
        with speaking(self.path):
            return corrections.correction_sheet(self._connection, Path(file), count)

    # -- housekeeping -------------------------------------------------------------------------------------------

    def forget(self, ruleset: str) -> None:
        """Drop what an earlier ruleset made of documents that were coded again since; diffs with it go too."""
        with speaking(self.path), transaction(self._connection):
            self._change("load.forget_ruleset_documents", ruleset_id=ruleset)
            self._change("load.forget_ruleset_events", ruleset_id=ruleset)

    def schema_versions(self) -> tuple[int, int]:
        """Return the schema version of this database and the newest that this code knows."""
        with speaking(self.path):
            return schema_version(self._connection), latest_version()

    def snapshot(self, file: str | Path) -> None:
        """Copy the database to ``file`` for readers, whole or not at all.  Needs the store open for writing."""
        with speaking(self.path):
            self._connection.execute(statement("schema.checkpoint")).fetchall()
            with replacing_file(Path(file)) as beside:
                shutil.copyfile(self.path, beside)

    def compact(self) -> int:
        """Write the file anew without the space of replaced rows; return the bytes saved.  Close the store next."""
        with speaking(self.path):
            saved = compact(self._connection, self.path)
        self._file = identity(self.path)
        return saved

    # -- inside -------------------------------------------------------------------------------------------------

    def _check_file(self) -> None:
        """Raise WarehouseLost where what was written went into a file that is no longer the one at the path."""
        if identity(self.path) != self._file:
            raise WarehouseLost(
                f"{self.path}: was removed or replaced while it was open, so what was written since is not in it. "
                "Put the right file back, or none, and run the same command again: it codes what is missing."
            )

    def _change(self, name: str, **params: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement(name), params).fetchall()

    def _load_dimension(self, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
        with speaking(self.path):
            return loading.replace_dimension(self._connection, table, rows)
