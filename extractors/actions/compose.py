"""Composition: operator x content -> code, by the table in ``config/actions/composition.toml`` (CAMEO manual 1.1b3, chapter 2)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.codebook import load_codebook
from extractors.resources import CONFIG, ConfigError, read_toml

COLUMNS = ("ask", "demand", "intend", "agree", "reject", "threaten", "accuse", "investigate", "fail")


@dataclass(frozen=True, slots=True)
class Content:
    """What can be asked for, promised, refused …: its bare codes, the code that each operator makes of it, and what ceasing it is."""

    name: str
    codes: tuple[str, ...]
    cells: dict[str, str]
    cease: str
    protest: str


@dataclass(frozen=True, slots=True)
class Composition:
    """The table of contents, and the one question it answers."""

    contents: dict[str, Content]
    by_code: dict[str, str]

    def content_of(self, code: str) -> str:
        """Return the content whose bare codes hold the longest prefix of ``code``, or ""."""
        for length in (4, 3, 2):
            if len(code) >= length and code[:length] in self.by_code:
                return self.by_code[code[:length]]
        return ""

    def bare(self, content: str) -> str:
        """Return the code of a content that simply happens, or "" where it has none."""
        codes = self.contents[content].codes
        return codes[0] if codes else ""

    def compose(self, operator: str, content: str) -> str:
        """Return the code of an operator applied to a content, or "" where the scheme has none of its own."""
        return self.contents[content].cells.get(operator, "")


@cache
def load_composition() -> Composition:
    """Read and check the table; raises ConfigError on unknown codes, columns or contents."""
    path = CONFIG / "actions" / "composition.toml"
    where = "config/actions/composition.toml"
    codebook = load_codebook()
    contents: dict[str, Content] = {}
    by_code: dict[str, str] = {}
    for name, entry in read_toml(path).items():
        unknown = set(entry) - {*COLUMNS, "codes", "cease", "protest"}
        if unknown:
            raise ConfigError(f"{where} [{name}]", f"unknown keys {', '.join(sorted(unknown))}")
        codes = tuple(entry.get("codes", ()))
        cells = {column: entry[column] for column in COLUMNS if column in entry}
        for code in (*codes, *cells.values()):
            if code not in codebook:
                raise ConfigError(f"{where} [{name}]", f"unknown code {code}")
        for code in codes:
            if code in by_code:
                raise ConfigError(f"{where} [{name}]", f"code {code} already belongs to {by_code[code]}")
            by_code[code] = name
        contents[name] = Content(name, codes, cells, entry.get("cease", ""), entry.get("protest", ""))
    for content in contents.values():
        if content.cease and content.cease not in contents:
            raise ConfigError(f"{where} [{content.name}]", f"cease names an unknown content {content.cease}")
    return Composition(contents, by_code)
