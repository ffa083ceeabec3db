"""Files of every earlier schema version: opened by this code they keep every row and can be worked with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from builders import coded, rejection

from extractors.records import CodedDocument
from warehouse import migrations
from warehouse.statements import scripts
from warehouse.store import Store

VERSIONS = [int(path.name.split("_", 1)[0]) for path in scripts("schema")]
FILLED_BY_MIGRATIONS = ("schema_migrations", "schema_definitions", "usage_warnings")
USED = (
    "documents", "sentences", "events", "rejections", "runs", "rulesets", "codes", "actors", "countries", "past_documents",
    "past_events", "corrections", "stories",
)  # fmt: skip
COLUMNS = """
select table_name, list('"' || column_name || '"' order by column_index)
from duckdb_columns()
where table_name in (select table_name from duckdb_tables()) and database_name = current_database()
group by table_name
order by table_name
"""


def articles(ruleset: str) -> list[CodedDocument]:
    return [coded(number, ruleset=ruleset, confidence=0.5 if ruleset == "ruleset-b" else 0.8) for number in range(5)]


@pytest.fixture(scope="module")
def newest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of this code with rows in every table that work fills; it is only read."""
    folder = tmp_path_factory.mktemp("newest")
    path = folder / "newest.duckdb"
    with Store.open(path) as store:
        store.start_run("run", "ruleset-a")
        store.load(articles("ruleset-a"), [rejection(9)], "run")
        store.load(articles("ruleset-b")[:2], [], "run")
        store.load_codes(
            [{"cameo_code": "111", "root_code": "11", "level": "base", "title": "Criticize", "quad_class": 3}]
        )
        store.load_actors([{"actor_name": "Norland", "actor_code": "NOR", "kind": "country"}])
        store.load_countries([{"country_code": "NOR", "country_name": "Norland"}])
        sheet = folder / "sheet.csv"
        store.correction_sheet(sheet)
        head, first, *_ = sheet.read_text("utf-8").splitlines()
        sheet.write_text(f"{head}\n{first.replace(',', ',right', 1)}\n", "utf-8")
        assert store.import_corrections(sheet, author="me") == 1
    return path


def rows(connection: duckdb.DuckDBPyConnection, columns: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each table, only the columns asked for."""
    return {
        table: connection.execute(f"select {', '.join(names)} from {table} order by all").fetchall()
        for table, names in columns.items()
    }


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_a_file_of_an_earlier_version_keeps_every_row(
    database: Path, newest: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    with monkeypatch.context() as earlier, duckdb.connect(str(database)) as raw:
        of_then = [path for path in scripts("schema") if int(path.name.split("_", 1)[0]) <= version]
        earlier.setattr(migrations, "scripts", lambda folder: of_then if folder == "schema" else [])
        migrations.migrate(raw)
        columns = {
            table: names for table, names in raw.execute(COLUMNS).fetchall() if table not in FILLED_BY_MIGRATIONS
        }
        raw.execute(f"attach '{newest}' as newest (read_only)")
        for table, names in columns.items():
            raw.execute(f"insert into {table} ({', '.join(names)}) select {', '.join(names)} from newest.{table}")
        raw.execute("detach newest; update schema_definitions set digest = 'earlier'")
        before = rows(raw, columns)
    assert all(before[table] for table in USED if table in before)

    with Store.open(database) as store:
        assert store.schema_versions() == (VERSIONS[-1], VERSIONS[-1])
    with duckdb.connect(str(database)) as raw:
        assert rows(raw, columns) == before
        now = dict(raw.execute(COLUMNS).fetchall())
        assert now["past_events"] == now["events"]
    with Store.open(database) as store:
        assert len(store.query("from default_events").rows) == 5
        store.load(articles("ruleset-c"), [], "run")
        assert store.query("select count(*) from events where ruleset_id = 'ruleset-c'").rows == ((5,),)
        assert store.query("select count(*) from past_events where ruleset_id = 'ruleset-a'").rows[0][0] >= 3
