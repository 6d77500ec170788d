"""Says in the composer with which template its text was made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.core.prepared import DraftTemplate
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.file_chip import HEIGHT, NAME
from desktop.widgets.look import Look
from desktop.widgets.templates.plain_text import one_line


class DraftChip(QFrame):
    """Hidden where the text is the user's own; can be taken away, and the text stays."""

    removed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("file")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._look = look
        self._template: DraftTemplate | None = None
        self._icon, self.name, self.note = QLabel(), QLabel(), QLabel()
        self.name.setObjectName("filename")
        self.note.setObjectName("caption")
        for label in (self.name, self.note):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.remove = QToolButton()
        self.remove.setIconSize(QSize(14, 14))
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 3, 2)
        row.setSpacing(7)
        for widget in (self._icon, self.name, self.note, self.remove):
            row.addWidget(widget)
        self.remove.clicked.connect(self.removed)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_template(self, template: DraftTemplate | None) -> None:
        """Name a template, or none."""
        self._template = template
        self._say()
        self.setVisible(template is not None)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        if self._template is None:
            return
        use, count = self._template.use, len(self._template.examples)
        name = one_line(use.name)
        metrics = self.name.fontMetrics()
        self.name.setText(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, NAME))
        version = self.tr("version {number}").format(number=use.version)
        examples = self.tr("%Ln example(s)", "", count) if count else ""
        self.note.setText(" · ".join(part for part in (version, examples) if part))
        words = self.tr("This message was made with the template {name}, version {number}.")
        self.setToolTip(plain_tip(words.format(name=name, number=use.version)))
        self.setAccessibleName(self.tr("Template {name}, {note}").format(name=name, note=self.note.text()))
        self.remove.setAccessibleName(self.tr("Forget the template {name}").format(name=name))
        self.remove.setToolTip(self.tr("Forget the template; the text stays"))

    @Slot()
    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        color = self._look.theme.color("link")
        self._icon.setPixmap(self._look.icons.pixmap("layout-template", color, 16, ratio))
        self.remove.setIcon(self._look.icon("x", size=14))
        self.name.setFont(self._look.theme.ui)
