"""What a template makes of sample values, live."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.template_text import Wording
from desktop.core.templates import Field
from desktop.viewmodels.template_preview import Samples, TemplatePreview
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.templates.fields_form import FieldsForm
from desktop.widgets.templates.text_view import Section, TextView

FORM_SHARE, TEXT_SHARE = 2, 3


class PreviewPane(QWidget):
    """Asks for values above, shows the texts below. Works once attached."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewmodel: TemplatePreview | None = None
        self._fields: tuple[Field, ...] | None = None
        self.title, self.missing = QLabel(), QLabel()
        self.title.setObjectName("heading")
        self.missing.setObjectName("caption")
        self.missing.setWordWrap(True)
        self.form = FieldsForm(look)
        self.view = TextView(look)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setObjectName("previewsplit")
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.form)
        self._split.addWidget(self.view)
        self._split.setStretchFactor(0, FORM_SHARE)
        self._split.setStretchFactor(1, TEXT_SHARE)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(6)
        page.addWidget(self.title)
        page.addWidget(self._split, 1)
        page.addWidget(self.missing)
        self._split.setSizes([FORM_SHARE * 1000, TEXT_SHARE * 1000])
        self.form.changed.connect(self._fill_in)
        self.form.resized.connect(self._bound)
        self.say()

    def attach(self, viewmodel: TemplatePreview) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        viewmodel.samples = self._samples()
        viewmodel.changed.connect(self.refresh)
        self.refresh()

    def say(self) -> None:
        """Speak the language of the window."""
        self.title.setText(self.tr("Preview"))
        self.view.setAccessibleName(self.tr("The texts as they are sent"))
        if self._viewmodel is not None:
            self._viewmodel.samples = self._samples()
            self.refresh()

    def forget(self) -> None:
        """Begin anew: another template is shown."""
        self._fields = None

    @Slot()
    def refresh(self) -> None:
        """Show the texts, if they are looked at."""
        viewmodel = self._viewmodel
        if viewmodel is None or not self.isVisible():
            return
        if viewmodel.fields != self._fields:
            self._fields = viewmodel.fields
            self.form.show_fields(viewmodel.fields, viewmodel.values)
            self.form.setVisible(bool(viewmodel.fields))
        self.view.show_sections(self._sections(viewmodel))
        missing = len(viewmodel.wrongs) + len(viewmodel.errors)
        self.missing.setText(self.tr("%n field(s) to be filled in before it can be used.", "", missing))
        self.missing.setVisible(missing > 0)

    def _sections(self, viewmodel: TemplatePreview) -> list[Section]:
        if viewmodel.refused is not None:
            notice = describe(viewmodel.refused, QtSpeaker())
            return [Section(notice.what, notice.advice)]
        filled = viewmodel.filled
        parts = [(self.tr("System prompt"), filled.system)]
        for number, example in enumerate(filled.examples, start=1):
            parts.append((self.tr("Question of example {number}").format(number=number), example.question))
            parts.append((self.tr("Answer of example {number}").format(number=number), example.answer))
        parts.append((self.tr("Message"), filled.user))
        return [Section(self._titled(title, text, viewmodel), text) for title, text in parts if text] or [
            Section(self.tr("There is no text yet."))
        ]

    def _titled(self, title: str, text: str, viewmodel: TemplatePreview) -> str:
        size = viewmodel.size(text)
        if size.exact:
            words = self.tr("%Ln token(s)", "", size.tokens)
        else:
            words = self.tr("about %Ln token(s)", "", size.tokens)
        return f"{title} · {words}"

    def _samples(self) -> Samples:
        return Samples(
            QLocale().nativeLanguageName(),
            self.tr("[what is in the clipboard]"),
            self.tr("[what is selected in the chat]"),
            Wording(self.tr("yes"), self.tr("no"), self.tr(", ")),
        )

    @Slot()
    def _bound(self) -> None:
        """Give what the fields do not need to the texts."""
        self.form.setMaximumHeight(max(self.form.height_of_rows(), 1) + 4)

    @Slot()
    def _fill_in(self) -> None:
        if self._viewmodel is not None:
            self._viewmodel.fill_in(self.form.values())
