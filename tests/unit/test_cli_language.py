"""The command line speaks the user's language, and --json speaks none."""

from __future__ import annotations

import argparse
import ctypes
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.cli.argparse_words import SENTENCES, translated
from desktop.cli.columns import padded, width, wrapped
from desktop.cli.commands import parser
from desktop.cli.main import main, read
from desktop.cli.models_download import Terminal as DownloadLine
from desktop.cli.speech import ChineseSpeaker, Counted, PlainSpeaker, speaker_for
from desktop.core.choices import Language
from desktop.core.downloads import Download, DownloadId, Order, Stage
from desktop.core.hub import RemoteFile, RepoId
from desktop.core.places import Places
from desktop.services.user_language import user_language
from desktop.store.chats import ChatStore
from desktop.store.database import open_database
from desktop.store.organising import OrganiseStore
from tests.fakes import gguf
from tests.unit.store_files import fill

HAN = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b(?! ?`)")  # two words in a row
COMMANDS = re.compile(r"`[^`]*`|--[a-z-]+ [a-z|]+")  # what is typed as it stands


class Terminal:
    """Runs the command line in this process, in one language after the other."""

    def __init__(self, folder, capsys, monkeypatch):
        self.folder = folder
        self.capsys = capsys
        self.monkeypatch = monkeypatch

    def run(self, *words, language="zh_CN.UTF-8"):
        self.monkeypatch.setenv("LC_ALL", language)
        try:
            status = main(["--data-dir", str(self.folder), *map(str, words)])
        except SystemExit as end:
            status = end.code
        printed = self.capsys.readouterr()
        return status, printed.out, printed.err


@pytest.fixture
def terminal(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("FORCE_COLOR", "PYTHON_COLORS"):
        monkeypatch.delenv(name, raising=False)
    for name in (
        "HOME",
        "USERPROFILE",
        "LOCALAPPDATA",
        "APPDATA",
        "HF_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
    ):
        monkeypatch.setenv(name, str(tmp_path / "home"))  # models of other programs are not looked for
    for name in ("HF_HUB_CACHE", "LLAMA_CACHE", "OLLAMA_MODELS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("desktop.hub.scan.starter", lambda: None)
    (tmp_path / "data").mkdir()
    return Terminal(tmp_path / "data", capsys, monkeypatch)


def put_model(folder):
    path = folder / "models" / "o" / "r" / "Tiny-Q8_0.gguf"
    path.parent.mkdir(parents=True)
    path.write_bytes(gguf.header())
    return path


def every(top, words=()):
    """Give all parsers with the words that lead to them."""
    yield words, top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, each in action.choices.items():
                yield from every(each, (*words, name))


WORDS = [words for words, _ in every(parser())]


def test_all_commands_are_known_here():
    first = {words[0] for words in WORDS if words}
    assert {"chat", "bench", "models", "templates", "export", "trash"} <= first
    assert ("models", "download") in WORDS and ("templates", "show") in WORDS


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_help_is_chinese_and_stays_in_its_columns(terminal, words):
    status, out, err = terminal.run(*words, "--help")
    assert (status, err) == (0, "")
    assert out.startswith("用法：fireside")
    helped = out[out.index("\n\n") :]
    assert not ENGLISH.search(COMMANDS.sub("", helped)), helped
    assert "选项：\n" in out and "\ue000" not in out
    assert [line for line in helped.splitlines() if width(line) > 80] == []


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
@pytest.mark.parametrize("language", ["C", "en_US.UTF-8"])
def test_help_is_english_everywhere_else(terminal, words, language):
    status, out, _ = terminal.run(*words, "--help", language=language)
    assert (status, HAN.search(out)) == (0, None)
    assert out.startswith("usage: fireside") and "options:\n" in out


@pytest.mark.parametrize("columns", [20, 33, 132])
@pytest.mark.parametrize("speaker", [ChineseSpeaker(), PlainSpeaker()], ids=["Chinese", "English"])
def test_help_fits_terminals_of_any_width(monkeypatch, speaker, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    for words, each in every(parser(speaker)):
        lines = each.format_help().splitlines()
        assert len(lines) > 3 and "\ue000" not in "".join(lines), words
        assert columns < 100 or max(map(width, lines)) <= columns, words


def test_help_on_options_begins_in_one_column(terminal):
    out = terminal.run("chat", "--help")[1]
    lines = [line for line in out[out.index("选项：") :].splitlines() if line.startswith("  -")]
    starts = {width(re.match(r"(  \S+(?: \S+)?(?:, --help)?\s+)", line).group(1)) for line in lines}
    assert len(lines) > 7 and len(starts) == 1


WRONG = [
    (("search", "--limit"), "参数 --limit：需要一个值"),
    (("search", "--limit", "0", "x"), "参数 --limit：必须大于等于 1"),
    (("search", "--limit", "x", "x"), "参数 --limit：必须是整数"),
    (("chat", "--temperature", "9", "x"), "必须是 0 到 5 之间的数字"),
    (("chat", "--seed", "-1", "x"), "必须在 0 到 4294967294 之间"),
    (("models",), "缺少必需的参数：操作"),
    (("models", "download"), "缺少必需的参数：仓库"),
    (("import",), "缺少必需的参数：文件|文件夹"),
    (("nothing",), "无效的选择：'nothing'（可选："),
    (("trash", "burn"), "参数 list|restore|purge：无效的选择：'burn'（可选："),
    (("trash", "purge", "x"), "参数 ID：必须是整数"),
    (("check", "--unknown"), "无法识别的参数：--unknown"),
    (("check", "--json=x"), "参数 --json：不接受值 'x'"),
    (("models", "list", "--j", "--js=1"), "不接受值 '1'"),
    (("export", "--t", "x"), "选项 --t 不明确，可能是 --to"),
    (("--data-dir",), "参数 --data-dir：需要一个值"),
    (("chat", "--json"), "--json 需要写明“提问”"),
    (("search",), "fireside search：请输入要搜索的词语。"),
    (("search", "before:soon"), "“soon”不是日期"),
    (("search", "role:cat", "x"), "没有“cat”这个角色"),
    (("trash", "restore"), "请写明对话的编号，或加上 --all"),
    (("trash", "restore", "7"), "没有编号为 7 的对话"),
    (("templates", "export", "--format", "csv", "--to", "."), "而 --to 给出的是文件夹"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=lambda value: " ".join(value)[:40])
def test_wrong_words_are_told_in_one_chinese_sentence(terminal, words, sentence):
    status, out, err = terminal.run(*words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert sentence in err
    assert not re.search("argument|required|choose|expected", err)
    status, out, err = terminal.run(*words, language="C.UTF-8")
    assert (status, out, HAN.search(err)) == (2, "", None)


def test_what_argparse_says_is_known_and_the_rest_stays_english():
    chinese = ChineseSpeaker()
    for sentence in SENTENCES:
        assert translated(sentence, PlainSpeaker()) == sentence
        assert HAN.search(translated(sentence, chinese)), sentence
    assert translated("a sentence of a later Python: 'x'", chinese) == "a sentence of a later Python: 'x'"
    assert translated("argument FILE: of a later Python", chinese) == "参数 FILE：of a later Python"
    near = "invalid choice: 'lst', maybe you meant 'list'? (choose from list, scan)"  # Python 3.14 may say it
    assert translated(near, chinese) == "无效的选择：'lst'，是否想写 'list'？（可选：list, scan）"
    choice = "argument X: invalid choice: 'a\nb {c}' (choose from a, b)"  # as Python 3.12 quotes no choices
    assert translated(choice, chinese) == "参数 X：无效的选择：'a\nb {c}'（可选：a, b）"


def test_errors_are_chinese_with_their_advice_and_no_gap_between(terminal):
    status, out, err = terminal.run("backup")
    assert (status, out) == (1, "")
    assert err.endswith("中还没有存储任何内容。该文件会在第一次对话时创建。\n")
    assert terminal.run("templates", "show", "翻一", language="zh_CN.UTF-8")[2].count("、") == 4  # names
    english = terminal.run("templates", "show", "翻一", language="C")[2]
    assert english.startswith("There is no template named 翻一. These are here: ")


def test_results_are_chinese_and_json_is_the_same_in_every_language(terminal):
    put_model(terminal.folder)
    fill(terminal.folder / "chats.db")
    database = open_database(terminal.folder / "chats.db")
    store = ChatStore(database, "me")
    OrganiseStore(database).delete([store.new_chat("旅行计划").id, store.new_chat("").id])
    database.close()
    shown = {
        ("check",): "完好。对话：1；消息：3；回收站中的对话：2。",
        ("trash", "list"): "剩余 30 天  0 条消息  旅行计划",
        ("search", "xxx"): " 用户：0 xxx",
        ("search", "nobody"): "没有找到。",
        ("models", "list"): "  Fireside 的文件夹  llama，512 个词元  ",
        ("templates", "list", "--search", "xyzzy"): "没有含有这些词的模板。",
        ("backup", "--list"): "还没有备份。",
    }
    for words, sentence in shown.items():
        status, out, err = terminal.run(*words)
        assert (status, err) == (0, "") and sentence in out, words
        chinese, english = (terminal.run(*words, "--json", language=name) for name in ("zh_CN.UTF-8", "C"))
        assert chinese == english and isinstance(json.loads(english[1]), dict)
    assert "\n上下文：512 个词元；最多可容纳 " in terminal.run("models", "fit", "tiny")[1]
    assert "已全部复制到 " in terminal.run("backup")[1]
    assert "已写入 " in terminal.run("export", "--to", terminal.folder / "all.json")[1]


def test_sentences_within_json_are_english(terminal):
    path = terminal.folder / "wrong.md"
    path.write_bytes(b"")
    told = [
        json.loads(terminal.run("templates", "import", path, "--json", language=name)[1])["problems"]
        for name in ("zh_CN.UTF-8", "C")
    ]
    assert told[0] == told[1] and not HAN.search(told[0][0])
    assert HAN.search(terminal.run("templates", "import", path)[2])
    (terminal.folder / "chats.db").write_bytes(b"not a database" * 100)
    assert "这不是 Fireside 的数据库" in terminal.run("check")[1]
    assert json.loads(terminal.run("check", "--json")[1])["faults"] == ["this is no database of Fireside"]


def test_columns_of_chinese_texts_stand_below_each_other(terminal):
    database = open_database(terminal.folder / "chats.db")
    store = ChatStore(database, "me")
    OrganiseStore(database).delete([store.new_chat(title).id for title in ("一", "two", "三三")])
    database.close()
    for language in ("zh_CN.UTF-8", "C"):
        lines = terminal.run("trash", "list", language=language)[1].splitlines()
        titles = [next(title for title in ("一", "two", "三三") if title in line) for line in lines]
        places = {width(line[: line.index(title)]) for line, title in zip(lines, titles, strict=True)}
        assert (len(lines), len(places)) == (3, 1)


def test_what_stands_over_exported_messages_is_chinese(terminal):
    fill(terminal.folder / "chats.db")
    text, page = terminal.folder / "a.md", terminal.folder / "a.html"
    assert terminal.run("export", "--to", text, "--format", "markdown")[0] == 0
    assert terminal.run("export", "--to", page, "--format", "html")[0] == 0
    assert "## 你\n" in text.read_text("utf8")
    assert '<html lang="zh-CN">' in page.read_text("utf8")
    english = terminal.folder / "b.md"
    assert terminal.run("export", "--to", english, "--format", "markdown", language="C")[0] == 0
    assert "## You\n" in english.read_text("utf8")


class Typed(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("answer", "gone"), [("是", True), ("y", True), ("YES", True), ("否", False), ("", False)]
)
def test_a_question_is_answered_in_either_language(terminal, monkeypatch, answer, gone):
    path = put_model(terminal.folder)
    monkeypatch.setattr(sys, "stdin", Typed(f"{answer}\n"))
    status, out, err = terminal.run("models", "remove", "tiny")
    assert (status, err, path.exists()) == (0, "", not gone)
    assert out.startswith("要删除 ") and "？[y/N] " in out
    assert ("已删除 Tiny F32，释放 " in out) == gone
    assert ("没有删除任何内容。" in out) != gone


def test_a_download_is_told_in_chinese_while_it_goes_on(capsys):
    file = RemoteFile("m.gguf", 2_000_000, "")
    order = Order(RepoId("a/b"), "c", "m", "Q4_K_M", (file,), Path("/x"))
    line = DownloadLine(True, ChineseSpeaker())
    for stage, speed in ((Stage.QUEUED, 0.0), (Stage.DOWNLOADING, 300_000.0)):
        line.show(Download(DownloadId(1), order, stage, 500_000, speed))
    first, second = capsys.readouterr().err.split("\r\x1b[K")[1:]
    assert first == "25%  500.0 kB，共 2.0 MB  排队中"
    assert second == "25%  500.0 kB，共 2.0 MB  300.0 kB/秒"


def test_a_template_is_shown_in_chinese(terminal):
    english = terminal.run("templates", "show", "翻译", language="zh_CN.UTF-8")[1]
    for part in ("用户：\n", "字段：\n  目标语言（单选）", "默认值：中文", "可留空", "版本：\n  1  20"):
        assert part in english


def test_the_setting_goes_before_the_system(terminal):
    (terminal.folder / "settings.json").write_text('{"language": "en"}')
    assert terminal.run("trash", "list")[1] == "The trash is empty.\n"
    (terminal.folder / "settings.json").write_text('{"language": "zh_CN"}')
    assert terminal.run("trash", "list", language="C")[1] == "回收站是空的。\n"
    (terminal.folder / "settings.json").write_text('{"language": "klingon"}')
    assert terminal.run("trash", "list", language="C")[1] == "The trash is empty.\n"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, Language.CHINESE),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, Language.CHINESE),
        ({"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, Language.ENGLISH),
        ({"LANG": "zh_CN"}, Language.CHINESE),
        ({"LANG": "POSIX"}, Language.ENGLISH),
    ],
)
def test_the_language_of_the_system_is_what_its_variables_say(tmp_path, monkeypatch, variables, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, variables.get(name, ""))
    assert user_language(Places(tmp_path)) == language


def test_windows_is_asked_where_no_variable_says_it(tmp_path, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def name_of(buffer, length):
        buffer.value = "zh-Hans-CN"

    windows = SimpleNamespace(kernel32=SimpleNamespace(GetUserDefaultLocaleName=name_of))
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert user_language(Places(tmp_path)) == Language.CHINESE


@pytest.mark.parametrize(
    ("encoding", "language"),
    [("utf-8", Language.CHINESE), ("gbk", Language.CHINESE), ("gb18030", Language.CHINESE)]
    + [(each, Language.ENGLISH) for each in ("ascii", "cp1252", "latin-1", "cp437")],
)
def test_a_terminal_without_chinese_characters_gets_english(tmp_path, monkeypatch, encoding, language):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding))
    speaker = speaker_for(Places(tmp_path))
    monkeypatch.undo()
    assert speaker.language == language


def test_where_nothing_can_be_written_nothing_fails(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(sys, "stdout", None)  # a program of Windows without a console
    speaker = speaker_for(Places(tmp_path))
    options = read(["check"])
    monkeypatch.undo()
    assert (speaker.language, options.command) == (Language.ENGLISH, "check")


@pytest.mark.parametrize("words", [["models", "--help"], ["search", "role:猫", "x"]])
def test_a_terminal_of_ascii_ends_no_command_with_an_exception(tmp_path, words):
    environment = os.environ | {"LC_ALL": "zh_CN.UTF-8", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--data-dir", str(tmp_path), *words],
        capture_output=True,
        env=environment,
        check=False,
    )
    said = (done.stdout + done.stderr).decode("ascii")
    assert "Traceback" not in said and done.returncode in (0, 1, 2)
    assert said.startswith(("usage: ", "fireside search: "))


def test_chinese_is_spoken_without_qt_and_the_window_waits_for_no_language(tmp_path):
    code = (
        "import sys\nfrom desktop.cli.main import main, read\n"
        "read(['--offline'])\n"
        "assert not [m for m in sys.modules if m.startswith('desktop.cli.') and m[12:] not in"
        " ('main', 'window_words')], 'too much for the window'\n"
        f"assert main(['--data-dir', {str(tmp_path)!r}, 'trash', 'list']) == 0\n"
        "assert not [m for m in sys.modules if m.startswith('PySide6')]\n"
    )
    environment = os.environ | {"LC_ALL": "zh_CN.UTF-8", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=False)
    said = [stream.decode().splitlines() for stream in (done.stdout, done.stderr)]
    assert (done.returncode, *said) == (0, ["回收站是空的。"], [])


def test_plurals_and_sizes_are_of_the_language():
    english, chinese = Counted(PlainSpeaker()), Counted(ChineseSpeaker())
    assert [english.days_left(count) for count in (0, 1, 2)] == ["0 days left", "1 day left", "2 days left"]
    assert english.messages(1234) == "1,234 messages"
    assert [chinese.messages(count) for count in (1, 1234)] == ["1 条消息", "1,234 条消息"]
    assert [PlainSpeaker().size(count) for count in (1, 999, 1000, 3 * 10**12)] == [
        "1 byte",
        "999 bytes",
        "1.0 kB",
        "3.0 TB",
    ]
    assert [ChineseSpeaker().size(count) for count in (12, 98_400_000)] == ["12 字节", "98.4 MB"]


def test_without_its_file_of_sentences_everything_is_english(monkeypatch):
    def nowhere(name):
        raise FileNotFoundError(name)

    monkeypatch.setattr("desktop.cli.speech.resource", nowhere)
    assert ChineseSpeaker().translate("Terminal", "The trash is empty.") == "The trash is empty."
    assert Counted(PlainSpeaker()).messages(2) == "2 message(s)"


def test_width_counts_columns_and_padding_fills_them():
    assert [width(text) for text in ("", "abc", "中文", "é", "e\u0301", "，", "a中")] == [0, 3, 4, 1, 1, 2, 3]
    assert padded("中文", 6) == "中文  " and padded("中文", 6, right=True) == "  中文"
    assert padded("too long", 3) == "too long"


@pytest.mark.parametrize("columns", range(4, 40))
def test_lines_are_broken_where_chinese_may_be_broken(columns):
    text = "打开模型、导入模板（或 word 添加文件）；若已有“窗口”，则 --json-log 在该窗口中进行。"
    lines = wrapped(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not [line for line in lines[1:] if line[0] in "、，。；）”"]
    assert not [line for line in lines[:-1] if line[-1] in "（“"]
    assert all(width(line) <= max(columns, 10) for line in lines)  # the longest that is not parted
