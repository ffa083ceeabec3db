"""Explaining: why a sentence was coded as it was, or why not, as a readable tree of text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from extractors.actions.finder import Action, Finder
from extractors.actions.near import near_misses, unbound
from extractors.actions.reading import Reading
from extractors.actors.mention import Mention
from extractors.chronology import Dates
from extractors.codebook import load_codebook
from extractors.coder import Coded, Coder, plain_document
from extractors.places import place_of
from extractors.tree import Node


def explain(coder: Coder, text: str, date: dt.date | None = None) -> str:
    """Return the account of a text: per sentence its tree, actors, dates, triggers and events, each with its rule and path."""
    document = plain_document(text, date)
    lines: list[str] = []
    sentences, coded = coder.parse(document)
    dates = Dates(document, coded)
    for one, finder in zip(coded, coder.finders(coded), strict=True):
        lines += [f"sentence {one.sentence.index + 1}: {one.sentence.text}", ""]
        lines += ["  tokens", *(f"    {line}" for line in tree_lines(one))]
        lines += (
            ["", "  actors", *(f"    {mention_line(m)}" for m in one.mentions)]
            if one.mentions
            else ["", "  actors: none"]
        )
        expressions = dates.inside(one)
        if expressions:
            lines += [
                "",
                "  dates",
                *(f"    “{e.text}” {e.first or '?'} to {e.last or '?'} ({e.reason or e.kind})" for e in expressions),
            ]
        actions = finder.find()
        lines += ["", "  triggers", *(f"    {line}" for line in trigger_lines(finder, one))]
        nearly = list(near_lines(finder, one, actions))
        if nearly:
            lines += ["", "  nearly", *(f"    {line}" for line in nearly)]
        lines += ["", "  events" if actions else "  events: none"]
        for action in actions:
            when = dates.of(one, action)
            where = place_of(action.trigger, one.tree.nodes, one.places)
            lines += [f"    {line}" for line in action_lines(action)]
            stranger = finder.mentions.unknown(action.target) if action.target is not None else None
            if stranger is not None:
                lines.append(f"      target in no actor file: told by {stranger.reason}")
            until = f" to {when.end}" if when.end != when.start else ""
            lines.append(f"      date {when.start or 'unknown'}{until}, basis {when.basis}: {when.reason}")
            if where is not None:
                lines.append(f"      place {where.name} ({where.country})")
        lines.append("")
    unparsed = [s.text for s in sentences if not s.is_parsed]
    if unparsed:
        lines += [
            "not parsed, because they name no known actor or hold no possible trigger:",
            *(f"  {text}" for text in unparsed),
        ]
    return "\n".join(lines).rstrip() + "\n"


def tree_lines(one: Coded) -> Iterator[str]:
    """Yield the dependency tree, a token a line, indented by depth."""

    def walk(node: Node, depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}{node.text}  {node.pos} {node.dep}{f' [{node.lemma}]' if node.lemma != node.lower else ''}"
        for kid in node.kids:
            if kid.dep != "punct":
                yield from walk(kid, depth + 1)

    for root in one.tree.roots():
        yield from walk(root, 0)


def mention_line(mention: Mention) -> str:
    """Return one mention with its code and where that comes from."""
    scene = ", only a place here" if mention.is_place_only else ""
    where = f", {mention.where}" if mention.where else ""
    return f"{mention.text} = {mention.code} ({mention.name}; by {mention.resolved_by}{where}{scene})"


def trigger_lines(finder: Finder, one: Coded) -> Iterator[str]:
    """Yield the tokens that a frame fits, with its pattern."""
    for node in one.tree.nodes:
        match = finder.reader.match(node)
        if match is not None:
            what = match.frame.operator or match.frame.code or match.frame.content
            yield f"{node.text}: {match.frame.rule} by “{match.pattern.text}” ({what})"


def near_lines(finder: Finder, one: Coded, actions: list[Action]) -> Iterator[str]:
    """Yield the rules that nearly fit, and the triggers that found no source or target."""
    for node, lack in unbound(finder, actions):
        yield f"{node.text}: {lack}"
    for node in one.tree.nodes:
        for frame, pattern, lack in near_misses(node, finder.lexicon):
            yield f"{node.text}: {frame.rule} by “{pattern.text}” ({frame.code or frame.operator or frame.content}) but {lack}"


def action_lines(action: Action) -> Iterator[str]:
    """Yield what an action says and how it came about."""
    title = load_codebook()[action.code].title
    target = f"{action.target.code} ({action.target.text})" if action.target is not None else "nobody named"
    yield f"{action.source.code} ({action.source.text}) → {action.code} {title} → {target}"
    yield f"  rule {action.rule}: {' ← '.join(step_text(step) for step in action.reading.chain())}"
    factuality = action.factuality
    because = f" because of “{', '.join(factuality.cues)}”" if factuality.cues else ""
    yield f"  {factuality.polarity}, {factuality.modality}{because}"
    if action.speaker is not None:
        yield f"  on the word of {action.speaker.text}"
    yield f"  source by {path(action.trigger, action.source.head)}"
    if action.target is not None:
        yield f"  target by {path(action.trigger, action.target.head)}"


def step_text(step: Reading) -> str:
    """Return one step of a composition: the trigger with the operator or content that it brings."""
    frame = step.match.frame
    return f"{step.match.trigger.text} [{frame.operator or frame.content or frame.code}]"


def path(trigger: Node, head: int) -> str:
    """Return the way through the tree from the trigger to an actor: labels up to the common governor and down again."""
    up = [trigger, *trigger.ancestors()]
    node = next((n for n in up[-1].subtree() if n.i == head), None)
    if node is None:
        return "another root of the sentence"
    down = [node, *node.ancestors()]
    common = next(n for n in up if n in down)
    ups = [f"↑{n.dep}" for n in up[: up.index(common)]]
    downs = [f"↓{n.dep}" for n in reversed(down[: down.index(common)])]
    return " ".join([*ups, *downs]) or "the trigger itself"
