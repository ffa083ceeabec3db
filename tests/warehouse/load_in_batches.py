"""Load articles 0 to N in batches of SIZE, skipping what is there; print a line after each commit.

Run as a process of its own: python load_in_batches.py DATABASE N SIZE
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from builders import RULESET, coded

from warehouse.store import Store

if __name__ == "__main__":
    database, total, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    articles = [coded(number) for number in range(total)]
    for start in range(0, total, size):
        with Store.open(database, wait_seconds=60) as store:
            batch = articles[start : start + size]
            wanted = store.pending([each.document.doc_id for each in batch], RULESET)
            store.load([each for each in batch if each.document.doc_id in wanted], [], "run")
        print(start + len(batch), flush=True)
