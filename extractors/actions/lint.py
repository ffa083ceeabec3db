"""Linting the rules: patterns that can never decide, and words that no token has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractors.actions.frames import ACTIONS, KINDS, Lexicon, load_frames
from extractors.actions.patterns import Element, Pattern, parse_pattern
from extractors.resources import display, read_toml

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


def lint(lemmatize: Lemmatize | None = None) -> list[Finding]:
    """Return what is wrong with the patterns of ``config/actions``, in order of file and line.

    ``lemmatize`` is the parser's; without it no lemma is called unknown.
    """
    lexicon = load_frames()
    written = list(read_written(lexicon))
    return sorted(
        {*duplicates(written), *unmatchable(written), *unreachable(written, lexicon), *unknown(written, lemmatize)}
    )


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
                element.part in ("particle", "predicate")
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
