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


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_compiled_file_says_what_the_source_file_says(language):
    translator = QTranslator()
    assert translator.load(f"fireside_{language}", str(FOLDER))
    for context in ElementTree.parse(FOLDER / f"fireside_{language}.ts").getroot().iter("context"):
        name = context.find("name").text
        for message in context.iter("message"):
            source, translation = message.find("source").text, words(message.find("translation"))
            said = translator.translate(name, source, "", 2 if message.get("numerus") else -1)
            assert said == translation[-1], "run: python packaging/translations.py"


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


PERCENT = {"{percent}%", "> {percent}%", "{number}%"}


def test_chinese_is_chinese():
    same = {s for s, t in messages(FOLDER / "fireside_zh_CN.ts") if words(t) == [s]}
    assert same <= {"CPU", "GPU", "Enter", "Ctrl+Enter", "v{number}", "{name} {value}"} | PERCENT  # names, keys, signs


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
