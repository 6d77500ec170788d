"""What the shortcuts of the window do, and where their keys are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.widgets.shortcuts import Shortcuts

if TYPE_CHECKING:
    from desktop.widgets.workplace import Workplace


def bind_keys(keys: Shortcuts, place: Workplace) -> None:
    """Connect every shortcut of the table, and the tool tips that name one."""
    sidebar, header, page = place.sidebar, place.header, place.page
    for name, call in {
        "new_chat": sidebar.new.click,
        "search_chats": place.search_chats,
        "toggle_chats": place.toggle_sidebar,
        "choose_model": header.choose_model,
        "open_model": header.open_file,
        "find": place.find_in_chat,
        "sampling": place.side.toggle,
        "write": page.composer.setFocus,
        "models": place.pages.show_models,
        "templates": place.pages.show_templates,
        "settings": place.pages.show_settings,
        "full_screen": place.full_screen_asked.emit,
        "toast": place.toast.take_keyboard,
        "quit": place.quit_asked.emit,
    }.items():
        keys.bind(name, call)
    keys.adopt("model_settings", header.settings_key)
    keys.adopt("context", page.context_key)
    keys.adopt("copy_reply", page.copy_key)
    for name, shortcut in zip(("find_next", "find_previous"), page.find_bar.keys, strict=True):
        keys.adopt(name, shortcut)
    place.toast.keys = lambda: keys.text("toast")
    header.model_menu.settings_keys = lambda: keys.text("model_settings")
    _name_in_tips(keys, place)


def _name_in_tips(keys: Shortcuts, place: Workplace) -> None:
    sidebar, header = place.sidebar, place.header
    for name, *widgets in (
        ("new_chat", sidebar.new),
        ("models", sidebar.models),
        ("templates", sidebar.templates),
        ("settings", sidebar.settings),
        ("toggle_chats", sidebar.hide_button, header.sidebar),
        ("search_chats", sidebar.search.field),
        ("find", header.finder),
        ("sampling", header.sampling),
        ("choose_model", header.model),
        ("context", place.page.composer.ring),
    ):
        keys.tip(name, *widgets)
