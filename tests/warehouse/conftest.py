"""Where the tests of the warehouse keep their database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.store import Store


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return the path of a database that is not there yet."""
    return tmp_path / "demarche.duckdb"


@pytest.fixture
def store(database: Path, empty_warehouse: Path) -> Iterator[Store]:
    """Return a new warehouse, open for writing."""
    shutil.copyfile(empty_warehouse, database)
    with Store.open(database) as opened:
        yield opened
