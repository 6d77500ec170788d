"""The tags of one chat, or of many at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from desktop.core.chat import Chat
from desktop.core.folders import MOST_TAGS, shared_tags, tag_names
from desktop.core.folding import fold
from desktop.viewmodels.tags import TagsViewModel
from desktop.widgets.look import Look
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.tag_chips import TagChips, TagRows
from desktop.widgets.tag_field import TagField

SIZE = (440, 320)  # px


class TagsDialog(RoomyDialog):
    """Changes nothing before it is saved."""

    def __init__(
        self, look: Look, tags: TagsViewModel, chats: Sequence[Chat], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tagsdialog")
        self.resize(*SIZE)
        self._look = look
        self._tags = tags
        self._chats = chats
        self._before = shared_tags(chats)
        self.about, self.note = QLabel(), QLabel()
        self.about.setTextFormat(Qt.TextFormat.PlainText)  # it quotes a title
        self.about.setWordWrap(True)
        self.note.setObjectName("caption")
        self.note.setWordWrap(True)
        self.field = TagField()
        self.chips = TagChips(look, TagRows(self._before, len(chats)))
        self.field.offer(tags.in_use())
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Save | buttons.Cancel)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 20, 20, 16)
        page.setSpacing(10)
        for part in (self.about, self.field, self.chips, self.note, self.buttons):
            page.addWidget(part, 1 if part is self.chips else 0)
        page.insertItem(page.indexOf(self.buttons), QSpacerItem(0, 0, vData=QSizePolicy.Policy.Expanding))
        self.field.added.connect(self._add)
        self.field.last_unwanted.connect(lambda: self.chips.take(self.chips.rows.rowCount() - 1))
        self.chips.changed.connect(self._say)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        look.changed.connect(self._dress)
        self._say()
        self._dress()
        self.field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @property
    def _full(self) -> bool:
        return len(self._chats) == 1 and self.chips.rows.rowCount() >= MOST_TAGS

    @Slot(object)
    def _add(self, typed: list[str]) -> None:
        for tag in tag_names(typed):
            if not self._full:
                self.chips.give_all(tag)

    @Slot()
    def _save(self) -> None:
        self.field.finish()  # what was typed and not ended is meant, too
        before = {fold(share.tag): share for share in self._before}
        now = {fold(share.tag): share for share in self.chips.rows.shares}
        more = [share.tag for key, share in now.items() if share != before.get(key)]
        fewer = [share.tag for key, share in before.items() if key not in now]
        if self._tags.save([chat.id for chat in self._chats], more, fewer):
            self.accept()

    @Slot()
    def _say(self) -> None:
        self.setWindowTitle(self.tr("Tags"))
        if len(self._chats) == 1:
            self.about.setText(self.tr("Tags of “{title}”").format(title=self._chats[0].title))
        else:
            self.about.setText(self.tr("Tags of %Ln chat(s)", "", len(self._chats)))
        self.field.setPlaceholderText(self.tr("Type a tag; Enter or a comma ends it"))
        self.field.setAccessibleName(self.tr("New tag"))
        self.chips.setAccessibleName(self.tr("Tags"))
        tagged = self.chips.rows.rowCount() > 0
        self.chips.setVisible(tagged)  # else an empty box
        note = self.tr("Delete takes away the tag that is marked.")
        if not tagged:
            note = self.tr("No tags yet. Tags group chats across folders, and searches find them: tag:work.")
        if any(share.count < len(self._chats) for share in self.chips.rows.shares):
            note = self.tr("Dashed: only some of these chats have it. A click, or Space, gives it to all.")
        self.note.setText(self.tr("A chat has %n tag(s) at most.", "", MOST_TAGS) if self._full else note)
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setText(self.tr("Save"))
        save.setProperty("primary", True)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
