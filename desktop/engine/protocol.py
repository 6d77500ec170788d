"""What the application and the engine process say to each other: frozen values over one pipe.

Commands are carried out one after the other, in order, by one thread of the engine; only `Cancel`
takes effect at once, whatever runs, and `Count` is carried out beside the others. Every `Load`,
`Generate`, `Count` and `Render` is answered by exactly one of `Loaded`, `Finished`, `Counted`,
`Rendered`, `Failed` and `Broken` with its request number, unless the process dies: then the client
tells `Died`, once, for all of them. `Calibrate` and `TryDraft` are answered when
the engine has had nothing to do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from desktop.core.chat import Adapter, Finish, Role
from desktop.core.errors import UserError
from desktop.core.load import PLAIN, Tuning
from desktop.core.sampling import Sampling
from desktop.engine.calibrate import Calibrate, Calibrated, DraftTried, TryDraft
from desktop.engine.devices import Device as Device, DevicesSeen as DevicesSeen
from desktop.engine.request import LoadDied as LoadDied, RequestId
from desktop.engine.usage import Usage as Usage


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the prompt."""

    role: Role
    text: str  # cleaned by core.chat.clean


@dataclass(frozen=True, slots=True)
class Begun:
    """An answer that was cut short and is to go on."""

    thinking: str  # "" where there was none
    text: str  # "" while it was still thinking


# -- commands


@dataclass(frozen=True, slots=True)
class Load:
    """Make this model the loaded one; the one before it is freed first."""

    request: RequestId
    path: Path
    context_length: int  # tokens; at most what the model was trained for is used
    threads: int  # for decoding and for prompts
    gpu_layers: int = -1  # −1 puts all on the GPU where there is one; 0 keeps to the CPU
    safe: bool = False  # avoid the processor's special instructions (AMX), after a crash
    snapshot_memory: int = 0  # bytes for the states of conversations that the context does not hold
    states: Path | None = None  # folder for what was read of each chat; None writes nothing
    states_share: float = 0.1  # of the free disk, for all of them
    tuning: Tuning = PLAIN
    drafting: bool = True  # check several tokens at once, as far as that is faster
    draft: Path | None = None  # a smaller model of the same vocabulary that helps with it
    beside: bool = False  # in a process of its own, while the one before stays (services.engines)


@dataclass(frozen=True, slots=True)
class Generate:
    """Answer this prompt with the loaded model."""

    request: RequestId
    turns: tuple[Turn, ...]  # ends with a user's turn
    sampling: Sampling
    day: date  # what the chat template calls today; fixed for a chat, so that its prefix stays the same
    chat: str = ""  # whose state is kept; letters, digits and dashes; empty for a chat that leaves no trace
    ignore_end: bool = False  # go on after an end-of-text token; for benchmarks
    thinking: bool = True  # what the chat template is told, if it asks
    begun: Begun | None = None  # go on from here instead of beginning an answer
    adapters: tuple[Adapter, ...] = ()
    # Nobody waits for it: any other command ends it, it tells no `Prompting`, and afterwards the context
    # holds what it held before, so that a chat that goes on has lost nothing.
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Cancel:
    """End a load or an answer now, also one that has not begun."""

    request: RequestId


@dataclass(frozen=True, slots=True)
class Unload:
    """Free the loaded model."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete what was kept of a chat, and keep nothing of it any more."""

    chat: str


@dataclass(frozen=True, slots=True)
class Count:
    """Count the tokens of texts, with the loaded model's tokenizer; also while an answer is made."""

    request: RequestId
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Render:
    """Lay out a prompt as `Generate` would, and send it back instead of answering it."""

    request: RequestId
    turns: tuple[Turn, ...]
    day: date
    thinking: bool = True
    begun: Begun | None = None


Command: TypeAlias = Load | Generate | Cancel | Unload | Forget | Count | Render | Calibrate | TryDraft


# -- events


@dataclass(frozen=True, slots=True)
class Ready:
    """The process runs and llama.cpp is there."""

    pid: int
    version: str  # of llama-cpp-python
    system_info: str  # llama.cpp's own line: the instruction sets it was built for
    gpu_offload: bool  # built for a GPU, whether or not there is one
    devices: tuple[Device, ...] = field(default=())
    gpu_problem: str = ""  # llama.cpp's own words where that GPU cannot be used


@dataclass(frozen=True, slots=True)
class Loading:
    """A load has come so far."""

    request: RequestId
    fraction: float  # 0 to 1


class TemplateSource(StrEnum):
    """Where the layout of the prompt comes from."""

    OWN = "own"  # the model file's chat template
    CHATML = "chatml"  # the file has none
    FALLBACK = "fallback"  # the file's own failed its trial; ChatML stands in


@dataclass(frozen=True, slots=True)
class Overhead:
    """Tokens that the chat template puts around the texts, measured at the load; for estimates."""

    base: int = 0  # once: what begins the prompt, and what asks for the answer
    system: int = 0  # for each message of this role
    user: int = 0
    assistant: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model is ready."""

    request: RequestId
    path: Path
    context_length: int  # tokens
    trained_length: int  # tokens
    template: TemplateSource
    template_problem: str  # why the file's own template is not used; "" if it is
    threads: int
    gpu_layers: int  # that are on a GPU
    seconds: float
    overhead: Overhead = Overhead()
    thinking_switch: bool = False  # whether the template can be told to let the model think or not
    tuning: Tuning = PLAIN  # as asked for in `Load`
    draft: Path | None = None  # the model that drafts for this one
    draft_error: UserError | None = None  # why the one that was asked for does not


@dataclass(frozen=True, slots=True)
class Prompting:
    """The prompt is being processed. The first one says that the request's turn has come."""

    request: RequestId
    done: int  # tokens, those taken from the cache included
    total: int  # tokens


class PartKind(StrEnum):
    """What a piece of an answer belongs to."""

    TEXT = "text"
    THINKING = "thinking"


@dataclass(frozen=True, slots=True)
class Delta:
    """More text of an answer; never a part of a character."""

    request: RequestId
    text: str
    tokens: int  # generated so far
    kind: PartKind = PartKind.TEXT


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is complete; all of its text was in the deltas before."""

    request: RequestId
    finish: Finish  # STOP, LENGTH, CONTEXT or CANCELLED
    usage: Usage


@dataclass(frozen=True, slots=True)
class Counted:
    """Answers `Count`."""

    request: RequestId
    counts: tuple[int, ...]  # tokens of each text


@dataclass(frozen=True, slots=True)
class Rendered:
    """Answers `Render`."""

    request: RequestId
    text: str  # exactly what is tokenised, control texts included
    tokens: int


@dataclass(frozen=True, slots=True)
class LoadCancelled:
    """The load was cancelled; no model is loaded."""

    request: RequestId


@dataclass(frozen=True, slots=True)
class Failed:
    """The command could not be carried out, for a reason that a user can act on.

    `request` is None where the engine itself cannot work; then nothing else will.
    """

    request: RequestId | None
    error: UserError


@dataclass(frozen=True, slots=True)
class Broken:
    """The command ran into a bug of ours."""

    request: RequestId
    details: str  # the traceback; holds no chat contents


@dataclass(frozen=True, slots=True)
class Died:
    """The process is gone. Told by the client, never by the process."""

    exit_code: int | None  # −N for signal N


EngineEvent: TypeAlias = (
    Ready
    | DevicesSeen
    | Loading
    | Loaded
    | LoadCancelled
    | Prompting
    | Delta
    | Finished
    | Counted
    | Rendered
    | Calibrated
    | DraftTried
    | Failed
    | Broken
    | Died
    | LoadDied
)
