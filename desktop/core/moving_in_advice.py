"""What is said to people about chats that come from other programs: what was done, and what is wrong."""

from __future__ import annotations

from desktop.core.folders import one_line
from desktop.core.moving_in import Brought, Flaw, FlawKind, Loss, Losses, Marks, Preview, State
from desktop.core.notice import Speaker

LONGEST_FILE, LONGEST_TITLE = 120, 60  # characters


def say_flaw(flaw: Flaw, speaker: Speaker) -> str:
    """Say what is wrong, with its place."""
    translate = speaker.translate
    words = _words(flaw.kind, speaker).format(count=speaker.number(flaw.count))
    title = one_line(flaw.title[: 4 * LONGEST_TITLE], LONGEST_TITLE)
    file = one_line(flaw.file[-4 * LONGEST_FILE :], 4 * LONGEST_FILE)[-LONGEST_FILE:]
    if flaw.number and title:
        placed = translate("Notice", "{file}, chat {number} “{title}”: {what}")
    elif flaw.number:
        placed = translate("Notice", "{file}, chat {number}: {what}")
    else:
        placed = translate("Notice", "{file}: {what}")
    return placed.format(file=file, number=speaker.number(flaw.number), title=title, what=words)


def say_losses(losses: Losses, speaker: Speaker) -> list[str]:
    """Say what could not be kept, a line for each kind."""
    return [_lost(kind, speaker).format(count=speaker.number(count)) for kind, count in losses.counts]


def say_preview(preview: Preview, speaker: Speaker) -> list[str]:
    """Say what files would bring, in numbers."""
    translate, number = speaker.translate, speaker.number
    sentences = (
        (State.NEW, translate("Notice", "New chats: {count}")),
        (State.GROWN, translate("Notice", "Chats that are here and have got more messages: {count}")),
        (State.HERE, translate("Notice", "Chats that are here already: {count}")),
        (State.TRASHED, translate("Notice", "Chats that are in the trash: {count}")),
    )
    return [
        sentence.format(count=number(preview.count(state)))
        for state, sentence in sentences
        if preview.count(state)
    ]


def say_brought(brought: Brought, speaker: Speaker) -> list[str]:
    """Say what an import has done, a line for each fact."""
    translate, number = speaker.translate, speaker.number
    facts = (
        (brought.chats, translate("Notice", "New chats: {count}")),
        (brought.grown, translate("Notice", "Chats that were here and got more messages: {count}")),
        (brought.restored, translate("Notice", "Chats that came back from the trash: {count}")),
        (brought.messages, translate("Notice", "Messages: {count}")),
        (brought.here, translate("Notice", "Chats that were here already: {count}")),
        (brought.left_out, translate("Notice", "Chats that were left out: {count}")),
    )
    return [sentence.format(count=number(count)) for count, sentence in facts if count]


def say_report(brought: Brought, speaker: Speaker) -> list[str]:
    """Say everything about an import, for the clipboard or a file."""
    lines = say_brought(brought, speaker)
    if brought.losses.counts:
        lines += ["", speaker.translate("Notice", "Marks stand in messages in place of these:")]
        lines += say_losses(brought.losses, speaker)
    if brought.flaws:
        lines += ["", speaker.translate("Notice", "What could not be read:")][not lines :]
        lines += [say_flaw(flaw, speaker) for flaw in brought.flaws]
    if brought.more_flaws:
        more = speaker.translate("Notice", "More of this kind: {count}")
        lines.append(more.format(count=speaker.number(brought.more_flaws)))
    return lines


def say_marks(speaker: Speaker) -> Marks:
    """Give the words that stand in messages for what cannot be kept."""
    translate = speaker.translate
    return Marks(
        translate("MoveInWords", "Image, not imported"),
        translate("MoveInWords", "Audio, not imported"),
        translate("MoveInWords", "Video, not imported"),
        translate("MoveInWords", "File, not imported"),
        translate("MoveInWords", "Tool call, not imported"),
        translate("MoveInWords", "Not imported"),
        translate("MoveInWords", "The rest of this text was too long, and was not imported"),
    )


def _lost(kind: Loss, speaker: Speaker) -> str:
    translate = speaker.translate
    return {
        Loss.IMAGE: translate("Notice", "Images: {count}"),
        Loss.AUDIO: translate("Notice", "Sound recordings: {count}"),
        Loss.VIDEO: translate("Notice", "Videos: {count}"),
        Loss.FILE: translate("Notice", "Files whose contents the export does not hold: {count}"),
        Loss.TOOL: translate("Notice", "Calls of tools, with what they gave: {count}"),
        Loss.OTHER: translate("Notice", "Parts of other kinds: {count}"),
        Loss.CUT: translate("Notice", "Ends of very long texts: {count}"),
    }[kind]


def _words(kind: FlawKind, speaker: Speaker) -> str:
    return (_of_files(speaker) | _of_chats(speaker))[kind]


def _of_files(speaker: Speaker) -> dict[FlawKind, str]:
    translate = speaker.translate
    return {
        FlawKind.UNREADABLE: translate("Notice", "This is not there, or may not be read."),
        FlawKind.UNKNOWN: translate("Notice", "No chats of a program that Fireside knows were found here."),
        FlawKind.EMPTY_FILE: translate("Notice", "There is nothing in this file."),
        FlawKind.BAD_BYTES: translate("Notice", "Some bytes are no text; they were replaced by “�”."),
        FlawKind.DAMAGED: translate(
            "Notice", "The file is damaged or cut from here on; what stands before was read."
        ),
        FlawKind.TOO_MANY_FILES: translate(
            "Notice", "There are too many files here; only the first ones were looked at."
        ),
        FlawKind.NEWER: translate(
            "Notice", "A newer program wrote this, in a form that this version of Fireside does not know."
        ),
        FlawKind.ENCRYPTED: translate(
            "Notice", "This is encrypted. Unpack the archive with its password, then choose the folder."
        ),
        FlawKind.ZIP_IN_ZIP: translate(
            "Notice", "An archive within the archive is not opened. Unpack the outer one first."
        ),
        FlawKind.BOMB: translate(
            "Notice", "This would become far too large when it is unpacked, and was left alone."
        ),
        FlawKind.BAD_NAME: translate("Notice", "The name points out of the archive; this was left alone."),
        FlawKind.LARGE_ZIP: translate("Notice", "The archive holds far too many files to be looked through."),
    }


def _of_chats(speaker: Speaker) -> dict[FlawKind, str]:
    translate = speaker.translate
    return {
        FlawKind.NOT_A_CHAT: translate("Notice", "This is no chat."),
        FlawKind.NO_MESSAGES: translate("Notice", "This chat has no messages."),
        FlawKind.SOME_MESSAGES: translate("Notice", "Messages that could not be read: {count}."),
        FlawKind.TOO_DEEP: translate("Notice", "This is nested too deeply."),
        FlawKind.TOO_LARGE: translate("Notice", "This chat is too large."),
        FlawKind.TOO_MANY: translate("Notice", "This chat has too many messages."),
    }
