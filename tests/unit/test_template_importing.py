"""Bringing templates in: new, here already, in conflict; what ends it early; exports; starters."""

import json
from contextlib import closing

import pytest

from desktop.core.errors import DiskFull
from desktop.core.places import resource
from desktop.core.tasks import Job, Tasks
from desktop.core.template_errors import TemplatesNotWritten
from desktop.core.template_exchange import FlawKind, Format, OnConflict
from desktop.core.template_filling import Surroundings, fields_in, fill, unfilled
from desktop.core.template_moving import Choice, Conflict, Order
from desktop.core.template_values import first_values
from desktop.core.templates import Body, Draft, FieldKind, Place, slash_name
from desktop.services.exchange.reading import read_files
from desktop.services.starters import LANGUAGES, Starters, add_starters, begin_with, starters
from desktop.services.template_exporting import Exporting, write_out
from desktop.services.template_importing import AT_ONCE, Importing, bring_in, look_into
from desktop.services.templates import Templates
from desktop.store.template_intake import TemplateIntake
from tests.fakes.inbox import Inbox
from tests.fakes.reading import loaded
from tests.unit.test_template_exchange import FULL, NOW, PLACE, read_all


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


@pytest.fixture
def intake(store):
    return TemplateIntake(store.database)


def job():
    return Job(lambda call: None, None, 0.1)


def csv(path, *rows):
    path.write_text("act,prompt\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def texts(store):
    return {entry.name: entry.user for entry in store.templates.entries()}


def test_a_look_tells_what_would_come_and_changes_nothing(store, intake, templates, tmp_path):
    templates.save(None, Draft("Same", Body("s")))
    templates.save(None, Draft("Other", Body("o")))
    file = csv(tmp_path / "a.csv", "New,n", "same,s", "Same,s", "OTHER,x", '"bad,')
    preview = look_into([file], intake, job())
    assert (preview.new, preview.same) == (1, 2)
    assert preview.conflicts == (Conflict("other", "OTHER", "a.csv"),)
    assert [flaw.kind for flaw in preview.flaws] == [FlawKind.BROKEN_ROW]
    assert texts(store) == {"Same": "s", "Other": "o"}


@pytest.mark.parametrize(
    ("choice", "after"),
    [
        (OnConflict.KEEP, {"A": "mine"}),
        (OnConflict.REPLACE, {"A": "theirs"}),
        (OnConflict.BOTH, {"A": "mine", "A 2": "theirs"}),
    ],
)
def test_conflicts_end_as_they_were_chosen(intake, templates, tmp_path, choice, after):
    made = templates.save(None, Draft("A", Body("mine")))
    templates.organise(made.id, Place("Folder", ("tag",)))
    file = csv(tmp_path / "a.csv", "A,theirs")
    brought = bring_in([file], Choice(choice), intake, job())
    loaded(templates.list)
    assert {entry.name: entry.user for entry in templates.list.all()} == after
    assert (brought.added, brought.renewed, brought.left_out) == (
        int(choice is OnConflict.BOTH),
        int(choice is OnConflict.REPLACE),
        int(choice is OnConflict.KEEP),
    )
    there = templates.read(made.id)
    assert there.place == Place("Folder", ("tag",))
    assert [each.draft.body.user for each in templates.versions(made.id)] == (
        ["mine", "theirs"] if choice is OnConflict.REPLACE else ["mine"]
    )


def test_each_conflict_can_be_chosen_for_by_itself(store, intake, templates, tmp_path):
    for name in "ABC":
        templates.save(None, Draft(name, Body("mine")))
    file = csv(tmp_path / "a.csv", "A,x", "B,x", "C,x")
    choice = Choice(OnConflict.KEEP, {"b": OnConflict.REPLACE, "c": OnConflict.BOTH})
    bring_in([file], choice, intake, job())
    assert texts(store) == {"A": "mine", "B": "x", "C": "mine", "C 2": "x"}


def test_a_name_that_stands_twice_gets_a_number_and_does_so_only_once(store, intake, tmp_path):
    files = [csv(tmp_path / "a.csv", "A,1", "a,2", "A,1", "A,3"), csv(tmp_path / "b.csv", "A,4")]
    brought = bring_in(files, Choice(), intake, job())
    assert texts(store) == {"A": "1", "a 2": "2", "A 3": "3", "A 4": "4"}
    assert [flaw.name for flaw in brought.flaws] == ["a 2", "A 3", "A 4"]
    again = look_into(files, intake, job())
    assert (again.new, again.same, again.conflicts) == (0, 5, ())


def test_many_of_one_name_are_numbered_in_a_row(store, intake, tmp_path):
    file = csv(tmp_path / "a.csv", *(f"A,{number}" for number in range(3 * AT_ONCE)))
    assert bring_in([file], Choice(), intake, job()).added == 3 * AT_ONCE
    assert f"A {3 * AT_ONCE}" in texts(store)


def test_an_import_that_is_cancelled_tells_what_it_has_done(store, intake, tmp_path):
    file = csv(tmp_path / "a.csv", *(f"N{number},x" for number in range(1_000)))
    ours = job()
    written = intake.write

    def once(*more):
        ours.cancel()
        return written(*more)

    intake.write = once
    brought = bring_in([file], Choice(), intake, ours)
    assert (brought.cancelled, brought.added) == (True, AT_ONCE)
    assert len(texts(store)) == AT_ONCE


def test_an_import_that_fails_tells_what_it_has_done(store, intake, tmp_path):
    file = csv(tmp_path / "a.csv", *(f"N{number},x" for number in range(1_000)))
    written = intake.write
    calls = []

    def full(*more):
        calls.append(1)
        if len(calls) > 2:
            raise DiskFull(tmp_path)
        return written(*more)

    intake.write = full
    brought = bring_in([file], Choice(), intake, job())
    assert (brought.failure, brought.added) == (DiskFull(tmp_path), 2 * AT_ONCE)


def test_a_name_that_is_taken_in_the_same_moment_gets_a_number(store, intake, templates, tmp_path):
    written = intake.write
    names = iter(["A"])

    def late(*more):
        for name in names:
            templates.save(None, Draft(name, Body("faster")))
        return written(*more)

    intake.write = late
    brought = bring_in([csv(tmp_path / "a.csv", "A,x", "B,y")], Choice(), intake, job())
    assert brought.added == 2
    assert texts(store) == {"A": "faster", "A 2": "x", "B": "y"}


def test_what_is_read_by_a_worker_arrives_in_the_list(templates, intake, tasks, inbox, tmp_path):
    importing = Importing(intake, templates.list, tasks)
    outcomes, changes = [], []
    templates.list.changed.connect(changes.append)
    importing.look([csv(tmp_path / "a.csv", "A,x")], outcomes.append, outcomes.append)
    inbox.run_until(lambda: outcomes)
    assert outcomes.pop().new == 1
    importing.bring([tmp_path / "a.csv"], Choice(), outcomes.append)
    inbox.run_until(lambda: outcomes and changes)
    assert [entry.name for entry in templates.list.all()] == ["A"]
    assert templates.list.named("/a").user == "x"


def test_the_list_stays_in_order_whatever_changes(templates):
    made = {name: templates.save(None, Draft(name, Body("x"))).id for name in ("b", "É", "a", "c")}
    assert [entry.name for entry in templates.list.all()] == ["a", "b", "c", "É"]
    templates.save(made["a"], Draft("z", Body("x")))
    templates.trash([made["b"]])
    assert [entry.name for entry in templates.list.all()] == ["c", "É", "z"]
    assert templates.list.named("é").id == made["É"]
    assert templates.list.named("e") is None


# exports


@pytest.fixture
def three(templates):
    ids = [templates.save(None, Draft(name, FULL, "D")).id for name in ("A/B", "con", "Ü")]
    templates.organise(ids[0], PLACE)
    templates.save(ids[0], Draft("A/B", Body("new")), "changed")
    return ids


def test_json_of_everything_brings_everything_back(store, three, tmp_path, intake):
    order = Order((), Format.JSON, tmp_path / "out.json")
    told = write_out(order, store.templates, job())
    assert (told.templates, told.files) == (3, (tmp_path / "out.json",))
    before = {each: (store.templates.read(each), store.templates.versions(each)) for each in three}
    store.templates.trash(three)
    assert bring_in(told.files, Choice(), intake, job()).added == 3
    after = {entry.name: entry.id for entry in store.templates.entries()}
    for template, versions in before.values():
        made = store.templates.read(after[template.name])
        assert (made.body, made.description, made.place) == (
            template.body,
            template.description,
            template.place,
        )
        known = [(each.draft, each.note, each.created) for each in store.templates.versions(made.id)]
        assert known[:-1] == [(each.draft, each.note, each.created) for each in versions[:-1]]
        assert known[-1][:2] == (versions[-1].draft, versions[-1].note)


@pytest.mark.parametrize("kind", [Format.MARKDOWN, Format.YAML])
def test_one_file_for_each_template_in_a_folder(store, three, tmp_path, kind):
    (tmp_path / "out").mkdir()
    suffix = {"markdown": "md", "yaml": "yaml"}[kind]
    (tmp_path / "out" / f"A-B.{suffix}").write_text("mine")
    told = write_out(Order((), kind, tmp_path / "out", apart=True), store.templates, job())
    names = sorted(path.name for path in told.files)
    assert names == sorted([f"A-B 2.{suffix}", f"_con.{suffix}", f"Ü.{suffix}"])
    assert (tmp_path / "out" / f"A-B.{suffix}").read_text() == "mine"
    found = [read_all(path, job()).templates[0].draft.name for path in told.files]
    assert sorted(found) == ["A/B", "con", "Ü"]
    (tmp_path / "out" / "readme.pdf").write_text("not ours")
    assert len(list(read_files([tmp_path / "out"], job()))) >= 4


def test_a_folder_without_templates_is_told(tmp_path):
    assert [flaw.kind for flaw in read_files([tmp_path], job())] == [FlawKind.UNKNOWN_FORMAT]
    assert [flaw.kind for flaw in read_files([tmp_path / "none"], job())] == [FlawKind.UNREADABLE]


def test_an_export_that_cannot_be_written_leaves_what_was_there(store, three, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(TemplatesNotWritten):
        write_out(Order((), Format.CSV, tmp_path / "file" / "out.csv"), store.templates, job())
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".fireside")] == []


def test_only_what_was_chosen_is_written(store, three, tasks, inbox, tmp_path):
    exporting, outcomes = Exporting(store.templates, tasks), []
    order = Order((three[2],), Format.CSV, tmp_path / "out.csv")
    exporting.export(order, outcomes.append, outcomes.append)
    inbox.run_until(lambda: outcomes)
    found = read_all(tmp_path / "out.csv", job()).templates
    assert [each.draft.name for each in found] == ["Ü"]


# starters


@pytest.mark.parametrize("language", LANGUAGES)
def test_starters_are_in_order(language):
    found = read_all(resource(f"resources/templates/starters.{language}.json"), job())
    assert found.problems == ()
    assert len(found.templates) == len(starters("en")) >= 20
    assert len({slash_name(each.draft.name) for each in found.templates}) == len(found.templates)
    for each in found.templates:
        body = each.draft.body
        fields = fields_in(body)
        assert {field.name for field in fields} == {field.name for field in body.fields}, each.draft.name
        assert all(field.label for field in fields), each.draft.name
        assert each.draft.description and each.place.folder and each.place.tags
        values = first_values(fields, {})
        values |= {
            f.name: "some text" for f in fields if f.name not in values and f.kind is not FieldKind.DATE
        }
        assert unfilled(body, values) == (), each.draft.name
        filled = fill(body, values, Surroundings(NOW, "English"))
        assert filled.user or filled.system
        assert "{{" not in filled.user + filled.system
        for example in filled.examples if body.json_schema else ():
            assert set(json.loads(example.answer)) == set(json.loads(body.json_schema)["required"])


def test_a_fresh_library_gets_the_starters_once(store, intake, templates, tasks, inbox):
    made = Starters(intake, templates.list, tasks)
    changes = []
    templates.list.changed.connect(changes.append)
    made.begin("zh_CN", changes.append)
    inbox.run_until(lambda: changes)
    assert "翻译" in texts(store)
    ids = [entry.id for entry in store.templates.entries()]
    store.templates.trash(ids)
    assert begin_with("zh_CN", intake) == 0


def test_starters_are_added_where_their_names_are_free(store, intake, templates, tasks, inbox):
    templates.save(None, Draft("translate", Body("mine")))
    assert begin_with("en", intake) == 0
    outcomes = []
    Starters(intake, templates.list, tasks).add("en", outcomes.append, outcomes.append)
    inbox.run_until(lambda: outcomes)
    assert outcomes == [len(starters("en")) - 1]
    assert texts(store)["translate"] == "mine"
    assert add_starters("en", intake) == 0
    assert add_starters("zh_CN", intake) == len(starters("zh_CN"))
