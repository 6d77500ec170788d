"""The account at the hub: a token is entered, checked, and kept by the system's keyring."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.core.hub_errors import NoKeyring, TokenLeft
from desktop.core.sources import HUGGING_FACE
from desktop.services.account import AccountStatus, Standing
from desktop.viewmodels.account import AccountViewModel
from desktop.widgets.models.network_card import Card, Entry, Fault, sentence
from desktop.widgets.speech import together

TOKENS_PAGE = f"{HUGGING_FACE}/settings/tokens"


class AccountCard(Card):
    """Who is signed in. The token is typed here and seen nowhere again."""

    link_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewmodel: AccountViewModel | None = None
        self.state = sentence("cardhint")
        self.fault = Fault()
        self.entry = Entry()
        self.entry.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.entry.field.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self.make, self.found = QPushButton(), QPushButton()
        self.check, self.leave = QPushButton(), QPushButton()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.check, self.leave, self.make, self.found):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addWidget(self.state)
        self.column.addWidget(self.fault)
        self.column.addWidget(self.entry)
        self.column.addLayout(buttons)
        self.entry.entered.connect(self._enter)
        self.make.clicked.connect(lambda: self.link_activated.emit(TOKENS_PAGE))

    def attach(self, viewmodel: AccountViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.found.clicked.connect(viewmodel.use_found)
        self.check.clicked.connect(viewmodel.check)
        self.leave.clicked.connect(viewmodel.sign_out)
        viewmodel.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is so now."""
        if self._viewmodel is None:
            return
        status = self._viewmodel.status
        self.say(
            self.tr("Account"),
            self.tr(
                "Most models need none. A gated model is given to accounts that have accepted its conditions."
            ),
        )
        self.entry.say(self.tr("Access token"), self.tr("Token, as hf_…"), self.tr("Check and keep"))
        self.make.setText(self.tr("Make a token…"))
        self.make.setToolTip(self.tr("Opens the settings of your account in the browser."))
        self.found.setText(self.tr("Use the token on this computer"))
        self.found.setToolTip(
            self.tr("Takes the one in HF_TOKEN, or the one that the hub’s command line has stored.")
        )
        self.check.setText(self.tr("Check again"))
        self.leave.setText(self.tr("Sign out"))
        self.leave.setToolTip(self.tr("Deletes the token from this computer’s keyring."))
        self._show_parts(status)

    def _show_parts(self, status: AccountStatus) -> None:
        inside = status.standing is Standing.IN
        busy = status.standing in (Standing.ASKING, Standing.CHECKING)
        self.state.setText(self._words(status))
        self.state.setVisible(True)
        self.fault.tell(status.error)
        self.entry.setVisible(not inside)
        self.entry.setEnabled(status.standing is not Standing.CHECKING)
        self.make.setVisible(not inside)
        self.found.setVisible(not inside)
        self.found.setEnabled(not busy)
        unchecked = inside and not status.name
        self.check.setVisible(unchecked)
        self.leave.setVisible(inside or busy)
        self.leave.setText(self.tr("Sign out") if inside else self.tr("Cancel"))

    def _words(self, status: AccountStatus) -> str:
        match status.standing:
            case Standing.OUT:
                return self.tr("Nobody is signed in.")
            case Standing.ASKING:
                return self.tr("The system’s keyring is asked for the token; it may want you to unlock it.")
            case Standing.CHECKING:
                return self.tr("The hub is asked whose token this is…")
            case Standing.IN:
                return together(self._who(status), self._where(status))

    def _who(self, status: AccountStatus) -> str:
        if status.name:
            return self.tr("Signed in as {name}.").format(name=status.name)
        return self.tr("A token is used that has not been checked yet.")

    def _where(self, status: AccountStatus) -> str:
        if status.kept:
            return self.tr("The token is in the system’s keyring.")
        if isinstance(status.error, NoKeyring | TokenLeft):
            return ""  # the error says it
        return self.tr("The token is not stored; it has to be entered again after a restart.")

    @Slot(str)
    def _enter(self, text: str) -> None:
        if self._viewmodel is not None and text.strip():
            self.entry.answer(self._viewmodel.enter(text))
