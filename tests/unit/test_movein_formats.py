"""Chats of other programs become ours: branches, roles, times, thinking, and marks for what is lost."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime

import pytest

from desktop.core.chat import Finish, Naming, Role, Status
from desktop.core.moving_in import FlawKind, Loss, Marks, Source
from desktop.services.movein.marking import without_marks
from tests.fakes.gpt4all import chat_file
from tests.fakes.movein import kinds, read

BEGUN = 1_700_000_000


def at(seconds):
    return datetime.fromtimestamp(BEGUN + seconds, UTC)


def written(folder, name, value):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), "utf-8")
    return path


def one(*paths, **manner):
    found, flaws = read(*paths, **manner)
    assert flaws == []
    (piece,) = found
    return piece


def texts(whole):
    return [message.text for message in whole.messages]


def branch(whole):
    return [message.text for message in whole.branch()]


def shape(whole):
    """Give every message by its text and that of the one above."""
    above = {message.id: message.text for message in whole.messages}
    return [(message.text, above.get(message.parent)) for message in whole.messages]


def node(key, parent, children=(), role=None, parts=("",), **more):
    message = None
    kind = more.pop("kind", "text")
    if role is not None:
        content = {"content_type": kind} | more.pop("content", {"parts": list(parts)})
        author = {"role": role, "name": more.pop("name", None)}
        metadata = more.pop("metadata", {})
        message = {"id": key, "author": author, "content": content, "metadata": metadata} | more
    return {"id": key, "parent": parent, "children": list(children), "message": message}


def chatgpt(*nodes, **more):
    mapping = {each["id"]: each for each in nodes}
    return {"id": "c-1", "title": "Züge 火车", "create_time": BEGUN, "mapping": mapping} | more


def test_chatgpt_a_tree_with_its_branches_and_the_one_that_is_shown(tmp_path):
    chat = chatgpt(
        node("root", None, ["s"]),
        node("s", "root", ["u"], "system", [""], metadata={"is_visually_hidden_from_conversation": True}),
        node("u", "s", ["a2", "a1"], "user", ["Wie schnell?"], create_time=BEGUN + 1.5),
        node("a1", "u", ["u2"], "assistant", ["快"], create_time=BEGUN + 2, metadata={"model_slug": "gpt-5"}),
        node("a2", "u", [], "assistant", ["slow"], status="in_progress"),
        node("u2", "a1", [], "user", ["Mehr!"]),
        current_node="u2",
        update_time=BEGUN + 60,
        is_archived=True,
        conversation_template_id="g-p-abcdef0123",
    )
    piece = one(written(tmp_path, "conversations.json", [chat]))
    whole = piece.incoming.whole
    assert piece.source is Source.CHATGPT
    assert branch(whole) == ["Wie schnell?", "快", "Mehr!"]
    assert shape(whole)[1:] == [("slow", "Wie schnell?"), ("快", "Wie schnell?"), ("Mehr!", "快")]
    slow, fast = whole.messages[1:3]
    assert (slow.status, slow.record.finish) == (Status.STOPPED, Finish.CANCELLED)
    assert (fast.record.model_name, fast.created, fast.status) == ("gpt-5", at(2), Status.DONE)
    assert (whole.chat.title, whole.chat.archived, whole.chat.updated) == ("Züge 火车", True, at(60))
    assert whole.chat.created.replace(microsecond=0) == at(0)
    assert [place.name for place in piece.incoming.folder] == ["ChatGPT project abcdef01"]


def test_chatgpt_what_tools_and_thoughts_leave_goes_into_the_answer_behind_them(tmp_path):
    thoughts = {"thoughts": [{"summary": "Looking", "content": "Hm."}]}
    image = {"content_type": "image_asset_pointer", "asset_pointer": "x"}
    chat = chatgpt(
        node(
            "i", None, ["u"], "user", kind="user_editable_context", content={"user_instructions": "Be kind."}
        ),
        node("u", "i", ["t"], "user", ["Draw", image], kind="multimodal_text"),
        node("t", "u", ["p"], "assistant", kind="thoughts", content=thoughts),
        node("p", "t", ["c"], "assistant", ["Let me see."]),
        node("c", "p", ["r"], "assistant", kind="code", content={"text": "draw()"}, recipient="python"),
        node("r", "c", ["e"], "tool", [image], kind="multimodal_text", name="python"),
        node("e", "r", ["a"], "assistant", kind="reasoning_recap", content={"content": "Thought for 1s"}),
        node("a", "e", [], "assistant", ["Done."], metadata={"finish_details": {"type": "max_tokens"}}),
    )
    piece = one(written(tmp_path, "c.json", chat))
    system, question, answer = piece.incoming.whole.messages
    assert (system.role, system.text) == (Role.SYSTEM, "Be kind.")
    assert question.text == "Draw\n\n[Image, not imported]"
    assert answer.text == (
        "Let me see.\n\n[Tool call, not imported: python]\n\n[Image, not imported]\n\nDone."
    )
    assert (answer.thinking, answer.record.finish) == ("Looking\n\nHm.", Finish.LENGTH)
    assert sorted(piece.incoming.losses) == [Loss.IMAGE, Loss.IMAGE, Loss.TOOL]


def test_chatgpt_a_call_that_no_answer_followed_leaves_its_mark_too(tmp_path):
    chat = chatgpt(
        node("u", None, ["c"], "user", ["Search"]),
        node("c", "u", [], "assistant", kind="code", content={"text": "q"}, recipient="web.run"),
    )
    whole = one(written(tmp_path, "c.json", [chat])).incoming.whole
    assert texts(whole) == ["Search", "[Tool call, not imported: web.run]"]
    assert whole.messages[1].role is Role.ASSISTANT


def test_chatgpt_files_and_voices(tmp_path):
    voice = [
        {"content_type": "audio_transcription", "text": "Hello"},
        {"content_type": "audio_asset_pointer"},
    ]
    files = {"attachments": [{"name": "a[b].pdf"}, {"name": "n.txt", "content": "text"}]}
    chat = chatgpt(node("u", None, [], "user", voice, kind="multimodal_text", metadata=files))
    (message,) = one(written(tmp_path, "c.json", [chat])).incoming.whole.messages
    assert message.text == "[File, not imported: a(b).pdf]\n\nHello\n\n[Audio, not imported]"
    assert [(file.name, file.text) for file in message.attachments] == [("n.txt", "text")]


def owui(chat, **more):
    return {"id": "o-1", "title": "开", "created_at": BEGUN, "updated_at": BEGUN + 9, "chat": chat} | more


def said(name, parent, role, content, **more):
    return {"id": name, "parentId": parent, "role": role, "content": content, "timestamp": BEGUN + 1} | more


def test_open_webui_a_tree_with_what_belongs_to_it(tmp_path):
    thinking = (
        '<details type="reasoning" done="true" duration="2">\n<summary>Thought for 2 seconds</summary>\n'
        "&gt; Is it &lt;b&gt;?\n&gt; Yes.\n</details>\nFast.\n"
        '<details type="tool_calls" done="true" id="x" name="search" arguments="{&quot;q&quot;:1}">\n'
        "<summary>Tool Executed</summary>\n</details>\nVery."
    )
    file = {"type": "file", "file": {"filename": "f.txt", "data": {"content": "inside"}}}
    messages = {
        "u": said(
            "u", None, "user", "How?", files=[file, {"type": "image", "url": "data:image/png;base64,A"}]
        ),
        "a": said("a", "u", "assistant", thinking, model="llama", usage={"completion_tokens": 7}),
        "b": said("b", "u", "assistant", "Slow <details>x</details>", done=False, modelName="Qwen 3"),
        "c": said("c", "u", "assistant", "", error={"content": "Out of memory"}),
    }
    chat = {"history": {"messages": messages, "currentId": "b"}, "params": {"system": "Be brief."}}
    path = written(
        tmp_path,
        "chats.json",
        [owui(chat, pinned=True, archived=True, folder_id="0123456789", meta={"tags": ["trains", "火车"]})],
    )
    piece = one(path)
    whole = piece.incoming.whole
    assert (piece.source, branch(whole)[0]) == (Source.OPEN_WEBUI, "Be brief.")
    assert branch(whole)[-1] == "Slow <details>x</details>"
    question, answer, stopped, failed = whole.messages[1:]
    assert [file.text for file in question.attachments] == ["inside"]
    assert question.text == "[Image, not imported]\n\nHow?"
    assert answer.thinking == "Is it <b>?\nYes."
    assert answer.text == "Fast.\n\n[Tool call, not imported: search]\n\nVery."
    assert (answer.record.model_name, answer.record.tokens) == ("llama", 7)
    assert (stopped.status, stopped.record.model_name) == (Status.STOPPED, "Qwen 3")
    assert (failed.status, failed.text) == (Status.FAILED, "Out of memory")
    assert (whole.chat.pinned, whole.chat.archived, whole.chat.tags) == (True, True, ("trains", "火车"))
    assert [place.name for place in piece.incoming.folder] == ["Open WebUI folder 01234567"]


def test_open_webui_an_old_chat_is_a_list(tmp_path):
    flat = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "<think>Hm</think>b"}]
    whole = one(written(tmp_path, "c.json", [owui({"title": "Old", "messages": flat})])).incoming.whole
    assert branch(whole) == ["a", "b"]
    assert whole.messages[1].thinking == "Hm"


def spoken(name, parent, role, content, **more):
    values = {"id": name, "convId": "l-1", "parent": parent, "role": role, "content": content}
    return values | {"type": "text", "timestamp": (BEGUN + 5) * 1000, "children": []} | more


LLAMA = {
    "conv": {"id": "l-1", "name": "<b>Hi</b>", "lastModified": (BEGUN + 9) * 1000, "currNode": "a1"},
    "messages": [
        spoken("r", None, "system", "", type="root"),
        spoken(
            "u",
            "r",
            "user",
            "Go",
            extra=[{"type": "TEXT", "name": "x.py", "content": "1"}, {"type": "IMAGE"}],
        ),
        spoken("a1", "u", "assistant", "one", reasoningContent="Hm", model="m.gguf"),
        spoken("a2", "u", "assistant", "two", timings={"predicted_n": 10, "predicted_ms": 500.0}),
    ],
}


def test_llama_cpp_a_tree_as_json(tmp_path):
    piece = one(written(tmp_path, "x.json", LLAMA))
    whole = piece.incoming.whole
    assert (piece.source, whole.chat.title, branch(whole)) == (
        Source.LLAMA_CPP,
        "<b>Hi</b>",
        ["[Image, not imported]\n\nGo", "one"],
    )
    question, first, second = whole.messages
    assert [file.name for file in question.attachments] == ["x.py"]
    assert (first.thinking, first.record.model_name) == ("Hm", "m.gguf")
    assert (second.parent, second.record.tokens_per_second) == (question.id, 20)


def test_llama_cpp_chats_as_lines_and_as_a_list(tmp_path):
    lines = [{"type": "session", "harness": "llama.cpp", **LLAMA["conv"]}]
    lines += [{"type": "message", "message": message} for message in LLAMA["messages"]]
    again = [lines[0] | {"id": "l-2"}, *lines[1:]]
    rows = "\n".join(json.dumps(line) for line in (*lines, {"type": "news"}, *again))
    found, _ = read(written(tmp_path, "x.jsonl", rows))
    listed, flaws = read(written(tmp_path, "all.json", [LLAMA, LLAMA]))
    assert flaws == []
    for piece in (*found, *listed):
        assert branch(piece.incoming.whole)[1] == "one"
    assert (len(found), len(listed)) == (2, 2)


def test_llama_cpp_calls_of_tools_are_one_answer(tmp_path):
    call = json.dumps([{"id": "1", "function": {"name": "grep", "arguments": "{}"}}])
    messages = [
        spoken("u", None, "user", "Find"),
        spoken("a", "u", "assistant", "", toolCalls=call),
        spoken("t", "a", "tool", "3 lines"),
        spoken("b", "t", "assistant", "Found."),
    ]
    whole = one(written(tmp_path, "x.json", LLAMA | {"messages": messages})).incoming.whole
    assert texts(whole) == ["Find", "[Tool call, not imported: grep]\n\nFound."]


def block(text, **more):
    return {"type": "contentBlock", "content": [{"type": "text", "text": text}]} | more


def lm(*messages, **more):
    rows = [{"versions": list(versions), "currentlySelected": chosen} for chosen, versions in messages]
    return {"name": "", "createdAt": BEGUN * 1000, "messages": rows, "lastUsedModel": {}} | more


def user(text, *more):
    return {"type": "singleStep", "role": "user", "content": [{"type": "text", "text": text}, *more]}


def test_lm_studio_versions_are_branches_and_folders_are_kept(tmp_path):
    info = {"identifier": "qwen", "stats": {"stopReason": "userStopped", "tokensPerSecond": 5.5}}
    first = {
        "type": "multiStep",
        "role": "assistant",
        "steps": [
            block("Hm", style={"type": "thinking"}),
            block("one", genInfo=info, stepIdentifier=f"{(BEGUN + 4) * 1000}-0.5"),
            {"type": "debugInfoBlock"},
        ],
    }
    tool = {
        "type": "contentBlock",
        "content": [{"type": "toolCallRequest", "name": "rag"}, {"type": "toolCallResult"}],
    }
    second = {"type": "multiStep", "role": "assistant", "steps": [tool, block("two")]}
    picture = {"type": "file", "fileType": "image", "fileIdentifier": "1.png"}
    value = lm((0, [user("Hi", picture)]), (1, [first, second]), (0, [user("你好")]), systemPrompt="Short.")
    folder = tmp_path / ".lmstudio" / "conversations" / "Work" / "工作"
    path = written(folder, f"{BEGUN}000.conversation.json", value | {"pinned": True})
    for root in (path, tmp_path / ".lmstudio"):
        piece = one(root)
        whole = piece.incoming.whole
        assert piece.source is Source.LM_STUDIO
        assert branch(whole) == [
            "Short.",
            "Hi[Image, not imported: 1.png]\n\n",
            "[Tool call, not imported: rag]\n\n\n\ntwo",
            "你好",
        ]
        (stopped,) = [message for message in whole.messages if message.text == "one"]
        assert (stopped.thinking, stopped.status, stopped.created) == ("Hm", Status.STOPPED, at(4))
        assert (stopped.record.model_name, stopped.record.tokens_per_second) == ("qwen", 5.5)
        assert (whole.chat.pinned, whole.chat.naming) == (True, Naming.FIRST_WORDS)
    assert [place.name for place in piece.incoming.folder] == ["Work", "工作"]


def jan(folder, *messages, **more):
    assistants = [{"instructions": "Be kind.", "model": {"id": "jan-nano"}}]
    thread = {
        "id": "t-1",
        "object": "thread",
        "title": "旅行",
        "assistants": assistants,
        "created": BEGUN + 99,
    }
    written(folder, "thread.json", thread | more)
    return written(folder, "messages.jsonl", "\n".join(json.dumps(message) for message in messages))


def turn(role, *content, **more):
    values = {"id": role, "object": "thread.message", "role": role, "content": list(content)}
    return values | {"status": "ready", "created_at": (BEGUN + 3) * 1000} | more


def words(text, kind="text"):
    return {"type": kind, "text": {"value": text, "annotations": []}}


def test_jan_a_thread_of_two_files(tmp_path):
    jan(
        tmp_path / "jan" / "threads" / "t-1",
        turn("user", words("Wohin?"), {"type": "image_url", "image_url": {"url": "data:"}}),
        turn("assistant", words("Hm", "reasoning"), {"type": "tool_call", "tool_name": "map"}, words("北京")),
        turn("assistant", words("<think>So</think>Ja"), status="stopped", id="2"),
        metadata={"is_favorite": True, "project": {"name": "Reisen"}},
    )
    for root in (tmp_path / "jan", tmp_path / "jan" / "threads" / "t-1"):
        piece = one(root)
        whole = piece.incoming.whole
        assert piece.source is Source.JAN
        assert branch(whole) == [
            "Be kind.",
            "Wohin?\n\n[Image, not imported]",
            "[Tool call, not imported: map]\n\n北京\n\nJa",
        ]
        answer = whole.messages[-1]
        assert (answer.thinking, answer.status, answer.record.model_name) == (
            "Hm\n\nSo",
            Status.STOPPED,
            "jan-nano",
        )
        # Jan changes the time of a thread whenever something of it is changed.
        assert whole.chat.created.replace(microsecond=0) == at(3)
        assert (whole.chat.pinned, piece.incoming.folder[0].name) == (True, "Reisen")


@pytest.mark.parametrize("version", range(1, 13))
def test_gpt4all_all_versions_of_its_files(tmp_path, version):
    path = tmp_path / "gpt4all-x.chat"
    path.write_bytes(chat_file(version, BEGUN, "Zug 火车"))
    piece = one(path)
    whole = piece.incoming.whole
    assert (piece.source, whole.chat.title) == (Source.GPT4ALL, "Zug 火车")
    assert whole.chat.created.replace(microsecond=0) == at(0)
    question, answer = whole.messages
    assert question.text == "Hello 你好"
    assert (answer.role, answer.record.model_name) == (Role.ASSISTANT, "llama.gguf")
    assert answer.status is Status.STOPPED
    if version >= 10:
        assert [(file.name, file.text) for file in question.attachments] == [("a b.txt", "inside")]
    if version >= 12:
        assert (answer.text, answer.thinking) == ("[Tool call, not imported: run]\n\nHi!", "Hm")
    else:
        assert (answer.text, answer.thinking) == ("Hi!", "")


def test_gpt4all_a_newer_or_damaged_file_is_told(tmp_path):
    good = chat_file(12, BEGUN, "x")
    for number, data in enumerate((good[:40], good[:4] + b"\0\0\0\x0d" + good[8:], good[:4] + b"\xff" * 99)):
        (tmp_path / f"{number}.chat").write_bytes(data)
    found, flaws = read(tmp_path)
    assert found == []
    assert [flaw.kind for flaw in flaws] == [FlawKind.DAMAGED, FlawKind.NEWER, FlawKind.DAMAGED]


def test_marks_are_in_the_users_language_and_never_make_another_text(tmp_path):
    chat = chatgpt(
        node("u", None, [], "user", ["a", {"content_type": "image_asset_pointer"}], kind="multimodal_text")
    )
    path = written(tmp_path, "c.json", [chat])
    (english,), (chinese,) = (
        one(path, marks=marks).incoming.whole.messages for marks in (Marks(), Marks(image="图片未导入"))
    )
    assert chinese.text == "a\n\n[图片未导入]"
    assert without_marks(english.text) == without_marks(chinese.text)


def test_only_one_programs_chats_are_taken_if_that_is_wanted(tmp_path):
    path = written(tmp_path, "c.json", [LLAMA, chatgpt(node("u", None, [], "user", ["x"]))])
    found, flaws = read(path, wanted=Source.CHATGPT)
    assert [piece.source for piece in found] == [Source.CHATGPT]
    found, flaws = read(path, wanted=Source.OPEN_WEBUI)
    assert (found, kinds(flaws)) == ([], [(FlawKind.UNKNOWN, 0)])


def random_tree(dice, count):
    """Make a tree of alternating questions and answers: each with its parent."""
    nodes = [("m0", None, "user")]
    for number in range(1, count):
        name, _, role = dice.choice(nodes)
        nodes.append((f"m{number}", name, "assistant" if role == "user" else "user"))
    return nodes


def as_chatgpt(nodes, shown):
    children = {name: [n for n, parent, _ in nodes if parent == name] for name, _, _ in nodes}
    made = [node(name, parent, children[name], role, [name]) for name, parent, role in nodes]
    return chatgpt(*made, current_node=shown)


def as_open_webui(nodes, shown):
    messages = {name: said(name, parent, role, name) for name, parent, role in nodes}
    return owui({"history": {"messages": messages, "currentId": shown}})


def as_llama(nodes, shown):
    messages = [spoken(name, parent, role, name) for name, parent, role in nodes]
    return {"conv": LLAMA["conv"] | {"currNode": shown}, "messages": messages}


@pytest.mark.parametrize("form", [as_chatgpt, as_open_webui, as_llama])
def test_random_trees_keep_every_branch(tmp_path, form):
    dice = random.Random(7)
    trees = [random_tree(dice, dice.randint(1, 40)) for _ in range(25)]
    shown = [dice.choice(nodes)[0] for nodes in trees]
    values = [form(nodes, last) for nodes, last in zip(trees, shown, strict=True)]
    for value in values:
        if "mapping" in value:
            keys = list(value["mapping"])
            dice.shuffle(keys)
            value["mapping"] = {name: value["mapping"][name] for name in keys}
    found, flaws = read(written(tmp_path, "x.json", values))
    assert flaws == []
    for piece, nodes, last in zip(found, trees, shown, strict=True):
        whole = piece.incoming.whole
        assert sorted(shape(whole)) == sorted((name, parent) for name, parent, _ in nodes)
        assert branch(whole)[-1] == last
        order = [message.id for message in whole.messages]
        assert all(m.parent is None or order.index(m.parent) < order.index(m.id) for m in whole.messages)
