"""The examples of README.md, and what they print over the samples.

``python tests/readme_examples.py`` writes the outputs into README.md anew; only the closing line of the tests is written by hand.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.cleaning import clean
from extractors.coder import Coder
from extractors.readers import read
from extractors.records import Document, RawDocument
from flows import dimensions
from flows.cli import main
from warehouse.store import Store

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"^```console\n\$ (demarche [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIRST_RUN = ["run", "samples"]
PROGRAM = (sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())")
SHOWN_TOKENS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A command line of the README and the output below it."""

    command: str
    output: str

    @property
    def arguments(self) -> list[str]:
        """Return the words after ``demarche``."""
        return shlex.split(self.command)[1:]


def examples(text: str) -> Iterator[Example]:
    """Yield the console blocks of a page."""
    for match in CONSOLE.finditer(text):
        yield Example(match[1], match[2])


def code_samples(database: Path) -> None:
    """Code the samples into a warehouse, without the flow."""
    coder = Coder()
    documents = [clean(raw) for raw in read([ROOT / "samples"]) if isinstance(raw, RawDocument)]
    with Store.open(database) as store:
        store.start_run("readme", coder.ruleset)
        dimensions.load(store)
        store.load([coder.code(document) for document in documents if isinstance(document, Document)], [], "readme")
        store.finish_run("readme", "completed")


def first_run(folder: Path) -> str:
    """Return what the README's first command prints, run with the flow in a folder that gets a copy of the samples."""
    shutil.copytree(ROOT / "samples", folder / "samples")
    return subprocess.run([*PROGRAM, *FIRST_RUN], cwd=folder, capture_output=True, text=True, check=True).stdout


def answer(example: Example) -> str:
    """Return what a command prints, asked in a folder that holds the warehouse; the tree of ``explain`` is cut short."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = main(example.arguments)
    if code != 0:
        raise RuntimeError(f"{example.command} ends with exit code {code}")
    return _with_short_tree(printed.getvalue()) if example.arguments[0] == "explain" else printed.getvalue()


def _with_short_tree(account: str) -> str:
    head, opening, rest = account.partition("  tokens\n")
    tree, blank, tail = rest.partition("\n\n")
    tokens = tree.split("\n")
    return head + opening + "\n".join([*tokens[:SHOWN_TOKENS], "        …"]) + blank + tail


def _renewed(match: re.Match[str]) -> str:
    example = Example(match[1], match[2])
    output = first_run(Path.cwd()) if example.arguments == FIRST_RUN else answer(example)
    return f"```console\n$ {example.command}\n{output}```"


def renew() -> None:
    """Write the answers into README.md anew."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        README.write_text(CONSOLE.sub(_renewed, README.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    renew()
