"""The data dictionary: every table, view, macro, question, audit and layout, in the words of the schema itself.

``python -m warehouse.dictionary`` prints it; docs/data-dictionary.md is that output.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import duckdb

from warehouse.connection import CONFIG
from warehouse.layouts import Layout, layouts
from warehouse.migrations import migrate
from warehouse.querying import NamedQuery, header, named_queries
from warehouse.statements import scripts, statement

_ENUM = re.compile(r"ENUM\((.*)\)")


def data_dictionary() -> str:
    """Return the data dictionary of this code's schema as Markdown."""
    with duckdb.connect(config=CONFIG) as connection:
        migrate(connection)
        return "\n".join([*_pages(connection), ""])


def _pages(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Written by `python -m warehouse.dictionary` from the comments of the schema; a test holds it to them."
    yield from _relations(connection)
    yield from _macros(connection)
    yield "\n## Usage warnings\n"
    yield "Comments of views and macros end with the ones that apply.\n"
    yield from _table(("warning", "meaning"), connection.execute(statement("dictionary.warnings")).fetchall())
    yield "\n## Questions\n"
    yield "`demarche query NAME --param KEY=VALUE`; parameters in brackets may be left out.\n"
    yield from _table(("name", "question", "parameters", "example"), map(_question, named_queries()))
    yield "\n## Audits\n"
    yield "Each returns the rows that should not be.\n"
    audits = ((path.stem, " ".join(header(path)[0]["description"])) for path in scripts("audits"))
    yield from _table(("name", "finds"), audits)
    yield "\n## Export layouts\n"
    yield from _table(("name", "what it is", "Goldstein", "quad class", "mind"), map(_layout, layouts()))


def _relations(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    heading = None
    for name, kind, comment in connection.execute(statement("dictionary.relations")).fetchall():
        if kind != heading:
            heading = kind
            yield f"\n## {kind.capitalize()}s"
        yield f"\n### {name}\n\n{comment}\n"
        columns = connection.execute(statement("dictionary.columns"), {"name": name}).fetchall()
        yield from _table(
            ("column", "type", "null" if kind == "table" else "", "meaning"),
            (
                (f"`{column}`", _type(kept), "yes" if null and kind == "table" else "", said)
                for column, kept, null, said in columns
            ),
        )


def _macros(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    headings = {"table_macro": "Table macros (questions with arguments)", "macro": "Scalar macros"}
    found = connection.execute(statement("dictionary.macros")).fetchall()
    for kind, heading in headings.items():
        yield f"\n## {heading}\n"
        yield from _table(
            ("macro", "meaning"),
            ((f"`{name}({', '.join(given)})`", comment) for name, each, given, comment in found if each == kind),
        )


def _question(asking: NamedQuery) -> Sequence[str]:
    shown = (f"{p.name}" if p.is_required else f"[{p.name}]" for p in asking.parameters)
    example = " ".join(
        ["demarche query", asking.name, *(f"--param {key}={value}" for key, value in asking.example.items())]
    )
    return (f"`{asking.name}`", asking.description, " ".join(shown), f"`{example}`")


def _layout(layout: Layout) -> Sequence[str]:
    return (f"`{layout.name}`", layout.description, layout.goldstein, layout.quad, layout.note)


def _type(name: str) -> str:
    found = _ENUM.fullmatch(name)
    return found[1].replace("'", "").replace(", ", " / ") if found else name


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in row)} |"


if __name__ == "__main__":
    print(data_dictionary(), end="")
