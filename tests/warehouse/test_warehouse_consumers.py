"""Our layouts read by the code of those who read the originals; skipped where it is not installed."""

from __future__ import annotations

import csv
import importlib
import importlib.metadata
import importlib.util
import sys
import threading
import types
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from builders import coded

from flows import dimensions
from warehouse.store import Store

# Layout, the name of the table in gdeltPyR, and the file of its columns among the data that it installs.
GDELT = {
    "gdelt1": ("events", "events1.csv"),
    "gdelt2": ("events", "events2.csv"),
    "gdelt2-mentions": ("mentions", "mentions.csv"),
}


@pytest.fixture
def gdelt_reader(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the module of gdeltPyR that fetches and reads one file.

    Only this module: the package as a whole fetches its list of codes from the network when it is imported.
    """
    spec = importlib.util.find_spec("gdelt")
    if spec is None or spec.submodule_search_locations is None:
        pytest.skip("gdeltPyR (pip install gdelt) is not installed")
    package = types.ModuleType("gdelt")
    package.__path__ = list(spec.submodule_search_locations)
    monkeypatch.setitem(sys.modules, "gdelt", package)
    return importlib.import_module("gdelt.parallel")


def gdelt_columns(name: str) -> list[str]:
    """Return the column names of a table as gdeltPyR installs them."""
    (found,) = [file for file in importlib.metadata.files("gdelt") or () if file.name == name]
    path = Path(str(found.locate()))
    path = path if path.exists() else Path(sys.prefix) / "data" / name
    with path.open(encoding="utf-8", newline="") as stream:
        return [row["name"] for row in csv.DictReader(stream)]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Yield a folder and the address at which this machine serves it."""
    folder = tmp_path / "served"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("name", GDELT)
def test_gdeltpyr_reads_the_gdelt_layouts(store: Store, gdelt_reader: Any, served: tuple[Path, str], name: str) -> None:
    dimensions.load(store)
    store.load(
        [coded(number) for number in range(3)] + [coded(9, cameo="036", root="03", quad=1, goldstein=4.0)], [], "run"
    )
    folder, address = served
    table, columns = GDELT[name]
    report = store.export_layout(name, folder / "20211226.export.CSV")
    with zipfile.ZipFile(folder / "20211226.export.CSV.zip", "w") as packed:
        packed.write(report.file, report.file.name)
    frame = gdelt_reader._mp_worker(f"{address}/20211226.export.CSV.zip", table=table)
    frame.columns = gdelt_columns(columns)
    assert len(frame) == report.rows > 0
    assert set(frame["GLOBALEVENTID"].map(type)) == {int}
    if table == "events":
        shown = frame[["EventCode", "EventRootCode", "QuadClass", "GoldsteinScale"]]
        assert set(shown.itertuples(index=False, name=None)) == {
            ("111", "11", 3, -2.0),
            ("036", "03", 1, 4.0),
        }
        assert set(frame["SQLDATE"]) == {20211226}
        assert set(frame["Actor1Name"]) == {"NORLAND"}
        assert sorted(frame["NumArticles"]) == [1, 3]
    else:
        assert set(frame["MentionTimeDate"]) == {20211226000000}
        assert set(frame["MentionType"]) == {1}
