"""Every shape of input, as real files."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from extractors.readers import ReadError, read
from extractors.records import RawDocument, Rejection

TEXT = "Kenya and Japan signed a trade agreement in Nairobi."


def documents(*paths: Path | str, **options: Any) -> list[RawDocument]:
    found = list(read(list(paths), **options))
    assert all(isinstance(item, RawDocument) for item in found), found
    return [item for item in found if isinstance(item, RawDocument)]


def test_plain_text_keeps_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Trade deal\n\n{TEXT}\n")
    assert documents(path) == [RawDocument(origin=str(path), text=f"Trade deal\n\n{TEXT}\n")]


def test_front_matter_is_taken_off_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    head = 'id: 7\ntitle: "Envoys: the return"\npublication-date: 2021-03-04\ntags: [a, b]\noutlet: Example News\n'
    path.write_text(f"---\n{head}# a comment\nlang: en\n---\n{TEXT}")
    [raw] = documents(path)
    assert (raw.record_id, raw.title, raw.date, raw.publisher) == (
        "7",
        "Envoys: the return",
        "2021-03-04",
        "Example News",
    )
    assert (raw.text, raw.language, raw.date_origin) == (TEXT, "en", "front matter")


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\n{TEXT}\n---\nMore follows.")
    assert documents(path)[0].text.startswith("---\nKenya")


def test_markdown_marks_go_and_words_stay(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(
        "# Trade *deal*\n\nKenya [signed](https://a.example/x) **two** agreements.\n\n> A quote_with_bars.\n"
    )
    assert documents(path)[0].text.split("\n") == [
        "", "Trade deal", "", "", "Kenya signed two agreements.", "", "A quote_with_bars.", "",
    ]  # fmt: skip


def test_html_is_marked_as_such_and_its_charset_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<html><meta charset='iso-8859-2'><p>Prezydent Wałęsa visited.</p></html>".encode("iso-8859-2"))
    [raw] = documents(path)
    assert raw.markup == "html"
    assert "Wałęsa" in raw.text


def test_json_lines_know_many_names_for_a_field(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records: list[dict[str, Any]] = [
        {"id": 1, "text": TEXT, "date": "2021-01-02", "source": "wire"},
        {
            "ID": "b",
            "Body": TEXT,
            "pubDate": "Sat, 02 Jan 2021 10:00:00 GMT",
            "headline": "Deal",
            "link": "https://a.example",
        },
        {"guid": "c", "article": [TEXT, "More."], "Publication Date": 20210102, "publisher": {"name": "Example News"}},
        {"content": "<p>Kenya <b>signed</b>.</p>", "lang": "en"},
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    one, two, three, four = documents(path, source="default")
    assert (one.origin, one.record_id, one.source, one.date) == (f"{path}:1", "1", "wire", "2021-01-02")
    assert (two.record_id, two.title, two.url, two.source) == ("b", "Deal", "https://a.example", "default")
    assert (three.text, three.date, three.publisher) == (f"{TEXT}\nMore.", "20210102", "Example News")
    assert (four.markup, four.language) == ("html", "en")


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_array_is_read_object_by_object(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "a.json"
    texts = ['He said: "no {braces} here\\".', TEXT, "x" * 100_000]
    path.write_text(json.dumps([{"text": text, "nested": {"a": [{}]}} for text in texts], indent=indent))
    found = documents(path)
    assert [raw.text for raw in found] == texts
    assert [raw.origin for raw in found] == [
        f"{path}:{line}" for line in ((1, 1, 1) if indent is None else (2, 10, 18))
    ]


def test_one_json_object_and_json_lines_in_a_json_file(tmp_path: Path) -> None:
    one, lines = tmp_path / "one.json", tmp_path / "lines.json"
    one.write_text(json.dumps({"text": TEXT}, indent=1))
    lines.write_text('{"text": "a"}\n{"text": "b"}\n')
    assert [raw.text for raw in documents(one, lines)] == [TEXT, "a", "b"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_finds_its_delimiter_and_row_lines(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ["id", "text", "date"],
        ["1", '"He said ""no"".\nThen he left"', "2021-02-03"],
        ["2", "Short", "2021-02-04"],
    ]
    path.write_text("\n".join(delimiter.join(row) for row in rows))
    one, two = documents(path)
    assert (one.origin, one.text, one.date) == (f"{path}:2", 'He said "no".\nThen he left', "2021-02-03")
    assert (two.origin, two.text) == (f"{path}:4", "Short")


def test_tsv_and_cells_longer_than_the_csv_module_allows(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("headline\tbody\nDeal\t" + "word " * 40_000)
    [raw] = documents(path)
    assert raw.title == "Deal"
    assert len(raw.text) == 200_000


def rows_of(path: Path) -> Iterator[Mapping[str, Any]]:
    """Stand for a Parquet reader: the file holds JSON, the rows have the types that Parquet gives."""
    for row in json.loads(path.read_text()):
        yield {"text": row["text"], "date": dt.date(2021, 1, 2), "id": row["id"]}


def test_parquet_rows_come_from_the_function_handed_in(tmp_path: Path) -> None:
    path, packed = tmp_path / "a.parquet", tmp_path / "b.parquet.gz"
    content = json.dumps([{"id": 5, "text": TEXT}, {"id": 6, "text": None}])
    path.write_text(content)
    packed.write_bytes(gzip.compress(content.encode(), mtime=0))
    for name in (path, packed):
        good, bad = read([name], parquet=rows_of)
        assert isinstance(good, RawDocument)
        assert (good.origin, good.record_id, good.date, good.text) == (f"{name}:1", "5", "2021-01-02", TEXT)
        assert isinstance(bad, Rejection)
        assert (bad.origin, bad.reason) == (f"{name}:2", "no text")


def test_parquet_without_a_function_or_with_a_broken_file_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_text("PAR1 but not JSON")
    assert [item.reason for item in read([path]) if isinstance(item, Rejection)] == ["no Parquet reader"]
    [broken] = read([path], parquet=rows_of)
    assert isinstance(broken, Rejection)
    assert broken.reason == "invalid Parquet"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt.gz", TEXT),
        ("a.md.gz", TEXT),
        ("a.html.gz", f"<p>{TEXT}</p>"),
        ("a.jsonl.gz", json.dumps({"text": TEXT})),
        ("a.json.gz", json.dumps([{"text": TEXT}])),
        ("a.csv.gz", f"id,text\n1,{TEXT}\n"),
        ("A.TSV.GZ", f"id\ttext\n1\t{TEXT}\n"),
    ],
)
def test_everything_may_be_gzipped(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(content.encode(), mtime=0))
    [raw] = documents(path)
    assert TEXT in raw.text


def test_folders_are_walked_in_order_and_hidden_files_passed_over(tmp_path: Path) -> None:
    for name in ("b/two.txt", "b/one.md", "a.txt", ".hidden.txt", ".git/x.txt", "c.bin", "b/c/three.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    found = [(item.origin.removeprefix(f"{tmp_path}/"), getattr(item, "reason", None)) for item in read([tmp_path])]
    assert found == [
        ("a.txt", None), ("b/c/three.html", None), ("b/one.md", None), ("b/two.txt", None), ("c.bin", "unknown format"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "texts", "markup"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', ["a", "b"], "text"),
        (b'\n [ {"text": "a"},\n {"text": "b"} ]', ["a", "b"], "text"),
        (b'{\n "text": "a"\n}', ["a"], "text"),
        (b"\xef\xbb\xbf{\"text\": \"a\"}", ["a"], "text"),
        ('{"text": "é"}'.encode("utf-16"), ["é"], "text"),
        (b"<!doctype html><p>Hello</p>", ["<!doctype html><p>Hello</p>"], "html"),
        (b"[Reuters] MOSCOW - Hello", ["[Reuters] MOSCOW - Hello"], "text"),
        (gzip.compress(b"Plain text", mtime=0), ["Plain text"], "text"),
    ],
)  # fmt: skip
def test_standard_input_is_sniffed(content: bytes, texts: list[str], markup: str) -> None:
    found = documents("-", stdin=io.BytesIO(content))
    assert [raw.text for raw in found] == texts
    assert {raw.markup for raw in found} == {markup}
    assert found[0].origin.startswith("<stdin>")


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("Café “no” — 5 €".encode("cp1252"), None, "Café “no” — 5 €"),
        ("Café “no”".encode(), None, "Café “no”"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", None, "Café"),
        ("Café".encode("utf-16"), None, "Café"),
        ("Café".encode("utf-32"), None, "Café"),
        ("Café".encode("utf-16-be"), "utf-16-be", "Café"),
        ("Wałęsa".encode("iso-8859-2"), "iso-8859-2", "Wałęsa"),
        ("Caf\u00e9 ".encode() + b"caf\xe9", None, "Café café"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, encoding: str | None, text: str) -> None:
    plain, lines = tmp_path / "a.txt", tmp_path / "a.csv"
    plain.write_bytes(data)
    assert documents(plain, encoding=encoding)[0].text == text
    if not data.startswith((b"\xff\xfe", b"\xef\xbb")) and encoding != "utf-16-be":
        lines.write_bytes(b"text,id\n" + data + b",1\n")
        assert documents(lines, encoding=encoding)[0].text == text


def test_utf16_tables_and_lines(tmp_path: Path) -> None:
    table, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    table.write_bytes("id,text\n1,Café\n2,Ось\n".encode("utf-16"))
    lines.write_bytes('{"text": "Café"}\n{"text": "Ось"}\n'.encode("utf-16"))
    assert [raw.text for raw in documents(table, lines)] == ["Café", "Ось", "Café", "Ось"]


def test_missing_paths_and_encodings_are_told_before_anything_is_read(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text(TEXT)
    with pytest.raises(ReadError, match=r"no such file or folder: .*gone\.txt, .*too"):
        read([good, tmp_path / "gone.txt", tmp_path / "too"])
    with pytest.raises(ReadError, match="unknown encoding: martian"):
        read([good], encoding="martian")
    with pytest.raises(ReadError, match="unknown encoding: hex"):
        read([good], encoding="hex")


def test_markdown_tables_become_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("| who | what |\n|:---|---:|\n| Peru | met Chile |\n")
    assert documents(path)[0].text.split() == ["who", "|", "what", "Peru", "|", "met", "Chile"]
    assert "\nPeru | met Chile\n" in documents(path)[0].text
