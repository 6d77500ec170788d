"""`fireside bench NAME`: measures on this machine and prints figures beside their references."""

from __future__ import annotations

import argparse
import json

from desktop.bench.report import Result, report
from desktop.cli.output import write


def run(options: argparse.Namespace) -> int:
    """Run one benchmark and print what it gave."""
    results = _measure(options)
    if options.json:
        write(json.dumps(report(options.name, results), ensure_ascii=False) + "\n")
    else:
        for result in results:
            write(_line(result) + "\n")
    return 0


def _measure(options: argparse.Namespace) -> list[Result]:
    if options.name == "download":
        from desktop.bench import download

        return download.run(options.rounds)
    if options.name == "kill":
        from desktop.bench import kill

        return kill.run(options.rounds)
    if options.name == "library":
        from desktop.bench import library

        return library.run(options.rounds)
    if options.name == "search":
        from desktop.bench import search

        return search.run(options.chats or search.CHATS, options.rounds, *options.files[:1])
    if options.name == "startup":
        from desktop.bench import startup

        return startup.run(options.rounds)
    if options.name == "stream":
        from desktop.bench import stream

        return stream.run(options.rounds)
    if options.name == "view":
        from desktop.bench import view

        return view.run(options.rounds)
    return _measure_engine(options)


def _measure_engine(options: argparse.Namespace) -> list[Result]:
    if options.name == "fit":
        from desktop.bench import fit

        return fit.run(options.model)
    if options.name == "quants":
        from desktop.bench import quants

        return quants.run(options.files, options.rounds)
    if options.name == "stop":
        from desktop.bench import stop

        return stop.run(options.model, options.rounds)
    if options.name == "resume":
        from desktop.bench import resume

        return resume.run(options.model, options.rounds)
    if options.name == "prefix":
        from desktop.bench import prefix

        return prefix.run(options.model, options.rounds)
    from desktop.bench import decode

    return decode.run(options.model, options.rounds, options.llama_bench)


def _line(result: Result) -> str:
    text = f"{result.name}: {result.value:.3f} {result.unit}"
    if result.reference is not None and result.ratio is not None:
        text += f"; reference {result.reference:.3f} {result.unit}, ratio {result.ratio:.3f}"
    if result.ok is not None:
        text += f" ({result.goal}: {'reached' if result.ok else 'missed'})"
    return text
