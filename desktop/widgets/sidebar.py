"""The left side: the chats, and how the engine is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.core.chat import ChatId
from desktop.core.places import resource
from desktop.core.setting_list import Settings
from desktop.services.models import ModelStatus, Stage
from desktop.viewmodels.chat import ChatViewModel
from desktop.widgets.chat_list import ChatListView
from desktop.widgets.chat_pane import ChatPane
from desktop.widgets.chat_search import ChatSearchPanel
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.first_list import FirstList
from desktop.widgets.foot_button import SettingsButton, TrashButton
from desktop.widgets.grip import Grip
from desktop.widgets.look import Look


class Sidebar(QFrame):
    """Brand, new chat, the list, and the engine's state."""

    new_asked = Signal()
    hide_asked = Signal()
    opened = Signal(object)  # ChatId
    delete_asked = Signal(object)  # tuple[ChatId, ...]
    more_asked = Signal()
    models_asked = Signal()
    templates_asked = Signal()
    new_in_folder_asked = Signal(object)  # FolderId
    folder_settings_asked = Signal(object)  # FolderId
    tags_asked = Signal(object)  # tuple[ChatId, ...]

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setFixedWidth(Settings().sidebar_width)
        self._look = look
        self._chat: ChatViewModel | None = None
        self._status = ModelStatus()
        self.new = QPushButton()
        self.new.setObjectName("newchat")
        self.models, self.templates = QPushButton(), QPushButton()
        for button, called in ((self.models, "modelsbutton"), (self.templates, "templatesbutton")):
            button.setObjectName(called)
            button.setCheckable(True)
        self.list = ChatListView(look)
        self.pane = ChatPane(look, self.list)
        self.search = ChatSearchPanel(look, self.pane)
        self.more = QToolButton()
        self.search.first.addWidget(self.more)
        self.hide_button = QToolButton()
        self.settings, self.trash = SettingsButton(look), TrashButton(look)
        self._state = ElidedLabel()
        self._state.setObjectName("state")
        self._dot = QLabel("●")
        self._dot.setProperty("decoration", True)  # the words beside it say the same
        self.grip = Grip(look, self)
        self.grip.width_asked.connect(self.setFixedWidth)
        self._lay_out()
        self.new.clicked.connect(self.new_asked)
        self.models.clicked.connect(self._ask_models)
        self.templates.clicked.connect(self._ask_templates)
        self.hide_button.clicked.connect(self.hide_asked)
        self.more.clicked.connect(self.more_asked)
        self.list.opened.connect(self.opened)
        self.list.delete_asked.connect(self.delete_asked)
        self.list.new_in_folder_asked.connect(self.new_in_folder_asked)
        self.list.folder_settings_asked.connect(self.folder_settings_asked)
        self.list.tags_asked.connect(self.tags_asked)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def hold(self, first: FirstList) -> None:
        """Show what has been read of the chats until they are there."""
        self.pane.hold(first)
        first.opened.connect(self.opened)

    def attach(self, chat: ChatViewModel) -> None:
        """Show the chats."""
        self._chat = chat
        self.pane.attach(chat.list)
        QWidget.setTabOrder(self.settings, self.grip)  # the edge comes last
        chat.shown.connect(self._select)
        chat.started.connect(self._select)
        chat.list.rowsInserted.connect(self.list.find_open)

    @Slot(object)
    def show_engine(self, status: ModelStatus) -> None:
        """Say how the engine is."""
        self._status = status
        self._say()
        self._dress()

    def mark_models(self, shown: bool) -> None:
        """Show whether the page about models is open."""
        self.models.setChecked(shown)

    def mark_templates(self, shown: bool) -> None:
        """Show whether the page about templates is open."""
        self.templates.setChecked(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the edge at the edge."""
        super().resizeEvent(event)
        self.grip.place()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        brand = QLabel()
        brand.setPixmap(QIcon(str(resource("resources/icons/fireside.svg"))).pixmap(QSize(22, 22)))
        name = QLabel("Fireside")  # a name, not translated
        name.setObjectName("brand")
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 10, 0)
        top.setSpacing(8)
        top.addWidget(brand)
        top.addWidget(name, 1)
        top.addWidget(self.hide_button)
        middle = QVBoxLayout()
        middle.setContentsMargins(12, 0, 12, 4)
        middle.setSpacing(4)
        middle.addWidget(self.new)
        middle.addWidget(self.models)
        middle.addWidget(self.templates)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(20, 4, 10, 8)
        bottom.setSpacing(6)
        bottom.addWidget(self._dot)
        bottom.addWidget(self._state, 1)
        bottom.addWidget(self.trash)
        bottom.addWidget(self.settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(middle)
        column.addWidget(self.search, 1)
        column.addLayout(bottom)

    @Slot()
    def _ask_models(self) -> None:
        self.models.setChecked(True)  # a second click does not close the page
        self.models_asked.emit()

    @Slot()
    def _ask_templates(self) -> None:
        self.templates.setChecked(True)
        self.templates_asked.emit()

    @Slot()
    def _select(self) -> None:
        if self._chat is None:
            return
        current: ChatId | None = self._chat.current
        self.list.show_open(current)

    def _say(self) -> None:
        self.new.setText("  " + self.tr("New chat"))  # apart from the icon
        self.new.setAccessibleName(self.tr("New chat"))
        self.new.setToolTip(self.tr("New chat (Ctrl+N)"))
        self.models.setText("  " + self.tr("Models"))
        self.models.setAccessibleName(self.tr("Models"))
        self.models.setToolTip(self.tr("Models: what is here, what can be downloaded (Ctrl+Shift+D)"))
        self.templates.setText("  " + self.tr("Templates"))
        self.templates.setAccessibleName(self.tr("Templates"))
        self.templates.setToolTip(self.tr("Prompt templates: write, try out, keep (Ctrl+Shift+T)"))
        self.hide_button.setToolTip(self.tr("Hide the list of chats (Ctrl+B)"))
        self.hide_button.setAccessibleName(self.tr("Hide the list of chats"))
        self.more.setToolTip(self.tr("New folder, archived chats"))
        self.more.setAccessibleName(self.tr("New folder, archived chats"))
        self._say_engine()

    def _say_engine(self) -> None:
        status = self._status
        match status.stage:
            case Stage.LOADING:
                self._state.setText(self.tr("Loading the model…"))
            case Stage.FAILED:
                self._state.setText(self.tr("No model loaded"))
            case Stage.NONE:
                self._state.setText(self._rest_words(status))
            case Stage.READY:
                assert status.loaded is not None
                where = self.tr("GPU") if status.loaded.gpu_layers else self.tr("CPU")
                threads = self.tr("%n thread(s)", "", status.loaded.threads)
                whole = self.tr("Engine ready · {device} · {threads}").format(device=where, threads=threads)
                self._state.show_short(self.tr("Ready · {device}").format(device=where), whole)

    def _rest_words(self, status: ModelStatus) -> str:
        if status.error is not None:
            return self.tr("Engine stopped")
        if status.engine is not None and status.model is not None:
            return self.tr("The next question loads the model")
        return self.tr("Engine not started")

    @Slot()
    def _dress(self) -> None:
        colors = {Stage.READY: "ok", Stage.LOADING: "warn", Stage.FAILED: "danger", Stage.NONE: "text3"}
        name = colors[self._status.stage]
        if self._status.stage is Stage.NONE and self._status.error:
            name = "danger"
        self._dot.setStyleSheet(f"color: {self._look.theme.color(name).name()}; font-size: 11px;")
        self.models.setIcon(self._look.icon("boxes", "text2"))
        self.templates.setIcon(self._look.icon("layout-template", "text2"))
        self.new.setIcon(self._look.icon("square-pen", "text"))
        self.hide_button.setIcon(self._look.icon("panel-left", "text2", 18))
        self.hide_button.setIconSize(QSize(18, 18))
        self.more.setIcon(self._look.icon("ellipsis", "text2"))
        self._dot.setAlignment(Qt.AlignmentFlag.AlignVCenter)
