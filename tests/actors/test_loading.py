"""Loading the actor files: what makes it fast changes nothing."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from extractors.actors import ActorLexicon, load_lexicon
from extractors.actors.pieces import PIECE, fold
from extractors.resources import ConfigError


def test_every_name_stands_under_its_first_piece(lexicon: ActorLexicon) -> None:
    named = [(key, name) for key, rows in lexicon._trie._names.items() for name, _ in rows]
    assert len(named) > 20_000
    assert not [(key, name) for key, name in named if fold(PIECE.findall(name)[0]) != key]


def test_loading_leaves_the_garbage_collector_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load_lexicon((tmp_path / "missing.txt",))
    assert gc.isenabled()
