"""Chats on paper: what stands on the pages, where they break, and what the file gives to who searches it."""

from __future__ import annotations

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QFontDatabase, QImage, QPainter

from desktop.core.archive import WholeChat
from desktop.core.archive_markdown import Form
from desktop.core.chat import (
    AnswerRecord,
    Attachment,
    Chat,
    ChatId,
    Message,
    MessageId,
    Role,
    Status,
)
from desktop.core.leaving_errors import PdfFailed
from desktop.core.tasks import Cancelled
from desktop.widgets.paper.here import PdfHere
from desktop.widgets.paper.items import ByLines, paper_item
from desktop.widgets.paper.output import PictureOutput
from desktop.widgets.paper.press import press
from desktop.widgets.paper.process import PdfProcess
from desktop.widgets.paper.sheet import Sheet, layout_for
from desktop.widgets.paper.style import paper_style
from desktop.widgets.transcript.code_item import CodeItem
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.text_item import DocumentItem
from tests.fakes.pdf import Pdf

NOW = datetime(2026, 11, 27, 9, 5, tzinfo=UTC)
RECORD = AnswerRecord("Tiny 4B", "/tiny.gguf")


def message(number, parent, role, text, **more):
    when = NOW + timedelta(minutes=number)
    status = more.pop("status", Status.DONE)
    return Message(MessageId(number), parent and MessageId(parent), role, text, status, when, **more)


def chat(*messages, title="Trains 火车", shown=None):
    last = messages[-1].id if shown is None else MessageId(shown)
    return WholeChat(Chat(ChatId(1), title, NOW, NOW), messages, last)


def answer(text, **more):
    return chat(message(1, None, Role.ASSISTANT, text, record=RECORD, **more))


@pytest.fixture
def pdf(qapp, tmp_path):
    def make(*chats, **form):
        path = tmp_path / "out.pdf"
        PdfHere().make(lambda: chats, Form(**form), path, lambda _: None)
        return Pdf(path.read_bytes())

    return make


def test_a_chat_is_written_in_the_order_in_which_it_is_read(pdf):
    question = message(1, None, Role.USER, "How **fast**?\nAnd why?", attachments=(Attachment("a.txt", "x"),))
    reply = message(2, 1, Role.ASSISTANT, "# Speed\n\n1. one\n2. two\n\n> quoted", record=RECORD)
    (page,) = pdf(chat(question, reply)).pages
    words = ["Trains 火车", "You", "How fast?", "And why?", "Attached file: a.txt", "Tiny 4B"]
    words += ["Speed", "1.one", "2.two", "quoted", "1 / 1"]
    places = [page.index(word) for word in words]
    assert places == sorted(places)


def test_what_is_searched_for_is_what_was_typed(pdf):
    """Radicals share glyphs with characters, and the digits of some fonts have no name of their own."""
    text = "office 12:30, 长门车马见风页韦青鱼鸟龙 文人心手水火 4B"
    assert text in pdf(answer(text)).pages[0]


def test_text_from_right_to_left_is_found_too(pdf):
    if not QFontDatabase.families(QFontDatabase.WritingSystem.Arabic):
        pytest.skip("what no font can show is in no file")
    page = pdf(answer("مرحبا بالعالم")).pages[0]
    assert set("مرحبا بالعالم") <= set(page)


def test_links_are_links_and_nothing_else_is(pdf):
    text = "[a](https://example.org/x?a=1) [b](javascript:alert(1)) [c](file:///etc/passwd) [m](mailto:a@b.c)"
    assert pdf(answer(text)).links == ["https://example.org/x?a=1", "mailto:a@b.c"]


def test_a_picture_stays_text_and_markup_stays_markup(pdf, tmp_path):
    (tmp_path / "x.png").write_bytes(b"no picture")
    picture = f"![alt]({tmp_path / 'x.png'})"  # as long as the folder of the test is, so on a line of its own
    made = pdf(answer(f"{picture}\n\nHa: <script>alert(1)</script> <b>no</b>"))
    assert "<script>alert(1)</script> <b>no</b>" in made.pages[0]


def test_pages_have_their_number_and_the_title(pdf):
    pages = pdf(answer("\n\n".join(f"Paragraph {n} " + "of words " * 60 for n in range(60)))).pages
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f"{number} / {len(pages)}")
        assert page.startswith("Trains 火车")


def test_no_line_is_lost_or_painted_twice_where_pages_break(pdf):
    code = "\n".join(f"line{n:04d} = {n}" for n in range(300))
    paragraphs = "\n\n".join(f"p{n:04d} " + f"w{n:04d} " * 90 for n in range(40))
    text = "".join(pdf(answer(f"```python\n{code}\n```\n\n{paragraphs}\n\n> {'quoted q0001 ' * 400}")).pages)
    assert all(text.count(f"line{n:04d}") == 1 for n in range(300))
    assert all(text.count(f"p{n:04d}") == 1 and text.count(f"w{n:04d}") == 90 for n in range(40))
    assert text.count("q0001") == 400


def test_a_long_line_of_code_is_broken_and_whole(pdf):
    line = "x = '" + "".join(f"{n:04d}" for n in range(400)) + "'"
    text = "".join(pdf(answer(f"```python\n{line}\n```")).pages)
    assert line.replace(" ", "") in text.replace(" ", "")  # the space where it was broken is gone


def test_a_table_breaks_by_rows_and_its_head_comes_again(pdf):
    rows = "\n".join(f"| row{n:03d} | {'word ' * (n % 40)} |" for n in range(120))
    pages = pdf(answer(f"| Number | Words |\n|---|---|\n{rows}")).pages
    assert len(pages) > 2
    assert all(page.count("Number") == 1 for page in pages)
    text = "".join(pages)
    assert all(text.count(f"row{n:03d}") == 1 for n in range(120))


def test_a_row_higher_than_a_page_is_cut_between_lines(pdf):
    cell = " ".join(f"c{n:05d}" for n in range(3_000))
    text = "".join(pdf(answer(f"| A | B |\n|---|---|\n| x | {cell} |")).pages)
    assert all(text.count(f"c{n:05d}") == 1 for n in range(3_000))


def test_a_table_of_many_columns_stays_on_the_page(pdf):
    head = "|".join(f"h{n:02d}" for n in range(40))
    cells = "|".join(f"v{n:02d}" for n in range(40))
    page = pdf(answer(f"|{head}|\n|{'-|' * 40}\n|{cells}|")).pages[0]
    assert "v39" in page


def test_a_heading_does_not_end_a_page(pdf):
    pages = pdf(answer("\n\n".join(f"## Heading{n:03d}\n\n{'word ' * (40 + n)}" for n in range(60)))).pages
    for page in pages[:-1]:
        assert "Heading" not in page[-40:]


def test_a_formula_that_is_not_understood_is_written_as_it_is(pdf):
    assert r"\nocommand{x}" in pdf(answer("$$\\nocommand{x}$$ \n\n$$E = mc^2$$")).pages[0]


def test_thinking_and_other_branches_are_there_when_they_are_wanted(pdf):
    question = message(1, None, Role.USER, "Ask")
    one = message(2, 1, Role.ASSISTANT, "First answer", thinking="Deep thought")
    two = message(3, 1, Role.ASSISTANT, "Second answer", status=Status.STOPPED)
    whole = chat(question, one, two, shown=2)
    shown = pdf(whole).pages[0]
    assert "First answer" in shown
    assert "Second answer" not in shown
    assert "Deep thought" not in shown
    assert "Other branches" in shown
    everything = pdf(whole, thinking=True, branches=True).pages[0]
    places = [everything.index(word) for word in ("Deep thought", "First answer", "Second answer", "Stopped")]
    assert places == sorted(places)
    assert everything.count("Ask") == 2  # the question, and as the place where the other branch begins


def test_several_chats_begin_on_pages_of_their_own_with_one_count(pdf):
    pages = pdf(answer("One"), chat(message(1, None, Role.USER, "Two"), title="Other")).pages
    assert [page[-5:] for page in pages] == ["1 / 2", "2 / 2"]
    assert "Other" in pages[1]
    assert "Trains" not in pages[1]


def test_a_chat_without_messages_or_title_is_a_page(pdf):
    (page,) = pdf(WholeChat(Chat(ChatId(1), "", NOW, NOW), ())).pages
    assert page.startswith("Chat")


@pytest.mark.parametrize(
    "heavy", ["[" * 20_000, "x" * 20_000, ">" * 9_999, "$" * 9_999, "\u202e" + "a" * 500]
)
def test_hostile_texts_end(pdf, heavy):
    assert pdf(answer(heavy), answer(f"```\n{heavy}\n```")).pages


def test_the_page_is_what_is_usual_where_the_reader_lives():
    assert layout_for(QLocale("en_US")).pageSize().name().startswith("Letter")
    assert layout_for(QLocale("de_DE")).pageSize().name() == "A4"
    assert layout_for(QLocale("en_GB")).pageSize().name() == "A4"
    assert layout_for(QLocale("zh_CN")).pageSize().name() == "A4"


def test_pictures_of_pages_are_as_many_as_are_wanted(qapp):
    whole = answer("\n\n".join("words " * 100 for _ in range(60)))
    sheet = Sheet(600, 800)
    output = PictureOutput(sheet, 3)
    for _ in press(lambda: (whole,), paper_style(Form()), sheet, output):
        if output.full:
            break
    assert len(output.pictures) == 3
    assert output.pages > 3


def test_the_process_paints_one_file_after_the_other_and_ends_when_it_is_told(tmp_path):
    process = PdfProcess()
    try:
        for number in range(2):
            path, said = tmp_path / f"{number}.pdf", f"Said {number}"
            process.make(lambda said=said: [answer(said)], Form(), path, lambda _: None)
            assert said in Pdf(path.read_bytes()).pages[0]
        long = chat(*(message(n, n - 1 or None, Role.USER, "words " * 80) for n in range(1, 2_000)))

        def stop(messages):
            if messages:
                raise Cancelled

        with pytest.raises(Cancelled):
            process.make(lambda: [long], Form(), tmp_path / "long.pdf", stop)
    finally:
        process.close()


def test_a_process_that_dies_is_told(tmp_path):
    process = PdfProcess()

    def die():
        process._process.kill()
        yield answer("never")

    try:
        with pytest.raises(PdfFailed):
            process.make(die, Form(), tmp_path / "a.pdf", lambda _: None)
    finally:
        process.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_no_file(qapp):
    with pytest.raises(OSError, match=r".") as told:
        PdfHere().make(lambda: [answer("word " * 9_999)], Form(), Path("/dev/full"), lambda _: None)
    assert told.value.errno == errno.ENOSPC


def test_a_folder_that_is_gone_is_told(qapp, tmp_path):
    with pytest.raises(OSError, match=r"."):
        PdfHere().make(lambda: [answer("x")], Form(), tmp_path / "gone" / "a.pdf", lambda _: None)


def test_the_words_on_paper_are_those_of_the_reader(qapp, tmp_path):
    here, path = PdfHere(), tmp_path / "a.pdf"
    for language, word in (("zh-CN", "已停止"), ("en-GB", "Stopped")):
        here.make(lambda: [answer("x", status=Status.STOPPED)], Form(language=language), path, id)
        assert word in Pdf(path.read_bytes()).pages[0]


MIXED = "x = 1  # 中文 y\nplain\nlast 中"
TABLE = "| a | b |\n|:-:|--:|\n| 中文 x | 1 $y^2$ |\n| `code` | 22 **bold** [l](https://e.org) |"


@pytest.mark.parametrize(
    "text", [f"```python\n{MIXED}\n```", TABLE, f"Some *text* $x^2$ {MIXED} " * 9, "مرحبا `a`"]
)
def test_lines_stand_where_the_document_would_put_them(qapp, text):
    """Each line is painted by itself; it must not move by that."""

    def picture(paint):
        drawn = QImage(700, 400, QImage.Format.Format_RGB32)
        drawn.fill(0xFFFFFFFF)
        painter = QPainter(drawn)
        paint(item, painter, QRectF(0, 0, 700, 400), None)
        painter.end()
        return drawn

    kit = paper_style(Form()).kit
    (leaf,) = Parser().leaves(text)
    item = paper_item(kit, leaf)
    item.join(None)
    item.fit(690)
    if isinstance(item, CodeItem):
        item.color(9)
    assert picture(ByLines.paint_document) == picture(DocumentItem.paint_document)
