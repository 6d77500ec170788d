"""Commands wait in order, and can be taken back while they do."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.core.chat import Role
from desktop.core.sampling import Sampling
from desktop.engine.abort import AbortFlag
from desktop.engine.commands import Commands
from desktop.engine.protocol import Generate, Load, Turn, Unload


def generate(request):
    return Generate(request, (Turn(Role.USER, "hi"),), Sampling(), date(2026, 1, 1))


def load(request):
    return Load(request, Path("m.gguf"), 512, 1)


def test_commands_are_taken_in_the_order_they_came():
    commands = Commands(AbortFlag())
    for command in (load(1), generate(2), Unload()):
        commands.put(command)
    assert [commands.take().command for _ in range(3)] == [load(1), generate(2), Unload()]


def test_cancelling_what_runs_sets_the_flag():
    abort = AbortFlag()
    commands = Commands(abort)
    commands.put(generate(1))
    commands.take()
    assert commands.cancel(1) is None
    assert abort.is_set()


def test_a_cancel_does_not_reach_the_next_command():
    abort = AbortFlag()
    commands = Commands(abort)
    commands.put(generate(1))
    commands.put(generate(2))
    commands.take()
    commands.cancel(1)
    commands.take()
    assert not abort.is_set()


def test_cancelling_what_waits_gives_it_back_and_leaves_what_runs_alone():
    abort = AbortFlag()
    commands = Commands(abort)
    for request in (1, 2, 3):
        commands.put(generate(request))
    commands.take()
    assert commands.cancel(2) == generate(2)
    assert not abort.is_set()
    assert commands.take().command == generate(3)


def test_cancelling_what_has_ended_does_nothing():
    abort = AbortFlag()
    commands = Commands(abort)
    commands.put(generate(1))
    commands.take()
    commands.put(load(2))
    commands.take()
    assert commands.cancel(1) is None
    assert not abort.is_set()


def test_closing_aborts_what_runs_and_forgets_what_waits():
    abort = AbortFlag()
    commands = Commands(abort)
    commands.put(generate(1))
    commands.put(generate(2))
    commands.take()
    commands.close()
    assert abort.is_set()
    assert commands.take() is None


def test_closing_wakes_the_loop():
    commands = Commands(AbortFlag())
    taken = []
    loop = threading.Thread(target=lambda: taken.append(commands.take()))
    loop.start()
    commands.close()
    loop.join(5)
    assert taken == [None]


def test_what_is_answered_aside_ends_with_the_next_command_whatever_it_is():
    for command in (generate(2), load(2), Unload()):
        abort = AbortFlag()
        commands = Commands(abort)
        commands.put(replace(generate(1), aside=True))
        commands.take()
        assert not abort.is_set()
        commands.put(command)
        assert abort.is_set()
        assert commands.take().command == command
        assert not abort.is_set(), "it is not for the next one"
        commands.put(generate(3))
        assert not abort.is_set()


def test_what_is_answered_aside_does_not_begin_while_something_waits():
    abort = AbortFlag()
    commands = Commands(abort)
    commands.put(replace(generate(1), aside=True))
    commands.put(generate(2))
    commands.take()
    assert abort.is_set()
