"""What Fireside is, what it is made of, and what to send to somebody who helps."""

from __future__ import annotations

import platform
from collections.abc import Iterator

from PySide6.QtCore import QLocale, QSize, QTimer, Slot, qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop import __version__
from desktop.core.places import Places, resource
from desktop.core.setting_kinds import QT_TRANSLATE_NOOP
from desktop.services.models import ModelStatus
from desktop.viewmodels.about import AboutViewModel
from desktop.widgets.devices import DeviceWords
from desktop.widgets.folders import show_folder
from desktop.widgets.models.network_card import Card, put, sentence
from desktop.widgets.settings.desk import SettingsDesk

WORDS = (
    QT_TRANSLATE_NOOP("Setting", "About"),
    QT_TRANSLATE_NOOP("Setting", "Version"),
    QT_TRANSLATE_NOOP("Setting", "Copy diagnostics"),
    QT_TRANSLATE_NOOP("Setting", "Open the log folder"),
    "Python, Qt, PySide6, llama.cpp",
)
COPIED = 1500  # ms for which the button says that it has copied


class AboutCard(Card):
    """Versions, what the engine supports, diagnostics and logs."""

    def __init__(self, desk: SettingsDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about: AboutViewModel = desk.about
        self._places: Places = desk.places
        self._devices = DeviceWords(self)
        self.picture = QLabel()
        self.versions, self.place, self.engine = (sentence("caption") for _ in range(3))
        self.copy, self.logs = QPushButton(), QPushButton()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(COPIED)
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        self.logs.clicked.connect(lambda: show_folder(self._places.logs))
        self._again.timeout.connect(self.refresh)
        desk.models.changed.connect(self._changed)
        self.setFocusProxy(self.copy)
        self.refresh()

    def refresh(self) -> None:
        """Say what is known now."""
        self.say(
            f"Fireside {__version__}",
            self.tr("A desktop chat for language models that run on this computer. MIT licence."),
        )
        put(self.versions, " · ".join(self._versions()))
        put(self.place, self._place())
        status = self._about.status
        put(self.engine, "\n".join(self._devices.lines(status.engine, status.loaded)))
        copied = self.tr("Copied")
        self.copy.setText(copied if self._again.isActive() else self.tr("Copy diagnostics"))
        self.copy.setToolTip(
            self.tr(
                "Versions, system and settings, to send to somebody who helps. Nothing of a chat is in it."
            )
        )
        self.copy.setAccessibleDescription(self.copy.toolTip())
        self.logs.setText(self.tr("Open the log folder"))

    def _versions(self) -> Iterator[str]:
        import PySide6

        yield f"Python {platform.python_version()}"
        yield f"Qt {qVersion()}"
        yield f"PySide6 {PySide6.__version__}"
        engine = self._about.status.engine
        if engine is not None:
            yield f"llama-cpp-python {engine.version}"
        yield f"{platform.system()} {platform.release()} {platform.machine()}"

    def _place(self) -> str:
        if self._places.portable:
            words = self.tr("Portable: everything is kept beside the program, in {folder}")
        else:
            words = self.tr("Data: {folder}")
        return words.format(folder=self._places.data)

    def _lay_out(self) -> None:
        self.picture.setPixmap(QIcon(str(resource("resources/icons/fireside.svg"))).pixmap(QSize(40, 40)))
        self.column.insertWidget(0, self.picture)
        self.column.addWidget(self.versions)
        self.column.addWidget(self.place)
        self.column.addWidget(self.engine)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.copy)
        foot.addWidget(self.logs)
        foot.addStretch(1)
        self.column.addLayout(foot)

    @Slot()
    def _copy(self) -> None:
        screen, window = self.screen(), self.window()
        lines = (
            f"Qt {qVersion()}, {QGuiApplication.platformName()}, {QLocale().name()}",
            f"Window: {window.width()} x {window.height()}, screen at {screen.devicePixelRatio():g}x, "
            f"{screen.logicalDotsPerInch():g} dpi",
        )
        QGuiApplication.clipboard().setText(self._about.diagnostics(lines))
        self._again.start()
        self.refresh()

    @Slot(object)
    def _changed(self, _: ModelStatus) -> None:
        self.refresh()
