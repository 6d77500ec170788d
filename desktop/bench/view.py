"""`fireside bench view`: the conversation view with 10,000 messages and 20,000 tokens, beside bare Qt."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from desktop.bench import view_bare
from desktop.bench.report import Result
from desktop.bench.view_results import Round, results
from desktop.bench.view_stage import FLUSH
from desktop.bench.view_texts import TOKEN, conversation, stream
from desktop.core.chat import Message

KINDS = ("mixed", "code", "list", "table", "paragraph")
TAIL = 100  # messages in the browser that is the reference
MIB = 2**20
PATIENCE = 30.0  # seconds for a process to end


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    messages: int = 10_000
    tokens: int = 20_000
    steps: int = 300  # of the wheel, in each direction
    jumps: int = 60  # of the thumb


class Served:
    """A process that does what it is told, a line each."""

    def __init__(self, command: list[str], folder: Path) -> None:
        words = [sys.executable, *command, str(folder)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ask("nothing")  # it has come up then

    def ask(self, words: str) -> dict[str, list[float]]:
        """Have something done; gives what was measured, in milliseconds. Raises RuntimeError."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(words + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the measured process ended at “{words}”")
        return json.loads(answer)

    def memory(self) -> float:
        """Give the memory that the process holds, in MiB."""
        return psutil.Process(self._process.pid).memory_info().rss / MIB

    def close(self) -> None:
        """End the process."""
        with suppress(BrokenPipeError):
            self._process.communicate(timeout=PATIENCE)


def run(rounds: int, size: Size = Size()) -> list[Result]:
    """Measure the view and the reference in turn, each in processes of its own."""
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as name:
        folder = Path(name)
        messages = conversation(size.messages)
        _store(folder / "chats.db", messages)
        _write(folder, messages, size)
        return results([_round(folder, size) for _ in range(rounds)])


def _round(folder: Path, size: Size) -> Round:
    made = Round()
    _conversation(made, folder, size)
    _bare(made, folder, size)
    _from_disk(made, folder)
    _cold(made, folder, size)
    for kind in KINDS:
        with closing(_stage(folder)) as stage:
            stage.ask("warm")
            made.take(f"stream {kind}", stage.ask(f"stream {kind} {size.tokens}"))
        with closing(_reference(folder)) as bare:
            made.take(f"bare stream {kind}", bare.ask(f"stream {kind} {FLUSH * TOKEN}"))
    return made


def _conversation(made: Round, folder: Path, size: Size) -> None:
    with closing(_stage(folder)) as stage:
        stage.ask("warm")
        stage.ask(f"make {size.messages}")
        made.take("open", stage.ask("open"))
        made.take("reopen", stage.ask("open"))
        made.take("scroll", stage.ask(f"scroll {size.steps}"))
        made.take("jump", stage.ask(f"jump {size.jumps}"))
        made.note("memory", stage.memory())
        made.take("find", stage.ask("find"))


def _bare(made: Round, folder: Path, size: Size) -> None:
    with closing(_reference(folder)) as bare:
        made.note("bare memory", bare.memory())
        made.take("bare open", bare.ask("open"))
        made.take("bare scroll", bare.ask(f"scroll {size.steps}"))
        made.take("bare jump", bare.ask(f"jump {size.jumps}"))
        made.note("browser memory", bare.memory())


def _from_disk(made: Round, folder: Path) -> None:
    with closing(_stage(folder)) as stage:
        stage.ask("warm")
        made.take("read", stage.ask("read"))
        made.note("memory with the store", stage.memory())


def _cold(made: Round, folder: Path, size: Size) -> None:
    with closing(_stage(folder)) as stage:
        stage.ask(f"make {size.messages}")
        made.take("cold", stage.ask("open"))


def _stage(folder: Path) -> Served:
    return Served(["-m", "desktop.bench.view_stage"], folder)


def _reference(folder: Path) -> Served:
    return Served([str(Path(view_bare.__file__))], folder)


def _write(folder: Path, messages: list[Message], size: Size) -> None:
    """Write down what the reference shows; it knows nothing of Fireside."""
    tail = "\n\n".join(message.text for message in messages[-TAIL:])
    (folder / "tail.md").write_text(tail, encoding="utf-8")
    for kind in KINDS:
        (folder / f"{kind}.md").write_text(stream(kind, size.tokens), encoding="utf-8")


def _store(path: Path, messages: list[Message]) -> None:
    from desktop.store.chats import NewMessage  # here: SQLAlchemy takes a quarter of a second
    from desktop.store.opening import open_store

    with closing(open_store(path, "bench", lambda owner: False)) as opened:
        chat = opened.chats.new_chat("Fire")
        parent = None
        for message in messages:
            new = NewMessage(parent, message.role, message.text, message.status, message.record)
            parent = opened.chats.add(chat.id, new).id
