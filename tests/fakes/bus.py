"""A session bus of a test's own, and services on it."""

from __future__ import annotations

import shutil
import subprocess

from desktop.core.dbus_wire import Kind, Message
from desktop.widgets.system.bus import BUS, BUS_PATH, Method, SessionBus

DAEMON = shutil.which("dbus-daemon")
WHY = "dbus-daemon is not installed (package dbus-daemon)"


class Daemon:
    """A bus that nobody else knows of."""

    def __init__(self):
        words = [DAEMON, "--session", "--print-address", "--nofork", "--nopidfile"]
        self._process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": self._process.stdout.readline().strip()}

    def end(self):
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()


class Service(SessionBus):
    """Has a name on the bus; `answer` gives signature and body of a reply, or None for an error."""

    def __init__(self, environment, name):
        super().__init__(None, environment)
        self.calls = []
        self.there = False
        request = Method(BUS, BUS_PATH, BUS, "RequestName")
        self.call(request, "su", (name, 4), lambda reply: setattr(self, "there", reply.kind is Kind.REPLY))

    def answer(self, call):
        return "", ()

    def tell(self, path, name, signature, body):
        """Send a signal, whose name has its interface before it."""
        self._serial += 1
        interface, _, member = name.rpartition(".")
        told = Message(Kind.SIGNAL, self._serial, path, interface, member, signature=signature, body=body)
        self._send(told)

    def _hear(self, message):
        if message.kind is not Kind.CALL:
            super()._hear(message)
            return
        self.calls.append(message)
        answer = self.answer(message)
        self._serial += 1
        to, serial = message.sender, message.serial
        if answer is None:
            error = Message(Kind.ERROR, self._serial, error="x.y.Failed", reply_to=serial, destination=to)
            self._send(error)
        else:
            signature, body = answer
            self._send(
                Message(
                    Kind.REPLY,
                    self._serial,
                    reply_to=serial,
                    destination=to,
                    signature=signature,
                    body=body,
                )
            )
