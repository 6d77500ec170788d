"""Whether anything may go out at all, and through which proxy."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from desktop.core.sources import ProxyKind
from desktop.services.sources import Way
from desktop.viewmodels.network import NetworkViewModel
from desktop.widgets.models.network_card import Card, Entry, Fault, put, sentence


class OfflineCard(Card):
    """The switch for offline mode."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewmodel: NetworkViewModel | None = None
        self.switch = QCheckBox()
        self.forced = sentence("caption")
        self.column.addWidget(self.switch)
        self.column.addWidget(self.forced)

    def attach(self, viewmodel: NetworkViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.switch.clicked.connect(viewmodel.set_offline)
        viewmodel.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is so now."""
        if self._viewmodel is None:
            return
        state = self._viewmodel.state
        self.say(
            self.tr("Offline mode"),
            self.tr(
                "Nothing goes out: no search, no download, no link. Models on this computer go on working."
            ),
        )
        self.switch.setText(self.tr("Stay offline"))
        self.switch.setChecked(state.offline)
        self.switch.setEnabled(not state.forced)
        words = self.tr("Fireside was started with --offline, so this holds until it ends.")
        put(self.forced, words if state.forced else "")


class ProxyCard(Card):
    """The proxy: what the system says, one set by hand, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewmodel: NetworkViewModel | None = None
        self.kinds = {kind: QRadioButton() for kind in ProxyKind}
        self.group = QButtonGroup(self)
        self.entry = Entry()
        self.fault = Fault()
        self.used = sentence("caption")
        for kind, button in self.kinds.items():
            self.group.addButton(button)
            self.column.addWidget(button)
            if kind is ProxyKind.MANUAL:
                self.column.addWidget(self.entry)
        self.column.addWidget(self.used)
        self.column.addWidget(self.fault)
        self.group.buttonClicked.connect(self._chosen)
        self.entry.entered.connect(self._enter)

    def attach(self, viewmodel: NetworkViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        viewmodel.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is so now, unless another kind was pressed and has no address yet."""
        if self._viewmodel is None:
            return
        way = self._viewmodel.state.way
        self.say(self.tr("Proxy"), self.tr("Some networks let requests out only through one."))
        self.kinds[ProxyKind.SYSTEM].setText(self.tr("As the system says"))
        self.kinds[ProxyKind.MANUAL].setText(self.tr("Always this one:"))
        self.kinds[ProxyKind.NONE].setText(self.tr("None, always directly"))
        self.entry.say(self.tr("Address of the proxy"), "http://proxy.example.org:8080", self.tr("Use it"))
        waiting = self.kinds[ProxyKind.MANUAL].isChecked() and way.kind is not ProxyKind.MANUAL
        if not waiting:
            self.kinds[way.kind].setChecked(True)
        if not self.entry.field.isModified():
            self.entry.field.setText(way.typed)
        self.entry.setEnabled(self.kinds[ProxyKind.MANUAL].isChecked())
        self._say_used(way)

    def _say_used(self, way: Way) -> None:
        if way.host:
            words = self.tr("Requests go through {host}.").format(host=way.host)
        elif way.error is None:
            words = self.tr("Requests go out directly.")
        else:
            words = ""
        put(self.used, words)
        self.fault.tell(way.error)

    @Slot()
    def _chosen(self) -> None:
        assert self._viewmodel is not None
        kind = next(kind for kind, button in self.kinds.items() if button.isChecked())
        self.entry.setEnabled(kind is ProxyKind.MANUAL)
        self.entry.fault.tell(None)
        typed = self.entry.field.text()
        if kind is not ProxyKind.MANUAL or typed:
            self._choose(kind, typed)
        else:
            self.entry.field.setFocus()

    @Slot(str)
    def _enter(self, typed: str) -> None:
        self._choose(ProxyKind.MANUAL, typed)

    def _choose(self, kind: ProxyKind, typed: str) -> None:
        assert self._viewmodel is not None
        error = self._viewmodel.choose_proxy(kind, typed)
        if error is None:
            self.entry.field.setModified(False)
        self.entry.fault.tell(error)
        self.refresh()
