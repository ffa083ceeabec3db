"""Names that a corpus has in political positions and no actor file knows, with the rows to paste."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from extractors.actors import load_lexicon
from extractors.actors.candidates import Candidate, Gathering, Seeker
from extractors.cleaning import clean
from extractors.coder import Coder, plain_document
from extractors.readers import read
from extractors.records import Document, RawDocument
from extractors.resources import ConfigError
from flows.cli import main
from warehouse.store import Store

HOLM = "Norwegian Fisheries Minister Ada Holmqvern condemned Denmark on Monday. Holmqvern accused Denmark of theft."
HOLM_AGAIN = "Ada K. Holmqvern met French President Emmanuel Macron in Paris on Friday."
FRONT = "The Sudanese Dawn Front attacked the army in Sudan on Tuesday. Sudan condemned the Sudanese Dawn Front."
NOBODY = (
    "Britain condemned Russia on Monday. Angela Merkel met Emmanuel Macron in Berlin in March. "
    "Chelsea United attacked Arsenal, Germany said. Peter criticised Germany. The Geneva Talks failed, Iran said."
)


def candidates(coder: Coder, *texts: str, least: int = 1) -> list[Candidate]:
    """Return the candidates of a corpus."""
    seeker, gathering = Seeker(load_lexicon(), coder.frames), Gathering(load_lexicon())
    for text in texts:
        _, coded = coder.parse(plain_document(text))
        gathering.add(each for one in coded for each in seeker.seek(one.tree, one.mentions))
    return gathering.ranked(least)


def test_spellings_and_surname_count_as_one_person_with_a_row_of_what_the_text_says(coder: Coder) -> None:
    (found,) = candidates(coder, HOLM, HOLM_AGAIN)
    assert (found.name, found.kind, found.count, found.documents) == ("Ada Holmqvern", "person", 3, 2)
    assert found.file == "config/actors/people/europe_west.csv"
    assert found.row == "Ada Holmqvern,Ada K. Holmqvern,,NORGOV,Norwegian Fisheries Minister,,"
    assert found.evidence[0] == "Norwegian Fisheries Minister Ada Holmqvern condemned Denmark on Monday."
    assert len(found.evidence) == 3


def test_an_apposition_tells_the_office(coder: Coder) -> None:
    (found,) = candidates(coder, "Ada Holmqvern, the Norwegian prime minister, condemned Denmark on Monday.")
    assert found.row == "Ada Holmqvern,,,NORGOV,the Norwegian prime minister,,"


def test_a_group_goes_to_the_groups_with_its_country(coder: Coder) -> None:
    (found,) = candidates(coder, FRONT)
    assert (found.name, found.kind, found.count, found.file) == (
        "Sudanese Dawn Front", "group", 2, "config/actors/groups.csv",
    )  # fmt: skip
    assert found.row == "SDN,Sudanese Dawn Front,,,,"


def test_known_names_first_names_teams_and_common_nouns_are_none(coder: Coder) -> None:
    assert candidates(coder, NOBODY) == []


def test_the_most_frequent_comes_first_then_the_alphabet_and_the_rare_is_left_out(coder: Coder) -> None:
    two = "Bela Qvarnstrom condemned Russia. Arne Zettermark condemned Russia."
    assert [each.name for each in candidates(coder, two, HOLM)] == [
        "Ada Holmqvern", "Arne Zettermark", "Bela Qvarnstrom",
    ]  # fmt: skip
    assert [each.name for each in candidates(coder, two, HOLM, least=2)] == ["Ada Holmqvern"]


def test_a_row_loads_as_it_is_and_one_that_is_open_is_refused(coder: Coder, tmp_path: Path) -> None:
    header = "name,variants,gender,code,office,from,until"
    path = tmp_path / "people.csv"
    path.write_text(f"{header}\n{candidates(coder, HOLM)[0].row}\n", "utf-8")
    assert load_lexicon((path,)).lookup("Ada Holmqvern")
    path = tmp_path / "open.csv"
    path.write_text(f"{header}\n{candidates(coder, 'Bela Qvarnstrom condemned Russia.')[0].row}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"\?\?\?"):
        load_lexicon((path,))


def test_the_command_reads_files_and_warehouses(
    coder: Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps({"text": text}) + "\n" for text in (HOLM, HOLM_AGAIN)), "utf-8")
    assert main(["actors", "candidates", str(corpus)]) == 0
    shown = capsys.readouterr().out
    assert "Ada Holmqvern (person): 3 times in 2 documents" in shown
    assert "2 documents, 1 candidate\n" in shown
    assert main(["actors", "candidates", str(corpus), "--json"]) == 0
    from_files = json.loads(capsys.readouterr().out)
    with Store.open("own.duckdb") as store:
        store.start_run("one", coder.ruleset)
        documents = [clean(raw) for raw in read([corpus]) if isinstance(raw, RawDocument)]
        store.load([coder.code(document) for document in documents if isinstance(document, Document)], [], "one")
        store.finish_run("one", "completed")
    assert main(["actors", "candidates", "--database", "own.duckdb", "--json"]) == 0
    (from_warehouse,) = json.loads(capsys.readouterr().out)
    assert {**from_warehouse, "evidence": set(from_warehouse["evidence"])} == {
        **from_files[0], "evidence": set(from_files[0]["evidence"]),
    }  # fmt: skip
    assert main(["actors", "candidates", str(corpus), "--least", "4", "--csv"]) == 0
    assert len(list(csv.reader(capsys.readouterr().out.splitlines()))) == 1
    assert main(["actors", "Angela", "Merkel"]) == 2
    assert main(["actors", "candidates", "--database", "none.duckdb"]) == 3
