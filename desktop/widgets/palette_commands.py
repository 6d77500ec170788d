"""What the command palette can do in the window: every shortcut, and what else its menus offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from desktop.core.setting_kinds import CHOICES, SECTIONS, Appearance, Language, Section
from desktop.viewmodels.palette_rows import Command
from desktop.widgets.settings.words import say
from desktop.widgets.shortcut_table import SHORTCUTS, Group
from desktop.widgets.workplace import Workplace

ICONS = {
    "new_chat": "square-pen",
    "temporary_chat": "message-circle-dashed",
    "search_chats": "search",
    "toggle_chats": "panel-left",
    "trash": "trash-2",
    "find": "text-search",
    "copy_reply": "copy",
    "sampling": "sliders-horizontal",
    "print": "printer",
    "choose_model": "box",
    "open_model": "folder-open",
    "models": "boxes",
    "templates": "layout-template",
    "settings": "settings",
    "quick_question": "message-square-text",
    "help": "info",
    "model_settings": "sliders-horizontal",
    "context": "layers",
    "write": "pencil-line",
}
ONLY_WHILE_FINDING = ("find_next", "find_previous")  # the bar has to be open for them
LANGUAGES = {Language.ENGLISH: "English", Language.CHINESE: "简体中文"}  # as they call themselves


@dataclass(frozen=True, slots=True)
class Doing:
    """What other parts of the window do."""

    export_shown: Callable[[], object]
    export_all: Callable[[], object]
    import_chats: Callable[[], object]
    show_archived: Callable[[], object]
    chat_shown: Callable[[], bool]  # whether there is one to export


class PaletteCommands(QObject):
    """Belongs to the workplace. Made anew whenever the palette opens: keys and languages change."""

    def __init__(self, workplace: Workplace, doing: Doing) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._doing = doing

    def all(self) -> list[Command]:
        """Give them as they are now, the shortcuts first."""
        return [*self._shortcuts(), *self._moving(), *self._looks(), *self._languages(), *self._rest()]

    def palette(self) -> Command:
        """Give the palette itself, for menus."""
        keys = self._workplace.keys
        words = say("Find anything, or do it")
        return Command("palette", words, partial(keys.trigger, "palette"), keys.text("palette"))

    def _shortcuts(self) -> Iterator[Command]:
        keys = self._workplace.keys
        unwanted = ("palette", "settings", *ONLY_WHILE_FINDING)
        for each in SHORTCUTS:
            if each.group is not Group.FIXED and each.name not in unwanted and keys.bound(each.name):
                yield Command(
                    each.name,
                    say(each.words),
                    partial(keys.trigger, each.name),
                    keys.text(each.name),
                    ICONS.get(each.name, "command"),
                    each.words,
                )
        pages = self._workplace.pages
        yield Command(
            "settings",
            self.tr("Settings"),
            pages.show_settings,
            keys.text("settings"),
            "settings",
            "Settings",
        )
        for section in Section:
            words = self.tr("Settings: {section}").format(section=say(SECTIONS[section]))
            show = partial(pages.show_settings, section.value)
            also = f"Settings: {SECTIONS[section]}"
            yield Command(f"settings:{section}", words, show, "", "settings", also)

    def _moving(self) -> Iterator[Command]:
        doing = self._doing
        if doing.chat_shown():
            yield Command(
                "export_chat",
                self.tr("Export this chat…"),
                doing.export_shown,
                icon="folder-output",
                also="Export this chat",
            )
        for name, words, call, icon, also in (
            ("export", self.tr("Export chats…"), doing.export_all, "folder-output", "Export chats"),
            ("import", self.tr("Import chats…"), doing.import_chats, "folder-input", "Import chats"),
            (
                "archived",
                self.tr("Show archived chats"),
                doing.show_archived,
                "archive",
                "Show archived chats",
            ),
        ):
            yield Command(name, words, call, "", icon, also)

    def _looks(self) -> Iterator[Command]:
        chosen = self._workplace.header.appearance_chosen
        for each in Appearance:
            words = self.tr("Appearance: {name}").format(name=say(CHOICES[each]))
            also = f"Appearance: {CHOICES[each]}"
            yield Command(f"look:{each}", words, partial(chosen.emit, each), "", "sun-moon", also)

    def _languages(self) -> Iterator[Command]:
        chosen = self._workplace.header.language_chosen
        for each in Language:
            name = LANGUAGES.get(each) or say(CHOICES[each])
            words = self.tr("Language: {name}").format(name=name)
            also = f"Language: {LANGUAGES.get(each, CHOICES.get(each))}"
            yield Command(f"language:{each}", words, partial(chosen.emit, each), "", "languages", also)

    def _rest(self) -> Iterator[Command]:
        header = self._workplace.header
        for name, words, signal, icon, also in (
            ("data", self.tr("Open the data folder"), header.folder_asked, "folder", "Open the data folder"),
            ("log", self.tr("Open the log folder"), header.log_asked, "scroll-text", "Open the log folder"),
            ("about", self.tr("About Fireside"), header.about_asked, "info", "About Fireside"),
        ):
            yield Command(name, words, signal.emit, "", icon, also)
        show = self._workplace.pages.show_requests
        words = self.tr("Show all requests to the network")
        yield Command("requests", words, show, "", "list", "Show all requests to the network")
