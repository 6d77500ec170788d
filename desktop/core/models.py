"""Model files as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Origin(StrEnum):
    """Where a model file was found."""

    STARTER = "starter"  # the small model that comes as a package
    FOLDER = "folder"  # the models folder: ours, what is in it may be deleted
    ADDED = "added"  # another folder that the user named
    OPENED = "opened"  # chosen by the user, anywhere
    HUGGING_FACE = "hugging_face"  # this and the following: fetched by another program, and never touched
    LM_STUDIO = "lm_studio"
    OLLAMA = "ollama"
    GPT4ALL = "gpt4all"
    JAN = "jan"
    LLAMA_CPP = "llama_cpp"


@dataclass(frozen=True, slots=True)
class Block:
    """One layer of a model."""

    weights: int  # bytes
    keys: int = 0  # K values that the KV cache keeps of a token; 0 for a layer without attention
    values: int = 0  # V values
    window: int = 0  # tokens that it looks back; 0 for all
    state: int = 0  # bytes of its state, whatever the context; 0 for a layer that is not recurrent


@dataclass(frozen=True, slots=True)
class Body:
    """The dimensions that decide how much memory a model takes."""

    blocks: tuple[Block, ...]
    embedding: int  # bytes of the token embedding, which stays in memory whatever is on a GPU
    output: int  # bytes of what follows the last layer
    width: int  # values of a token between the layers
    heads: int  # of the layer that has the most
    feed_forward: int  # values of a token inside a layer's feed-forward part
    vocabulary: int  # tokens
    tied: bool = False  # the embedding serves as output matrix too; a GPU gets a copy of it
    merges: bool = False  # whether the tokenizer has a table of merges
    quantisable: bool = True  # whether llama.cpp can keep the KV cache quantised: heads of 32, 64, …


@dataclass(frozen=True, slots=True)
class Header:
    """What a GGUF model says about itself. Numbers are as written there, checked for sense."""

    name: str
    architecture: str
    size: int  # bytes of the file, or of all files of a split model
    parameters: int
    quant: str  # "Q4_K_M"; "" if the file does not tell
    trained_length: int  # tokens
    has_template: bool
    body: Body
    sampling: tuple[tuple[str, float], ...] = ()  # what it recommends: "temp", "top_k", …
    files: int = 1  # that the model is split into

    @property
    def layers(self) -> int:
        """The number of layers, the output not counted."""
        return len(self.body.blocks)


@dataclass(frozen=True, slots=True)
class Installed:
    """A model file on this disk that can be chosen."""

    path: Path  # the first one of a split model
    name: str  # as shown
    origin: Origin
    size: int  # bytes, of all files of a split model
    quant: str

    @property
    def title(self) -> str:
        """The name with the quant."""
        return f"{self.name} {self.quant}".strip()
