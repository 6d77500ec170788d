"""The sign of a persona: a letter or an emoji on a round ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap

from desktop.core.personas import Persona, PersonaColor
from desktop.widgets.look import Look

TINT = 38  # of 255, the colour in the ground
SHARE = 0.5  # of the height, for the letter
TOKENS = {
    PersonaColor.BLUE: "link",
    PersonaColor.TEAL: "syntax_class",
    PersonaColor.GREEN: "ok",
    PersonaColor.AMBER: "warn",
    PersonaColor.RED: "danger",
    PersonaColor.VIOLET: "syntax_keyword",
    PersonaColor.GREY: "text2",
}


def paint_sign(painter: QPainter, place: QRectF, symbol: str, color: PersonaColor, look: Look) -> None:
    """Paint a sign into a square."""
    ink = look.theme.color(TOKENS[color])
    ground = QColor(ink)
    ground.setAlpha(TINT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(place)
    font = QFont(look.theme.ui)
    font.setPixelSize(max(8, round(place.height() * SHARE)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, symbol)
    painter.restore()


def sign_pixmap(symbol: str, color: PersonaColor, size: int, look: Look, ratio: float) -> QPixmap:
    """Make the picture of a sign, so many logical pixels wide."""
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_sign(painter, QRectF(0, 0, size, size), symbol, color, look)
    painter.end()
    return pixmap


def sign_icon(persona: Persona, size: int, look: Look, ratio: float) -> QIcon:
    """Make the sign of a persona for a button or a menu."""
    return QIcon(sign_pixmap(persona.symbol, persona.draft.color, size, look, ratio))
