"""The settings that Prefect finds in its environment; to be called before the first ``import prefect``.

Prefect reads ``[tool.prefect]`` of pyproject.toml only where that file lies in the current folder, so the command line
sets its defaults here.  Whatever the user has set stands.
"""

from __future__ import annotations

import os
from pathlib import Path

DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # Blocks are Prefect's way to keep credentials and storage; a run needs none, and registering them takes seconds.
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    # The logs still go to the server; on the terminal the command line speaks for itself.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_COLORS": "false",
}


def prepare() -> Path:
    """Set the defaults: Prefect's files in ``./.prefect``, nothing leaves the machine, no noise; return that folder."""
    os.environ.setdefault("PREFECT_HOME", str(Path(".prefect").absolute()))
    home = Path(os.environ["PREFECT_HOME"])
    # Prefect would copy its pages into its own package, which may belong to somebody else.
    os.environ.setdefault("PREFECT_UI_STATIC_DIRECTORY", str(home / "pages"))
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    return home
