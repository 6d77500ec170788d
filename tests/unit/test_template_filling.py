"""Templates with files: read by a worker with the limits of attachments, and never late."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.core.attachment_errors import FileEmpty, FileTooLarge, FileUnreadable, NotText
from desktop.core.tasks import Job, Tasks
from desktop.core.template_errors import TemplateFillsTooMuch
from desktop.core.template_filling import LONGEST_CLIPBOARD, MOST_FILLED, Filled, Surroundings
from desktop.core.templates import Body, Example, Field, FieldKind, TemplateId
from desktop.services.attaching import LIMIT
from desktop.services.template_filling import TemplateFilling, Wish, make
from desktop.services.tryout import Manner, Plan
from desktop.services.tryout_asking import turns_of
from tests.fakes.inbox import Inbox

AROUND = Surroundings(datetime(2026, 11, 27, 9, 30))
BODY = Body("{{#if paper}}Read:\n{{paper}}{{/if}} for {{who}}", "{{who}}", (Field("paper", FieldKind.FILE),))


class Filler:
    def __init__(self):
        self.inbox = Inbox()
        self.tasks = Tasks(self.inbox)
        self.filling = TemplateFilling(self.tasks)
        self.made = []

    def wish(self, values, body=BODY, fresh=True):
        self.filling.make(Wish(body, values, AROUND), self.made.append, fresh=fresh)

    def get(self, values, **more):
        before = len(self.made)
        self.wish(values, **more)
        if len(self.made) == before:
            self.inbox.run_until(lambda: len(self.made) > before)
        return self.made[-1]


@pytest.fixture
def filler():
    made = Filler()
    yield made
    made.tasks.close()


def test_the_contents_of_a_file_are_filled_in_and_its_path_is_what_is_remembered(filler, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("{{who}} \\{{ 你好".encode("gb18030"))
    values = {"paper": str(path), "who": "me"}
    made = filler.get(values)
    assert made.filled.user == "Read:\n{{who}} \\{{ 你好 for me"  # contents are never taken for fields
    assert made.values == values
    assert made.errors == {}
    assert make(Wish(BODY, values, AROUND), Job(Inbox(), None, 0)) == made


def test_without_a_file_it_is_there_at_once(filler):
    filler.wish({"who": "me", "paper": ""})
    assert filler.made[-1].filled.user == " for me"
    assert filler.tasks.idle


def test_every_file_that_cannot_be_read_is_told_by_its_field(filler, tmp_path):
    binary, empty, huge = tmp_path / "b.bin", tmp_path / "e.txt", tmp_path / "huge.txt"
    binary.write_bytes(bytes(range(256)) * 20)
    empty.write_text(" \n")
    with huge.open("wb") as file:
        file.truncate(2 << 30)  # 2 GB, of which nothing is read
    fields = tuple(Field(name, FieldKind.FILE) for name in "bcdefg")
    body = Body("".join(f"[{{{{{name}}}}}]" for name in "bcdefg"), fields=fields)
    values = {
        "b": str(binary),
        "c": str(tmp_path / "gone.txt"),
        "d": str(tmp_path),
        "e": str(empty),
        "f": str(huge),
        "g": "with\0nul",
    }
    made = filler.get(values, body=body)
    assert made.errors["b"] == NotText(binary)
    assert made.errors["c"] == FileUnreadable(tmp_path / "gone.txt")
    assert made.errors["d"] == FileUnreadable(tmp_path, is_folder=True)
    assert made.errors["e"] == FileEmpty(empty)
    assert made.errors["f"] == FileTooLarge(huge, 2 << 30, LIMIT)
    assert isinstance(made.errors["g"], FileUnreadable)
    assert made.filled.user == "[][][][][][]"


def test_a_wish_that_was_replaced_or_given_up_never_arrives(filler, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("text")
    filler.wish({"paper": str(path), "who": "first"})
    made = filler.get({"paper": str(path), "who": "second"})
    assert made.filled.system == "second"
    filler.wish({"paper": str(path), "who": "third"})
    filler.filling.cancel()
    filler.inbox.run_until(lambda: filler.tasks.idle)
    assert [made.filled.system for made in filler.made] == ["second"]


def test_a_preview_reads_a_file_once_and_what_is_sent_reads_it_again(filler, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    assert "old" in filler.get({"paper": str(path)}, fresh=False).filled.user
    path.write_text("new")
    filler.wish({"paper": str(path), "who": "you"}, fresh=False)
    assert filler.made[-1].filled.user == "Read:\nold for you"
    assert "new" in filler.get({"paper": str(path)}).filled.user


def test_what_would_be_too_much_is_refused_before_it_is_written(filler, tmp_path):
    around = Surroundings(datetime(2026, 11, 27, 9, 30), clipboard="y" * LONGEST_CLIPBOARD)
    body = Body("{{clipboard}}" * 15_000)  # 3 GB
    filler.filling.make(Wish(body, {}, around), filler.made.append)
    assert filler.made[-1].refused == TemplateFillsTooMuch(15_000 * LONGEST_CLIPBOARD, MOST_FILLED)
    assert filler.made[-1].filled == Filled("", "", ())
    examples = tuple(Example("{{clipboard}}", "{{clipboard}}") for _ in range(5))
    filler.filling.make(Wish(Body("", examples=examples), {}, around), filler.made.append)
    assert filler.made[-1].refused is None
    filler.filling.make(Wish(Body("{{clipboard}}", examples=examples), {}, around), filler.made.append)
    assert filler.made[-1].refused is not None  # all texts together
    path = tmp_path / "large.txt"
    path.write_text("z" * 1_500_000)
    assert filler.get({"paper": str(path), "who": "me"}).refused is None
    twice = Body("{{paper}}{{paper}}", fields=BODY.fields)
    assert filler.get({"paper": str(path)}, body=twice).refused is not None


def test_a_tryout_of_too_much_fails_with_the_reason(filler):
    around = Surroundings(datetime(2026, 11, 27), clipboard="y" * 150_000)
    plan = Plan(TemplateId(1), "Large", (), (), (), Manner(), around)
    with pytest.raises(TemplateFillsTooMuch):
        turns_of(plan, Body("{{clipboard}}" * 20), {}, "model", Job(Inbox(), None, 0))
