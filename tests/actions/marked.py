"""Marked-up sentences: ``<source RUS>Russia</source> <action 040>met</action> <target UKR>Ukraine</target>.``"""

from __future__ import annotations

import re
from dataclasses import dataclass

TAG = re.compile(r"<(source|target|action) ([A-Z0-9-]+)>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True)
class Marked:
    """A sentence with what it should be coded as: the code, and how the actors' codes begin ("" for no target)."""

    text: str
    code: str
    source: str
    target: str


def read_marked(line: str) -> Marked:
    """Return the plain sentence and its expected event; raises ValueError where the mark-up has no action or no source."""
    found = {kind: label for kind, label, _ in TAG.findall(line)}
    if "action" not in found or "source" not in found:
        raise ValueError(f"no source or no action is marked in: {line}")
    text = TAG.sub(r"\3", line)
    if "<" in text:
        raise ValueError(f"broken mark-up in: {line}")
    return Marked(text, found["action"], found["source"], found.get("target", ""))
