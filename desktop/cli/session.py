"""The services for one run of the command line, on the same data as the window's."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass, field
from types import TracebackType

from desktop.cli.naming import named
from desktop.core.chat import Message, Status
from desktop.core.errors import DataError, UnknownModel, UserError
from desktop.core.loop import Loop
from desktop.core.places import Places
from desktop.core.prepared import DraftTemplate
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.engine.llama import Backend
from desktop.services.assembly import Services, Working, begin, open_chats, serve
from desktop.services.conversation import Conversation


@dataclass
class Session:
    """Everything a command needs; a context manager. Raises a `DataError` when the chats cannot be opened."""

    places: Places
    loop: Loop = field(default_factory=Loop)
    _tasks: Tasks | None = None
    _working: Working | None = None
    _services: Services | None = None

    def __enter__(self) -> Session:
        """Open the chats; the engine starts with the first prompt."""
        store = open_chats(self.places)
        self._tasks = Tasks(self.loop)
        self._working = begin(self.places, SettingsFile(self.places.settings), self._tasks, Backend)
        self._services = serve(self._working, store, self.loop.later)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep what is on its way and end the engine."""
        assert self._services is not None
        assert self._working is not None
        assert self._tasks is not None
        with closing(self._tasks), closing(self._working):
            self._services.close()

    def choose_model(self, wanted: str | None, preferred: str = "") -> None:
        """Load the model of this name or path; else the preferred one, if it is here, or the last used one.

        Raises a `ModelError`.
        """
        assert self._working is not None
        models = self._working.models
        if wanted is None and preferred:
            with suppress(UnknownModel):
                models.load(named(models.library, preferred))
                return
        if wanted is None:
            models.choose(SettingsFile(self.places.settings).value.model)
            return
        models.load(named(models.library, wanted))

    @property
    def services(self) -> Services:
        """What works on the opened chats."""
        assert self._services is not None
        return self._services

    def converse(self, system: str) -> Conversation:
        """Begin a conversation."""
        return self.services.chats.new(system)

    def ask(self, conversation: Conversation, text: str, template: DraftTemplate | None = None) -> Message:
        """Ask, wait for the answer and give it. Raises what kept it from coming.

        After a KeyboardInterrupt the answer is stopped and kept; the interrupt goes on.
        """
        failures: list[UserError] = []
        answers: list[Message] = []
        ends = [conversation.failed.connect(failures.append), conversation.ended.connect(answers.append)]
        try:
            conversation.send(text, template=template)
            self.loop.run_until(lambda: not conversation.busy)
        except KeyboardInterrupt:
            conversation.stop()
            self.loop.run_until(lambda: not conversation.busy, seconds=5)
            raise
        finally:
            for end in ends:
                end()
        serious = [error for error in failures if not isinstance(error, DataError) or not answers]
        if serious and not (answers and answers[-1].text and answers[-1].status is Status.DONE):
            raise serious[0]
        return answers[-1]
