"""Starts the application. Imports nothing heavy: the engine process imports this module too."""

from __future__ import annotations

import sys


def main() -> int:
    """Entry point of the installed program."""
    if getattr(sys, "frozen", False):  # only a frozen program starts its engine through this function
        import multiprocessing  # here: it costs the first frame 10 ms

        multiprocessing.freeze_support()
    from desktop.cli.main import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
