"""Says in the composer with which template its text was made."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.prepared import DraftTemplate
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.composer_chip import ComposerChip
from desktop.widgets.look import Look
from desktop.widgets.templates.plain_text import one_line


class DraftChip(ComposerChip):
    """Hidden where the text is the user's own; can be taken away, and the text stays."""

    removed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "layout-template", parent)
        self._template: DraftTemplate | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.dress()
        self.hide()

    def show_template(self, template: DraftTemplate | None) -> None:
        """Name a template, or none."""
        self._template = template
        self.say()
        self.setVisible(template is not None)

    def say(self) -> None:
        """Speak the language of the window."""
        if self._template is None:
            return
        use, count = self._template.use, len(self._template.examples)
        name = one_line(use.name)
        self.show_name(name)
        version = self.tr("version {number}").format(number=use.version)
        examples = self.tr("%Ln example(s)", "", count) if count else ""
        self.note.setText(" · ".join(part for part in (version, examples) if part))
        words = self.tr("This message was made with the template {name}, version {number}.")
        self.setToolTip(plain_tip(words.format(name=name, number=use.version)))
        self.setAccessibleName(self.tr("Template {name}, {note}").format(name=name, note=self.note.text()))
        self.remove.setAccessibleName(self.tr("Forget the template {name}").format(name=name))
        self.remove.setToolTip(self.tr("Forget the template; the text stays"))

    @Slot()
    def take_away(self) -> None:
        """The user wants it away."""
        self.removed.emit()
