"""`fireside models list`, `scan`, `remove` and `fit`: the models on this computer."""

from __future__ import annotations

import argparse
import json

from desktop.cli.output import PlainSpeaker, write
from desktop.core.places import Places
from desktop.services.library import Library


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry out one of these verbs."""
    models = Library(places.models).installed()
    if options.json:
        listed = [{"name": m.name, "quant": m.quant, "size": m.size, "path": str(m.path)} for m in models]
        write(json.dumps({"models": listed}, ensure_ascii=False) + "\n")
    else:
        for model in models:
            write(f"{model.name} {model.quant}  {PlainSpeaker().size(model.size)}  {model.path}\n")
    return 0
