"""Measure the whole way from articles to warehouse: `python tests/benchmarks/measure_run.py TREEBANKS [--articles 300 3000] [--workers 2]`.

TREEBANKS is a folder of ``*.conllu.gz`` files; their sentences (``# text = ``) are dealt out to made-up articles of 22 sentences.
Prints articles and sentences per second end to end, peak memory, the parser's share of the coder's time, and how many times
as fast coding is from kept parses.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from extractors.coder import Coder, plain_document
from extractors.records import Document

SENTENCES = 22


def sentences(folder: Path) -> Iterator[str]:
    """Yield the sentences of all treebanks of a folder, again and again."""
    found = []
    for path in sorted(folder.glob("*.conllu.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found += [line[9:].strip() for line in lines if line.startswith("# text = ")]
    yield from cycle(found)


def write_articles(path: Path, folder: Path, count: int) -> None:
    """Write ``count`` articles as JSON Lines, each with its own text."""
    stream = sentences(folder)
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            text = "\n".join([f"Article {number}.", " ".join(islice(stream, SENTENCES))])
            out.write(json.dumps({"id": f"a{number}", "date": "2024-05-01", "text": text}, ensure_ascii=False) + "\n")


def measure_run(folder: Path, count: int, workers: int) -> None:
    """Run the flow on ``count`` articles in a folder of its own and print rate and memory."""
    with tempfile.TemporaryDirectory() as name:
        write_articles(Path(name) / "articles.jsonl", folder, count)
        command = [str(Path(sys.executable).with_name("demarche")), "run", "articles.jsonl", "--workers", str(workers)]
        start = time.perf_counter()
        done = subprocess.run(command, cwd=name, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - start
        shown = re.findall(r"^\s+(?:documents coded|sentences|time|memory).*$", done.stdout, re.MULTILINE)
        print(f"{count} articles, {workers} workers: {seconds:.0f} s in all")
        print("\n".join(shown))


def measure_share(folder: Path, count: int) -> None:
    """Code ``count`` articles in this process and print the parser's share of the time."""
    coder, stream = Coder(), sentences(folder)
    documents = [plain_document(" ".join(islice(stream, SENTENCES))) for _ in range(count)]
    coder.code(documents[0])
    before, start = coder.parses.work.seconds, time.process_time()
    coded = [coder.code(document) for document in documents]
    seconds = time.process_time() - start
    spent = coder.parses.work.seconds - before
    total = sum(len(one.sentences) for one in coded)
    parsed = sum(s.is_parsed for one in coded for s in one.sentences)
    print(f"{count} articles in one process: {count / seconds:.1f} articles/s, {total / seconds:.0f} sentences/s; "
          f"{parsed / total:.0%} of the sentences parsed, parser {spent / seconds:.0%} of the time")  # fmt: skip


def measure_again(folder: Path, count: int, pairs: int = 3) -> None:
    """Code ``count`` articles from kept parses and without, in turns, and print the ratios of processor time."""
    stream = sentences(folder)
    documents = [plain_document(" ".join(islice(stream, SENTENCES))) for _ in range(count)]
    with tempfile.TemporaryDirectory() as name:
        with_parses, without = Coder(parses=Path(name)), Coder()
        seconds_of(without, documents[:20])
        seconds_of(with_parses, documents[:20])
        keeping = seconds_of(with_parses, documents)
        found = [(seconds_of(without, documents), seconds_of(with_parses, documents)) for _ in range(pairs)]
    ratios = ", ".join(f"{new / kept:.2f}" for new, kept in found)
    print(
        f"{count} articles from kept parses: {ratios} times as fast; keeping them: {keeping / found[0][0]:.2f} of the time"
    )


def seconds_of(coder: Coder, documents: Sequence[Document]) -> float:
    """Return the processor seconds that coding takes."""
    started = time.process_time()
    for document in documents:
        coder.code(document)
    return time.process_time() - started


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[300])
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    measure_share(args.treebanks, args.articles[0])
    measure_again(args.treebanks, args.articles[0])
    for count in args.articles:
        measure_run(args.treebanks, count, args.workers)


if __name__ == "__main__":
    main()
