"""The data dictionary in docs/ says what the schema says."""

from __future__ import annotations

from pathlib import Path

from warehouse.dictionary import data_dictionary
from warehouse.layouts import layouts
from warehouse.querying import named_queries
from warehouse.statements import scripts
from warehouse.store import Store

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"


def test_the_page_is_what_the_schema_says() -> None:
    assert PAGE.read_text("utf-8") == data_dictionary(), (
        "write it anew: python -m warehouse.dictionary > docs/data-dictionary.md"
    )


def test_the_page_names_everything(store: Store) -> None:
    page = PAGE.read_text("utf-8")
    for (name,) in store.query("select distinct column_name from duckdb_columns() where not internal").rows:
        assert f"`{name}`" in page
    for (name,) in store.query("select function_name from duckdb_functions() where not internal").rows:
        assert f"`{name}(" in page
    for name in (*(each.name for each in named_queries()), *(each.name for each in layouts())):
        assert f"`{name}`" in page
    for path in scripts("audits"):
        assert f"| {path.stem} |" in page
