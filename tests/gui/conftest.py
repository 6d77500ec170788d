"""What the tests of the conversation share."""

from __future__ import annotations

import pytest

from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.view import TranscriptView


@pytest.fixture
def view(qtbot):
    made = TranscriptView(style.light(), Icons())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made
