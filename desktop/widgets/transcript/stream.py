"""Reads an answer while it grows: what is finished is frozen, only the open tail is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.widgets.transcript import cutting
from desktop.widgets.transcript.inlines import LINE
from desktop.widgets.transcript.leaves import Code, Joint, Leaf, Place, Run, plain_cell
from desktop.widgets.transcript.markdown import MAX_MARKDOWN, Parser
from desktop.widgets.transcript.nesting import ListState
from desktop.widgets.transcript.notes import Notes

if TYPE_CHECKING:
    from markdown_it.token import Token

_LISTS = ("bullet_list_open", "ordered_list_open")


@dataclass
class _Fence:
    """A code block whose end is still to come."""

    mark: str
    length: int
    indent: int
    language: str
    text: str = ""  # finished lines after the last frozen part
    first: bool = True  # no part of it is frozen yet
    joint: Joint = Joint.BLOCK  # of the next part

    def ends_at(self, line: str) -> bool:
        """Tell whether a line closes the block."""
        stripped = line.strip(" \t")
        few_spaces = len(line) - len(line.lstrip(" ")) < 4
        return few_spaces and len(stripped) >= self.length and not stripped.strip(self.mark)

    def may_end_at(self, tail: str) -> bool:
        """Tell whether an unfinished line may yet become the closing one, so that it is not shown."""
        return not tail.strip(" \t").strip(self.mark)

    def unindented(self, line: str) -> str:
        """Take away as much indentation as the opening fence had."""
        return line[min(self.indent, len(line) - len(line.lstrip(" "))) :]

    def parts(self, tail: str, closed: bool) -> list[Code]:
        """Give what is known of the block, after what is frozen."""
        text = (self.text + tail).removesuffix("\n")
        parts = cutting.code(Place(joint=self.joint), text, self.language, closed)
        if not self.first:
            parts[0] = replace(parts[0], first=False)
        return parts


class MarkdownStream:
    """Gives the leaves of a growing text.

    Everything before the last top-level block, or before the last item of a top-level list, is frozen
    as soon as something follows it; an open fence is not parsed at all. The result may differ in small
    ways from reading the whole text (two lists that CommonMark makes one, a reference that is defined
    later, footnotes that are defined before the end), so the whole text is read once more when the answer
    has ended.
    """

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._buffer = ""
        self._size = 0
        self._fence: _Fence | None = None
        self._joint = Joint.BLOCK  # of what comes next in a text that is no longer parsed
        self._list: ListState | None = None  # of which items are frozen already
        self._notes = Notes()  # as they are after what is frozen
        self._frozen: list[Leaf] = []
        self._open: list[Leaf] = []

    def feed(self, text: str) -> None:
        """Take more text. It is read when the leaves are asked for."""
        self._buffer += text
        self._size += len(text)

    def advance(self) -> tuple[list[Leaf], list[Leaf]]:
        """Give the leaves that became final since the last call, and those that are still open."""
        self._frozen = []
        again = True
        while again:
            if self._fence is not None:
                again = self._read_fence(self._fence)
            elif self._size > MAX_MARKDOWN:
                return self._as_written()
            else:
                again = self._read_blocks()
        return self._frozen, self._open

    def _as_written(self) -> tuple[list[Leaf], list[Leaf]]:
        """Stop reading Markdown in an answer that never ends; only the last part stays open."""
        parts = cutting.paragraphs(Place(joint=self._joint), (Run(self._buffer.replace("\n", LINE)),))
        if len(parts) > 1:
            self._joint = parts[-1].place.joint
            self._buffer = plain_cell(parts[-1].runs)
        return [*self._frozen, *parts[:-1]], list(parts[-1:])

    def _read_fence(self, fence: _Fence) -> bool:
        """Move the finished lines of an open fence. True if it ended, and something may follow."""
        lines = self._buffer.split("\n")
        tail = lines.pop()
        for number, line in enumerate(lines):
            if fence.ends_at(line):
                self._frozen += fence.parts("", closed=True)
                self._fence = None
                self._open = []
                self._buffer = "\n".join([*lines[number + 1 :], tail])
                return bool(self._buffer)
            fence.text += fence.unindented(line) + "\n"
        shown = "" if fence.may_end_at(tail) else fence.unindented(tail)
        parts = fence.parts(shown, closed=False)
        self._open = list(parts[-1:])
        self._buffer = tail
        if len(parts) > 1:
            self._frozen += parts[:-1]
            done = len((fence.text + shown).removesuffix("\n")) - len(parts[-1].text)
            self._buffer = tail[max(0, done - len(fence.text)) :]
            fence.text = fence.text[done:]
            fence.first, fence.joint = False, parts[-1].place.joint
        return False

    def _read_blocks(self) -> bool:
        """Parse the buffer, freeze what is final. True if an open fence was found at its end."""
        tokens = self._parser.tokens(self._buffer)
        starts = [n for n, t in enumerate(tokens) if t.level == 0 and t.nesting >= 0 and t.map]
        if not starts:
            self._open = []
            return False
        resumed = self._list if tokens[starts[0]].type in _LISTS else None
        last = starts[-1]
        lines = self._buffer.split("\n")
        cut = 0
        if len(starts) > 1:
            self._frozen += self._parser.flatten(tokens[:last], self._notes, resumed)
            resumed = self._list = None
            cut = _first_line(tokens[last])
        tail = tokens[last:]
        if tail[0].type in _LISTS:
            tail, resumed, cut = self._freeze_items(tail, resumed, cut)
        elif tail[0].type == "fence" and self._open_fence(tail[0], lines):
            return True
        self._buffer = "\n".join(lines[cut:])
        self._open = self._parser.flatten(tail, self._notes.copy(), resumed)
        return False

    def _freeze_items(
        self, tail: Sequence[Token], resumed: ListState | None, cut: int
    ) -> tuple[Sequence[Token], ListState | None, int]:
        """Freeze all items of a list but the last. Gives the rest, the list's state and the cut."""
        items = [n for n, t in enumerate(tail) if t.type == "list_item_open" and t.level == 1]
        if len(items) < 2:
            return tail, resumed, cut
        last = items[-1]
        self._frozen += self._parser.flatten([*tail[:last], tail[-1]], self._notes, resumed)
        ordered = tail[0].type == "ordered_list_open"
        same = resumed is not None and resumed.ordered == ordered
        number = resumed.number if resumed is not None and same else int(tail[0].attrGet("start") or 1)
        self._list = ListState(ordered, number + len(items) - 1)
        return [tail[0], *tail[last:]], self._list, _first_line(tail[last])

    def _open_fence(self, token: Token, lines: list[str]) -> bool:
        """Go over to reading a fence line by line, if the one at the end of the buffer is open."""
        if token.map is None or not token.markup:
            return False
        begin, end = token.map
        opening = lines[begin]
        words = token.info.split()
        indent = len(opening) - len(opening.lstrip(" "))
        fence = _Fence(token.markup[0], len(token.markup), indent, words[0][:40] if words else "")
        if len(lines) <= begin + 1 or (end - begin > 1 and fence.ends_at(lines[end - 1])):
            return False
        self._fence = fence
        self._list = None
        self._buffer = "\n".join(lines[begin + 1 :])
        return True


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0
