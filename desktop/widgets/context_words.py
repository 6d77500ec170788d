"""Says what of a chat the model sees, in whole sentences."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from desktop.core.chat import Policy, Role
from desktop.core.context import Fate, Map, Part, Verdict
from desktop.viewmodels.turns import Asked, Refusal

MOST_PERCENT = 999  # what is more has digits that tell nobody anything


class ContextWords(QObject):
    """The sentences of the ring, the map and the strip. An object, since only `tr` makes plurals."""

    def usage(self, seen: Map) -> str:
        """Say how full the context is."""
        if seen.exact:
            words = self.tr("{used} of {length} tokens are used; {room} are kept for the answer.")
        else:
            words = self.tr("About {used} of {length} tokens are used; {room} are kept for the answer.")
        number = QLocale().toString
        return words.format(used=number(seen.used), length=number(seen.length), room=number(seen.room))

    def share(self, seen: Map) -> str:
        """Say how full the context is, in the fewest characters."""
        percent = round(100 * seen.fraction)
        words = self.tr("{percent}%") if seen.exact else self.tr("≈ {percent}%")
        if percent > MOST_PERCENT:
            words, percent = self.tr("> {percent}%"), MOST_PERCENT
        return words.format(percent=QLocale().toString(percent))

    def tokens(self, count: int, exact: bool = True) -> str:
        """Say a number of tokens."""
        return self.tr("%Ln token(s)", "", count) if exact else self.tr("about %Ln token(s)", "", count)

    def too_long(self, seen: Map) -> str:
        """Say why nothing was sent."""
        number = QLocale().toString
        tokens = seen.used
        if seen.verdict in (Verdict.FITS, Verdict.CUT):
            words = self.tr("This chat is longer than the {length} tokens that the model sees.")
        elif seen.verdict is Verdict.ASK:
            words = self.tr(
                "This message makes the chat {tokens} tokens long; the model sees {length}, "
                "and {room} of them are kept for the answer."
            )
        elif seen.parts[-1].tokens + seen.layout + seen.room > seen.length:
            tokens = seen.parts[-1].tokens
            words = self.tr(
                "This message alone is {tokens} tokens long; the model sees {length}. "
                "Shorten it, or split it."
            )
        else:
            tokens = _fixed(seen)
            words = self.tr(
                "This message, the system prompt and pinned messages are {tokens} tokens long; "
                "the model sees {length}. Shorten the message, or unpin others."
            )
        return words.format(tokens=number(tokens), length=number(seen.length), room=number(seen.room))

    def not_again(self, seen: Map, refusal: Refusal) -> str:
        """Say why an answer did not go on, or was not made once more."""
        number = QLocale().toString
        match refusal.asked, refusal.alone:
            case Asked.CONTINUE, False:
                words = self.tr(
                    "This chat is {tokens} tokens long with what has been answered; the model sees {length}, "
                    "and {room} of them are kept for the rest."
                )
            case Asked.CONTINUE, True:
                words = self.tr(
                    "This chat is {tokens} tokens long with what has been answered; the model sees {length}. "
                    "What could be left out would not be enough."
                )
            case _, False:
                words = self.tr(
                    "This chat is {tokens} tokens long up to this answer; the model sees {length}, "
                    "and {room} of them are kept for the answer."
                )
            case _, True:
                words = self.tr(
                    "This chat is {tokens} tokens long up to this answer; the model sees {length}. "
                    "What could be left out would not be enough."
                )
        return words.format(tokens=number(refusal.tokens), length=number(seen.length), room=number(seen.room))

    def cut(self, seen: Map) -> str:
        """Say what the policy of a map does; empty if it leaves out nothing."""
        gone = seen.left_out
        if not gone:
            return ""
        match seen.policy:
            case Policy.SUMMARISE:
                words = self.tr(
                    "The model first writes a summary of the %Ln oldest message(s) ({tokens} tokens). "
                    "All of them stay in the chat.",
                    "",
                    len(gone),
                )
            case Policy.MIDDLE:
                words = self.tr(
                    "%Ln message(s) in the middle ({tokens} tokens) are left out. They stay in the chat.",
                    "",
                    len(gone),
                )
            case _:
                words = self.tr(
                    "The %Ln oldest message(s) ({tokens} tokens) are left out. They stay in the chat.",
                    "",
                    len(gone),
                )
        return words.format(tokens=QLocale().toString(sum(part.tokens for part in gone)))

    def who(self, part: Part) -> str:
        """Name whose words a part is."""
        if part.example:
            return self.tr("Example question") if part.role is Role.USER else self.tr("Example answer")
        match part.role:
            case Role.SYSTEM:
                return self.tr("System prompt")
            case Role.SUMMARY:
                return self.tr("Summary")
            case Role.ASSISTANT:
                return self.tr("Answer")
            case Role.USER:
                return self.tr("Your message") if part.message is not None else self.tr("What you are typing")

    def fate(self, part: Part, fate: Fate, policy: Policy) -> str:
        """Say what becomes of a part and why; empty if it is simply sent."""
        notes: list[str] = []
        if part.pinned:
            notes.append(self.tr("pinned: never left out"))
        if fate is Fate.SUMMARISED:
            notes.append(self.tr("the summary stands for it"))
        elif fate is Fate.REPLACED:
            notes.append(self.tr("a later system prompt replaces it"))
        elif fate is Fate.LEFT_OUT and policy is Policy.SUMMARISE:
            notes.append(self.tr("will be summarised"))
        elif fate is Fate.LEFT_OUT:
            notes.append(self.tr("left out"))
        if part.thinking and fate is Fate.SENT:
            notes.append(self.tr("its thinking is not sent"))
        return " · ".join(notes)

    def policy(self, policy: Policy) -> tuple[str, str]:
        """Name a policy, and say what it does."""
        match policy:
            case Policy.ASK:
                return self.tr("Stop and ask"), self.tr("Nothing is sent until you have chosen.")
            case Policy.ROLL:
                return (
                    self.tr("Leave out the oldest"),
                    self.tr("The oldest messages are not sent. System prompt and pinned messages stay."),
                )
            case Policy.MIDDLE:
                return (
                    self.tr("Leave out the middle"),
                    self.tr("The first messages and the newest are sent, those between are not."),
                )
            case Policy.SUMMARISE:
                return (
                    self.tr("Summarise the oldest"),
                    self.tr("The model writes a summary, which is sent in place of the oldest messages."),
                )


def _fixed(seen: Map) -> int:
    """Add up what no policy leaves out."""
    stays = [
        part.tokens
        for part, fate in zip(seen.parts[:-1], seen.fates, strict=False)
        if fate is Fate.SENT and (part.pinned or part.role in (Role.SYSTEM, Role.SUMMARY))
    ]
    return seen.layout + sum(stays) + seen.parts[-1].tokens
