"""Secrets by reference: ``${NAME}`` is the environment variable NAME, ``${secret:NAME}`` a Secret block of Prefect."""

from __future__ import annotations

import os
import re
from urllib.parse import quote, quote_plus

from extractors.resources import ConfigError
from extractors.sources import REFERENCE


class Secrets:
    """The secrets of one source, looked up when they are first needed; what they are is never to be seen.

    Whatever goes into a message, a mark or the warehouse passes through ``hide``.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._values: dict[str, str] = {}

    def fill(self, text: str, *, is_address: bool = False) -> str:
        """Return ``text`` with the values in the place of their references, escaped in an address.

        Raises ConfigError, which names the reference, where there is no such secret.
        """

        def value(match: re.Match[str]) -> str:
            found = self._value(match)
            return quote(found, safe="") if is_address else found

        return REFERENCE.sub(value, text)

    def hide(self, text: str) -> str:
        """Return ``text`` with the references in the place of their values, whole or escaped."""
        for reference, value in self._values.items():
            for form in (value, quote(value, safe=""), quote(value), quote_plus(value)):
                text = text.replace(form, reference)
        return text

    def _value(self, match: re.Match[str]) -> str:
        reference, is_block, name = match[0], match[1], match[2]
        if reference not in self._values:
            found = _block(name) if is_block else os.environ.get(name)
            found = (found or "").strip()
            if not found or not found.isprintable():
                kind = "Secret block" if is_block else "environment variable"
                why = "is missing or empty" if not found else "has characters that cannot be sent"
                raise ConfigError(f"the source {self._source}", f"the {kind} {name} {why}")
            self._values[reference] = found
        return self._values[reference]


def _block(name: str) -> str | None:
    """Return the value of a Secret block, or None where there is none."""
    from prefect.blocks.system import Secret

    try:
        return str(Secret.load(name).get())  # type: ignore[union-attr]
    except ValueError:
        return None
