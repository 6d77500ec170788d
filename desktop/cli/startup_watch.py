"""The measured process of the start-up benchmark: the shipped start, with somebody who types at once.

Run as a module with the words of the command line. Imports nothing above, since the engine process imports
this module, too.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Start the window."""
    from desktop.viewmodels.light_imports import import_lightly

    import_lightly()  # as `cli.main` does, before anything else
    from desktop import app_runs
    from desktop.cli.main import main as run
    from desktop.cli.startup_eye import Watched

    app_runs.Opening = Watched
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
