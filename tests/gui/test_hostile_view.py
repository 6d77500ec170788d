"""What is made to deceive, to crash or to reach out is painted as plain things, and nothing else happens."""

from __future__ import annotations

import faulthandler
import sys

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.chat import Status
from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.documents import DIRECTION, undisguised
from desktop.widgets.transcript.formulas import Formulas
from desktop.widgets.transcript.text_item import DocumentItem
from desktop.widgets.transcript.view import TranscriptView
from tests.gui.transcript_support import Rows, answer, settle, user

OVERRIDE = "\u202e\u2066"
PATIENCE = 400  # seconds, after which the process ends and says where it was
REACHING = """
![](//host/x.png) ![a](\\\\\\\\host\\\\share\\\\x.png) ![b](file://host/share/x.png) <file:////host/share>
[c](\\\\\\\\host\\\\share) [d](//host/share) [e](file:///etc/passwd) [f](C:\\\\x) [g](smb://host/x)

- ![](//host/y.png)

> | ![](//host/z.png) |
> |---|
> | ![](\\\\\\\\host\\\\z.png) |

[r]

[r]: //host/share
"""


@pytest.fixture(autouse=True)
def _patience():
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture
def view(qtbot):
    made = TranscriptView(style.light(), Icons())
    qtbot.addWidget(made)
    made.resize(1000, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def opened(qtbot):
    """Every file that Python opens and every address that it looks up from now on."""
    seen = []
    watching = True

    def watch(event, arguments):
        if watching and (event in ("open", "os.listdir", "os.scandir") or event.startswith("socket.")):
            seen.append((event, str(arguments[0]) if arguments else ""))

    sys.addaudithook(watch)  # it cannot be taken away again
    yield seen
    watching = False


def show(view, text):
    view.set_model(Rows([user(text), answer(text), answer(text, Status.STREAMING)]))
    settle(view)
    view.parts.scrolling.to_start()
    settle(view)
    view.grab()


def texts(view):
    items = [item for entry in view.parts.flow.entries for item in entry.items]
    return [item.document.toPlainText() for item in items if isinstance(item, DocumentItem)]


def test_names_of_files_and_shares_are_neither_opened_nor_linked(view, opened):
    show(view, "warm up `x` $x$\\n\\n```python\\nx\\n```")
    opened.clear()
    show(view, REACHING)
    assert [name for event, name in opened if "host" in name or "passwd" in name or event != "open"] == []
    for entry in view.parts.flow.entries:
        for item in entry.items:
            if isinstance(item, DocumentItem):
                assert "href" not in item.document.toHtml()
                assert "<img" not in item.document.toHtml()


@pytest.mark.parametrize(
    "text",
    [
        f"```c\nif (a{OVERRIDE} == b) {{ /* end */\n```",
        f"`a{OVERRIDE}b`",
        f"[https://good.example{OVERRIDE}/x](https://bad.example)",
        f"| `a{OVERRIDE}` |\n|---|\n| [b{OVERRIDE}](https://c.d) |",
    ],
)
def test_what_would_reverse_code_and_links_is_shown_instead(view, text):
    show(view, text)
    shown = "".join(texts(view))
    assert DIRECTION * 2 in shown
    assert not set(shown) & set(OVERRIDE)


def test_code_that_grows_is_not_reversed_either(view):
    view.set_model(rows := Rows([user("Go"), answer("```c\nint a;\n", Status.STREAMING)]))
    settle(view)
    rows.grow(f"int b;{OVERRIDE}\n")
    view.parts.feed.flush()
    assert DIRECTION * 2 in "".join(texts(view))
    assert view.parts.flow.entries[1].leaves[0].text.endswith(OVERRIDE)  # to copy what the model wrote


def test_languages_that_are_written_from_right_to_left_are_not_changed():
    assert undisguised("שלום مرحبا") == "שלום مرحبا"


def test_a_text_in_prose_keeps_its_marks_of_direction(view):
    show(view, "price \u200f10 ש\u200e")
    assert DIRECTION not in "".join(texts(view))


@pytest.mark.parametrize(
    "text",
    [
        "\u200b\u200d\u2060\ufeff" * 5_000,
        "Z" + "\u0301\u0327\u0489\u20dd" * 2_000,
        "```\n" + "Z" + "\u0301" * 5_000 + "\n```",
        "`" + "\u0301" * 3_000 + "`",
        "👩\u200d👩\u200d👧\u200d👦" * 2_000,
        "🏴\U000e0067\U000e0062\U000e007f" * 500,
        "\0\x01\x07\x08\x0b\x0c\x1b[2J\x7f\x9b" * 500,
        "\ufdd0\ufdd1\ufffe\uffff\ufffc\ufff9" * 500,
        "\ufffc" * 2_000 + " $x$ `\ufffc`",
        "\u2028\u2029\x85" * 2_000,
        "```\n" + "\u2028\u2029\x85\r" * 500 + "\n```",
        "\ud800" * 2_000 + "`\udfff`",
        "$x$ " * 10_000,
        "\n\n".join("$$\\frac{1}{2}$$" for _ in range(700)),
        "$" + "{" * 900 + "x" + "}" * 900 + "$",
        "$$" + "\\sqrt{" * 300 + "x" + "}" * 300 + "$$",
        "$$\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\a\\a}\\a$$",
        "$$\\newcommand{\\x}{\\x\\x}\\x$$",
        "$$" + "x^{" * 200 + "}" * 200 + "$$",
        "$$\\begin{matrix}" + "&".join("x" * 90) + "\\end{matrix}$$",
        "$$\\rule{99999999em}{99999999em} \\kern 1e30em x$$",
        "$$\\rule{99999999em}{1em}$$ and $\\rule{1em}{99999em}$",
        "$$\\rule[-99999999em]{1em}{1em}$$",
        "$$\\phantom{x}\\hspace{1e9cm}$$",
        "> " * 10_000 + "deep",
        "- " * 10_000 + "deep",
        "[" * 10_000 + "deep" + "]" * 10_000,
        "*a " * 5_000,
        "|" + "a|" * 39 + "\n|" + "-|" * 39 + "\n" + ("|" + "b|" * 39 + "\n") * 100,
        "|" + "a|" * 1_000 + "\n|" + "-|" * 1_000 + "\n" + ("|" + "b|" * 1_000 + "\n") * 5,
        "".join(f"[^{n}]: \n" for n in range(1_000)),
        "w[^1] " * 5_000 + "\n\n[^1]: note",
        "```" + "x" * 5_000 + "\n```\n" + "~~~" * 3_000,
        "1" * 5_000 + ". x\n\n999999999. y\n1. z",
        "# " + "x" * 21_000,
    ],
)
def test_it_is_painted_selected_and_searched(view, text):
    show(view, text)
    assert view.parts.scrolling.placed
    view.find("x")
    settle(view)
    view.find("")
    view.jump_to_end()
    view.select_all()
    QApplication.processEvents()
    assert isinstance(view.selected_text(), str)
    view.resize(700, 500)
    settle(view)
    assert view.parts.scrolling.placed


@pytest.mark.parametrize(
    "tex", ["\\rule{9999em}{1em}", "\\rule{1em}{9999em}", "\\rule[-9999em]{1em}{1em}", "\\hspace{1e30em}x"]
)
def test_a_formula_of_absurd_size_is_shown_as_it_is_written(tex):
    assert Formulas().formula(tex, display=True) is None


def test_a_large_formula_is_drawn():
    formula = Formulas().formula("\\rule{90em}{90em}", display=True)
    assert formula is not None
    assert (formula.width, formula.ascent) == (90_000, 90_000)
