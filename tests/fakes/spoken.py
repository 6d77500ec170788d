"""Everything that a window says: seen, spoken by screen readers, and shown while the mouse rests."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

I18N = Path(__file__).parents[2] / "resources" / "i18n"
CHINESE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
PLACE = re.compile(r"\{\w+\}|%L?n")
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
MOST_ROWS = 80


class Sentences:
    """The English sentences of the program, to be found in what is shown."""

    def __init__(self):
        self._exact, self._patterns, self._known = set(), {}, {}
        for message in ElementTree.parse(I18N / "fireside_zh_CN.ts").getroot().iter("message"):
            source, translation = message.find("source").text, message.find("translation")
            said = [form.text for form in translation.findall("numerusform")] or [translation.text]
            if said != [source] and re.search(r"[A-Za-z]{2}", PLACE.sub("", source)):
                self._add(source)
        for message in ElementTree.parse(I18N / "fireside_en.ts").getroot().iter("message"):
            for form in message.iter("numerusform"):
                self._add(form.text)

    def left_in(self, text):
        """Tell which piece of a text is an English sentence of ours; None if none is."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text):
        for piece in {text, *re.split(r"\n|[ \xa0][·–|][ \xa0]", text)}:
            piece = piece.strip()
            if piece in self._exact or any(p.fullmatch(piece) for p in self._likely(piece)):
                return piece
        words = re.search(r"(?:\b[a-z]{2,}[ ,]+){3}", text)  # of a sentence inside of others
        return words[0] if words and CHINESE.search(text) else None

    def _add(self, source):
        self._exact.add(source.strip())
        if PLACE.search(source):
            parts = [re.escape(part) for part in PLACE.split(source)]
            word = re.search(r"[A-Za-z]{2,}", PLACE.sub("\0", source))
            self._patterns.setdefault(word[0], []).append(re.compile("(?s:.*?)".join(parts), re.DOTALL))

    def _likely(self, piece):
        for word in set(re.findall(r"[A-Za-z]{2,}", piece)):
            yield from self._patterns.get(word, ())


def spoken(tops=None):
    """Give `(who, text)` of all widgets that can be seen."""
    for top in tops or QApplication.topLevelWidgets():
        if top.isVisible():
            for widget in (top, *top.findChildren(QWidget)):
                if widget.isVisible():
                    yield from _of(widget)


def _of(widget):
    who = f"{type(widget).__name__}#{widget.objectName()}"
    for name in ("toolTip", "statusTip", "accessibleName", "accessibleDescription", "windowTitle"):
        yield f"{who}.{name}", getattr(widget, name)()
    for kind, said in WORDS.items():
        if isinstance(widget, kind):
            yield from ((who, text) for text in said(widget))
            break
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _rows(widget.model(), who, QModelIndex())


def _line(widget):
    yield widget.placeholderText()
    if widget.isReadOnly() or isinstance(widget.parent(), QAbstractSpinBox):
        yield widget.text()


def _text(widget):
    yield widget.placeholderText()
    if widget.isReadOnly():
        yield widget.toPlainText()


def _tabs(widget):
    for n in range(widget.count()):
        yield from (widget.tabText(n), widget.tabToolTip(n))


def _menu(widget):
    for action in widget.actions():
        yield from (action.text(), action.toolTip())


def _header(widget):
    return (widget.model().headerData(n, widget.orientation()) or "" for n in range(widget.count()))


WORDS = {
    QLineEdit: _line,
    QTextEdit: _text,
    QPlainTextEdit: _text,
    QLabel: lambda widget: (widget.text(),),
    QAbstractButton: lambda widget: (widget.text(),),
    QGroupBox: lambda widget: (widget.title(),),
    QComboBox: lambda widget: (widget.itemText(n) for n in range(widget.count())),
    QTabBar: _tabs,
    QMenu: _menu,
    QHeaderView: _header,
}


def _rows(model: QAbstractItemModel, who, parent):
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(min(model.rowCount(parent), MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in ROLES:
                text = index.data(role)
                if isinstance(text, str):
                    yield f"{who}[{row},{column}].{role.name}", text
        if columns and not isinstance(model, QAbstractListModel):
            yield from _rows(model, who, model.index(row, 0, parent))
