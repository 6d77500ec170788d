"""Says what there is on the hub: sizes, qualities, reasons, marks."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject

from desktop.core.catalogue import Capability, CatalogueModel
from desktop.core.fit import Verdict
from desktop.core.hub import Found, Gated, Sort
from desktop.core.quants import Fitting, Quality, Reason
from desktop.widgets.model_settings_words import verdict_words
from desktop.widgets.speech import QtSpeaker

BILLION = 1e9


def sort_words(sort: Sort) -> str:
    """Name an order."""
    translate = QCoreApplication.translate
    match sort:
        case Sort.TRENDING:
            return translate("Discover", "Trending")
        case Sort.DOWNLOADS:
            return translate("Discover", "Most downloaded")
        case Sort.LIKES:
            return translate("Discover", "Most liked")
        case Sort.NEWEST:
            return translate("Discover", "Newest")


def quality_words(quality: Quality) -> str:
    """Say what a quant takes away."""
    translate = QCoreApplication.translate
    match quality:
        case Quality.ORIGINAL:
            return translate("Quality", "original weights")
        case Quality.LOSSLESS:
            return translate("Quality", "nearly lossless")
        case Quality.VERY_GOOD:
            return translate("Quality", "very good")
        case Quality.GOOD:
            return translate("Quality", "good")
        case Quality.FAIR:
            return translate("Quality", "noticeable loss")
        case Quality.POOR:
            return translate("Quality", "heavy loss")
        case Quality.UNKNOWN:
            return translate("Quality", "quality unknown")


def reason_words(reason: Reason) -> str:
    """Say why an offer is recommended."""
    translate = QCoreApplication.translate
    match reason:
        case Reason.BALANCED:
            return translate("Reason", "the usual balance of quality and size, and it fits this computer")
        case Reason.SMALL_MODEL:
            return translate("Reason", "small models suffer from strong compression, and this one fits")
        case Reason.LARGEST_FITTING:
            return translate("Reason", "the best one that fits this computer")
        case Reason.SMALLEST:
            return translate("Reason", "none fits this computer well; this one comes nearest")
        case Reason.UNKNOWN_FIT:
            return translate("Reason", "the usual balance of quality and size")


def capability_words(capability: Capability) -> str:
    """Name what a model can do."""
    translate = QCoreApplication.translate
    words = {
        Capability.CHAT: translate("Capability", "chat"),
        Capability.VISION: translate("Capability", "pictures"),
        Capability.AUDIO: translate("Capability", "sound"),
        Capability.TOOLS: translate("Capability", "tools"),
        Capability.REASONING: translate("Capability", "thinking"),
        Capability.CODE: translate("Capability", "code"),
        Capability.EMBEDDING: translate("Capability", "search by meaning"),
        Capability.RERANK: translate("Capability", "ranking"),
    }
    return words[capability]


def gate_words(gated: Gated) -> str:
    """Say that a repository is not given to everybody; empty where it is."""
    translate = QCoreApplication.translate
    match gated:
        case Gated.NO:
            return ""
        case Gated.AUTO:
            return translate("Discover", "after signing in")
        case Gated.MANUAL:
            return translate("Discover", "on request")


def fitting_words(fitting: Fitting | None) -> str:
    """Say how an offer fits, with the largest context; empty while that is not known."""
    if fitting is None:
        return ""
    words = verdict_words(fitting.verdict)
    if fitting.verdict is Verdict.NOT or not fitting.longest:
        return words
    return QCoreApplication.translate("Discover", "{fit}, context up to {tokens}").format(
        fit=words, tokens=tokens_words(fitting.longest)
    )


def tokens_words(count: int) -> str:
    """Write a number of tokens shortly: 8k, 128k."""
    return f"{QLocale().toString(count // 1024)}k" if count >= 1024 else QLocale().toString(count)


def parameters_words(count: int) -> str:
    """Write a number of parameters shortly: 4B, 0.6B; empty where it is not known."""
    if count <= 0:
        return ""
    billions = count / BILLION
    return f"{QLocale().toString(billions, 'f', 0 if billions >= 10 else 1)}B"


def size_words(size: int) -> str:
    """Write a size; empty where it is not known."""
    return QtSpeaker().size(size) if size > 0 else ""


def bits_words(bits: float) -> str:
    """Write bits of a weight; empty where they are not known."""
    if bits <= 0:
        return ""
    words = QCoreApplication.translate("Discover", "{bits} bits per weight")
    return words.format(bits=QLocale().toString(bits, "f", 1))


def language() -> str:
    """Give the language of the window, as the catalogue names it."""
    return "zh_CN" if QLocale().language() is QLocale.Language.Chinese else "en"


def day_words(time: datetime | None) -> str:
    """Write a day."""
    if time is None:
        return ""
    day = time.astimezone()
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


class DiscoverWords(QObject):
    """Says what has a number in it. An object, since only `tr` makes plurals."""

    def found(self, found: Found) -> str:
        """Sum a repository up in a line."""
        parts = (
            parameters_words(found.parameters),
            self.counts(found.downloads, found.likes),
            found.license,
        )
        return " · ".join(filter(None, parts))

    def suggested(self, model: CatalogueModel) -> str:
        """Sum a model of the catalogue up in a line."""
        parts = (model.size_label, size_words(model.download_size), model.license.name)
        return " · ".join(filter(None, parts))

    def counts(self, downloads: int, likes: int) -> str:
        """Say how many people have it and like it."""
        return " · ".join(
            filter(
                None,
                (
                    self.tr("%Ln download(s)", "", downloads) if downloads else "",
                    self.tr("%Ln like(s)", "", likes) if likes else "",
                ),
            )
        )
