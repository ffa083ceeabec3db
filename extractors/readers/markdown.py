"""Markdown to plain text: the marks go, the words stay."""

from __future__ import annotations

import re

# Every repetition that could run to the end of a text without success is bounded: input may be hostile.
MARKS = (
    (re.compile(r"^```.*$", re.M), ""),
    (re.compile(r"!\[[^\]\[\n]{0,300}\]\([^()\n]{0,500}\)"), ""),
    (re.compile(r"\[([^\]\[\n]{1,300})\]\([^()\n]{0,500}\)"), r"\1"),
    (re.compile(r"^(#{1,6})[ \t]+(\S.*?)[ \t#]*$", re.M), r"\n\2\n"),
    (re.compile(r"^([^\n]+)\n(?:={3,}|-{3,})[ \t]*$", re.M), r"\n\1\n"),
    (re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ :-]*$", re.M), ""),
    (re.compile(r"^[ \t]*\|[ \t]*(.*?)[ \t]*\|[ \t]*$", re.M), r"\n\1\n"),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.M), ""),
    (re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+(?=\S)", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,300}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,300}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]{1,300})`"), r"\1"),
)


def plain_text(markdown: str) -> str:
    """Return the words of a Markdown text: headings and table rows as lines of their own, links as their labels."""
    text = without_comments(markdown)
    for pattern, replacement in MARKS:
        text = pattern.sub(replacement, text)
    return text


def without_comments(text: str) -> str:
    """Return ``text`` without its ``<!-- … -->`` comments; one that never closes stays."""
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + 3
    return "".join([*kept, text[position:]])
