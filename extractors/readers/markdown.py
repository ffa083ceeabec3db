"""Markdown to plain text: the marks go, the words stay."""

from __future__ import annotations

import re

MARKS = (
    (re.compile(r"^```.*?^```\s*$", re.M | re.S), ""),
    (re.compile(r"<!--.*?-->", re.S), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*#*$", re.M), r"\n\2\n"),
    (re.compile(r"^([^\n]+)\n(?:={3,}|-{3,})[ \t]*$", re.M), r"\n\1\n"),
    (re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ :-]*$", re.M), ""),
    (re.compile(r"^[ \t]*\|[ \t]*(.*?)[ \t]*\|[ \t]*$", re.M), r"\n\1\n"),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.M), ""),
    (re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+(?=\S)", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)


def plain_text(markdown: str) -> str:
    """Return the words of a Markdown text: headings and table rows as lines of their own, links as their labels."""
    for pattern, replacement in MARKS:
        markdown = pattern.sub(replacement, markdown)
    return markdown
