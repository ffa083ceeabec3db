"""Fixtures shared by the tests of the actor engine: the lexicon and a parser, loaded once."""

from __future__ import annotations

import datetime as dt

import pytest
from finding import Find

from extractors.actors import ActorLexicon, DocumentActors, Mention, find_mentions, load_lexicon
from extractors.parser import load_parser, parse_sentences


@pytest.fixture(scope="session")
def lexicon() -> ActorLexicon:
    """Return the bundled actor files, compiled."""
    return load_lexicon()


@pytest.fixture(scope="session")
def find(lexicon: ActorLexicon) -> Find:
    """Return a function from the sentences of one document to their mentions."""
    nlp = load_parser()

    def mentions(*sentences: str, date: dt.date | None = None) -> list[list[Mention]]:
        memory = DocumentActors(lexicon, date)
        return [find_mentions(doc, memory) for doc in parse_sentences(nlp, sentences)]

    return mentions
