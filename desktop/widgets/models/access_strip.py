"""What stands between the user and a gated model: signing in, its conditions, a yes of its publisher."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.hub import Gated, RepoId
from desktop.viewmodels.access import AccessViewModel
from desktop.widgets.models.network_card import put, sentence
from desktop.widgets.speech import QtSpeaker, together


class AccessStrip(QFrame):
    """Shows nothing for models that are given to everybody. Works once attached."""

    link_activated = Signal(str)
    sign_in_asked = Signal()
    refreshed = Signal()  # whether access is barred has changed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accessstrip")
        self._viewmodel: AccessViewModel | None = None
        self._repo: RepoId | None = None
        self._gated = Gated.NO
        self.barred = False  # it says that access is needed
        self.words = sentence("accesswords")
        self.page, self.check, self.sign_in = QPushButton(), QPushButton(), QPushButton()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.sign_in, self.page, self.check):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.page.clicked.connect(self._open)
        self.check.clicked.connect(self._check)
        self.sign_in.clicked.connect(self.sign_in_asked)
        self.hide()

    def attach(self, viewmodel: AccessViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        viewmodel.changed.connect(self.refresh)
        self.refresh()

    def show_repo(self, repo: RepoId | None, gated: Gated) -> None:
        """Be about this repository from now on."""
        self._repo, self._gated = repo, gated
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    @Slot()
    def refresh(self) -> None:
        """Show what is so now."""
        viewmodel, repo = self._viewmodel, self._repo
        if viewmodel is None or repo is None or self._gated is Gated.NO:
            self.hide()
            self._tell(barred=False)
            return
        answer, checking = viewmodel.answer(repo), viewmodel.checking(repo)
        granted = answer is not None and answer.error is None and not checking
        put(self.words, self._words(viewmodel, repo))
        self.sign_in.setText(self.tr("Sign in…"))
        self.sign_in.setVisible(not viewmodel.signed_in)
        self.page.setText(self.tr("Open its page…"))
        self.page.setToolTip(self.tr("Its conditions are accepted there, in the browser."))
        self.page.setVisible(not granted)
        self.check.setText(self.tr("Check again") if answer is not None else self.tr("Check access"))
        self.check.setVisible(viewmodel.signed_in and not granted)
        self.check.setEnabled(not checking)
        self.show()
        self._tell(barred=not granted)

    def _tell(self, *, barred: bool) -> None:
        if barred != self.barred:
            self.barred = barred
            self.refreshed.emit()

    def _words(self, viewmodel: AccessViewModel, repo: RepoId) -> str:
        answer = viewmodel.answer(repo)
        if viewmodel.checking(repo):
            return self.tr("Asking the hub whether this account has access…")
        if answer is not None and answer.error is not None:
            notice = describe(answer.error, QtSpeaker())
            return together(notice.what, notice.advice)
        if answer is not None:
            return self.tr("Your account has access to this model.")
        if self._gated is Gated.MANUAL:
            return self.tr("This model is given to accounts whose request its publisher has granted.")
        return self.tr("This model is given to accounts that have accepted its conditions.")

    @Slot()
    def _open(self) -> None:
        if self._viewmodel is not None and self._repo is not None:
            self.link_activated.emit(self._viewmodel.page(self._repo))

    @Slot()
    def _check(self) -> None:
        if self._viewmodel is not None and self._repo is not None:
            self._viewmodel.check(self._repo, self._gated)
