"""What is said about a download, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QTime

from desktop.core.advice import describe
from desktop.core.downloads import Download, DownloadNote, OrdersLost, PartsTidied, Stage, TokenLeftOut
from desktop.core.errors import UserError
from desktop.core.hub_errors import HubBusy, HubUnreachable, NotEnoughDisk, NotTheHub
from desktop.core.notice import Notice
from desktop.widgets.speech import QtSpeaker, listed, together

LONGEST_NAME = 120  # characters of a name that comes from the hub


class DownloadWords(QObject):
    """Words for one row, for all rows together, and for what is worth a word."""

    def name(self, download: Download) -> str:
        """Name what is downloaded, in one line."""
        return plain(f"{download.order.name} {download.order.quant}".strip())

    def state(self, download: Download) -> str:
        """Say how a download is."""
        match download.stage:
            case Stage.DOWNLOADING:
                return self._joined(self._amount(download), self.speed(download.speed), self._left(download))
            case Stage.WAITING:
                return self._waiting(download)
            case Stage.PAUSED:
                return self._paused(download)
            case Stage.FAILED:
                return self._failed(download)
            case _:
                return self._passing(download)

    def spoken(self, download: Download) -> str:
        """Say all of a row, for a screen reader."""
        parts = [self.name(download), self.state(download)]
        if download.stage is not Stage.DONE:
            parts.insert(1, self.percent(download.fraction))
        return listed(parts)

    def speed(self, speed: float) -> str:
        """Write a speed; "" for none."""
        if speed < 1:
            return ""
        return self.tr("{size} a second").format(size=QtSpeaker().size(round(speed)))

    def percent(self, fraction: float) -> str:
        """Write how much has come; 100% only when it is all."""
        return self.tr("{number}%").format(number=QLocale().toString(int(min(1.0, fraction) * 100)))

    def note(self, note: DownloadNote) -> Notice:
        """Say what is worth a word."""
        match note:
            case PartsTidied(files, size):
                what = self.tr(
                    "%Ln unfinished download(s) that nobody came back for were deleted.", "", files
                )
                advice = self.tr("That made {size} of room. It happens two weeks after the last byte.")
                return Notice(what, advice.format(size=QtSpeaker().size(size)))
            case OrdersLost(count):
                what = self.tr("%Ln download(s) of an earlier time could not be read.", "", count)
                return Notice(what, self.tr("Order them again; what has come of them is still used."))
            case TokenLeftOut(host):
                what = self.tr("{host} does not know your token, so the model was fetched without it.")
                advice = self.tr("Enter a new one, or sign out, under Models, Network.")
                return Notice(what.format(host=plain(host)), advice)

    def _passing(self, download: Download) -> str:
        match download.stage:
            case Stage.QUEUED:
                return self._joined(self.tr("Waiting for its turn"), self._amount(download))
            case Stage.RESOLVING:
                return self.tr("Asking {host} for the file…").format(host=plain(download.host or "…"))
            case Stage.VERIFYING:
                return self.tr("Checking that every byte is right…")
            case _:
                return self._joined(self.tr("Downloaded and checked"), QtSpeaker().size(download.order.size))

    def _amount(self, download: Download) -> str:
        speaker = QtSpeaker()
        words = self.tr("{done} of {size}")
        return words.format(done=speaker.size(download.received), size=speaker.size(download.order.size))

    def _left(self, download: Download) -> str:
        seconds = download.seconds_left
        if seconds is None:
            return ""
        minutes = round(seconds / 60)
        if minutes < 1:
            return self.tr("less than a minute left")
        if minutes < 100:
            return self.tr("%Ln minute(s) left", "", minutes)
        return self.tr("%Ln hour(s) left", "", round(seconds / 3600))

    def _waiting(self, download: Download) -> str:
        error = download.error
        if isinstance(error, HubUnreachable):
            why = self.tr("Waiting for the network.")
        elif isinstance(error, HubBusy):
            why = self.tr("{host} asks for patience.").format(host=plain(error.host))
        elif isinstance(error, NotTheHub):
            why = _said(error)
        else:
            why = self.tr("Waiting.")
        if download.until is None:
            return why
        until = download.until.astimezone()
        clock = QTime(until.hour, until.minute, until.second)
        time = QLocale().toString(clock, "hh:mm:ss")
        again = self.tr("It is tried again at {time}.").format(time=time)
        return together(why, again)

    def _paused(self, download: Download) -> str:
        if isinstance(download.error, NotEnoughDisk):
            why = self.tr("Paused because the disk is full.")
            return together(why, _said(download.error))
        if download.error is not None:
            return _said(download.error)
        return self._joined(self.tr("Paused"), self._amount(download))

    def _failed(self, download: Download) -> str:
        if download.error is None:
            return self.tr("This did not succeed. What has come is kept; try again.")
        return _said(download.error)

    @staticmethod
    def _joined(*parts: str) -> str:
        return " · ".join(filter(None, parts))


def plain(text: str) -> str:
    """Make a text from outside fit for one line: no control or direction characters, not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def _said(error: UserError) -> str:
    notice = describe(error, QtSpeaker())
    return together(notice.what, notice.advice)
