"""Measure the actor files: `python tests/benchmarks/measure_actors.py ARTICLES.jsonl`, one object with "text" and "date" a line.

Prints how much processor time loading takes in a fresh process (the least of five), and which share of the parser's time goes into
matching names and into finding mentions (all of it: matching, phrases, readings, references).
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
from pathlib import Path

from extractors.actors import DocumentActors, find_mentions, load_lexicon
from extractors.parser import load_parser, parse_sentences
from extractors.sentences import split_sentences
from extractors.tree import build_tree

LOADING = """\
import time
from extractors.actors import load_lexicon
started = time.process_time()
load_lexicon()
print(time.process_time() - started)
"""


def main() -> None:
    """Print the figures."""
    times = [float(subprocess.check_output([sys.executable, "-c", LOADING])) for _ in range(5)]
    lexicon, nlp = load_lexicon(), load_parser()
    parsing = matching = mentioning = 0.0
    count = 0
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        record = json.loads(line)
        texts = [record["text"][start:end] for start, end in split_sentences(record["text"])]
        day = dt.date.fromisoformat(record["date"])
        started = time.process_time()
        docs = parse_sentences(nlp, texts)
        parsing += time.process_time() - started
        count += len(texts)
        memory = DocumentActors(lexicon, day)
        trees = [build_tree(doc) for doc in docs]
        for text in texts:  # branches of the names are built when a text first has their first word
            lexicon.cut_and_match(text)
        started = time.process_time()
        for text in texts:
            lexicon.cut_and_match(text)
        matching += time.process_time() - started
        started = time.process_time()
        for tree in trees:
            find_mentions(tree, memory, day)
        mentioning += time.process_time() - started
    print(f"loading all actor files  {min(times):.2f} s, {len(lexicon.entries):,} entries")
    print(
        f"{count} sentences: parsing {parsing:.2f} s, matching {matching / parsing:.1%}, mentions {mentioning / parsing:.1%}"
    )


if __name__ == "__main__":
    main()
