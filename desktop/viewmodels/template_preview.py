"""What a template makes of sample values, and how many tokens that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.template_filling import Filled, Surroundings, fields_in
from desktop.core.template_text import Wording
from desktop.core.template_values import Wrong, check_values, first_values
from desktop.core.templates import Body, Field, Value
from desktop.core.user_error import UserError
from desktop.services.counting import Counting
from desktop.services.models import Models, Stage
from desktop.services.template_filling import Made, TemplateFilling, Wish

PAUSE = 120  # ms after the last key, so that typing does not wait for what it makes


@dataclass(frozen=True, slots=True)
class Samples:
    """Words that stand for what only the moment of use brings."""

    language: str = ""
    clipboard: str = ""
    selection: str = ""
    wording: Wording = field(default_factory=Wording)


@dataclass(frozen=True, slots=True)
class Size:
    """How many tokens a text has."""

    tokens: int
    exact: bool  # counted by the loaded model; else guessed


class TemplatePreview(QObject):
    """Fills in a template with defaults, and with what was typed for trying."""

    changed = Signal()  # the texts, or their sizes

    def __init__(
        self, counting: Counting, models: Models, filling: TemplateFilling, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._filling = filling
        self._counting = counting
        self._models = models
        self._body = Body()
        self._values: dict[str, Value] = {}
        self.samples = Samples()
        self.filled = Filled("", "", ())
        self.fields: tuple[Field, ...] = ()
        self.errors: Mapping[str, UserError] = {}  # by field: files that cannot be read
        self.refused: UserError | None = None  # why nothing can be made of these values
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PAUSE)
        self._clock.timeout.connect(self._fill)
        self._ends: tuple[Callable[[], None], ...] = (
            counting.changed.connect(lambda _: self.changed.emit()),
        )

    @property
    def model(self) -> str:
        """The name of the model that counts; "" while none is loaded."""
        status = self._models.status
        return status.model.name if status.stage is Stage.READY and status.model is not None else ""

    @property
    def wrongs(self) -> tuple[Wrong, ...]:
        """What is missing or wrong among the values."""
        return check_values(self.fields, self.values)

    @property
    def values(self) -> dict[str, Value]:
        """What the fields are filled with."""
        return first_values(self.fields, {}) | self._typed()

    def show_body(self, body: Body, at_once: bool = False) -> None:
        """Show what a template makes, soon."""
        self._body = body
        if at_once:
            self._clock.stop()
            self._fill()
        else:
            self._clock.start()

    def forget_values(self) -> None:
        """Begin anew with the defaults: another template is shown."""
        self._values = {}

    def fill_in(self, values: Mapping[str, Value]) -> None:
        """Take sample values."""
        self._values.update(values)
        self._fill()

    def size(self, text: str) -> Size:
        """Tell how many tokens a text has, as well as that is known."""
        exact = self._counting.tokens(text) if self.model else None
        return Size(self._counting.estimate(text), exact=False) if exact is None else Size(exact, exact=True)

    @property
    def total(self) -> Size:
        """Tell how many tokens all texts have together."""
        filled = self.filled
        texts = [filled.system, *(t for each in filled.examples for t in (each.question, each.answer))]
        sizes = [self.size(text) for text in (*texts, filled.user) if text]
        exact = all(size.exact for size in sizes) and bool(self.model)
        return Size(sum(size.tokens for size in sizes), exact)

    def close(self) -> None:
        """Hear no more."""
        self._clock.stop()
        self._filling.cancel()
        for end in self._ends:
            end()

    def _typed(self) -> dict[str, Value]:
        names = {field.name for field in self.fields}
        return {name: value for name, value in self._values.items() if name in names}

    @Slot()
    def _fill(self) -> None:
        samples = self.samples
        self.fields = fields_in(self._body)
        around = Surroundings(
            datetime.now().astimezone(), samples.language, self.model, samples.clipboard, samples.selection
        )
        wish = Wish(self._body, self.values, around, samples.wording)
        self._filling.make(wish, self._made, fresh=False)

    def _made(self, made: Made) -> None:
        self.filled, self.errors, self.refused = made.filled, made.errors, made.refused
        self.changed.emit()
