"""The codes of CAMEO and what belongs to each: title, definition, quad class, Goldstein score, PLOVER equivalent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.records import Plover
from extractors.resources import CONFIG, ConfigError, read_rows

COLUMNS = (
    "code", "level", "title", "definition", "quad", "goldstein", "goldstein_icews", "goldstein_phoenix",
    "plover_event", "plover_mode", "plover_contexts", "quad_gdelt", "quad_phoenix",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Code:
    """One CAMEO code; scores run from -10 (hostile) to +10 (friendly), quad classes from 1 to 4."""

    code: str
    level: str
    title: str
    definition: str
    quad: int
    goldstein: float
    goldstein_icews: float | None
    goldstein_phoenix: float | None
    plover: Plover
    quad_gdelt: int | None
    quad_phoenix: int | None

    @property
    def root(self) -> str:
        """Return the two-digit root code."""
        return self.code[:2]


@cache
def load_codebook() -> dict[str, Code]:
    """Return all codes by their code; raises ConfigError where the file says something impossible."""
    codes: dict[str, Code] = {}
    for row in read_rows(CONFIG / "codebook" / "codes.csv", COLUMNS):
        code = row["code"]
        if code in codes:
            raise ConfigError(row.where, f"code {code} stands twice")
        if not row["definition"]:
            raise ConfigError(row.where, f"code {code} has no definition")
        try:
            codes[code] = Code(
                code=code,
                level=row["level"],
                title=row["title"],
                definition=row["definition"],
                quad=int(row["quad"]),
                goldstein=float(row["goldstein"]),
                goldstein_icews=float(row["goldstein_icews"]) if row["goldstein_icews"] else None,
                goldstein_phoenix=float(row["goldstein_phoenix"]) if row["goldstein_phoenix"] else None,
                plover=Plover(row["plover_event"] or None, row["plover_mode"] or None, row.many("plover_contexts")),
                quad_gdelt=int(row["quad_gdelt"]) if row["quad_gdelt"] else None,
                quad_phoenix=int(row["quad_phoenix"]) if row["quad_phoenix"] else None,
            )
        except ValueError as error:
            raise ConfigError(row.where, f"code {code}: {error}") from error
    return codes
