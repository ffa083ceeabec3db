"""The codebook: every code says in words of its own what it covers."""

from __future__ import annotations

import re

from extractors.codebook import load_codebook


def test_definitions_are_sentences_of_their_own() -> None:
    codes = load_codebook()
    definitions = {code.definition for code in codes.values()}
    assert len(definitions) == len(codes)
    for code in codes.values():
        assert code.definition[0].isupper() and code.definition.endswith("."), code.code
        assert code.definition.rstrip(".").casefold() != code.title.casefold(), code.code


def test_definitions_point_to_codes_that_exist() -> None:
    codes = load_codebook()
    for code in codes.values():
        for other in re.findall(r"\d+", code.definition):
            assert other in codes and other != code.code, f"{code.code} points to {other}"
