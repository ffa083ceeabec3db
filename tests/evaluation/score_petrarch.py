"""Score actors on PETRARCH's unit tests: `python tests/evaluation/score_petrarch.py GOLD.jsonl ACTORS AGENTS [--errors N]`.

GOLD has the sentences with pairs of source and target codes, ACTORS and AGENTS are the files that these codes are from.
Their verbs and codes are not CAMEO, so only actors are scored, at three steps, each given the one before:

mentions  both actors of a pair are among the mentions of the sentence, with these very codes
events    an event of any kind joins two of the sentence's actors at all
pairs     an event has this source and this target

A pair without a target ("---GOV" says something) needs its source alone.  Misses are counted by class.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from extractors.coder import Coder, plain_document

Pair = tuple[str | None, str | None]


def gold_pairs(record: dict[str, Any]) -> list[Pair]:
    """Return the pairs of a record, each once."""
    sides = ((event["source"] or {}, event["target"] or {}) for event in record["events"])
    return list(dict.fromkeys((source.get("code"), target.get("code")) for source, target in sides))


def same_country(one: str | None, other: str | None) -> bool:
    """Tell whether two codes agree as far as the country."""
    return (one or "")[:3] == (other or "")[:3]


def miss(pair: Pair, codes: set[str], events: list[Pair]) -> str:
    """Return the class of a pair that no event has."""
    wanted = [code for code in pair if code is not None]
    lacking = [code for code in wanted if code not in codes]
    if lacking:
        if all(any(same_country(code, found) for found in codes) for code in lacking):
            return "an actor with another role or group"
        return "an actor that is not found"
    if not events:
        return "actors right, no event"
    if (pair[1], pair[0]) in events:
        return "actors right, the other way round"
    if any(same_country(pair[0], s) and same_country(pair[1], t) for s, t in events):
        return "event of these countries, but of another mention"
    return "actors right, event joins others"


def main() -> None:
    """Print the figures and the misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("dictionaries", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--errors", type=int, default=0, help="show so many misses of each class")
    args = parser.parse_args()
    coder = Coder(actor_files=args.dictionaries)
    counts: Counter[str] = Counter()
    misses: defaultdict[str, list[str]] = defaultdict(list)
    for line in args.gold.read_text("utf-8").splitlines():
        record = json.loads(line)
        pairs = gold_pairs(record)
        if record["expect_error"] or not pairs:
            continue
        document = plain_document(record["text"], dt.datetime.strptime(record["date"], "%Y%m%d").date())
        codes = {mention.code for one in coder.parse(document)[1] for mention in one.mentions}
        coded = coder.code(document).events
        events = [(e.source and e.source.code, e.target and e.target.code) for e in coded]
        for pair in pairs:
            wanted = [code for code in pair if code is not None]
            counts["pairs"] += 1
            counts["mentions"] += all(code in codes for code in wanted)
            counts["mentions, country"] += all(any(same_country(code, found) for found in codes) for code in wanted)
            counts["events"] += bool(events)
            right = pair in events or (pair[1] is None and any(pair[0] == source for source, _ in events))
            counts["right"] += right
            counts["right, country"] += any(same_country(pair[0], s) and same_country(pair[1], t) for s, t in events)
            if not right:
                told = f"{record['id']} {record['text']}\n    gold {pair}, events {events}, mentions {sorted(codes)}"
                misses[miss(pair, codes, events)].append(told)
    total = counts["pairs"]
    for name in ("mentions, country", "mentions", "events", "right, country", "right"):
        print(f"{name:<20} {counts[name]:4d} of {total}  {counts[name] / total:.1%}")
    for name, cases in sorted(misses.items(), key=lambda item: -len(item[1])):
        print(f"\n{len(cases):4d}  {name}")
        for case in cases[: args.errors]:
            print(f"  {case}")


if __name__ == "__main__":
    main()
