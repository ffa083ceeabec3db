"""``demarche version``: which Demarche this is."""

from __future__ import annotations

import argparse

from flows.commands.exits import DONE

HELP = """\
print the version
demarche doctor tells more.

example:
  demarche version"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """This command has no arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Print the version."""
    from importlib.metadata import version

    print(f"demarche {version('demarche')}")
    return DONE
