"""What a packed program may lack although it starts: each part is used once, as the window uses it."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QIcon, QImage, QImageReader, QPixmap

import desktop
from desktop.core.places import Places, resource
from desktop.core.setting_kinds import Language

if TYPE_CHECKING:
    from desktop.app import App

Fact: TypeAlias = "str | int | float | list[str]"

NAMED = (  # imported by name somewhere, so that no analysis finds them
    "huggingface_hub.hf_api",
    "markdown_it",
    "mdit_py_plugins.dollarmath",
    "pygments.lexers.rust",
    "sqlalchemy.dialects.sqlite",
)
KEYRINGS = {
    "linux": "keyring.backends.SecretService",
    "darwin": "keyring.backends.macOS",
    "win32": "keyring.backends.Windows",
}
FORMATS = {"png", "svg", "jpeg"}
UNUSED = (
    "desktop.__main__",
    "desktop.bench",
)  # the one starts the program, the other has references of its own
FEWEST_PARTS = 20


class Incomplete(Exception):
    """Something is missing from this build."""


@dataclass(frozen=True, slots=True)
class Running:
    """The program that is tried."""

    app: App
    places: Places
    wait: Callable[[Callable[[], bool]], None]  # lets the window live until that holds


def modules(_: Running) -> Fact:
    """Import everything of ours, and what is only asked for by its name."""
    ours = [each.name for each in pkgutil.walk_packages(desktop.__path__, "desktop.")]
    names = [name for name in ours if not name.startswith(UNUSED)]
    for name in (*names, *NAMED, *filter(None, [KEYRINGS.get(sys.platform)])):
        importlib.import_module(name)
    return len(names)


def hub(_: Running) -> Fact:
    """Make the hub's client; Xet's native client must not come along with it."""
    from desktop.hub.client import make_client

    make_client()
    if "hf_xet" in sys.modules:
        raise Incomplete("the hub's client brought Xet along")
    packed = getattr(sys, "frozen", False)
    if packed and importlib.util.find_spec("hf_xet") is not None:
        raise Incomplete("Xet is packed")
    return "without Xet"


def database(run: Running) -> Fact:
    """Count the chats; an older database was brought up to date when it was opened."""
    assert run.app.services is not None
    return len(run.app.services.store.archive.ids())


def search(run: Running) -> Fact:
    """Find the question by the index."""
    from desktop.core.search_query import parse
    from desktop.store.search import Wish

    assert run.app.services is not None
    store = run.app.services.store
    while not store.index.progress().whole:
        store.index.work(0.25, 500)
    found = store.search.search(Wish(parse("hello", date.today()), 10))
    if not found.chats:
        raise Incomplete("the index does not find the question")
    return len(found.chats)


def pdf(run: Running) -> Fact:
    """Have the chat written as PDF by the process that does so."""
    from desktop.services.exporting import Export, Format, export
    from desktop.widgets.paper.process import PdfProcess

    assert run.app.services is not None
    store = run.app.services.store
    target = run.places.data / "self-test.pdf"
    chats = store.archive.ids()[:1]
    written = export(store.archive, Export(chats, Format.PDF, target), lambda _: None, PdfProcess)
    content = target.read_bytes()
    target.unlink()
    if not content.startswith(b"%PDF") or b"/FontFile" not in content:
        raise Incomplete("the PDF file has no text")
    return written.size


def instance(run: Running) -> Fact:
    """Start the program a second time; it hands its file over, and ends."""
    from desktop.widgets.instance import Instance

    heard: list[object] = []
    listening = Instance(run.places.data, run.app)
    listening.asked.connect(heard.append)
    words = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    second = subprocess.Popen([*words, "--data-dir", str(run.places.data), "--open", "a.gguf"])
    try:
        run.wait(lambda: second.poll() is not None)
    finally:
        second.kill()
        second.wait()
        listening.close()
    if second.returncode != 0 or len(heard) != 1:
        raise Incomplete(f"a second start is not heard, and ended with {second.returncode}")
    return "heard"


def manual(run: Running) -> Fact:
    """Show the manual, and load its pictures in every language."""
    from desktop.widgets.manual.words import pictures

    assert run.app.workplace is not None
    run.app.workplace.pages.show_named("manual")
    shown = [picture for tongue in ("en", "zh_CN") for picture in pictures(tongue).values()]
    if not shown or any(picture.isNull() for picture in shown):
        raise Incomplete("a picture of the manual cannot be read")
    run.app.workplace.pages.show_chat()
    return len(shown)


def languages(_: Running) -> Fact:
    """Speak Chinese for a moment: with our words, and with Qt's for its own dialogs."""
    from desktop.widgets.translations import Translations

    application = QCoreApplication.instance()
    assert application is not None
    chinese = Translations(application)
    chinese.speak(Language.CHINESE)
    ours = QCoreApplication.translate("AboutCard", "Copy diagnostics")
    theirs = QCoreApplication.translate("QPlatformTheme", "Cancel")
    chinese.close()
    if ours.isascii() or theirs.isascii():
        raise Incomplete(f"Chinese words are missing: {ours}, {theirs}")
    return [ours, theirs]


def icons(run: Running) -> Fact:
    """Draw the program's icon and an outline."""
    own = QIcon(str(resource("resources/icons/fireside.svg"))).pixmap(32)
    outline = run.app.look.icons.pixmap("settings", QColor("black"), 32, 1.0)
    if _blank(own) or _blank(outline):
        raise Incomplete("icons are empty")
    return "drawn"


def formats(_: Running) -> Fact:
    """List which kinds of pictures can be read."""
    known = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    if not known >= FORMATS:
        raise Incomplete(f"pictures cannot be read: {', '.join(sorted(FORMATS - known))}")
    return sorted(known)


def licences(_: Running) -> Fact:
    """Read the licence of everything that comes along."""
    from desktop.services.shipped import shipped

    parts = shipped()
    silent = [part.name for part in parts if not part.text() and part.name != "SQLite"]
    if silent or len(parts) < FEWEST_PARTS:
        raise Incomplete(
            f"licences are missing: {len(parts)} parts, no text of {', '.join(silent) or 'none'}"
        )
    return len(parts)


PARTS = (modules, hub, database, search, pdf, instance, manual, languages, icons, formats, licences)


def use_all(run: Running) -> dict[str, Fact]:
    """Use every part once, and give a fact about each. Raises what goes wrong, and says where."""
    facts: dict[str, Fact] = {}
    for part in PARTS:
        try:
            facts[part.__name__] = part(run)
        except Exception as error:
            error.add_note(f"This is the part of the self-test that failed: {part.__name__}")
            raise
    return facts


def _blank(picture: QPixmap) -> bool:
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return not any(bytes(image.constBits()))
