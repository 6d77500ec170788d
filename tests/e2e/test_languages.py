"""The whole window in one language, and at once in the other: nothing of the one stays, nor old keys."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.settings import Language
from desktop.widgets.shortcut_table import SHORTCUTS
from tests.e2e.scenes import Scenes
from tests.fakes.spoken import CHINESE, Sentences, spoken

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
NAMES = ("简体中文", "Gemma Terms of Use")  # called so in every language
# Not those that a page, or the window for quick questions, has as its own, too.
MOVED = [each for each in SHORTCUTS if not each.fixed and each.name not in ("new_chat", "temporary_chat")]
OLD = re.compile(rf"(?<![\w+])(?:{'|'.join(re.escape(each.keys) for each in MOVED)})(?![\w+])")


def left_over(language, sentences):
    """Find what is shown in the other language than this one."""
    for who, text in spoken():
        for name in NAMES:
            text = text.replace(name, "")
        piece = sentences.left_in(text) if language is Language.CHINESE else CHINESE.search(text)
        if piece:
            yield who, text


class Ear:
    """Collects what is left over, with the scene in which it was first met."""

    def __init__(self, user):
        self.user = user
        self.sentences = Sentences()
        self.language = None
        self.found = {}

    def move_keys(self):
        """Give every shortcut other keys; the old ones are then to be read nowhere but on the way back."""
        moved = (f"{each.name}=Ctrl+Alt+F{number}" for number, each in enumerate(MOVED, 1))
        self.user.app.settings.set(shortcuts=tuple(moved))

    def speak(self, language):
        self.language = language
        self.user.app.settings.set(language=language)
        QApplication.processEvents()

    def listen(self, scene):
        QApplication.processEvents()
        for each in left_over(self.language, self.sentences):
            self.found.setdefault((self.language.value, *each), scene)
        for who, text in spoken():
            if not scene.startswith("settings") and OLD.search(text):  # there they can be had back
                self.found.setdefault(("keys that are no more", who, text), scene)


def test_nothing_of_one_language_stays_in_the_other(user):
    user.wait(lambda: user.app.pages is not None)
    user.window.resize(1100, 760)
    scenes, ear = Scenes(user), Ear(user)
    scenes.prepare()
    ear.move_keys()
    ear.speak(Language.CHINESE)
    for name, show, _ in scenes.pages():
        show()
        ear.listen(name)
    scenes.palette()
    ear.listen("palette")
    for name, show in scenes.over_a_chat():
        show()
        ear.listen(name)
    ear.speak(Language.ENGLISH)
    ear.listen("over a chat")
    scenes.shut()
    for language in (Language.ENGLISH, Language.CHINESE):
        ear.speak(language)
        for name, _, again in scenes.pages():
            again()
            ear.listen(name)
    left = [f"{said}  <- {scene}" for said, scene in ear.found.items()]
    assert not left, "\n".join(left)
