"""Cleaning: raw documents to the English articles that are coded, each with its dateline."""

from extractors.cleaning.article import clean
from extractors.cleaning.dateline import dateline_span

__all__ = ["clean", "dateline_span"]
