"""The articles of the first run are read and cleaned as their descriptions say."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.cleaning import clean
from extractors.readers import read
from extractors.records import Document, RawDocument

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def sample(name: str) -> list[Document]:
    documents = [clean(raw) for raw in read([SAMPLES / name]) if isinstance(raw, RawDocument)]
    assert all(isinstance(document, Document) for document in documents)
    return [document for document in documents if isinstance(document, Document)]


def test_the_plain_text() -> None:
    [document] = sample("nile-talks.txt")
    lines = document.text.split("\n")
    assert document.title == lines[0] == "Egypt, Ethiopia and Sudan agree to resume talks on Nile dam"
    assert lines[1].startswith("GENEVA, March 14 - The foreign ministers")
    assert lines[-1] == "The ministers will meet again in Khartoum on 4 April."
    assert (str(document.date), document.date_origin) == ("2023-03-14", "text")
    assert document.dropped == {"caption": 1, "date line": 1, "related": 2, "share": 1}


def test_the_page() -> None:
    [document] = sample("border-crossing.html")
    lines = document.text.split("\n")
    assert document.title == lines[0] == "Poland expels two Belarusian diplomats after border incident"
    assert lines[1].startswith("WARSAW — Poland expelled two Belarusian diplomats on Friday and closed")
    assert lines[-1].endswith("and Rau thanked Switzerland for its mediation.")
    assert len(lines) == 9
    assert (document.publisher, document.url) == (
        "The Harbour Courier",
        "https://courier.example/europe/border-crossing",
    )
    assert (str(document.date), document.date_origin) == ("2023-09-08", "html")


def test_the_json_lines() -> None:
    documents = sample("briefs.jsonl")
    assert [document.record_id for document in documents] == [f"courier-{number}" for number in (101, 102, 103, 104)]
    assert [str(document.date) for document in documents] == ["2024-10-17", "2024-05-21", "2023-06-06", "2022-11-22"]
    assert all(document.title == document.text.split("\n")[0] for document in documents)
    assert all(document.dropped == {} for document in documents)


OTHERS = Path(__file__).resolve().parents[3] / "shared" / "samples"


@pytest.mark.skipif(not OTHERS.is_dir(), reason="the reference samples are not here")
def test_two_real_articles_with_their_dirt() -> None:
    found = [
        clean(raw)
        for raw in read([OTHERS / "lowest-level.txt", OTHERS / "zircon-notes.txt"])
        if isinstance(raw, RawDocument)
    ]
    lowest, zircon = (document for document in found if isinstance(document, Document))
    assert (str(lowest.date), len(lowest.text.split("\n"))) == ("2022-02-14", 13)
    assert lowest.dropped == {"caption": 5, "other script": 1, "slogan": 2, "subscribe": 2}
    assert (zircon.date, zircon.title, dict(zircon.dropped)) == (None, None, {})
