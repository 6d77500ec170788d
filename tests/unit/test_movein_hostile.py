"""Files of chats that lie, are broken, or are far too large: what is whole is read, the rest is told."""

from __future__ import annotations

import copy
import io
import json
import os
import random
import struct
import zipfile

import pytest

from desktop.core.chat import Role
from desktop.core.moving_in import FlawKind
from desktop.services.movein import json_values, members, reading, tree
from desktop.services.movein.json_records import Bad, JsonRecords, Record
from desktop.services.movein.json_text import JsonText
from desktop.services.movein.tree import Node, grow
from tests.fakes.gpt4all import chat_file
from tests.fakes.movein import kinds, read
from tests.unit.test_movein_formats import LLAMA, at, chatgpt, lm, node, owui, said, texts, turn, user, words


def small(title="x", **more):
    return chatgpt(node("u", None, [], "user", [title]), title=title, **more)


def saved(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


def titles(found):
    return [piece.incoming.whole.chat.title for piece in found]


def items(text, size=7):
    file = io.BytesIO(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return list(JsonRecords(lambda _: file.read(size)).items())


def values(text, size=7):
    return [item.value if isinstance(item, Record) else item.kind for item in items(text, size)]


@pytest.mark.parametrize("size", [1, 3, 64, 100_000])
def test_json_is_the_same_however_it_is_read(size, monkeypatch):
    monkeypatch.setattr(json_values, "AT_ONCE", 40)
    wanted = [{"a": [1, 2.5, None, {"b": 'ü\n"\\ 火'}]}, [], "text", 17, {"c": {"d": [[[{}]]]}}]
    text = json.dumps(wanted, ensure_ascii=size == 3, indent=size if size < 4 else None)
    assert values(text, size) == wanted
    assert values("\n".join(json.dumps(each) for each in wanted[:1] * 3), size) == wanted[:1] * 3
    assert values(json.dumps({"chats": wanted, "n": 1}), size) == wanted


@pytest.mark.parametrize("size", [1, 50, 100_000])
def test_json_what_is_behind_a_bad_record_is_read(size, monkeypatch):
    monkeypatch.setattr(json_values, "AT_ONCE", 40)
    deep = "[" * 5_000 + "]" * 5_000
    assert values(f'[{{"a": 1}}, {{"b": {deep}}}, {{"c": "]}}"}}]', size) == [
        {"a": 1},
        FlawKind.TOO_DEEP,
        {"c": "]}"},
    ]
    rows = '{"a": 1}\n{"b": \n{"c": nonsense}\n{"d": 4}\n'
    assert {"d": 4} in values(rows, size)
    assert values('[{"a": 1}, {"b": ', size) == [{"a": 1}, FlawKind.DAMAGED]
    assert values('[{"a": 1} {"b": 2}]', size)[:2] == [{"a": 1}, FlawKind.DAMAGED]


def test_json_a_record_that_is_too_large_is_left_out(monkeypatch):
    monkeypatch.setattr(json_values, "LARGEST", 5_000)
    monkeypatch.setattr(json_values, "AT_ONCE", 500)
    large = [{"a": "x" * 1_000} for _ in range(9)]
    text = json.dumps([{"n": 1}, large, {"n": 2}, "y" * 9_000, {"n": 3}])
    found = values(text, 100)
    assert [each for each in found if isinstance(each, dict)] == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert found.count(FlawKind.TOO_LARGE) == 2


def test_json_a_record_of_very_many_values_is_left_out(monkeypatch):
    monkeypatch.setattr(json_values, "MOST_VALUES", 1_000)
    text = json.dumps([{"n": 1}, [{}] * 1_001, {"n": 2}])
    assert values(text, 100_000) == [{"n": 1}, FlawKind.TOO_LARGE, {"n": 2}]


def test_json_pictures_within_a_record_take_no_room(monkeypatch):
    monkeypatch.setattr(json_values, "AT_ONCE", 1_000)
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 10_000
    ((record),) = values(json.dumps([{"url": picture, "raw": "QUJD" * 20_000, "text": "a b" * 9_000}]), 1_000)
    assert len(record["url"]) == len(record["raw"]) == json_values.LONGEST_PICTURE
    assert record["text"] == "a b" * 9_000


def test_json_numbers_that_python_refuses_are_nothing():
    huge = "9" * 10_000
    assert values(f'[{{"a": {huge}, "b": NaN, "c": 1e999}}]') == [{"a": None, "b": None, "c": float("inf")}]


def test_json_a_large_file_is_never_in_memory_as_a_whole():
    row = json.dumps({"text": "x" * 1_000}).encode()
    sizes, count = [], 50_000  # 50 MB
    source = iter([b"[" + row, *([b"," + row] * 999)] + [(b"," + row) * 1_000] * (count // 1_000 - 1))
    records = JsonRecords(lambda _: next(source, b"]") if len(sizes) < count else b"")
    for _ in records.items():
        sizes.append(len(records._source.text))
        if len(sizes) == count:
            break
    assert max(sizes) < 4_000_000


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", FlawKind.EMPTY_FILE),
        (b" \n", FlawKind.UNKNOWN),
        (b"\x89PNG\r\n", FlawKind.UNKNOWN),
        (b"[1, 2, 3]", FlawKind.UNKNOWN),
        (b'{"messages": []}', FlawKind.UNKNOWN),
        (b"[" * 100_000, FlawKind.UNKNOWN),
        (b'{"a":' * 50_000, FlawKind.UNKNOWN),
        (b'[{"mapping": {', FlawKind.UNKNOWN),
        (b"PK\x03\x04 no zip", FlawKind.DAMAGED),
    ],
)
def test_a_file_of_something_else_is_told_once(tmp_path, content, kind):
    found, flaws = read(saved(tmp_path, "x.json", content))
    told = [flaw.kind for flaw in flaws]
    assert (found, told[-1]) == ([], kind)
    assert len(told) <= 2


def test_records_that_are_no_chats_are_told_by_their_numbers(tmp_path):
    listed = [small("a"), 5, None, {"mapping": 3}, {"mapping": {}}, {"mapping": {"x": 1}}, small("b")]
    found, flaws = read(saved(tmp_path, "c.json", json.dumps(listed)))
    assert titles(found) == ["a", "b"]
    assert kinds(flaws) == [
        (FlawKind.NOT_A_CHAT, 2),
        (FlawKind.NOT_A_CHAT, 3),
        (FlawKind.NOT_A_CHAT, 4),
        (FlawKind.NO_MESSAGES, 5),
        (FlawKind.NOT_A_CHAT, 6),
    ]


def test_a_deeply_nested_chat_is_left_out_and_the_others_come(tmp_path):
    deep = '{"mapping": ' + '{"a": ' * 3_000 + "1" + "}" * 3_001
    text = f"[{json.dumps(small('a'))}, {deep}, {json.dumps(small('b'))}]"
    found, flaws = read(saved(tmp_path, "c.json", text))
    assert (titles(found), kinds(flaws)) == (["a", "b"], [(FlawKind.TOO_DEEP, 2)])


def test_an_export_that_was_cut_off_gives_what_is_whole(tmp_path):
    text = json.dumps([small("a"), small("b"), small("c")])
    found, flaws = read(saved(tmp_path, "c.json", text[:-50]))
    assert (titles(found), kinds(flaws)) == (["a", "b"], [(FlawKind.DAMAGED, 3)])


def test_bytes_that_are_no_text_are_replaced_and_told(tmp_path):
    text = json.dumps([small("aXb"), small("火")], ensure_ascii=False).encode().replace(b"X", b"\xff\xfe")
    found, flaws = read(saved(tmp_path, "c.json", text))
    assert titles(found) == ["a\ufffd\ufffdb", "火"]
    assert kinds(flaws) == [(FlawKind.BAD_BYTES, 0)]
    sixteen = json.dumps([small("火")], ensure_ascii=False).encode("utf-16")
    assert titles(read(saved(tmp_path, "d.json", sixteen))[0]) == ["火"]
    lone = json.dumps([small("a\ud800\0b")])
    (piece,) = read(saved(tmp_path, "e.json", lone))[0]
    assert texts(piece.incoming.whole) == ["a\ufffd\ufffdb"]


def test_a_title_is_plain_text_in_one_line_without_tricks(tmp_path):
    title = "<b onmouseover=x>Hi</b>\n\u202eevil\u202c" + "y" * 500
    (piece,) = read(saved(tmp_path, "c.json", json.dumps([small() | {"title": title}])))[0]
    shown = piece.incoming.whole.chat.title
    assert shown.startswith("<b onmouseover=x>Hi</b> evilyyy")
    assert len(shown) == 200


def test_cycles_lost_parents_and_ids_that_collide_still_give_a_tree(tmp_path):
    cycle = chatgpt(
        node("a", "b", ["b"], "user", ["a"]),
        node("b", "a", ["a"], "assistant", ["b"]),
        node("c", "c", ["c"], "user", ["c"]),
        node("d", "gone", [], "user", ["d"]),
        current_node="nowhere",
    )
    doubled = LLAMA | {"messages": [{"id": "x", "role": "user", "content": str(n)} for n in range(3)]}
    found, flaws = read(saved(tmp_path, "c.json", json.dumps([cycle, doubled])))
    assert flaws == []
    first, second = (piece.incoming.whole for piece in found)
    assert sorted(texts(first)) == ["a", "b", "c", "d"]
    assert sorted(texts(second)) == ["0", "1", "2"]
    for whole in (first, second):
        seen = set()
        for message in whole.messages:
            assert message.parent is None or message.parent in seen
            seen.add(message.id)


def test_a_very_deep_tree_takes_no_stack():
    nodes = [Node(str(n), str(n - 1), (Role.USER, Role.ASSISTANT)[n % 2], "x") for n in range(20_000)]
    assert len(grow(nodes, at(0)).messages) == 20_000


def test_a_chat_of_too_many_messages_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(tree, "MOST_MESSAGES", 3)
    many = chatgpt(*(node(str(n), str(n - 1), [], "user", ["x"]) for n in range(4)))
    found, flaws = read(saved(tmp_path, "c.json", json.dumps([small("a"), many])))
    assert (titles(found), kinds(flaws)) == (["a"], [(FlawKind.TOO_MANY, 2)])


WRONG = [
    None,
    True,
    0,
    -1,
    1e308,
    "",
    "x",
    "\ud800",
    [],
    [[]],
    {},
    {"a": {}},
    [None, 5],
    "2026-99-99",
    10**30,
]


def places(value, path=()):
    yield path
    if isinstance(value, dict):
        for name in value:
            yield from places(value[name], (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))


def changed(value, path, wrong):
    value = copy.deepcopy(value)
    at = value
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = wrong
    return value


GOOD = [
    small("a", current_node="u", update_time=3, is_archived=True, conversation_template_id="g-p-1"),
    chatgpt(
        node("u", None, ["a"], "user", ["x", {"content_type": "audio_transcription", "text": "y"}]),
        node("a", "u", [], "assistant", kind="thoughts", content={"thoughts": [{"summary": "s"}]}),
    ),
    owui(
        {"history": {"messages": {"u": said("u", None, "user", "x", files=[{"file": {"data": {}}}])}}},
        meta={"tags": ["a"]},
    ),
    LLAMA,
    lm((0, [user("x")]), (0, [{"role": "assistant", "steps": [{"type": "contentBlock", "content": []}]}])),
]


@pytest.mark.parametrize("number", range(len(GOOD)))
def test_no_wrong_type_anywhere_is_a_bug(tmp_path, number):
    good = GOOD[number]
    spots = [path for path in places(good) if path]
    dice = random.Random(number)
    rows = [changed(good, path, dice.choice(WRONG)) for path in spots for _ in range(2)]
    path = saved(tmp_path, "c.json", json.dumps([good, *rows]))
    found, flaws = read(path)
    assert (
        len(found) + len([flaw for flaw in flaws if flaw.kind is not FlawKind.SOME_MESSAGES]) == len(rows) + 1
    )


def test_no_wrong_type_in_a_thread_of_jan_is_a_bug(tmp_path):
    thread = {
        "id": "t",
        "object": "thread",
        "title": "x",
        "assistants": [{"model": {"id": "m"}}],
        "metadata": {},
    }
    messages = [turn("user", words("x")), turn("assistant", {"type": "tool_call"}, metadata={"usage": {}})]
    dice = random.Random(3)
    for number, path in enumerate(path for path in places([thread, *messages]) if path):
        folder = tmp_path / str(number)
        folder.mkdir()
        first, *others = changed([thread, *messages], path, dice.choice(WRONG))
        saved(folder, "thread.json", json.dumps(first))
        saved(folder, "messages.jsonl", "\n".join(map(json.dumps, others)) + "\nno json\n")
    found, flaws = read(tmp_path)
    assert len(found) > 20
    assert {flaw.kind for flaw in flaws} <= {FlawKind.NOT_A_CHAT, FlawKind.SOME_MESSAGES}


def test_no_wrong_byte_in_a_file_of_gpt4all_is_a_bug(tmp_path):
    dice = random.Random(1)
    for version in (1, 3, 7, 9, 10, 12):
        good = chat_file(version, 1_700_000_000, "x")
        for number in range(60):
            bad = bytearray(good)
            spot = dice.randrange(8, len(bad))
            bad[spot : spot + 4] = dice.randbytes(4)
            saved(tmp_path, f"{version}-{number}.chat", bytes(bad[: dice.choice((len(bad), spot + 9))]))
    found, flaws = read(tmp_path)
    assert found
    assert {flaw.kind for flaw in flaws} <= {FlawKind.DAMAGED, FlawKind.NO_MESSAGES, FlawKind.TOO_MANY}


def zipped(folder, *members, compress=zipfile.ZIP_DEFLATED):
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", compress) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_a_zip_is_known_by_what_is_in_it_and_only_what_is_needed_is_read(tmp_path):
    export = [
        ("conversations-000.json", json.dumps([small("a")])),
        ("deep/conversations-001.json", json.dumps([small("b")])),
        ("chat.html", "<script>"),
        ("user.json", "[]"),
        ("dalle/1.png", b"\x89PNG"),
    ]
    path = zipped(tmp_path, *export).rename(tmp_path / "renamed.dat")
    found, flaws = read(path)
    assert (titles(found), flaws) == (["a", "b"], [])


def test_a_zip_of_a_folder_of_lm_studio_keeps_its_folders(tmp_path):
    path = zipped(tmp_path, ("x/conversations/Work/1.conversation.json", json.dumps(lm((0, [user("Hi")])))))
    (piece,) = read(path)[0]
    assert [place.name for place in piece.incoming.folder] == ["Work"]


def test_names_that_point_out_of_a_zip_are_refused(tmp_path):
    names = (
        "../conversations.json",
        "/conversations.json",
        "C:/conversations.json",
        "a/../conversations.json",
    )
    path = zipped(tmp_path, ("conversations.json", json.dumps([small("a")])), *((n, "[]") for n in names))
    found, flaws = read(path)
    assert titles(found) == ["a"]
    assert [flaw.kind for flaw in flaws] == [FlawKind.BAD_NAME] * 4


def test_a_zip_in_a_zip_is_not_opened(tmp_path):
    inner = zipped(tmp_path, ("conversations.json", json.dumps([small()]))).read_bytes()
    found, flaws = read(zipped(tmp_path, ("inner.zip", inner)))
    assert (found, [flaw.kind for flaw in flaws]) == ([], [FlawKind.ZIP_IN_ZIP])


def test_an_encrypted_member_is_refused_with_a_sentence(tmp_path):
    path = zipped(tmp_path, ("conversations.json", json.dumps([small()])), compress=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + place
        data[at] |= 1
    found, flaws = read(saved(tmp_path, "x.zip", bytes(data)))
    assert (found, [flaw.kind for flaw in flaws]) == ([], [FlawKind.ENCRYPTED])


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "USUAL", 1_000_000)
    path = zipped(tmp_path, ("conversations.json", b"[" + b" " * 20_000_000 + b"]"))
    found, flaws = read(path)
    assert (found, [flaw.kind for flaw in flaws]) == ([], [FlawKind.BOMB])


def test_a_zip_whose_list_is_enormous_or_broken_is_refused(tmp_path):
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 900_000_000, 0, 0)
    found, flaws = read(saved(tmp_path, "a.zip", b"PK\x03\x04" + end))
    assert (found, [flaw.kind for flaw in flaws]) == ([], [FlawKind.LARGE_ZIP])
    whole = zipped(tmp_path, ("conversations.json", json.dumps([small("a" * 9_999)]))).read_bytes()
    for cut in (whole[:-30], whole[:40], whole[:60] + b"\0" * 20 + whole[80:]):
        found, flaws = read(saved(tmp_path, "b.zip", cut))
        assert (found, len(flaws)) == ([], 1)


def test_a_member_that_is_damaged_gives_what_stands_before(tmp_path):
    rows = json.dumps([small(str(n) + random.Random(n).randbytes(500).hex()) for n in range(400)])
    data = bytearray(zipped(tmp_path, ("conversations.json", rows)).read_bytes())
    data[len(data) // 2] ^= 0xFF
    found, flaws = read(saved(tmp_path, "x.zip", bytes(data)))
    assert 0 < len(found) < 400
    assert flaws[-1].kind is FlawKind.DAMAGED


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_links_are_not_followed(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(folder / "conversations.json")
    os.mkfifo(tmp_path / "pipe.json")
    saved(tmp_path, "outside.json", json.dumps([small()]))
    (folder / "conversations-1.json").symlink_to(tmp_path / "outside.json")
    (folder / "loop").symlink_to(folder)
    found, flaws = read(folder, tmp_path / "pipe.json", tmp_path / "none")
    assert found == []
    assert [flaw.kind for flaw in flaws] == [FlawKind.UNKNOWN, FlawKind.UNREADABLE, FlawKind.UNREADABLE]


def test_a_file_of_something_else_is_not_read_to_its_end(tmp_path):
    path = saved(tmp_path, "x.json", json.dumps([{"n": n, "text": "x" * 200} for n in range(50_000)]))
    gauge = reading.Gauge(lambda: None)
    list(reading.read_all([path], reading.Manner(), gauge))
    _, flaws = read(path)
    assert [flaw.kind for flaw in flaws] == [FlawKind.UNKNOWN]


def test_bad_records_are_values_of_their_own():
    assert items("[1, ") == [Record(1, 1, {}), Bad(2, FlawKind.DAMAGED)]


@pytest.mark.parametrize("seed", range(5))
def test_what_is_skipped_ends_where_it_ends_also_in_large_pieces(seed, monkeypatch):
    monkeypatch.setattr("desktop.services.movein.json_text.FEW", 5)
    monkeypatch.setattr("desktop.services.movein.json_text.LEAP", 40)
    monkeypatch.setattr("desktop.services.movein.json_text.CHUNK", 64)
    chance = random.Random(seed)

    def value(depth):
        kind = chance.random()
        if depth > 6 or kind < 0.3:
            return chance.choice(['a"]}\\', "火[{" * 30, "", 5, None, "\\" * 41])
        if kind < 0.65:
            return [value(depth + 1) for _ in range(chance.randint(0, 5))]
        return {f"{n}]": value(depth + 1) for n in range(chance.randint(0, 4))}

    for _ in range(60):
        data = json.dumps([value(0)], ensure_ascii=chance.random() < 0.5).encode()
        text = JsonText(io.BytesIO(data + b' "behind"').read)
        text.skip(0)
        assert text.peek() == '"'
        assert text.text[text.at :] == '"behind"'


def test_what_is_nothing_but_brackets_is_not_looked_at_one_by_one(monkeypatch):
    looked = []
    found = JsonText._found
    monkeypatch.setattr(JsonText, "_found", lambda self, pattern: looked.append(1) or found(self, pattern))
    for data in (b"[" * 2_000_000, b"[" * 3_000 + b"[]," * 700_000 + b"1" + b"]" * 3_000):
        items = JsonRecords(io.BytesIO(data).read).items()
        assert [item.kind for item in items] == [FlawKind.TOO_DEEP]
    assert len(looked) < 10_000
