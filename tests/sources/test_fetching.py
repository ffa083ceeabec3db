"""What is new in a source: files and queries, their marks, and what a query may not see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from extractors.records import RawDocument, Rejection
from extractors.resources import ConfigError
from extractors.sources import Source
from flows.planning import Plan
from flows.settings import Settings
from flows.sources import Mark, SourceUnavailable, fetch_new, find_source
from warehouse.store import QueryError

TEXT = "The foreign minister of Norway arrived in Oslo for talks on fishing, the government said on day {}."


def fetch(source: Source, marks: dict[str, str], settings: Settings) -> tuple[list[RawDocument], list[Rejection]]:
    """Fetch all, as after a run that went well: the marks are kept."""
    items = list(fetch_new(source, marks, settings))
    marks |= {item.item: item.value for item in items if isinstance(item, Mark)}
    return [i for i in items if isinstance(i, RawDocument)], [i for i in items if isinstance(i, Rejection)]


def write(path: Path, number: int) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(TEXT.format(number))


def test_a_watched_folder_gives_what_is_new_or_changed(tmp_path: Path, settings: Settings) -> None:
    source = Source("gazette", "files", ("in",), folder=tmp_path)
    write(tmp_path / "in/a.txt", 1)
    (tmp_path / "in/b.jsonl").write_text(f'{{"id": 1, "text": "{TEXT.format(2)}"}}\n{{"id": 2}}\n')
    marks: dict[str, str] = {}
    documents, rejections = fetch(source, marks, settings)
    assert (len(documents), [each.reason for each in rejections]) == (2, ["no text"])
    assert fetch(source, marks, settings) == ([], [])
    write(tmp_path / "in/a.txt", 33)
    write(tmp_path / "in/c.txt", 4)
    assert [Path(each.origin).name for each in fetch(source, marks, settings)[0]] == ["a.txt", "c.txt"]
    assert fetch(source, marks, settings) == ([], [])


def test_a_file_that_is_still_being_written_is_read_again(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "in/a.jsonl"
    path.parent.mkdir()
    path.write_text(f'{{"text": "{TEXT.format(1)}"}}\n')
    items = fetch_new(Source("gazette", "files", ("in",), folder=tmp_path), {}, settings)
    next(items)
    with path.open("a") as stream:
        stream.write(f'{{"text": "{TEXT.format(2)}"}}\n')
    assert not any(isinstance(item, Mark) for item in items)


def test_of_a_file_that_grows_only_what_was_added_is_read(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "in/a.jsonl"
    path.parent.mkdir()
    source = Source("gazette", "files", ("in",), folder=tmp_path)
    marks: dict[str, str] = {}

    def read_after(text: str, *, appended: bool = True) -> list[str]:
        path.write_text((path.read_text() if appended and path.exists() else "") + text)
        documents, rejections = fetch(source, marks, settings)
        assert rejections == []
        return [one.origin.rpartition(":")[2] for one in documents]

    lines = [f'{{"text": "{TEXT.format(n)}"}}\n' for n in range(9)]
    assert read_after(lines[0] + lines[1]) == ["1", "2"]
    assert read_after("\n" + lines[2]) == ["4"]
    assert read_after("") == []
    assert read_after(lines[3].rstrip()) == ["5"]
    assert read_after("\n" + lines[4]) == ["1", "2", "4", "5", "6"], (
        "it ended inside a line: who knows what that became"
    )
    assert read_after(lines[5]) == ["7"]
    changed = path.read_text().replace("day 1.", "day 10.") + lines[6]
    assert read_after(changed, appended=False) == ["1", "2", "4", "5", "6", "7", "8"], "an earlier line has changed"
    assert read_after(lines[7], appended=False) == ["1"], "it is shorter"


def test_a_location_that_is_gone_is_told_and_the_others_are_read(tmp_path: Path, settings: Settings) -> None:
    write(tmp_path / "in/a.txt", 1)
    source = Source("gazette", "files", ("gone", "in"), folder=tmp_path)
    documents, rejections = fetch(source, {}, settings)
    assert (len(documents), [each.reason for each in rejections]) == (1, ["missing"])
    with pytest.raises(SourceUnavailable, match="gazette"):
        fetch(Source("gazette", "files", ("gone",), folder=tmp_path), {}, settings)


def test_marks_stand_in_the_chunk_of_the_last_article_that_they_cover_or_later(
    tmp_path: Path, settings: Settings
) -> None:
    source = Source("gazette", "files", ("in",), publisher="The Gazette", folder=tmp_path)
    for number in range(5):
        lines = "".join(f'{{"text": "{TEXT.format(10 * number + n)}"}}\n' for n in range(3))
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / f"in/{number}.jsonl").write_text(lines)
    small = replace(settings, chunk_documents=2)
    plan = Plan((), small, source=source, fetched=fetch_new(source, {}, small))
    loaded: set[str] = set()
    marked = 0
    while chunk := plan.next_chunk(lambda page: {one.doc_id for one in page}, set()):
        loaded |= {document.origin for document in chunk.documents}
        assert {(one.source, one.publisher) for one in chunk.documents} <= {("gazette", "The Gazette")}
        for item in chunk.marks:
            marked += 1
            assert {f"{item}:{line}" for line in (1, 2, 3)} <= loaded
    assert (marked, len(loaded)) == (5, 15)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table articles (nr integer, body varchar, seen timestamp)")
        for number in range(4):
            connection.execute(
                "insert into articles values (?, ?, ?)", [number, TEXT.format(number), f"2024-01-0{number + 1}"]
            )
        connection.execute(f"copy articles to '{tmp_path}/articles.parquet'")
    return path


def query(tmp_path: Path, sql: str, location: str = "archive.duckdb", column: str | None = None) -> Source:
    return Source("archive", "query", (location,), query=sql, cursor_column=column, folder=tmp_path)


@pytest.mark.parametrize(
    ("location", "table"), [("archive.duckdb", "articles"), ("articles.parquet", "files"), (".", "files")]
)
@pytest.mark.parametrize("column", ["nr", "seen"])
def test_a_query_goes_on_after_the_last_row_that_it_saw(
    archive: Path, tmp_path: Path, settings: Settings, location: str, table: str, column: str
) -> None:
    first = f"select nr, nr as id, body as text, seen from {table} where nr < 2"
    marks: dict[str, str] = {}
    source = query(tmp_path, first, location, column)
    documents, _ = fetch(source, marks, settings)
    assert [each.record_id for each in documents] == ["0", "1"]
    assert fetch(source, marks, settings) == ([], [])
    wider = query(tmp_path, first.replace("< 2", "< 9"), location, column)
    (value,) = marks.values()
    items = [each for each in fetch_new(wider, marks, settings) if isinstance(each, Mark)]
    older = {item.item: value for item in items}
    assert [each.record_id for each in fetch(wider, older, settings)[0]] == ["2", "3"]


@pytest.mark.parametrize(
    "sql",
    [
        "select 1; select 2",
        "delete from articles",
        "create table more as select 1",
        "copy articles to 'out.csv'",
        "attach 'other.duckdb'",
        "set enable_external_access = true",
        "install httpfs",
    ],
)
def test_a_query_only_reads(archive: Path, tmp_path: Path, settings: Settings, sql: str) -> None:
    with pytest.raises(QueryError):
        fetch(query(tmp_path, sql), {}, settings)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive.duckdb", "articles.parquet"]


SECRET = "planted"


@pytest.mark.parametrize("location", ["archive.duckdb", "articles.parquet"])
@pytest.mark.parametrize(
    "sql",
    [
        "select content as text from read_text('{secret}')",
        "select * from read_csv('{secret}')",
        "select * from '{secret}'",
        "select * from glob('/*')",
        "select * from read_parquet('https://example.org/a.parquet')",
        "select * from python_variable",
    ],
)
def test_a_query_sees_nothing_but_its_own_file(
    archive: Path, tmp_path: Path, settings: Settings, sql: str, location: str
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(f"text\n{SECRET}\n")
    python_variable = duckdb.sql("select 'planted' as text")
    assert python_variable is not None
    with pytest.raises(SourceUnavailable):
        list(fetch_new(query(tmp_path, sql.format(secret=secret), location), {}, settings))


def test_a_query_that_takes_too_long_is_stopped(archive: Path, tmp_path: Path, settings: Settings) -> None:
    slow = "select count(*)::varchar as text from range(10000000) a, range(10000000) b where a.range = b.range * 3 + 1"
    source = Source("archive", "query", ("archive.duckdb",), query=slow, query_seconds=0.3, folder=tmp_path)
    items = fetch_new(source, {}, settings)
    assert "longer than 0.3 s" in next(i.detail for i in items if isinstance(i, Rejection))


def test_a_source_is_found_by_name_or_the_names_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sources.toml").write_text('[[source]]\nname = "Gazette"\nreader = "files"\nlocation = "in"\n')
    assert find_source("gazette").locations == ("in",)
    for name in ("herald", "bbc"):
        with pytest.raises(ConfigError, match="there are Gazette"):
            find_source(name)
    with pytest.raises(ConfigError, match="no such file"):
        find_source("gazette", "other.toml")
