"""A stand-in of the hub: a server on two ports of this machine, since the bytes come from another origin."""

from __future__ import annotations

import contextlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.fakes.hub_api import HubApi, Model
from tests.fakes.hub_files import Files


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True  # no thread outlives the test
    request_queue_size = 64

    def __init__(self, port, hub, context=None):
        self.port, self.hub, self.context = port, hub, context
        self.open = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self):
        sock, address = super().get_request()
        self.open.add(sock)
        return sock, address

    def finish_request(self, request, client_address):
        if self.context is not None:
            request.settimeout(5)
            secured = self.context.wrap_socket(request, server_side=True)
            request.close()
            self.open.add(secured)
            try:
                super().finish_request(secured, client_address)
            finally:
                self.shutdown_request(secured)
        else:
            super().finish_request(request, client_address)

    def shutdown_request(self, request):
        self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request, client_address):
        """The other end has gone: what is tested often does that."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "FakeHub"

    def do_GET(self):
        hub = self.server.hub
        if hub.files.answer(self, self.server.port):
            return
        if not hub.api.answer(self):
            self.send_error(404)

    do_HEAD = do_POST = do_GET

    def log_message(self, *_):
        pass


class FakeHub:
    """A running stand-in; a context manager. `api` answers what is not a file, `files` what is one."""

    def __init__(self, context=None):
        self.files = Files()
        self.api = HubApi()
        scheme = "http" if context is None else "https"
        host = "127.0.0.1" if context is None else "localhost"
        self._servers = [_Server(port, self, context) for port in ("hub", "cdn")]
        self.endpoint, self.files.cdn = (f"{scheme}://{host}:{s.server_port}" for s in self._servers)
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.02,), name=f"fake {server.port}")
            for server in self._servers
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def add(self, name, files, **more):
        """Have a repository in both halves; its files may be sent, and are listed."""
        self.api.models[name] = Model(name, dict(files), gated="auto" if more.get("gated") else False)
        return self.files.add(name, files, **more)

    def close(self):
        """End every connection and every thread."""
        self.files.closing.set()
        self.api.closing.set()
        for server in self._servers:
            server.shutdown()
            for sock in list(server.open):
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
            server.server_close()
        for thread in self._threads:
            thread.join()
