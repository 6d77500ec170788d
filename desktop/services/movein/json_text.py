"""The text of a JSON file as far as it has been read and not used yet."""

from __future__ import annotations

import codecs
import re
from array import array
from collections.abc import Callable
from itertools import accumulate

from desktop.core.moving_in import FlawKind

CHUNK = 1 << 18  # bytes that are read at a time

_BLANK = re.compile(r"[ \t\r\n]*")
FEW = 1_000  # marks of JSON that are looked at one by one, before what is skipped is known to be long
LEAP = 1 << 14  # characters that are skipped at once then

_MARK, _IN_TEXT = re.compile(r'["{}\[\]]'), re.compile(r'"|\\.', re.DOTALL)
_TEXT = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_WHOLE = re.compile(rf'(?:[^"]++|{_TEXT.pattern})*+', re.DOTALL)  # up to a text that has no end here
_OPENS, _CLOSES = b"[{", b"]}"
_SIGNS = bytes.maketrans(_OPENS + _CLOSES, bytes((1, 1, 255, 255)))  # 255 is -1, as a signed byte
_OTHERS = bytes(set(range(256)) - set(_OPENS + _CLOSES))


class Fault(Exception):
    """A record, or all that follows, cannot be read. Carries why."""

    def __init__(self, kind: FlawKind, past: bool = False) -> None:
        super().__init__(kind, past)
        self.kind = kind
        self.past = past  # whether the value that it is about has been read


class JsonText:
    """What is read of a file and not used yet."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._decoder: codecs.IncrementalDecoder | None = None
        self._lost = 0  # characters of replacement that the file does not hold itself
        self.text = ""
        self.at = 0
        self.ended = False

    def __len__(self) -> int:
        return len(self.text) - self.at

    @property
    def damaged(self) -> bool:
        """Whether some bytes were no text."""
        return self._lost > 0

    def more(self) -> bool:
        """Read on, as much as there is already; False at the end."""
        if self.ended:
            return False
        data = self._read(max(CHUNK, len(self)))
        self.ended = not data
        if self._decoder is None:
            self._decoder = codecs.getincrementaldecoder(_encoding(data))("replace")
        new = self._decoder.decode(data, self.ended)
        self._lost += new.count("\N{REPLACEMENT CHARACTER}") - data.count(b"\xef\xbf\xbd")
        self.text = self.text[self.at :] + new
        self.at = 0
        return True

    def peek(self) -> str:
        """Give the next character that is not blank; "" at the end."""
        while True:
            found = _BLANK.match(self.text, self.at)
            assert found is not None
            self.at = found.end()
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def take(self, wanted: str) -> None:
        """Go on behind this character. Raises a fault where there is another one."""
        if self.peek() != wanted:
            raise Fault(FlawKind.DAMAGED)
        self.at += 1

    def skip(self, depth: int) -> None:
        """Go on behind the end of so many objects and lists, or of the value that begins here.

        Nothing of them is kept.
        """
        inside, marks = False, 0
        while True:
            marks += 1
            if marks > FEW and not inside:
                depth, marks = self._leap(depth), 0
            found = self._found(_IN_TEXT if inside else _MARK)
            if found == '"':
                inside = not inside
            elif found in ("{", "["):
                depth += 1
            elif found in ("}", "]"):
                depth -= 1
            if not inside and depth <= 0 and found[0] in '"}]':  # with '"' a text of its own has ended
                return

    def _leap(self, depth: int) -> int:
        """Go on by large pieces as long as the end is in none of them; gives how deep it is there."""
        while True:
            if len(self) < LEAP:
                self.more()
            found = _WHOLE.match(self.text, self.at, self.at + LEAP)
            piece = "" if found is None else found[0]
            marks = _TEXT.sub("", piece).encode("ascii", "ignore").translate(_SIGNS, _OTHERS)
            closed = marks.count(255)
            if not marks or (closed >= depth and depth + min(accumulate(array("b", marks))) <= 0):
                return depth
            depth += len(marks) - 2 * closed
            self.at += len(piece)

    def _found(self, pattern: re.Pattern[str]) -> str:
        """Go on behind the next match."""
        while (found := pattern.search(self.text, self.at)) is None:
            # A backslash at the end belongs to what comes next.
            self.at = max(self.at, len(self.text) - self.text.endswith("\\"))
            if not self.more():
                raise Fault(FlawKind.DAMAGED)
        self.at = found.end()
        return found[0]

    def next_record(self) -> bool:
        """Go on with the next line that begins an object; False where there is none."""
        self.at = max(0, self.at - 1)  # blanks before a fault may have been left behind
        while True:
            found = self.text.find("\n{", self.at)
            if found >= 0:
                self.at = found + 1
                return True
            self.at = max(self.at, len(self.text) - 1)
            if not self.more():
                return False


def _encoding(beginning: bytes) -> str:
    """Tell UTF-16 from UTF-8, by the mark at the beginning."""
    return "utf-16" if beginning[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
