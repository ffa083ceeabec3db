"""The page of an article: fetched within the source's limits, its text found by trafilatura."""

from __future__ import annotations

import io
from dataclasses import dataclass

from extractors.extras import library
from extractors.readers.html import charset_of, read_html
from extractors.readers.job import Job
from extractors.sources import Source
from flows.sources.client import Client


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, or the page itself where no text was found in it; and what it says of itself."""

    text: str
    is_html: bool = False
    title: str | None = None
    date: str | None = None
    publisher: str | None = None


def read_page(client: Client, address: str, origin: str, source: Source, limit: int) -> Page:
    """Return the article at ``address``; raises FetchFailed, and BadInputError for what is no page of text.

    A page of which trafilatura makes nothing comes as it is, and cleaning does what it can.
    """
    trafilatura = library("trafilatura", "feeds")
    sink = io.BytesIO()
    reply = client.get(address, sink)
    sink.seek(0)
    job = Job(origin, sink, limit, source.encoding or charset_of(reply.headers.get("content-type", "")), source.name)
    page = next(read_html(job)).text
    try:
        found = trafilatura.bare_extraction(
            page,
            url=client.hide(address),
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception:  # whatever a page does to the library: cleaning reads it in its own way
        found = None
    if found is None or not (found.text or "").strip():
        return Page(page, is_html=True)
    return Page(found.text, title=found.title, date=found.date, publisher=found.sitename)
