"""Tool tips show texts from elsewhere as they are, and never look for a picture."""

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from desktop.core.chat import Chat, ChatId
from desktop.core.folders import Folder, FolderId
from desktop.core.prepared import DraftTemplate
from desktop.core.settings import Appearance
from desktop.core.templates import TemplateUse
from desktop.viewmodels.chat_roles import ChatRow, Kind, tip
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.draft_chip import DraftChip
from desktop.widgets.look import Look

NOW = datetime.now(UTC)
HOSTILE = "<img src='//evil/share/x.png'>"


@pytest.mark.parametrize("text", [HOSTILE, "a < b & c", "&lt;b&gt;", "plain"])
def test_a_text_stays_what_it_is(text):
    shown = QTextDocument()
    shown.setHtml(plain_tip(text))
    assert shown.toPlainText() == text


def test_a_template_cannot_have_its_name_taken_for_html(qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    chip = DraftChip(Look(qapp, Appearance.LIGHT), window)
    chip.show_template(DraftTemplate(TemplateUse(None, HOSTILE, 1)))
    assert "<img" not in chip.toolTip()
    assert "&lt;img" in chip.toolTip()


def shown_by(words):
    """Give what a tool tip shows where Qt takes a text with a tag in it for HTML."""
    document = QTextDocument()
    document.setHtml(words)
    return document.toPlainText()


def test_the_title_of_an_imported_chat_cannot_be_html(qapp):
    chat = Chat(ChatId(1), f"{HOSTILE} a long title that came with a file", NOW, NOW, tags=(HOSTILE,))
    words = shown_by(tip(ChatRow(Kind.CHATS, chat=chat)))
    assert words.splitlines()[0] == chat.title and HOSTILE in words.splitlines()[1]
    assert shown_by(tip(ChatRow(Kind.FOLDER, folder=Folder(FolderId(1), HOSTILE, None, NOW)))) == HOSTILE
