"""A coder that breaks on certain words, to be made in worker processes: nothing else breaks them at will."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count

from extractors.records import CodedDocument, Document


def endless() -> Iterator[Document]:
    """Yield documents without end; whoever reads them sees from the last one how many were drawn."""
    for n in count(1):
        yield Document(f"doc{n}", "text", "feed")


class FragileCoder:
    """Codes a document into nothing; dies, hangs, waits or raises where the text says so."""

    def code(self, document: Document) -> CodedDocument:
        """Do as the text says."""
        if "DIE" in document.text:
            os._exit(1)
        if "HANG" in document.text:
            time.sleep(60)
        while "CLING" in document.text:
            with suppress(Exception):
                time.sleep(60)
        if "COMPUTE" in document.text:
            sum(range(10**15))  # compiled code that lets no signal through
        if "WAIT" in document.text:
            time.sleep(0.1)
        if "RAISE" in document.text:
            raise ValueError("this text cannot be")
        return CodedDocument(document, "fragile", (), ())


def refuse_to_start() -> FragileCoder:
    """Fail as a missing parser does."""
    raise LookupError("there is no such parser")


def die_at_start() -> FragileCoder:
    """Fail as a machine without memory does."""
    os._exit(1)
