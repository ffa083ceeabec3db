"""What a run tells is kept as Prefect artifacts: a table of figures, a page, and a link to the page."""

from __future__ import annotations

from typing import Any, Protocol

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.logging import get_run_logger
from prefect.settings import PREFECT_UI_URL


class Told(Protocol):
    """The report of a run of any kind."""

    def headline(self) -> str:
        """Return the run in a sentence or two."""

    def figures(self) -> list[tuple[str, str]]:
        """Return the figures of the run as (name, value)."""

    def markdown(self) -> str:
        """Return the whole report as Markdown."""


def keep(told: Told) -> str | None:
    """Log the headline of a report and keep the report as artifacts; return the address of its page, if it has one."""
    headline = told.headline()
    get_run_logger().info(headline)
    rows = [{"figure": name, "value": value} for name, value in told.figures()]
    create_table_artifact(table=rows, key="demarche-figures", description=headline)
    page: Any = create_markdown_artifact(markdown=told.markdown(), key="demarche-report", description=headline)
    address = f"{PREFECT_UI_URL.value()}/artifacts/artifact/{page}" if PREFECT_UI_URL.value() else None
    if address is not None:
        create_link_artifact(link=address, link_text=headline, key="demarche-report-link", description=headline)
    return address
