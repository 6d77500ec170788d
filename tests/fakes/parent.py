"""A small application with an engine, to be killed: `python -m tests.fakes.parent BACKEND PATH TEXT...`.

Prints a line with the engine's number once the prompt of the last turn is being processed, or after a
moment if it never is, and then waits for its death.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from desktop.core.sampling import Sampling
from desktop.engine.protocol import Loaded, Prompting
from tests.fakes.engine_process import RealEngine


def main():
    module, path, *texts = sys.argv[1:]
    engine = RealEngine(importlib.import_module(module).Backend)
    engine.first(Loaded, engine.load(Path(path), 512))
    if texts:
        request = engine.generate(*texts, sampling=Sampling(temperature=0), ignore_end=True)
        if texts[-1] != "unseen":
            engine.first(Prompting, request)
    sys.stdout.write(f"{engine.client.pid}\n")
    sys.stdout.flush()
    engine.inbox.run_until(lambda: False, timeout=60)


if __name__ == "__main__":
    main()
