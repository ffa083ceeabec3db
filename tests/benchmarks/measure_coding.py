"""Measure coding, given the parse: `python tests/benchmarks/measure_coding.py TEXTS.jsonl …`, one object with "text" and "date" a line.

Prints what every step of the coder costs after the parser, as a share of the time that parsing the same sentences
takes beside it (processor time, the best of three rounds after a first), and how many sentences a second that makes.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from extractors import coder as steps
from extractors.coder import Coder, plain_document
from extractors.columns import Columns, columns
from extractors.parser import load_parser, parse_sentences
from extractors.records import Document
from extractors.sentences import split_sentences

STAGES = ("screening", "trees", "mentions", "dates", "actions", "the rest")


class Recalled:
    """Stands in for the parser: parses each sentence once and hands it out again."""

    def __init__(self) -> None:
        self._nlp = load_parser()
        self._known: dict[str, Doc] = {}
        self.asked: list[str] = []

    @contextmanager
    def of(self, _text: str) -> Iterator[None]:
        """Do as ``Parses.of``."""
        yield

    def parse(self, texts: Sequence[str]) -> list[Columns]:
        """Return the parses, each made once; reading them out of spaCy counts as coding."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            self._known |= zip(missing, parse_sentences(self._nlp, missing), strict=True)
        self.asked += texts
        return [columns(self._known[text], text) for text in texts]

    def again(self) -> int:
        """Parse anew what was asked for since the last time, and return how many tokens that was."""
        docs = parse_sentences(self._nlp, self.asked)
        self.asked = []
        return sum(map(len, docs))


def timed(spent: Counter[str], stage: str, step: Callable[..., Any]) -> Callable[..., Any]:
    """Return a step that adds its time to a stage."""

    def run(*args: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return step(*args, **named)
        finally:
            spent[stage] += time.process_time() - started  # type: ignore[assignment]

    return run


def documents(path: Path) -> Iterator[Document]:
    """Yield the texts of a file as they stand."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        date = record.get("date") or ""
        yield plain_document(record["text"], dt.date.fromisoformat(date) if len(date) == 10 else None)


def measured(
    coder: Coder, parses: Recalled, spent: Counter[str], texts: Sequence[Document]
) -> tuple[float, float, int, Counter[str]]:
    """Code all texts, and parse each anew beside it: seconds of coding and of parsing, tokens parsed, seconds of every stage."""
    spent.clear()
    parses.asked, tokens, parsing, total = [], 0, 0.0, 0.0
    for document in texts:
        started = time.process_time()
        coder.code(document)
        coded = time.process_time()
        tokens += parses.again()
        parsing += time.process_time() - coded
        total += coded - started
    spent["actions"] -= spent["dates"]  # type: ignore[assignment]
    spent["the rest"] = total - sum(spent.values())  # type: ignore[assignment]
    return total, parsing, tokens, Counter(spent)


def main() -> None:
    """Print the figures."""
    coder, parses = Coder(), Recalled()
    coder.parses = parses  # type: ignore[assignment]
    spent: Counter[str] = Counter()
    steps.find_actors = timed(spent, "mentions", steps.find_actors)
    steps.Dates = timed(spent, "dates", steps.Dates)  # type: ignore[assignment, misc]
    for stage, name in (("screening", "screen"), ("trees", "trees"), ("actions", "actions")):
        setattr(coder, name, timed(spent, stage, getattr(coder, name)))
    for path in map(Path, sys.argv[1:]):
        texts = list(documents(path))
        count = sum(len(split_sentences(document.text)) for document in texts)
        rounds = [measured(coder, parses, spent, texts) for _ in range(4)][1:]
        total, parsing, tokens, stages = min(rounds, key=lambda one: one[0] / one[1])
        print(f"{path.name}: {count:,} sentences, {tokens:,} tokens parsed at {tokens / parsing:,.0f} a second")
        print(f"  coding {count / total:,.0f} sentences a second, {total / parsing:.1%} of the parser's time")
        print("  " + ", ".join(f"{stage} {stages[stage] / parsing:.1%}" for stage in STAGES))


if __name__ == "__main__":
    main()
