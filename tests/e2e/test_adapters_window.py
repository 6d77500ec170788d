"""LoRA adapters from the window to the answer's record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt

from desktop.core.chat import Adapter
from desktop.widgets.adapters_dialog import AdaptersDialog
from desktop.widgets.record_dialog import RecordWords
from tests.fakes import gguf

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


def test_an_adapter_is_chosen_for_a_chat_and_stays_with_it(user, tmp_path):
    path = tmp_path / "pirate.gguf"
    path.write_bytes(gguf.lora({"blk.0.attn_q.weight": (576, 576)}))
    side = user.app.workplace.side
    side.toggle()
    assert side.panel.adapters.text() == "No LoRA adapters…"
    side.panel.adapters.click()
    dialog = side.findChild(AdaptersDialog)
    dialog.take(path)
    user.wait(lambda: dialog.lines)
    dialog.lines[0].scale.setValue(0.5)
    user.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert side.panel.adapters.text().startswith("1 LoRA adapter")
    answer = user.ask("Hello")
    assert answer.record.adapters == (Adapter(str(path), 0.5),)
    said = dict(RecordWords(QLocale.c()).pairs(answer))
    assert said["LoRA adapter"] == f"{path}, scale 0.5"
    user.app.chat.new()
    assert side.panel.adapters.text() == "No LoRA adapters…"


def test_a_file_of_another_model_is_refused_in_the_window(user, tmp_path):
    path = tmp_path / "other.gguf"
    path.write_bytes(gguf.lora({"blk.0.attn_q.weight": (576, 576)}, **{"general.architecture": "gemma3"}))
    side = user.app.workplace.side
    side.choose_adapters()
    dialog = side.findChild(AdaptersDialog)
    dialog.take(path)
    user.wait(dialog.problem.isVisible)
    assert "gemma3" in dialog.problem.text()
    assert dialog.lines == []
