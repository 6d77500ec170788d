"""How an answer came about, and its exact prompt."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from desktop.core.chat import AnswerRecord, Finish, LeftOut, MessageId, Policy, Status
from desktop.core.sampling import LogitBias, Sampling, parameters
from desktop.core.settings import Appearance
from desktop.widgets.look import Look
from desktop.widgets.prompt_dialog import LINE, PromptDialog
from desktop.widgets.record_dialog import RecordDialog, RecordWords, active
from desktop.widgets.sampling_words import SamplingWords
from desktop.widgets.value_label import ValueLabel
from tests.gui.transcript_support import answer, other

LEFT = Qt.MouseButton.LeftButton
HASH = "0123456789abcdef" * 4
RECORD = AnswerRecord(
    "Some Model",
    "/models/some-model-Q4_K_M.gguf",
    HASH,
    "Q4_K_M",
    "own",
    Sampling(temperature=0.5, stop=("###",), max_tokens=100),
    seed=4242,
    prompt_tokens=812,
    reused_tokens=700,
    tokens=148,
    first_token_seconds=0.41,
    tokens_per_second=31.8,
    finish=Finish.STOP,
    thinking_tokens=90,
    thinking_seconds=6.2,
    thinking=True,
    policy=Policy.ROLL,
    left_out=LeftOut(MessageId(1), MessageId(3), 12, 3000),
)


@pytest.fixture
def look(qapp):
    return Look(QApplication.instance(), Appearance.LIGHT)


def told(record, status=Status.DONE):
    message = other(answer("Hello", status), record=record)
    return dict(RecordWords(QLocale("en")).pairs(message))


def test_everything_that_a_record_knows_is_told():
    said = told(RECORD)
    assert said["Model"] == "Some Model"
    assert said["File"] == RECORD.model_path
    assert said["SHA-256 of the file"] == HASH
    assert (said["Temperature"], said["Seed"], said["Stop texts"], said["Longest answer"]) == (
        "0.5",
        "4242",
        "'###'",
        "100",
    )
    assert (said["Tokens of the prompt"], said["Of these from the cache"]) == ("812", "700")
    assert (said["Tokens of the answer"], said["Of these thinking"]) == ("148", "90")
    assert (said["Time of thinking"], said["Thinking"]) == ("6.20 s", "switched on")
    assert (said["Time to the first token"], said["Speed"]) == ("0.41 s", "31.8 tokens per second")
    assert said["How it ended"] == "The model ended it."
    assert said["When the chat is too long"] == "Leave out the oldest messages"
    assert "12" in said["Left out"]


def test_what_is_not_known_is_left_out_and_a_hash_that_comes_later_is_announced():
    said = told(AnswerRecord("Some Model", "/m.gguf"))
    assert said["SHA-256 of the file"] == "not read yet"
    assert {"Speed", "Left out", "Tokens of the answer", "Seed", "Thinking"}.isdisjoint(said)


@pytest.mark.parametrize("finish", [None, *Finish])
def test_every_way_of_ending_has_a_sentence(finish):
    said = told(other(RECORD, finish=finish))["How it ended"]
    assert said.endswith(".")
    assert len(said) > 5


def test_a_failure_is_named_and_an_unfinished_answer_is_called_so():
    assert (
        told(other(RECORD, finish=Finish.FAILED, failure="EngineDied"))["How it ended"]
        == "It failed: EngineDied."
    )
    assert told(AnswerRecord("m", "/m"), Status.STREAMING)["How it ended"] == "It is still being written."


def test_only_parameters_that_do_something_are_told():
    neutral = Sampling(top_k=0, top_p=1, min_p=0, repeat_penalty=1, repeat_window=0)
    assert dict(active(neutral)) == {"temperature": 0.7}
    dry = dict(active(other(neutral, dry_multiplier=0.8)))
    assert set(dry) == {"temperature", "dry_multiplier", "dry_base", "dry_allowed_length", "dry_window"}
    xtc = dict(active(other(neutral, xtc_probability=0.5)))
    assert set(xtc) == {"temperature", "xtc_probability", "xtc_threshold"}


def test_biases_and_grammars_are_told():
    said = told(other(RECORD, sampling=Sampling(grammar="root ::= x", logit_bias=(LogitBias("a", -1.5),))))
    assert (said["Grammar"], said["Biases"]) == ("root ::= x", "'a' -1.5")


def test_parameters_are_called_what_the_panel_calls_them_and_none_like_another():
    values = {parameter.name: 2 for parameter in parameters()}
    said = [
        name
        for name, _ in RecordWords(QLocale("en")).pairs(
            other(answer("x"), record=other(RECORD, sampling=Sampling(**values)))
        )
    ]
    assert SamplingWords().all()["mirostat"].label in said
    assert len(set(said)) == len(said)
    assert not {parameter.name for parameter in parameters()} & set(said)


def test_values_can_be_selected_and_copied_without_the_marks_that_break_them(look, qtbot):
    dialog = RecordDialog(look, other(answer("Hello"), record=RECORD))
    qtbot.addWidget(dialog)
    (label,) = [
        label for label in dialog.findChildren(ValueLabel) if label.text().replace("\u200b", "") == HASH
    ]
    assert label.focusPolicy() & Qt.FocusPolicy.TabFocus
    label.select_all()
    qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == HASH
    label.setSelection(0, 10)
    label.menu().actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == HASH[:10]


def test_the_form_shows_all_of_it_as_plain_text_and_copies_it(look, qtbot):
    record = other(RECORD, model_name="<b>Model</b>", sampling=Sampling(grammar="x" * 5000))
    dialog = RecordDialog(look, other(answer("Hello"), record=record))
    qtbot.addWidget(dialog)
    labels = dialog.findChildren(QLabel)
    assert "<b>Model</b>" in [label.text().replace("\u200b", "") for label in labels]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    assert max(len(label.text()) for label in labels) < 1000
    qtbot.mouseClick(dialog.copy, LEFT)
    copied = QGuiApplication.clipboard().text()
    assert f"SHA-256 of the file: {HASH}" in copied
    assert "x" * 5000 in copied
    look.choose(Appearance.DARK)
    assert len(dialog.findChildren(QLabel)) >= len(labels)


def test_a_prompt_is_shown_with_its_size_and_copied_exactly(look, qtbot):
    text = "<|im_start|>user\n" + "long" * LINE + "\nend"
    dialog = PromptDialog(look, text, 4711)
    qtbot.addWidget(dialog)
    assert max(len(line) for line in dialog.view.toPlainText().split("\n")) == LINE
    assert dialog.view.toPlainText().replace("\n", "") == text.replace("\n", "")
    assert "4711" in dialog.count.text().replace(",", "") or "%Ln" in dialog.count.text()
    assert dialog.view.isReadOnly()
    qtbot.mouseClick(dialog.copy, LEFT)
    assert QGuiApplication.clipboard().text() == text


def test_a_prompt_can_come_later_or_not_at_all(look, qtbot):
    dialog = PromptDialog(look)
    qtbot.addWidget(dialog)
    assert dialog.note.text() == "The prompt is being made…"
    assert not dialog.copy.isEnabled()
    dialog.show_prompt("Hi", None)
    assert (dialog.view.toPlainText(), dialog.count.text()) == ("Hi", "")
    assert dialog.copy.isEnabled()
    dialog.fail("The model is not loaded.")
    assert (dialog.view.toPlainText(), dialog.note.text()) == ("", "The model is not loaded.")
    assert not dialog.copy.isEnabled()
