"""Nothing that a model writes makes this computer read a file or talk to anyone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QUrl
from PySide6.QtGui import QImage, QMouseEvent, QTextDocument, QTextFormat
from PySide6.QtWidgets import QApplication

from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.documents import SafeDocument
from desktop.widgets.transcript.links import allowed
from desktop.widgets.transcript.text_item import DocumentItem
from desktop.widgets.transcript.view import TranscriptView
from tests.gui.transcript_support import Rows, answer, place_of, point_in, settle, user

HOSTILE = """
![a](http://127.0.0.1:9/x.png) ![b](//127.0.0.1/share/x.png) ![c](file:///etc/passwd) ![d](C:\\x.png)
![e](data:image/png;base64,AAAA) ![](\\\\host\\share\\x.png) ![f](qrc:/x) ![g](/etc/hostname)

<img src="//127.0.0.1/share/x.png"> <img src='/etc/hostname'> <iframe src="http://127.0.0.1:9/">

[x](file:///etc/passwd) [j](javascript:alert(1)) [v](vbscript:x) [s](smb://host/x) [d](data:text/html,x)
[r](relative) [h](#here) [o](https://ok.example/) <file:///etc/passwd> [ref]

[ref]: file:///etc/passwd

| ![t](//127.0.0.1/share/t.png) | [z](file:///z) |
|---|---|
| <img src=x> | ![u](http://127.0.0.1:9/u.png) |

$$\\includegraphics{/etc/hostname}$$ and $\\href{file:///x}{y}$
"""


@pytest.fixture
def view(qtbot):
    made = TranscriptView(style.light(), Icons())
    qtbot.addWidget(made)
    made.resize(1000, 1400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def documents(view) -> list[QTextDocument]:
    items = [item for entry in view.parts.flow.entries for item in entry.items]
    return [item.document for item in items if isinstance(item, DocumentItem)]


def fragments(document):
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            yield iterator.fragment()
            iterator += 1
        block = block.next()


def test_no_document_ever_asks_for_a_resource(view, monkeypatch):
    asked = []
    original = SafeDocument.loadResource
    monkeypatch.setattr(
        SafeDocument,
        "loadResource",
        lambda self, kind, name: asked.append(name) or original(self, kind, name),
    )
    view.set_model(Rows([user(HOSTILE), answer(HOSTILE)]))
    settle(view)
    view.grab()
    assert asked == []
    assert documents(view)
    assert all(isinstance(document, SafeDocument) for document in documents(view))


def test_no_document_holds_an_image_or_a_forbidden_link(view):
    view.set_model(Rows([user(HOSTILE), answer(HOSTILE)]))
    settle(view)
    links = set()
    for document in documents(view):
        for fragment in fragments(document):
            format = fragment.charFormat()
            assert not format.isImageFormat()
            assert format.objectType() != QTextFormat.ObjectTypes.ImageObject.value
            if format.isAnchor():
                links.add(format.anchorHref())
    web = "http://127.0.0.1:9/"
    assert links == {web, web + "x.png", web + "u.png", "https://ok.example/"}


def test_a_document_answers_a_wish_for_a_file_with_an_empty_pixel(qapp):
    document = SafeDocument(style.light().body, style_wrap())
    picture = document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/hostname"))
    assert isinstance(picture, QImage)
    assert (picture.width(), picture.height()) == (1, 1)


def style_wrap():
    from PySide6.QtGui import QTextOption

    return QTextOption.WrapMode.NoWrap


def test_raw_html_is_shown_as_text(view):
    view.set_model(Rows([answer("<script>alert(1)</script>\n\n<b>bold</b> &lt;i&gt;")]))
    view.select_all()
    settle(view)
    assert view.selected_text() == "<script>alert(1)</script>\n\n<b>bold</b> <i>"


def test_a_click_on_an_allowed_link_tells_its_address(view, qtbot):
    view.set_model(Rows([answer("[a link to click](https://ok.example/a?b=c)")]))
    settle(view)
    point = point_in(view, place_of(view, 0, 1), 20, 12)
    with qtbot.waitSignal(view.link_activated) as signal:
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            press(view, kind, point)
    assert signal.args == ["https://ok.example/a?b=c"]


def test_a_link_is_checked_again_at_the_click(view, qtbot):
    view.set_model(Rows([answer("[a link to click](https://ok.example/)")]))
    settle(view)
    place = place_of(view, 0, 1)
    place.item.link_at = lambda x, y: "file:///etc/passwd"
    with qtbot.assertNotEmitted(view.link_activated):
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            press(view, kind, point_in(view, place, 20, 12))


def press(view, kind, point: QPointF):
    button = Qt.MouseButton.LeftButton
    place = view.viewport().mapToGlobal(point)
    event = QMouseEvent(kind, point, place, button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//host/share",
        "\\\\host\\share",
        "https:",
        "http:///etc/passwd",
        "https://a\u202eb",
        "https://a b",
        "https://a\nb",
        "data:text/html,x",
        "ms-word:x",
        " https://a",
        "",
    ],
)
def test_other_addresses_are_refused(address):
    assert not allowed(address)


@pytest.mark.parametrize("address", ["https://a.b/c?d=e#f", "HTTP://a", "mailto:a@b.c", "https://例子.中国/"])
def test_web_and_mail_addresses_are_allowed(address):
    assert allowed(address)
