"""The list of templates that stands above the composer while one is called by a slash."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.templates import Entry
from desktop.services.template_finding import TemplateFinder
from desktop.services.template_list import TemplateList
from desktop.widgets.look import Look
from desktop.widgets.slash_hold import PLAIN, TAKES, press
from desktop.widgets.slash_typing import SlashTyping
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.template_picker_frame import STEPS, PickerFrame

STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)  # the user comes back


class TemplatePicker(PickerFrame):
    """The keyboard stays with the composer, whose keys it takes while it is open. Works once attached."""

    chosen = Signal(object)  # TemplateId
    library_asked = Signal()

    def __init__(self, look: Look, parent: QWidget, typing: SlashTyping, field: QWidget) -> None:
        super().__init__(look, parent, field)
        self._typing = typing
        self._list: TemplateList | None = None
        self._finder: TemplateFinder | None = None
        self._name = ""
        self._fresh = True  # another name was typed since something was offered
        self._error: UserError | None = None
        self.keys: Callable[[], str] = lambda: ""  # that lead to the page of the templates
        self._waiting: Qt.Key | None = None  # was pressed before it was known what there is
        typing.called.connect(self._called)
        typing.ended.connect(self._close)
        self.clicked.connect(self._take)
        self.library.clicked.connect(self._ask_for_library)
        field.installEventFilter(self)
        parent.installEventFilter(self)
        self._say()
        self.hide()

    def attach(self, templates: TemplateList) -> None:
        """Offer these."""
        self._list, self._finder = templates, templates.finder()
        templates.changed.connect(lambda _: self._renew())
        templates.failed.connect(self._fail)

    def take_soon(self, key: Qt.Key) -> None:
        """Do what a key asks for as soon as it is known what there is."""
        self._waiting = key
        self._answer_key()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys from the composer; follow the size of what lies below."""
        kind = event.type()
        if watched is not self._field:
            if kind in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
                self.place()
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in STAYS:
            self._typing.leave()
        elif isinstance(event, QKeyEvent) and self.isVisible() and not self._typing.composing:
            if kind == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # it does not end the answer then
                return True
            return kind == QEvent.Type.KeyPress and self._takes(event)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot(str)
    def _called(self, name: str) -> None:
        if self._list is None:
            return
        if not self._list.ready:
            self._error = None
            self._list.load()
        if name != self._name or not self.isVisible():  # text and cursor change with the same key
            self._waiting = None if name != self._name else self._waiting
            self._name, self._fresh = name, True
            self._renew()

    def _renew(self) -> None:
        if self._list is None or self._finder is None or not self._typing.active:
            return
        if self._list.ready:
            self._finder.pick(self._name, self._offer)
        else:
            self._offer([])

    def _offer(self, found: list[Entry]) -> None:
        if not self._typing.active:
            return
        if not found and not self._looking and any(c.isspace() for c in self._name):
            self._pass_on()  # a sentence that begins with a slash
            return
        self.offer(found, self._fresh)
        self._fresh = False
        self._say()
        self.place()
        self._answer_key()

    @property
    def _looking(self) -> bool:
        """Whether it is not known yet what there is."""
        if self._list is None or self._finder is None or self._error is not None:
            return False
        return not self._list.ready or self._finder.busy

    def _answer_key(self) -> None:
        """Do what was asked for before it was known what there is."""
        if self._waiting is None or self._looking:
            return
        if self.current is not None:
            self._take(self.current)
        else:
            self._pass_on()

    def _pass_on(self) -> None:
        """Let it be text; a key that waited does there what it always does."""
        key, self._waiting = self._waiting, None
        self._typing.leave()
        if key is not None:
            press(self._field, key)

    def _takes(self, event: QKeyEvent) -> bool:
        key, plain = Qt.Key(event.key()), event.modifiers() in PLAIN
        if key == Qt.Key.Key_Escape:
            self._typing.leave()
            return True
        if plain and key in TAKES and self._looking:
            self._waiting = key
            return True
        if not plain or not self.rows.rowCount():
            return False
        if key in STEPS:
            self.step(key)
            return True
        if key in TAKES and self.current is not None:
            self._take(self.current)
            return True
        return False

    @Slot(object)
    def _take(self, entry: Entry) -> None:
        self._typing.take_out()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(entry.id)

    @Slot()
    def _close(self) -> None:
        self._name, self._waiting = "", None
        if self._finder is not None:
            self._finder.cancel()
        self.hide()

    @Slot()
    def _ask_for_library(self) -> None:
        self._typing.leave()
        self.library_asked.emit()

    def _fail(self, error: UserError) -> None:
        self._error, self._waiting = error, None
        self._renew()

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Templates"))
        self.view.setAccessibleName(self.tr("Templates"))
        self.library.setText(self.tr("All templates"))
        words = _words(self._list, self._error, self.rows.rowCount(), self._name)
        if not words:
            keys = self.keys()
            there = self.tr("There are no templates yet. {keys} shows their page.").format(keys=keys)
            words = there if keys else self.tr("There are no templates yet.")
        self.words.setText(words)


def _words(templates: TemplateList | None, error: UserError | None, found: int, name: str) -> str:
    translate = QCoreApplication.translate
    if error is not None:
        return describe(error, QtSpeaker()).what
    if templates is None or not templates.ready:
        return translate("TemplatePicker", "Reading the templates…")
    if not templates.count:
        return ""  # which only the picker can say
    if not found:
        return translate("TemplatePicker", "No template is called “{name}”. It stays text.").format(name=name)
    return translate("TemplatePicker", "Enter takes a template, Escape leaves the text as it is")
