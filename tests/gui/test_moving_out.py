"""Exporting and printing chats in the real window, and what is said of it."""

from __future__ import annotations

import json

import pytest
from PySide6.QtPrintSupport import QPrinter

from desktop.app import App
from desktop.core.places import Places
from desktop.services.exporting import Format
from desktop.widgets.export_dialog import ExportDialog
from desktop.widgets.paper.preview import PaperPreview
from tests.e2e.conftest import Driver
from tests.fakes import scripted
from tests.fakes.pdf import Pdf

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


@pytest.fixture
def user(qtbot, qapp, tmp_path):
    app = App(qapp, Places(tmp_path / "data"), True, scripted.Backend)
    app.show()
    driver = Driver(app, qtbot)
    driver.wait_ready()
    yield driver
    app.window.close()
    app.close()
    app.window.deleteLater()


def action(user, words):
    menu = user.app.workplace.header.menu
    menu.aboutToShow.emit()
    inner = [each for outer in menu.actions() if outer.menu() for each in outer.menu().actions()]
    (found,) = [each for each in (*menu.actions(), *inner) if each.text().startswith(words)]
    return found


def dialog(user, kind=ExportDialog):
    user.wait(lambda: [each for each in user.app.workplace.findChildren(kind) if each.isVisible()])
    (found,) = [each for each in user.app.workplace.findChildren(kind) if each.isVisible()]
    return found


def said(user):
    return user.app.workplace.toast._all


def asked(user, words="How fast is a train?"):
    conversation = user.app.services.chats.new()
    conversation.send(words)
    user.wait(lambda: not conversation.busy)
    return conversation.branch.chat


def test_chats_leave_through_the_menus(user, tmp_path):
    chat = asked(user)
    all_, moving = tmp_path / "all.json", user.app.pages.moving_out
    user.app.workplace.sidebar.list.export_asked.emit((chat.id,))
    one = dialog(user)
    assert "How fast" in one.title.text()
    assert not one.each.isVisibleTo(one)
    one.formats.choose(Format.HTML)
    one.export_to(tmp_path / "one.html")
    user.wait(lambda: "exported" in said(user))
    assert "How fast is a train?" in (tmp_path / "one.html").read_text("utf-8")

    action(user, "Export chats").trigger()
    every = dialog(user)
    assert every.formats.chosen is Format.HTML  # as it was chosen last
    assert every.focusWidget() is every.which
    every.reject()

    user.app.workplace.sidebar.list.export_asked.emit((chat.id,))
    again = dialog(user)
    assert again.focusWidget() is again.formats.buttons[Format.HTML]
    again.reject()

    action(user, "Export chats").trigger()
    every = dialog(user)
    assert every.which.currentText() == "All chats"
    every.formats.choose(Format.JSON)
    every.export_to(all_)
    user.wait(lambda: all_.exists() and not moving.busy)
    assert len(json.loads(all_.read_text("utf-8"))["chats"]) == 1

    action(user, "Export chats").trigger()
    every = dialog(user)
    every.formats.choose(Format.MARKDOWN)
    every.each.setChecked(True)
    every.export_to(tmp_path / "pages")
    user.wait(lambda: list((tmp_path / "pages").glob("*.md")) and not moving.busy)


def test_a_folder_is_exported_from_its_menu(user, tmp_path):
    services = user.app.services
    folder = services.store.folders.add("Trains 火车")
    inside = asked(user, "Inside")
    asked(user, "Outside")
    services.store.organising.put([inside.id], folder.id)
    user.app.workplace.sidebar.list.folder_export_asked.emit(folder.id)
    some = dialog(user)
    assert "Trains 火车" in some.which.currentText()
    some.formats.choose(Format.MARKDOWN)
    some.export_to(tmp_path / "some.md")
    user.wait(lambda: (tmp_path / "some.md").exists())
    text = (tmp_path / "some.md").read_text("utf-8")
    assert "# Inside" in text
    assert "Outside" not in text


def test_a_pdf_is_made_by_a_process_of_its_own_and_a_folder_in_the_way_is_told(user, tmp_path):
    chat = asked(user)
    user.app.workplace.sidebar.list.export_asked.emit((chat.id,))
    one = dialog(user)
    one.formats.choose(Format.PDF)
    one.export_to(tmp_path / "one.pdf")
    user.wait(lambda: "exported" in said(user))
    assert "How fast is a train?" in Pdf((tmp_path / "one.pdf").read_bytes()).pages[0]
    (tmp_path / "taken.pdf").mkdir()
    user.app.workplace.sidebar.list.export_asked.emit((chat.id,))
    dialog(user).export_to(tmp_path / "taken.pdf")
    user.wait(lambda: user.app.workplace.page.banner.isVisible())
    assert "There is a file" in user.app.workplace.page.banner.what.text()


def test_the_shown_chat_is_printed_from_its_pages(user, tmp_path):
    assert not action(user, "Print this chat").isEnabled()  # nothing was said yet
    chat = asked(user)
    user.app.workplace.sidebar.list.print_asked.emit((chat.id, asked(user, "Another").id))
    both = dialog(user, PaperPreview)
    user.wait(lambda: len(both.view.pages) == 2)
    both.reject()
    user.wait(lambda: not user.app.workplace.findChildren(PaperPreview))
    user.app.chat.open(chat.id)
    action(user, "Print this chat").trigger()
    preview = dialog(user, PaperPreview)
    user.wait(lambda: preview.view.pages and not preview.progress.isVisibleTo(preview))
    assert preview.count.text().startswith("1 page")
    preview.thinking.setChecked(True)  # painted anew
    user.wait(lambda: preview.view.pages and not preview.progress.isVisibleTo(preview))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    user.wait(
        lambda: (tmp_path / "printed.pdf").exists() and not user.app.workplace.findChildren(PaperPreview)
    )
    assert "How fast is a train?" in Pdf((tmp_path / "printed.pdf").read_bytes()).pages[0]
