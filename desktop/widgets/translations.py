"""The languages of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.core.choices import Language
from desktop.core.places import resource


class Translations:
    """Puts the words of one language into the application, and takes them out again."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self._system = QLocale.system()

    def speak(self, language: Language) -> None:
        """Go over to a language; every widget hears of it by `LanguageChange`."""
        locale = self._system if language is Language.SYSTEM else QLocale(language.value)
        self.close()
        QLocale.setDefault(locale)  # of widgets that are made from now on
        for widget in QApplication.topLevelWidgets():
            widget.setLocale(locale)  # numbers in fields, days in calendars
        if locale.language() is QLocale.Language.Chinese:
            qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            for name, folder in (
                ("qtbase_zh_CN", qt),
                ("fireside_zh_CN", str(resource("resources/i18n"))),
            ):
                self._install(name, folder)
        else:
            self._install("fireside_en", str(resource("resources/i18n")))  # plurals

    def close(self) -> None:
        """Take the words out of the application."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._installed = []

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self._app)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._installed.append(translator)
