"""What the README and the how-tos show is what happens: commands parse, links lead somewhere, answers are the answers."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from readme_examples import FIRST_RUN, README, ROOT, Example, answer, code_samples, examples, first_run

from extractors.actors import load
from extractors.cleaning import clean
from extractors.readers import read
from extractors.readers.settings import reading_settings
from extractors.records import Document, RawDocument
from flows.cli import COMMANDS, build_parser
from flows.commands.exits import EXIT_CODES

PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
TEXT = README.read_text("utf-8")
NAMES = {command.__name__.rpartition(".")[2] for command in COMMANDS}
ENDS = {"&&", "|", ">", "<", ";"}
RENEW = "to renew the README: python tests/readme_examples.py"
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
VARYING = re.compile(r"^  (time|parser|memory|run, ruleset) .*$| in [\d.]+ s;| \([\d.]+ a second\)", re.MULTILINE)


def commands(page: Path) -> Iterator[str]:
    """Yield every command line of ``demarche`` on a page, in blocks and in the text."""
    text = page.read_text("utf-8")
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    yield from filter(is_command, lines)
    yield from (" ".join(inline.split()) for inline in re.findall(r"`([^`]*\bdemarche [^`]*)`", prose))


def is_command(line: str) -> bool:
    """Tell a command from output: ``demarche`` opens it, or follows a path, "|" or "&&"."""
    return re.match(r"(?:.*(?:\||&&) )?(?:uv run )?(?:\S*/)?demarche ", line) is not None


def calls(line: str) -> Iterator[list[str]]:
    """Yield the arguments of every call of ``demarche`` in a command line."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words = list(lexer)
    for index, word in enumerate(words):
        if word.rpartition("/")[2] == "demarche":
            rest = words[index + 1 :]
            yield rest[: next((place for place, other in enumerate(rest) if other in ENDS), len(rest))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_commands_of_a_page_exist(page: Path) -> None:
    for line in commands(page):
        for arguments in calls(line):
            is_mention = len(arguments) == 1 and arguments[0] in {*NAMES, "--help"}
            assert is_mention or build_parser().parse_args(arguments).command, line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```|`[^`]*`", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []


def test_the_index_lists_every_page() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / link).resolve() for link in LINK.findall(index.read_text("utf-8"))}
    assert [page.name for page in PAGES if page not in (index, README) and page not in linked] == []


def test_the_exit_codes_are_those_of_the_command() -> None:
    assert dict(re.findall(r"^\| (\d) \| (.*?) \|$", TEXT, re.MULTILINE)) == {
        str(code): meaning for code, meaning in EXIT_CODES.items()
    }


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    code_samples(folder / "demarche.duckdb")
    return folder


ASKED = [example for example in examples(TEXT) if example.arguments != FIRST_RUN]


def test_three_questions_and_an_explanation_are_shown() -> None:
    assert len(ASKED) == 4


@pytest.mark.parametrize("example", ASKED, ids=lambda example: " ".join(example.arguments[:2]))
def test_the_answers_are_those_shown(example: Example, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(warehouse)
    assert answer(example) == example.output, RENEW


@pytest.mark.prefect
def test_the_first_run_prints_what_is_shown(tmp_path: Path, prefect_home: Callable[[Path], Path]) -> None:
    prefect_home(tmp_path / ".prefect")
    shown = next(example.output for example in examples(TEXT) if example.arguments == FIRST_RUN)
    assert VARYING.sub("", first_run(tmp_path)) == VARYING.sub("", shown), RENEW


def test_the_how_to_names_every_suffix_and_every_field() -> None:
    page = (ROOT / "docs/how-to/bring-your-own-texts.md").read_text("utf-8")
    settings = reading_settings()
    assert set(re.findall(r"`(\.\w+)`", page)) - {".gz"} == set(settings.formats)
    assert {"id" if name == "record_id" else name for name in settings.fields} <= set(
        re.findall(r"^\| `(\w+)`", page, re.M)
    )


def test_the_how_to_names_the_columns_of_the_actor_files(tmp_path: Path) -> None:
    page = (ROOT / "docs/how-to/edit-actors.md").read_text("utf-8")
    columns = dict(re.findall(r"^\| `([\w/*]+\.csv)` \| .* \| (.*) \|$", page, re.MULTILINE))
    assert {file: tuple(names.split(", ")) for file, names in columns.items()} == {
        "countries.csv": load.COUNTRY_COLUMNS,
        "organisations.csv": load.ORGANISATION_COLUMNS,
        "groups.csv": load.GROUP_COLUMNS,
        "people/*.csv": load.PEOPLE_COLUMNS,
        "roles.csv": load.ROLE_COLUMNS,
        "discards.csv": load.DISCARD_COLUMNS,
    }
    (example,) = re.findall(r"^```csv\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "people.csv").write_text(example, "utf-8")
    (person,) = load.read_people(tmp_path / "people.csv")
    assert [office.code for office in person.offices] == ["NORGOV", "NOROPP"]


def test_the_record_that_is_shown_is_read(tmp_path: Path) -> None:
    (line,) = re.findall(r"^```json\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    (tmp_path / "own.jsonl").write_text(line, "utf-8")
    (raw,) = read([tmp_path])
    assert isinstance(raw, RawDocument)
    document = clean(raw)
    assert isinstance(document, Document)
    assert (document.record_id, document.title, str(document.date)) == ("courier-17", "Oslo protests", "2022-01-27")
