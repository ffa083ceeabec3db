"""The light commands: what they print, and their exit codes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.coder import Coder, plain_document
from extractors.records import CodedDocument, Document, Rejection, document_id
from flows.cli import COMMANDS, build_parser, main
from warehouse.store import Store

CLI = (sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())")
MET = "Norway's foreign minister met his Danish counterpart in Oslo on Monday."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one document, one rejection, and no event."""
    path = tmp_path_factory.mktemp("warehouse") / "demarche.duckdb"
    with Store.open(path) as store:
        store.start_run("run", "rules")
        coded = CodedDocument(Document(document_id("", MET), MET, "a.txt"), "rules", (), ())
        store.load([coded], [Rejection("b.txt", "read", "binary", "b.txt: is binary")], "run")
        store.finish_run("run", "completed")
    return path


@pytest.fixture
def warehouse(made_once: Path, folder: Path) -> Path:
    """A copy of that warehouse."""
    return Path(shutil.copy(made_once, folder))


Feed = Callable[[str], None]


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Feed:
    """Put text on standard input."""

    def put(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))

    return put


def lines(*records: Any) -> str:
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


def answers(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


# -- help ----------------------------------------------------------------------------------------------------


def test_help_lists_every_command_and_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    out = capsys.readouterr().out
    listed = {line.split()[0] for line in out.splitlines() if line.startswith("    ")}
    assert {command.__name__.rpartition(".")[2] for command in COMMANDS} <= listed
    assert [line.split()[0] for line in out.partition("exit codes:\n")[2].splitlines()] == list("012345")


@pytest.mark.parametrize("command", [command.__name__.rpartition(".")[2] for command in COMMANDS])
def test_every_command_has_help_with_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    out = capsys.readouterr().out
    assert f"demarche {command}" in out.partition("example")[2]


def test_help_does_not_wait_for_what_it_does_not_need() -> None:
    script = "import sys; from flows.cli import build_parser; build_parser(); print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not loaded & {"prefect", "spacy", "duckdb", "dateparser", "rich", "numpy"}


def test_help_comes_at_once() -> None:
    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*CLI, "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.3


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["run"], ["run", "a.txt", "--workers", "0"], ["query", "overview", "--param", "x"]]
)
def test_wrong_usage_is_exit_code_2(arguments: Sequence[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        build_parser().parse_args(arguments)
    assert stopped.value.code == 2


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith("demarche ")


# -- code, dates, explain ------------------------------------------------------------------------------------


def test_code_answers_every_line_in_order(feed: Feed, capfd: pytest.CaptureFixture[str]) -> None:
    feed(lines({"id": 7, "text": MET, "date": "2022-01-27"}, "", {"id": ["a"], "text": "Nothing."}, {"text": ""}))
    assert main(["code"]) == 0
    first, second, third = answers(capfd.readouterr().out)
    assert first["id"] == 7
    (event,) = [event for event in first["events"] if event["source"]["country"] == "NOR"]
    assert (event["target"]["country"], event["root"], event["date"]["start"]) == ("DNK", "04", "2022-01-24")
    assert second == {"id": ["a"], "events": []}
    assert third == {"id": None, "events": []}


def test_offsets_refer_to_the_text_as_it_was_given(feed: Feed, capfd: pytest.CaptureFixture[str]) -> None:
    text = f"  OSLO, Jan 5 (Reuters) - “Quoted”  \n\n\tShare this article\r\n{MET}\n"
    feed(lines({"id": 1, "text": text, "date": "2022-01-27", "title": "A title"}))
    assert main(["code"]) == 0
    (answer,) = answers(capfd.readouterr().out)
    assert answer["events"]
    for event in answer["events"]:
        for span in (event["source"], event["target"], event["trigger"], event["evidence"]):
            assert text[span["start"] : span["end"]] == span["text"]


def test_bad_lines_are_answered_in_their_place(feed: Feed, capfd: pytest.CaptureFixture[str]) -> None:
    feed(lines("nonsense", {"id": 2, "text": "Fine."}, [3], {"id": 4}, {"id": 5, "text": "x", "date": "soon"}))
    assert main(["code"]) == 1
    found = answers(capfd.readouterr().out)
    assert [answer["id"] for answer in found] == [None, 2, None, 4, 5]
    assert ["error" in answer for answer in found] == [True, False, True, True, True]
    assert found[0]["error"].startswith("<stdin>:1: not valid JSON")
    assert found[4]["error"] == "<stdin>:5: \"date\" must be an ISO day (YYYY-MM-DD), not 'soon'"


def test_more_workers_give_the_same_bytes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    records = [{"id": n, "text": f"{MET} France condemned Iran {n} times.", "date": "2022-01-27"} for n in range(40)]
    (folder / "in.jsonl").write_text(lines(*records[:20], "broken", *records[20:]))
    assert main(["code", "in.jsonl"]) == 1
    alone = capfd.readouterr().out
    assert main(["code", "in.jsonl", "--workers", "2"]) == 1
    assert capfd.readouterr().out == alone
    assert len(answers(alone)) == 41


def test_code_needs_its_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", "nowhere.jsonl"]) == 3
    assert "no such file: nowhere.jsonl" in capsys.readouterr().err


def test_an_unknown_parser_is_a_message(feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
    feed(lines({"id": 1, "text": MET}))
    assert main(["code", "--parser", "en_nowhere"]) == 2
    assert "no parser called 'en_nowhere'" in capsys.readouterr().err


def test_dates_answers_every_line(feed: Feed, capfd: pytest.CaptureFixture[str]) -> None:
    feed(lines({"id": 1, "text": "They met on 5 May 2021.", "date": "2022-01-27"}, "nonsense", {"id": 3}))
    assert main(["dates"]) == 1
    first, second, third = answers(capfd.readouterr().out)
    (date,) = first["expressions"]
    assert (date["from"], date["to"], date["granularity"]) == ("2021-05-05", "2021-05-05", "day")
    assert "error" in second and "error" in third and third["id"] == 3


def test_explain_names_actors_date_and_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", MET, "--date", "2022-01-27"]) == 0
    out = capsys.readouterr().out
    for part in ("NORGOV", "DNKGOV", "04_consult/", "2022-01-24"):
        assert part in out


def test_doctor_says_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "RUSGOV -> TURGOV" in out
    assert "coding     works" in out


def test_doctor_runs_the_audits_of_a_warehouse(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--database", str(warehouse)]) == 1
    assert "FOUND SOMETHING" in capsys.readouterr().out  # a document with text and without a sentence


# -- questions -----------------------------------------------------------------------------------------------


def test_sql_answers_in_three_layouts(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "select origin, length(text) as size from documents"
    assert main(["sql", question]) == 0
    assert capsys.readouterr().out == f"origin  size\na.txt   {len(MET)}\n"
    assert main(["sql", question, "--csv"]) == 0
    assert capsys.readouterr().out == f"origin,size\na.txt,{len(MET)}\n"
    assert main(["sql", question, "--json", "--database", str(warehouse)]) == 0
    assert json.loads(capsys.readouterr().out) == [{"origin": "a.txt", "size": len(MET)}]


def test_an_empty_answer_says_so(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sql", "select cameo_code from events"]) == 0
    assert capsys.readouterr().out == "cameo_code\n(no rows)\n"


@pytest.mark.parametrize(
    "question", ["drop table events", "select", "select nothing from documents", "select 1; select 2"]
)
def test_a_question_that_cannot_be_answered_is_exit_code_2(warehouse: Path, question: str) -> None:
    assert main(["sql", question]) == 2


def test_query_lists_and_answers(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--json"]) == 0
    names = [each["name"] for each in json.loads(capsys.readouterr().out)]
    assert {"overview", "dyad", "rejections_by_reason"} <= set(names)
    assert main(["query", "rejections_by_reason", "--csv"]) == 0
    assert "binary" in capsys.readouterr().out
    assert main(["query", "nonsense"]) == 2
    assert main(["query", "overview", "--param", "nonsense=1"]) == 2


def test_export_writes_parquet_and_layouts(warehouse: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export"]) == 0
    assert (folder / "export").is_dir()
    assert main(["export", "events.csv", "--layout", "csv", "--since", "2022-01-01"]) == 0
    assert (folder / "events.csv").read_text().startswith("event_id,")
    assert main(["export", "events.csv", "--layout", "nonsense"]) == 2
    assert main(["export", "--where", "nonsense = 1"]) == 2
    (folder / "full").mkdir()
    (folder / "full/mine.txt").write_text("not an export")
    assert main(["export", "full"]) == 4
    assert "no earlier export" in capsys.readouterr().err


def test_codebook_shows_codes_and_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 21
    assert main(["codebook", "040"]) == 0
    out = capsys.readouterr().out
    assert "Consult" in out and "04_consult/meet" in out and "\n  + " in out
    assert main(["codebook", "mediat", "--json"]) == 0
    assert {"045"} <= {each["code"] for each in json.loads(capsys.readouterr().out)}
    assert main(["codebook", "nonsense"]) == 3


# -- coding again, verdicts, copies --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def recoded_once(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Path:
    """A warehouse with one article that two rulesets coded: the later one finds another code."""
    path = tmp_path_factory.mktemp("recoded") / "demarche.duckdb"
    coded = coder.code(plain_document(MET, dt.date(2022, 1, 27), origin="a.txt"))
    events = tuple(replace(event, cameo="042", rule="04_consult/visit", event_id="later") for event in coded.events)
    with Store.open(path) as store:
        for ruleset, made in (("rules-a", coded.events), ("rules-b", events)):
            store.start_run(ruleset, ruleset)
            store.load([replace(coded, ruleset=ruleset, events=made)], [], ruleset)
            store.finish_run(ruleset, "completed")
    return path


@pytest.fixture
def recoded(recoded_once: Path, folder: Path) -> Path:
    """A copy of that warehouse."""
    return Path(shutil.copy(recoded_once, folder))


@pytest.mark.usefixtures("recoded")
def test_diff_shows_changes_with_their_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--csv"]) == 0
    assert "rules-a" in capsys.readouterr().out
    assert main(["diff", "rules-a", "rules-b"]) == 0
    out = capsys.readouterr().out
    assert "~ NORGOV 040 DNKGOV => NORGOV 042 DNKGOV  by 04_consult/meet => 04_consult/visit  (code, rule)" in out
    assert MET in out
    assert main(["diff", "rules-a", "rules-b", "--by-rule", "--csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "04_consult/visit,0,0,1"
    assert main(["diff", "rules-a", "rules-a"]) == 0
    assert "No difference" in capsys.readouterr().out
    assert main(["diff", "rules", "rules-b"]) == 3
    assert "rules may be rules-a or rules-b" in capsys.readouterr().err
    assert main(["diff", "rules-a"]) == 2


@pytest.mark.usefixtures("recoded")
def test_verdicts_go_out_to_a_sheet_and_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--corrections"]) == 3
    assert main(["corrections", "sheet", "sheet.csv", "--count", "5"]) == 0
    with (folder / "sheet.csv").open(newline="") as stream:
        (row,) = csv.DictReader(stream)
    with (folder / "sheet.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, row)
        writer.writeheader()
        writer.writerow(row | {"verdict": "wrong"})
    assert main(["corrections", "import", "sheet.csv"]) == 2
    assert "sheet.csv:2: nobody is named as its author" in capsys.readouterr().err
    assert main(["corrections", "import", "sheet.csv", "--author", "ann"]) == 0
    assert main(["corrections", "export", "verdicts.csv"]) == 0
    assert "wrong" in (folder / "verdicts.csv").read_text()
    assert main(["evaluate", "--corrections"]) == 0
    assert "0 of 1 judged events are right" in capsys.readouterr().out
    assert main(["corrections", "import", "nowhere.csv"]) == 3
    assert main(["evaluate"]) == 2


def test_a_snapshot_can_be_read_while_the_warehouse_is_written(warehouse: Path, folder: Path) -> None:
    assert main(["snapshot", "copy.duckdb"]) == 0
    with Store.open(warehouse), Store.open(folder / "copy.duckdb", read_only=True) as copy:
        assert copy.query("select origin from documents").rows == (("a.txt",),)


# -- names ---------------------------------------------------------------------------------------------------


def test_actors_tells_rows_and_what_a_name_resolves_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "Angela Merkel", "--date", "2020-05-01"]) == 0
    out = capsys.readouterr().out
    assert "config/actors/people/europe_west.csv:" in out
    assert "Angela Merkel = DEUGOV" in out
    assert main(["actors", "Angela Merkel", "--date", "2022-05-01"]) == 0
    assert "Angela Merkel = DEUELI" in capsys.readouterr().out
    assert main(["actors", "the Turkish defence minister"]) == 0
    assert "= TUR" in capsys.readouterr().out
    assert main(["actors", "Xyzzy Plugh"]) == 3
    assert main(["actors", "Angela Merkel", "--json"]) == 0
    assert "DEUGOV" in {row["code"] for row in json.loads(capsys.readouterr().out)}


# -- what is missing or in the way ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [["sql", "select 1"], ["query", "overview"], ["export"], ["snapshot", "x"], ["diff"]]
)
def test_no_warehouse_is_exit_code_3(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 3
    assert "no warehouse here yet" in capsys.readouterr().err


def test_a_damaged_warehouse_is_exit_code_4(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "demarche.duckdb").write_bytes(b"not a database" * 1000)
    (folder / "a.txt").write_text(MET)
    assert main(["sql", "select 1"]) == 4
    assert main(["run", "a.txt"]) == 4
    assert "demarche.duckdb" in capsys.readouterr().err


@pytest.mark.parametrize("database", ["a.txt/w.duckdb", "closed/w.duckdb", "/proc/w.duckdb"])
def test_a_place_that_cannot_be_written_is_exit_code_4_before_anything_starts(
    database: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text(MET)
    (folder / "closed").mkdir(mode=0o500)
    if database.startswith("closed") and os.access(folder / "closed", os.W_OK):
        pytest.skip("this user may write everywhere")
    if database.startswith("/proc") and not Path("/proc").is_dir():
        pytest.skip("there is no /proc here")
    assert main(["run", "a.txt", "--database", database]) == 4
    assert f"{database}: cannot be made" in capsys.readouterr().err


@pytest.fixture
def locked(warehouse: Path, folder: Path) -> Iterator[Path]:
    """A warehouse that another process holds; nobody waits for it long."""
    (folder / "pipeline.toml").write_text("[work]\nlock_wait_seconds = 0.2\n")
    script = (
        "import sys; from warehouse.store import Store\n"
        "with Store.open(sys.argv[1]): print(flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        yield warehouse


def test_a_locked_warehouse_is_exit_code_4_before_anything_starts(
    locked: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text(MET)
    assert main(["run", "a.txt"]) == 4
    assert "held by another process" in capsys.readouterr().err
    assert main(["sql", "select 1"]) == 4


def test_run_names_the_paths_that_do_not_exist(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text(MET)
    assert main(["run", "a.txt", "nowhere", "gone.txt"]) == 3
    assert "nowhere, gone.txt" in capsys.readouterr().err
    assert not (folder / "demarche.duckdb").exists()


def test_a_wrong_setting_is_exit_code_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pipeline.toml").write_text("colour = 'red'\n")
    assert main(["run", "."]) == 2
    assert "pipeline.toml:1: unknown key colour" in capsys.readouterr().err


def test_a_reader_that_has_seen_enough_is_no_error(warehouse: Path) -> None:
    question = "select range, repeat('x', 1000) from range(20000)"
    process = subprocess.Popen([*CLI, "sql", question, "--csv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
