"""How many tokens texts have for the loaded model; counted in the engine process, remembered here."""

from __future__ import annotations

from desktop.core.events import Event
from desktop.engine.protocol import Broken, Count, Counted, Died, EngineEvent, Failed, Loaded, RequestId
from desktop.services.engine import Engine
from desktop.services.models import Models, ModelStatus, Stage

Key = tuple[int, int]  # length and hash: texts themselves may be large

BATCH = 64  # texts that are counted at once
BATCH_SIZE = 200_000  # characters, more or less; takes the engine about half a second
MOST_KEPT = 100_000  # counts
BYTES_PER_TOKEN = 3.5  # of UTF-8, until this model has shown its own; English has 4 to 5, Chinese 2 to 4


class Counting:
    """Asks for counts that are missing, one batch after the other. Lives on the owner thread.

    `changed` tells that more is known, or that a model was loaded, which may count otherwise or see more.
    """

    def __init__(self, engine: Engine, models: Models) -> None:
        self._engine = engine
        self._models = models
        self._counts: dict[Key, int] = {}
        self._wanted: dict[Key, str] = {}
        self._typed: str | None = None  # the newest text of a composer; older ones are not wanted any more
        self._asked: tuple[RequestId, tuple[str, ...]] | None = None
        self._loaded: Loaded | None = None  # the model that the counts belong to
        self._bytes = self._tokens = 0  # of what was counted
        self.revision = 0  # grows with every `changed`
        self.changed: Event[None] = Event()
        engine.events.connect(self._on_engine)
        models.changed.connect(self._on_model)

    def tokens(self, text: str) -> int | None:
        """Give the tokens of a text; None while they are not known, and then they are counted soon."""
        if not text:
            return 0
        key = _key(text)
        if key not in self._counts and not self._is_counted_now(text):
            self._wanted.setdefault(key, text)
            self._ask()
        return self._counts.get(key)

    def typed(self, text: str) -> int | None:
        """Give the tokens of what stands in the composer; what stood there before is not counted any more."""
        if not text:
            return 0
        if _key(text) not in self._counts and not self._is_counted_now(text):
            self._typed = text
            self._ask()
        return self._counts.get(_key(text))

    def estimate(self, text: str) -> int:
        """Guess the tokens of a text from its length and from what was counted so far."""
        size = len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
        if self._tokens > 100:
            return round(size * self._tokens / self._bytes)
        return round(size / BYTES_PER_TOKEN)

    def _is_counted_now(self, text: str) -> bool:
        return self._asked is not None and text in self._asked[1]

    def _ask(self) -> None:
        if self._asked is not None or self._models.status.stage is not Stage.READY:
            return
        batch = self._batch()
        if batch:
            request = self._engine.new_request()
            self._asked = (request, batch)
            self._engine.send(Count(request, batch))

    def _batch(self) -> tuple[str, ...]:
        batch: list[str] = []
        if self._typed is not None:
            batch.append(self._typed)
            self._typed = None
        size = 0
        for key, text in list(self._wanted.items()):
            if size >= BATCH_SIZE or len(batch) >= BATCH:
                break
            del self._wanted[key]
            batch.append(text)
            size += len(text)
        return tuple(batch)

    def _on_engine(self, event: EngineEvent) -> None:
        match event:
            case Counted(request, counts) if self._is_asked(request):
                self._learn(counts)
            case Failed(request) if self._is_asked(request):
                self._ask_later()
            case Broken(request) if self._is_asked(request):
                self._asked = None
            case Died():
                self._ask_later()
            case _:
                pass

    def _is_asked(self, request: RequestId | None) -> bool:
        return self._asked is not None and self._asked[0] == request

    def _ask_later(self) -> None:
        """Count the same texts once there is a model again."""
        if self._asked is not None:
            for text in self._asked[1]:
                self._wanted.setdefault(_key(text), text)
            self._asked = None

    def _learn(self, counts: tuple[int, ...]) -> None:
        assert self._asked is not None
        texts, self._asked = self._asked[1], None
        if len(self._counts) > MOST_KEPT:
            self._counts.clear()
        for text, count in zip(texts, counts, strict=True):
            self._counts[_key(text)] = count
            self._bytes += len(text.encode("utf-8", "replace"))
            self._tokens += count
        self._ask()
        self._tell()

    def _tell(self) -> None:
        self.revision += 1
        self.changed.emit(None)

    def _on_model(self, status: ModelStatus) -> None:
        loaded = status.loaded
        if status.stage is Stage.READY and loaded is not None and loaded is not self._loaded:
            if self._loaded is None or loaded.path != self._loaded.path:
                self._counts.clear()
                self._bytes = self._tokens = 0
                self._ask_later()
            self._loaded = loaded
            self._tell()
        self._ask()


def _key(text: str) -> Key:
    return len(text), hash(text)
