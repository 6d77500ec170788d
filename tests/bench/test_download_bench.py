"""The benchmark of downloads runs and gives what is agreed; how fast anything is, is never asserted."""

from __future__ import annotations

from desktop.bench import download
from desktop.cli.commands import parser


def test_it_measures_beside_a_reference_and_leaves_nothing_running():
    results = download.run(1, size=3_000_000)
    throughput, flowing, stalled, memory = results
    assert throughput.unit == "MB/s"
    assert throughput.reference > 0
    assert throughput.ratio > 0
    assert throughput.name.endswith(("curl", "urllib"))
    assert [flowing.unit, stalled.unit, memory.unit] == ["s", "s", "MB"]
    assert all(result.ok is not None for result in results)


def test_the_command_knows_it():
    options = parser().parse_args(["bench", "download", "--json", "--rounds", "1"])
    assert (options.name, options.json) == ("download", True)
