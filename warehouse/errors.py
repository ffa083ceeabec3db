"""What can go wrong between a program and its warehouse; every message says what to do about it."""

from __future__ import annotations


class WarehouseError(RuntimeError):
    """The warehouse could not do what was asked."""


class WarehouseMissing(WarehouseError):
    """There is no database file where one was to be read."""


class WarehouseLocked(WarehouseError):
    """Another process holds the database file and did not let go in time."""


class WarehouseCorrupt(WarehouseError):
    """The database file is damaged, or is no DuckDB file at all."""


class WarehouseUnwritable(WarehouseError):
    """The database file, or the folder it lives in, cannot be written (rights, a full disk, a wrong path)."""


class WarehouseLost(WarehouseError):
    """The database file, or the connection to it, went away while it was open; what was committed before is safe."""


class WarehouseTooNew(WarehouseError):
    """The database was written by a newer DuckDB or a newer Demarche than this one."""


class QueryError(WarehouseError):
    """A question cannot be answered: its SQL is wrong, it would write, or its name or parameters are unknown."""


class ExportError(WarehouseError):
    """An export could not be written; the one that was there before is untouched."""


class UnreadableParquet(WarehouseError):
    """A Parquet file that was to be read is missing, damaged or none."""


class CorrectionError(WarehouseError):
    """A sheet of verdicts says something that cannot be; nothing of it was taken in."""
