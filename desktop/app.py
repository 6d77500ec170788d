"""The composition root of the window: builds every long-lived object once and closes it in reverse.

A start has five steps, so that the window is there at once and never stands still:
1. in `app_opening`: the window with its outlines, from as few imports as possible; then
2. a field to type in, and the first screenful of chats, which is read without SQLAlchemy;
3. on a worker thread: importing the rest; then the workplace;
4. the engine process, which loads the model while
5. on a worker thread: importing SQLAlchemy and opening the chats; then everything is connected, and what
   the user asked for meanwhile is done.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from desktop.app_opening import Opening, settle
from desktop.core.places import Places
from desktop.core.settings import SettingsFile

if TYPE_CHECKING:
    from desktop.app_pages import PageParts
    from desktop.core.advice import Remedy
    from desktop.core.errors import UserError
    from desktop.core.keeping import Deed, Outcome
    from desktop.core.network import Gate
    from desktop.engine.worker import MakeBackend
    from desktop.services.assembly import Services, Working
    from desktop.store.opening import Opened
    from desktop.viewmodels.chat import ChatViewModel
    from desktop.viewmodels.models import ModelsViewModel
    from desktop.viewmodels.sampling import SamplingViewModel
    from desktop.widgets.actions import Actions
    from desktop.widgets.look import Look
    from desktop.widgets.transcript.accessibility import Accessibility
    from desktop.widgets.workplace import Workplace

log = logging.getLogger(__name__)

SETTLED_AFTER = 3.0  # seconds; by then everything that stays for good has been imported
LATER = ("desktop.widgets.settings.page",)
LIBRARIES = ("markdown_it", "mdit_py_plugins.dollarmath", "pygments.lexers.python")
NEEDED = (
    "desktop.widgets.workplace",
    "desktop.widgets.actions",
    "desktop.widgets.transcript.accessibility",
    "desktop.services.assembly",
    "desktop.engine.shipped",
    "desktop.viewmodels.chat",
)


class App(QObject):
    """The application with its window. Needs a QApplication; everything happens on its thread."""

    def __init__(
        self,
        qt: QApplication,
        places: Places,
        offline: bool = False,
        backend: MakeBackend | None = None,
        opening: Opening | None = None,
    ) -> None:
        """`opening` is the window that is there already."""
        super().__init__()
        self._places = places
        self._offline = offline
        self._backend = backend
        self._accessibility: Accessibility | None = None
        self._actions: Actions | None = None
        self._gate: Gate | None = None
        self._opening = False
        self.error: UserError | None = None  # why the chats are not open
        self.deed: Deed | None = None  # what the window was closed for
        self._before: Outcome | None = None  # what was done before this run
        self._files: list[Path] = []  # to be opened
        self.settings = SettingsFile(places.settings)
        for problem in self.settings.problems:
            log.info("setting not taken: %s", problem.partition(" = ")[0])
        self.first = opening or Opening(qt, places)
        self.window = self.first.window
        self.workplace: Workplace | None = None
        self.working: Working | None = None
        self.services: Services | None = None
        self.chat: ChatViewModel | None = None
        self.models: ModelsViewModel | None = None
        self.sampling: SamplingViewModel | None = None
        self.pages: PageParts | None = None
        if self.first.there:
            self._begin()
        else:
            self.first.usable.connect(self._begin)

    @property
    def look(self) -> Look:
        """How the window looks; there as soon as it can be typed into."""
        return self.first.look

    def tell_first(self, outcome: Outcome | None) -> None:
        """Have something to tell once the chats are open."""
        self._before = outcome

    def show(self) -> None:
        """Show the window; the rest follows when it is on the screen."""
        self.window.show()

    def open(self, files: Sequence[Path] = ()) -> None:
        """Open files like those dropped on the conversation, once that is there."""
        self._files += files
        if self.pages is not None and self.workplace is not None and (files := self._files):
            self._files = []
            self.workplace.pages.show_chat()
            self.workplace.page.drop.take(files)

    def close(self) -> None:
        """Keep everything and let go, in reverse order."""
        parts = (
            self.pages,
            self.sampling,
            self.chat,
            self.models,
            self.services,
            self.working,
            self.first,
        )
        for part in parts:
            if part is not None:
                part.close()

    @Slot()
    def _begin(self) -> None:
        self.first.tasks.run(lambda _: _import(NEEDED), done=self._furnish, failed=_bug)

    def _furnish(self, _: None) -> None:
        """Make the workplace, start the engine, and let the chats be opened."""
        if self.first.parts.composing:  # what an input method has on its way would be lost with the field
            self.first.parts.when_still(lambda: self._furnish(None))
            return
        from desktop.core.network import Gate
        from desktop.engine.shipped import llama
        from desktop.services.assembly import begin
        from desktop.widgets.actions import Actions
        from desktop.widgets.applying import Means
        from desktop.widgets.transcript.accessibility import Accessibility
        from desktop.widgets.workplace import Workplace

        first, tasks, look = self.first, self.first.tasks, self.look
        self._accessibility = Accessibility()
        self._accessibility.install()
        look.wear()
        self.workplace = workplace = Workplace(look, self.settings.value.sidebar)
        workplace.page.read_with(tasks)
        keys = first.parts.hand_over(workplace)
        first.unkept = workplace.page.sending.early
        self.window.fill(workplace)
        keys.setFocus()
        workplace.again_asked.connect(self._open)
        workplace.remedy_asked.connect(self._remedy)
        backend = self._backend or llama
        self.working = begin(self._places, self.settings, tasks, backend, first.post.later)
        self._gate = Gate(self.settings.value.offline, first.post, forced=self._offline)
        means = Means(self._places, self.settings, first.translations, look, self._gate, self.working)
        self._actions = Actions(means, self.window, workplace)
        log.info("furnished", extra={"monotonic": time.monotonic()})
        tasks.run(
            lambda _: _import(("desktop.app_pages",)),
            done=lambda _: None,
            failed=_bug,
        )
        self._open()
        self.working.models.choose(self.settings.value.model)

    @Slot()
    def _open(self) -> None:
        from desktop.services.assembly import open_chats

        if not self._opening and self.services is None:  # the button may be pressed twice
            self._opening = True
            self.first.tasks.run(lambda _: open_chats(self._places), done=self._attach, failed=self._cannot)

    def _attach(self, store: Opened) -> None:
        from desktop.core.errors import UserError
        from desktop.services.assembly import serve
        from desktop.viewmodels.chat import ChatViewModel

        assert self.working is not None
        try:
            services = serve(self.working, store, self.first.post.later)
            self.chat = ChatViewModel(services.chats, services.drafts, services.exact_prompts)
        except UserError as error:
            store.close()
            self._cannot(error)
            return
        self._opening = False
        self.error = None
        self.services = services
        self._connect(self.working, services, self.chat)

    def _connect(self, working: Working, services: Services, chat: ChatViewModel) -> None:
        from desktop.app_models import make_adapters, make_models, make_sampling, make_search
        from desktop.core.errors import SettingsInvalid

        assert self.workplace is not None
        assert self._actions is not None
        self.models = make_models(working, self._places, services)
        self.models.chosen.connect(self._actions.keep_model)
        page = self.workplace.page
        services.upkeep.failed.connect(page.tell)
        page.link_activated.connect(self._actions.open_link)
        self.sampling = make_sampling(chat, services, self.models)
        self.sampling.failed.connect(page.tell)
        page.sending.tried.connect(self.sampling.flush)
        self.workplace.attach(chat, self.models, self.sampling)
        self.workplace.finding.attach(make_search(chat, services))
        self.workplace.side.offer(make_adapters(chat, working))
        self._attach_pages(working, services, self.models)
        page.sending.early.carry_out(chat)
        self.first.unkept = None  # the drafts have it now
        self.workplace.sidebar.pane.release()
        self.open()
        transcript = page.transcript
        assert transcript is not None
        working.tasks.run(lambda _: _import(LIBRARIES + LATER), done=lambda _: transcript.warm(), failed=_bug)
        self.first.post.later(SETTLED_AFTER, settle)
        for file in (*working.model_options.invalid, *self.settings.invalid):
            page.tell(SettingsInvalid(file))
        log.info("ready", extra={"monotonic": time.monotonic()})

    def _attach_pages(self, working: Working, services: Services, models: ModelsViewModel) -> None:
        from desktop.app_pages import make_pages
        from desktop.services.model_assembly import Basis
        from desktop.viewmodels.persona_use import Shown

        assert self._gate is not None
        assert self.workplace is not None
        assert self.chat is not None
        assert self.sampling is not None
        under = (self._places, self.settings, self._gate, working)
        basis = Basis(*under, services.store, self.first.post.later, services.presets)
        self.pages = make_pages(basis, services, Shown(self.chat, models, self.sampling))
        self.pages.show_in(self.workplace, self.look)
        self.pages.settings.data.deed_asked.connect(self._close_for)
        if self._before is not None:
            from desktop.widgets.recovery_words import RecoveryWords

            RecoveryWords(self.workplace).tell(self._before, self.workplace)

    @Slot(object)
    def _close_for(self, deed: Deed) -> None:
        self.deed = deed
        self.window.leave()

    def _cannot(self, error: Exception) -> None:
        from desktop.core.errors import UserError

        self._opening = False
        if not isinstance(error, UserError):
            raise error
        log.info("chats not opened", extra={"error": type(error).__name__})
        assert self.workplace is not None
        self.error = error
        self.workplace.explain(error)

    @Slot(object)
    def _remedy(self, remedy: Remedy) -> None:
        from desktop.core.advice import Remedy
        from desktop.core.errors import DatabaseDamaged

        assert self._actions is not None
        assert self.workplace is not None
        if isinstance(self.error, DatabaseDamaged) and remedy in (Remedy.RESTORE, Remedy.RECOVER):
            if not self._opening:
                from desktop.app_rescue import Rescue

                self._opening = True
                rescue = Rescue(self._places, self.first.tasks, self.workplace, self._attach, self._cannot)
                rescue.begin(self.error, remedy)
        elif remedy is Remedy.OPEN_FOLDER:
            self._actions.open_data()


def _import(names: tuple[str, ...]) -> None:
    """Import on a worker thread: the window goes on being painted."""
    for name in names:
        import_module(name)


def _bug(error: Exception) -> None:
    raise error
