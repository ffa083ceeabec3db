"""Exit codes, and which error leads to which."""

from __future__ import annotations

DONE = 0
FOUND = 1
USAGE = 2
MISSING = 3
WAREHOUSE = 4
FAILED = 5

EXIT_CODES = {
    DONE: "done; documents that could not be used are reported as rejections",
    FOUND: "done, but something is wrong: a line that could not be coded, a failed check or audit",
    USAGE: "wrong usage or configuration: an option, pipeline.toml, a config file, the SQL of a question, a sheet of verdicts",
    MISSING: "the input or the warehouse does not exist",
    WAREHOUSE: "the warehouse is locked, damaged, too new or cannot be written; or an export cannot",
    FAILED: "interrupted, or failed in the middle; what was loaded is kept",
}


class Stop(Exception):
    """Ends a command with a message and an exit code."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def exit_code(error: Exception) -> int | None:
    """Return the exit code for an error whose message is meant for users, or None for any other."""
    # By name first: what is not imported cannot have been raised, and importing it takes a while.
    names = {base.__name__ for base in type(error).__mro__}
    for code, known in (
        (USAGE, {"ConfigError", "ParserError", "QueryError", "CorrectionError"}),
        (MISSING, {"MissingExtra", "ReadError", "SourceUnavailable", "WarehouseMissing"}),
        (WAREHOUSE, {"WarehouseError", "SourceBusy"}),
        (FAILED, {"WorkersFailed", "ServerFailed"}),
    ):
        if names & known:
            return code
    return None
