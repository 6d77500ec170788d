"""Reads the SVG that mathra writes into a painter path, which recolours freely and stays sharp."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainterPath, QPainterPathStroker, QTransform

CJK_FAMILIES = ("Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC", "Noto Sans SC")
CJK_SIZE = 900  # units of 1/1000 em; a full character looks too large beside Latin capitals
BAR = 40.0  # thickness of a line that gives none, in units

_TOKEN = re.compile(r"([MLCQZ])|(-?\d+(?:\.\d+)?)")
_ELEMENT = re.compile(r"<(/?)(path|use|rect|line|g)\b([^>]*?)/?>")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_TRANSFORM = re.compile(r"(translate|scale|rotate)\(([^)]*)\)")


class UnreadableSvg(ValueError):
    """The SVG is not of the form that this version of mathra writes."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG as a path, with its view box's top, width and height."""

    path: QPainterPath
    top: float
    width: float
    height: float


class Outliner:
    """Turns SVG texts into paths; keeps the outlines of glyphs, which formulas share."""

    def __init__(self) -> None:
        self._glyphs: dict[str, QPainterPath] = {}

    def outline(self, svg: str, missing: str) -> Drawing:
        """Read a formula. `missing` are the characters that are boxes in it, in order."""
        try:
            head, _, body = svg.partition(">")
            box = dict(_ATTRIBUTE.findall(head))["viewBox"].split()
            _, top, width, height = (float(number) for number in box)
            path = _Reader(self._glyphs, missing).read(body)
        except (KeyError, ValueError, IndexError) as error:
            raise UnreadableSvg(str(error)) from error
        return Drawing(path, top, width, height)


class _Reader:
    """Walks the elements of one SVG."""

    def __init__(self, glyphs: dict[str, QPainterPath], missing: str) -> None:
        self._glyphs = glyphs
        self._missing = list(missing)
        self._defined: dict[str, QPainterPath] = {}
        self._transforms = [QTransform()]
        self._path = QPainterPath()
        self._path.setFillRule(Qt.FillRule.WindingFill)

    def read(self, body: str) -> QPainterPath:
        """Give everything that is drawn as one path."""
        for closing, element, text in _ELEMENT.findall(body):
            if closing:
                if element == "g":
                    self._transforms.pop()
                continue
            self._draw(element, dict(_ATTRIBUTE.findall(text)))
        return self._path

    def _draw(self, element: str, given: dict[str, str]) -> None:
        match element:
            case "g":
                self._transforms.append(_transform(given.get("transform", "")) * self._transforms[-1])
            case "path" if "id" in given:
                self._defined["#" + given["id"]] = self._glyph(given["d"])
            case "path":
                self._add(_path(given["d"]))
            case "use":
                moved = _transform(given.get("transform", ""))
                moved.translate(float(given.get("x", 0)), float(given.get("y", 0)))
                self._add(moved.map(self._present(self._defined[given["href"]])))
            case "rect":
                box = QPainterPath()
                box.addRect(QRectF(*(float(given[name]) for name in ("x", "y", "width", "height"))))
                self._add(box)
            case "line":
                line = QPainterPath()
                line.moveTo(float(given["x1"]), float(given["y1"]))
                line.lineTo(float(given["x2"]), float(given["y2"]))
                stroker = QPainterPathStroker()
                stroker.setWidth(float(given.get("stroke-width", BAR)))
                self._add(stroker.createStroke(line))
            case _:
                raise UnreadableSvg(element)

    def _add(self, path: QPainterPath) -> None:
        self._path.addPath(self._transforms[-1].map(path))

    def _glyph(self, data: str) -> QPainterPath:
        if data not in self._glyphs:
            self._glyphs[data] = _path(data)
        return self._glyphs[data]

    def _present(self, glyph: QPainterPath) -> QPainterPath:
        """Put the character in the place of the box that stands for it."""
        if not self._missing or not _is_box(glyph):
            return glyph
        font = QFont()
        font.setFamilies(list(CJK_FAMILIES))
        font.setPixelSize(CJK_SIZE)
        character = QPainterPath()
        character.addText(16, 0, font, self._missing.pop(0))
        return QTransform.fromScale(1, -1).map(character)


def _is_box(glyph: QPainterPath) -> bool:
    bounds = glyph.boundingRect()
    return glyph.elementCount() <= 10 and bounds.width() > 600 and abs(bounds.width() - bounds.height()) < 60


def _transform(text: str) -> QTransform:
    made = QTransform()
    for kind, arguments in _TRANSFORM.findall(text):
        values = [float(value) for value in re.split(r"[ ,]+", arguments.strip())]
        if kind == "translate":
            made.translate(values[0], values[1] if len(values) > 1 else 0)
        elif kind == "scale":
            made.scale(values[0], values[-1])
        else:
            made.rotate(values[0])
    return made


def _path(data: str) -> QPainterPath:
    """Read path data. mathra writes absolute commands only: M, L, C, Q and Z."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    command = ""
    numbers: list[float] = []
    for letter, number in _TOKEN.findall(data):
        if number:
            numbers.append(float(number))
            continue
        _extend(path, command, numbers)
        command, numbers = letter, []
    _extend(path, command, numbers)
    return path


def _extend(path: QPainterPath, command: str, n: list[float]) -> None:
    match command:
        case "M":
            path.moveTo(n[0], n[1])
        case "Z":
            path.closeSubpath()
        case "L" | "C" | "Q":
            size = {"L": 2, "C": 6, "Q": 4}[command]
            extend = {"L": path.lineTo, "C": path.cubicTo, "Q": path.quadTo}[command]
            for i in range(0, len(n), size):
                extend(*n[i : i + size])
        case _:
            pass  # nothing before the first command
