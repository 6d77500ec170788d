"""One piece of work on a thread of its own, before there are `Tasks`, whose import takes 7 ms."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from desktop.core.events import Post

R = TypeVar("R")


def alone(post: Post, work: Callable[[], R], done: Callable[[R], None]) -> threading.Thread:
    """Run `work`, which must not fail, and `done` with its outcome on the owner thread.

    The thread that is given is to be joined.
    """

    def body() -> None:
        result = work()
        post(lambda: done(result))

    thread = threading.Thread(target=body, name="alone")
    thread.start()
    return thread
