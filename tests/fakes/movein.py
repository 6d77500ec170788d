"""Bringing chats in without a window, and making the files of other programs."""

from __future__ import annotations

from desktop.core.moving_in import Choice, Flaw, FlawKind, Found
from desktop.core.tasks import Job
from desktop.services.movein.bringing import bring_in, look_into
from desktop.services.movein.reading import Gauge, Manner, read_all
from desktop.store.moving_in import MoveInStore


def job(tell=None):
    """Give a job that nobody waits for."""
    return Job(lambda call: call(), tell, 0)


def over(archive):
    """Give what brings chats into the database of this store."""
    return MoveInStore(archive._database)


def bring(archive, *paths, choice=None, manner=None, tell=None):
    """Bring in what is new."""
    return bring_in(paths, manner or Manner(), choice or Choice(), over(archive), job(tell))


def look(archive, *paths, manner=None):
    """Tell what would come."""
    return look_into(paths, manner or Manner(), over(archive), job())


def read(*paths, **manner):
    """Give the chats that files hold, and what is wrong with them."""
    pieces = list(read_all(paths, Manner(**manner), Gauge(lambda: None)))
    found = [piece for piece in pieces if isinstance(piece, Found)]
    return found, [piece for piece in pieces if isinstance(piece, Flaw)]


def kinds(flaws):
    """Name flaws by their kinds and places."""
    return [(FlawKind(flaw.kind), flaw.number) for flaw in flaws]
