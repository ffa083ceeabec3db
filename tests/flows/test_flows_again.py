"""``demarche backfill``, ``recode`` and ``retry`` with a real Prefect server: each leaves what a fresh run would."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from processes import demarche, exported, rows, running, wait_for_documents

from flows.cli import main
from warehouse.store import Store

pytestmark = [pytest.mark.prefect, pytest.mark.usefixtures("prefect_server")]

COUNTRIES = ("Norway", "Kenya", "Canada", "Iran", "Peru", "Latvia", "Chad")
DEEDS = ("met the foreign minister of", "imposed sanctions on", "condemned", "signed a trade agreement with")


def record(number: int) -> dict[str, str]:
    one, other = COUNTRIES[number % 7], COUNTRIES[(number + 1 + number // 7 % 5) % 7]
    text = (
        f"{one} {DEEDS[number % 4]} {other} on Monday, officials said in note {number}.\n"
        f"Ada Holm {DEEDS[(number + 1) % 4]} {other} in March 2021, according to note {number} of the ministry."
    )
    day = dt.date(2021, 1, 1) + dt.timedelta(days=10 * number)
    return {"id": f"a{number}", "title": f"Note {number} of the day", "date": day.isoformat(), "text": text}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 60 articles, one every ten days from January 2021 on, and an actor file."""
    folder = tmp_path_factory.mktemp("again")
    lines = "".join(json.dumps(record(number)) + "\n" for number in range(60))
    (folder / "articles.jsonl").write_text(lines)
    (folder / "rules.csv").write_text(
        "name,variants,gender,code,office,from,until\nAda Holm,,f,NORGOV,minister of fisheries,2019-02,\n"
    )
    (folder / "pipeline.toml").write_text("[work]\nworkers = 1\nbatch_documents = 2\nchunk_documents = 6\n")
    return folder


def export_of(folder: Path, name: str) -> dict[str, bytes]:
    with Store.open(folder / f"{name}.duckdb", read_only=True) as store:
        assert store.export(folder / name).events > 0
    return exported(folder, name)


def done(folder: Path, *arguments: str) -> str:
    """Run a command that must succeed, and return what it printed."""
    code, out, err = demarche(folder, *arguments)
    assert code == 0, err
    return out


@pytest.mark.slow
def test_a_backfill_of_a_year_that_was_killed_goes_on_where_it_was(folder: Path) -> None:
    time = ("--since", "2021-01-01", "--until", "2021-12-31")
    done(folder, "backfill", "articles.jsonl", *time, "--database", "year.duckdb")
    with running(folder, "backfill", "articles.jsonl", *time, "--database", "killed.duckdb") as process:
        wait_for_documents(folder / "killed.duckdb", process)
        process.kill()
        process.wait()
    ((before,),) = rows(folder / "killed.duckdb", "select count(*) from documents")
    assert isinstance(before, int) and 0 < before < 37
    known = "worker_seconds > 0, worker_peak_bytes > 2**25, map_contains(stage_seconds, 'code')"
    told = rows(folder / "killed.duckdb", f"select command, status, {known} from runs")
    assert told == [("backfill", "running", True, True, True)]
    out = done(folder, "backfill", "articles.jsonl", *time, "--database", "killed.duckdb")
    assert out.startswith(f"Coded {37 - before} documents ")
    found = rows(folder / "killed.duckdb", "select record_id from documents order by publication_date")
    assert found == [(f"a{number}",) for number in range(37)]
    assert export_of(folder, "killed") == export_of(folder, "year")


@pytest.mark.slow
def test_a_recode_that_was_killed_goes_on_and_leaves_what_a_fresh_run_by_the_new_rules_does(folder: Path) -> None:
    done(folder, "run", "articles.jsonl", "--database", "old.duckdb")
    done(folder, "run", "articles.jsonl", "--actors", "rules.csv", "--database", "fresh.duckdb")
    before = export_of(folder, "old")
    ((old_rules,),) = rows(folder / "old.duckdb", "select ruleset_id from rulesets")
    recode = ("recode", "--actors", "rules.csv", "--database", "old.duckdb")
    (folder / "small.toml").write_text("[work]\nworkers = 1\nchunk_documents = 1\n")
    with running(folder, *recode, "--config", "small.toml") as process:
        wait_for_documents(folder / "old.duckdb", process, f"ruleset_id <> '{old_rules}'")
        process.kill()
        process.wait()
    ((again,),) = rows(folder / "old.duckdb", f"select count(*) from documents where ruleset_id <> '{old_rules}'")
    assert isinstance(again, int) and 0 < again < 60
    assert done(folder, *recode).startswith(f"Coded {60 - again} documents ")
    after = export_of(folder, "old")
    assert after == export_of(folder, "fresh")
    assert after != before
    assert rows(folder / "old.duckdb", "select distinct ruleset_id from past_events") == [(old_rules,)]


def test_a_recode_parses_nothing_that_was_parsed_before_and_says_what_it_took(folder: Path, tmp_path: Path) -> None:
    for name in ("articles.jsonl", "rules.csv", "pipeline.toml"):
        shutil.copy(folder / name, tmp_path)
    done(tmp_path, "run", "articles.jsonl", "--database", "old.duckdb")
    done(tmp_path, "recode", "--actors", "rules.csv", "--database", "old.duckdb")
    measured = """
        select command, document_count, sentence_count, parsed_sentence_count = recalled_sentence_count,
            map_keys(stage_seconds), parser_seconds < worker_seconds, main_peak_bytes > 2**25, worker_peak_bytes > 2**25
        from runs where status = 'completed' and document_count > 0 order by started_at
    """
    first, recoded = rows(tmp_path / "old.duckdb", measured)
    stages = ["prepare", "begin", "read and plan", "code", "load", "audit", "all"]
    assert first == ("code-texts", 60, 180, False, stages, True, True, True)
    assert recoded[0] == "recode" and recoded[3:] == (True, stages, True, True, True)


def test_what_was_too_slow_or_broken_is_retried_and_leaves_what_a_run_without_trouble_does(folder: Path) -> None:
    mixed = folder / "mixed"
    mixed.mkdir()
    (mixed / "long.txt").write_text("\n".join(record(number)["text"] for number in range(500)))
    lines = [json.dumps(record(number)) for number in range(3)]
    (mixed / "feed.jsonl").write_text("\n".join([lines[0], lines[1][:50], lines[2]]))
    (mixed / "gone.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "hasty.toml").write_text("[work]\nworkers = 1\n[limits]\ndocument_seconds = 1.0\n")
    out = done(folder, "run", "mixed", "--config", "hasty.toml", "--database", "troubled.duckdb")
    assert out.startswith("Coded 2 documents ")
    found = rows(folder / "troubled.duckdb", "select origin, stage, reason from rejections order by origin")
    assert found == [
        ("mixed/feed.jsonl:2", "read", "invalid JSON"),
        ("mixed/gone.txt", "read", "binary"),
        ("mixed/long.txt", "code", "too slow"),
    ]
    (mixed / "feed.jsonl").write_text("\n".join(lines))
    (mixed / "gone.txt").unlink()
    (mixed / "long.txt").rename(folder / "long.txt")  # what was kept with the rejection is enough
    code, out, err = demarche(folder, "retry", "--database", "troubled.duckdb")
    assert code == 0, err
    assert "mixed/gone.txt: cannot be read again from here" in err
    assert out.startswith("Coded 2 documents ")
    assert rows(folder / "troubled.duckdb", "select origin from rejections") == [("mixed/gone.txt",)]
    (folder / "long.txt").rename(mixed / "long.txt")
    done(folder, "run", "mixed", "--database", "clean.duckdb")
    assert export_of(folder, "troubled") == export_of(folder, "clean")


def test_commands_that_cannot_work_say_so_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    for command, said in (
        (("recode", "--database", "none.duckdb"), "none.duckdb: there is no warehouse here yet"),
        (("retry", "--database", "none.duckdb"), "none.duckdb: there is no warehouse here yet"),
        (("backfill", "nowhere"), "nowhere"),
        (("backfill", "articles.jsonl", "--since", "2022-01-01", "--until", "2021-01-01"), "is after"),
    ):
        assert main(command) in (2, 3)
        assert said in capsys.readouterr().err
