"""``demarche code``: JSON Lines in, JSON Lines out; neither Prefect nor a database."""

from __future__ import annotations

import argparse
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from flows.commands.exits import DONE, FOUND
from flows.commands.options import a_number, add_actors, add_config, add_parser, settings_of

if TYPE_CHECKING:
    from extractors.records import Document
    from flows.commands.json_lines import Line
    from flows.settings import Settings
    from flows.workers import Coded

HELP = """\
code JSON Lines: texts in, events out, without a database
Each line in is {"id", "text", "date"?, "title"?, "source"?, "url"?}, where date is the day of publication (YYYY-MM-DD).
Each line out is {"id", "events": [...]}, in the same order.  Offsets count Unicode code points of the text as it was
given: it is not cleaned, a line break is the end of a paragraph, and the title is no part of it.
A line that cannot be used is answered by {"id", "error"}, and the exit code is 1.

examples:
  demarche code articles.jsonl > events.jsonl
  echo '{"id": 1, "text": "France condemned Iran on Monday.", "date": "2022-01-27"}' | demarche code
  demarche code big.jsonl.gz --workers 8 > events.jsonl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help='JSON Lines, plain or gzipped; default or "-": standard input'
    )
    parser.add_argument("--workers", type=a_number, default=1, metavar="N", help="worker processes; default: 1")
    add_parser(parser)
    add_actors(parser)
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Answer every line."""
    from extractors.records import CodedDocument, to_json
    from flows.commands.json_lines import failure, read_lines, write_line

    settings = settings_of(arguments)
    waiting: deque[Line] = deque()
    is_clean = True

    def refuse_bad() -> None:
        nonlocal is_clean
        while waiting and waiting[0].error is not None:
            line = waiting.popleft()
            write_line(failure(line, line.error or ""))
            is_clean = False

    for result in _coded(_documents(read_lines(arguments.files), waiting), settings):
        refuse_bad()
        line = waiting.popleft()
        if isinstance(result, CodedDocument):
            write_line({"id": (line.record or {}).get("id"), "events": to_json(result.events)})
        else:
            write_line(failure(line, result.detail.removeprefix(f"{line.where}: ")))
            is_clean = False
    refuse_bad()
    return DONE if is_clean else FOUND


def _documents(lines: Iterable[Line], waiting: deque[Line]) -> Iterator[Document]:
    """Yield the document of every good line; all lines, good and bad, wait for their answer in order."""
    from dataclasses import replace

    for line in lines:
        document = None
        if line.record is not None:
            try:
                document = _document(line.record, line.where)
            except ValueError as error:
                line = replace(line, error=str(error))  # noqa: PLW2901
        waiting.append(line)
        if document is not None:
            yield document


def _document(record: dict[str, Any], where: str) -> Document:
    from extractors.records import Document, document_id
    from flows.commands.json_lines import date_of, text_of

    text, source = text_of(record), str(record.get("source") or "")
    return Document(doc_id=document_id(source, text), text=text, origin=where, source=source, date=date_of(record))


def _coded(documents: Iterator[Document], settings: Settings) -> Iterator[Coded]:
    from flows.workers import code_document, coders, new_coder

    if settings.workers == 1:
        coder = new_coder(settings.parser, actors=settings.actors)
        for document in documents:
            yield code_document(coder, document, settings.document_seconds)
        return
    with coders(settings) as pool:
        yield from pool.code(documents)
