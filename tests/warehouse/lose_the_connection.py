"""Lose the database in the middle of the work, as when its disk turns read-only, and say what was raised.

Run as a process of its own: python lose_the_connection.py DATABASE.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from builders import coded

from warehouse.store import Store, WarehouseError


def lose(database: Path) -> None:
    """Let every open file of the database be read and no longer written."""
    for descriptor in list(Path("/proc/self/fd").iterdir()):
        target = descriptor.resolve()
        if target.name.startswith(database.name):
            os.dup2(os.open(target, os.O_RDONLY), int(descriptor.name))


if __name__ == "__main__":
    database = Path(sys.argv[1])
    try:
        with Store.open(database) as store:
            store.load([coded(number) for number in range(10, 20)], [], "run")
            lose(database)
            for _ in range(2):
                try:
                    store.load([coded(number) for number in range(20, 2020)], [], "run")
                except WarehouseError as error:
                    print(type(error).__name__, error, flush=True)
            store.query("select count(*) from documents")
    except WarehouseError as error:
        print(type(error).__name__, error, flush=True)
