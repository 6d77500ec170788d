"""The manual says the same in both languages, leads nowhere wrong, and is found in."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from desktop.core.manual import CHAPTERS, HOST, PICTURES, Found, links, read, search, target
from desktop.core.places import resource
from desktop.core.setting_kinds import Section
from desktop.core.setting_list import options
from desktop.widgets.shortcut_table import SHORTCUTS
from desktop.widgets.transcript.leaves import Look, Paragraph, Table, joined
from desktop.widgets.transcript.markdown import Parser

LANGUAGES = ("en", "zh_CN")
ROOT = Path(__file__).parent.parent.parent


def source(language, name):
    return resource(f"resources/manual/{language}/{name}.md").read_text(encoding="utf-8")


def book(language):
    return [read(name, source(language, name)) for name in CHAPTERS]


EVERY = [(language, name) for language in LANGUAGES for name in CHAPTERS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_the_folder_is_a_chapter_and_numbered_in_order(language):
    folder = resource(f"resources/manual/{language}")
    assert sorted(path.stem for path in folder.iterdir()) == list(CHAPTERS)
    assert [name[:2] for name in CHAPTERS] == [f"{n:02}" for n in range(1, len(CHAPTERS) + 1)]


@pytest.mark.parametrize("name", CHAPTERS)
def test_both_languages_have_the_same_headings_and_lead_to_the_same_places(name):
    english, chinese = (read(name, source(language, name)) for language in LANGUAGES)
    anchors = [section.anchor for section in english.sections]
    assert anchors == [section.anchor for section in chinese.sections]
    assert all(anchors) and len(set(anchors)) == len(anchors)
    assert sorted(map(str, links(source("en", name)))) == sorted(map(str, links(source("zh_CN", name))))
    assert english.title != chinese.title


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_every_link_leads_somewhere_and_every_setting_and_key_exists(language, name):
    text = source(language, name)
    anchors = {chapter.number: [section.anchor for section in chapter.sections] for chapter in book(language)}
    settings = {option.name for option in options() if option.help.section is not None}
    for link in links(text):
        match link.kind:
            case "chapter":
                assert link.name in anchors
                assert not link.anchor or link.anchor in anchors[link.name]
            case "setting":
                assert link.name in settings
            case "section":
                assert link.name in set(Section)
            case "picture":
                assert link.name in PICTURES
    assert set(re.findall(r"\{key:([a-z_]+)\}", text)) <= {shortcut.name for shortcut in SHORTCUTS}
    assert text.count("](") == len(links(text))  # nothing leads out of the program


def test_links_call_settings_what_the_settings_page_calls_them():
    names = {option.name: option.help.name for option in options()}
    for name in CHAPTERS:
        for words, setting in re.findall(r"\[([^]]+)\]\(setting:(\w+)\)", source("en", name)):
            assert words == names[setting]


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_a_chapter_is_read_as_markdown_without_a_mark_left_over(language, name):
    chapter = read(name, source(language, name))
    leaves = Parser().leaves(chapter.text)
    heads = [leaf for leaf in leaves if isinstance(leaf, Paragraph) and leaf.level]
    assert len(heads) == len(chapter.sections)
    prose = [leaf for leaf in leaves if isinstance(leaf, Paragraph | Table)]
    assert not re.search(r"\*|\]\(|\{#", joined(prose))
    runs = [run for leaf in prose if isinstance(leaf, Paragraph) for run in leaf.runs]
    assert all(target(run.href) for run in runs if run.href)
    assert not any(run.look & Look.MATH for run in runs)


def test_a_word_is_found_in_both_languages_with_the_place_where_it_stands():
    found = search(book("en"), "BACKUP")
    assert (found[0].chapter, found[0].anchor, found[0].title) == ("08", "backups", "Backups")
    assert all("backup" in f"{each.title} {each.around}".lower() for each in found)
    found = search(book("zh_CN"), "回收站")
    assert (found[0].chapter, found[0].anchor) == ("07", "trash")
    assert search(book("zh_CN"), "镜像 令牌")[0].anchor == "mirrors"


def test_a_search_wants_every_word_and_marks_the_phrase_or_the_longest_word():
    chapters = [read("01-a", "# One {#a}\nred and blue\n## Two {#b}\nblue only\n")]
    assert search(chapters, "blue  RED") == [Found("01", "a", "One", "red and blue", "blue")]
    assert search(chapters, "red and")[0].word == "red and"
    assert [each.anchor for each in search(chapters, "two")] == ["b"]
    assert search(chapters, "green") == search(chapters, "   ") == []


def test_a_heading_inside_a_code_block_is_no_heading():
    chapter = read("01-a", "# One {#a}\n```\n# no {#b}\n```\n")
    assert [section.anchor for section in chapter.sections] == ["a"]
    assert "# no {#b}" in chapter.text


def test_an_address_of_elsewhere_leads_nowhere_in_the_manual():
    assert target("https://example.org/chapter/01") is None
    assert target(f"{HOST}files/01") is None
    assert target(f"{HOST}chapter/02/fit").anchor == "fit"


def test_every_picture_is_there_in_both_languages_small_and_shown_in_some_chapter():
    folder = resource("resources/manual/pictures")
    names = {f"{name}.{language}.png" for name in PICTURES for language in LANGUAGES}
    assert {path.name for path in folder.iterdir()} == names
    assert len(names) <= 8
    assert all(path.stat().st_size <= 60_000 for path in folder.iterdir())
    shown = [link.name for name in CHAPTERS for link in links(source("en", name)) if link.kind == "picture"]
    assert sorted(shown) == sorted(PICTURES)


def test_packages_take_the_resources_whole():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"]["resources"] == "desktop/_data/resources"
    assert '(str(ROOT / "resources"), "desktop/_data/resources")' in (
        ROOT / "packaging/fireside.spec"
    ).read_text(encoding="utf-8")
