"""Starts the application. Imports nothing heavy: the engine process imports this module too."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Entry point of the installed program."""
    multiprocessing.freeze_support()
    from desktop.cli.main import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
