"""The reference of the view benchmark: a bare window, and then a QTextBrowser in it. A script of its own.

Imports nothing of Fireside. Does what it is told on standard input, a line each, and answers in JSON.
The browser is given far less than the view: it would take 17 s to lay out 10,000 messages.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser

STEP = 60  # pixels


class Reference:
    """A window that may hold a browser."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._window = QMainWindow()
        self._window.resize(1200, 800)
        self._window.show()
        QApplication.processEvents()
        self._browser: QTextBrowser | None = None

    def do(self, words: list[str]) -> dict[str, list[float]]:
        """Carry out a command; gives milliseconds."""
        match words:
            case ["open"]:
                return self._open((self._folder / "tail.md").read_text(encoding="utf-8"))
            case ["scroll", count]:
                return {"steps": [self._step(STEP) for _ in range(int(count))]}
            case ["jump", count]:
                return {"jumps": [self._jump(number) for number in range(int(count))]}
            case ["stream", kind, size]:
                return self._stream((self._folder / f"{kind}.md").read_text(encoding="utf-8"), int(size))
            case _:
                return {}

    def _open(self, text: str) -> dict[str, list[float]]:
        begin = time.perf_counter()
        self._browser = browser = QTextBrowser()
        self._window.setCentralWidget(browser)
        browser.setMarkdown(text)
        QApplication.processEvents()
        browser.verticalScrollBar().setValue(browser.verticalScrollBar().maximum())
        QApplication.processEvents()
        return {"open": [_since(begin)]}

    def _step(self, pixels: int) -> float:
        assert self._browser is not None
        bar = self._browser.verticalScrollBar()
        begin = time.perf_counter()
        bar.setValue(bar.value() - pixels)
        QApplication.processEvents()
        return _since(begin)

    def _jump(self, number: int) -> float:
        assert self._browser is not None
        bar = self._browser.verticalScrollBar()
        begin = time.perf_counter()
        bar.setValue(bar.maximum() * (number * 37 % 100) // 100)
        QApplication.processEvents()
        return _since(begin)

    def _stream(self, text: str, size: int) -> dict[str, list[float]]:
        """Append so many characters at a time, as plain text: the least that any view must do."""
        self._browser = browser = QTextBrowser()
        self._window.setCentralWidget(browser)
        QApplication.processEvents()
        flushes: list[float] = []
        for start in range(0, len(text), size):
            begin = time.perf_counter()
            cursor = browser.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[start : start + size])
            browser.setTextCursor(cursor)
            browser.ensureCursorVisible()
            QApplication.processEvents()
            flushes.append(_since(begin))
        return {"flushes": flushes}


def _since(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    """Serve until standard input ends."""
    application = QApplication(sys.argv)
    reference = Reference(Path(sys.argv[1]))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(reference.do(line.split())) + "\n")
        sys.stdout.flush()
    application.quit()


if __name__ == "__main__":
    main()
