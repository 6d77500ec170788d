"""What can be done with a download, and what that is called."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject

from desktop.core.downloads import Download, Stage
from desktop.core.hub_errors import AccessNeeded


class Action(StrEnum):
    """Something that a row offers."""

    PAUSE = "pause"
    RESUME = "resume"
    RETRY = "retry"
    UP = "up"
    DOWN = "down"
    CANCEL = "cancel"
    CHAT = "chat"
    FOLDER = "folder"
    FORGET = "forget"
    PAGE = "page"  # of the repository, in the browser: its conditions are accepted there


ICONS = {
    Action.PAUSE: "pause",
    Action.RESUME: "play",
    Action.RETRY: "rotate-cw",
    Action.UP: "arrow-up",
    Action.DOWN: "arrow-down",
    Action.CANCEL: "x",
    Action.CHAT: "message-square",
    Action.FOLDER: "folder-open",
    Action.FORGET: "x",
    Action.PAGE: "external-link",
}
WITH_WORDS = frozenset({Action.CHAT, Action.RETRY})  # the others are icons with a tooltip


def offered(download: Download, place: int, count: int) -> tuple[Action, ...]:
    """Give what a row offers, in the order in which it stands there."""
    if download.stage is Stage.DONE:
        return (Action.CHAT, Action.FOLDER, Action.FORGET)
    stopped = {Stage.PAUSED: Action.RESUME, Stage.FAILED: Action.RETRY}
    moves = ((Action.UP,) if place > 0 else ()) + ((Action.DOWN,) if place < count - 1 else ())
    page = (Action.PAGE,) if isinstance(download.error, AccessNeeded) else ()
    return (stopped.get(download.stage, Action.PAUSE), *page, *moves, Action.CANCEL)


class ActionNames(QObject):
    """The names of what can be done."""

    def name(self, action: Action) -> str:
        """Name it."""
        names = {
            Action.PAUSE: self.tr("Pause"),
            Action.RESUME: self.tr("Resume"),
            Action.RETRY: self.tr("Try again"),
            Action.UP: self.tr("Further up"),
            Action.DOWN: self.tr("Further down"),
            Action.CANCEL: self.tr("Cancel and delete what has come"),
            Action.CHAT: self.tr("Chat now"),
            Action.FOLDER: self.tr("Show in folder"),
            Action.PAGE: self.tr("Open the model’s page in the browser"),
            Action.FORGET: self.tr("Remove from this list"),
        }
        return names[action]
