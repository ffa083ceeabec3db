"""All or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what the block did, or nothing of it when it raises."""
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        # A failed commit has rolled back by itself, and a full disk leaves nothing to roll back:
        # the first error is the one to tell.
        with suppress(duckdb.Error):
            connection.rollback()
        raise
