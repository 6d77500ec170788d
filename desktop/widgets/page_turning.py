"""What asks for pages beside the conversation, and shows which of them is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.widgets.pages import TRASH

if TYPE_CHECKING:
    from desktop.widgets.workplace import Workplace


def turn_pages(place: Workplace) -> None:
    """Connect it from the first moment: what cannot be shown yet is remembered."""
    sidebar, header, pages = place.sidebar, place.header, place.pages
    sidebar.models_asked.connect(pages.show_models)
    sidebar.templates_asked.connect(pages.show_templates)
    for asked in (sidebar.settings.asked, header.settings_page_asked):
        asked.connect(pages.show_settings)
    sidebar.trash.asked.connect(lambda: pages.show_named(TRASH))
    pages.models_shown.connect(sidebar.mark_models)
    pages.templates_shown.connect(sidebar.mark_templates)
    pages.settings_shown.connect(sidebar.settings.setChecked)
    header.models_asked.connect(pages.show_library)
