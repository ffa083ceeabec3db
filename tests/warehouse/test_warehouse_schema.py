"""The schema: from nothing, from an earlier state, documented to the last column."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from builders import coded

from extractors import records
from warehouse import migrations
from warehouse.store import Store, WarehouseCorrupt, WarehouseTooNew

TABLES = {"documents", "sentences", "events", "rejections", "runs", "rulesets", "codes", "actors", "countries"}


def test_a_new_database_has_the_tables_and_the_file_format_that_older_clients_read(store: Store) -> None:
    assert {row[0] for row in store.query("select table_name from duckdb_tables()").rows} >= TABLES
    (tags,) = store.query("select tags from duckdb_databases() where database_name = current_database()").rows[0]
    assert tags["storage_version"].startswith("v1.5.0")
    settings = dict(store.query("select name, value from duckdb_settings()").rows)
    assert settings["autoinstall_known_extensions"] == settings["autoload_known_extensions"] == "false"


def test_opening_again_changes_nothing(database: Path) -> None:
    with Store.open(database) as store:
        before = store.query("from schema_migrations").rows
    with Store.open(database) as store:
        assert store.query("from schema_migrations").rows == before
        assert [row[0] for row in before] == list(range(1, migrations.latest_version() + 1))


@pytest.mark.parametrize("kind", ["table", "view"])
def test_every_table_and_view_and_every_column_of_them_has_a_comment(store: Store, kind: str) -> None:
    named = f"select {kind}_name from duckdb_{kind}s() where not internal and comment is null"
    columns = (
        "select table_name, column_name from duckdb_columns() where comment is null "
        f"and table_name in (select {kind}_name from duckdb_{kind}s() where not internal)"
    )
    assert store.query(named).rows == ()
    assert store.query(columns).rows == ()


def test_every_macro_has_a_comment(store: Store) -> None:
    assert store.query("select function_name from duckdb_functions() where not internal and comment is null").rows == ()


def test_a_column_that_a_view_passes_through_keeps_its_comment(store: Store) -> None:
    asked = "select comment from duckdb_columns() where table_name = $table and column_name = 'asserted_by_text'"
    assert store.query(asked, {"table": "default_events"}).rows == store.query(asked, {"table": "events"}).rows


def test_warnings_come_from_the_closed_list_and_each_is_used(store: Store) -> None:
    comments = store.query(
        "select comment from duckdb_views() where not internal "
        "union all select comment from duckdb_functions() where not internal and function_type = 'table_macro'"
    )
    known = {row[0] for row in store.query("select warning from usage_warnings").rows}
    used: set[str] = set()
    for (comment,) in comments.rows:
        found = re.search(r"Warnings: ([a-z_, ]+)\.$", comment)
        assert found, f"no warnings in: {comment}"
        used |= set(found[1].split(", "))
    assert used == known


def test_closed_vocabularies_of_the_records_are_the_enums_of_the_schema(store: Store) -> None:
    for name, values in {
        "polarity": records.POLARITIES,
        "modality": records.MODALITIES,
        "date_basis": records.DATE_BASES,
        "date_granularity": records.GRANULARITIES,
        "actor_resolution": records.RESOLVED_BY,
        "rejection_stage": records.STAGES,
    }.items():
        assert store.query(f"select enum_range(null::{name})").rows == ((list(values),),)


def test_a_lost_view_and_data_from_before_survive_an_upgrade(database: Path) -> None:
    """An older file has other views: opening it, even for reading, brings them up to date and keeps the data."""
    with Store.open(database) as store:
        store.load([coded(1)], [], "run")
    with duckdb.connect(str(database)) as raw:
        raw.execute("drop view default_events; update schema_definitions set digest = 'older'")
    with Store.open(database, read_only=True) as store:
        assert len(store.query("from default_events").rows) == 1


def test_a_failing_migration_leaves_the_database_as_it_was(
    database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Store.open(database) as store:
        store.load([coded(1)], [], "run")
    bad = tmp_path / "999_bad.sql"
    bad.write_text("create table half (a integer); create table half (a integer);")
    original = migrations.scripts
    monkeypatch.setattr(
        migrations, "scripts", lambda folder: [*original(folder), *([bad] if folder == "schema" else [])]
    )
    with pytest.raises(Exception, match="half"), Store.open(database):
        pass
    monkeypatch.undo()
    with Store.open(database) as store:
        assert store.query("select count(*) from documents").rows == ((1,),)
        assert store.query("select count(*) from duckdb_tables() where table_name = 'half'").rows == ((0,),)


def test_a_database_of_a_newer_demarche_is_refused(database: Path) -> None:
    with Store.open(database):
        pass
    with duckdb.connect(str(database)) as raw:
        raw.execute("insert into schema_migrations values (1000, '1000_later.sql', now()::timestamp)")
    with pytest.raises(WarehouseTooNew, match="upgrade Demarche"), Store.open(database):
        pass


def test_a_foreign_database_is_not_touched(database: Path) -> None:
    with duckdb.connect(str(database)) as raw:
        raw.execute("create table mine (a integer)")
    with pytest.raises(WarehouseCorrupt, match="not one of Demarche"), Store.open(database):
        pass
    with duckdb.connect(str(database)) as raw:
        assert raw.execute("select table_name from duckdb_tables()").fetchall() == [("mine",)]
