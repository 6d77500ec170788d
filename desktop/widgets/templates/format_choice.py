"""What templates are to be written as, each way with a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop.core.template_exchange import Format
from desktop.widgets.described_choice import DescribedChoice


class FormatChoice(DescribedChoice[Format]):
    """JSON at first, since it holds everything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tuple(Format), parent)

    def words(self) -> Mapping[Format, tuple[str, str]]:
        """Name the formats."""
        csv = self.tr("Columns “act” and “prompt”, as prompt collections have them")
        llm = self.tr("For the command line program llm; without conditions and kinds of fields")
        return {
            Format.JSON: ("JSON", self.tr("Everything, for Fireside on another computer")),
            Format.MARKDOWN: ("Markdown", self.tr("Texts with front matter, to read and edit")),
            Format.CSV: ("CSV", csv),
            Format.YAML: (self.tr("YAML for llm"), llm),
        }
