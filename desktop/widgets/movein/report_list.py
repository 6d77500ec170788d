"""The sentences about what could not be read of chats."""

from __future__ import annotations

from desktop.core.moving_in import Flaw
from desktop.core.moving_in_advice import say_flaw
from desktop.core.notice import Speaker
from desktop.widgets.problem_list import ProblemList


class ReportList(ProblemList[Flaw]):
    """What an import of chats says."""

    def what(self) -> str:
        """Name the list for screen readers."""
        return self.tr("What could not be read")

    def say(self, flaw: Flaw, speaker: Speaker) -> str:
        """Say what could not be read."""
        return say_flaw(flaw, speaker)
