"""Reads the text of PDF files that Qt has written: enough to see what stands on which page."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"\n(\d+) 0 obj\n")
_SHOWN = re.compile(r"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj|\bET\b")


class Pdf:
    """A file as pages of text, with the addresses that it links to."""

    def __init__(self, content: bytes) -> None:
        starts = [(int(found.group(1)), found.end()) for found in _OBJECT.finditer(b"\n" + content)]
        ends = [start for _, start in starts[1:]] + [len(content)]
        self._objects = {
            number: content[start - 1 : end] for (number, start), end in zip(starts, ends, strict=True)
        }
        self._fonts: dict[int, dict[str, str]] = {}
        kinds = [value for value in self._objects.values() if b"/Type /Pages" in value]
        self.pages = [self._text(int(kid)) for kid in re.findall(rb"(\d+) 0 R", _between(kinds[0], b"/Kids"))]
        self.links = [found.decode() for found in re.findall(rb"/URI \((.*?)\)\n", content)]

    def _text(self, page: int) -> str:
        entry = self._objects[page]
        resources = self._objects[_reference(entry, rb"/Resources")]
        named = re.findall(rb"/(F\d+) (\d+) 0 R", resources)
        fonts = {name.decode(): self._font(int(number)) for name, number in named}
        stream = self._objects[_reference(entry, rb"/Contents")].partition(b"stream\n")[2]
        font: dict[str, str] = {}
        text: list[str] = []
        for name, glyphs in _SHOWN.findall(zlib.decompressobj().decompress(stream).decode("latin1")):
            if name:
                font = fonts[name]
            elif glyphs:
                text += [font.get(glyphs[at : at + 4], "\ufffd") for at in range(0, len(glyphs), 4)]
            else:
                text.append("|")  # ends a run of text
        return "".join(text).replace("|", "")

    def _font(self, number: int) -> dict[str, str]:
        if number not in self._fonts:
            named: dict[str, str] = {}
            cmap = self._objects[_reference(self._objects[number], rb"/ToUnicode")].decode("latin1")
            for first, codes in re.findall(r"<(\w{4})> <\w{4}> \[(.*?)\]", cmap, re.DOTALL):
                for place, code in enumerate(re.findall(r"<(\w{4})>", codes)):
                    named[f"{int(first, 16) + place:04X}"] = chr(int(code, 16))
            ranges = re.findall(r"^<(\w{4})> <(\w{4})> <(\w{4})>", cmap, re.MULTILINE)
            for first, last, code in (map(lambda each: int(each, 16), found) for found in ranges):
                for glyph in range(first, last + 1):
                    named[f"{glyph:04X}"] = chr(code + glyph - first)
            self._fonts[number] = named
        return self._fonts[number]


def _between(value: bytes, key: bytes) -> bytes:
    return value.partition(key)[2].partition(b"]")[0]


def _reference(value: bytes, key: bytes) -> int:
    found = re.search(key + rb" (\d+) 0 R", value)
    assert found is not None, value[:200]
    return int(found.group(1))
