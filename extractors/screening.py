"""Screening: sentences that name no actor or hold no possible trigger are never parsed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.actions.frames import Lexicon
from extractors.actions.reading import TRANSPARENT
from extractors.lemmas import SUFFIXES, stripped

WORD = re.compile(r"[^\W\d_]+")


class TriggerScreen:
    """Tells from the words alone whether a sentence can hold a trigger.

    ``table`` maps (class, form) to lemma as the lemmatizer has it, and supplies the irregular forms.
    """

    def __init__(self, lexicon: Lexicon, table: Mapping[tuple[str, str], str]) -> None:
        self._lemmas = frozenset(
            lemma
            for index in (lexicon.verbs, lexicon.nouns, lexicon.adjectives)
            for lemma, found in index.items()
            if any(frame.operator not in TRANSPARENT for _, frame in found)
        )
        self._forms = {form: True for (_, form), lemma in table.items() if lemma in self._lemmas}

    def may_have_trigger(self, text: str) -> bool:
        """Tell whether any word of ``text`` may be a form of a trigger."""
        forms = self._forms
        for word in WORD.findall(text.lower()):
            known = forms.get(word)
            if known is None:
                known = forms[word] = word in self._lemmas or any(
                    stripped(word, inflection) in self._lemmas for inflection in SUFFIXES
                )
            if known:
                return True
        return False
