"""``demarche diff``: what a change of the rules did to the events."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from flows.commands.exits import DONE, MISSING, USAGE, Stop
from flows.commands.options import a_number, add_layouts, add_settings, settings_of

if TYPE_CHECKING:
    from warehouse.store import Store

HELP = """\
show what a later ruleset changed in the events of an earlier one
Events added, removed and changed, counted by rule and each with its sentence, in the articles that both coded.
A ruleset may be named by the beginning of its id; without any, the rulesets of the warehouse are listed.

examples:
  demarche diff
  demarche diff 5076dfa7 9c01e2b4
  demarche diff 5076dfa7 9c01e2b4 --by-rule
  demarche diff 5076dfa7 9c01e2b4 --csv > changes.csv"""

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
BY_RULE = ("rule", "added_count", "removed_count", "changed_count")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("rulesets", nargs="*", metavar="RULESET", help="two: the earlier and the later one")
    parser.add_argument("--by-rule", action="store_true", help="only the counts by rule")
    parser.add_argument("--limit", type=a_number, metavar="N", help="show at most N events")
    add_layouts(parser)
    add_settings(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the counts by rule, then the events."""
    from flows.commands.answers import print_answer
    from warehouse.store import Store

    if len(arguments.rulesets) not in (0, 2):
        raise Stop(USAGE, "name two rulesets, the earlier and the later one, or none to list them")
    settings = settings_of(arguments)
    with Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds) as store:
        if not arguments.rulesets:
            print_answer(store.run_named("rulesets"), arguments.layout)
            return DONE
        asked = dict(zip(("before", "after"), _rulesets(store, arguments.rulesets), strict=True))
        by_rule = store.run_named("diff_by_rule", **asked)
        changes = store.run_named("diff", **asked)
    if arguments.layout != "text":
        print_answer(by_rule if arguments.by_rule else changes, arguments.layout)
        return DONE
    if not changes.rows:
        print(f"No difference between {asked['before']} and {asked['after']} in the articles that both coded.")
        return DONE
    print_answer(by_rule, "text")
    if not arguments.by_rule:
        _print_events(changes.dicts(), arguments.limit)
    return DONE


def _rulesets(store: Store, names: list[str]) -> list[str]:
    """Return the ids that the names begin."""
    known = [str(row["ruleset_id"]) for row in store.run_named("rulesets").dicts()]
    found = []
    for name in names:
        fitting = [ruleset for ruleset in known if ruleset.startswith(name)]
        if len(fitting) != 1:
            why = f"{name} may be {' or '.join(fitting)}" if fitting else f"there is no ruleset {name}"
            raise Stop(MISSING, f"{why}; there are {', '.join(known) or 'none'}")
        found += fitting
    return found


def _print_events(changes: list[dict[str, Any]], limit: int | None) -> None:
    for row in changes[:limit]:
        rules = dict.fromkeys(rule for rule in (row["rule_before"], row["rule_after"]) if rule)
        codings = dict.fromkeys(_coding(row, side) for side in ("before", "after") if row[f"event_id_{side}"])
        fields = f"  ({', '.join(row['changed_fields'])})" if row["changed_fields"] else ""
        print(f"\n{SIGNS[row['change']]} {' => '.join(codings)}  by {' => '.join(rules)}{fields}")
        print(f"  “{row['trigger_text']}” in {row['doc_id']}: {' '.join(str(row['sentence_text']).split())}")
    if limit is not None and len(changes) > limit:
        print(f"\n{len(changes) - limit:,} more")


def _coding(row: dict[str, Any], side: str) -> str:
    source, target = (row[f"{who}_code_{side}"] or "---" for who in ("source", "target"))
    return f"{source} {row[f'cameo_code_{side}']} {target}"
