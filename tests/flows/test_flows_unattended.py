"""Runs that nobody watches: schedules, overlap, signals, notification, the form of every flow, and what a terminal shows."""

from __future__ import annotations

import datetime as dt
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
from prefect.states import State

from extractors.sources import FIRST_SLOT, Source
from flows import deployed, export_events, ingest_source
from flows.alone import alone
from flows.backfill import backfill
from flows.cli import main
from flows.code_texts import code_texts
from flows.export_events import LayoutName
from flows.maintain import maintain
from flows.notify import notify
from flows.options import Options
from flows.recode import recode
from flows.retry import retry
from flows.serving import deployment_name, is_due, schedule
from flows.settings import Settings, load_settings
from warehouse.store import Store, layouts

NOW = dt.datetime(2026, 3, 1, 12, 7, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "sources.toml").write_text('[[source]]\nname = "gazeta"\nreader = "files"\nlocation = "in"\n')
    return tmp_path


# -- schedules ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "is_missed"),
    [(None, True), (NOW - dt.timedelta(hours=5), True), (NOW - dt.timedelta(minutes=6), False), (NOW, False)],
)
def test_what_was_missed_is_due_once_when_serving_begins(read: dt.datetime | None, is_missed: bool) -> None:
    assert is_due(Source("a", schedule="1 h"), read, NOW) == is_missed


def test_schedules_are_prefects() -> None:
    often, daily = Source("a", schedule="15 min"), Source("b", schedule="0 6 * * *", time_zone="Europe/Warsaw")
    assert (schedule(often).interval, schedule(often).anchor_date) == (dt.timedelta(minutes=15), FIRST_SLOT)
    assert (schedule(daily).cron, schedule(daily).timezone) == ("0 6 * * *", "Europe/Warsaw")
    assert deployment_name(Source("a/b 100%")) == "a-b 100-"


def test_a_slot_that_a_later_run_has_covered_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open("demarche.duckdb") as store:
        store.start_run("x", "rules", command="ingest-source gazeta")
        store.finish_run("x", "completed")
    monkeypatch.setattr(ingest_source, "due_at", lambda: dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1))
    state: Any = ingest_source.ingest_source.fn("gazeta")
    assert isinstance(state, State)
    assert (state.name, state.is_completed()) == ("Caught up", True)


@pytest.mark.usefixtures("folder")
def test_a_source_that_another_run_reads_is_left_to_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ingest_source, "is_deployed", lambda: True)
    with alone("demarche.duckdb", "gazeta"):
        state: Any = ingest_source.ingest_source.fn("gazeta")
    assert isinstance(state, State) and state.is_cancelled()
    assert "by another run; the next run reads the rest" in str(state.message)


@pytest.mark.usefixtures("folder")
def test_serve_says_what_it_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve"]) == 2
    assert "sources.toml: no source with a reader has a schedule" in capsys.readouterr().err
    assert main(["serve", "gazeta"]) == 2
    assert "the source gazeta has no schedule" in capsys.readouterr().err
    assert main(["maintain"]) == 3


# -- signals ------------------------------------------------------------------------------------------------------


def test_a_run_by_itself_is_asked_to_stop_and_a_second_time_made_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployed, "is_deployed", lambda: True)
    hits: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: hits.append(number))
    try:
        with deployed.stoppable() as asked:
            os.kill(os.getpid(), signal.SIGINT)
            assert asked.is_set()
            os.kill(os.getpid(), signal.SIGTERM)
            assert hits == []
            os.kill(os.getpid(), signal.SIGTERM)
            assert hits == [signal.SIGTERM]
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler or signal.getsignal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGTERM, before)


# -- notification -------------------------------------------------------------------------------------------------


def with_hook(code: str, when: str = "failure", seconds: float = 20) -> Settings:
    command = json.dumps([sys.executable, "-c", code])
    Path("pipeline.toml").write_text(f'[notify]\ncommand = {command}\non = "{when}"\nseconds = {seconds}\n')
    return load_settings()


TO_FILE = "import sys; open('told.json', 'w').write(sys.stdin.read())"


def test_the_hook_gets_the_report_as_json(folder: Path) -> None:
    said: list[str] = []
    report = {"documents": 3, "message": "Łódź", "day": dt.date(2022, 1, 27)}
    notify(with_hook(TO_FILE), "completed", report, said.append)
    assert not (folder / "told.json").exists()
    notify(with_hook(TO_FILE), "failed", report, said.append)
    told = json.loads((folder / "told.json").read_text())
    assert told == {"status": "failed", "documents": 3, "message": "Łódź", "day": "2022-01-27"}
    notify(with_hook(TO_FILE, "always"), "completed", report, said.append)
    assert json.loads((folder / "told.json").read_text())["status"] == "completed"
    assert said == []


@pytest.mark.usefixtures("folder")
def test_a_hook_that_fails_is_told_and_hides_nothing() -> None:
    said: list[str] = []
    notify(with_hook("import sys; sys.exit('no route')"), "failed", {}, said.append)
    notify(with_hook("import time; time.sleep(30)", seconds=1), "failed", {}, said.append)
    Path("pipeline.toml").write_text('[notify]\ncommand = ["./nowhere"]\n')
    notify(load_settings(), "failed", {}, said.append)
    assert said[0].endswith("was to notify somebody and ended with exit code 1: no route")
    assert said[1].endswith("took longer than 1 s")
    assert said[2] == "nobody was notified: ./nowhere cannot be run (No such file or directory)"


# -- forms --------------------------------------------------------------------------------------------------------

FLOWS = (code_texts, ingest_source.ingest_source, backfill, recode, retry, export_events.export, maintain)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_parameter_has_a_type_that_a_form_can_show(flow: Any) -> None:
    form = flow.parameters.model_dump()
    options = form["definitions"]["Options"]["properties"]
    assert all(field.get("description") for field in options.values())
    assert options["workers"]["anyOf"][0] == {"minimum": 1, "type": "integer"}
    for name, field in form["properties"].items():
        choices = field.get("anyOf") or field.get("allOf") or [field]
        assert all("type" in choice or "$ref" in choice for choice in choices), name
        assert field.get("title") and field.get("description"), name


def test_forms_offer_choices_and_check_what_is_entered() -> None:
    layout = export_events.export.parameters.model_dump()["properties"]["layout"]
    assert layout["anyOf"][0]["enum"] == [each.name for each in layouts()] == list(get_args(LayoutName))
    assert ingest_source.ingest_source.parameters.required == ["name"]
    day = backfill.parameters.model_dump()["properties"]["since"]
    assert day["anyOf"][0] == {"format": "date", "type": "string"}
    with pytest.raises(Exception, match="workers"):
        recode.validate_parameters({"options": {"workers": 0}})
    with pytest.raises(Exception, match="layout"):
        export_events.export.validate_parameters({"layout": "gdelt3"})
    assert Options(workers=2).settings().workers == 2


# -- a terminal ---------------------------------------------------------------------------------------------------

SHOW = """
import time
from flows.progress import showing_progress
with showing_progress(1000) as progress:
    for _ in range(30):
        progress.advance(1, 20)
        time.sleep(0.1)
"""


def test_a_terminal_shows_rate_and_time_left() -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "140", "TERM": "xterm"}
    with subprocess.Popen([sys.executable, "-c", SHOW], stderr=theirs, stdout=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    assert process.returncode == 0
    text = shown.decode(errors="replace")
    assert "documents, 1" in text and " a second" in text
    assert "about 2 s left" in text and "coding" in text
