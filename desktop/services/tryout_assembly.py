"""Puts together the services about trying templates out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.models import Installed
from desktop.core.tryout_errors import ComparisonUnderWay, TryoutUnderWay
from desktop.services.comparing import Comparing
from desktop.services.model_assembly import Basis
from desktop.services.template_history import TemplateHistory
from desktop.services.template_inputs import TemplateInputs
from desktop.services.templates import Templates
from desktop.services.trying_out import TryingOut
from desktop.services.tryout_asking import Drawing


@dataclass(frozen=True, slots=True)
class TryoutServices:
    """What works for the tab."""

    basis: Basis
    templates: Templates
    inputs: TemplateInputs
    trying: TryingOut
    installed: Callable[[], list[Installed]]  # models that can answer
    drawing: Drawing
    history: TemplateHistory  # of the chosen template

    def close(self) -> None:
        """Stop what runs."""
        self.inputs.cancel()
        self.trying.close()


def serve_tryout(basis: Basis, templates: Templates, comparing: Comparing) -> TryoutServices:
    """Make them over the process that comparing has: one of both at a time."""
    drawing = Drawing(basis.store.presets.all, basis.working.model_options.chats_of)
    inputs = TemplateInputs(basis.store.template_inputs, templates, basis.working.tasks)
    trying = TryingOut(comparing.ground, drawing, lambda: ComparisonUnderWay() if comparing.running else None)
    comparing.refused = lambda: TryoutUnderWay() if trying.running else None
    history = TemplateHistory(basis.store.templates, basis.working.tasks)
    return TryoutServices(basis, templates, inputs, trying, comparing.installed, drawing, history)
