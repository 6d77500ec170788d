"""The catalogue, the search on the hub, and what a repository offers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.advice import Notice, Remedy, describe
from desktop.core.errors import UserError
from desktop.core.hub import Sort
from desktop.services.hub_search import SearchStage, SearchState
from desktop.viewmodels.hub import HubViewModel
from desktop.widgets.banner import Banner
from desktop.widgets.clearing import name_cross
from desktop.widgets.glass import Glass
from desktop.widgets.look import Look
from desktop.widgets.models.detail_head import label
from desktop.widgets.models.discover_detail import DiscoverDetail
from desktop.widgets.models.discover_list import DiscoverList
from desktop.widgets.models.discover_rows import DiscoverRows, Row, RowKind
from desktop.widgets.models.discover_words import sort_words
from desktop.widgets.sampling_style import Choice, field_rules
from desktop.widgets.speech import QtSpeaker

WIDE = 860  # px from which on the list and a repository stand side by side
LIST_SHARE, DETAIL_SHARE = 5, 6


class DiscoverTab(QWidget):
    """A list with a search field, and beside it, or over it where there is little room, what was chosen."""

    link_activated = Signal(str)  # an address that the user wants to see in the browser
    downloads_asked = Signal()  # the user wants to see what is on its way

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("discovertab")
        self._viewmodel: HubViewModel | None = None
        self._wide = True
        self._look = look
        self.field, self.sort = QLineEdit(), Choice(look)
        self._glass = Glass(self.field, look)
        self.status, self.banner = label("caption"), Banner(look)
        self.rows = DiscoverRows(self)
        self.list = DiscoverList(self.rows, look)
        self.detail = DiscoverDetail(look)
        self.nothing = label("caption")  # stands where nothing was chosen
        self._left, self._right = QWidget(), QStackedWidget()
        self._lay_out()
        self.detail.link_activated.connect(self.link_activated)
        self.detail.files.progress_asked.connect(self.downloads_asked)
        self.detail.head.back_asked.connect(self._back)
        self.list.chosen.connect(self._choose)
        self.list.left.connect(self.field.setFocus)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def attach(self, viewmodel: HubViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.detail.attach(viewmodel)
        search = viewmodel.search
        self.field.textChanged.connect(search.type)
        self.field.returnPressed.connect(search.enter)
        self.sort.activated.connect(self._sort)
        self.banner.remedy_asked.connect(self._retry)
        search.changed.connect(self._show)
        viewmodel.repository_changed.connect(self._show_detail)
        viewmodel.failed.connect(self._tell)
        self._say()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the search field."""
        super().focusInEvent(event)
        self.field.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put list and detail side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        self.field.setObjectName("hubsearch")
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(200)
        top.addWidget(self.field, 1)
        top.addWidget(self.sort)
        for sort in Sort:
            self.sort.addItem("", sort)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(16, 4, 8, 8)
        left.setSpacing(6)
        left.addLayout(top)
        left.addWidget(self.banner)
        left.addWidget(self.status)
        left.addWidget(self.list, 1)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right.addWidget(self.nothing)
        self._right.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, LIST_SHARE)
        row.addWidget(self._right, DETAIL_SHARE)

    def _say(self) -> None:
        self.field.setPlaceholderText(self.tr("Search for models on Hugging Face"))
        self.field.setAccessibleName(self.tr("Search for models on Hugging Face"))
        self._glass.setText(self.field.accessibleName())
        name_cross(self.field)
        self.sort.setAccessibleName(self.tr("Order of the results"))
        self.sort.setToolTip(self.tr("Order of the results"))
        for number, sort in enumerate(Sort):
            self.sort.setItemText(number, sort_words(sort))
        self.list.setAccessibleName(self.tr("Models"))
        self.nothing.setText(self.tr("Choose a model to see its files, and how they fit this computer."))
        if self._viewmodel is not None:
            self._show(self._viewmodel.search.state)
            self.rows.speak()

    @Slot(object)
    def _show(self, state: SearchState) -> None:
        assert self._viewmodel is not None
        suggestions = self._viewmodel.search.suggestions() if state.stage is SearchStage.IDLE else ()
        self.rows.show(state, suggestions)
        words = {
            SearchStage.SEARCHING: self.tr("Searching…"),
            SearchStage.DONE: "" if state.found else self.tr("Nothing was found. Try fewer words."),
        }.get(state.stage, "")
        self.status.setText(words)
        self.status.setVisible(bool(words))
        if state.error is None:
            self.banner.hide()
        else:
            notice = describe(state.error, QtSpeaker())
            self.banner.tell(Notice(notice.what, notice.advice, Remedy.RETRY), self.tr("Try again"))

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        """Say what went wrong with something else than the search, where the user looks."""
        if self._right.currentWidget() is self.detail:
            self.detail.tell(error)
        else:
            self.banner.tell(describe(error, QtSpeaker()), "")

    @Slot(object)
    def _show_detail(self, state: object) -> None:
        self._right.setCurrentWidget(self.detail)
        self._arrange()

    @Slot(object)
    def _choose(self, row: Row) -> None:
        assert self._viewmodel is not None
        if row.kind is RowKind.BROWSE:
            self._viewmodel.search.browse()
        elif row.kind is RowKind.MORE:
            self._viewmodel.search.more()
        elif row.repo is not None:
            self._viewmodel.open(row.repo, suggested=row.kind is RowKind.SUGGESTION)
            self.detail.files.quants.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _back(self) -> None:
        """Show the list again, where it was."""
        self._right.setCurrentWidget(self.nothing)
        self._arrange()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self._wide = self.width() >= WIDE
        opened = self._right.currentWidget() is self.detail
        self._left.setVisible(self._wide or not opened)
        self._right.setVisible(self._wide or opened)
        self.detail.head.back.setVisible(not self._wide)

    @Slot(int)
    def _sort(self, place: int) -> None:
        assert self._viewmodel is not None
        self._viewmodel.search.choose_sort(list(Sort)[place])

    @Slot(object)
    def _retry(self, _: Remedy) -> None:
        assert self._viewmodel is not None
        self._viewmodel.search.retry()

    @Slot()
    def _dress(self) -> None:
        self.sort.setStyleSheet(field_rules(self._look.theme))
