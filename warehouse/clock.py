"""The time, as the warehouse keeps it."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """Return the present moment in UTC, without a zone, to the second."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
