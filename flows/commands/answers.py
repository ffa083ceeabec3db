"""Answers of the warehouse on standard output."""

from __future__ import annotations

import sys

from flows.tables import write_table
from warehouse.store import Table


def print_answer(answer: Table, layout: str) -> None:
    """Print a table in a layout of ``write_table``; people also hear when it is empty or cut."""
    write_table(answer.columns, answer.rows, layout=layout)
    if layout == "text":
        if not answer.rows:
            print("(no rows)")
        if answer.is_cut:
            print(f"demarche: only the first {len(answer.rows):,} rows are shown", file=sys.stderr)
