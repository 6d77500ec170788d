"""Whole chats with the real small model, in the window and in the terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.cli.selftest_parts import PARTS
from desktop.core.chat import Finish, Role, Status
from desktop.store.opening import open_store

COMMAND = [sys.executable, "-m", "desktop"]
FULL = Path("/dev/full")
CALM = ("--temperature", "0", "--max-tokens", "24")


def fireside(folder, *arguments, **options):
    return subprocess.run(
        [*COMMAND, "--data-dir", str(folder), *arguments],
        capture_output=True,
        text=True,
        timeout=180,
        **options,
    )


def stored(folder):
    """Give the messages of every chat, the newest chat first."""
    store = open_store(folder / "chats.db", "test", lambda owner: False)
    try:
        return [store.chats.messages(chat.id) for chat in store.chats.chats()]
    finally:
        store.close()


def test_a_chat_of_two_turns_in_the_window(start):
    user = start(backend=None)
    conversation = user.app.chat.conversation
    conversation.fitting.adjust = lambda s: replace(s, temperature=0.0, max_tokens=24)
    first = user.ask("What is the capital of France?")
    second = user.ask("And what is it famous for?")
    assert first.text
    assert second.text
    assert second.record.finish in (Finish.LENGTH, Finish.STOP)
    # The second prompt begins with the first one and its answer; only what is new is processed.
    assert second.record.reused_tokens >= first.record.prompt_tokens
    assert second.record.prompt_tokens > second.record.reused_tokens
    assert second.record.tokens_per_second > 0


def test_the_terminal_streams_an_answer_and_keeps_it(tmp_path):
    done = fireside(tmp_path, "chat", "What is the capital of France?", *CALM)
    assert (done.returncode, done.stderr) == (0, "")
    question, answer = stored(tmp_path)[0]
    assert (question.role, question.text) == (Role.USER, "What is the capital of France?")
    assert answer.text == done.stdout.rstrip("\n")
    assert answer.record.quant == "Q4_1"


def test_json_prints_one_object_and_nothing_else(tmp_path):
    done = fireside(tmp_path, "chat", "Say hi.", "--json", "--seed", "5", "--max-tokens", "8")
    printed = json.loads(done.stdout)
    assert printed["tokens"] <= 8
    assert printed["seed"] == 5
    assert printed["text"]
    assert {
        "prompt_tokens",
        "reused_tokens",
        "first_token_seconds",
        "tokens_per_second",
        "model",
        "finish",
    } <= set(printed)
    assert done.stdout.count("\n") == 1


def test_a_dialogue_reads_line_by_line_and_reuses_the_prefix(tmp_path):
    done = fireside(tmp_path, "chat", *CALM, input="Hello!\n\nAnd now?\n")
    assert done.returncode == 0
    (messages,) = stored(tmp_path)
    assert [m.text for m in messages[::2]] == ["Hello!", "And now?"]
    assert messages[3].record.reused_tokens >= messages[1].record.prompt_tokens


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["chat", "hi", "--model", "/no/such.gguf"], 1, "not there"),
        (["chat", "hi", "--model", "nonsense"], 1, "no model named nonsense"),
        (["chat", "  "], 1, "no question"),
        (["chat", "--json"], 2, "needs a PROMPT"),
        (["chat", "hi", "--max-tokens", "0"], 2, "must be 1 or more"),
        (["chat", "hi", "--seed", "x"], 2, "must be a whole number"),
        (["chat", "hi", "--temperature", "nan"], 2, "must be a number from 0 to 5"),
        (["--json-log", "/no/such/folder/log", "chat", "hi"], 1, "cannot be written"),
        (["frobnicate"], 2, "invalid choice"),
        (["chat", "word " * 9000], 1, "tokens, and the model sees 8,192"),
    ],
)
def test_a_failure_is_one_sentence_on_standard_error(tmp_path, arguments, status, words):
    done = fireside(tmp_path, *arguments)
    assert done.returncode == status
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a screen")
@pytest.mark.parametrize("arguments", [[], ["--self-test"]])
def test_without_a_screen_the_window_says_so(tmp_path, arguments):
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    done = fireside(tmp_path, *arguments, env={k: v for k, v in os.environ.items() if k not in hidden})
    assert done.returncode == 1
    assert "no screen" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_reader_that_has_had_enough_ends_the_answer_quietly_and_it_is_kept(tmp_path):
    command = [*COMMAND, "--data-dir", str(tmp_path), "chat", "Write a very long story.", *CALM[:2]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        began = process.stdout.read(20)
        process.stdout.close()
        assert process.wait(timeout=120) == 1
        assert process.stderr.read() == b""
    (messages,) = stored(tmp_path)
    assert messages[-1].status is Status.FAILED
    assert messages[-1].text.encode().startswith(began)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_an_answer_that_cannot_be_printed_is_told(tmp_path):
    with FULL.open("w") as full:
        command = [*COMMAND, "--data-dir", str(tmp_path), "chat", "Say hi.", *CALM]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=180)
    assert done.returncode == 1
    assert done.stderr == "Standard output cannot be written: No space left on device.\n"


def test_ctrl_c_ends_cleanly_and_keeps_what_has_come(tmp_path):
    with subprocess.Popen(
        [*COMMAND, "--data-dir", str(tmp_path), "chat", "Write a very long story."], stdout=subprocess.PIPE
    ) as process:
        began = process.stdout.read(20)
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        status = process.wait(timeout=120)
    assert status == 130
    (messages,) = stored(tmp_path)
    assert messages[-1].status is Status.STOPPED
    assert messages[-1].text.startswith((began + rest).decode().rstrip()[:20])


def test_a_killed_application_loses_at_most_half_a_second_of_text(tmp_path):
    command = [
        *COMMAND,
        "--data-dir",
        str(tmp_path),
        "chat",
        "Write a very long story.",
        "--temperature",
        "0",
    ]
    seen = b""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        history = []  # (moment, bytes seen)
        while not history or time.monotonic() < history[0][0] + 2.0:  # from the first text on
            seen += os.read(process.stdout.fileno(), 65536)
            history.append((time.monotonic(), len(seen)))
        killed = time.monotonic()
        process.kill()
    store = open_store(tmp_path / "chats.db", "test", lambda owner: False)
    try:
        store.answers.recover()
        (messages,) = [store.chats.messages(chat.id) for chat in store.chats.chats()]
    finally:
        store.close()
    kept = len(messages[-1].text.encode())
    due = max((size for moment, size in history if moment < killed - 0.5), default=0)
    assert kept >= due > 0
    assert seen.decode().startswith(messages[-1].text[: due // 2])
    assert messages[-1].record.finish is Finish.INTERRUPTED


def test_the_self_test_gets_an_answer_and_uses_every_part(tmp_path):
    done = subprocess.run([*COMMAND, "--self-test"], capture_output=True, text=True, timeout=600)
    facts = json.loads(done.stdout)
    assert done.returncode == 0
    assert facts["self_test"] == "ok"
    assert facts["text"]
    assert set(facts["parts"]) == {part.__name__ for part in PARTS}
    assert facts["model"] == "SmolLM2-135M-Instruct"


def test_the_self_test_says_why_it_fails(tmp_path):
    (tmp_path / "chats.db").write_bytes(b"SQLite format 3\0" + b"garbage" * 1000)
    done = fireside(tmp_path, "--self-test")
    assert done.returncode == 1
    assert "damaged" in done.stderr
