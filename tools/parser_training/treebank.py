"""CoNLL-U files as sentences of syntactic words."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; ``head`` is the index of its head in the sentence, its own index for the root."""

    text: str
    lemma: str
    upos: str
    tag: str
    morph: str
    head: int
    relation: str
    space: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence, the document that it comes from, and whether it opens a paragraph."""

    document: str
    paragraph: bool
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The sentence as running text, without the space after its last word."""
        return "".join(word.text + " " * word.space for word in self.words).rstrip(" ")


def read_sentences(path: Path) -> list[Sentence]:
    """Return the sentences of a (gzipped) CoNLL-U file.

    Multiword tokens are kept as their syntactic words, which must concatenate to the token.
    Raises ValueError where they do not.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return list(_sentences(lines))


def _sentences(lines: Iterable[str]) -> Iterator[Sentence]:
    document, paragraph = "", False
    rows: list[list[str]] = []
    joined: dict[tuple[int, int], list[str]] = {}
    for line in (line.rstrip("\n") for line in lines):
        if line.startswith("#"):
            document = line.removeprefix("# newdoc id = ") if line.startswith("# newdoc id = ") else document
            paragraph = paragraph or line.split(" ")[1] in {"newpar", "newdoc"}
            continue
        if not line:
            if rows:
                yield Sentence(document, paragraph, _words(rows, joined))
            paragraph, rows, joined = False, [], {}
            continue
        cells = line.split("\t")
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            joined[first, last] = cells
        elif "." not in cells[0]:
            rows.append(cells)


def _words(rows: list[list[str]], joined: dict[tuple[int, int], list[str]]) -> tuple[Word, ...]:
    spaces = ["SpaceAfter=No" not in row[9] for row in rows]
    for (first, last), cells in joined.items():
        if "".join(row[1] for row in rows[first - 1 : last]) != cells[1]:
            raise ValueError(f"multiword token {cells[1]!r} is not the sum of its words")
        spaces[first - 1 : last] = [False] * (last - first) + ["SpaceAfter=No" not in cells[9]]
    return tuple(
        Word(
            text=row[1],
            lemma=row[2],
            upos=row[3],
            tag=row[4],
            morph="" if row[5] == "_" else row[5],
            head=int(row[6]) - 1 if row[6] != "0" else index,
            relation="ROOT" if row[6] == "0" else row[7],
            space=space,
        )
        for index, (row, space) in enumerate(zip(rows, spaces, strict=True))
    )
