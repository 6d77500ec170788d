"""The JSON half of a stand-in of the hub: search, repositories, cards, accounts, and what can go wrong there.

A fault is a function that answers one request. `HubApi.next` lines faults up for the next requests; what is
not lined up is answered as it should be. `ApiServer` serves it alone, on two origins.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import re
import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

COMMIT = "c0ffee" + "0" * 34
SORTS = {
    "downloads": "downloads",
    "likes": "likes",
    "lastModified": "updated",
    "createdAt": "updated",
    "trendingScore": "trending",
}


@dataclass(frozen=True)
class Start:
    """The beginning of a file that is larger than what is kept of it."""

    data: bytes
    size: int


@dataclass
class Model:
    """A repository as the hub's database has it. A file is its bytes, their number alone, or a start."""

    id: str
    files: dict[str, bytes | int | Start] = field(default_factory=dict)
    commit: str = COMMIT
    downloads: int = 10
    likes: int = 1
    trending: int = 1
    updated: str = "2026-11-01T10:00:00.000Z"
    gated: bool | str = False
    private: bool = False
    license: str = "apache-2.0"
    card: dict = field(default_factory=dict)  # more of the front matter
    gguf: dict = field(default_factory=dict)
    readme: str | None = None


@dataclass(frozen=True)
class Seen:
    """A request that came."""

    method: str
    path: str  # with its query
    token: str | None
    range: str | None
    agent: str
    port: str  # "hub" or "other"


class HubApi:
    """Answers for a set of repositories. `answer(handler)` is False for what it does not know."""

    def __init__(self, *models):
        self.models = {model.id: model for model in models}
        self.accounts = {}  # token → (name, repositories that are open to it)
        self.seen = []
        self.next = []
        self.closing = threading.Event()
        self.rename = {}  # old name → new name
        self.page_size = 1000
        self.next_host = ""  # another origin, to which the links to next pages lead

    def sha256(self, model, path):
        content = model.files[path]
        data = content if isinstance(content, bytes) else f"{model.id}/{path}/{size_of(content)}".encode()
        return hashlib.sha256(data).hexdigest()

    def answer(self, handler, port="hub"):
        url = urlsplit(handler.path)
        path, query = unquote(url.path), parse_qs(url.query)
        authorization = handler.headers.get("Authorization") or ""
        token = authorization.removeprefix("Bearer ") or None
        seen = Seen(
            handler.command,
            handler.path,
            token,
            handler.headers.get("Range"),
            handler.headers.get("User-Agent") or "",
            port,
        )
        self.seen.append(seen)
        if self.next:
            fault = self.next.pop(0)
            if fault is not None:
                fault(self, handler)
                return True
        return self._route(handler, path, query, token)

    def _route(self, handler, path, query, token):
        if token is not None and token not in self.accounts:
            refuse(handler, 401, "", "Invalid credentials in Authorization header")
            return True
        if path == "/api/models":
            self._list(handler, query)
            return True
        if path == "/api/whoami-v2":
            self._whoami(handler, token)
            return True
        found = re.fullmatch(r"/api/models/([^/]+/[^/]+)(/.*)?", path)
        if found:
            return self._model(handler, found[1], found[2] or "", token)
        found = re.fullmatch(r"/([^/]+/[^/]+)/(raw|resolve)/([^/]+)/(.+)", path)
        if found:
            return self._file(handler, found, token)
        return False

    def _list(self, handler, query):
        wanted = query.get("search", [""])[0].casefold()
        found = [
            model
            for model in self.models.values()
            if wanted in model.id.casefold()
            and ("gguf" not in query.get("filter", []) or any(".gguf" in name for name in model.files))
            and not model.private
        ]
        by = SORTS[query.get("sort", ["trendingScore"])[0]]
        found.sort(key=lambda model: getattr(model, by), reverse=True)
        limit = min(int(query.get("limit", ["1000"])[0]), self.page_size)
        start = int(query.get("cursor", ["0"])[0])
        headers = {}
        if start + limit < len(found):
            there = self.next_host or f"http://{handler.headers['Host']}"
            more = {name: values for name, values in query.items() if name != "cursor"}
            parts = [f"{name}={quote(value)}" for name, values in more.items() for value in values]
            address = f"{there}/api/models?{'&'.join([*parts, f'cursor={start + limit}'])}"
            headers["Link"] = f'<{address}>; rel="next"'
        reply(handler, [self._info(model, query) for model in found[start : start + limit]], headers)

    def _info(self, model, query=None, blobs=False):
        info = {
            "_id": "1",
            "id": model.id,
            "modelId": model.id,
            "downloads": model.downloads,
            "likes": model.likes,
            "lastModified": model.updated,
            "gated": model.gated,
            "private": model.private,
            "tags": ["gguf", f"license:{model.license}"],
        }
        if model.gguf and (query is None or "gguf" in query.get("expand", [])):
            info["gguf"] = model.gguf
        if query is None:
            info["sha"] = model.commit
            info["cardData"] = {"license": model.license, **model.card}
            info["siblings"] = [self._sibling(model, path, blobs) for path in model.files]
        return info

    def _sibling(self, model, path, blobs):
        if not blobs:
            return {"rfilename": path}
        size = size_of(model.files[path])
        sibling = {"rfilename": path, "size": size, "blobId": "b10b"}
        if path.endswith(".gguf"):
            sibling["lfs"] = {"size": size, "sha256": self.sha256(model, path), "pointerSize": 134}
        return sibling

    def _whoami(self, handler, token):
        if token is None:
            refuse(handler, 401, "", "Invalid username or password.")
        else:
            reply(
                handler, {"type": "user", "name": self.accounts[token][0], "auth": {"type": "access_token"}}
            )

    def _known(self, handler, name, token):
        """Give a repository that may be seen, or answer that there is none."""
        model = self.models.get(name)
        if model is None or (model.private and (token is None or name not in self.accounts[token][1])):
            refuse(handler, 401 if token is None else 404, "RepoNotFound", "Repository not found")
            return None
        return model

    def _model(self, handler, name, rest, token):
        if name in self.rename:
            redirect(handler, handler.path.replace(name, self.rename[name]))
            return True
        model = self._known(handler, name, token)
        if model is None:
            return True
        if rest == "" or rest.startswith("/revision/"):
            reply(handler, self._info(model, blobs="blobs" in handler.path))
        elif rest == "/auth-check":
            if self._open(handler, model, token):
                reply(handler, {})
        elif rest.startswith("/tree/"):
            reply(handler, [{"type": "file", "path": p, "size": 1, "oid": "0"} for p in model.files])
        elif rest.startswith("/paths-info/"):
            length = int(handler.headers.get("Content-Length") or 0)
            asked = parse_qs(handler.rfile.read(length).decode()).get("paths", [])
            reply(
                handler,
                [{"type": "file", "path": p, "size": 1, "oid": "0"} for p in asked if p in model.files],
            )
        else:
            refuse(handler, 404, "", "Not found")
        return True

    def _open(self, handler, model, token):
        """Tell whether files are given, or answer that they are not."""
        if not model.gated:
            return True
        if token is None:
            refuse(handler, 401, "GatedRepo", f"Access to model {model.id} is restricted.")
            return False
        if model.id not in self.accounts[token][1]:
            refuse(handler, 403, "GatedRepo", "You are not in the authorized list")
            return False
        return True

    def _file(self, handler, found, token):
        model = self._known(handler, found[1], token)
        if model is None:
            return True
        if found[2] == "raw" and found[4] == "README.md":
            if model.readme is None:
                refuse(handler, 404, "EntryNotFound", "Entry not found")
            elif self._open(handler, model, token):
                send(handler, 200, model.readme.encode(), {"Content-Type": "text/plain; charset=utf-8"})
            return True
        content = model.files.get(found[4])
        if not isinstance(content, bytes | Start):
            return False
        if self._open(handler, model, token):
            ranged(handler, content if isinstance(content, bytes) else content.data)
        return True


def size_of(content):
    """Give the bytes of a file."""
    if isinstance(content, Start):
        return content.size
    return len(content) if isinstance(content, bytes) else content


def reply(handler, value, headers=None, status=200):
    """Answer with JSON, compressed where that is wished for."""
    data, headers = json.dumps(value).encode(), dict(headers or {})
    if "gzip" in (handler.headers.get("Accept-Encoding") or ""):
        data, headers["Content-Encoding"] = gzip.compress(data), "gzip"
    send(handler, status, data, {"Content-Type": "application/json; charset=utf-8", **headers})


def refuse(handler, status, code, message, headers=None):
    """Answer as the hub refuses."""
    named = {"X-Error-Code": code} if code else {}
    reply(handler, {"error": message}, {**named, "X-Error-Message": message, **(headers or {})}, status)


def redirect(handler, address):
    send(handler, 307, b"", {"Location": address})


def ranged(handler, content):
    """Answer with the wished part of a file."""
    found = re.fullmatch(r"bytes=(\d+)-(\d*)", handler.headers.get("Range") or "")
    if found is None:
        send(handler, 200, content, {"Content-Type": "application/octet-stream"})
        return
    start = int(found[1])
    end = min(int(found[2] or len(content) - 1), len(content) - 1)
    named = {
        "Content-Range": f"bytes {start}-{end}/{len(content)}",
        "Content-Type": "application/octet-stream",
    }
    send(handler, 206, content[start : end + 1], named)


def send(handler, status, data, headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(data)


# faults


def busy(status=503, retry_after=None, headers=None):
    """Too many requests, or trouble."""
    asked = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return lambda api, handler: refuse(handler, status, "", "busy", {**asked, **(headers or {})})


def portal(api, handler):
    """The sign-in page of a network."""
    send(handler, 200, b"<html>Please sign in</html>", {"Content-Type": "text/html"})


def answers(value):
    """JSON that is not what was asked for."""
    return lambda api, handler: reply(handler, value)


def raw(data, content_type="application/json", **headers):
    """Bytes as they are."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda api, handler: send(handler, 200, data, {"Content-Type": content_type, **named})


def sent_to(address):
    """A redirect."""
    return lambda api, handler: redirect(handler, address)


def never(api, handler):
    """No answer until the server ends."""
    api.closing.wait(30)
    handler.close_connection = True


def drops(api, handler):
    """The connection ends without an answer."""
    handler.close_connection = True
    with contextlib.suppress(OSError):
        handler.connection.shutdown(socket.SHUT_RDWR)


def stalls(api, handler):
    """The answer begins, and does not go on."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"[")
    handler.wfile.flush()
    never(api, handler)


def bomb(size):
    """A small answer that unpacks to a large one."""
    return raw(gzip.compress(b" " * size), Content_Encoding="gzip")


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(self, api, port):
        self.api, self.port, self.open = api, port, set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self):
        sock, address = super().get_request()
        self.open.add(sock)
        return sock, address

    def shutdown_request(self, request):
        self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request, client_address):
        """The other end has gone: what is tested often does that."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if not self.server.api.answer(self, self.server.port):
            self.send_error(404)

    do_HEAD = do_POST = do_GET

    def log_message(self, *_):
        pass


class ApiServer:
    """Serves the JSON half alone; `endpoint` is the hub, `other` another origin. A context manager."""

    def __init__(self, *models):
        self.api = HubApi(*models)
        self._servers = [_Server(self.api, port) for port in ("hub", "other")]
        self.endpoint, self.other = (f"http://127.0.0.1:{server.server_port}" for server in self._servers)
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.02,)) for server in self._servers
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """End every connection and every thread."""
        self.api.closing.set()
        for server in self._servers:
            server.shutdown()
            for sock in list(server.open):
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
            server.server_close()
        for thread in self._threads:
            thread.join()
