"""An engine that answers from a script, for `fireside bench kill`: no process, no model."""

from __future__ import annotations

from random import Random

from desktop.core.chat import Finish
from desktop.core.errors import DecodeFailed
from desktop.core.events import Event, Later
from desktop.engine.protocol import (
    Cancel,
    Command,
    Count,
    Counted,
    Delta,
    EngineEvent,
    Failed,
    Finished,
    Generate,
    Load,
    Loaded,
    PartKind,
    Prompting,
    RequestId,
    TemplateSource,
    Usage,
)

EVERY = 0.03  # seconds between two pieces, as the engine process has it
LONGEST = 60  # pieces of an answer
CONTEXT = 1 << 20  # tokens
TEXTS = ("A word or two. ", "火光 ", "🚄🔥", "répónse — ", "line\n\n", "x" * 300 + " ")


class ScriptedEngine:
    """Takes the place of the engine process. Lives on the owner thread, like its end of the pipe."""

    def __init__(self, later: Later, chance: Random) -> None:
        self._later = later
        self._chance = chance
        self._last = 0
        self._cancelled: set[RequestId] = set()
        self.events: Event[EngineEvent] = Event()

    def new_request(self) -> RequestId:
        """Give a number that no other request has."""
        self._last += 1
        return RequestId(self._last)

    def send(self, command: Command) -> None:
        """Play the answer to a command, in turns of the loop to come."""
        match command:
            case Load(request, path):
                loaded = Loaded(request, path, CONTEXT, CONTEXT, TemplateSource.OWN, "", 1, 0, 0.0)
                self._tell(0.0, loaded)
            case Generate(request):
                self._tell(0.0, Prompting(request, 0, 10))
                self._answer(request, self._chance.randrange(LONGEST), 0)
            case Cancel(request):
                self._cancelled.add(request)
            case Count(request, texts):
                self._tell(0.0, Counted(request, tuple(map(len, texts))))
            case _:
                pass

    def kill(self) -> None:
        """There is no process to end."""

    def _answer(self, request: RequestId, pieces: int, done: int) -> None:
        def go_on() -> None:
            usage = Usage(10, 0, done, 0.1, 30.0, 7)
            if request in self._cancelled:
                self.events.emit(Finished(request, Finish.CANCELLED, usage))
            elif done >= pieces and self._chance.random() < 0.1:
                self.events.emit(Failed(request, DecodeFailed("the script says so")))
            elif done >= pieces:
                self.events.emit(Finished(request, Finish.STOP, usage))
            else:
                kind = PartKind.THINKING if done < pieces // 4 else PartKind.TEXT
                self.events.emit(Delta(request, self._chance.choice(TEXTS), done + 1, kind))
                self._answer(request, pieces, done + 1)

        self._later(EVERY, go_on)

    def _tell(self, seconds: float, event: EngineEvent) -> None:
        self._later(seconds, lambda: self.events.emit(event))
