from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.server import PrefectServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A Prefect server for the runs of a module, as where PREFECT_API_URL is set."""
    home = tmp_path_factory.mktemp("prefect")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(home))
        server = PrefectServer(home)
        patch.setenv("PREFECT_API_URL", server.start())
        yield
        server.stop()
