"""Parquet input: rows as dictionaries, in order, in pieces."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from warehouse.store import UnreadableParquet, read_parquet_rows


def test_rows_come_in_order_with_python_values(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    rows = (
        "select 'a' || range as id, 'text' as \"text\", date '2022-01-02' as \"date\", null as title from range(2500)"
    )
    duckdb.sql(f"copy ({rows}) to '{path}' (format parquet)")
    read = list(read_parquet_rows(path))
    assert len(read) == 2500
    assert read[2499] == {"id": "a2499", "text": "text", "date": dt.date(2022, 1, 2), "title": None}


def test_a_file_name_is_no_pattern(tmp_path: Path) -> None:
    path = tmp_path / "a[1]*?.parquet"
    plain = tmp_path / "plain.parquet"
    duckdb.sql(f"copy (select 1 as id) to '{plain}' (format parquet)")
    plain.rename(path)
    assert list(read_parquet_rows(path)) == [{"id": 1}]


def test_a_reader_may_stop_early(tmp_path: Path) -> None:
    path = tmp_path / "many.parquet"
    duckdb.sql(f"copy (select range as id from range(100000)) to '{path}' (format parquet)")
    rows = read_parquet_rows(str(path))
    assert [next(rows)["id"] for _ in range(3)] == [0, 1, 2]
    rows.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("content", [None, b"", b"not parquet at all"])
def test_what_is_no_parquet_says_so(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "bad.parquet"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableParquet, match=r"bad\.parquet: not a readable"):
        next(read_parquet_rows(path))
