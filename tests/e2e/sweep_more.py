"""What the sweep opens beside pages: dialogs that need something to be there, and menus by the keyboard."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.services.hub_search import SearchStage
from desktop.widgets.adapters_dialog import AdaptersDialog
from desktop.widgets.crash_window import CrashWindow, Happened
from desktop.widgets.models.page import Tab
from desktop.widgets.movein.mover import ChatMover
from desktop.widgets.movein.words import Stage as MoveStage
from desktop.widgets.moving_out import MovingOutInWindow
from desktop.widgets.paper.preview import PaperPreview
from desktop.widgets.settings.data_questions import DataQuestions
from desktop.widgets.system_in_composer import SystemInComposer
from desktop.widgets.templates.import_dialog import Stage
from desktop.widgets.templates.mover import TemplateMover
from desktop.widgets.templates.page import TemplateTab
from tests.fakes import gguf
from tests.unit.test_movein_formats import chatgpt, node


def dialogs(sweep, folder: Path):
    """Look at dialogs that need something to be there first."""
    place, window = sweep.place, sweep.user.window
    organising = sweep.app.services.organising
    work = organising.add_folder("fff").id
    sweep.dialog("folder", lambda: place.sidebar.list.folder_settings_asked.emit(work))
    sweep.dialog("system prompt", lambda: window.findChild(SystemInComposer).edit())
    adapters(sweep, folder)
    sweep.dialog("print", lambda: window.findChild(MovingOutInWindow).print_shown(), whole)
    sweep.dialog(
        "import of chats",
        lambda: window.findChild(ChatMover).bring([_chats(folder)]),
        lambda dialog: dialog.stage is MoveStage.CHOOSING,
    )
    place.pages.show_templates()
    mover = window.findChild(TemplateMover)
    sweep.dialog(
        "import of templates",
        lambda: mover.bring([_templates(folder)]),
        lambda dialog: dialog.stage is Stage.CHOOSING,
    )
    sweep.dialog("export of templates", lambda: mover.export(()))
    place.pages.show_settings("data")
    questions = window.findChild(DataQuestions)
    for ask in (questions.ask_states, questions.ask_compact, questions.ask_left, questions.ask_erase):
        sweep.dialog(f"data: {ask.__name__}", ask)
    sweep.dialog("data: move", lambda: questions.move_to(folder / "elsewhere"))
    place.pages.show_chat()
    sweep.dialog("crash", lambda: CrashWindow(Happened.ERROR, lambda: "trace", folder, window).open())


def adapters(sweep, folder):
    """Look at the adapters with one that fits, one that is not there, and one that was refused."""
    paths = folder / "pirate.gguf", folder / "other.gguf"
    weights = {"blk.0.attn_q.weight": (576, 576)}
    paths[0].write_bytes(gguf.lora(weights))
    paths[1].write_bytes(gguf.lora(weights, **{"general.architecture": "gemma3"}))
    side = sweep.place.side

    def taken(dialog: AdaptersDialog):
        if not dialog.lines:
            dialog.take(paths[0])
        elif not dialog.problem.isVisible():
            dialog.take(paths[1])
        return dialog.problem.isVisible()

    side.toggle()
    side.panel.adapters.setFocus()
    sweep.dialog("adapters", side.panel.adapters.click, taken)
    side.toggle()


def whole(preview: PaperPreview):
    """Tell whether all pages are there."""
    return preview.view.pages and not preview.progress.isVisible()


def menus(sweep):
    """Look at every context menu, opened by the keyboard where the focus is."""
    place = sweep.place
    sidebar = place.sidebar.list
    for row in range(sidebar.model().rowCount()):
        sidebar.go_to(row)
        sidebar.setFocus()
        sweep.context_menu(f"row {row} of the chats")
    view = place.page.transcript
    for row in (0, 1):
        view.setFocus()
        view.parts.keys.mark(row)
        sweep.context_menu(f"message {row}")
    place.page.composer.setFocus()
    sweep.context_menu("composer")
    place.pages.show_tab(Tab.LIBRARY)
    library = place.pages.models.library.list
    library.setFocus()
    library.setCurrentIndex(library.model().index(0, 0))
    sweep.context_menu("model")
    place.pages.show_templates()
    place.pages.templates.open_tab(TemplateTab.LIBRARY)
    templates = place.pages.templates.library.left.list
    sweep.user.wait(lambda: templates.model().rowCount())
    templates.setFocus()
    templates.setCurrentIndex(templates.model().index(0, 0))
    sweep.context_menu("template")
    place.pages.show_chat()


def discover(sweep, ears):
    """Look at what was found, at a model's card and its files, and at the log; hear that a file has come."""
    pages, hub = sweep.place.pages, sweep.app.pages.models.hub

    def find():
        pages.show_tab(Tab.DISCOVER)
        tab = pages.models.discover
        QTest.keyClicks(tab.field, "tiny")
        sweep.user.wait(lambda: hub.search.state.stage is SearchStage.DONE)
        QTest.keyClick(tab.list, Qt.Key.Key_Down)
        QTest.keyClick(tab.list, Qt.Key.Key_Return)
        sweep.user.wait(lambda: hub.repository.fits)

    sweep.page("model card", find)
    sweep.page("log of requests", pages.show_requests)
    pages.show_tab(Tab.DISCOVER)
    pages.models.discover.detail.files.download.click()
    sweep.user.wait(lambda: any("has been downloaded" in said for said in ears.said))


def _chats(folder):
    path = folder / "conversations.json"
    first = node("q", None, [], "user", ["Where does the fire burn?"])
    path.write_text(json.dumps([chatgpt(first, id="1", title="Hearth"), 5]), "utf-8")
    return path


def _templates(folder):
    path = folder / "more.csv"
    path.write_text('act,prompt\nLetter,another\nNew,n\n"bad,', "utf-8")
    return path
