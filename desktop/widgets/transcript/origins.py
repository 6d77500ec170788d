"""Says where a message comes from that nobody typed or answered just so."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.chat import Message, Role
from desktop.core.templates import Part, TemplateUse
from desktop.widgets.templates.plain_text import LONGEST_LINE, one_line


def is_example(message: Message) -> bool:
    """Tell whether a template put the message there, to show the model how to answer."""
    return message.template is not None and message.template.part is Part.EXAMPLE


def header_icon(message: Message) -> str:
    """Name what stands before the header."""
    if message.role is Role.SYSTEM:
        return "scroll-text"
    return "layout-template" if is_example(message) else "sparkles"


def header_words(message: Message) -> str:
    """Say who answers, or what else the message is."""
    translate = QCoreApplication.translate
    if message.role is Role.SYSTEM:
        if not message.text:
            return translate("Transcript", "No system prompt from here on")
        if message.template is None:
            return translate("Transcript", "System prompt from here on")
        return translate("Transcript", "System prompt from here on: {template}").format(
            template=named(message.template)
        )
    if message.template is not None and is_example(message):
        return translate("Transcript", "Example answer: {template}").format(template=named(message.template))
    if message.record is not None and message.record.model_name:
        return message.record.model_name
    return translate("Transcript", "Answer")


def question_words(message: Message) -> str:
    """Say which template made a question; nothing where it was typed."""
    use = message.template
    if use is None or message.role is not Role.USER:
        return ""
    translate = QCoreApplication.translate
    if is_example(message):
        return translate("Transcript", "Example question: {template}").format(template=named(use))
    return use_words(use)


def use_words(use: TemplateUse, most: int = LONGEST_LINE) -> str:
    """Name a template with its version, and say whether its text was changed.

    `most` is how many characters of the name are said.
    """
    if use.edited:
        return QCoreApplication.translate("Transcript", "{template}, changed").format(
            template=named(use, most)
        )
    return named(use, most)


def named(use: TemplateUse, most: int = LONGEST_LINE) -> str:
    """Name a template with its version."""
    text = QCoreApplication.translate("Transcript", "{name}, version {number}")
    return text.format(name=one_line(use.name, most), number=use.version)
