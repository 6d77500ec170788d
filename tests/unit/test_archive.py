"""Chats leave as a file and come back: nothing is lost, and nothing of a file is trusted."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import jsonschema
import pytest

from desktop.cli.main import main
from desktop.core.archive import WholeChat
from desktop.core.archive_json import ChatLines, beginning
from desktop.core.archive_markdown import Form, markdown_of
from desktop.core.archive_reading import Unreadable, chat_of
from desktop.core.chat import (
    Adapter,
    AnswerRecord,
    Attachment,
    Chat,
    ChatId,
    ChatOptions,
    Finish,
    LeftOut,
    Message,
    MessageId,
    Policy,
    Role,
    Status,
)
from desktop.core.errors import FileInTheWay
from desktop.core.moving_in import FlawKind
from desktop.core.places import resource
from desktop.core.sampling import LogitBias, Sampling
from desktop.core.tasks import Cancelled
from desktop.core.templates import Part, TemplateUse
from desktop.services.archive_html import HtmlPages
from desktop.services.export_files import file_name
from desktop.services.exporting import Export, Format, export
from desktop.store.opening import open_store
from tests.fakes.movein import bring, kinds
from tests.unit.store_files import emptied

NOW = datetime(2026, 11, 27, 9, 5, 3, 123456, tzinfo=UTC)
SAMPLING = Sampling(seed=7, stop=("\n",), logit_bias=(LogitBias("um", float("-inf")), LogitBias("ja", 2.0)))
RECORD = AnswerRecord(
    "Tiny 火",
    "/models/tiny.gguf",
    "ab" * 32,
    "Q4_K_M",
    "own",
    SAMPLING,
    seed=7,
    prompt_tokens=10,
    tokens=3,
    first_token_seconds=0.25,
    finish=Finish.STOP,
    thinking=True,
    policy=Policy.ROLL,
    left_out=LeftOut(MessageId(2), MessageId(2), 1, 9),
    adapters=(Adapter("/a.gguf", -0.5),),
    drafted_tokens=4,
)

USE = TemplateUse(None, "Ask 问", 3, Part.USER, edited=True)


def message(number, parent, role, text="x", **more):
    status = more.pop("status", Status.DONE)
    when = NOW + timedelta(seconds=number)
    return Message(MessageId(number), parent and MessageId(parent), role, text, status, when, **more)


FULL = WholeChat(
    Chat(ChatId(5), "Trains 火车", NOW, NOW + timedelta(hours=1)),
    (
        message(1, None, Role.SYSTEM, "Be brief."),
        message(
            2,
            1,
            Role.USER,
            "How <b>fast</b>?",
            attachments=(Attachment("a.txt", "```\nx"),),
            pinned=True,
            template=USE,
        ),
        message(3, 2, Role.ASSISTANT, "**300** km/h", record=RECORD, thinking="Hm."),
        message(4, 2, Role.ASSISTANT, "Cut\n```py\nprint", status=Status.STOPPED),
        message(5, 3, Role.SUMMARY, "Fast.", covers=MessageId(3)),
    ),
    MessageId(5),
    ChatOptions(Policy.MIDDLE, False, SAMPLING, (Adapter("/a.gguf", 2.0),)),
)


BEGINNING = beginning(())


def chat_values(whole):
    return json.loads("".join(ChatLines().line(whole)))


def markdown(whole, **form):
    return "".join(markdown_of(whole, Form(**form)))


def page_of(*wholes, **form):
    return "".join(HtmlPages(Form(**form)).pieces(iter(wholes)))


@pytest.fixture
def archive(store):
    return store.archive


def put(archive, whole=FULL):
    arriving = archive.begin(whole)
    archive.write(arriving, whole.messages)
    return archive.show(arriving)


def numbered(whole):
    """Give a chat with ids that depend on its order only."""
    ids = {m.id: MessageId(n) for n, m in enumerate(whole.messages, start=1)}
    ids[None] = None

    def moved(m):
        record = m.record
        if record is not None and record.left_out is not None:
            left = record.left_out
            record = replace(record, left_out=replace(left, first=ids[left.first], last=ids[left.last]))
        return replace(m, id=ids[m.id], parent=ids[m.parent], covers=ids[m.covers], record=record)

    messages = tuple(map(moved, whole.messages))
    return replace(whole, chat=replace(whole.chat, id=0), messages=messages, shown=ids[whole.shown])


def exported(archive, tmp_path, format=Format.JSON, chats=None, name="out.json", **more):
    target = tmp_path / name
    wanted = Export(archive.ids() if chats is None else chats, format, target, **more)
    return export(archive, wanted, lambda _: None)


def test_a_chat_comes_back_whole_with_all_its_branches(archive, tmp_path):
    put(archive)
    done = exported(archive, tmp_path)
    assert (done.chats, done.messages) == (1, 5)
    other = open_store(tmp_path / "other.db", "me", lambda owner: False)
    result = bring(other.archive, done.target)
    (chat,) = other.archive.ids()
    assert (result.chats, result.messages, result.flaws) == (1, 5, ())
    assert numbered(other.archive.read(chat)) == numbered(FULL)
    assert [m.text for m in other.chats.messages(chat)] == [
        "Be brief.",
        "How <b>fast</b>?",
        "**300** km/h",
        "Fast.",
    ]
    other.close()


def test_a_file_can_be_read_twice_without_doubling_anything(archive, tmp_path):
    put(archive)
    target = exported(archive, tmp_path).target
    result = bring(archive, target)
    assert (result.chats, result.here, len(archive.ids())) == (0, 1, 1)


def test_a_chat_that_has_gone_on_here_stays_and_one_that_went_on_there_grows(archive, tmp_path):
    put(archive, replace(FULL, messages=FULL.messages[:3], shown=MessageId(3)))
    before = exported(archive, tmp_path, name="before.json").target
    other = open_store(tmp_path / "other.db", "me", lambda owner: False)
    put(other.archive)
    assert bring(other.archive, before).here == 1
    after = exported(other.archive, tmp_path, name="after.json").target
    assert (bring(archive, after).grown, len(archive.ids())) == (1, 1)
    assert numbered(archive.read(archive.ids()[0])) == numbered(FULL)
    other.close()


def test_the_trash_goes_along_only_when_it_is_wanted_and_is_kept_for_another_month(archive, store, tmp_path):
    chat = put(archive)
    store.organising.delete([chat.id])
    assert exported(archive, tmp_path).chats == 0
    target = exported(archive, tmp_path, chats=archive.ids(trash=True), name="all.json").target
    other = open_store(tmp_path / "other.db", "me", lambda owner: False)
    bring(other.archive, target)
    assert (other.archive.ids(), len(other.archive.ids(trash=True))) == ([], 1)
    assert emptied(other, datetime.now(UTC) - timedelta(days=1)) == 0
    other.close()


def test_a_chat_that_is_still_being_written_is_not_seen_and_goes_after_a_crash(archive, store):
    arriving = archive.begin(FULL)
    archive.write(arriving, FULL.messages[:2])
    assert store.chats.chats() == []
    month = timedelta(days=30)
    assert emptied(store, datetime.now(UTC) - month) == 0  # by another process that starts now
    archive.write(arriving, FULL.messages[2:])
    later = max(datetime.now(UTC) - month, FULL.chat.updated) + timedelta(hours=3)
    assert emptied(store, later) == 1


def test_ending_an_import_keeps_whole_chats_only(archive, tmp_path):
    for number in range(3):
        put(archive, replace(FULL, chat=replace(FULL.chat, created=NOW + timedelta(days=number))))
    target = exported(archive, tmp_path).target
    other = open_store(tmp_path / "other.db", "me", lambda owner: False)

    def enough(progress):
        if progress.chats == 2:
            raise Cancelled

    assert bring(other.archive, target, tell=enough).cancelled
    for chat in other.archive.ids(trash=True):
        assert len(other.archive.read(chat).messages) == 5
    other.close()


def test_a_file_that_is_there_is_not_written_over_unless_it_is_wanted(archive, tmp_path):
    put(archive)
    (tmp_path / "out.json").write_text("mine")
    with pytest.raises(FileInTheWay):
        exported(archive, tmp_path)
    assert (tmp_path / "out.json").read_text() == "mine"
    exported(archive, tmp_path, overwrite=True)
    assert (tmp_path / "out.json").read_text().startswith(BEGINNING)


def test_an_export_that_is_ended_leaves_nothing(archive, tmp_path):
    put(archive)

    def stop(_):
        raise Cancelled

    with pytest.raises(Cancelled):
        export(archive, Export(archive.ids(), Format.JSON, tmp_path / "to" / "out.json"), stop)
    assert list((tmp_path / "to").iterdir()) == []


def test_several_chats_become_files_of_their_own_whose_names_no_system_refuses(archive, tmp_path):
    for title in ("a/b", "A/B", "con", "..", ""):
        put(archive, replace(FULL, chat=replace(FULL.chat, title=title)))
    exported(archive, tmp_path, Format.MARKDOWN, name="folder", each=True)
    names = sorted(path.name for path in (tmp_path / "folder").iterdir())
    day = f"{NOW.astimezone():%Y-%m-%d}"
    wanted = ["_.md", "_con.md", "A_B 2.md", "Chat.md", "a_b.md"]
    assert names == sorted(f"{day} {name}" for name in wanted)
    assert len(file_name("x" * 999)) == 80


def test_markdown_holds_the_branch_that_is_shown_and_says_so():
    text = markdown(FULL)
    assert text.startswith("# Trains 火车\n\n2026-11-27 09:05 UTC\n\n*Other branches")
    assert "## Tiny 火\n\n**300** km/h\n" in text
    assert "````\n```\nx\n````" in text
    assert "Cut" not in text
    cut = markdown(replace(FULL, shown=MessageId(4)))
    assert cut.endswith("Cut\n```py\nprint\n```\n")


def test_html_runs_nothing_and_fetches_nothing():
    hostile = (
        "<script>alert(1)</script> ![x](http://evil.example/x.png) [a](javascript:alert(1)) "
        "[b](https://example.org) <img src=x onerror=alert(1)>"
    )
    title = "</title><script>alert(2)</script>"
    messages = (message(1, None, Role.USER, hostile, attachments=(Attachment("<i>", "</pre><script>"),)),)
    page = page_of(WholeChat(Chat(ChatId(1), title, NOW, NOW), messages, MessageId(1)))
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert 'href="https://example.org"' in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    "heavy",
    ["$" * 19_999, "$x$" * 6_000, "[" * 100_000, "x" * 500_000, "![" * 5_000 + "a" * 30_000, ">" * 50_000],
)
def test_html_of_a_hostile_message_does_not_take_for_ever(heavy):
    messages = (message(1, None, Role.ASSISTANT, heavy),)
    page = page_of(WholeChat(Chat(ChatId(1), "t", NOW, NOW), messages, MessageId(1)))
    assert page.endswith("</html>\n")


def test_what_is_no_chat_is_told_by_its_number_and_the_rest_is_read(archive, tmp_path):
    good = json.dumps(chat_values(FULL))
    lines = [good, "{", '{"messages": [{}]}', '"x"', "[" * 100_000]
    path = tmp_path / "in.json"
    path.write_text(BEGINNING + ",\n".join(lines) + "\n]}\n")
    result = bring(archive, path)
    assert (result.chats, [flaw.number for flaw in result.flaws]) == (1, [2, 3, 4, 5])


def test_a_file_that_was_cut_off_gives_what_is_whole(archive, tmp_path):
    line = json.dumps(chat_values(FULL))
    path = tmp_path / "in.json"
    path.write_text(BEGINNING + line + ",\n" + line[: len(line) // 2])
    result = bring(archive, path)
    assert (result.chats, kinds(result.flaws)) == (1, [(FlawKind.DAMAGED, 2)])


def test_a_file_that_somebody_has_laid_out_anew_is_read_too(archive, tmp_path):
    path = tmp_path / "in.json"
    values = {"format": "fireside-chats", "version": 1, "chats": [chat_values(FULL)]}
    path.write_text("\ufeff" + json.dumps(values, indent=2), encoding="utf-8")
    assert bring(archive, path).chats == 1


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"[]", b"{}", b'{"format": "fireside-chats"}', b"{" * 9999]
)
def test_a_file_of_something_else_is_refused(archive, tmp_path, content):
    path = tmp_path / "in.json"
    path.write_bytes(content)
    result = bring(archive, path, tmp_path / "none.json")
    assert (result.chats, len(result.flaws)) == (0, 2)


def test_a_tree_with_cycles_and_lost_parents_becomes_a_tree():
    values = {
        "created": NOW.isoformat(),
        "messages": [
            {"id": 3, "parent": 2, "role": "user", "text": "c"},
            {"id": 2, "parent": 3, "role": "user", "text": "b"},
            {"id": 1, "parent": 99, "role": "user", "text": "a"},
            {"id": 1, "parent": None, "role": "user", "text": "again"},
            {"id": 4, "parent": 4, "role": "user", "text": "d", "covers": 99},
        ],
    }
    read = chat_of(values)
    seen = set()
    for each in read.whole.messages:
        assert each.parent is None or each.parent in seen
        seen.add(each.id)
    assert (seen, read.dropped) == ({1, 2, 3, 4}, 1)
    assert read.whole.chat.title == "again"


WRONG = [
    None,
    True,
    -1,
    1e400,
    "x",
    "\ud800",
    [],
    {},
    [[]],
    {"a": 1},
    "2026-13-45",
    "0001-01-01T00:00:00+14:00",
]


def test_values_of_wrong_kinds_never_do_harm(archive):
    chance = random.Random(1)
    stored = 0
    for _ in range(60):
        values = json.loads(json.dumps(chat_values(FULL)))
        for _ in range(chance.randint(1, 6)):
            spoil(values, chance)
        try:
            whole = chat_of(values).whole
        except Unreadable:
            continue
        put(archive, whole)
        stored += 1
    assert stored > 20


def spoil(values, chance):
    """Put something wrong somewhere into what JSON gave."""
    while True:
        key = chance.choice(list(values) if isinstance(values, dict) else range(len(values)))
        inner = values[key]
        if isinstance(inner, dict | list) and inner and chance.random() < 0.7:
            values = inner
            continue
        values[key] = chance.choice(WRONG)
        return


@pytest.mark.parametrize(
    "spoiled",
    [
        {
            "record": {
                "model_name": "\ud800",
                "chat_template": "\udc00",
                "quant": "\ud800",
                "failure": "\ud800",
            }
        },
        {"record": {"model_path": "/a\ud800", "model_sha256": "\ud800"}},
        {"record": {"prompt_tokens": 10**30, "seed": -(10**30), "tokens_per_second": 10**400}},
        {"record": {"left_out": {"first": 1, "last": 1, "count": 10**400, "tokens": 1}}},
    ],
)
def test_what_no_database_can_hold_is_left_out_and_the_rest_is_read(archive, tmp_path, spoiled):
    adapters = {"adapters": [{"path": "a.gguf", "scale": 10**400}]}
    messages = [{"id": 1, "role": "assistant", "text": "yes", **spoiled}]
    file = tmp_path / "in.json"
    file.write_text(BEGINNING + json.dumps({"messages": messages, "options": adapters}) + "\n]}\n")
    assert bring(archive, file).messages == 1


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_a_moment_that_has_no_date_everywhere_is_not_taken(moment):
    read = chat_of({"created": moment, "updated": moment, "messages": []}).whole.chat
    for offset in (-14, 14):
        there = timezone(timedelta(hours=offset))
        assert read.created.astimezone(there) <= read.updated.astimezone(there) <= datetime.now(UTC)


def test_a_path_on_another_machine_is_never_asked_for(archive, monkeypatch):
    values = json.loads(json.dumps(chat_values(FULL)))
    values["options"]["adapters"] = [{"path": "//evil/a", "scale": 1}, {"path": "\\\\evil\\a", "scale": 1}]
    values["messages"][2]["record"]["model_path"] = "//evil/share/model.gguf"
    whole = chat_of(values).whole
    monkeypatch.setattr(Path, "stat", lambda path, **_: pytest.fail(f"looked at {path}"))
    put(archive, whole)
    assert whole.options.adapters == ()


def test_what_is_written_is_what_the_documentation_says(archive, tmp_path):
    put(archive)
    schema = json.loads(resource("resources/schemas/chats.schema.json").read_text("utf-8"))
    written = json.loads(exported(archive, tmp_path).target.read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(written)
    described = schema["properties"]["chats"]["items"]["properties"]
    (chat,) = written["chats"]
    assert set(chat) == set(described)
    assert set(chat["messages"][2]["record"]) == set(
        described["messages"]["items"]["properties"]["record"]["properties"]
    )


def run(folder, capsys, *words):
    try:
        status = main(["--data-dir", str(folder), *map(str, words)])
    except SystemExit as end:
        status = end.code
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_the_command_line_exports_and_imports(store, tmp_path, capsys):
    put(store.archive)
    put(store.archive, replace(FULL, chat=replace(FULL.chat, title="Other", created=NOW + timedelta(days=1))))
    target = tmp_path / "usb" / "chats.json"
    status, out, err = run(tmp_path, capsys, "export", "TRAINS", "--to", target, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out) | {"size": 0} == {"target": str(target), "chats": 1, "messages": 5, "size": 0}
    status, out, err = run(tmp_path / "new", capsys, "import", target, "--json")
    assert (status, err, json.loads(out)["chats"]) == (0, "", 1)
    status, out, err = run(tmp_path / "new", capsys, "import", target)
    assert (status, err) == (0, "")
    assert "were here already: 1" in out
    status, _, err = run(tmp_path, capsys, "export", "--format", "html", "--to", tmp_path / "pages")
    assert status == 0
    assert len(list((tmp_path / "pages").glob("*.html"))) == 2


def test_the_command_line_says_what_is_wrong(store, tmp_path, capsys):
    put(store.archive)
    status, out, err = run(tmp_path, capsys, "export", "nothing", "--to", tmp_path / "x.json")
    assert (status, out) == (2, "")
    assert "in its title" in err
    status, out, err = run(tmp_path, capsys, "import", tmp_path / "none.json")
    assert (status, out) == (1, "")
    assert "none.json: This is not there, or may not be read." in err
    (tmp_path / "x.json").write_text("mine")
    status, _, err = run(tmp_path, capsys, "export", "--to", tmp_path / "x.json")
    assert (status, "There is a file" in err) == (1, True)
