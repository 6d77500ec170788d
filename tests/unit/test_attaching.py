"""Files that go with a message: whatever they are encoded in they come out right, or are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.core.attachment_errors import FileKindUnknown, FileTooLarge, FileUnreadable, NotText
from desktop.core.chat import Attachment
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.services.attaching import LIMIT, FileReader, decode, name_of, read_text_file, read_text_files
from tests.fakes.inbox import Inbox

CHINESE = "第一章：故事的开始。\n他说：“我们明天去北京，好吗？”\n"
GERMAN = "Größe: schön wäre es, wenn über den Hügeln die Sonne ginge.\n" * 3
FRENCH = "L'élève a étudié à l'école ; là-bas, l'été fut très agréable.\n"
RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю.\n"


@pytest.fixture
def job():
    return Job(Inbox(), None, 0)


@pytest.fixture
def write(tmp_path):
    def write(data, name="a.txt"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (CHINESE, "utf-32"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "cp1252"),
        (GERMAN, "latin-1"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "utf-8"),
        ("plain ASCII\n", "ascii"),
        ("", "utf-8"),
        ("id,name\n1,北京\n" * 9, "gb18030"),
        ("x = 1  # größer als 0\n", "cp1252"),
    ],
)
def test_a_text_comes_out_as_it_was_written(write, job, text, encoding):
    assert read_text_file(write(text.encode(encoding)), job) == Attachment("a.txt", text)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_orders_of_bytes_are_read_where_there_is_a_mark(write, job, mark):
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert read_text_file(write(mark + CHINESE.encode(order)), job).text == CHINESE


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "big5", "shift-jis"])
def test_an_encoding_that_would_only_be_guessed_is_refused(encoding):
    texts = {"big5": "這是一個繁體中文的文件。\n" * 4, "shift-jis": "これは日本語の文章です。\n" * 4}
    assert decode(texts.get(encoding, RUSSIAN).encode(encoding)) is None


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x7fELF\x02\x01\x01" + b"a" * 100,
        b"PK\x03\x04" + b"word/document.xml" * 9,
        b"text" + b"\0" * 50 + b"text",
        b"GGUF\x03abc",
        b"\x01\x02\x03\x04\x05\x06",
        b"\xff\xfe\x00",  # a mark, and then half a character
    ],
)
def test_what_is_no_text_is_refused(write, job, data):
    path = write(data)
    with pytest.raises(NotText) as caught:
        read_text_file(path, job)
    assert caught.value.path == path


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n1 0 obj", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBP"]
)
def test_a_pdf_and_an_image_are_told_apart_from_other_files(write, job, data):
    with pytest.raises(FileKindUnknown):
        read_text_file(write(data), job)


def test_coloured_log_lines_are_text(write, job):
    assert read_text_file(write(b"\x1b[31mred\x1b[0m\n" * 5), job).text.startswith("\x1b[31m")


def test_line_ends_become_one_kind_and_what_the_engine_reserves_is_replaced(write, job):
    data = "one\r\ntwo\rthree\n\ufdd0".encode()
    assert read_text_file(write(data), job).text == "one\ntwo\nthree\n\N{REPLACEMENT CHARACTER}"


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_refused(write, job):
    assert len(read_text_file(write(b"x" * LIMIT), job).text) == LIMIT
    with pytest.raises(FileTooLarge) as caught:
        read_text_file(write(b"x" * (LIMIT + 1)), job)
    assert (caught.value.size, caught.value.limit) == (LIMIT + 1, LIMIT)


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path, job):
    with pytest.raises(FileUnreadable) as folder:
        read_text_file(tmp_path, job)
    with pytest.raises(FileUnreadable) as missing:
        read_text_file(tmp_path / "none.txt", job)
    assert (folder.value.is_folder, missing.value.is_folder) == (True, False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path, job):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileUnreadable):
        read_text_file(tmp_path / "pipe", job)


def test_a_name_cannot_turn_its_ending_around():
    assert name_of(Path("/tmp/invoice\u202etxt.exe")) == "invoicetxt.exe"
    assert name_of(Path("/tmp/a\nb\t.txt")) == "ab.txt"
    assert name_of(Path("/tmp/\u202e")) == "file"
    assert name_of(Path("/tmp/报告.md")) == "报告.md"


def test_one_file_that_cannot_be_read_does_not_keep_the_others_back(write, tmp_path, job):
    outcomes = read_text_files([write(b"one", "1.txt"), tmp_path / "no", write(b"two", "2.txt")], job)
    assert [type(outcome) for outcome in outcomes] == [Attachment, FileUnreadable, Attachment]


def test_a_cancelled_job_reads_no_further(write, job):
    job.cancel()
    with pytest.raises(Cancelled):
        read_text_file(write(b"text"), job)


def test_the_reader_tells_the_owner_thread_and_nobody_once_it_is_given_up(write):
    inbox = Inbox()
    tasks = Tasks(inbox)
    reader = FileReader(tasks)
    taken = []
    paths = [write(b"one", "1.txt"), write(b"two", "2.txt")]
    reader.read(paths, taken.append)
    inbox.run_until(lambda: taken)
    assert taken == [[Attachment("1.txt", "one"), Attachment("2.txt", "two")]]
    reader.read(paths, taken.append)()
    inbox.run_until(lambda: tasks.idle)
    tasks.close()
    assert len(taken) == 1
