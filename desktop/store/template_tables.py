"""The tables of templates and personas."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Named,
    PrimaryKeyConstraint,
    Table,
    TypedColumns,
    UniqueConstraint,
    false,
)

from desktop.store.schema import UtcTime, metadata


class TemplateColumns(TypedColumns):
    """A prompt template; what it says is in its versions."""

    id: Named[int] = Column(primary_key=True)
    slash: Named[str]  # see core.templates.slash_name; unique outside the trash
    folder: Named[str] = Column(server_default="")
    favourite: Named[bool] = Column(server_default=false())
    version: Named[int]  # the newest
    created: Named[datetime] = Column(UtcTime)
    deleted: Named[datetime | None] = Column(UtcTime)
    used: Named[datetime | None] = Column(UtcTime)
    uses: Named[int] = Column(server_default="0")
    last_values: Named[str] = Column(server_default="")  # JSON, what was filled in last


class TemplateVersionColumns(TypedColumns):
    """A template as it was saved once."""

    template_id: Named[int] = Column(ForeignKey("template.id", ondelete="CASCADE"))
    number: Named[int]
    name: Named[str]
    description: Named[str]
    note: Named[str]
    created: Named[datetime] = Column(UtcTime)
    system: Named[str]
    user: Named[str]
    rest: Named[str]  # JSON of the other fields of core.templates.Body


class TemplateTagColumns(TypedColumns):
    """A word that a template is found by."""

    template_id: Named[int] = Column(ForeignKey("template.id", ondelete="CASCADE"))
    seq: Named[int]
    tag: Named[str]


class TemplateInputColumns(TypedColumns):
    """Values that a template is tried out with."""

    id: Named[int] = Column(primary_key=True)
    template_id: Named[int] = Column(ForeignKey("template.id", ondelete="CASCADE"))
    name: Named[str]
    filled: Named[str]  # JSON
    created: Named[datetime] = Column(UtcTime)


class MessageTemplateColumns(TypedColumns):
    """Which template a message was made with; the name stays, whatever becomes of the template."""

    message_id: Named[int] = Column(ForeignKey("message.id", ondelete="CASCADE"), primary_key=True)
    template_id: Named[int | None] = Column(ForeignKey("template.id", ondelete="SET NULL"))
    name: Named[str]
    version: Named[int]
    part: Named[str]  # core.templates.Part
    edited: Named[bool] = Column(server_default=false())


class PersonaColumns(TypedColumns):
    """A system prompt, a model and parameters under a name."""

    id: Named[int] = Column(primary_key=True)
    name: Named[str]
    folded: Named[str]
    what: Named[str]  # JSON
    created: Named[datetime] = Column(UtcTime)


template = Table("template", metadata, TemplateColumns, sqlite_autoincrement=True)
template_version = Table(
    "template_version",
    metadata,
    TemplateVersionColumns,
    PrimaryKeyConstraint("template_id", "number"),
    sqlite_with_rowid=False,
)
template_tag = Table(
    "template_tag",
    metadata,
    TemplateTagColumns,
    PrimaryKeyConstraint("template_id", "seq"),
    sqlite_with_rowid=False,
)
template_input = Table("template_input", metadata, TemplateInputColumns, sqlite_autoincrement=True)
message_template = Table("message_template", metadata, MessageTemplateColumns)
persona = Table("persona", metadata, PersonaColumns, UniqueConstraint("folded"), sqlite_autoincrement=True)

Index(None, template.c.slash, unique=True, sqlite_where=template.c.deleted.is_(None))
Index(None, template_input.c.template_id)
Index(None, message_template.c.template_id, sqlite_where=message_template.c.template_id.is_not(None))
