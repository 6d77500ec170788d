"""The sentences about what is wrong in files of templates."""

from __future__ import annotations

from desktop.core.notice import Speaker
from desktop.core.template_exchange import Flaw
from desktop.core.template_exchange_advice import say_flaw
from desktop.widgets.problem_list import ProblemList


class FlawList(ProblemList[Flaw]):
    """What an import or an export of templates says."""

    def what(self) -> str:
        """Name the list for screen readers."""
        return self.tr("What is wrong with the files")

    def say(self, flaw: Flaw, speaker: Speaker) -> str:
        """Say what is wrong, or is lost."""
        return say_flaw(flaw, speaker)
