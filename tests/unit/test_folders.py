"""Folders and tags as values: names of any kind, places that are possible."""

from datetime import UTC, datetime

import pytest

from desktop.core.folder_errors import FolderGone, FolderInItself, FolderNameMissing, FoldersTooDeep
from desktop.core.folders import (
    DEEPEST,
    LONGEST_NAME,
    MOST_TAGS,
    Folder,
    below,
    check_place,
    folder_name,
    in_force,
    path_of,
    tag_names,
)
from desktop.core.personas import WantedModel

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def folder(number, parent=None, **more):
    return Folder(number, f"Folder {number}", parent, NOW, **more)


CHAIN = [folder(1), folder(2, 1), folder(3, 2), folder(4)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Work\n2026 ", "Work 2026"),
        ("工作/火车", "工作/火车"),
        ("a\u202eb\x07c\0", "abc\ufffd"),
        ("../../etc", "../../etc"),
        ("x" * 500, "x" * LONGEST_NAME),
        ("cafe\u0301", "café"),
        ("👩\u200d🚀 space", "👩\u200d🚀 space"),
    ],
)
def test_a_folder_may_have_any_name_in_one_line(typed, name):
    assert folder_name(typed) == name


@pytest.mark.parametrize("typed", ["", " \n\t", "\u202e\u200f", "\x07"])
def test_a_name_that_shows_nothing_is_refused(typed):
    with pytest.raises(FolderNameMissing):
        folder_name(typed)


def test_tags_are_the_same_whatever_their_case_and_accents():
    assert tag_names(["#Train", "train", "TRAÍN", "＃火车", "", "#", "a,b"]) == ("Train", "火车", "a b")
    assert len(tag_names(str(number) for number in range(100))) == MOST_TAGS


def test_a_path_leads_from_the_top_down_and_a_cycle_ends():
    assert [each.id for each in path_of(CHAIN, 3)] == [1, 2, 3]
    assert path_of(CHAIN, 99) == ()
    assert [each.id for each in path_of([folder(1, 2), folder(2, 1)], 1)] == [2, 1]
    assert below([folder(1, 2), folder(2, 1)], 1) == {1, 2}


def test_a_folder_cannot_stand_in_itself_or_in_one_that_is_gone():
    check_place(CHAIN, 2, None)
    check_place(CHAIN, 1, 4)
    for parent in (1, 2, 3):
        with pytest.raises(FolderInItself):
            check_place(CHAIN, 1, parent)
    for pair in ((1, 99), (99, 1), (None, 99)):
        with pytest.raises(FolderGone):
            check_place(CHAIN, *pair)


def test_folders_are_not_nested_without_end():
    deep = [folder(1)] + [folder(number, number - 1) for number in range(2, DEEPEST + 1)]
    with pytest.raises(FoldersTooDeep):
        check_place(deep, None, DEEPEST)
    check_place(deep, None, DEEPEST - 1)
    other = [*deep, folder(20), folder(21, 20)]
    check_place(other, 20, DEEPEST - 2)
    with pytest.raises(FoldersTooDeep):
        check_place(other, 20, DEEPEST - 1)


def test_what_holds_in_a_folder_is_the_nearest_on_the_way_up():
    model = WantedModel("/a.gguf", "A")
    folders = [folder(1, system="Be brief.", model=model), folder(2, 1, system="Be kind."), folder(3, 2)]
    assert in_force(folders, 3) == ("Be kind.", model)
    assert in_force(folders, 1) == ("Be brief.", model)
    assert in_force(folders, None) == ("", None)
