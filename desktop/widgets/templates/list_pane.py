"""The left half of the library: search, filter, order, and the list of templates."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.templates import TemplateId
from desktop.viewmodels.template_listing import TemplateListing
from desktop.viewmodels.template_rows import Filter, Order, Scope
from desktop.widgets.clearing import name_cross
from desktop.widgets.glass import Glass
from desktop.widgets.look import Look
from desktop.widgets.pills import name_button
from desktop.widgets.sampling_style import Choice, field_rules
from desktop.widgets.templates.empty_library import EmptyTemplates, Nothing
from desktop.widgets.templates.filter_choice import FilterChoice
from desktop.widgets.templates.template_list import TemplateList


class SearchField(QLineEdit):
    """A field from which the arrow keys lead into the list below."""

    down_pressed = Signal()

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Go down to the list."""
        if arg__1.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down_pressed.emit()
        else:
            super().keyPressEvent(arg__1)


class TemplateListPane(QWidget):
    """Works once attached."""

    new_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()  # of all
    starters_asked = Signal()
    empty_asked = Signal()  # the trash

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: TemplateListing | None = None
        self.setStyleSheet(field_rules(look.theme))  # while there is nothing in it: that is quick
        self.search, self.order = SearchField(), Choice(look)
        self.filter = FilterChoice(look)
        self.new, self.more = QPushButton(), QToolButton()
        self._glass = Glass(self.search, look)
        self.list = TemplateList(look)
        self.empty = EmptyTemplates(look)
        self.count = QLabel()
        self._stack = QStackedWidget()
        self._lay_out()
        self.new.clicked.connect(self.new_asked)
        self.more.clicked.connect(self._open_menu)
        self.search.down_pressed.connect(self._into_list)
        self.empty.new_asked.connect(self.new_asked)
        self.empty.starters_asked.connect(self.starters_asked)
        self.empty.import_asked.connect(self.import_asked)
        self.empty.clear_asked.connect(self.show_all)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def attach(self, viewmodel: TemplateListing) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.list.show_rows(viewmodel.rows)
        self.search.textChanged.connect(viewmodel.search)
        self.order.activated.connect(self._sort)
        self.filter.chosen.connect(viewmodel.choose)
        viewmodel.changed.connect(self._show)
        self._show()

    @Slot()
    def show_all(self) -> None:
        """Leave out nothing."""
        self.search.clear()
        self.filter.choose(Filter())

    def show_template(self, template: TemplateId | None, anew: bool) -> None:
        """Select a template; one that was not shown before is listed, whatever is searched for."""
        viewmodel = self._viewmodel
        if (
            viewmodel is not None
            and template is not None
            and anew
            and viewmodel.rows.place_of(template) is None
        ):
            self.show_all()
        self.list.go_to(template)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._show()
        super().changeEvent(event)

    def menu(self) -> QMenu:
        """Make the menu of the whole library."""
        menu, icon = QMenu(self), self._look.icon
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("download"), self.tr("Import…"), self.import_asked.emit)
        menu.addAction(icon("upload"), self.tr("Export all…"), self.export_asked.emit)
        menu.addAction(icon("sparkles"), self.tr("Add starter templates"), self.starters_asked.emit)
        menu.addSeparator()
        empty = menu.addAction(icon("trash-2"), self.tr("Empty the trash…"), self.empty_asked.emit)
        empty.setEnabled(self.filter.filter.scope is Scope.TRASH and not self._is_empty())
        return menu

    def _lay_out(self) -> None:
        self.search.setObjectName("presetname")  # dressed like the fields of forms
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.order.addItems([""] * len(Order))
        self.order.setMinimumContentsLength(5)
        self.count.setObjectName("caption")
        top, below = QHBoxLayout(), QHBoxLayout()
        for row in (top, below):
            row.setSpacing(6)
        top.addWidget(self.search, 1)
        top.addWidget(self.new)
        below.addWidget(self.filter, 3)
        below.addWidget(self.order, 2)
        below.addWidget(self.more)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(top)
        page.addLayout(below)
        page.addWidget(self._stack, 1)
        page.addWidget(self.count)

    def _is_empty(self) -> bool:
        return self._viewmodel is None or self._viewmodel.rows.rowCount() == 0

    @Slot()
    def _show(self) -> None:
        viewmodel = self._viewmodel
        if viewmodel is None:
            return
        self.filter.offer(viewmodel.folders, viewmodel.tags)
        self._stack.setCurrentWidget(self.empty if self._is_empty() else self.list)
        if self._is_empty():
            self.empty.explain(_why(viewmodel))
        shown, state = viewmodel.rows.rowCount(), viewmodel.state
        words = self.tr("%Ln template(s)", "", shown)
        if shown < state.count:
            words = self.tr("{shown} of {all}").format(
                shown=self.locale().toString(shown), all=self.tr("%Ln template(s)", "", state.count)
            )
        self.count.setText(words)
        self.count.setVisible(shown > 0)
        self.list.restore()

    @Slot(int)
    def _sort(self, number: int) -> None:
        if self._viewmodel is not None:
            self._viewmodel.sort(list(Order)[number])

    @Slot()
    def _into_list(self) -> None:
        if not self._is_empty():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.model().index(0, 0))

    @Slot()
    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _say(self) -> None:
        self.search.setPlaceholderText(self.tr("Search the templates"))
        self.search.setAccessibleName(self.tr("Search the templates"))
        name_cross(self.search)
        self._glass.setText(self.search.accessibleName())
        words = {
            Order.NAME: self.tr("By name"),
            Order.USED: self.tr("Last used first"),
            Order.CHANGED: self.tr("Last changed first"),
        }
        for number, order in enumerate(Order):
            self.order.setItemText(number, words[order])
        self.order.setAccessibleName(self.tr("Order of the list"))
        name_button(self.new, self.tr("New"))
        self.new.setAccessibleName(self.tr("New template"))
        self.new.setToolTip(self.tr("New template (Ctrl+Shift+N)"))
        self.more.setAccessibleName(self.tr("Import, export, and more"))
        self.more.setToolTip(self.more.accessibleName())
        self.list.speak()

    @Slot()
    def _dress(self) -> None:
        rules = field_rules(self._look.theme)
        if rules != self.styleSheet():
            self.setStyleSheet(rules)
        self.new.setIcon(self._look.icon("plus"))
        self.more.setIcon(self._look.icon("ellipsis", "text2", 18))
        self.more.setIconSize(QSize(18, 18))


def _why(viewmodel: TemplateListing) -> Nothing:
    state = viewmodel.state
    if not state.ready:
        return Nothing.READING
    if viewmodel.filter.scope is Scope.TRASH and not state.count:
        return Nothing.NO_TRASH
    return Nothing.NO_MATCH if state.searching else Nothing.NONE
