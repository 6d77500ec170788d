"""Says in the composer what system prompt the chat has, and lets it be changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.core.prepared import SystemPrompt
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.pills import set_bare
from desktop.widgets.templates.plain_text import one_line

LONGEST = 110  # px of a name


class SystemButton(QPushButton):
    """An icon where there is no system prompt, a chip with its name where there is one."""

    edit_asked = Signal()
    template_asked = Signal()
    removed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pill")
        self.setIconSize(QSize(16, 16))
        self._look = look
        self._system: SystemPrompt | None = None
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self._fill)
        self.setMenu(self.choices)
        look.changed.connect(self._dress)
        self._say()
        self._dress()
        self.hide()

    def show_system(self, system: SystemPrompt | None) -> None:
        """Name what the next question goes with."""
        self._system = system if system is not None and system.text else None
        self._say()
        self._dress()
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _fill(self) -> None:
        self.choices.clear()
        words = self.tr("Write a system prompt…")
        if self._system is not None:
            words = self.tr("Show or change the system prompt…")
        self.choices.addAction(self._look.icon("pencil"), words, self.edit_asked.emit)
        self.choices.addAction(
            self._look.icon("layout-template"), self.tr("Take one from a template…"), self.template_asked.emit
        )
        if self._system is not None:
            self.choices.addAction(
                self._look.icon("x"), self.tr("Remove the system prompt"), self.removed.emit
            )

    def _say(self) -> None:
        system = self._system
        set_bare(self, system is None)
        if system is None:
            self.setText("")
            self.setAccessibleName(self.tr("System prompt"))
            words = self.tr("What the model is told before everything in this chat: nothing yet")
        else:
            made_with = system.made_with
            name = one_line(made_with.name) if made_with is not None else one_line(system.text)
            shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, LONGEST)
            text = self.tr("System: {name}")
            self.setText(" " + text.format(name=shown).replace("&", "&&"))
            self.setAccessibleName(text.format(name=name))
            words = one_line(system.text)
        self.setToolTip(plain_tip(words))
        self.setAccessibleDescription(words)

    @Slot()
    def _dress(self) -> None:
        self.setIcon(self._look.icon("scroll-text", "text2" if self._system is None else "link"))
