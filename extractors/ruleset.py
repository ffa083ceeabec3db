"""The ruleset: all that decides what a text is coded as, told by one id."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.actors import load_lexicon
from extractors.actors.own import own_text
from extractors.parser import load_parser, model_digest
from extractors.records import digest
from extractors.resources import config_digest


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The parser, ``config/``, this package's code and an analyst's own actor files, each as a hash, and all as ``id``."""

    id: str
    model: str
    config: str
    code: str


def ruleset_of(parser: str | Path | None = None, actor_files: Sequence[Path] = ()) -> Ruleset:
    """Return the ruleset that a coder with this parser and these actor files has; raises ParserError and ConfigError."""
    model, config, code = model_digest(parser), config_digest(), code_digest()
    return Ruleset(digest(model, config, code, *map(own_text, actor_files)), model, config, code)


def check_own(parser: str | Path | None, actor_files: Sequence[Path]) -> None:
    """Raise ParserError or ConfigError where a parser that is not ours, or an analyst's actor file, cannot be used."""
    if parser is not None:
        load_parser(parser)
    if actor_files:
        load_lexicon(tuple(actor_files))


@cache
def code_digest() -> str:
    """Return a hash over the source files of this package: a change of code is a new ruleset."""
    hasher = hashlib.blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        if "evaluation" in path.parts:
            continue  # scores events, makes none
        hasher.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return hasher.hexdigest()
