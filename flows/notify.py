"""Tell a program of the user's how a run ended."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from typing import Any

from flows.settings import Settings


def notify(settings: Settings, status: str, report: Mapping[str, Any], say: Callable[[str], None]) -> None:
    """Run ``[notify] command`` with the report of a run as one JSON object on its standard input, where it is wanted.

    ``status`` is completed, failed or cancelled.  No shell is involved.  A command that fails or takes too long is
    told by ``say`` and changes nothing about the run.
    """
    if not settings.notify_command or (settings.notify_on == "failure" and status == "completed"):
        return
    name = settings.notify_command[0]
    try:
        done = subprocess.run(
            settings.notify_command,
            input=json.dumps({"status": status, **report}, ensure_ascii=False, default=str).encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=settings.notify_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        say(f"nobody was notified: {name} took longer than {settings.notify_seconds:g} s")
    except OSError as error:
        say(f"nobody was notified: {name} cannot be run ({error.strerror})")
    else:
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
            say(": ".join([f"{name} was to notify somebody and ended with exit code {done.returncode}", *said]))
