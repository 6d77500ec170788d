"""Tool tips show texts from elsewhere as they are, and never look for a picture."""

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from desktop.core.prepared import DraftTemplate
from desktop.core.settings import Appearance
from desktop.core.templates import TemplateUse
from desktop.widgets.draft_chip import DraftChip
from desktop.widgets.look import Look
from desktop.widgets.tips import plain_tip

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
