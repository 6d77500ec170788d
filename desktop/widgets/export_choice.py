"""As what chats are exported: each way with a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop.services.exporting import Format
from desktop.widgets.described_choice import DescribedChoice


class ExportChoice(DescribedChoice[Format]):
    """Markdown at first: everything can read it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((Format.MARKDOWN, Format.HTML, Format.PDF, Format.JSON), parent)

    def words(self) -> Mapping[Format, tuple[str, str]]:
        """Name the formats; three are proper names, the same in every language."""
        return {
            Format.MARKDOWN: ("Markdown", self.tr("As it was written, for editors and notes")),
            Format.HTML: (self.tr("Web page"), self.tr("One file with everything in it, for any browser")),
            Format.PDF: ("PDF", self.tr("Pages to read, to send and to print")),
            Format.JSON: ("JSON", self.tr("Complete with all branches; Fireside can import it again")),
        }
