"""The codebook as a page: every code with its meaning, its scores, the rules that lead to it, examples and counter-examples.

``demarche codebook --markdown`` prints it; docs/codebook.md is that output.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.actions.compose import COLUMNS, Content
from extractors.actions.frames import Lexicon, load_frames
from extractors.codebook import Code, load_codebook
from extractors.resources import CONFIG, ConfigError

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
TAG = re.compile(r"</?(?:source|target|action)[^>]*>")
ACTION = re.compile(r"<action (\d+)>")
HEAD = """\
# Codebook

Every code that Demarche gives: what it means, its Goldstein score and quad class, its PLOVER equivalent, the rules that lead to it,
and sentences that are coded so and that are not. Rules are named as in `config/actions`; “intend × military_aid” is an operator
applied to a content by `config/actions/composition.toml`. Written by `demarche codebook --markdown`.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own with its code and how the codes of its actors begin ("" for no target)."""

    text: str
    code: str
    source: str
    target: str


def examples() -> list[Example]:
    """Return the examples of ``config/codebook/examples.tsv``; raises ConfigError with file and line."""
    found = []
    path = CONFIG / "codebook" / "examples.tsv"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = [*line.split("\t"), ""][:4]
        if len(cells) < 4 or cells[1] not in load_codebook():
            raise ConfigError(
                f"config/codebook/examples.tsv:{number}", "needs a sentence, a known code, a source and a target"
            )
        found.append(Example(*cells))
    return found


def page() -> str:
    """Return the codebook as Markdown."""
    lexicon = load_frames()
    told: dict[str, list[str]] = defaultdict(list)
    for frame in lexicon.frames:
        for line in frame.examples:
            for code in ACTION.findall(line)[:1]:
                told[code].append(TAG.sub("", line))
    for example in examples():
        told[example.code].append(example.text)
    lines = [HEAD]
    for code in load_codebook().values():
        lines += entry(code, lexicon, told[code.code])
    return "\n".join(lines).rstrip() + "\n"


def entry(code: Code, lexicon: Lexicon, sentences: list[str]) -> Iterator[str]:
    """Yield the lines about one code."""
    yield f"{'##' if code.level == 'root' else '###'} {code.code} {code.title}\n"
    yield f"{code.definition}\n"
    plover = code.plover
    parts = [plover.event or "no event", *([plover.mode] if plover.mode else []), *plover.contexts]
    yield f"Goldstein {code.goldstein:+.1f} · quad class {code.quad} ({QUADS[code.quad]}) · PLOVER {', '.join(parts)}\n"
    if code.level == "root":
        return
    frames = [frame for frame in lexicon.frames if frame.code == code.code]
    names = [f"`{frame.rule}`" for frame in frames]
    names += [f"{operator} × {content.name}" for content in lexicon.composition.contents.values()
              for operator in made_by(content, code.code)]  # fmt: skip
    names += [f"`{frame.rule}` × {content.name}" for frame in lexicon.frames if frame.operator == "protest"
              for content in lexicon.composition.contents.values()
              if content.protest and frame.code + content.protest == code.code]  # fmt: skip
    bare = [content.name for content in lexicon.composition.contents.values() if content.codes[:1] == (code.code,)]
    names += [f"bare {name}" for name in bare if not frames]
    yield f"Rules: {', '.join(names)}\n"
    yield from (f"- {text}" for text in sentences)
    yield from (f"- *not:* {text}" for frame in frames for text in frame.counter)
    yield ""


def made_by(content: Content, code: str) -> list[str]:
    """Return the operators that make a code of a content."""
    return [column for column in COLUMNS if content.cells.get(column) == code]
