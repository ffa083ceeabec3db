"""Load until no file may grow any more, and say what was raised.

Run as a process of its own: python fill_the_disk.py DATABASE.  A limit on the size of files stands in for a
full disk: the write fails in the same place.
"""

from __future__ import annotations

import random
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from builders import coded

from warehouse.store import Store, WarehouseError

if __name__ == "__main__":
    database = Path(sys.argv[1])
    limit = database.stat().st_size + 1_000_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    noise = random.Random(3)
    try:
        with Store.open(database) as store:
            for start in range(1000, 9000, 100):
                texts = [f"Norland criticised Sudria {noise.randbytes(2000).hex()}." for _ in range(100)]
                store.load([coded(start + at, text=text) for at, text in enumerate(texts)], [], "run")
    except WarehouseError as error:
        print(type(error).__name__, error)
