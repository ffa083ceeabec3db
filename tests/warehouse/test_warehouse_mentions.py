"""The mentions table: filled with its document, replaced with it, and the way from a code to its row."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from builders import RULESET, coded

from extractors.coder import Coder, plain_document
from extractors.records import CodedDocument
from warehouse.store import Store

TEXT = (
    "Russian Foreign Minister Sergei Lavrov met his Turkish counterpart in Ankara on Monday.\n"
    "He criticised NATO. The weather in Paris stayed fair."
)


@pytest.fixture(scope="module")
def article(coder: Coder) -> CodedDocument:
    return coder.code(plain_document(TEXT, dt.date(2021, 11, 30), doc_id="a" * 16))


def test_a_real_article_keeps_its_mentions_and_passes_the_audits(tmp_path: Path, article: CodedDocument) -> None:
    with Store.open(tmp_path / "w.duckdb") as store:
        store.start_run("run", article.ruleset)
        store.load([article], [], "run")
        rows = store.query("select * from mentions order by mention_start").dicts()
        findings = {result.name: result.offenders.rows for result in store.audit() if not result.is_clean}
    assert not {"mentions_outside_sentence", "actors_without_mention"} & set(findings), findings
    by_text = {row["mention_text"]: row for row in rows}
    lavrov = by_text["Russian Foreign Minister Sergei Lavrov"]
    assert (lavrov["actor_code"], lavrov["mention_kind"], lavrov["resolved_by"]) == ("RUSGOV", "person", "name")
    assert lavrov["origin"].startswith("config/actors/people/")
    pronoun = by_text["He"]
    assert (pronoun["actor_code"], pronoun["resolved_by"], pronoun["mention_kind"]) == (
        "RUSGOV",
        "reference",
        "pronoun",
    )
    assert pronoun["origin"] == lavrov["origin"]
    composed = [row for row in rows if row["resolved_by"] == "composition"]
    assert all(" + config/actors/roles.csv:" in row["origin"] for row in composed if row["mention_kind"] == "role")
    assert "Paris" not in by_text, "sentences without an event have no mentions"
    assert all(TEXT[row["mention_start"] : row["mention_end"]] == row["mention_text"] for row in rows)


def test_every_row_of_origin_is_there(article: CodedDocument) -> None:
    root = Path(__file__).parents[2]
    for mention in article.mentions:
        for row in filter(None, mention.where.split(" + ")):
            name, _, line = row.rpartition(":")
            assert (root / name).read_text("utf-8").splitlines()[int(line) - 1]


def test_the_question_why_leads_from_an_event_to_its_rows(tmp_path: Path, article: CodedDocument) -> None:
    with Store.open(tmp_path / "w.duckdb") as store:
        store.start_run("run", article.ruleset)
        store.load([article], [], "run")
        event = next(one for one in article.events if one.target and one.target.code == "IGONAT")
        rows = {row["part"]: row for row in store.run_named("why", event=event.event_id).dicts()}
    assert rows["source"]["words"] == "He" and rows["source"]["code"] == "RUSGOV"
    assert rows["source"]["origin"].startswith("config/actors/people/")
    assert rows["target"]["origin"].startswith("config/actors/organisations.csv:")
    assert (rows["event"]["code"], rows["event"]["origin"]) == (event.cameo, event.rule)


def test_mentions_are_replaced_with_their_document(tmp_path: Path) -> None:
    first = coded(1)
    with Store.open(tmp_path / "w.duckdb") as store:
        store.start_run("run", RULESET)
        store.load([first, coded(2)], [], "run")
        store.load([replace(first, ruleset="another", events=(), mentions=())], [], "run")
        left = store.query("select distinct doc_id from mentions").rows
    assert [doc_id for (doc_id,) in left] == [coded(2).document.doc_id]
