"""Every request that went out: when, where to, what for, and how much came back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDate, QDateTime, QIdentityProxyModel, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableView, QWidget

from desktop.core.network import Purpose, Request
from desktop.viewmodels.requests import REQUEST, Column, Index, RequestRows
from desktop.widgets.models.network_card import Card, sentence
from desktop.widgets.speech import QtSpeaker

HEIGHT = 220  # px; the list scrolls
ROW = 28  # px


class SpokenRequests(QIdentityProxyModel):
    """The requests in the words of the window."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            request = super().data(index, REQUEST)
            return self.cells(request)[index.column()] if isinstance(request, Request) else None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == Column.RECEIVED:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a column is called."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles()[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Column.RECEIVED else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)

    def titles(self) -> tuple[str, ...]:
        """What the columns are called."""
        return self.tr("Time"), self.tr("Host"), self.tr("What for"), self.tr("Received")

    def cells(self, request: Request) -> tuple[str, ...]:
        """Say a request."""
        local = QDateTime.fromSecsSinceEpoch(int(request.time.timestamp()))
        today = local.date() == QDate.currentDate()
        time = local.toString("HH:mm:ss" if today else "MM-dd HH:mm:ss")
        received = QtSpeaker().size(request.received) if request.received else "–"
        return time, request.host, self._purpose(request.purpose), received

    def _purpose(self, purpose: Purpose) -> str:
        words = {
            Purpose.OPEN_LINK: self.tr("A link, opened in the browser"),
            Purpose.SEARCH: self.tr("Search for models"),
            Purpose.MODEL_INFO: self.tr("About a model: files, licence, description"),
            Purpose.HEADER: self.tr("The first bytes of a model file"),
            Purpose.DOWNLOAD: self.tr("Download of a model file"),
            Purpose.ACCOUNT: self.tr("Whose the token is, and what it opens"),
            Purpose.MIRROR_TEST: self.tr("Test of a source"),
        }
        return words[purpose]


class RequestTable(QTableView):
    """The list. Ctrl+C copies the rows that are selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("requestlog")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFixedHeight(HEIGHT)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setHighlightSections(False)

    def widen(self) -> None:
        """Give each column its width."""
        header = self.horizontalHeader()
        metrics = self.fontMetrics()
        for column, sample in ((Column.TIME, "00-00 00:00:00"), (Column.RECEIVED, "0000.0 MB")):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, metrics.horizontalAdvance(sample) + 24)
        for column in (Column.HOST, Column.PURPOSE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted(index.row() for index in self.selectionModel().selectedRows())
            lines = ["\t".join(str(self.model().index(row, c).data()) for c in Column) for row in rows]
            if lines:
                QGuiApplication.clipboard().setText("\n".join(lines))
        else:
            super().keyPressEvent(event)


class LogCard(Card):
    """The log of requests, with buttons that copy and clear it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: RequestRows | None = None
        self._spoken = SpokenRequests(self)
        self.table = RequestTable()
        self.empty = sentence("cardhint")
        self.copy, self.clear = QPushButton(), QPushButton()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.copy)
        foot.addWidget(self.clear)
        foot.addStretch(1)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.table)
        self.column.addLayout(foot)
        self.copy.clicked.connect(self._copy)
        self.clear.clicked.connect(self._clear)
        self.refresh()

    def attach(self, rows: RequestRows) -> None:
        """Go to work."""
        self._rows = rows
        self._spoken.setSourceModel(rows)
        self.table.setModel(self._spoken)
        self.table.widen()
        rows.rowsInserted.connect(self._count)
        rows.rowsRemoved.connect(self._count)
        self._count()

    def refresh(self) -> None:
        """Show what is so now."""
        self.say(
            self.tr("Network log"),
            self.tr("Every request since Fireside was started, the newest first. It is nowhere stored."),
        )
        self.empty.setText(self.tr("Nothing has gone out since Fireside was started."))
        self.copy.setText(self.tr("Copy"))
        self.clear.setText(self.tr("Clear"))
        self.table.setAccessibleName(self.tr("Network log"))
        self._count()

    @Slot()
    def _count(self) -> None:
        some = self._rows is not None and self._rows.rowCount() > 0
        self.empty.setVisible(not some)
        for part in (self.table, self.copy, self.clear):
            part.setVisible(some)
        # A hidden one would hold Tab fast.
        self.setFocusProxy(self.table if some else None)  # pyright: ignore[reportArgumentType]  # None ends it

    @Slot()
    def _copy(self) -> None:
        if self._rows is not None:
            lines = [self._spoken.titles(), *map(self._spoken.cells, self._rows.requests())]
            QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    @Slot()
    def _clear(self) -> None:
        if self._rows is not None:
            self._rows.clear()
