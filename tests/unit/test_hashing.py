"""A record says exactly which file answered."""

from __future__ import annotations

import hashlib

from desktop.hub.installed import starter
from desktop.services.hashing import Hashing


def sha256_of_record(bench, talk):
    return bench.store.chats.messages(talk.branch.chat.id)[-1].record.model_sha256


def test_an_answer_carries_the_hash_of_its_model_once_it_is_known(bench):
    hashing = Hashing(bench.models, bench.store.answers, bench.tasks, bench.inbox.later)
    bench.load()
    talk = bench.chats.new()
    talk.send("Hi")
    bench.answer("Hello")
    assert sha256_of_record(bench, talk) is None
    bench.inbox.time_passes()
    bench.inbox.run_until(lambda: bench.tasks.idle)
    assert sha256_of_record(bench, talk) == hashlib.sha256(starter().path.read_bytes()).hexdigest()
    talk.send("Again")
    bench.answer("Yes")
    assert sha256_of_record(bench, talk) is not None
    hashing.close()


def test_a_model_is_hashed_once_only(bench, monkeypatch):
    path = starter().path
    known = path.stat()
    bench.store.answers.keep_hash(str(path), known.st_size, known.st_mtime_ns, "ab" * 32)
    monkeypatch.setattr(hashlib, "sha256", lambda: 1 / 0)
    hashing = Hashing(bench.models, bench.store.answers, bench.tasks, bench.inbox.later)
    bench.load()
    bench.inbox.time_passes()
    bench.inbox.run_until(lambda: bench.tasks.idle)
    hashing.close()
