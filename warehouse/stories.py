"""Find articles that tell one story: a sketch of each text, and groups of near-duplicates."""

from __future__ import annotations

import heapq
import re
import zlib
from collections.abc import Iterable, Sequence

import duckdb

from warehouse.statements import statement

SIZE = 64
WORDS = 5
_WORD = re.compile(r"\w+")


def sketch(text: str) -> list[int]:
    """Return the smallest SIZE hashes of a text's runs of WORDS words, ascending; empty for a shorter text.

    The smallest hashes of all runs are a random sample of them that is the same for the same runs, so that the
    overlap of two sketches estimates the overlap of the texts (Broder 1997, bottom-k).
    """
    words = _WORD.findall(text.casefold())
    runs = (" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))
    return heapq.nsmallest(SIZE, {zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs})


def assign_stories(connection: duckdb.DuckDBPyConnection, texts: Iterable[tuple[str, str]]) -> None:
    """Give each document (id and text) that has none yet a story, its own or that of its near-duplicates.

    A document that links two stories makes them one; so the stories do not depend on the order of loading.
    """
    by_id = dict(texts)
    without = connection.execute(statement("stories.without"), {"doc_ids": list(by_id)}).fetchall()
    fresh = [doc_id for (doc_id,) in without]
    if not fresh:
        return
    with connection.appender("stories") as appender:
        appender.append_rows([(doc_id, doc_id, sketch(by_id[doc_id])) for doc_id in fresh])
    pairs = connection.execute(statement("stories.pairs"), {"doc_ids": fresh}).fetchall()
    if not pairs:
        return
    doc_ids = sorted({doc_id for pair in pairs for doc_id in pair})
    story = dict(connection.execute(statement("stories.of"), {"doc_ids": doc_ids}).fetchall())
    for group in _groups([(story[a], story[b]) for a, b in pairs]):
        connection.execute(statement("stories.join"), {"story_id": min(group), "story_ids": group}).fetchall()


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
