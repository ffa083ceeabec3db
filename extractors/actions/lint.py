"""Linting the rules: patterns that can never decide, words that no token has, and examples that two rules code differently."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from extractors.actions.finder import Finder
from extractors.actions.frames import ACTIONS, KINDS, Lexicon, load_frames, specificity
from extractors.actions.match import kinds_of, match_pattern, words_in
from extractors.actions.patterns import Element, Pattern, parse_pattern
from extractors.coder import Coder, plain_document
from extractors.resources import display, read_toml
from extractors.tree import Node, Tree

MARK = re.compile(r"<action \S+>(.*?)</action>", re.DOTALL)
TAG = re.compile(r"</?(?:source|target|action)[^>]*>")
Lemmatize = Callable[[str, str, str], str]  # word, part of speech, Penn tag -> lemma


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fault of a rule: ``where`` is "file:line"."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Written:
    """A pattern as it stands in a file: its frame, kind of list, place and parsed form."""

    rule: str
    kind: str
    where: str
    text: str
    pattern: Pattern


def lint(lemmatize: Lemmatize | None = None, coder: Coder | None = None) -> list[Finding]:
    """Return what is wrong with the patterns of ``config/actions``, in order of file and line.

    ``lemmatize`` is the parser's; without it no lemma is called unknown.  ``coder`` reads the examples; without it none is disputed.
    """
    lexicon = load_frames()
    written = list(read_written(lexicon))
    return sorted({
        *duplicates(written), *unmatchable(written), *unreachable(written, lexicon), *unknown(written, lemmatize),
        *(disputes(coder, {one.rule: one.where for one in reversed(written)}) if coder is not None else ()),
    })  # fmt: skip


def read_written(lexicon: Lexicon) -> Iterator[Written]:
    """Yield every pattern of the files with its line."""
    for path in sorted(ACTIONS.glob("[0-9][0-9]_*.toml")):
        lines = path.read_text("utf-8").splitlines()
        starts = {line.split('"')[1]: number for number, line in enumerate(lines) if line.startswith('id = "')}
        for entry in read_toml(path).get("frame", []):
            for kind, part in KINDS:
                number = place_of(lines, starts[entry["id"]], kind)
                for text in entry.get(kind, []):
                    pattern = parse_pattern(text, part, lexicon.classes)  # type: ignore[arg-type]
                    yield Written(f"{path.stem}/{entry['id']}", kind, f"{display(path)}:{number}", text, pattern)


def place_of(lines: Sequence[str], start: int, kind: str) -> int:
    """Return the line (from 1) of a list of the frame whose ``id`` stands on line ``start`` (from 0)."""
    first = next((i for i in range(start, -1, -1) if lines[i].startswith("[[frame]]")), start)
    last = next((i for i in range(start, len(lines)) if lines[i].startswith("[[frame]]")), len(lines))
    return next((i for i in range(first, last) if lines[i].startswith(f"{kind} ")), start) + 1


def demands(pattern: Pattern) -> frozenset[Element]:
    """Return what a pattern asks for, whatever the order of its words."""
    return frozenset(pattern.elements)


def duplicates(written: Sequence[Written]) -> Iterator[Finding]:
    """Yield the patterns that stand twice in one list."""
    seen: set[tuple[str, str, str]] = set()
    for one in written:
        key = (one.rule, one.kind, one.text)
        if key in seen:
            yield Finding(one.where, f"{one.rule}: {one.kind} has {one.text!r} twice")
        seen.add(key)


def unmatchable(written: Sequence[Written]) -> Iterator[Finding]:
    """Yield the patterns whose trigger or particle is several words, which no single token is."""
    for one in written:
        for trigger in one.pattern.triggers:
            if " " in trigger and trigger.replace(" ", "_") in one.text:
                yield Finding(one.where, f"{one.rule}: {one.text!r}: no token is ever {trigger!r}")
        for element in one.pattern.elements:
            if (
                (element.part == "predicate" or (element.part == "particle" and one.kind != "nouns"))
                and element.words
                and all(" " in word for word in element.words)
            ):
                told = ", ".join(sorted(element.words))
                yield Finding(
                    one.where, f"{one.rule}: {one.text!r} never matches: {element.part} of several words ({told})"
                )


def unreachable(written: Sequence[Written], lexicon: Lexicon) -> Iterator[Finding]:
    """Yield the patterns all of whose triggers an identical pattern of another rule takes first."""
    for one in written:
        takers = {taker for trigger in one.pattern.triggers if (taker := earlier(one, trigger, lexicon)) is not None}
        if takers and all(earlier(one, trigger, lexicon) for trigger in one.pattern.triggers):
            names = ", ".join(sorted(f"{frame} ({code})" for frame, code in takers))
            yield Finding(one.where, f"{one.rule}: {one.text!r} is never reached: {names} has the same pattern")


def earlier(one: Written, trigger: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Return the rule that takes a pattern's match before it, or None."""
    wanted = demands(one.pattern)
    for pattern, frame in getattr(lexicon, one.kind).get(trigger, ()):
        if frame.rule == one.rule:
            return None
        if demands(pattern) == wanted:
            return frame.rule, frame.code or frame.operator or frame.content
    return None


def unknown(written: Sequence[Written], lemmatize: Lemmatize | None) -> Iterator[Finding]:
    """Yield the verbs that the parser's lemmatizer makes of none of their forms: they are no lemmas."""
    if lemmatize is None:
        return
    for one in written:
        for trigger in one.pattern.triggers if one.kind == "verbs" else ():
            if " " not in trigger and not is_lemma(trigger, lemmatize):
                yield Finding(one.where, f"{one.rule}: {one.text!r}: {trigger!r} is the lemma of no verb")


def is_lemma(verb: str, lemmatize: Lemmatize) -> bool:
    """Tell whether a verb's base form and its third person both lead to it."""
    ends_hissing = verb.endswith(("s", "x", "z", "ch", "sh", "o"))
    third = verb[:-1] + "ies" if re.search("[^aeiou]y$", verb) else verb + ("es" if ends_hissing else "s")
    base = lemmatize(verb, "VERB", "VBP")
    return base == verb and (lemmatize(third, "VERB", "VBZ") == verb or lemmatize(f"{verb}s", "VERB", "VBZ") == verb)


def disputes(coder: Coder, places: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the rules whose examples another rule codes differently for no better reason than the order of the files.

    ``places`` tells where each rule stands.
    """
    for frame in coder.frames.frames:
        for line in frame.examples:
            for tree in trees_of(TAG.sub("", line), coder):
                for node in marked(line, tree):
                    rivals = equals(node, coder.frames, words_in(tree))
                    if frame.rule in rivals and len({*rivals.values()}) > 1:
                        told = ", ".join(f"{rule} ({code})" for rule, code in sorted(rivals.items()))
                        yield Finding(
                            places[frame.rule],
                            f"{frame.rule}: {node.text!r} is {told}, and only their order decides: {line}",
                        )


def trees_of(text: str, coder: Coder) -> Iterator[Tree]:
    """Yield the trees of a text with the actors that the coder finds in them."""
    for one in coder.parse(plain_document(text))[1]:
        yield Finder(one.tree, one.mentions, coder.frames).tree


def equals(node: Node, lexicon: Lexicon, present: Set[str]) -> dict[str, str]:
    """Return the rules with a code whose patterns fit a token, none more specific than the other, and their codes."""
    for kind in kinds_of(node):
        fitting = [
            (specificity(*indexed), indexed[1])
            for indexed in getattr(lexicon, kind).get(node.lemma, ())
            if match_pattern(indexed, node, kind, lexicon, present) is not None
        ]
        if fitting:
            return {frame.rule: frame.code for rank, frame in fitting if rank == fitting[0][0] and frame.code}
    return {}


def marked(line: str, tree: Tree) -> list[Node]:
    """Return the tokens inside the action of a marked sentence."""
    found = MARK.search(line)
    if found is None:
        return []
    start = len(TAG.sub("", line[: found.start()]))
    return [node for node in tree.nodes if start <= node.start < start + len(found[1])]
