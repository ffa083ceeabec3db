"""The examples of docs/warehouse.md run, and no view or table macro is without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import coded

from warehouse.store import Store

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "warehouse.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = [sql.strip() for block in BLOCKS for sql in block.split(";") if sql.strip()]


@pytest.mark.parametrize("sql", EXAMPLES)
def test_an_example_runs(store: Store, sql: str) -> None:
    store.load([coded(number, source_code="RUS", target_code="USA") for number in range(3)], [], "run")
    assert store.query(sql).columns


def test_every_view_and_table_macro_has_an_example(store: Store) -> None:
    named = store.query(
        "select view_name from duckdb_views() where not internal "
        "union select function_name from duckdb_functions() where not internal and function_type = 'table_macro'"
    )
    shown = "\n".join(EXAMPLES)
    assert [name for (name,) in named.rows if not re.search(rf"\b{name}\b", shown)] == []
