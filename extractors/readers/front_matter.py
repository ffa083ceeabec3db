"""Front matter: ``key: value`` lines between two ``---`` lines at the top of a text."""

from __future__ import annotations

import re

ENTRY = re.compile(r"([A-Za-z][\w .:-]{0,60}?) ?:(?:\s+(.*))?$")
MAX_LINES = 60


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the entries and the rest of ``text``; no entries where it has no front matter.

    Nested or list values are passed over; quotes around a value are taken off.  Two rules that hold anything but
    entries, comments and indented lines between them are part of the text.
    """
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return {}, text
    entries: dict[str, str] = {}
    for index, line in enumerate(lines[1:MAX_LINES], 1):
        if line.strip() in ("---", "..."):
            return entries, "\n".join(lines[index + 1 :])
        if not line.strip() or line[0] in " \t#-":
            continue
        match = ENTRY.match(line.strip())
        if match is None:
            return {}, text
        if value := unquote((match[2] or "").strip()):
            entries[match[1]] = value
    return {}, text


def unquote(value: str) -> str:
    """Return a value without the quotes around it."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
