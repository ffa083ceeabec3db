"""``demarche ingest`` of a feed with a real Prefect server: news, new versions, a host that fails, a run that is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from feed_server import FeedServer, Item, article, drip, page, rss

from warehouse.store import Store

pytestmark = pytest.mark.prefect

CLI = (sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())")
SAVE = "from prefect.blocks.system import Secret; Secret(value='hunter22').save('gazette-key')"
SOURCES = """
[[source]]
name = "gazette"
reader = "feed"
location = "{url}/feed?user=${{GAZETTE_USER}}"
headers = {{X-Api-Key = "${{secret:gazette-key}}"}}
publisher = "The Gazette"
allow_private = true
pause_seconds = 0
request_seconds = 10
"""


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with Store.open(database, read_only=True) as store:
        return list(store.query(sql).rows)


def ingest(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CLI, "ingest", "gazette"], cwd=folder, capture_output=True, text=True, timeout=240, check=False
    )


@pytest.mark.usefixtures("prefect_server")
def test_a_feed_from_its_first_reading_to_a_new_version(
    tmp_path: Path, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAZETTE_USER", "hunter33")
    (tmp_path / "sources.toml").write_text(SOURCES.format(url=server.url))
    (tmp_path / "pipeline.toml").write_text("[work]\nworkers = 1\n")
    links = [server.play(f"/{n}.html", page(n).encode()) for n in range(3)]
    items = [Item(n, f"{link}?key=hunter22") for n, link in enumerate(links)]
    server.play("/feed", rss([*items, Item(3, full=f"<p>{article(3)}</p>")]), has_etag=True)
    database = tmp_path / "demarche.duckdb"
    subprocess.run([sys.executable, "-c", SAVE], check=True, timeout=120)
    # Killed when two pages have been fetched and nothing is committed yet.
    server.play("/0.html", pieces=drip(b"<p>", 0.5, 100))
    process = subprocess.Popen([*CLI, "ingest", "gazette"], cwd=tmp_path)
    while not server.asked["/0.html"]:
        assert process.poll() is None
        time.sleep(0.1)
    process.kill()
    process.wait()
    assert rows(database, "select count(*) from documents") == [(0,)]
    server.play("/0.html", page(0).encode())
    assert (done := ingest(tmp_path)).returncode == 0, done.stderr
    assert rows(database, "select record_id from documents order by 1") == [(f"case-{n}",) for n in range(4)]
    assert server.headers["/feed"]["X-Api-Key"] == "hunter22"
    server.play("/feed", rss([items[1], Item(3, full=f"<p>{article(3, 'praised')}</p>")]), has_etag=True)
    assert "new versions" in ingest(tmp_path).stdout
    assert (server.asked["/1.html"], server.asked["/0.html"]) == (2, 2)
    assert rows(database, "select record_id, superseded_by is null from superseded_documents") == [("case-3", False)]
    assert rows(database, "select count(*), count(distinct record_id) from documents") == [(4, 4)]

    server.play("/feed", status=503)
    done = ingest(tmp_path)
    assert done.returncode == 3
    assert "demarche: the source gazette: " in done.stderr and "answers with the status 503" in done.stderr
    assert rows(database, "select status from runs order by started_at desc limit 1") == [("failed",)]
    tables = [str(name) for (name,) in rows(database, "select table_name from duckdb_tables()")]
    kept = "".join(repr(rows(database, f"select * from {table}")) for table in tables)
    for secret in ("hunter22", "hunter33"):
        assert secret not in kept + done.stderr + done.stdout
    assert "key=${secret:gazette-key}" in kept and "user=${GAZETTE_USER}" in kept
