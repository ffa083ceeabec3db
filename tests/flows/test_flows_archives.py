"""A source that ``sources.toml`` describes, coded by ``run``, ``backfill`` and ``ingest``: they read and date it alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from processes import demarche, exported, rows

from warehouse.store import Store

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("prefect_server")]

SOURCES = """
[[source]]
name = "gazeta"
reader = "files"
location = "in"
encoding = "cp1250"
publisher = "Gazeta"
date_order = "DMY"
time_zone = "Asia/Tokyo"

[[source]]
name = "wire"
reader = "feed"
location = "https://wire.example/feed"
"""
# Late in the evening in London is the next day in Tokyo.
DIGEST = (
    "3 March 2022, 22:30 GMT: France condemned Iran.\n\n2 March 2022, 21:00 GMT: Kenya's president met Łódź traders."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a source of two years: a page and a digest in JSON Lines."""
    folder = tmp_path_factory.mktemp("archives")
    (folder / "in").mkdir()
    (folder / "sources.toml").write_text(SOURCES)
    (folder / "in/a.txt").write_bytes("03/04/2021\n\nPoland imposed sanctions on Belarus, Łódź hears.".encode("cp1250"))
    live = json.dumps({"id": "1", "date": "2022-03-03T23:00:00Z", "text": DIGEST}, ensure_ascii=False)
    (folder / "in/b.jsonl").write_bytes(live.encode("cp1250"))
    (folder / "pipeline.toml").write_text("[work]\nworkers = 1\n")
    return folder


def done(folder: Path, *arguments: str) -> tuple[str, str]:
    code, out, err = demarche(folder, *arguments)
    assert code == 0, err
    return out, err


def test_a_run_a_backfill_and_an_ingest_leave_the_same(folder: Path) -> None:
    done(folder, "run", "in", "--source", "gazeta", "--database", "run.duckdb")
    done(folder, "backfill", "--source", "gazeta", "--database", "fill.duckdb")
    done(folder, "ingest", "gazeta", "--database", "ingest.duckdb")
    exports = []
    for name in ("run", "fill", "ingest"):
        database = folder / f"{name}.duckdb"
        with Store.open(database, read_only=True) as store:
            store.export(folder / name)
        exports.append(exported(folder, name))
        found = rows(database, "select publication_date::varchar, publisher from documents order by all")
        assert found == [("2021-04-03", "Gazeta"), ("2022-03-04", "Gazeta")]
        days = rows(database, "select event_date_start::varchar from events where source_country_code = 'FRA'")
        assert days == [("2022-03-04",)]
        assert rows(database, "select source_name, time_zone from sources") == [("gazeta", "Asia/Tokyo")]
    assert exports[0] and exports[0] == exports[1] == exports[2]
    # What was read to its end in a backfill is not read again.
    out, _ = done(folder, "ingest", "gazeta", "--database", "fill.duckdb")
    assert out.startswith("Nothing to do: no documents found.")


@pytest.mark.slow
def test_a_backfill_of_some_days_leaves_the_others_to_be_read(folder: Path) -> None:
    year = ("--since", "2021-01-01", "--until", "2021-12-31")
    out, _ = done(folder, "backfill", "--source", "gazeta", *year, "--database", "part.duckdb")
    assert out.startswith("Coded 1 document ") and "documents skipped  1" in out
    out, _ = done(folder, "ingest", "gazeta", "--database", "part.duckdb")
    assert out.startswith("Coded 1 document ")


def test_what_is_no_archive_is_said_at_once(folder: Path) -> None:
    for arguments, said in (
        ((), "name files or folders, or a source of sources.toml (--source)"),
        (("--source", "wire"), "a feed holds no archive"),
        (("--source", "nobody"), "there is no source nobody with a reader"),
        (("in", "--sources", "none.toml"), "none.toml: there is no such file"),
    ):
        code, _, err = demarche(folder, "backfill", *arguments)
        assert code == 2
        assert said in err
