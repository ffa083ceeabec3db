"""Libraries that come with an extra: asked for when they are needed, named when they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingExtra(Exception):
    """A library that this needs is not installed; the message says which extra brings it."""


def library(module: str, extra: str) -> Any:
    """Return an imported library of an extra of this package; raises MissingExtra where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        needed = f"this needs {module}, which cannot be imported ({error}); install demarche[{extra}]"
        raise MissingExtra(needed) from error
