"""Writes chats as GPT4All does, in each version of its format."""

from __future__ import annotations

import struct


class Writer:
    def __init__(self):
        self.data = b""

    def put(self, code, *values):
        self.data += struct.pack(f">{code}", *values)

    def text(self, text):
        data = text.encode("utf-16-be")
        self.put("I", len(data))
        self.data += data

    def raw(self, data):
        self.put("I", len(data))
        self.data += data


def chat_file(version, created, title):
    """Make a file with a question and an answer that was stopped."""
    out = Writer()
    out.put("Ii", 0xF5D553CC, version)
    out.put("q", created)
    for text in ("id-1", title, "user", "llama.gguf"):
        out.text(text)
    if version >= 3:
        out.put("I", 1)
        out.text("documents")
    _state(out, version)
    out.put("i", 2)
    _item(out, version, "Prompt: ", "Hello 你好")
    _item(out, version, "Response: ", "Hi!" if version < 12 else "", stopped=True)
    return out.data


def _state(out, version):
    if version >= 11:
        return
    if version >= 6:
        out.put("?", version < 10)
    if version >= 2:
        out.put("ii", 1, 0)
    out.text("response")
    out.text("")
    out.put("I", 5)
    if version >= 10:
        return
    if version < 4:
        out.put("I", 0)
    out.put("I", 3)
    if version >= 7:
        out.put("I", 2048)
    if version < 9:
        out.put("Q", 2)
        out.data += b"\0" * 8
    out.put("Q", 3)
    out.data += b"\0" * 12
    out.raw(b"state")


def _item(out, version, name, value, stopped=False):
    if version < 12:
        out.put("i", 0)
    out.text(name)
    out.text(value)
    if version < 10:
        out.text("prompt")
    out.put("?????", False, True, stopped, False, False)
    if version >= 11 and name == "Response: ":
        out.put("?", False)
    _sources(out, version)
    if version >= 10:
        files = [("file:///x/a%20b.txt", b"inside")] if name == "Prompt: " else []
        out.put("q", len(files))
        for url, content in files:
            out.raw(url.encode())
            out.raw(content)
    if version >= 12:
        _parts(out, name)


def _sources(out, version):
    if version >= 8:
        out.put("q", 1)
        for _ in range(7):
            out.text("x")
        out.put("iii", 1, 2, 3)
    elif version >= 3:
        out.text("1. In a file.")
        out.put("I", 1)
        out.text("passage")


def _parts(out, name):
    if name == "Prompt: ":
        out.put("q", 0)
        return
    out.put("q", 3)
    out.text("Think: ")
    out.text("<think>Hm</think>")
    out.put("iq", 1000, 0)
    out.text("ToolCall: ")
    out.text("code")
    out.text("run")
    out.put("q", 2)
    out.text("code")
    out.put("iI?", 0, 10, False)
    out.text("print(1)")
    out.text("lines")
    out.put("iI?i", 1, 2, False, 3)
    out.text("1")
    out.put("i", 0)
    out.text("")
    out.put("q", 1)
    out.text("ToolResponse: ")
    out.text("1")
    out.put("q", 0)
    out.text("Text: ")
    out.text("Hi!")
    out.put("q", 0)
