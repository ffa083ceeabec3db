"""The report of a run on the terminal."""

from __future__ import annotations

from flows.report import Report
from flows.summary import Summary
from flows.tables import write_table


def print_report(report: Report | Summary) -> None:
    """Print the headline, the figures and the tables of a run."""
    print(report.headline())
    width = max(len(name) for name, _ in report.figures())
    for name, value in report.figures():
        print(f"  {name.ljust(width)}  {value}")
    for title, columns, rows in report.tables():
        print()
        write_table(columns, rows, title=title)
    if report.details:
        print("\nFirst rejections")
        for detail in report.details:
            print(f"  {detail}")
