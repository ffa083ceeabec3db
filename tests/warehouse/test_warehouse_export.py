"""The Parquet export: the same bytes for the same events, whole or not at all."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from pathlib import Path

import duckdb
import pytest
from builders import coded

from extractors.records import CodedDocument, EventDate
from warehouse import exporting
from warehouse.migrations import latest_version
from warehouse.store import ExportError, QueryError, Store


def articles() -> list[CodedDocument]:
    """Return articles with events of 2020, 2021 and no date, some negated."""
    days = [dt.date(2020, 5, 1), dt.date(2021, 5, 1), None]
    made = []
    for number in range(60):
        day = days[number % 3]
        date = EventDate(day, day, "day" if day else None, None, "expression" if day else "unknown")
        base = coded(number, polarity="negated" if number % 10 == 0 else "affirmed")
        events = tuple(dataclasses.replace(event, date=date) for event in base.events)
        made.append(dataclasses.replace(base, events=events))
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_events_are_partitioned_by_year_with_all_their_columns(store: Store, tmp_path: Path) -> None:
    store.load(articles(), [], "run")
    report = store.export(tmp_path / "out")
    assert (report.events, report.years) == (60, {"2020": 20, "2021": 20, "unknown": 20})
    assert [path.parent.name for path in report.files] == ["event_year=2020", "event_year=2021", "event_year=unknown"]
    rows = duckdb.sql(f"from read_parquet('{tmp_path}/out/*/*.parquet', hive_partitioning = true)")
    assert {row["column_name"] for row in store.query("describe events").dicts()} <= set(rows.columns)
    assert {"sentence_text", "publication_date", "url", "origin", "event_year"} <= set(rows.columns)
    assert len(rows.fetchall()) == 60


def test_an_export_explains_itself(store: Store, tmp_path: Path) -> None:
    store.load_codes([{"cameo_code": "11", "root_code": "11", "level": "root", "title": "Disapprove", "quad_class": 3}])
    store.load(articles(), [], "run")
    report = store.export(tmp_path / "out")
    columns = duckdb.sql(f"from '{tmp_path}/out/*/*.parquet'").columns
    explained = dict(duckdb.sql(f"select column_name, meaning from '{tmp_path}/out/columns.csv'").fetchall())
    assert set(columns) == set(explained)
    assert all(explained.values())
    assert duckdb.sql(f"select cameo_code, title from '{tmp_path}/out/codebook.csv'").fetchall() == [(11, "Disapprove")]
    metadata = duckdb.sql(
        f"select key::varchar, value::varchar from parquet_kv_metadata('{report.files[0]}')"
    ).fetchall()
    assert ("demarche_schema_version", str(latest_version())) in metadata


def test_the_order_of_loading_does_not_change_a_byte(tmp_path: Path, empty_warehouse: Path) -> None:
    for name, batch in {"a": articles(), "b": articles()[::-1]}.items():
        shutil.copyfile(empty_warehouse, tmp_path / f"{name}.duckdb")
        with Store.open(tmp_path / f"{name}.duckdb") as store:
            for start in range(0, 60, 17):
                store.load(batch[start : start + 17], [], f"run-{name}-{start}")
            store.load(batch[:10], [], "again")
            store.export(tmp_path / name)
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_an_export_again_replaces_the_one_before_and_leaves_nothing_beside(store: Store, tmp_path: Path) -> None:
    store.load(articles(), [], "run")
    store.export(tmp_path / "deep" / "out")
    first = files(tmp_path / "deep" / "out")
    report = store.export(tmp_path / "deep" / "out", where="event_year = '2020'")
    assert report.years == {"2020": 20}
    assert set(files(tmp_path / "deep" / "out")) < set(first)
    store.export(tmp_path / "deep" / "out")
    assert files(tmp_path / "deep" / "out") == first
    assert list((tmp_path / "deep").iterdir()) == [tmp_path / "deep" / "out"]


@pytest.mark.parametrize(
    ("limits", "years"),
    [
        ({"since": dt.date(2021, 1, 1)}, {"2021": 20}),
        ({"until": dt.date(2020, 12, 31)}, {"2020": 20}),
        ({"since": dt.date(2020, 5, 1), "until": dt.date(2021, 5, 1)}, {"2020": 20, "2021": 20}),
        ({"where": "polarity = 'negated' or false"}, {"2020": 2, "2021": 2, "unknown": 2}),
        ({"where": "polarity = 'negated' or true", "since": dt.date(2021, 1, 1)}, {"2021": 20}),
        ({"where": "false"}, {}),
    ],
)
def test_since_until_and_where(store: Store, tmp_path: Path, limits: dict[str, object], years: dict[str, int]) -> None:
    store.load(articles(), [], "run")
    assert store.export(tmp_path / "out", **limits).years == years  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "where", ["no_such_column = 1", "true) ; drop table events; --", "true) union all (from events", "("]
)
def test_a_condition_that_is_none_is_refused_and_the_old_export_stays(store: Store, tmp_path: Path, where: str) -> None:
    store.load(articles(), [], "run")
    store.export(tmp_path / "out")
    before = files(tmp_path / "out")
    with pytest.raises(QueryError):
        store.export(tmp_path / "out", where=where)
    assert files(tmp_path / "out") == before
    assert store.query("select count(*) from events").rows == ((60,),)


def test_a_failure_in_the_middle_leaves_the_old_export_and_nothing_beside(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.load(articles(), [], "run")
    store.export(tmp_path / "out")
    before = files(tmp_path / "out")
    beside = set(tmp_path.iterdir())
    with pytest.raises(ExportError, match="untouched"), exporting.replacing(tmp_path / "out") as folder:
        (folder / "half").write_text("half")
        raise OSError("no space left on device")
    assert files(tmp_path / "out") == before
    original = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError("no rename today")
        return original(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ExportError, match="no rename today"):
        store.export(tmp_path / "out", where="false")
    assert files(tmp_path / "out") == before
    assert set(tmp_path.iterdir()) == beside


def test_a_folder_of_somebody_else_is_not_replaced(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    store.export(tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("years of work")
    (tmp_path / "file").write_text("")
    for taken in ("mine", "file"):
        with pytest.raises(ExportError, match="no earlier export"):
            store.export(tmp_path / taken)
    with pytest.raises(ExportError, match="cannot be written"):
        store.export(tmp_path / "file" / "out")
    assert (tmp_path / "mine" / "thesis.tex").read_text() == "years of work"


@pytest.mark.parametrize(("has", "least"), [("3GiB", "3.0 GiB"), ("9GiB", "5.0 GiB")])
def test_an_export_is_held_to_its_memory_and_lets_go_of_it(store: Store, has: str, least: str) -> None:
    raw = store._connection
    raw.execute(f"set memory_limit = '{has}'; set threads = 10")
    with exporting.bounded(raw):
        assert raw.execute("select current_setting('memory_limit')").fetchall() == [(least,)]
    assert raw.execute("select current_setting('memory_limit')").fetchall() == [(has.replace("G", ".0 G"),)]


def test_an_empty_warehouse_exports_an_empty_folder_that_says_what_it_is(store: Store, tmp_path: Path) -> None:
    report = store.export(tmp_path / "out")
    assert (report.events, report.files) == (0, ())
    assert "Demarche" in (tmp_path / "out" / "README.txt").read_text()
