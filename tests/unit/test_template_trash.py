"""Templates in the trash, and many at a time."""

from contextlib import closing

import pytest

from desktop.core.tasks import Tasks
from desktop.core.template_errors import TemplateGone, TemplateNameTaken
from desktop.core.templates import Body, Draft, Place, TemplateId
from desktop.services.templates import MANY, Templates
from desktop.viewmodels.template_arranging import Wish, arrange_trash
from desktop.viewmodels.template_rows import Filter, Order, Scope
from tests.fakes.inbox import Inbox
from tests.fakes.reading import loaded

HERE = Place("Work", ("a", "b"), favourite=True)


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def templates(store, inbox):
    with closing(Tasks(inbox)) as tasks:
        made = Templates(store.templates, tasks)
        loaded(made.list)
        yield made


def add(templates, *names):
    return [templates.save(None, Draft(name, Body("x"))).id for name in names]


def names(entries):
    return [entry.name for entry in entries]


def test_the_trash_is_read_by_a_worker_once_it_is_wanted_and_follows_what_happens(templates, inbox):
    one, two = add(templates, "One", "Two")
    trash = templates.trash_list
    templates.trash([one])
    assert not trash.ready
    trash.load()
    inbox.run_until(lambda: trash.ready)
    assert trash.all() == [one]
    templates.trash([two])
    inbox.run_until(lambda: trash.count == 2)
    wish, found = Wish("", Filter(Scope.TRASH), Order.NAME, (), ()), []
    trash.finder().find(lambda known: arrange_trash(wish, known), found.append)
    assert names(found[0].rows) == ["Two", "One"]  # the newest first
    trash.finder().search("on", found.append)
    assert names(found[1]) == ["One"]
    templates.restore(two)
    trash.remove([one])
    assert trash.all() == []
    assert templates.trashed() == []
    with pytest.raises(TemplateGone):
        templates.read(one)


def test_only_what_lies_in_the_trash_is_deleted_for_good(templates):
    (kept,) = add(templates, "Kept")
    templates.trash_list.remove([kept])
    assert templates.read(kept).name == "Kept"


def test_many_are_put_elsewhere_together_and_those_that_are_gone_do_not_matter(templates):
    one, two = add(templates, "One", "Two")
    templates.organise_all({one: HERE, two: HERE, TemplateId(99): HERE})
    assert {entry.place for entry in templates.list.all()} == {HERE}
    assert templates.read(two).place == HERE


def test_very_many_are_changed_by_a_worker(templates, inbox):
    ids = add(templates, *(f"t{number}" for number in range(MANY + 1)))
    templates.organise_all(dict.fromkeys(ids, HERE))
    assert templates.list.all()[0].place == Place()
    inbox.run_until(lambda: templates.list.all()[0].place == HERE)
    assert templates.read(ids[-1]).place == HERE
    templates.trash_list.load()
    templates.trash(ids)
    assert templates.list.all() == []
    inbox.run_until(lambda: templates.trash_list.count == MANY + 1)
    templates.trash_list.restore_all(ids)
    inbox.run_until(lambda: len(templates.list.all()) == MANY + 1)
    templates.trash(ids)
    inbox.run_until(lambda: templates.trash_list.count == MANY + 1)
    templates.trash_list.remove(ids)
    assert templates.trash_list.all() == []
    inbox.run_until(lambda: templates.trashed() == [])


def test_of_many_those_come_back_whose_names_are_free(templates, inbox):
    one, two = add(templates, "One", "Two")
    templates.trash([one, two])
    add(templates, "one")
    told = []
    templates.trash_list.failed.connect(told.append)
    templates.trash_list.restore_all([one, two, TemplateId(99)])
    inbox.run_until(lambda: bool(told))
    inbox.run_until(lambda: names(templates.list.all()) == ["one", "Two"])
    assert told == [TemplateNameTaken("One")]
