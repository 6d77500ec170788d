"""What stands around a message: the header above an answer, actions and figures below."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from desktop.core.chat import AnswerRecord, Message, Role, Status
from desktop.core.templates import TemplateUse
from desktop.widgets.style import RADIUS, SPACING, TEXT_SIZE
from desktop.widgets.transcript.footer_actions import ARROW, WORDS, Arrangement, Room, arrange
from desktop.widgets.transcript.item import Item, Part
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.origins import header_icon, header_words, question_words, use_words

HEADER = 26
BADGE = 24
FOOTER, CHEVRON = 30, 16
NEVER = datetime(1, 1, 1, tzinfo=UTC)  # of a text that is no message of a chat
LONGEST_NAME = 40  # characters of a template beside the figures
FIGURES_AT_LEAST = 70  # pixels; shorter figures say nothing


class HeaderItem(Item):
    """Who answers, and when."""

    selectable = False

    def __init__(self, kit: Kit, message: Message) -> None:
        super().__init__(kit)
        self.message = message
        self.height = HEADER

    def set_message(self, message: Message) -> None:
        """Show another state of the message."""
        if (message.record, message.created) != (self.message.record, self.message.created):
            self.touch()
        self.message = message

    @property
    def name(self) -> str:
        """The model's name, or what else the message is."""
        return header_words(self.message)

    def lay_out(self, width: int) -> int:
        """Give the fixed height."""
        return HEADER

    def estimate(self, width: int) -> int:
        """Give the fixed height."""
        return HEADER

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint the badge, the name and the time."""
        theme = self.kit.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(QRectF(0, 1, BADGE, BADGE), RADIUS.m - 2, RADIUS.m - 2)
        ratio = painter.device().devicePixelRatio()
        icon = self.kit.icons.pixmap(header_icon(self.message), theme.color("link"), 14, ratio)
        painter.drawPixmap(5, 6, icon)
        name_font = theme.ui_font(TEXT_SIZE.ui + 1, QFont.Weight.DemiBold)
        x = BADGE + 10
        time = when(self.message.created, self.kit.locale)
        time_width = QFontMetrics(theme.ui).horizontalAdvance(time)
        metrics = QFontMetrics(name_font)
        room = max(40, self.width - x - time_width - SPACING.s)
        name = metrics.elidedText(self.name, Qt.TextElideMode.ElideRight, room)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(name_font)
        painter.setPen(theme.color("text"))
        painter.drawText(QRect(x, 0, room, HEADER), middle, name)
        painter.setFont(theme.ui)
        painter.setPen(theme.color("text3"))
        left = x + metrics.horizontalAdvance(name) + 10
        painter.drawText(QRect(left, 0, time_width + 4, HEADER), middle, time)
        painter.restore()


class FooterItem(Item):
    """Buttons and figures below a message. The buttons themselves are widgets, placed by `Controls`."""

    selectable = False

    def __init__(self, kit: Kit, message: Message, asked: TemplateUse | None = None) -> None:
        """`asked`: what the question of an answer was made with."""
        super().__init__(kit)
        self.message = message
        self._asked = asked
        self.height = FOOTER
        self._state = _state(message)
        self.revealed = False  # of the newest answer, and of the message under the mouse
        self.last = False  # nothing follows the message
        self.gap = 4 if message.role is Role.USER else 8

    def set_message(self, message: Message) -> None:
        """Show another state of the message."""
        if (state := _state(message)) != self._state:
            self._state = state
            self.touch()
        self.message = message

    def reveal(self, revealed: bool, last: bool = False) -> bool:
        """Show the figures or not; `last` tells that nothing follows. True if that is a change."""
        changed = (revealed, last) != (self.revealed, self.last)
        if changed:
            self.revealed, self.last = revealed, last
            self.touch()
        return changed

    @property
    def arrangement(self) -> Arrangement:
        """The buttons and where they stand."""
        metrics = QFontMetrics(self.kit.theme.ui)
        said = (self.origin,) if self.message.role is Role.USER else (self.mark, self.left_out)
        words = sum(metrics.horizontalAdvance(text) + WORDS for text in said if text)
        return arrange(self.message, self.last, Room(self.width, metrics, self.kit.locale, words))

    @property
    def mark(self) -> str:
        """How an answer was cut short; nothing for one that was not."""
        return mark(self.message.status)

    @property
    def left_out(self) -> str:
        """How much of the conversation the model did not see; nothing if it saw all."""
        return left_out_words(self.message)

    def lay_out(self, width: int) -> int:
        """Give the fixed height."""
        return FOOTER

    def estimate(self, width: int) -> int:
        """Give the fixed height."""
        return FOOTER

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint the mark of an answer that was cut short, what was left out, and the figures."""
        if self.message.status is Status.STREAMING:
            return
        painter.save()
        arrangement = self.arrangement
        self._paint_count(painter, arrangement)
        if self.message.role is Role.USER:
            self._paint_origin(painter, arrangement)
        else:
            actions = arrangement.actions
            self._paint_words(painter, actions[-1].rect.right() + WORDS if actions else 0)
        painter.restore()

    @property
    def origin(self) -> str:
        """Which template made a question, or that of an answer; nothing where it was typed."""
        if self.message.role is Role.USER or self._asked is None:
            return question_words(self.message)
        return use_words(self._asked, LONGEST_NAME)

    def _paint_origin(self, painter: QPainter, arrangement: Arrangement) -> None:
        origin = self.origin
        if not origin:
            return
        left = max([action.rect.right() + 1 + WORDS for action in arrangement.actions], default=0)
        theme = self.kit.theme
        painter.setFont(theme.ui)
        painter.setPen(theme.color("text3"))
        room = QRect(left, 0, max(0, self.width - left), FOOTER)
        shown = QFontMetrics(theme.ui).elidedText(origin, Qt.TextElideMode.ElideMiddle, room.width())
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, right, shown)

    def _paint_count(self, painter: QPainter, arrangement: Arrangement) -> None:
        theme = self.kit.theme
        painter.setFont(theme.ui)
        painter.setPen(theme.color("text2"))
        place = arrangement.count_rect
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, arrangement.count)
        ratio, faint = painter.device().devicePixelRatio(), theme.color("border_strong")
        for none, name, middle in (
            (arrangement.first, "chevron-left", place.left() - ARROW // 2),
            (arrangement.final, "chevron-right", place.right() + 1 + ARROW // 2),
        ):
            if none:  # where a button would stand
                icon = self.kit.icons.pixmap(name, faint, CHEVRON, ratio)
                painter.drawPixmap(middle - CHEVRON // 2, (FOOTER - CHEVRON) // 2, icon)

    def _paint_words(self, painter: QPainter, x: int) -> None:
        theme = self.kit.theme
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        cut = "danger" if self.message.status is Status.FAILED else "warn"
        figures = self.painted
        left_out = f"{self.left_out}   " if self.left_out and figures else self.left_out
        painter.setFont(theme.ui)
        metrics = QFontMetrics(theme.ui)
        for text, color, space in ((self.mark, cut, 14), (left_out, "text2", 0), (figures, "text3", 0)):
            if text and (text != figures or self.width - x >= FIGURES_AT_LEAST):
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, self.width - x))
                painter.setPen(theme.color(color))
                painter.drawText(QRect(x, 0, self.width - x, FOOTER), middle, shown)
                x += metrics.horizontalAdvance(shown) + space

    @property
    def painted(self) -> str:
        """What is said of how an answer was made; nothing until somebody looks."""
        cut_short = self.message.status is not Status.DONE
        if self.message.record is None or not (self.revealed or cut_short):
            return ""
        said = (self.origin, figures(self.message.record, self.kit.locale))
        return " · ".join(text for text in said if text)


def _state(message: Message) -> tuple[object, ...]:
    """Give what a footer shows of a message."""
    said = bool(message.text), bool(message.thinking)
    return message.status, message.record, said, message.alternatives, message.pinned


def mark(status: Status) -> str:
    """Say how an answer was cut short; nothing for one that was not."""
    if status is Status.STOPPED:
        return QCoreApplication.translate("Transcript", "Stopped")
    if status is Status.FAILED:
        return QCoreApplication.translate("Transcript", "Interrupted")
    return ""


class Counted(QObject):
    """Counts in words; an object, since lupdate finds plurals only in the `tr` of one."""

    def tokens(self, count: int) -> str:
        """Say how many tokens."""
        return self.tr("%Ln tokens", "", count)

    def left_out(self, count: int) -> str:
        """Say how many messages the model did not see."""
        return self.tr("%Ln earlier messages left out", "", count)


def left_out_words(message: Message) -> str:
    """Say how much of the conversation the model did not see; nothing if it saw all."""
    record = message.record
    if record is None or record.left_out is None or message.status is Status.STREAMING:
        return ""
    return Counted().left_out(record.left_out.count)


def figures(record: AnswerRecord, locale: QLocale) -> str:
    """Say how fast an answer was made, as far as is known."""
    said: list[str] = []
    if record.tokens_per_second is not None:
        text = QCoreApplication.translate("Transcript", "{speed} tok/s")
        said.append(text.format(speed=locale.toString(record.tokens_per_second, "f", 1)))
    if record.first_token_seconds is not None:
        text = QCoreApplication.translate("Transcript", "{seconds} s to first token")
        said.append(text.format(seconds=locale.toString(record.first_token_seconds, "f", 1)))
    if record.tokens is not None:
        said.append(Counted().tokens(record.tokens))
    if record.tokens is not None and record.prompt_tokens is not None:
        text = QCoreApplication.translate("Transcript", "{count} in the context")
        said.append(text.format(count=locale.toString(record.prompt_tokens + record.tokens)))
    return " · ".join(said)


def when(moment: datetime, locale: QLocale) -> str:
    """Give the time of a message, with the date unless it is today's; "" for `NEVER`."""
    if moment == NEVER:
        return ""
    local = moment.astimezone()
    shown = QDateTime.fromSecsSinceEpoch(int(local.timestamp()))
    short = QLocale.FormatType.ShortFormat
    if local.date() == datetime.now(local.tzinfo).date():
        return locale.toString(shown.time(), short)
    return locale.toString(shown, short)
