"""What the hub says of models, as values. What is in them was checked when they were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

RepoId = NewType("RepoId", str)
"""`owner/name`, checked: letters, digits, `-`, `_` and `.`, no part that is only dots."""


class Sort(StrEnum):
    """In which order repositories are found."""

    TRENDING = "trending"
    DOWNLOADS = "downloads"
    LIKES = "likes"
    NEWEST = "newest"


class Gated(StrEnum):
    """Whether a repository is given to everybody."""

    NO = "no"
    AUTO = "auto"  # after signing in and accepting the conditions
    MANUAL = "manual"  # after somebody has said yes


@dataclass(frozen=True, slots=True)
class Found:
    """A repository as a search lists it."""

    repo: RepoId
    downloads: int = 0
    likes: int = 0
    updated: datetime | None = None
    gated: Gated = Gated.NO
    license: str = ""  # its key, as `apache-2.0`; "" where the hub does not tell
    architecture: str = ""
    parameters: int = 0  # 0 where the hub does not tell
    context_length: int = 0  # tokens that it was trained for


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository. Its path was checked: it stays below any folder that it is joined to."""

    path: str  # with `/`
    size: int  # bytes
    sha256: str = ""  # 64 hex digits; "" where the hub does not tell


@dataclass(frozen=True, slots=True)
class Repo:
    """A repository as it is at one commit."""

    id: RepoId
    commit: str  # 40 hex digits
    files: tuple[RemoteFile, ...]
    gated: Gated = Gated.NO
    license: str = ""  # its key; "" where the hub does not tell
    license_name: str = ""  # where the key is `other`
    license_link: str = ""  # https only, else ""
    downloads: int = 0
    likes: int = 0
    updated: datetime | None = None
    architecture: str = ""
    parameters: int = 0
    context_length: int = 0
    base_model: str = ""  # what it was quantised from, where it says so
    endpoint: str = ""  # of the source that told all this


@dataclass(frozen=True, slots=True)
class Offer:
    """One quant of one model of a repository: what is downloaded together and becomes one model."""

    label: str  # as people know it: "Q4_K_M", "UD-Q4_K_XL"; "" where the name does not tell
    quant: str  # without the publisher's recipe: "Q4_K_XL"
    stem: str  # the model's name, without quant; tells several models of one repository apart
    files: tuple[RemoteFile, ...]  # the parts of a split model in order, else one
    projector: RemoteFile | None = None  # for images and sound, downloaded along
    certain: bool = True  # whether the quant stands in the name without a doubt

    @property
    def size(self) -> int:
        """The bytes of the model's files, the projector not counted."""
        return sum(file.size for file in self.files)

    @property
    def download_size(self) -> int:
        """The bytes of all that is downloaded."""
        return self.size + (self.projector.size if self.projector is not None else 0)

    def bits_per_weight(self, parameters: int) -> float:
        """Tell how many bits a weight takes in the file; 0 where the number of parameters is unknown."""
        return 8 * self.size / parameters if parameters > 0 else 0.0
