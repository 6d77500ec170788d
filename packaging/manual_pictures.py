"""Makes the pictures of the manual; run it as `python packaging/manual_pictures.py`.

Starts the real window, offscreen, on made chats and with an engine that answers from a script, and writes
each picture in both languages into `resources/manual/pictures/`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.app import App
from desktop.core.chat import AnswerRecord, ChatId, Role
from desktop.core.places import Places
from desktop.core.setting_kinds import Appearance, Language
from desktop.core.settings import SettingsFile
from desktop.services.assembly import open_chats
from desktop.services.models import Stage
from desktop.store.chats import NewMessage

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "manual" / "pictures"
SIZE = QSize(940, 640)
MOST = 60_000  # bytes of a picture
COLORS = 256
SECONDS = 60
WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "folder": "Garden",
        "titles": ["Names for a bakery", "Trip to the coast", "Unit tests in Python", "When to prune roses"],
        "question": "When do I prune roses, and how much?",
        "answer": "In **early spring**, when the forsythia is in bloom.\n\n"
        "| Kind | Cut back to |\n| --- | --- |\n| Bed roses | 20 cm |\n| Shrub roses | by a third |\n"
        "| Climbing roses | side shoots only |\n\n"
        "Cut just above a bud that points outwards, and take away dead wood first.",
    },
    "zh_CN": {
        "folder": "花园",
        "titles": ["给面包店取名", "海边旅行计划", "Python 单元测试", "什么时候修剪月季"],
        "question": "月季什么时候修剪？剪多少？",
        "answer": "**早春**，迎春花开放的时候。\n\n| 种类 | 剪到 |\n| --- | --- |\n| 丰花月季 | 20 厘米 |\n"
        "| 灌丛月季 | 剪去三分之一 |\n| 藤本月季 | 只剪侧枝 |\n\n在朝外的芽点上方下剪，先剪去枯枝。",
    },
}


def main() -> None:
    """Make all pictures."""
    FOLDER.mkdir(exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(ROOT))  # the engine's script is one of the tests' fakes
    qt = QApplication([])
    for language in Language:
        if language.value in WORDS:
            with tempfile.TemporaryDirectory() as folder:
                _pictures(qt, Places(Path(folder)), language)


def _pictures(qt: QApplication, places: Places, language: Language) -> None:
    from tests.fakes import scripted

    chat, folder = _fill(places, WORDS[language.value])
    SettingsFile(places.settings).keep(
        language=language, appearance=Appearance.LIGHT, open_folders=(str(folder),)
    )
    app = App(qt, places, backend=scripted.Backend, offline=True)
    app.window.resize(SIZE)
    app.show()
    _wait(lambda: app.chat is not None and app.working.models.status.stage is Stage.READY)
    app.chat.open(chat)
    place = app.workplace
    scenes: dict[str, Callable[[], object]] = {
        "window": lambda: None,
        "context": place.page.context_key.activated.emit,
        "templates": place.pages.show_templates,
        "settings": lambda: place.pages.show_settings("appearance"),
    }
    for name, show in scenes.items():
        show()
        _settle()
        _write(app.window.grab().toImage(), FOLDER / f"{name}.{language.value}.png")
    app.window.close()
    app.close()
    app.window.deleteLater()


def _fill(places: Places, words: dict[str, Any]) -> tuple[ChatId, int]:
    places.data.mkdir(exist_ok=True)
    store = open_chats(places)
    folder = store.folders.add(words["folder"])
    for title in words["titles"]:
        chat = store.chats.new_chat(title)
        asked = store.chats.add(chat.id, NewMessage(None, Role.USER, words["question"]))
        record = AnswerRecord("SmolLM2-135M-Instruct", "Q4_1")
        store.chats.add(chat.id, NewMessage(asked.id, Role.ASSISTANT, words["answer"], record=record))
    store.organising.put([chat.id], folder.id)
    store.close()
    return chat.id, folder.id


def _write(image: QImage, path: Path) -> None:
    """Keep the colours that are there most often: nearly all pixels are of few."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    often = Counter(memoryview(image.constBits()).cast("I")).most_common(COLORS)
    table = [color for color, _ in often]
    image.convertToFormat(QImage.Format.Format_Indexed8, table).save(str(path))
    if path.stat().st_size > MOST:
        raise SystemExit(f"{path.name} has {path.stat().st_size} bytes")


def _settle() -> None:
    deadline = QDeadlineTimer(2000)
    while not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _wait(condition: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(SECONDS * 1000)
    while not condition():
        if deadline.hasExpired():
            raise SystemExit("the window was not ready in time")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


if __name__ == "__main__":
    main()
