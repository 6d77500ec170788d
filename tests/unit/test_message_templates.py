"""Messages know the template they were made with, and follow the form that it asks for."""

from __future__ import annotations

import pytest

from desktop.core import errors as e
from desktop.core.chat import Role
from desktop.core.prepared import DraftTemplate
from desktop.core.sampling import Sampling
from desktop.core.templates import Body, Draft, Example, Part, TemplateUse
from desktop.engine.protocol import Failed, Generate
from desktop.services.context import Typed
from desktop.services.conversation import Returned

SCHEMA = '{"type": "object"}'


@pytest.fixture
def talk(bench):
    bench.load()
    return bench.chats.new()


@pytest.fixture
def templates(bench):
    return bench.store.templates


def stored(bench, talk):
    return bench.store.chats.messages(talk.branch.chat.id)


def made(templates, text="Translate.", **more):
    template = templates.add(Draft("Translate", Body(text, **more)))
    return DraftTemplate(TemplateUse(template, "Translate", 1), text)


def test_a_message_names_template_and_version_and_whether_it_was_changed(bench, talk, templates):
    draft = made(templates)
    talk.send(" Translate. ", template=draft)
    bench.answer("ok")
    talk.send("Translate, please.", template=draft)
    bench.answer("ok")
    talk.send("typed")
    uses = [message.template for message in stored(bench, talk)]
    assert uses[0] == draft.use
    assert uses[2] == TemplateUse(draft.use.template, "Translate", 1, edited=True)
    assert uses[1] is uses[3] is uses[4] is None
    assert stored(bench, talk)[0] == talk.branch.messages[0]


def test_changing_or_deleting_a_template_changes_no_message(bench, talk, templates):
    draft = made(templates)
    talk.send("Translate.", template=draft)
    bench.answer("ok")
    templates.save(draft.use.template, Draft("Other", Body("Other.")))
    assert stored(bench, talk)[0].template == draft.use
    templates.trash([draft.use.template])
    assert stored(bench, talk)[0].template == draft.use
    templates.remove([entry.id for entry in templates.entries(trash=True)])
    assert stored(bench, talk)[0].template == TemplateUse(None, "Translate", 1)
    assert stored(bench, talk)[0].text == "Translate."


def test_branches_that_are_copied_keep_the_templates_of_their_messages(bench, talk, templates):
    talk.send("first")
    bench.answer("ok")
    talk.send("Translate.", template=made(templates))
    bench.answer("ok")
    talk.editing.delete(talk.branch.messages[0].id)
    assert [m.template and m.template.name for m in stored(bench, talk)] == [None, "Translate", None]


def test_an_edited_question_keeps_its_template(bench, talk, templates):
    draft = made(templates)
    talk.send("Translate.", template=draft)
    bench.answer("ok")
    talk.edit(talk.branch.messages[0].id, "Translate it.")
    assert talk.branch.messages[0].template == TemplateUse(draft.use.template, "Translate", 1, edited=True)


def test_examples_are_messages_before_the_question_that_the_model_reads(bench, talk, templates):
    examples = (Example("good", "好"), Example("bad", "坏"))
    draft = DraftTemplate(made(templates).use, "Translate.", examples)
    talk.send("Translate.", template=draft)
    assert [turn.text for turn in bench.sent(Generate)[-1].turns] == ["good", "好", "bad", "坏", "Translate."]
    assert [m.template.part for m in stored(bench, talk)[:5]] == [Part.EXAMPLE] * 4 + [Part.USER]
    parts = talk.fitting.map().parts
    assert [part.example for part in parts] == [True] * 4 + [False]
    bench.answer("ok")
    talk.edit(talk.branch.messages[4].id, "Translate this.")
    assert len(bench.sent(Generate)[-1].turns) == 5  # not once more
    talk.walking.show(talk.branch.messages[5].id)


def test_a_full_disk_leaves_no_examples_without_their_question(bench, talk, templates, monkeypatch):
    def full(db, message, use):
        if use.part is Part.USER:
            raise e.DiskFull(bench.store.database.path.parent)

    draft = DraftTemplate(made(templates).use, "Translate.", (Example("good", "好"),))
    talk.send("first")
    bench.answer("ok")
    before = stored(bench, talk)
    monkeypatch.setattr("desktop.store.trees.keep_template_of_message", full)
    with pytest.raises(e.DiskFull):
        talk.send("Translate.", template=draft)
    assert stored(bench, talk) == talk.branch.messages == before


def test_examples_that_do_not_fit_are_refused_before_anything_is_stored(bench, talk, templates):
    draft = DraftTemplate(made(templates).use, "Translate.", (Example("x" * 900, "y" * 900),))
    talk.fitting.map(Typed("Translate.", (), draft.examples))
    bench.count()
    with pytest.raises(e.ContextExceeded):
        talk.send("Translate.", template=draft)
    assert bench.store.chats.chats() == []


def test_what_the_engine_refuses_comes_back_with_its_template_and_leaves_no_examples(bench, talk, templates):
    returned = []
    talk.returned.connect(returned.append)
    draft = DraftTemplate(made(templates).use, "Translate.", (Example("a", "b"),))
    talk.send("Translate.", template=draft)
    bench.engine.events.emit(Failed(bench.sent(Generate)[-1].request, e.PromptTooLong(2000, 1024)))
    assert returned == [Returned("Translate.", (), draft)]
    assert talk.branch.messages == []


def test_the_form_of_a_version_is_followed_by_the_answers_to_its_message_only(bench, talk, templates):
    draft = made(templates, json_schema=SCHEMA)
    templates.save(draft.use.template, Draft("Translate", Body("x", grammar='root ::= "x"')))
    talk.send("Translate.", template=draft)
    assert bench.sent(Generate)[-1].sampling.json_schema == SCHEMA
    bench.answer("{}")
    answer = talk.branch.tip
    talk.retry(answer)
    assert bench.sent(Generate)[-1].sampling.json_schema == SCHEMA
    bench.answer("{}")
    talk.retry(talk.branch.tip, Sampling(grammar='root ::= "y"'))  # chosen for this once
    assert bench.sent(Generate)[-1].sampling == Sampling(grammar='root ::= "y"')
    bench.answer("y")
    talk.send("typed")
    assert bench.sent(Generate)[-1].sampling.json_schema == ""
    bench.answer("free")
    templates.trash([draft.use.template])
    templates.remove([entry.id for entry in templates.entries(trash=True)])
    talk.walking.refresh()
    talk.walking.show(answer)
    talk.retry(answer)
    assert bench.sent(Generate)[-1].sampling.json_schema == ""


def test_examples_of_a_template_are_marked_wherever_messages_are_read(bench, talk, templates):
    draft = DraftTemplate(made(templates).use, "Translate.", (Example("a", "b"),))
    talk.send("Translate.", template=draft)
    tail = bench.store.chats.tail(talk.branch.chat.id, 3).messages
    assert [m.template.part if m.template else None for m in tail] == [Part.EXAMPLE, Part.USER, None]
    assert tail[0].role is Role.ASSISTANT
