"""``demarche codebook``: what the codes mean and which rules lead to them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from flows.commands.exits import DONE, FOUND, MISSING, Stop
from flows.commands.options import add_layouts

if TYPE_CHECKING:
    from extractors.codebook import Code

HELP = """\
show the codes, what they cover, their scores, and the rules that lead to them
Without an argument, lists the root codes; a code shows itself, its sub-codes and its rules; a word searches titles and definitions.

examples:
  demarche codebook
  demarche codebook 057
  demarche codebook mediate
  demarche codebook "" --csv > codes.csv
  demarche codebook --markdown > docs/codebook.md
  demarche codebook --check"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "wanted", nargs="?", metavar="CODE|WORD", help='a code, or a word of a title or definition; "" lists all codes'
    )
    parser.add_argument(
        "--markdown", action="store_true", help="print the whole codebook as a page, with rules and examples"
    )
    parser.add_argument(
        "--check", action="store_true", help="look for faults in the rules; the exit code is 1 where there are any"
    )
    add_layouts(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the codes, and the rules of a single one."""
    from extractors.codebook import load_codebook
    from flows.tables import write_table

    if arguments.markdown:
        from extractors.handbook import page

        print(page(), end="")
        return DONE
    if arguments.check:
        return _check()
    wanted = arguments.wanted
    codes = list(load_codebook().values())
    if wanted is None:
        found = [code for code in codes if code.level == "root"]
    elif wanted.isdigit():
        found = [code for code in codes if code.code.startswith(wanted)]
    else:
        found = [code for code in codes if wanted.casefold() in f"{code.title}\n{code.definition}".casefold()]
    if not found:
        raise Stop(MISSING, f"no code is, or has in its title or definition, {wanted!r}")
    write_table(
        ("code", "title", "quad", "goldstein", "plover", "mode", "contexts", "definition"),
        [_row(code) for code in found],
        layout=arguments.layout,
    )
    if wanted and wanted.isdigit() and arguments.layout == "text":
        _print_rules(wanted)
    return DONE


def _check() -> int:
    from extractors.actions.lint import lint
    from extractors.coder import Coder
    from extractors.lemmas import NAME
    from extractors.parser import load_parser

    findings = lint(load_parser().get_pipe(NAME).lemma, Coder())  # type: ignore[attr-defined]
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings in the rules")
    return FOUND if findings else DONE


def _row(code: Code) -> tuple[object, ...]:
    plover = code.plover
    return code.code, code.title, code.quad, code.goldstein, plover.event, plover.mode, plover.contexts, code.definition


def _print_rules(wanted: str) -> None:
    from extractors.actions.frames import load_frames

    frames = [frame for frame in load_frames().frames if frame.code.startswith(wanted)]
    for frame in frames:
        print(f"\n{frame.rule} -> {frame.code}  ({frame.where})")
        for example in frame.examples:
            print(f"  + {example}")
        for counter in frame.counter:
            print(f"  - {counter}")
