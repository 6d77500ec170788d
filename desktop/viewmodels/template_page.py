"""All that the page about templates works with."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.viewmodels.personas import PersonasViewModel
from desktop.viewmodels.template_moving import TemplateMovingViewModel
from desktop.viewmodels.templates import TemplatesViewModel
from desktop.viewmodels.tryout import TryoutViewModel


@dataclass(frozen=True, slots=True)
class TemplatePageViewModels:
    """One for each tab."""

    library: TemplatesViewModel
    tryout: TryoutViewModel
    personas: PersonasViewModel
    moving: TemplateMovingViewModel

    def close(self) -> None:
        """Hear no more."""
        for part in (self.moving, self.personas, self.tryout, self.library):
            part.close()
