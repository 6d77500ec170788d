"""The engine process of a try-out with the model that it has now."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.errors import UserError
from desktop.core.models import Header, Installed
from desktop.engine.protocol import EngineEvent, Loaded
from desktop.services.own_load import Ground, OwnLoad


class Seat:
    """Lives on the owner thread. Each model gets a fresh process."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._load: OwnLoad | None = None
        self.model: Installed | None = None  # that is there, or on its way
        self.loaded = False
        self._end = ground.chat.events.connect(self._on_chat)

    @property
    def header(self) -> Header:
        """What the file of the loaded model says."""
        assert self._load is not None
        assert self._load.header is not None
        return self._load.header

    @property
    def made_room(self) -> bool:
        """Whether the chats' model was unloaded for this one."""
        return self._load is not None and self._load.made_room

    def fetch(
        self,
        model: Installed,
        tell: Callable[[float], None],
        over: Callable[[Loaded | UserError], None],
    ) -> bool:
        """Load a model. False: the process before has to die first; `Died` tells when to ask again."""
        self.leave()
        if self._ground.engine.running:
            return False

        def arrived(outcome: Loaded | UserError) -> None:
            self.loaded = isinstance(outcome, Loaded)
            over(outcome)

        self.model = model
        self._load = OwnLoad(self._ground, model.path, tell, arrived)
        self._load.start()
        return True

    def leave(self) -> None:
        """Let go of the model, and end the process."""
        if self._load is not None:
            self._load.give_up()
        self.model, self._load, self.loaded = None, None, False
        if self._ground.engine.running:
            self._ground.engine.kill()

    def hear(self, event: EngineEvent) -> bool:
        """Take what the process tells; tells whether it was about the load."""
        return self._load is not None and self._load.hear(event)

    def close(self) -> None:
        """Hear no more, and wait until the process is gone, a second at most."""
        self._end()
        self._ground.engine.close()

    def _on_chat(self, event: EngineEvent) -> None:
        if self._load is not None:
            self._load.hear_chat(event)
