"""Every error that a user can act on has a sentence with advice."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from desktop.cli.output import PlainSpeaker
from desktop.core import (
    attachment_errors as a,
    companion_errors as c,
    errors as e,
    folder_errors as f,
    hub_errors as h,
    keep_errors as k,
    leaving_errors,
    library_errors as lib,
    persona_errors as p,
    template_errors as t,
    tryout_errors as tr,
)
from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.hub import Gated
from desktop.core.sources import AddressFault
from desktop.core.template_advice import say_problem, say_wrong
from desktop.core.template_text import Problem, ProblemKind
from desktop.core.template_values import Wrong, WrongKind
from desktop.core.templates import Field
from desktop.core.tryout_advice import say_refused
from desktop.core.tryout_import import Refusal, Refused

FILE = Path("/models/a.gguf")
EXAMPLES = [
    f.FolderNameMissing(),
    f.FolderGone(),
    f.FolderInItself(),
    f.FoldersTooDeep(8),
    e.NoModel(),
    e.UnknownModel("x", ("a", "b")),
    e.ModelMissing(FILE),
    e.ModelMissing(FILE, is_folder=True),
    e.NotGguf(FILE),
    e.NotChatModel(FILE),
    e.ModelCrashes(FILE, 3),
    e.ModelTruncated(FILE, needed=2_000_000, size=1_000),
    e.ModelDamaged(FILE, "0 layers"),
    e.ModelRefused(FILE, "unknown model architecture: 'x'"),
    e.NotEnoughMemory(FILE, 2**34, 2**30),
    e.EngineStopped(-9),
    e.EngineStopped(-4, loading=True),
    e.EngineStopped(3),
    e.EngineStopped(-6, adapters=("pirate.gguf", "terse.gguf")),
    e.EngineStopped(-6, draft="small.gguf"),
    e.EngineMissing("libgomp.so.1"),
    e.ProcessorTooOld(("AVX2", "FMA")),
    e.DecodeFailed("no KV slot"),
    e.EmptyPrompt(),
    e.AnswerUnderWay(),
    e.AnswerUnderWay(loading=True),
    e.ChatCameFirst(),
    e.PromptTooLong(tokens=9000, context=8192),
    e.ContextFull(8192),
    e.ContextExceeded(9000, 8192, False),
    e.ContextExceeded(9000, 8192, True),
    e.SummaryFailed(),
    e.TextTooLarge(3_000_000, 2_000_000),
    e.TemplateFailed("it loops"),
    e.GrammarInvalid(3, "there is no rule named x"),
    e.GrammarInvalid(0, "there is no rule named root"),
    e.SchemaInvalid("$ref leads nowhere"),
    e.FolderNotWritable(Path("/data")),
    e.DiskFull(Path("/data")),
    e.DatabaseTooNew(Path("/data/chats.db"), version=9, known=1),
    e.DatabaseDamaged(Path("/data/chats.db"), None),
    e.DatabaseDamaged(Path("/data/chats.db"), Path("/data/backups/b.db")),
    e.DamageFound(Path("/data/chats.db")),
    e.BackupUnusable(Path("/data/b.db")),
    k.NothingToRecover(Path("/data/b.db")),
    k.DataFolderGone(Path("/media/usb")),
    k.EndedBefore(Path("/data/logs/crashes/20261128-061500-ended.txt")),
    k.ChatGone(7),
    k.NotAllDeleted((Path("/data/models"),)),
    *(k.MoveRefused(Path("/media/usb"), why, 2_000_000, 1_000) for why in k.Hindrance),
    e.FileInTheWay(Path("/data/b.db")),
    leaving_errors.PdfFailed(FILE),
    leaving_errors.PrintFailed(),
    e.NothingStored(Path("/data/chats.db")),
    e.SettingsInvalid(Path("/data/settings.json")),
    e.DatabaseBusy(Path("/data/chats.db")),
    a.NotText(FILE),
    a.FileKindUnknown(FILE),
    a.FileTooLarge(FILE, 3_000_000, 2_000_000),
    a.FileUnreadable(FILE),
    a.FileUnreadable(FILE, is_folder=True),
    a.FileEmpty(FILE),
    a.TooManyFiles(20),
    a.FilesRefused(("a.pdf", "b.bin"), a.FileKindUnknown(FILE)),
    a.FilesRefused(("a", "b", "c", "d", "e"), a.TooManyFiles(20)),
    *(c.DraftUnsuitable(FILE, problem) for problem in c.DraftProblem),
    *(c.AdapterUnsuitable(FILE, problem, "4 rows") for problem in c.AdapterProblem),
    e.Offline("example.org"),
    h.HubUnreachable("example.org"),
    h.HubBusy("example.org", 120),
    h.HubBusy("example.org", 0),
    h.NotTheHub("example.org"),
    h.NotOnHub("a/b"),
    h.AccessNeeded("a/b", Gated.AUTO, signed_in=False),
    h.AccessNeeded("a/b", Gated.AUTO, signed_in=True),
    h.AccessNeeded("a/b", Gated.MANUAL, signed_in=True),
    h.TokenRejected("example.org"),
    h.FileChanged("m.gguf"),
    h.ChecksumWrong("m.gguf", "example.org"),
    h.NameRefused("../m.gguf"),
    h.HeaderUnclear("flux-Q4_0.gguf"),
    h.NotEnoughDisk(Path("/models"), 2**33, 2**30),
    h.FolderGone(Path("/models")),
    h.InUseElsewhere(FILE),
    h.NoKeyring(),
    t.TemplateNameMissing(),
    t.TemplateNameTaken("Translate"),
    t.TemplateGone(),
    t.TemplatesNotWritten(FILE),
    t.TemplateUnknown("tranlsate", ("Translate",)),
    t.TemplateUnfilled("Translate", (Wrong(Field("text"), WrongKind.MISSING),)),
    p.PersonaNameMissing(),
    p.PersonaNameTaken("Tutor"),
    p.PersonaGone(),
    p.NoPresets(FILE),
    p.PresetsUnreadable(FILE),
    p.PresetsNotWritten(FILE),
    t.TemplateTooLong(300_000, 200_000),
    t.TemplateFillsTooMuch(3_000_000_000, 2_000_000),
    lib.NotOurs(FILE),
    lib.NotRemoved(FILE),
    lib.NotAllMoved(Path("/models"), 3),
    *(h.AddressRefused(fault) for fault in AddressFault),
    h.SourceExists("example.org"),
    h.ProxyUnusable(),
    h.TokenMalformed(),
    h.TokenLeft(),
    h.NoTokenFound(),
    tr.TooManyInputs(500),
    tr.NoInputs(),
    tr.NothingFits(),
    tr.NothingUsedYet(),
    tr.ComparisonUnderWay(),
    tr.TryoutUnderWay(),
    tr.ColumnsUnknown(FILE, ("text", "tone")),
    tr.ColumnsUnknown(FILE, ()),
    tr.ColumnsUnknown(FILE, tuple("abcdefg")),
    tr.ResultsNotWritten(FILE),
    tr.ResultsNotWritten(FILE, full=True),
]


def leaves(kind):
    below = kind.__subclasses__()
    return {kind} if not below else set().union(*map(leaves, below))


def test_the_examples_cover_every_error():
    assert {type(error) for error in EXAMPLES} == leaves(UserError)


@pytest.mark.parametrize("error", EXAMPLES, ids=repr)
def test_an_error_is_said_with_advice_and_without_open_places(error):
    notice = describe(error, PlainSpeaker())
    assert len(notice.what.split()) >= 4
    assert notice.advice
    assert "{" not in notice.what + notice.advice


@pytest.mark.parametrize("error", EXAMPLES, ids=repr)
def test_an_error_crosses_a_process_border_unchanged(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again == error


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_mistake_in_a_template_is_said(kind):
    said = say_problem(Problem(kind, 0, 1, "a name"), PlainSpeaker())
    assert len(said.split()) >= 4
    assert "{deepest}" not in said
    assert "{name}" not in said


@pytest.mark.parametrize("why", Refusal)
def test_everything_that_is_left_out_of_a_table_is_said_with_its_line(why):
    wrong = Wrong(Field("a"), WrongKind.MISSING)
    said = say_refused(Refused(1200, why, "a name", wrong), PlainSpeaker())
    assert "ine 1,200" in said
    assert "{" not in said


@pytest.mark.parametrize("kind", WrongKind)
def test_every_value_that_cannot_be_used_is_said_with_its_field(kind):
    said = say_wrong(Wrong(Field("a", label="the label", low=1, high=2), kind), PlainSpeaker())
    assert "“the label”" in said
    assert "{" not in said


def test_a_too_long_prompt_is_said_with_both_numbers():
    assert "9,000" in describe(e.PromptTooLong(9000, 8192), PlainSpeaker()).what
    assert "8,192" in describe(e.PromptTooLong(9000, 8192), PlainSpeaker()).what


def test_a_signal_is_named():
    assert "SIGKILL" in describe(e.EngineStopped(-9), PlainSpeaker()).what


def test_files_that_were_refused_are_named_up_to_three_with_the_reason_of_the_first():
    refused = a.FilesRefused(("1.pdf", "2", "3", "4", "5"), a.FileKindUnknown(Path("/x/1.pdf")))
    notice = describe(refused, PlainSpeaker())
    assert notice.what == "5 files were not attached: 1.pdf, 2, 3, and 2 more."
    assert notice.advice.startswith("1.pdf is a PDF or an image")
    few = a.FilesRefused(("1", "2", "3"), a.FileEmpty(Path("/x/1")))
    assert describe(few, PlainSpeaker()).what == "3 files were not attached: 1, 2, 3."
