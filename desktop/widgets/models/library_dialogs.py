"""What is asked before models are deleted or moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.core.library import Listed
from desktop.viewmodels.library import LibraryViewModel
from desktop.widgets.speech import QtSpeaker


def ask_to_remove(listed: Listed, parent: QWidget, remove: Callable[[], None]) -> QMessageBox:
    """Ask before a model is deleted; the window goes on meanwhile."""
    translate = QCoreApplication.translate
    box = _box(parent, translate("Library", "Remove a model"))
    name = f"{listed.model.name} {listed.model.quant}".strip()
    box.setText(translate("Library", "Delete {name} from this computer?").format(name=name))
    size = listed.model.size + (listed.projector.size if listed.projector is not None else 0)
    words = translate("Library", "{size} are freed. It is deleted at once and cannot be brought back.")
    box.setInformativeText(words.format(size=QtSpeaker().size(size)) + f"\n\n{_plain(listed.path)}")
    delete = box.addButton(translate("Library", "Delete"), QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton(translate("Library", "Keep it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    delete.clicked.connect(lambda: remove())
    box.open()
    return box


def ask_to_move(new: Path, count: int, parent: QWidget, choose: Callable[[bool], None]) -> QMessageBox:
    """Ask whether what is in the old folder goes along; `choose` is told, unless it was given up."""
    translate = QCoreApplication.translate
    box = _box(parent, translate("Library", "Change the folder"))
    words = translate("Library", "From now on models are kept in {folder}. Move there what is here already?")
    box.setText(words.format(folder=_plain(new)))
    words = translate(
        "Library",
        "Models in the old folder: {count}. Where they stay, they are listed and can be used all the same.",
    )
    box.setInformativeText(words.format(count=QtSpeaker().number(count)))
    move = box.addButton(translate("Library", "Move them"), QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(translate("Library", "Leave them there"), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(translate("Library", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(move)
    box.setEscapeButton(cancel)
    move.clicked.connect(lambda: choose(True))
    stay.clicked.connect(lambda: choose(False))
    box.open()
    return box


def change_folder(library: LibraryViewModel, folder: Path, parent: QWidget) -> None:
    """Keep models in another folder from now on; where there are some, ask whether they go along."""
    places = library.places
    if folder == places.folder:
        return
    count = places.count_in(places.folder)
    if count:
        ask_to_move(folder, count, parent, lambda move: places.changes.choose_folder(folder, move))
    else:
        places.changes.choose_folder(folder, move=False)


def _box(parent: QWidget, title: str) -> QMessageBox:
    box = QMessageBox(parent.window())
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)  # it quotes names of files
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def _plain(path: Path) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(path))
