"""What the window that brings templates in says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.core.advice import describe
from desktop.core.template_moving import Brought, Preview
from desktop.core.user_error import UserError
from desktop.widgets.speech import QtSpeaker, together
from desktop.widgets.templates.plain_text import one_line


class ImportWords(QObject):
    """Speaks the window's language."""

    def files(self, files: Sequence[Path]) -> str:
        """Name what is read."""
        return one_line(files[0].name) if len(files) == 1 else self.tr("%n file(s)", "", len(files))

    def read(self, count: int) -> str:
        """Say how far reading has come."""
        return self.tr("%n template(s) read so far", "", count)

    def done(self, count: int) -> str:
        """Say how far importing has come."""
        return self.tr("%n template(s) done so far", "", count)

    def preview(self, preview: Preview | None) -> str:
        """Say what files would bring."""
        if preview is None or not preview.total:
            return self.tr("No template was found.")
        said = [self.tr("%n new template(s)", "", preview.new)]
        if preview.same:
            said.append(self.tr("Here already: %n template(s)", "", preview.same))
        return "\n".join(said)

    def ending(self, brought: Brought | None) -> str:
        """Say how an import has ended."""
        if brought is None or brought.failure is not None or brought.broken:
            return self.tr("The import could not be finished")
        return self.tr("The import was stopped") if brought.cancelled else self.tr("Imported")

    def outcome(self, brought: Brought | None, error: UserError | None) -> str:
        """Say what was done, and what went wrong."""
        said: list[str] = []
        if brought is not None and brought.broken:
            return self.tr("Something went wrong that should not have; what it was is shown apart.")
        if brought is not None:
            error = brought.failure
            said = [self.tr("Added: %n template(s)", "", brought.added)]
            if brought.renewed:
                said.append(self.tr("Added as a new version: %n template(s)", "", brought.renewed))
            if brought.left_out:
                left = self.tr("Left out, since their names are taken: %n template(s)", "", brought.left_out)
                said.append(left)
            if brought.same:
                said.append(self.tr("Here already: %n template(s)", "", brought.same))
        if error is not None:
            notice = describe(error, QtSpeaker())
            said.insert(0, together(notice.what, notice.advice))
        return "\n".join(said)
