"""Every sentence is there in Chinese too, with the same places to fill in."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from desktop.cli.qm import Sentences

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "i18n"


@pytest.fixture
def tools():
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(path):
    for message in ElementTree.parse(path).getroot().iter("message"):
        yield message.find("source").text, message.find("translation")


def words(translation):
    forms = [form.text for form in translation.findall("numerusform")]
    return forms or [translation.text]


def places(text):
    return sorted(re.findall(r"\{\w+\}|%L?n", text))


def test_every_string_of_the_code_is_in_the_files(tools, tmp_path):
    for file in FOLDER.glob("*.ts"):
        shutil.copy(file, tmp_path)
    tools.extract(tmp_path)
    for file in FOLDER.glob("*.ts"):
        ours, fresh = dict(messages(file)), dict(messages(tmp_path / file.name))
        assert sorted(ours) == sorted(fresh), "run: python packaging/translations.py"


def test_no_sentence_hides_in_an_f_string():
    """What extracts the sentences does not look there."""
    hidden = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file in (ROOT / "desktop").rglob("*.py")
        for text in ast.walk(ast.parse(file.read_text("utf8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in ("tr", "translate")
    ]
    assert hidden == []


FOR_DEVELOPERS = re.compile(r"bench|selftest.*|startup_.*")  # their reports are English
SPOKEN = {"translate", "tr", "QT_TRANSLATE_NOOP"}
SAYING = {"write", "print", "exit", "ask", "input", "Usage", "ArgumentTypeError"}
HELP = {"help", "description", "epilog", "metavar"}
WORD, SENTENCE = re.compile("[A-Za-z]{2}"), re.compile(r"[A-Za-z]{2}\s|\s[A-Za-z]{2}")
NAMES = {"LM Studio", "list|restore|purge", "ID", "URL", " TB", "fireside "}
FILES = {"resources/i18n/fireside_", ".qm"}


def called(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def passed(tree):
    """Give the nodes that are translated, that say how a value is written, or that nobody reads."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in SPOKEN:
            yield from (id(each) for argument in node.args for each in ast.walk(argument))
        elif isinstance(node, ast.FormattedValue) and node.format_spec:
            yield from map(id, ast.walk(node.format_spec))
        elif isinstance(node, ast.Expr):
            yield id(node.value)


def said_by(node):
    """Give what a node may put on the terminal, and what tells that it is words."""
    if isinstance(node, ast.Constant):
        return [node], SENTENCE
    if isinstance(node, ast.JoinedStr):
        return node.values, WORD
    if isinstance(node, ast.Call):
        told = node.args if called(node) in SAYING else []
        return [*told, *(keyword.value for keyword in node.keywords if keyword.arg in HELP)], WORD
    return [], WORD


def bare_words(tree):
    """Give what is written on the terminal as it stands in the code: sentences, and words in what is said."""
    fine = set(passed(tree))
    for node in ast.walk(tree):
        said, words = said_by(node)
        texts = [each.value for each in said if isinstance(each, ast.Constant) and id(each) not in fine]
        yield from (text for text in texts if isinstance(text, str) and words.search(text))


def test_the_command_line_prints_no_words_that_cannot_be_translated():
    files = (ROOT / "desktop" / "cli").glob("*.py")
    files = [file for file in files if not FOR_DEVELOPERS.fullmatch(file.stem)]
    assert len(files) > 20
    found = [(file.name, text) for file in files for text in bare_words(ast.parse(file.read_text("utf8")))]
    assert [each for each in found if each[1] not in NAMES | FILES] == []


def test_words_that_cannot_be_translated_are_found():
    told = 'write(f"{n} messages")\nx = "two words"\nadd(help="help")\nraise Usage("wrong")'
    assert set(bare_words(ast.parse(told))) == {"two words", "help", "wrong", " messages"}
    fine = 'write(translate("T", "two words"))\nx = f"{day:%d of %m}"\nkey = "word"'
    assert list(bare_words(ast.parse(fine))) == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_compiled_file_says_what_the_source_file_says(language):
    translator = QTranslator()
    assert translator.load(f"fireside_{language}", str(FOLDER))
    read = Sentences(FOLDER / f"fireside_{language}.qm")
    assert read.find("Terminal", "nobody says this") == read.find("nowhere", ", ") == ()
    for context in ElementTree.parse(FOLDER / f"fireside_{language}.ts").getroot().iter("context"):
        name = context.find("name").text
        for message in context.iter("message"):
            source, translation = message.find("source").text, words(message.find("translation"))
            said = translator.translate(name, source, "", 2 if message.get("numerus") else -1)
            assert said == translation[-1], "run: python packaging/translations.py"
            assert read.find(name, source) == tuple(translation)  # without Qt, as the command line does


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_is_untranslated_and_places_match(language):
    seen = 0
    for source, translation in messages(FOLDER / f"fireside_{language}.ts"):
        seen += 1
        assert translation.get("type") is None, f"unfinished: {source}"
        for form in words(translation):
            assert form, f"untranslated: {source}"
            assert places(form) == places(source), f"places differ: {source}"
    assert seen


def test_nobody_reads_a_plural_in_brackets():
    """lupdate takes `%n` for a plural in `tr` only, not in `QCoreApplication.translate`."""
    bracketed = {source for source, _ in messages(FOLDER / "fireside_zh_CN.ts") if "(s)" in source}
    english = {source for source, t in messages(FOLDER / "fireside_en.ts") if t.findall("numerusform")}
    assert bracketed
    assert bracketed <= english


SAME = {"CPU", "GPU", "Enter", "Ctrl+Enter", "v{number}", "{name} {value}"}  # names, keys, signs
SAME |= {"{percent}%", "> {percent}%", "{number}%"}


def test_chinese_is_chinese():
    same = {s for s, t in messages(FOLDER / "fireside_zh_CN.ts") if words(t) == [s]}
    assert same <= SAME


HAN = "[\u4e00-\u9fff]"
CHOOSERS = re.compile(r"\(\*\.|;;|Examples:")  # patterns of files, and what is typed as it stands


def chinese():
    """Give everything that is written in Chinese, with what it says in English or where it stands."""
    for source, translation in messages(FOLDER / "fireside_zh_CN.ts"):
        if not CHOOSERS.search(source):
            yield from ((source, form) for form in words(translation))
    catalogue = json.loads((ROOT / "models.json").read_text("utf8"))
    yield from ((model["id"], model["summary"]["zh_CN"]) for model in catalogue["models"])


def test_chinese_has_its_own_punctuation_and_stands_apart_from_latin():
    half = re.compile(rf"{HAN}[,;:?!()]|[,;?!(](?={HAN})|{HAN}\.(?!\w)|\.\.\.|{HAN}\"|\"{HAN}")
    close = re.compile(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9%]{HAN}")
    assert [each for each in chinese() if half.search(each[1])] == []
    assert [each for each in chinese() if close.search(re.sub(r"%L?n", "1", each[1]))] == []


def test_the_same_thing_has_the_same_word_in_chinese():
    """And people are spoken to in one way."""
    others = re.compile("您|钥匙串|模型站|JSON 模式|草拟|载入|点按")
    assert [each for each in chinese() if others.search(each[1])] == []


def test_templates_and_personas_that_come_along_are_there_in_both_languages():
    folder = ROOT / "resources" / "templates"
    english, translated = (
        json.loads((folder / f"starters.{name}.json").read_text("utf8")) for name in ("en", "zh_CN")
    )
    assert len(english["templates"]) == len(translated["templates"])
    assert all(re.search(HAN, template["name"]) for template in translated["templates"])
