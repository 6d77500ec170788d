"""When the application dies, however it dies, no process of its engine outlives it."""

from __future__ import annotations

import subprocess
import sys
import time

import psutil
import pytest

from tests.fakes import gguf

SCRIPTED, LLAMA = "tests.fakes.scripted", "desktop.engine.llama"
RANGE = "{% for i in range(99999) %}"
TEMPLATE = "{% for m in messages %}{{ m.content }}{% endfor %}"
LOOP = TEMPLATE + "{% if messages | length > 4 %}" + RANGE * 3 + "{% endfor %}" * 3 + "{% endif %}"


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "tiny.gguf"
    path.write_bytes(gguf.tiny_model(LOOP))
    return path


@pytest.fixture
def parent():
    """Start a small application; give it and all processes of its engine."""
    started = []

    def parent(*arguments):
        command = [sys.executable, "-m", "tests.fakes.parent", *map(str, arguments)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        started.append(process)
        engine = psutil.Process(int(process.stdout.readline()))
        return process, [engine, *engine.children(recursive=True)]

    yield parent
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def gone(process):
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def all_gone(processes, within):
    end = time.monotonic() + within
    while not all(gone(p) for p in processes):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize(
    ("backend", "texts"),
    [
        (LLAMA, []),
        (LLAMA, ["x" * 300]),
        (LLAMA, ["1", "2", "3", "4", "unseen"]),
        (SCRIPTED, ["hang"]),
        (SCRIPTED, ["flood 100000000 0"]),
        (SCRIPTED, ["deaf"]),
    ],
    ids=["idle", "answering", "in a template", "waiting", "flooding", "deaf"],
)
def test_a_killed_application_takes_its_engine_along(parent, model, backend, texts):
    process, processes = parent(backend, model, *texts)
    assert len(processes) == (2 if backend == LLAMA else 1)
    process.kill()
    process.wait()
    assert all_gone(processes, within=5)


@pytest.mark.parametrize("texts", [[], ["1", "2", "3", "4", "unseen"]], ids=["idle", "in a template"])
def test_a_killed_engine_takes_its_template_process_along(parent, model, texts):
    _, (engine, child) = parent(LLAMA, model, *texts)
    engine.kill()
    assert all_gone([engine, child], within=5)


def test_an_application_that_ends_without_closing_is_not_held_up(tmp_path):
    script = (
        "from tests.fakes import scripted\n"
        "from tests.fakes.engine_process import RealEngine\n"
        "from pathlib import Path\n"
        "if __name__ == '__main__':\n"
        "    engine = RealEngine(scripted.Backend)\n"
        "    engine.end(engine.load(Path('m.gguf')))\n"
        "    print(engine.client.pid, flush=True)\n"
        "    raise SystemExit(3)\n"
    )
    file = tmp_path / "app.py"
    file.write_text(script)
    result = subprocess.run(
        [sys.executable, str(file)],
        env={"PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 3, result.stderr
    assert not psutil.pid_exists(int(result.stdout))
