"""Chats leave: which ones, into which files, and what remains where something goes wrong."""

from __future__ import annotations

import errno
import json
import os
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import jsonschema
import pytest

from desktop.cli.main import main
from desktop.core.archive import Which, WholeChat
from desktop.core.archive_folders import folders_in
from desktop.core.archive_json import ChatLines, beginning
from desktop.core.archive_markdown import Form
from desktop.core.chat import Chat, ChatId, FolderId, Message, MessageId, Naming, Role, Status
from desktop.core.errors import DiskFull, FileInTheWay, FolderNotWritable
from desktop.core.folders import Folder
from desktop.core.moving_in import FlawKind
from desktop.core.personas import WantedModel
from desktop.core.places import resource
from desktop.core.tasks import Cancelled, Tasks
from desktop.services.archive_html import HtmlPages
from desktop.services.export_files import Names, file_name
from desktop.services.exporting import Export, Format, Progress, export
from desktop.services.moving_out import MovingOut
from desktop.store.opening import open_store
from tests.fakes.inbox import Inbox
from tests.fakes.movein import bring, kinds

NOW = datetime(2026, 11, 27, 9, 5, 3, 123456, tzinfo=UTC)


def message(number, parent, role=Role.USER, text="x", **more):
    when = NOW + timedelta(seconds=number)
    return Message(MessageId(number), parent and MessageId(parent), role, text, Status.DONE, when, **more)


def chat(title, messages=(), when=NOW, **more):
    shown = messages[-1].id if messages else None
    return WholeChat(Chat(ChatId(0), title, when, when, **more), tuple(messages), shown)


@pytest.fixture
def archive(store):
    return store.archive


@pytest.fixture
def other(tmp_path):
    opened = open_store(tmp_path / "other.db", "me", lambda owner: False)
    yield opened
    opened.close()


def put(archive, whole):
    arriving = archive.begin(whole)
    archive.write(arriving, whole.messages)
    return archive.show(arriving)


def write(archive, target, format_=Format.JSON, tell=lambda _: None, **more):
    chats = more.pop("chats", None)
    return export(archive, Export(archive.ids() if chats is None else chats, format_, target, **more), tell)


def values(path):
    """Give what a file holds, without what is another number everywhere."""
    read = json.loads(path.read_text("utf-8"))
    names = {each["id"]: each["name"] for each in read["folders"]}
    for each in read["folders"]:
        each["parent"] = names.get(each["parent"])
        del each["id"]
    for each in read["chats"]:
        del each["id"]
        each["folder"] = names.get(each["folder"])
        first = each["messages"][0]["id"] - 1 if each["messages"] else 0
        each["shown"] = each["shown"] and each["shown"] - first
        for said in each["messages"]:
            said["id"] -= first
            said["parent"] = said["parent"] and said["parent"] - first
    return read


def organised(store):
    work = store.folders.add("Work")
    inner = store.folders.add("Trains 火车", work.id)
    store.folders.add("Empty")
    store.folders.begin_with(inner.id, "Be brief.", WantedModel("/m.gguf", "Tiny"))
    more = {"pinned": True, "archived": True, "tags": ("b", "Ärger", "火车"), "naming": Naming.MODEL}
    put(store.archive, chat("In", [message(1, None), message(2, 1)], folder=inner.id, **more))
    put(store.archive, chat("Out", [message(3, None)], NOW + timedelta(days=1), naming=Naming.FIRST_WORDS))
    return work, inner


def test_folders_tags_and_places_come_back_and_leave_the_same_again(store, archive, other, tmp_path):
    organised(store)
    first = write(archive, tmp_path / "first.json", everything=True).target
    assert bring(other.archive, first).chats == 2
    second = write(other.archive, tmp_path / "second.json", everything=True).target
    left, back = values(first), values(second)
    assert {each["name"] for each in left["folders"]} == {"Work", "Trains 火车", "Empty"}
    for each in (*left["folders"], *back["folders"]):
        del each["created"]
    assert left == back
    schema = json.loads(resource("resources/schemas/chats.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(second.read_text("utf-8")))


def test_one_chat_leaves_with_the_folders_above_it_only(store, archive, tmp_path):
    organised(store)
    (inside,) = [each for each in archive.ids() if archive.title(each) == "In"]
    (outside,) = [each for each in archive.ids() if archive.title(each) == "Out"]
    names = [
        each["name"] for each in values(write(archive, tmp_path / "a.json", chats=[inside]).target)["folders"]
    ]
    assert names == ["Work", "Trains 火车"]
    assert values(write(archive, tmp_path / "b.json", chats=[outside]).target)["folders"] == []


def test_a_folder_that_is_here_already_takes_the_chats_and_keeps_what_it_has(store, archive, other, tmp_path):
    organised(store)
    here = other.folders.add("Work")
    inner = other.folders.add("Trains 火车", here.id)
    other.folders.begin_with(inner.id, "Mine.", None)
    bring(other.archive, write(archive, tmp_path / "a.json", everything=True).target)
    assert [each.name for each in other.folders.all()] == ["Work", "Trains 火车", "Empty"]
    assert other.folders.all()[1].system == "Mine."
    assert [each.folder for each in other.chats.chats() if each.title == "Out"] == [None]
    (number,) = other.archive.ids_of(Which(folder=here.id))
    assert other.archive.read(number).chat.folder == inner.id


def test_a_file_of_the_first_version_is_read_and_one_of_a_later_is_refused(archive, tmp_path):
    line = "".join(ChatLines().line(chat("Old", [message(1, None)])))
    old = f'{{"format": "fireside-chats", "version": 1, "chats": [\n{line}\n]}}\n'
    (tmp_path / "old.json").write_text(old, "utf-8")
    assert bring(archive, tmp_path / "old.json").chats == 1
    for layout in (old, json.dumps(json.loads(old), indent=1)):
        (tmp_path / "new.json").write_text(layout.replace('"version": 1', '"version": 3'), "utf-8")
        result = bring(archive, tmp_path / "new.json")
        assert (result.chats, kinds(result.flaws)) == (0, [(FlawKind.NEWER, 0)])


def test_hostile_folders_become_folders_or_nothing(archive, tmp_path):
    wrong = [
        {"id": 1, "name": "a", "parent": 2},
        {"id": 2, "name": "b", "parent": 1},
        {"id": 3, "name": "x" * 999, "parent": 99},
        {"id": "4", "name": "c"},
        {"id": 5, "name": "\u202e \n"},
        {"id": 6, "name": "\ud800", "system": 7, "model": {"path": "/a" * 9_999, "name": "m"}},
        {"id": True, "name": "d", "created": "0001-01-01"},
        None,
        {"id": 10, "name": "0", "parent": None},
        *({"id": n, "name": str(n), "parent": n - 1} for n in range(11, 40)),
    ]
    made = folders_in(wrong)
    before = set()
    for each in made:
        assert each.parent is None or each.parent in before
        before.add(each.id)
    assert {each.name for each in made} >= {"a", "b", "x" * 80, "39"}
    path = tmp_path / "in.json"
    chats = '{"folder": 1, "messages": []},\n{"folder": "x", "tags": [1, null], "naming": 4, "messages": []}'
    head = f'{{"format": "fireside-chats", "version": 2, "folders": {json.dumps(wrong)}, "chats": [\n'
    path.write_text(f"{head}{chats}\n]}}")
    assert bring(archive, path).chats == 2
    assert folders_in({"a": 1}) == folders_in(None) == []


def test_folders_without_end_are_lifted(archive):
    deep = [Folder(FolderId(n), f"f{n}", FolderId(n - 1) if n else None, NOW) for n in range(20)]
    read = folders_in(json.loads(beginning(deep) + "]}")["folders"])
    depth = {None: 0}
    for each in read:
        depth[each.id] = depth[each.parent] + 1
    assert max(depth.values()) <= 8


TITLES = (
    "", ".", "..", "CON", "nul.txt", "a" * 500, "火" * 500, "a/b\\c:d*e?f", "x.\u202egnp", "\0\n\t",
    "e\u0301" * 200, "trailing. ", "👩‍👩‍👧‍👧" * 60, "COM¹",
)  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_a_title_becomes_a_name_that_every_system_takes(tmp_path, title):
    name = file_name(title)
    assert 0 < len(name.encode()) <= 181
    assert not set(name) & set('<>:"/\\|?*\0\n\t\u202e')
    assert name == name.strip() and not name.endswith(".")
    assert name.split(".")[0].casefold() not in ("con", "nul", "com¹")
    (tmp_path / f"2026-11-27 {name} 2.json").write_text("")


def test_names_are_given_once_whatever_their_case_and_composition(tmp_path):
    (tmp_path / "There.md").write_text("")
    names = Names(tmp_path, "md", overwrite=False)
    given = [names.free(stem).name for stem in ("a", "A", "\u00e9", "e\u0301", "there", "a")]
    assert given == ["a.md", "A 2.md", "\u00e9.md", "e\u0301 2.md", "there 2.md", "a 3.md"]
    folded = [unicodedata.normalize("NFC", name).casefold() for name in given]
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize("format_", [Format.JSON, Format.MARKDOWN, Format.HTML])
def test_many_chats_are_one_file_or_a_file_each(archive, other, tmp_path, format_):
    for number in range(3):
        put(
            archive,
            chat(f"Chat {number}", [message(1, None, text=f"said {number}")], NOW + timedelta(hours=number)),
        )
    done = write(archive, tmp_path / f"one.{format_}", format_)
    text = done.target.read_text("utf-8")
    assert (done.chats, done.messages) == (3, 3)
    assert [text.index(f"said {number}") for number in range(3)] == sorted(
        text.index(f"said {number}") for number in range(3)
    )
    done = write(archive, tmp_path / "many", format_, each=True)
    files = sorted((tmp_path / "many").iterdir())
    assert [path.name.split(" ", 1)[1] for path in files] == [f"Chat {n}.{format_}" for n in range(3)]
    assert done.size == sum(path.stat().st_size for path in files)
    if format_ is Format.JSON:
        assert sum(bring(other.archive, path).chats for path in files) == 3


def test_all_branches_are_written_once_each(archive, tmp_path):
    messages = [message(1, None, text="root"), message(2, 1, Role.ASSISTANT, "one left"),
                message(3, 2, text="more left"), message(4, 1, Role.ASSISTANT, "one right"),
                message(5, 4, text="more right"), message(6, None, text="another beginning")]  # fmt: skip
    put(archive, replace(chat("Tree", messages), shown=MessageId(5)))
    for format_ in (Format.MARKDOWN, Format.HTML):
        every = write(archive, tmp_path / f"all.{format_}", format_, form=Form(branches=True))
        text = every.target.read_text("utf-8")
        places = [text.index(said) for said in ("one right", "more right", "one left", "more left")]
        assert places == sorted(places)
        assert "Another branch, after “root”" in text
        assert "Another beginning" in text
        shown = write(archive, tmp_path / f"shown.{format_}", format_).target.read_text("utf-8")
        assert "one left" not in shown
        assert "Other branches" in shown


def test_thinking_is_written_when_it_is_wanted(archive, tmp_path):
    put(archive, chat("T", [message(1, None, Role.ASSISTANT, "Yes", thinking="Hm\n```\ncut")]))
    for format_ in (Format.MARKDOWN, Format.HTML):
        assert "Hm" not in write(archive, tmp_path / f"a.{format_}", format_).target.read_text("utf-8")
        text = write(archive, tmp_path / f"b.{format_}", format_, form=Form(thinking=True)).target.read_text(
            "utf-8"
        )
        assert text.index("Hm") < text.index("Yes")
    assert "> ```\n\nYes" in text or "</details>" in text


def test_which_chats_are_meant_can_be_said(store, archive):
    work, inner = organised(store)
    gone = put(archive, chat("Gone", folder=work.id))
    store.organising.delete([gone.id])

    def titles(**which):
        return [archive.title(each) for each in archive.ids_of(Which(**which))]

    assert titles(folder=work.id) == titles(folder=inner.id) == titles(archived=True) == ["In"]
    assert titles(folder=work.id, trash=True) == ["In", "Gone"]
    assert titles() == ["In", "Out"]


def test_a_chat_that_is_gone_or_damaged_does_not_stop_the_others(store, archive, tmp_path):
    for number in range(3):
        put(archive, chat(f"Chat {number}", [message(1, None, text="said")]))
    first, second, third = archive.ids()
    with store.database.write() as db:
        db.exec_driver_sql("UPDATE message SET text = CAST(x'61ff62' AS TEXT) WHERE chat_id = ?", (second,))
    done = write(archive, tmp_path / "a.json", chats=[first, 999, second, third])
    assert done.chats == 3
    assert json.loads(done.target.read_text("utf-8"))["chats"][1]["messages"][0]["text"] == "a\ufffdb"


def test_large_and_small_chats_are_read_in_their_order(archive):
    for count in (1, 900, 0, 3, 399, 2):
        put(archive, chat(f"{count}", [message(n, n - 1 or None) for n in range(1, count + 1)]))
    wanted = archive.ids()[::-1]
    read = list(archive.read_each(wanted))
    assert [each.chat.id for each in read] == wanted
    assert [len(each.messages) for each in read] == [2, 399, 3, 0, 900, 1]
    assert read[1] == archive.read(wanted[1])


def test_progress_ends_with_all_chats_and_never_goes_back(archive, tmp_path):
    for number in range(5):
        put(archive, chat(f"Chat {number}", [message(1, None)]))
    told = []
    write(archive, tmp_path / "a.json", tell=told.append)
    assert told[-1] == Progress(5, 5)
    assert [each.done for each in told] == sorted(each.done for each in told)


@pytest.mark.parametrize("each", [False, True])
def test_an_export_that_is_ended_leaves_whole_files_only(archive, tmp_path, each):
    for number in range(100):
        put(archive, chat(f"Chat {number}", [message(1, None)]))

    def stop(progress):
        if progress.done == 80:
            raise Cancelled

    folder = tmp_path / "to"
    with pytest.raises(Cancelled):
        write(archive, folder if each else folder / "a.md", Format.MARKDOWN, stop, each=each)
    left = sorted(folder.iterdir())
    assert len(left) == (64 if each else 0)
    assert all(path.suffix == ".md" and path.read_text().endswith("\n") for path in left)


@pytest.mark.parametrize("format_", [Format.JSON, Format.MARKDOWN, Format.HTML])
def test_an_export_can_be_ended_in_the_middle_of_a_long_chat(archive, tmp_path, format_):
    put(archive, chat("long", [message(n, n - 1 or None, text="**x**") for n in range(1, 1001)]))
    told = []

    def tell(progress):
        told.append(progress)
        if len(told) > 15:  # more than the reading of it tells
            raise Cancelled

    with pytest.raises(Cancelled):
        write(archive, tmp_path / "a", format_, tell=tell)
    assert {progress.done for progress in told} <= {0, 1}
    assert list(tmp_path.glob("a*")) == []


def test_a_file_or_a_folder_in_the_way_stays_as_it_is(archive, tmp_path):
    put(archive, chat("A", [message(1, None)]))
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    for target, more in (
        ("file", {}),
        ("file", {"each": True}),
        ("folder", {}),
        ("folder", {"overwrite": True}),
    ):
        with pytest.raises(FileInTheWay):
            write(archive, tmp_path / target, **more)
    assert (tmp_path / "file").read_text() == "mine"
    assert list((tmp_path / "folder").iterdir()) == []


FULL, LOST = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG), (errno.EIO, errno.ENODEV, errno.EROFS)


@pytest.mark.parametrize("number", [*FULL, *LOST])
@pytest.mark.parametrize("call", ["os.fsync", "Path.replace", "Path.open"])
def test_a_full_or_lost_disk_is_told_and_nothing_half_finished_has_a_name(
    archive, tmp_path, monkeypatch, number, call
):
    put(archive, chat("A", [message(1, None)]))

    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(f"desktop.services.export_files.{call}", fail)
    with pytest.raises(DiskFull if number in FULL else FolderNotWritable):
        write(archive, tmp_path / "to" / "a.json")
    assert list((tmp_path / "to").iterdir()) == []


def test_a_place_that_cannot_be_made_is_told(archive, tmp_path):
    put(archive, chat("A", [message(1, None)]))
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FolderNotWritable):
        write(archive, tmp_path / "file" / "inside" / "a.json")


HOSTILE = (
    "</title><script>alert(1)</script> **b** [x](javascript:alert(1)) # ![i](http://evil.example/x.png) `"
)


def test_what_stands_in_titles_and_names_is_text_everywhere(archive, tmp_path):
    put(archive, chat(HOSTILE, [message(1, None, text=HOSTILE, thinking=HOSTILE)]))
    form = Form(thinking=True, branches=True)
    page = "".join(HtmlPages(form).pieces(iter([archive.read(archive.ids()[0])])))
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page
    text = write(archive, tmp_path / "a.md", Format.MARKDOWN, form=form).target.read_text("utf-8")
    assert text.splitlines()[0].count("<") == text.splitlines()[0].count("\\<")


def test_code_is_coloured_without_a_script(archive):
    whole = chat("Code", [message(1, None, text="```python\nprint('<b>')  # no\n```\n\n```x<y\n<i>\n```")])
    page = "".join(HtmlPages(Form()).pieces(iter([whole])))
    assert '<span class="f">print</span>' in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "<i>" not in page


def test_formulas_are_drawn_and_what_is_none_stays_as_it_was_written(archive):
    hostile = "$\\text{</svg><script>alert(1)</script>}$ $\\href{javascript:alert(1)}{x}$ $</title><b>$"
    text = (
        f"$E = mc^2$ and $$\\frac{{a}}{{b}}$$ but $5 and $6.\n\n$$\nx^2\n$$\n\n$\\nocommand{{x}}$ {hostile}"
    )
    page = "".join(HtmlPages(Form()).pieces(iter([chat("Maths", [message(1, None, text=text)])])))
    assert page.count("<svg") >= 3
    assert "E equals m c squared" in page
    assert "<code>\\nocommand{x}</code>" in page
    assert "$5 and $6." in page
    for never in ("<script", "javascript:", "<b>", "<metadata", "<style>svg"):
        assert never not in page.replace("\\href{javascript:alert(1)}", "")


def test_the_window_does_one_export_at_a_time_and_ends_it(archive, tmp_path):
    for number in range(50):
        put(archive, chat(f"Chat {number}", [message(1, None)]))
    inbox = Inbox()
    tasks = Tasks(inbox)
    moving = MovingOut(archive, tasks)
    told = []
    moving.exported.connect(lambda done: told.append(done.chats))
    moving.cancelled.connect(lambda _: told.append("cancelled"))
    wanted = Export((), Format.MARKDOWN, tmp_path / "a.md")
    moving.export(wanted, Which(), lambda: None)
    moving.export(wanted, Which(), lambda: None)
    assert moving.busy
    inbox.run_until(lambda: told)
    moving.export(replace(wanted, target=tmp_path / "b.md"), Which(), lambda: None)
    moving.cancel()
    inbox.run_until(lambda: len(told) == 2)
    assert told == [50, "cancelled"]
    assert not (tmp_path / "b.md").exists()
    tasks.close()


def test_the_command_line_writes_pdf_and_a_file_each(qapp, store, archive, tmp_path, capsys):
    for number in range(2):
        put(archive, chat(f"Chat {number}", [message(1, None, text="How fast?")]))
    folder = ["--data-dir", str(store.database.path.parent)]
    many = ["export", "--to", str(tmp_path / "md"), "--format", "markdown", "--each", "--json"]
    assert main([*folder, *many]) == 0
    assert json.loads(capsys.readouterr().out)["chats"] == 2
    assert len(list((tmp_path / "md").glob("*.md"))) == 2
    assert main([*folder, "export", "Chat 1", "--to", str(tmp_path / "a.pdf"), "--format", "pdf"]) == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
