"""Asks the hub, or its mirrors in their order. Every call blocks, and belongs on a worker thread."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import quote, urlsplit

from desktop.core.hub import Gated, RemoteFile, Repo, RepoId, Sort
from desktop.core.hub_errors import HubBusy, HubError, HubUnreachable, NotOnHub, NotTheHub
from desktop.core.network import Gate, Purpose
from desktop.core.sources import Connection, Source
from desktop.core.tasks import Job
from desktop.hub.answers import Page, found_of, repo_of
from desktop.hub.probe import PREFIX
from desktop.hub.refusals import Asked

if TYPE_CHECKING:
    from huggingface_hub import HfApi

    from desktop.hub.call import Call
    from desktop.hub.client import Library

T = TypeVar("T")

PAGE = 60  # repositories
LONGEST_SEARCH = 200  # characters
LONGEST_CARD = 512 << 10  # bytes
MOST_FRONT_MATTER = 2_000  # lines
SORTS = {
    Sort.TRENDING: "trending_score",
    Sort.DOWNLOADS: "downloads",
    Sort.LIKES: "likes",
    Sort.NEWEST: "last_modified",
}
SHOWN = ["downloads", "likes", "lastModified", "gated", "tags", "gguf"]  # of each repository that is listed
ODD = (KeyError, TypeError, ValueError, AttributeError)  # what the library raises over an odd answer


@dataclass(frozen=True, slots=True)
class Query:
    """A search."""

    text: str = ""
    sort: Sort = Sort.TRENDING
    after: str = ""  # the address of a further page of it


@dataclass(frozen=True, slots=True)
class _Question:
    """What a call is for."""

    purpose: Purpose
    about: str = ""
    gated: Gated = Gated.NO
    most: int = 0  # bytes of the answer; 0 for the usual limit, beyond which it is refused


class HubApi:
    """Asks what there is. All methods raise `HubError` and `Offline`, and `Cancelled` with their job."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._library: Library | None = None

    def search(self, query: Query, connection: Connection, job: Job[Any]) -> Page:
        """Find repositories that have GGUF files."""
        text = " ".join(query.text.split())[:LONGEST_SEARCH]

        def ask(api: HfApi, call: Call) -> Page:
            if query.after:
                return self._next(query.after, api, call)
            infos = api.list_models(
                search=text or None,
                filter="gguf",
                sort=SORTS[query.sort],  # type: ignore[arg-type]
                limit=PAGE,
                expand=SHOWN,  # type: ignore[arg-type]
            )
            return Page(found_of(infos), call.after)

        return self._ask(_Question(Purpose.SEARCH), connection, job, ask)

    def repo(self, repo: RepoId, connection: Connection, job: Job[Any]) -> Repo:
        """Give a repository as it is now, with the sizes and hashes of its files."""

        def ask(api: HfApi, call: Call) -> Repo:
            told = repo_of(api.model_info(repo, files_metadata=True), repo)
            return replace(told, endpoint=api.endpoint)

        return self._ask(_Question(Purpose.MODEL_INFO, repo), connection, job, ask)

    def card(self, repo: Repo, connection: Connection, job: Job[Any]) -> str:
        """Give the text of a model card, "" where there is none. Markdown, from anybody."""

        def ask(api: HfApi, call: Call) -> str:
            data = self._get(f"{api.endpoint}/{repo.id}/raw/{repo.commit}/README.md", api)
            return without_front_matter(data.decode("utf-8", "replace"))

        question = _Question(Purpose.MODEL_INFO, repo.id, repo.gated, LONGEST_CARD)
        try:
            return self._ask(question, connection, job, ask)
        except NotOnHub:
            return ""

    def start_of(self, repo: Repo, file: RemoteFile, connection: Connection, job: Job[Any]) -> bytes:
        """Give the first 64 KiB of a file, by one request."""

        def ask(api: HfApi, call: Call) -> bytes:
            address = f"{api.endpoint}/{repo.id}/resolve/{repo.commit}/{quote(file.path)}"
            return self._get(address, api, {"range": f"bytes=0-{PREFIX - 1}"})

        return self._ask(_Question(Purpose.HEADER, repo.id, repo.gated, PREFIX), connection, job, ask)

    def whoami(self, source: Source, connection: Connection, job: Job[Any]) -> str:
        """Give the name of a token's owner. Raises `TokenRejected`. The hub limits how often it is asked."""

        def ask(api: HfApi, call: Call) -> str:
            name = cast("dict[str, object]", api.whoami()).get("name")  # pyright: ignore[reportUnknownMemberType]
            if not isinstance(name, str) or not name:
                raise ValueError("no name")
            return name

        return self._ask(_Question(Purpose.ACCOUNT), replace(connection, sources=(source,)), job, ask)

    def check_access(self, repo: RepoId, connection: Connection, job: Job[Any]) -> None:
        """Return if the files of a repository are given to us, else raise why not."""

        def ask(api: HfApi, call: Call) -> None:
            api.auth_check(repo)

        self._ask(_Question(Purpose.ACCOUNT, repo), connection, job, ask)

    def _next(self, address: str, api: HfApi, call: Call) -> Page:
        """Follow a search; its address was found to be this hub's when it came."""
        from huggingface_hub import ModelInfo

        infos = [ModelInfo(**item) for item in _json(self._get(address, api))]
        return Page(found_of(infos), call.after)

    def _get(self, address: str, api: HfApi, headers: dict[str, str] | None = None) -> bytes:
        from huggingface_hub.utils import get_session

        signed = {"authorization": f"Bearer {api.token}"} if isinstance(api.token, str) else {}
        return get_session().get(address, headers={**signed, **(headers or {})}).content

    def _ask(
        self, question: _Question, connection: Connection, job: Job[Any], ask: Callable[[HfApi, Call], T]
    ) -> T:
        """Ask the sources in their order; the next one where one is not to be had."""
        first: HubError | None = None
        for source in connection.sources:
            try:
                return self._ask_one(question, _From(connection, source), job, ask)
            except (HubUnreachable, HubBusy, NotTheHub) as error:
                job.check()
                first = first or error
        assert first is not None, "a connection has a source"
        raise first

    def _ask_one(
        self, question: _Question, asked: _From, job: Job[Any], ask: Callable[[HfApi, Call], T]
    ) -> T:
        from desktop.hub.call import LARGEST, Call, Want, Way
        from desktop.hub.client import Library, calling

        self._library = self._library or Library()
        source = asked.source
        host = urlsplit(source.endpoint).hostname or source.endpoint
        who = Asked(host, question.about, bool(source.token), question.gated)
        want = Want(question.purpose, who, question.most or LARGEST, cut=question.most > 0)
        api = self._library.api(source)
        call = Call(Way(self._gate, asked.connection, source), want, job)
        with calling(call):
            try:
                return ask(api, call)
            except ODD as error:  # not what a hub answers
                raise NotTheHub(host) from error


@dataclass(frozen=True, slots=True)
class _From:
    """Who is asked."""

    connection: Connection
    source: Source


def without_front_matter(text: str) -> str:
    """Leave out the YAML that model cards begin with."""
    text = text.removeprefix("\ufeff")
    if not text.startswith("---"):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines[1:MOST_FRONT_MATTER], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[number + 1 :]).lstrip("\n")
    return text


def _json(data: bytes) -> list[dict[str, Any]]:
    listed: object = json.loads(data)
    if not isinstance(listed, list):
        raise TypeError("no list")
    return cast("list[dict[str, Any]]", listed)
