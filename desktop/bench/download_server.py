"""A server of one file, in a process of its own, for measuring downloads."""

from __future__ import annotations

import hashlib
import multiprocessing
import random
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

MODEL = "model.gguf"
PATH = f"/bench/model/resolve/{'0' * 40}/{MODEL}"
STALL = "/stall"  # before the path: the body ends in the middle, and the connection does not
BLOCK = 1 << 20


class Serving:
    """A running server; it ends with `close`."""

    def __init__(self, folder: Path, size: int) -> None:
        context = multiprocessing.get_context("spawn")
        file = folder / "served"
        self.sha256 = _make(file, size)
        here, there = context.Pipe()
        self._process = context.Process(target=serve, args=(file, self.sha256, there), daemon=True)
        self._process.start()
        port: int = here.recv()
        here.close()
        self.endpoint = f"http://127.0.0.1:{port}"
        self.url = self.endpoint + PATH

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, file: Path, sha256: str) -> None:
        self.file, self.sha256 = file, sha256
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]  # it is never another one

    def do_HEAD(self) -> None:
        """Say what the file is, as a hub does."""
        self._head(self.server.file.stat().st_size)

    def do_GET(self) -> None:
        """Send the file, or its first half and then nothing more."""
        size = self.server.file.stat().st_size
        self._head(size)
        with suppress(OSError), self.server.file.open("rb") as file:  # OSError: the other end has gone
            if self.path.startswith(STALL):
                self.connection.sendfile(file, 0, size // 2)
                self.connection.recv(1)
            else:
                self.connection.sendfile(file)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _head(self, size: int) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(size))
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("X-Repo-Commit", "0" * 40)
        self.send_header("ETag", f'"{self.server.sha256}"')
        self.end_headers()


def serve(file: Path, sha256: str, parent: Connection) -> None:
    """Be the server, until the process is ended."""
    with _Server(file, sha256) as server:
        parent.send(server.server_port)
        parent.close()
        server.serve_forever()


def _make(file: Path, size: int) -> str:
    """Write bytes that begin like a model; give their hash."""
    block, made, left = random.Random(1).randbytes(BLOCK), hashlib.sha256(), size
    with file.open("wb") as out:
        while left:
            part = (b"GGUF" + block if left == size else block)[: min(BLOCK, left)]
            made.update(part)
            out.write(part)
            left -= len(part)
    return made.hexdigest()
