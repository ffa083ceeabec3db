"""Find articles that tell one story: a sketch of each text, and groups of near-duplicates."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterable, Sequence

import duckdb

from extractors.records import Document
from warehouse.statements import statement

SIZE = 64
WORDS = 5
_WORD = re.compile(r"\w+")


def sketch(text: str) -> list[int]:
    """Return the smallest SIZE hashes of a text's runs of WORDS words, ascending; empty for a shorter text.

    The smallest hashes of all runs are a random sample of them that is the same for the same runs, so that the
    overlap of two sketches estimates the overlap of the texts (Broder 1997, bottom-k).
    """
    words = [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(text.casefold())]
    joined = b" ".join(words)
    starts = list(itertools.accumulate((len(word) + 1 for word in words), initial=0))
    runs = (joined[start : end - 1] for start, end in zip(starts, starts[WORDS:], strict=False))
    return sorted(set(map(zlib.crc32, runs)))[:SIZE]


def assign_stories(connection: duckdb.DuckDBPyConnection, documents: Iterable[Document]) -> None:
    """Give each document that has none yet a story, its own or that of its near-duplicates.

    A document that links two stories makes them one; so the stories do not depend on the order of loading.
    """
    by_id = {document.doc_id: document for document in documents}
    without = connection.execute(statement("stories.without"), {"doc_ids": list(by_id)}).fetchall()
    fresh = [doc_id for (doc_id,) in without]
    if len(fresh) < len(by_id):
        connection.execute(statement("stories.date"), {"doc_ids": sorted(by_id.keys() - set(fresh))}).fetchall()
    if not fresh:
        return
    with connection.appender("stories") as appender:
        appender.append_rows([(doc_id, doc_id, sketch(by_id[doc_id].text), by_id[doc_id].date) for doc_id in fresh])
    days = {by_id[doc_id].date for doc_id in fresh}
    week = statement("stories.any_week" if None in days else "stories.same_week")
    pairs = connection.execute(
        statement("stories.pairs").format(week=week), {"doc_ids": fresh, "days": sorted(filter(None, days))}
    ).fetchall()
    if not pairs:
        return
    doc_ids = sorted({doc_id for pair in pairs for doc_id in pair})
    story = dict(connection.execute(statement("stories.of"), {"doc_ids": doc_ids}).fetchall())
    for group in _groups([(story[a], story[b]) for a, b in pairs]):
        connection.execute(statement("stories.join"), {"story_id": min(group), "story_ids": group}).fetchall()


def leave_stories(connection: duckdb.DuckDBPyConnection, doc_ids: Sequence[str]) -> None:
    """Take documents out of their stories, because they are no longer in the warehouse's documents."""
    connection.execute(statement("stories.leave"), {"doc_ids": list(doc_ids)}).fetchall()
    connection.execute(statement("stories.rename")).fetchall()


def _groups(links: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return what hangs together by ``links``, groups of more than one only."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in links:
        parent[root(a)] = root(b)
    groups: dict[str, list[str]] = {}
    for name in sorted(parent):
        groups.setdefault(root(name), []).append(name)
    return [group for group in groups.values() if len(group) > 1]
