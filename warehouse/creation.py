"""Make a new database file: whole at its first sight, however many make it at once and whoever is killed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from warehouse.connection import opened
from warehouse.errors import WarehouseUnwritable
from warehouse.migrations import migrate


def create(path: Path) -> None:
    """Put an empty warehouse at ``path`` unless something is there, its folder too where it is missing.

    It is built beside the place and then linked into it, so that nobody ever meets half a database.
    Raises WarehouseUnwritable.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            made = Path(folder) / path.name
            with opened(made) as connection:
                migrate(connection)
            _place(made, path)
    except OSError as error:
        raise WarehouseUnwritable(
            f"{path}: cannot be made ({error.strerror}). Check the rights on its folder and the space on the disk, or "
            "name a file in another folder."
        ) from error


def _place(made: Path, path: Path) -> None:
    try:
        os.link(made, path)
    except FileExistsError:
        return  # Another process was faster; its database is as good.
    except OSError:
        # A file system without links: here two makers at the same moment can meet.
        if not path.exists():
            made.rename(path)
