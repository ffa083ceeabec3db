"""The kinds of lines that are no part of an article, from ``config/cleaning.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.resources import CONFIG, ConfigError, read_toml

WHERE = "config/cleaning.toml"


@dataclass(frozen=True, slots=True)
class LineKind:
    """One kind of line to drop: why, what it looks like, what spares it, and the proof that its author gave."""

    reason: str
    pattern: re.Pattern[str]
    excluding: re.Pattern[str] | None
    signs: tuple[str, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]

    def matches(self, line: str, lowered: str) -> bool:
        """Tell whether a line (and itself in lower case) is of this kind."""
        if self.signs and not any(sign in lowered for sign in self.signs):
            return False
        return self.pattern.fullmatch(line) is not None and not (self.excluding and self.excluding.fullmatch(line))


@cache
def line_kinds() -> tuple[LineKind, ...]:
    """Return every kind of line in file order; raises ConfigError where a pattern is invalid or unproven."""
    kinds = []
    for number, entry in enumerate(read_toml(CONFIG / "cleaning.toml")["line"], 1):
        where = f"{WHERE}: [[line]] {number}"
        if not entry.get("examples") or not entry.get("counter"):
            raise ConfigError(where, "needs at least one example and one counter-example")
        try:
            pattern = re.compile(entry["pattern"], re.I)
            excluding = re.compile(entry["excluding"], re.I) if "excluding" in entry else None
        except re.error as error:
            raise ConfigError(where, f"is not a regular expression: {error}") from error
        kinds.append(
            LineKind(
                reason=entry["reason"],
                pattern=pattern,
                excluding=excluding,
                signs=tuple(entry.get("signs", ())),
                examples=tuple(entry["examples"]),
                counter=tuple(entry["counter"]),
            )
        )
    return tuple(kinds)


@cache
def line_characters() -> int:
    """Return the length above which a line is prose and never dropped."""
    limit: int = read_toml(CONFIG / "cleaning.toml")["limits"]["line_characters"]
    return limit


def line_reason(line: str) -> str | None:
    """Return the reason to drop a line, or None where it is part of the article."""
    if len(line) > line_characters():
        return None
    lowered = line.lower()
    return next((kind.reason for kind in line_kinds() if kind.matches(line, lowered)), None)


@cache
def html_tags() -> dict[str, str]:
    """Return the elements to drop from a page: tag -> reason ("" where nothing is counted)."""
    tags: dict[str, str] = read_toml(CONFIG / "cleaning.toml")["html"]["tags"]
    return tags


@cache
def html_classes() -> dict[str, str]:
    """Return the words in class and id by which elements are dropped: word -> reason."""
    classes: dict[str, list[str]] = read_toml(CONFIG / "cleaning.toml")["html"]["classes"]
    return {word: reason for reason, words in classes.items() for word in words}
