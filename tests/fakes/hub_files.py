"""The files of a stand-in of the hub: what a HEAD says of them, their bytes, and all that can go wrong.

A fault is a function that answers one request. `Files.head` and `Files.get` line faults up for the next
requests of a file; what is not lined up is answered as it should be.
"""

from __future__ import annotations

import contextlib
import hashlib
import random
import re
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

BLOCK = 1 << 16
COMMIT = "c0ffee" + "0" * 34


def model_bytes(size, seed=0):
    """Make bytes that begin like a model."""
    return b"GGUF" + random.Random(seed).randbytes(size - 4)


@dataclass
class FakeRepo:
    """A repository; its files may be changed at any time."""

    files: dict[str, bytes]
    commit: str = COMMIT
    gated: bool = False
    private: bool = False
    plain: set[str] = field(default_factory=set)  # files that are kept without a sha256
    older: dict[str, dict[str, bytes]] = field(default_factory=dict)  # files of other commits

    def at(self, revision):
        if revision in (self.commit, "main"):
            return self.files
        return self.older.get(revision)


@dataclass(frozen=True)
class Seen:
    """A request that came."""

    method: str
    port: str  # "hub" or "cdn"
    path: str
    range: str | None
    token: str | None


class Exchange:
    """One request for a file, as a fault sees it."""

    def __init__(self, files, handler, data, start):
        self.files, self.handler, self.data, self.start = files, handler, data, start
        self.ranged = handler.headers.get("Range") is not None

    def head(self, length=None, start=None, ranged=None):
        start = self.start if start is None else start
        ranged = self.ranged if ranged is None else ranged
        size = len(self.data)
        self.handler.send_response(206 if ranged else 200)
        self.handler.send_header("Content-Length", str(size - start if length is None else length))
        if ranged:
            self.handler.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
        self.handler.send_header("Content-Type", "application/octet-stream")
        self.handler.end_headers()

    def body(self, data):
        for place in range(0, len(data), BLOCK):
            self.handler.wfile.write(data[place : place + BLOCK])
        self.handler.wfile.flush()

    def rest(self):
        return self.data[self.start :]

    def cut(self, rst=False):
        sock = self.handler.connection
        if rst:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            sock.close()
        else:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        self.handler.close_connection = True

    def hang(self):
        """Say nothing more until the test is over, or the other end has gone."""
        self.handler.connection.settimeout(0.02)
        while not self.files.closing.is_set():
            try:
                if not self.handler.connection.recv(1):
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        self.handler.close_connection = True

    def say(self, status, headers=(), text=b""):
        self.handler.send_response(status)
        for name, value in dict(headers).items():
            self.handler.send_header(name, value)
        self.handler.send_header("Content-Length", str(len(text)))
        self.handler.end_headers()
        if self.handler.command != "HEAD":
            self.handler.wfile.write(text)


def fine(exchange):
    """Send what was asked for."""
    exchange.head()
    exchange.body(exchange.rest())


def drop(after, rst=False):
    """End the connection after so many bytes."""

    def fault(exchange):
        exchange.head()
        exchange.body(exchange.rest()[:after])
        if rst:
            time.sleep(0.02)  # what was sent has to be read before a reset throws it away
        exchange.cut(rst)

    return fault


def no_answer(exchange):
    exchange.cut()


def stall_headers(exchange):
    exchange.hang()


def stall_body(after):
    def fault(exchange):
        exchange.head()
        exchange.body(exchange.rest()[:after])
        exchange.hang()

    return fault


def busy(status=503, retry_after=None):
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return lambda exchange: exchange.say(status, headers)


def refuse(status, code="", message=""):
    headers = {name: value for name, value in (("X-Error-Code", code), ("X-Error-Message", message)) if value}
    return lambda exchange: exchange.say(status, headers)


def say(status, headers):
    """Answer with these headers and an odd body."""

    def fault(exchange):
        lines = [
            f"HTTP/1.1 {status} Odd",
            *(f"{name}: {value}" for name, value in headers.items()),
            "",
            "zzz",
        ]
        exchange.handler.wfile.write("\r\n".join(lines).encode())
        exchange.cut()

    return fault


expired = refuse(403)


def wrong_length(by):
    """Announce more bytes than there are, or fewer."""

    def fault(exchange):
        exchange.head(length=len(exchange.rest()) + by, ranged=False)
        with contextlib.suppress(OSError):
            exchange.body(exchange.rest())
        exchange.cut()

    return fault


def flipped(at):
    """Change four bytes."""

    def fault(exchange):
        data = bytearray(exchange.data)
        data[at : at + 4] = bytes(byte ^ 255 for byte in data[at : at + 4])
        exchange.data = bytes(data)
        fine(exchange)

    return fault


def other_bytes(exchange):
    """Send another file's bytes, of the same length."""
    exchange.data = model_bytes(len(exchange.data), seed=99)
    fine(exchange)


def range_ignored(exchange):
    exchange.head(start=0, ranged=False)
    exchange.body(exchange.data)


def wrong_range(exchange):
    exchange.head(start=max(0, exchange.start - 7), ranged=True)
    with contextlib.suppress(OSError):
        exchange.body(exchange.data[max(0, exchange.start - 7) :])


def trickle(step, pause):
    def fault(exchange):
        exchange.head()
        rest = exchange.rest()
        for place in range(0, len(rest), step):
            exchange.body(rest[place : place + step])
            if exchange.files.closing.wait(pause):
                return

    return fault


def hold(after, go_on):
    """Send so many bytes, and the rest once an event is set."""

    def fault(exchange):
        exchange.head()
        exchange.body(exchange.rest()[:after])
        while not exchange.files.closing.is_set():
            if go_on.wait(0.02):
                exchange.body(exchange.rest()[after:])
                return

    return fault


def portal(exchange):
    """Be the sign-in page of a network."""
    exchange.say(200, {"Content-Type": "text/html"}, b"<html>Welcome to our hotel</html>")


def compressed(exchange):
    exchange.say(200, {"Content-Encoding": "gzip", "Content-Type": "application/octet-stream"}, b"\x1f\x8b")


def nonsense(exchange):
    exchange.handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    exchange.cut()


def redirect(to, status=302):
    return lambda exchange: exchange.say(status, {"Location": to})


class Files:
    """What the stand-in has, and how it misbehaves."""

    def __init__(self):
        self.repos = {}
        self.tokens = {"hf_good"}  # whose owners have access to gated repositories
        self.weak_tokens = {"hf_weak"}  # known, and without access
        self.seen = []
        self.cdn = ""  # its address
        self.closing = threading.Event()
        self.valid = 1  # signed addresses with an older number have expired
        self._faults = {}
        self._lock = threading.Lock()

    def add(self, name, files, **more):
        self.repos[name] = FakeRepo(dict(files), **more)
        return self.repos[name]

    def head(self, path, *faults, always=None):
        self._faults["HEAD", path] = (list(faults), always)

    def get(self, path, *faults, always=None):
        self._faults["GET", path] = (list(faults), always)

    def expire(self):
        """Let all signed addresses expire."""
        self.valid += 1

    def requests(self, method, port=None):
        return [seen for seen in self.seen if seen.method == method and port in (None, seen.port)]

    def answer(self, handler, port):
        """Answer a request on one of the two ports; False when it is for something else."""
        path = handler.path.partition("?")[0]
        token = handler.headers.get("Authorization")
        seen = Seen(handler.command, port, handler.path, handler.headers.get("Range"), token)
        with self._lock:
            self.seen.append(seen)
        found = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path)
        if port == "cdn":
            self._send(handler, path)
        elif found:
            self._resolve(handler, *found.groups())
        else:
            return False
        return True

    def _fault(self, method, path):
        with self._lock:
            lined_up, always = self._faults.get((method, path), ([], None))
            return lined_up.pop(0) if lined_up else always

    def _resolve(self, handler, name, revision, path):
        path = unquote(path)
        repo = self.repos.get(name)
        files = repo.at(revision) if repo else None
        data = files.get(path) if files else None
        exchange = Exchange(self, handler, data or b"", self._start(handler))
        fault = self._fault("HEAD", path) if handler.command == "HEAD" else None
        if fault is not None:
            fault(exchange)
            return
        refused = self._refusal(handler, repo)
        if refused:
            refuse(*refused)(exchange)
        elif files is None:
            refuse(404, "RevisionNotFound")(exchange)
        elif data is None:
            refuse(404, "EntryNotFound")(exchange)
        elif handler.command == "HEAD" or path not in repo.plain:
            self._point(exchange, repo, revision, path)
        else:
            fine(exchange)

    def _refusal(self, handler, repo):
        token = (handler.headers.get("Authorization") or "").removeprefix("Bearer ")
        if token and token not in self.tokens | self.weak_tokens:
            return 401, "", "Invalid credentials in Authorization header"
        if repo is None or (repo.private and token not in self.tokens):
            return (404 if token else 401), "RepoNotFound"
        if repo.gated and token not in self.tokens:
            return (403 if token else 401), "GatedRepo"
        return None

    def _point(self, exchange, repo, revision, path):
        digest = hashlib.sha256(exchange.data).hexdigest()
        headers = {"X-Repo-Commit": revision, "Content-Length": "0"}
        exchange.handler.send_response(200 if path in repo.plain else 302)
        if path in repo.plain:
            headers |= {"ETag": f'"{digest[:40]}"', "Content-Length": str(len(exchange.data))}
        else:
            headers |= {
                "ETag": '"0"',
                "X-Linked-Etag": f'"{digest}"',
                "X-Linked-Size": str(len(exchange.data)),
            }
            headers["Location"] = f"{self.cdn}/{digest}/{quote(path)}?Signature=a%2Fb&Expires={self.valid}"
        for name, value in headers.items():
            exchange.handler.send_header(name, value)
        exchange.handler.end_headers()

    def _send(self, handler, path):
        digest, _, path = unquote(path).removeprefix("/").partition("/")
        data = self._by_hash(digest)
        exchange = Exchange(self, handler, data or b"", self._start(handler))
        fault = self._fault("GET", path)
        if fault is not None:
            fault(exchange)
        elif data is None or not handler.path.endswith(f"&Expires={self.valid}"):
            expired(exchange)
        elif exchange.start >= len(data) > 0:
            exchange.say(416, {"Content-Range": f"bytes */{len(data)}"})
        else:
            fine(exchange)

    def _by_hash(self, digest):
        for repo in list(self.repos.values()):
            for files in (repo.files, *repo.older.values()):
                for data in files.values():
                    if hashlib.sha256(data).hexdigest() == digest:
                        return data
        return None

    @staticmethod
    def _start(handler):
        found = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range") or "")
        return int(found[1]) if found else 0
