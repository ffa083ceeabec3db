"""Settings: whose word counts, and what is an error."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractors.extras import MissingExtra
from extractors.resources import ConfigError
from flows.runners import check_runner
from flows.settings import default_workers, load_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_ours_hold_where_nobody_says_otherwise() -> None:
    settings = load_settings()
    assert settings.database == "demarche.duckdb"
    assert settings.workers == default_workers() >= 1


def test_the_users_file_overrides_ours_and_the_command_line_both(folder: Path) -> None:
    (folder / "pipeline.toml").write_text('database = "mine.duckdb"\nexport = "out"\n[work]\nworkers = 3\n')
    settings = load_settings(database="other.duckdb", workers=None)
    assert (settings.database, settings.export, settings.workers) == ("other.duckdb", "out", 3)
    assert settings.batch_documents == load_settings(folder / "pipeline.toml").batch_documents


def test_a_named_file_replaces_the_one_in_the_folder(folder: Path) -> None:
    (folder / "pipeline.toml").write_text('database = "mine.duckdb"\n')
    (folder / "other.toml").write_text('export = "out"\n')
    assert load_settings("other.toml").database == "demarche.duckdb"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# mine\ndatabse = 'x'\n", "pipeline.toml:2: unknown key databse"),
        ("[work]\nwokers = 2\n", "pipeline.toml:2: unknown key wokers"),
        ("[wrok]\n", "pipeline.toml:1: unknown key wrok"),
        ("work = 2\n", "pipeline.toml:1: work must be a table"),
        ("[work]\nworkers = 'two'\n", "pipeline.toml:2: workers must be a whole number"),
        ("[work]\nworkers = true\n", "pipeline.toml:2: workers must be a whole number"),
        ("[work]\n\nworkers = -1\n", "pipeline.toml:3: workers must be at least 0"),
        ("[work]\nrunner = 'cluster'\n", "pipeline.toml:2: runner must be one of processes, dask"),
        ("database = 5\n", "pipeline.toml:1: database must be a string"),
        ("database =\n", "pipeline.toml: "),
    ],
)
def test_what_cannot_be_is_an_error_with_its_place(folder: Path, text: str, message: str) -> None:
    (folder / "pipeline.toml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        load_settings()


def test_a_named_file_must_exist() -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: there is no such file"):
        load_settings("nowhere.toml")


def test_a_runner_whose_library_is_missing_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    check_runner(load_settings())
    with pytest.raises(MissingExtra, match=r"demarche\[dask\]"):
        check_runner(load_settings(runner="dask"))
