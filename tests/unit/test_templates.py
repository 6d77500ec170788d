"""Templates as the window and the command line work with them: the list, searches, values."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.core.folding import fold
from desktop.core.tasks import Tasks
from desktop.core.template_errors import TemplateGone, TemplateNameTaken
from desktop.core.template_filling import Surroundings, fields_in, fill, unfilled
from desktop.core.template_search import Known, pick
from desktop.core.template_values import Wrong, WrongKind, check_fields, check_values, first_values
from desktop.core.templates import (
    Body,
    Draft,
    Entry,
    Example,
    Field,
    FieldKind,
    Place,
    TemplateId,
    folder_path,
    slash_name,
    tag_names,
    template_name,
)
from desktop.services.template_finding import QUICK, TemplateFinder
from desktop.services.template_list import TemplateList
from desktop.services.templates import Templates, free_template_name
from tests.fakes.inbox import Inbox
from tests.fakes.reading import loaded


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def tasks(inbox):
    with closing(Tasks(inbox)) as tasks:
        yield tasks


@pytest.fixture
def templates(store, tasks):
    made = Templates(store.templates, tasks)
    loaded(made.list)
    return made


def add(templates, name, text="x", **place):
    made = templates.save(None, Draft(name, Body(text)))
    if place:
        templates.organise(made.id, Place(**place))
    return made.id


def names(entries):
    return [entry.name for entry in entries]


def test_what_was_read_before_never_takes_the_place_of_what_was_read_later(store):
    class Later:
        """Runs what it is told when it is told to."""

        def __init__(self):
            self.runs = []

        def run(self, work, done, failed):
            self.runs.append((work(None), done))

    later = Later()
    templates = Templates(store.templates, later)
    templates.list.load()
    store.templates.add(Draft("New", Body("x")))
    templates.list.reload()
    (old, take_old), (new, take_new) = later.runs
    take_new(new)
    take_old(old)
    assert names(templates.list.all()) == ["New"]


def test_the_list_is_read_by_a_worker_and_again_if_something_changed_meanwhile(store, tasks, inbox):
    templates = Templates(store.templates, tasks)
    heard = []
    templates.list.changed.connect(lambda _: heard.append(names(templates.list.all())))
    templates.list.load()
    templates.save(None, Draft("One", Body("x")))
    inbox.run_until(lambda: templates.list.ready)
    assert names(templates.list.all()) == ["One"]
    templates.list.load()
    assert heard[-1] == ["One"]


def test_the_list_follows_every_change(templates):
    heard = []
    templates.list.changed.connect(lambda _: heard.append(names(templates.list.all())))
    one, two = add(templates, "b"), add(templates, "A")
    templates.save(one, Draft("c", Body("y")))
    copy = templates.duplicate(two)
    templates.trash([two])
    templates.restore(two)
    assert heard == [["b"], ["A", "b"], ["A", "c"], ["A", "A 2", "c"], ["A 2", "c"], ["A", "A 2", "c"]]
    assert copy.place == Place()
    assert templates.trashed() == []


def test_a_template_that_cannot_be_saved_leaves_the_list_as_it_was(templates):
    add(templates, "One")
    with pytest.raises(TemplateNameTaken):
        templates.save(None, Draft("one", Body("y")))
    assert names(templates.list.all()) == ["One"]


def test_using_one_that_is_gone_takes_it_off_the_list(templates, store):
    one = add(templates, "One")
    store.templates.trash([one])
    store.templates.remove([one])
    templates.used(one, {})
    assert templates.list.all() == []
    with pytest.raises(TemplateGone):
        templates.read(one)


def found(templates, words):
    told = []
    templates.list.finder().search(words, told.extend)
    return told


def picked(templates, typed):
    told = []
    templates.list.finder().pick(typed, told.extend)
    return told


def test_very_many_are_looked_through_by_a_worker_and_only_the_newest_wish_is_fulfilled():
    inbox = Inbox()
    tasks = Tasks(inbox)
    entry = Entry(TemplateId(1), "One", "", Place(), "x", "", 1, datetime.now(UTC))
    known = [Known.of(entry)] * (QUICK + 1)
    finder, told = TemplateFinder(lambda: known, tasks), []
    finder.search("one", lambda entries: told.append(("search", len(entries))))
    finder.pick("o", lambda entries: told.append(("pick", len(entries))))
    assert (told, finder.busy) == ([], True)
    inbox.run_until(lambda: tasks.idle)
    assert (told, finder.busy) == ([("pick", 50)], False)
    finder.pick("o", told.append)
    finder.cancel()
    inbox.run_until(lambda: tasks.idle)
    assert len(told) == 1
    tasks.close()


def test_many_that_change_at_once_are_put_into_a_long_list_by_a_worker():
    class Store:
        def __init__(self):
            now = datetime.now(UTC)
            ids = range(1, QUICK + 200)
            self.all = [Entry(TemplateId(n), f"t{n:05}", "", Place(), "x", "", 1, now) for n in ids]

        def entries(self):
            return list(self.all)

    inbox, store = Inbox(), Store()
    tasks = Tasks(inbox)
    kept = TemplateList(store, tasks)
    kept.load()
    inbox.run_until(lambda: tasks.idle)
    many = [replace(entry, place=Place("F")) for entry in store.all[:150]]
    kept.take(many)
    assert kept.all()[0].place == Place()
    inbox.run_until(lambda: tasks.idle)
    assert [entry.place.folder for entry in kept.all()[149:151]] == ["F", ""]
    kept.drop([entry.id for entry in many])
    store.all = store.all[150:]
    kept.take([replace(store.all[0], name="new")])  # meanwhile
    store.all[0] = replace(store.all[0], name="new")
    inbox.run_until(lambda: tasks.idle)
    assert kept.all()[0].name == "new" and kept.count == len(store.all)
    tasks.close()


def test_every_word_is_searched_for_everywhere(templates):
    add(templates, "Translate", "From 中文 into {{language}}", folder="Work", tags=("Daily",))
    add(templates, "翻译成英文", "请翻译 {{text}}")
    add(templates, "Résumé", "Summarise")
    assert names(found(templates, "")) == ["Résumé", "Translate", "翻译成英文"]
    for words in ("中文 into", "work daily", "TRANS", "ｔｒａｎｓ", "language"):
        assert names(found(templates, words)) == ["Translate"]
    assert names(found(templates, "翻")) == names(found(templates, "翻译")) == ["翻译成英文"]
    assert names(found(templates, "resume")) == ["Résumé"]
    assert found(templates, "translate 请") == []


def test_names_come_before_texts(templates):
    add(templates, "Another", "how to translate")
    add(templates, "Translate", "x")
    assert names(found(templates, "translate")) == ["Translate", "Another"]


def test_the_picker_ranks_beginnings_before_words_before_parts_before_letters(templates):
    for name in ("Review code", "Code", "Decode", "Explain code", "c-o-x-d-e", "Codex", "none"):
        add(templates, name)
    assert names(picked(templates, "code")) == [
        "Code",
        "Codex",
        "Review code",
        "Explain code",
        "Decode",
        "c-o-x-d-e",
    ]
    assert names(picked(templates, "REVIEW co")) == ["Review code"]
    assert picked(templates, "zzz") == []


def test_favourites_and_what_was_used_last_come_first(templates):
    add(templates, "a"), add(templates, "b", favourite=True)
    templates.used(add(templates, "c"), {})
    templates.used(add(templates, "d"), {})
    assert names(picked(templates, "")) == ["b", "d", "c", "a"]
    assert names(picked(templates, "")[:2]) == ["b", "d"]


def test_a_template_is_found_by_its_name_however_it_is_written(templates):
    add(templates, "Trains to Wien")
    for name in ("/trains-to-wien", "TRAINS TO WIEN", " trains to  wien"):
        assert templates.list.named(name).name == "Trains to Wien"
    assert templates.list.named("trains") is None


def test_a_picker_of_ten_thousand_offers_no_more_than_it_can_show(templates):
    add(templates, "One")
    assert len(pick("o", [Known.of(templates.list.all()[0])] * 10_000)) == 50


def test_names_folders_and_tags_are_made_clean():
    assert template_name("  a\n b\0 ") == "a b\N{REPLACEMENT CHARACTER}"
    assert (slash_name("Übung macht/den Meister"), slash_name("翻译 成英文")) == (
        "übung-macht-den-meister",
        "翻译-成英文",
    )
    assert folder_path(" a / / b//c ") == "a/b/c"
    assert tag_names(("#one", " One ", "", "two\nwords")) == ("one", "two words")
    assert len(template_name("x" * 999)) == 80
    assert free_template_name("A", {"a", "a-2"}) == "A 3"


def test_folding_forgets_case_accents_and_width():
    assert fold("ÉCOLE Straße ﬁ Ａ１") == "ecole strasse fi a1"
    assert (fold("中文。"), fold("한국어"), fold("が")) == ("中文。", "한국어", "か")


NUMBER = Field("n", FieldKind.NUMBER, low=1, high=9)
CHOICE = Field("c", FieldKind.CHOICE, options=("a", "b"))
CHOICES = Field("m", FieldKind.CHOICES, options=("a", "b"))
DATE = Field("d", FieldKind.DATE)
YES_NO = Field("y", FieldKind.YES_NO)


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        (Field("t"), None, WrongKind.MISSING),
        (Field("t"), " \n", WrongKind.MISSING),
        (Field("t"), 3, WrongKind.NOT_TEXT),
        (NUMBER, 0, WrongKind.TOO_LOW),
        (NUMBER, 9.5, WrongKind.TOO_HIGH),
        (NUMBER, "3", WrongKind.NOT_A_NUMBER),
        (NUMBER, True, WrongKind.NOT_A_NUMBER),
        (NUMBER, float("nan"), WrongKind.NOT_A_NUMBER),
        (CHOICE, "c", WrongKind.NOT_OFFERED),
        (CHOICES, ("a", "c"), WrongKind.NOT_OFFERED),
        (CHOICES, (), WrongKind.MISSING),
        (CHOICES, "a", WrongKind.NOT_OFFERED),
        (DATE, "2026-02-30", WrongKind.NOT_A_DATE),
        (YES_NO, "yes", WrongKind.NOT_OFFERED),
    ],
)
def test_a_value_that_cannot_be_used_is_told(field, value, kind):
    values = {} if value is None else {field.name: value}
    assert check_values([field], values) == (Wrong(field, kind),)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field("t", required=False), ""),
        (NUMBER, 1),
        (NUMBER, 9.0),
        (CHOICE, "b"),
        (CHOICES, ("b", "a")),
        (DATE, "2026-11-27"),
        (YES_NO, False),
        (Field("y", FieldKind.YES_NO), None),
    ],
)
def test_a_value_that_can_be_used_is_not_told(field, value):
    assert check_values([field], {} if value is None else {field.name: value}) == ()


def test_declarations_that_contradict_themselves_are_told():
    wrong = [
        (Field("c", FieldKind.CHOICE), WrongKind.NO_OPTIONS),
        (Field("n", FieldKind.NUMBER, low=3, high=1), WrongKind.LIMITS_CROSSED),
        (Field("n", FieldKind.NUMBER, default=10, high=9), WrongKind.TOO_HIGH),
        (Field("c", FieldKind.CHOICE, default="x", options=("a",)), WrongKind.NOT_OFFERED),
    ]
    assert check_fields([field for field, _ in wrong]) == tuple(Wrong(*each) for each in wrong)
    assert check_fields([NUMBER, CHOICE, CHOICES, DATE, YES_NO, Field("t", default="")]) == ()


def test_a_form_begins_with_what_was_filled_in_last_as_far_as_it_is_still_allowed():
    fields = [Field("t", default="d"), Field("u", default="d"), NUMBER, YES_NO, CHOICE]
    last = {"t": "last", "n": 99, "gone": "x", "c": "b"}
    assert first_values(fields, last) == {"t": "last", "u": "d", "y": False, "c": "b"}


BODY = Body(
    user="{{text}} on {{date}} at {{time}}{{#if formal}}, formally{{/if}}",
    system="Speak {{language}} as {{model}}.",
    examples=(Example("{{text}}?", "{{clipboard}}!"),),
    fields=(Field("text"), Field("formal", FieldKind.YES_NO)),
)
AROUND = Surroundings(datetime(2026, 11, 27, 9, 5), "简体中文", "Tiny", "{{text}}", "s")


def test_a_template_is_filled_in_with_values_and_with_what_is_around():
    filled = fill(BODY, {"text": "Hello", "formal": True, "date": "mine"}, AROUND)
    assert filled.user == "Hello on 2026-11-27 at 09:05, formally"
    assert (filled.system, filled.examples) == ("Speak 简体中文 as Tiny.", (Example("Hello?", "{{text}}!"),))


def test_what_is_missing_is_told_before_anything_is_made_of_it():
    assert [wrong.field.name for wrong in unfilled(BODY, {})] == ["text"]
    assert fields_in(BODY) == BODY.fields
