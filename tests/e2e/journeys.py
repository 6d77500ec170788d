"""What the journeys of a screen reader and of a keyboard have in common."""

from __future__ import annotations

from desktop.core.templates import Body, Draft, Field, FieldKind

FIELDS = (Field("tongue", FieldKind.CHOICE, options=("中文", "English")), Field("text"))


def keep_templates(user):
    """Have two templates, one of them with fields."""
    templates = user.app.pages.template_services.templates
    templates.save(None, Draft("Letter", Body("Write a letter.")))
    templates.save(None, Draft("Translate", Body("Into {{tongue}}: {{text}}", "", FIELDS)))


def have_two_chats(user):
    """Have a chat to look for, and another one that is shown."""
    user.ask("the recipe for plum cake")
    user.app.chat.new()
    user.ask("something else")
