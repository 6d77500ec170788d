"""`fireside bench NAME`: measures on this machine and prints figures beside their references.

Reports are tools of developers and stay English, names and goals included; only what is said about a
wrong command line is in the user's language.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import Any

from desktop.bench.report import Result, report
from desktop.cli.output import Usage, write, write_json

CHECKOUT = ("quants", "startup", "view")  # what these need besides the program is not packed with it


def run(options: argparse.Namespace) -> int:
    """Run one benchmark and print what it gave. Raises `Usage`."""
    if getattr(sys, "frozen", False) and options.name in CHECKOUT:
        translate = options.speaker.translate
        said = translate(
            "Terminal", "fireside bench {name}: this needs a checkout of Fireside, not a packed program."
        )
        raise Usage(said.format(name=options.name))
    results = _measure(options)
    if options.json:
        write_json(report(options.name, results))
    else:
        for result in results:
            write(_line(result) + "\n")
    return 0


def _measure(options: argparse.Namespace) -> list[Result]:
    """Import the benchmark that is asked for, and no other one: some bring the window along."""
    bench: Any = import_module(f"desktop.bench.{options.name}")
    match options.name:
        case "search":
            return bench.run(options.chats or bench.CHATS, options.rounds, *options.files[:1])
        case "sidebar" | "export":
            return bench.run(options.chats or bench.CHATS, options.rounds)
        case "startup":
            return bench.run(options.rounds, options.chats or bench.FEW)
        case "stop" | "resume" | "prefix":
            return bench.run(options.model, options.rounds)
        case "fit":
            return bench.run(options.model)
        case "quants":
            return bench.run(options.files, options.rounds)
        case "decode":
            return bench.run(options.model, options.rounds, options.llama_bench)
        case _:
            return bench.run(options.rounds)


def _line(result: Result) -> str:
    text = f"{result.name}: {result.value:.3f} {result.unit}"
    if result.reference is not None and result.ratio is not None:
        text += f"; reference {result.reference:.3f} {result.unit}, ratio {result.ratio:.3f}"
    if result.ok is not None:
        text += f" ({result.goal}: {'reached' if result.ok else 'missed'})"
    return text
