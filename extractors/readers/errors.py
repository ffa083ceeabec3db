"""What the user must put right before anything can be read."""

from __future__ import annotations


class ReadError(Exception):
    """The request itself is wrong: a path that does not exist, an unknown encoding.  Raised before anything is read."""


class BadInputError(Exception):
    """One file or one record cannot be used; becomes a Rejection with the same ``reason`` and ``detail``."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
