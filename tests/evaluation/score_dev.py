"""Code the development gold and score it: `python tests/evaluation/score_dev.py GOLD_FOLDER [SET …] [--keep FOLDER] [--errors N]`.

GOLD_FOLDER holds ``events/*.jsonl`` with ``score_events.py`` and ``dates/``.  Sentences go through the coder one by one;
whole articles (``wikinews_docs.jsonl``) as documents, their events dealt out to the sentences by offsets.  What is negated,
conditional or hypothetical is not scored.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from extractors.coder import Coder, plain_document
from extractors.records import Event

SETS = ("cameo_codebook_dev", "plover_gsr_dev", "plv_train", "ccb_trainee_dev", "wikinews_dev", "pud_news_dev")
SHOWN = ("actual", "ongoing")
ANNOUNCED = ("03", "12", "13")


def read(path: Path) -> list[dict[str, Any]]:
    """Return the records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def day(text: str | None) -> dt.date | None:
    """Return an ISO day, or None for anything else."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def prediction(event: Event) -> dict[str, Any]:
    """Return an event in the scorer's form."""
    actor = {"source": event.source, "target": event.target}
    found: dict[str, Any] = {
        side: {"code": who.code, "text": who.text} if who is not None else None for side, who in actor.items()
    }
    start, end = event.date.start, event.date.end
    return found | {
        "code": event.cameo, "plover": event.plover.event, "modality": event.modality, "rule": event.rule,
        "date": {"start": start.isoformat(), "end": end.isoformat()} if start and end else None,
        "start": event.evidence.start, "end": event.evidence.end, "asserted_by": event.asserted_by and event.asserted_by.text,
        "confidence": event.confidence,
    }  # fmt: skip


def shown(events: tuple[Event, ...]) -> list[Event]:
    """Return what is told as fact, most confident first: affirmed, and actual, ongoing or announced (an intent, a threat, a refusal)."""
    kept = [
        event
        for event in events
        if event.polarity == "affirmed"
        and (event.modality in SHOWN or (event.modality == "future" and event.root in ANNOUNCED))
    ]
    return sorted(kept, key=lambda event: -event.confidence)


def predict(name: str, folder: Path, coder: Coder) -> list[dict[str, Any]]:
    """Code one gold set and return one prediction line for every gold record."""
    gold = read(folder / f"{name}.jsonl")
    if name != "wikinews_dev":
        return [
            {
                "id": r["id"],
                "events": [
                    prediction(e) for e in shown(coder.code(plain_document(r["text"], day(r.get("date")))).events)
                ],
            }
            for r in gold
        ]
    found: dict[str, list[Event]] = {}
    for record in read(folder / "wikinews_docs.jsonl"):
        coded = coder.code(plain_document(record["text"], day(record["date"]), doc_id=record["doc"]))
        found[record["doc"]] = shown(coded.events)
    return [
        {"id": r["id"], "events": [prediction(e) for e in found[r["doc"]] if r["start"] <= e.trigger.start < r["end"]]}
        for r in gold
    ]


def main() -> None:
    """Score the sets that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--keep", type=Path, help="folder for the predictions")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    events = args.gold / "events"
    keep = args.keep or Path(tempfile.mkdtemp())
    keep.mkdir(parents=True, exist_ok=True)
    coder = Coder()
    for name in args.sets:
        lines = predict(name, events, coder)
        target = keep / f"{name}.pred.jsonl"
        target.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
        print(f"\n=== {name}")
        sys.stdout.flush()
        subprocess.run(
            [sys.executable, events / "score_events.py", "--gold", events / f"{name}.jsonl", "--pred", target, "--errors", str(args.errors),
             "--levels", "sent,any,root,plover,code", "--actors", "none,country,full,text"],
            check=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
