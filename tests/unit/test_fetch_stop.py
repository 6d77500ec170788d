"""A download can be stopped at any moment, and what has come stays."""

import os
import shutil
import socket
import ssl
import subprocess
import threading
from dataclasses import replace

import pytest

from desktop.core.downloads import Stage
from desktop.core.hub import RemoteFile
from desktop.core.network import Gate
from desktop.core.sources import Connection, Source
from desktop.hub.asking import Request, Web
from desktop.hub.fetch import Fetch, Means
from desktop.hub.stopping import Stop, Stopped
from desktop.hub.trying import Manner
from desktop.hub.wire import Limits, dial
from tests.fakes import hub_files as f
from tests.fakes.hub import FakeHub
from tests.unit.fetch_support import NAME, SIZE

MIDDLE = SIZE // 2
PATIENT = Limits(connect=600, silence=600)  # nothing but the stop ends it


def stopped(fetching, when):
    """Fetch, stop when a condition holds, and give what had come by then."""
    fetching.limits = PATIENT
    fetching.clock.wait = lambda stop, seconds: stop.wait(600)
    thread, outcome = fetching.in_background()
    waiting = threading.Event()
    while not when():
        assert not outcome
        waiting.wait(0.002)
    fetching.stop.set()
    thread.join(timeout=120)
    assert not thread.is_alive()
    assert isinstance(outcome[0], Stopped)
    assert not fetching.wanted().target.exists()
    return fetching.kept()


def test_while_bytes_come(fetching):
    fetching.files.get(NAME, f.trickle(1000, 0.001))
    kept = stopped(fetching, lambda: len(fetching.kept()) > 5000)
    assert kept == fetching.data[: len(kept)]


def test_while_the_body_stalls(fetching):
    fetching.files.get(NAME, f.stall_body(MIDDLE))
    assert stopped(fetching, lambda: len(fetching.kept()) == MIDDLE) == fetching.data[:MIDDLE]


def test_while_no_headers_come(fetching):
    fetching.files.get(NAME, f.stall_headers)
    stopped(fetching, lambda: fetching.files.requests("GET"))


def test_while_the_hub_does_not_say_where_the_file_is(fetching):
    fetching.began(MIDDLE)
    fetching.files.head(NAME, f.stall_headers)
    assert len(stopped(fetching, lambda: fetching.files.requests("HEAD"))) == MIDDLE


def test_while_it_waits_as_long_as_the_hub_asked_for(fetching):
    fetching.files.head(NAME, f.busy(429, 300))
    stopped(fetching, lambda: any(report.stage is Stage.WAITING for report in fetching.reports))


def test_while_it_connects(fetching):
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        others = [socket.socket() for _ in range(8)]  # nobody accepts them; the next one has to wait
        try:
            for other in others:
                other.setblocking(False)
                other.connect_ex(full.getsockname())
            port = full.getsockname()[1]
            fetching.connection = Connection((Source(f"http://127.0.0.1:{port}"),))
            stopped(fetching, lambda: fetching.gate.log)
        finally:
            for other in others:
                other.close()


def test_while_it_verifies(fetching):
    size = 8 << 30  # takes seconds to hash, and no room: it is a hole
    fetching.data = b""
    wanted = replace(fetching.wanted(), file=RemoteFile(NAME, size, "0" * 64))
    fetching.began(0, wanted=wanted)
    os.truncate(fetching.part(wanted), size)
    thread, outcome = fetching.in_background(wanted)
    waiting = threading.Event()
    while not fetching.reports:
        waiting.wait(0.002)
    assert fetching.reports[0].stage is Stage.VERIFYING
    fetching.stop.set()
    thread.join(timeout=120)  # hashed to its end, it would be the wrong hash, and no stop
    assert isinstance(outcome[0], Stopped)
    assert fetching.part(wanted).stat().st_size == size


def test_before_it_has_begun(fetching):
    fetching.stop.set()
    stopped(fetching, lambda: True)
    assert fetching.files.seen == []


def test_a_stop_that_comes_too_late_does_nothing():
    stop = Stop()
    stop.close()
    stop.set()
    with pytest.raises(Stopped):
        stop.check()


def test_silence_is_told_and_the_speed_sinks(fetching):
    fetching.limits = Limits(silence=2)
    fetching.files.get(NAME, f.stall_body(MIDDLE))
    fetching.run()
    loading = [report for report in fetching.reports if report.stage is Stage.DOWNLOADING]
    assert MIDDLE in [report.received for report in loading]


@pytest.fixture
def secure(tmp_path):
    """A hub that is reached over TLS, and the context that trusts it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("making a certificate needs openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with FakeHub(context=context) as hub:
        yield hub, ssl.create_default_context(cafile=certificate)


def over_tls(fetching, hub, trust):
    fetching.connection = Connection((Source(hub.endpoint),))
    means = Means(
        Web(fetching.gate, fetching.limits, lambda: trust),
        fetching.connection,
        fetching.stop,
        Manner(1, fetching.clock, fetching.clock.wait),
    )
    return Fetch(fetching.wanted(), means, fetching.reports.append)


def test_a_file_comes_over_tls_and_is_stopped_there_too(fetching, secure):
    hub, trust = secure
    hub.files.add("maker/model-GGUF", {NAME: fetching.data})
    hub.files.get(NAME, f.stall_body(MIDDLE))
    fetching.limits = PATIENT
    fetch = over_tls(fetching, hub, trust)
    outcome = []

    def work():
        try:
            fetch.run()
        except Stopped as error:
            outcome.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    waiting = threading.Event()
    while len(fetching.kept()) < MIDDLE:
        waiting.wait(0.002)
    fetching.stop.set()
    thread.join(timeout=120)
    assert len(outcome) == 1
    fetching.stop.close()
    fetching.stop = Stop()
    over_tls(fetching, hub, trust).run()
    assert fetching.wanted().target.read_bytes() == fetching.data


def test_a_certificate_that_nobody_trusts_is_no_hub(fetching, secure):
    from desktop.core.hub_errors import NotTheHub

    hub, _ = secure
    with pytest.raises(NotTheHub):
        over_tls(fetching, hub, ssl.create_default_context()).run()
    assert hub.files.seen == []


def test_a_handshake_that_nobody_answers_is_stopped(fetching):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        fetching.connection = Connection((Source(f"https://127.0.0.1:{port}"),))
        stopped(fetching, lambda: fetching.gate.log)


def test_a_name_that_nobody_knows_is_an_error_and_no_bug():
    stop = Stop()
    try:
        for name in ("nowhere.invalid", "x" * 300, "a..b"):
            with pytest.raises(OSError, match=r"\w"):
                dial(name, 80, stop, Limits(connect=20))
    finally:
        stop.close()


class Proxy:
    """A proxy of this machine that keeps what it was asked for."""

    def __init__(self, answer):
        self.asked = []
        self._answer = answer
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://me:p%40ss@127.0.0.1:{self._server.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self):
        sock, _ = self._server.accept()
        with sock:
            text = b""
            while b"\r\n\r\n" not in text:
                text += sock.recv(4096)
            self.asked = text.decode().splitlines()
            sock.sendall(self._answer)

    def close(self):
        self._thread.join()
        self._server.close()


def test_a_proxy_is_told_the_whole_address_and_who_asks():
    proxy = Proxy(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
    stop = Stop()
    web = Web(Gate(False, lambda call: call()))
    with web.ask(Request("http://hub.example/a b?c=%2F", {}), stop, proxy.address) as answer:
        assert answer.read() == b"hi"
    proxy.close()
    stop.close()
    assert proxy.asked[0] == "GET http://hub.example/a%20b?c=%2F HTTP/1.1"
    assert "Proxy-Authorization: Basic bWU6cEBzcw==" in proxy.asked


def test_a_proxy_that_refuses_a_tunnel_is_an_unreachable_hub(fetching):
    from desktop.core.hub_errors import HubUnreachable

    proxy = Proxy(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")
    fetching.connection = Connection((Source("https://hub.example"),), proxy.address)
    fetching.patience = 0
    with pytest.raises(HubUnreachable):
        fetching.run()
    proxy.close()
    assert proxy.asked[0] == "CONNECT hub.example:443 HTTP/1.1"
