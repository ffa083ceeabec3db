"""``demarche evaluate``: how well the coder does, by texts that people coded or by their verdicts on its events."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.commands.exits import DONE, MISSING, USAGE, Stop
from flows.commands.options import a_number, add_actors, add_parser, add_settings, settings_of

if TYPE_CHECKING:
    from extractors.evaluation import Evaluation, LevelScore, Mistake, Share

HELP = """\
score the coder on gold: texts whose events people coded, or by verdicts on its events
Reads files and folders of gold records (JSON Lines, as tests/gold/README.md describes), codes their texts, compares.
With --corrections, counts the verdicts in the warehouse (demarche corrections) by the rule that made the event.

examples:
  demarche evaluate tests/gold
  demarche evaluate tests/gold --errors 20
  demarche evaluate my_gold.jsonl --json
  demarche evaluate --corrections"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("gold", metavar="PATH", nargs="*", help="a file or folder of gold records")
    parser.add_argument("--corrections", action="store_true", help="count the verdicts in the warehouse instead")
    parser.add_argument("--errors", type=a_number, metavar="N", help="show N of the mistakes, with their sentences")
    parser.add_argument("--json", action="store_true", help="print everything as one JSON object, with all mistakes")
    add_parser(parser)
    add_actors(parser)
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the figures of the gold, or of the verdicts."""
    if arguments.corrections == bool(arguments.gold):
        raise Stop(USAGE, "name either gold records or --corrections")
    return _by_corrections(arguments) if arguments.corrections else _by_gold(arguments)


def _by_corrections(arguments: argparse.Namespace) -> int:
    from flows.commands.answers import print_answer
    from warehouse.store import Store

    settings = settings_of(arguments)
    with Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
        answer = store.run_named("accuracy_by_rule")
    if not answer.rows:
        raise Stop(MISSING, f"{settings.database}: no verdicts yet; begin with demarche corrections sheet FILE")
    print_answer(answer, "json" if arguments.json else "text")
    if not arguments.json:
        rules = answer.dicts()
        judged, right = (sum(row[name] for row in rules) for name in ("judged_count", "right_count"))
        print(f"\n{right:,} of {judged:,} judged events are right ({right / judged:.1%})")
    return DONE


def _by_gold(arguments: argparse.Namespace) -> int:
    from extractors.coder import plain_document
    from extractors.evaluation import evaluate, read_gold
    from flows.workers import new_coder

    paths = [Path(name) for name in arguments.gold]
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise Stop(MISSING, f"no such file or folder: {', '.join(missing)}")
    gold = read_gold(paths)
    if not gold:
        raise Stop(MISSING, f"no gold records (*.jsonl) in {', '.join(map(str, paths))}")
    settings = settings_of(arguments)
    coder = new_coder(settings.parser, actors=settings.actors)
    result = evaluate(gold, [coder.code(plain_document(one.text, one.date, doc_id=one.id)) for one in gold])
    if arguments.json:
        print(json.dumps(_json(result), ensure_ascii=False, indent=1))
    else:
        _print(result, arguments.errors or 0)
    return DONE


def _print(result: Evaluation, errors: int) -> None:
    from flows.tables import write_table

    levels, shares = ("gold", "coded", "right", "precision", "recall", "F1"), ("right", "of", "share")
    write_table(("level", *levels), map(_level, (result.sentences, *result.levels)), title="Events")
    print()
    matched = "Among the events with the right root and countries"
    write_table(("what", *shares), map(_share, result.attributes), title=matched)
    print()
    write_table(("what", *shares), map(_share, result.pairs), title="Minimal pairs right in everything")
    false = result.false_events
    print(f"\n{false.right} false events in {false.total} sentences that have none\n")
    write_table(("root", *levels), map(_level, result.roots), title="Root and countries, by root code")
    if errors:
        print()
        for mistake in result.mistakes[:errors]:
            print(f"{mistake.kind:<11} {mistake.document}: {' '.join(mistake.text.split())}\n{'':<11} {mistake.detail}")


def _level(score: LevelScore) -> tuple[object, ...]:
    rates = (score.precision, score.recall, score.f1)
    return score.level, score.gold, score.coded, score.right, *(f"{rate:.3f}" for rate in rates)


def _share(share: Share) -> tuple[object, ...]:
    return share.name, share.right, share.total, f"{share.share:.3f}"


def _json(result: Evaluation) -> dict[str, Any]:
    return {
        "sentences": _level_json(result.sentences),
        "levels": [_level_json(level) for level in result.levels],
        "attributes": [_share_json(share) for share in result.attributes],
        "pairs": [_share_json(share) for share in result.pairs],
        "false_events": result.false_events.right,
        "sentences_without_events": result.false_events.total,
        "roots": [_level_json(root) for root in result.roots],
        "rules": [
            {"rule": rule.rule, "coded": rule.coded, "right": rule.right, "code_right": rule.code_right}
            for rule in result.rules
        ],
        "mistakes": [_mistake_json(mistake) for mistake in result.mistakes],
    }


def _level_json(score: LevelScore) -> dict[str, Any]:
    counts = {"level": score.level, "gold": score.gold, "coded": score.coded, "right": score.right}
    return counts | {"precision": score.precision, "recall": score.recall, "f1": score.f1}


def _share_json(share: Share) -> dict[str, Any]:
    return {"name": share.name, "right": share.right, "total": share.total, "share": share.share}


def _mistake_json(mistake: Mistake) -> dict[str, str]:
    return {"kind": mistake.kind, "document": mistake.document, "text": mistake.text, "detail": mistake.detail}
