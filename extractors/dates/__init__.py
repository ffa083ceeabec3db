"""Date expressions in news: found by a grammar of their own, resolved against the dateline."""

from extractors.dates.absolute import detect_date_order, read_day
from extractors.dates.finder import find_dates
from extractors.dates.jsonl import date_objects

__all__ = ["date_objects", "detect_date_order", "find_dates", "read_day"]
