"""What a run took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measures:
    """Columns of ``runs`` that are known when a run ends: seconds, bytes, sentences parsed and recalled."""

    parsed_sentence_count: int = 0
    recalled_sentence_count: int = 0
    stage_seconds: Mapping[str, float] = field(default_factory=dict)
    worker_seconds: float = 0.0
    parser_seconds: float = 0.0
    main_peak_bytes: int = 0
    worker_peak_bytes: int = 0
