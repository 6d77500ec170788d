"""What a search was narrowed by, and what is wrong with a filter, in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop.core.search_query import Filter, Query, Standing, Wrong
from desktop.widgets.speech import listed


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def understood(query: Query) -> list[str]:
    """Say what a query is narrowed by."""
    said: list[str] = []
    if query.after is not None:
        said.append(
            QCoreApplication.translate("ChatSearchPanel", "Only from {date} on.").format(
                date=_day(query.after)
            )
        )
    if query.before is not None:
        said.append(
            QCoreApplication.translate("ChatSearchPanel", "Only before {date}.").format(
                date=_day(query.before)
            )
        )
    if query.models:
        said.append(
            QCoreApplication.translate("ChatSearchPanel", "Only with the model {name}.").format(
                name=listed(query.models)
            )
        )
    if query.roles:
        roles = listed(sorted(query.roles))
        said.append(
            QCoreApplication.translate("ChatSearchPanel", "Only messages of: {roles}.").format(roles=roles)
        )
    return said + _of_chats(query)


def _of_chats(query: Query) -> list[str]:
    said: list[str] = []
    if query.tags:
        said.append(
            QCoreApplication.translate("ChatSearchPanel", "Only chats with the tag {name}.").format(
                name=listed(query.tags)
            )
        )
    if query.folders:
        said.append(
            QCoreApplication.translate("ChatSearchPanel", "Only in the folder {name}.").format(
                name=listed(query.folders)
            )
        )
    if Standing.PINNED in query.standings:
        said.append(QCoreApplication.translate("ChatSearchPanel", "Only pinned chats."))
    if Standing.ARCHIVED in query.standings:
        said.append(QCoreApplication.translate("ChatSearchPanel", "Only archived chats."))
    return said


def wrong_words(wrong: Wrong) -> str:
    """Say what is wrong with a filter."""
    match wrong.filter:
        case Filter.ROLE:
            words = QCoreApplication.translate(
                "ChatSearchPanel", "“{value}” is nobody who writes here: user, assistant, system or summary."
            )
        case Filter.TAG:
            words = QCoreApplication.translate(
                "ChatSearchPanel", "No chat has the tag “{value}”; it is left out."
            )
        case Filter.FOLDER:
            words = QCoreApplication.translate(
                "ChatSearchPanel", "There is no folder “{value}”; it is left out."
            )
        case Filter.IS:
            words = QCoreApplication.translate(
                "ChatSearchPanel", "“{value}” is nothing that a chat can be: pinned or archived."
            )
        case _:
            words = QCoreApplication.translate(
                "ChatSearchPanel", "“{value}” is no date. Write 2026-11 or 2026-11-27."
            )
    return words.format(value=wrong.value)
