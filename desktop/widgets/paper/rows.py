"""A chat as a row of blocks, from its title to its last message."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from desktop.core.archive import WholeChat
from desktop.core.archive_markdown import Form, speaker
from desktop.core.chat import Message, Role
from desktop.widgets.paper.items import Heading, PaperTable, paper_item
from desktop.widgets.transcript.frame_items import mark
from desktop.widgets.transcript.item import Item, LeafItem
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Look, Paragraph, Place, Run
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.source import Source

MESSAGE_GAP = 26
NAME_LENGTH = 200  # characters of a title or of a file's name


@dataclass(slots=True)
class Row:
    """A block, and what stands around it."""

    item: Item
    gap: float  # to the block above
    keep: bool = False  # must not be the last of a page
    ground: bool = False  # stands on a coloured ground: somebody typed it
    head: PaperTable | None = None  # whose first row is painted again on the next page
    begins: bool = False  # a message


@dataclass(frozen=True, slots=True)
class Style:
    """How chats are set."""

    kit: Kit
    parser: Parser
    form: Form


Rows = Generator[Row | None]
"""`None` stands for a moment in which nothing has come about yet, but time has passed."""


def rows_of(whole: WholeChat, style: Style) -> Rows:
    """Give the blocks of a chat."""
    headings = style.form.headings
    yield Row(_paragraph(style, whole.chat.title or headings.untitled, level=1), 0, keep=True)
    yield Row(_paragraph(style, _moment(whole.chat.created, style.kit.locale), Look.ITALIC), 4)
    branches, more = whole.written(style.form.branches)
    if more:
        yield Row(_paragraph(style, headings.branches, Look.ITALIC), 4)
    for number, branch in enumerate(branches):
        if number:
            words = headings.another(whole, branch)
            yield Row(_paragraph(style, words, level=2), 2 * MESSAGE_GAP, keep=True)
        for message in branch:
            yield from _message(message, style)


def _message(message: Message, style: Style) -> Rows:
    ground = message.role is Role.USER
    when = _moment(message.created, style.kit.locale)
    head = Heading(style.kit, _short(speaker(message, style.form.headings)), when)
    yield Row(head, MESSAGE_GAP, keep=True, ground=ground, begins=True)
    first = True
    if style.form.thinking and message.thinking:
        yield Row(_paragraph(style, style.form.headings.thinking, Look.ITALIC), 4, keep=True)
        yield from _text(Source(message.thinking, aside=True), style, ground)
        first = False
    for row in _text(Source(message.text, bubble=ground), style, ground):
        if row is not None and first:
            row.gap, first = 4, False
        yield row
    for file in message.attachments:
        name = style.form.headings.attachment.format(name=_short(file.name))
        yield Row(_paragraph(style, name, Look.BOLD), 8, ground=ground)
    if words := mark(message.status):
        yield Row(_paragraph(style, words, Look.ITALIC), 8)


def _text(source: Source, style: Style, ground: bool) -> Rows:
    steps = source.steps(style.parser)
    while True:
        try:
            next(steps)
            yield None
        except StopIteration as end:
            leaves = end.value
            break
    items: deque[LeafItem] = deque()
    for leaf in leaves:  # all of them first: the parts of a block learn from each other
        item = paper_item(style.kit, leaf)
        item.join(items[-1] if items else None)
        items.append(item)
        yield None
    head: PaperTable | None = None
    while items:
        item = items.popleft()
        if not isinstance(item, PaperTable):
            head = None
        elif item.leaf.first:
            head = item
        heading = isinstance(item.leaf, Paragraph) and item.leaf.level > 0
        yield Row(item, item.gap, heading, ground, head)


def _paragraph(style: Style, text: str, look: Look = Look.PLAIN, level: int = 0) -> LeafItem:
    return paper_item(style.kit, Paragraph(Place(), (Run(_short(text), look),), level))


def _short(text: str) -> str:
    """Make what comes from elsewhere one line of bounded length."""
    line = " ".join(text.split())
    return line if len(line) <= NAME_LENGTH else line[: NAME_LENGTH - 1] + "…"


def _moment(moment: datetime, locale: QLocale) -> str:
    shown = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return locale.toString(shown, QLocale.FormatType.ShortFormat)
