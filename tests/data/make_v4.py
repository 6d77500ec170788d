"""Make chats-v4.db, a database as version 4 of its tables has it. Run once, before version 5 exists.

python tests/data/make_v4.py

It is the file of version 3, brought up to date, with what version 4 can store beside.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop.core.chat import Role
from desktop.core.personas import PersonaDraft
from desktop.core.prepared import DraftTemplate, Prepared
from desktop.core.sampling import Sampling
from desktop.core.templates import Body, Draft, Example, Field, FieldKind, Part, Place, TemplateUse
from desktop.core.tryout import NewInput
from desktop.store.chats import NewMessage
from desktop.store.migrations import MIGRATIONS
from desktop.store.opening import open_store

TARGET = Path(__file__).with_name("chats-v4.db")
BODY = Body(
    "When goes the train to {{town}}?",
    "You know the timetable.",
    (Field("town", FieldKind.CHOICE, "Town", default="维也纳", options=("维也纳", "Linz")),),
    (Example("To Graz?", "At 8:03."),),
    json_schema='{"type": "string"}',
)
PERSONA = PersonaDraft("Conductor", "Knows trains", "🚄", system="Be punctual.", sampling=Sampling(seed=7))


def main() -> None:
    """Keep a template, what it made, a persona, and have half of the texts in the index."""
    assert len(MIGRATIONS) == 3, "this is no longer version 4"
    shutil.copyfile(TARGET.with_name("chats-v3.db"), TARGET)
    store = open_store(TARGET, "v4", lambda owner: True)
    template = store.templates.add(
        Draft("Train", Body("To {{town}}?")), Place("Travel/火车", ("daily",), True)
    )
    store.templates.save(template, Draft("Ask for a train", BODY, "Times of trains"), "with examples")
    store.templates.used(template, {"town": "Linz"})
    store.template_inputs.add(template, [NewInput("Vienna", {"town": "维也纳"})])
    store.personas.add([PERSONA])
    chat = store.chats.new_chat("By template")
    parent = None
    for role, part, text in (
        (Role.SYSTEM, Part.SYSTEM, "You know the timetable."),
        (Role.USER, Part.EXAMPLE, "To Graz?"),
        (Role.USER, Part.USER, "When goes the train to Linz?"),
    ):
        use = TemplateUse(template, "Ask for a train", 2, part, edited=part is Part.USER)
        parent = store.chats.add(chat.id, NewMessage(parent, role, text, template=use)).id
    prepared = Prepared(DraftTemplate(TemplateUse(template, "Ask for a train", 2), "To Linz?", BODY.examples))
    store.chats.set_prepared(chat.id, prepared)
    store.chats.select(chat.id, parent)
    store.close()
    shutil.rmtree(TARGET.with_name("backups"))  # of version 3


if __name__ == "__main__":
    main()
