"""The settings: sections at the left, the rows of one at the right, and a field that searches all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.setting_kinds import SECTIONS, Section
from desktop.widgets.banner import Banner
from desktop.widgets.clearing import name_cross
from desktop.widgets.glass import Glass
from desktop.widgets.look import Look
from desktop.widgets.page_stack import Page
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.settings.desk import SettingsDesk
from desktop.widgets.settings.file_problems import FileProblems
from desktop.widgets.settings.section import SectionView
from desktop.widgets.settings.sections import Sections
from desktop.widgets.settings.words import Finder, say
from desktop.widgets.speech import QtSpeaker

WIDEST = 760  # px; as wide as a conversation
IDLE = 40  # ms between two sections that are made
ABOVE = 3  # parts of the column that come before the sections
ICONS = {
    Section.GENERAL: "settings",
    Section.APPEARANCE: "palette",
    Section.MODELS: "cpu",
    Section.GENERATION: "sparkles",
    Section.CONTEXT: "layers",
    Section.SHORTCUTS: "keyboard",
    Section.DATA: "database",
    Section.PRIVACY: "shield",
    Section.ABOUT: "info",
}


class SettingsPage(Page):
    """Stands in the place of the conversation. Makes each section when it is first shown."""

    link_activated = Signal(str)  # an address that the user wants to see in the browser

    def __init__(self, look: Look, desk: SettingsDesk, parent: QWidget | None = None) -> None:
        super().__init__(look, "settingspage", parent)
        self._finder = Finder()
        self.sections = Sections(look, desk, self)
        self.back, self.title, self.search = QToolButton(), QLabel(), QLineEdit()
        self._glass = Glass(self.search, look)
        self.names = QListWidget()
        self.banner = Banner(look)
        self.problems = FileProblems(desk.settings)
        self.nothing = QLabel()
        self.area = QScrollArea()
        self._column = QVBoxLayout()
        self._lay_out()
        self.back.clicked.connect(self.closed)
        self.names.currentRowChanged.connect(self._chosen)
        self.names.itemClicked.connect(self.search.clear)
        self.search.textChanged.connect(self._show)
        self.search.returnPressed.connect(self._enter)
        desk.settings.failed.connect(self.tell)
        desk.library.failed.connect(self.tell)
        look.changed.connect(self._dress)
        self._idle = QTimer(self)  # makes the other sections one by one, so that a search finds them there
        self._idle.setInterval(IDLE)
        self._idle.timeout.connect(self._make_another)
        self._say()
        self._dress()
        self.names.setCurrentRow(0)

    @property
    def section(self) -> Section:
        """The section that is chosen."""
        return list(Section)[max(0, self.names.currentRow())]

    def open_section(self, name: str) -> None:
        """Show a section. Raises ValueError for a name that no section has."""
        self.search.clear()
        self.names.setCurrentRow(list(Section).index(Section(name)))

    def take_focus(self) -> None:
        """Be ready for the keyboard: the arrow keys walk through the sections."""
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def tell(self, error: UserError) -> None:
        """Say what happened and what to do."""
        self.banner.tell(describe(error, QtSpeaker()), "")

    def event(self, event: QEvent) -> bool:
        """Take the keys for searching, and Escape while something is searched for, from the window."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        ):
            find = event.matches(QKeySequence.StandardKey.Find)
            leave = event.key() == Qt.Key.Key_Escape and bool(self.search.text())
            if find or leave:
                if event.type() == QEvent.Type.KeyPress:
                    self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    self.search.selectAll() if find else self.search.clear()
                event.accept()
                return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Get ready for a search."""
        super().showEvent(event)
        self._idle.start()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 16, 8)
        top.setSpacing(8)
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        top.addWidget(self.search, 1)
        self.title.setObjectName("pagetitle")
        self.search.setObjectName("hubsearch")
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(100)
        self.search.setMaximumWidth(320)
        self.nothing.setObjectName("cardhint")
        self.names.setObjectName("settingsections")
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.names.setIconSize(QSize(16, 16))
        self.names.addItems([section.value for section in Section])
        body = QHBoxLayout()
        body.setContentsMargins(12, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self.names)
        body.addWidget(self.area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(body, 1)
        self._lay_out_area()

    def _lay_out_area(self) -> None:
        ground, rows = QWidget(), QWidget()
        ground.setObjectName("settingsground")
        rows.setMaximumWidth(WIDEST)
        around = QHBoxLayout(ground)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(rows, 100)
        around.addStretch(1)
        self._column = QVBoxLayout(rows)
        self._column.setContentsMargins(8, 4, 16, 24)
        self._column.setSpacing(8)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.problems)
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields are gone through one by one
        self.area.setWidget(ground)

    @Slot()
    def _make_another(self) -> None:
        missing = next((section for section in Section if section not in self.sections.made), None)
        if missing is None:
            self._idle.stop()
        else:
            self._place(missing).hide()

    def _place(self, section: Section) -> SectionView:
        """Give a section, made and in its place."""
        view = self.sections.get(section)
        if self._column.indexOf(view) < 0:
            before = list(Section)[: list(Section).index(section)]
            above = sum(
                self._column.indexOf(self.sections.made[each]) >= 0
                for each in before
                if each in self.sections.made
            )
            self._column.insertWidget(ABOVE + above, view)
        return view

    @Slot()
    def _chosen(self) -> None:
        self._show()
        self.area.verticalScrollBar().setValue(0)

    @Slot()
    def _show(self) -> None:
        """Show the chosen section, or all rows that hold what is searched for."""
        typed = self.search.text().strip()
        self.names.setProperty("searching", bool(typed))  # no section is shown by itself then
        self.names.style().polish(self.names)
        count = 0
        for section in Section:
            wanted = bool(typed) or section is self.section
            if not wanted and section not in self.sections.made:
                continue
            view = self._place(section)
            found = view.search(self._finder, typed) if wanted else 0
            view.setVisible(wanted and (bool(found) or not typed))
            count += found
        self.nothing.setVisible(bool(typed) and not count)

    @Slot()
    def _enter(self) -> None:
        """Go to the first row that was found."""
        for section in Section:
            view = self.sections.made.get(section)
            first = view.first_shown() if view is not None and not view.isHidden() else None
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                self.area.ensureWidgetVisible(first)
                return

    def _say(self) -> None:
        self.title.setText(self.tr("Settings"))
        self.search.setPlaceholderText(self.tr("Search the settings"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self._glass.setText(self.search.accessibleName())
        name_cross(self.search)
        self.nothing.setText(self.tr("No setting is called so. Try another word."))
        self.names.setAccessibleName(self.tr("Sections of the settings"))
        self.back.setAccessibleName(self.tr("Back to the chat"))
        self.back.setToolTip(self.tr("Back to the chat (Esc)"))
        for row, section in enumerate(Section):
            item = self.names.item(row)
            item.setText(say(SECTIONS[section]))
        for view in self.sections.made.values():
            view.say()
        self.names.setFixedWidth(self.names.sizeHintForColumn(0) + 20)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
        self._look.icons.preload(ICONS.values())
        self.back.setIcon(self._look.icon("arrow-left", "text2", 18))
        self.back.setIconSize(QSize(18, 18))
        for row, section in enumerate(Section):
            self.names.item(row).setIcon(self._look.icon(ICONS[section]))
        self.names.setFixedWidth(self.names.sizeHintForColumn(0) + 20)
