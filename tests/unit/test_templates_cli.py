"""`fireside templates`, and how `fireside chat` fills a template in: what is printed, and the status."""

from __future__ import annotations

import argparse
import json
from contextlib import closing

import pytest

from desktop.cli.main import main
from desktop.cli.output import PlainSpeaker, Usage
from desktop.cli.template_use import use_template
from desktop.core.attachment_errors import FileUnreadable
from desktop.core.places import Places
from desktop.core.sampling import DEFAULTS
from desktop.core.template_errors import TemplateFillsTooMuch, TemplateUnfilled, TemplateUnknown
from desktop.core.template_values import WrongKind
from desktop.core.templates import Body, Draft, Example, Field, FieldKind, Part
from desktop.services.assembly import open_chats


class Terminal:
    """Runs the command line in this process, on a folder of its own."""

    def __init__(self, folder, capsys):
        self.folder = folder
        self.capsys = capsys

    def run(self, *words):
        try:
            status = main(["--data-dir", str(self.folder / "data"), *words])
        except SystemExit as end:
            status = end.code
        printed = self.capsys.readouterr()
        return status, printed.out, printed.err

    def json(self, *words):
        status, out, err = self.run("templates", *words, "--json")
        assert (status, err, out.count("\n")) == (0, "", 1)
        return json.loads(out)

    def put(self, name, text):
        path = self.folder / name
        path.write_text(text, "utf-8")
        return str(path)


@pytest.fixture
def terminal(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return Terminal(tmp_path, capsys)


def test_a_fresh_library_lists_the_starters_in_the_language_of_the_system(terminal, monkeypatch):
    names = [each["name"] for each in terminal.json("list")["templates"]]
    assert "Translate" in names
    assert "/meeting-notes  Meeting notes  Work" in terminal.run("templates", "list")[1]
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (terminal.folder / "data").rename(terminal.folder / "other")
    assert "翻译" in terminal.run("templates", "list")[1]


def test_list_finds_words_and_says_when_nothing_holds_them(terminal):
    found = terminal.json("list", "--search", "json facts")["templates"]
    assert [each["slash"] for each in found] == ["extract-facts-as-json"]
    assert terminal.run("templates", "list", "--search", "xyzzy")[1] == "No template holds these words.\n"


def test_show_prints_texts_fields_and_versions(terminal):
    status, out, _ = terminal.run("templates", "show", "/translate")
    assert status == 0
    for part in ("{{text}}", "target language (choice)  Into  English | Chinese", "Versions:\n  1  20"):
        assert part in out
    assert terminal.json("show", "Translate")["asks_for"] == ["target language", "tone", "terms", "text"]


def test_an_unknown_name_is_one_sentence_with_near_ones(terminal):
    status, out, err = terminal.run("templates", "show", "translte")
    assert (status, out) == (1, "")
    assert err == "There is no template named translte. These are here: Translate.\n"


def test_import_says_what_it_has_done_and_what_was_wrong(terminal):
    file = terminal.put("a.csv", 'act,prompt\nTranslate,x\nNew,"{{y}}"\n"bad,z')
    status, out, err = terminal.run("templates", "import", file)
    assert (status, out) == (0, "Templates: 1 added; 1 left out, since their names are taken.\n")
    assert err.startswith("a.csv, line 4: The quotes of this row do not match")
    facts = terminal.json("import", file, "--on-conflict", "replace")
    assert (facts["added"], facts["replaced"], facts["same"], len(facts["problems"])) == (0, 1, 1, 1)
    assert terminal.json("show", "translate")["version"] == 2
    assert terminal.json("import", file, "--on-conflict", "both")["same"] == 2


def test_import_of_nothing_that_can_be_used_fails(terminal):
    status, out, err = terminal.run("templates", "import", str(terminal.folder / "none.json"))
    assert (status, out) == (1, "Templates: 0 added.\n")
    assert err == "none.json: This file is not there, or may not be read.\n"


@pytest.mark.parametrize(
    ("name", "more"), [("a.json", ()), ("a.csv", ()), ("a.md", ()), ("a", ("--format", "markdown"))]
)
def test_what_was_exported_is_here_already(terminal, name, more):
    path = terminal.folder / name
    facts = terminal.json("export", "--to", str(path), *more)
    assert (facts["files"], facts["problems"]) == ([str(path)], [])
    again = terminal.json("import", str(path))
    assert (again["added"], again["same"]) == (0, facts["templates"])


def test_a_folder_gets_a_file_for_each(terminal):
    folder = terminal.folder / "out"
    facts = terminal.json("export", "Translate", "summarise", "--to", f"{folder}/", "--format", "markdown")
    assert sorted(path.name for path in folder.iterdir()) == ["Summarise.md", "Translate.md"]
    assert facts["templates"] == 2
    status, _, err = terminal.run("templates", "export", "--to", str(folder), "--format", "csv")
    assert (status, err) == (2, "csv needs a file, and --to names a folder\n")
    terminal.put("file", "mine")
    status, _, err = terminal.run("templates", "export", "--to", str(terminal.folder / "file" / "a.json"))
    assert status == 1
    assert err.count("\n") == 1


def test_wrong_words_end_with_status_2(terminal):
    assert terminal.run("templates", "import")[0] == 2
    assert terminal.run("templates", "export")[0] == 2
    assert terminal.run("templates", "import", "a", "--on-conflict", "x")[0] == 2
    assert terminal.run("chat", "--field", "a=b", "Hello")[0] == 2


# chat --template


FIELDS = (
    Field("lang", FieldKind.CHOICE, options=("German", "French, old"), default="German"),
    Field("n", FieldKind.NUMBER, low=1, high=9, default=3),
    Field("sure", FieldKind.YES_NO),
    Field("all", FieldKind.CHOICES, options=("A", "B"), required=False),
    Field("file", FieldKind.FILE, required=False),
    Field("title", required=False),
    Field("text", FieldKind.LONG),
)
TEXT = "{{lang}} {{n}} {{sure}} {{all}} {{file}} {{title}} {{text}}"


class Asking:
    def __init__(self, folder):
        self.places = Places(folder)
        self.store = open_chats(self.places)

    def keep(self, name, body):
        return self.store.templates.add(Draft(name, body))

    def use(self, name, *fields, prompt=None):
        options = argparse.Namespace(template=name, field=list(fields), model=None, speaker=PlainSpeaker())
        return use_template(options, prompt, self.store, self.places)


@pytest.fixture
def asking(tmp_path):
    asking = Asking(tmp_path / "data")
    with closing(asking.store):
        asking.keep("Many", Body(TEXT, "Be {{lang}}", FIELDS, (Example("{{n}}?", "x"),), preset="precise"))
        yield asking


def test_fields_are_read_as_their_kinds_and_prompt_fills_the_last_text(asking, tmp_path):
    (tmp_path / "f.txt").write_text("contents")
    given = ["lang=french, OLD", "n=2.5", "sure=Yes", "all=b,a", f"file=@{tmp_path / 'f.txt'}", "title=a=b"]
    used = asking.use("/many", *given, prompt="the {{text}}")
    assert used.question == "French, old 2.5 yes B, A contents a=b the {{text}}"
    assert (used.system, used.draft.examples[0].question) == ("Be French, old", "2.5?")
    assert (used.draft.use.name, used.draft.use.version, used.draft.use.edited) == ("Many", 1, False)
    assert used.system_use.part is Part.SYSTEM
    assert used.sampling(DEFAULTS).temperature == 0.2
    assert asking.store.templates.last_values(used.template.id)["file"] == str(tmp_path / "f.txt")


def test_a_long_text_comes_from_a_file(asking, tmp_path):
    (tmp_path / "f.txt").write_text("contents")
    assert asking.use("many", f"text=@{tmp_path / 'f.txt'}").question == "German 3 no    contents"
    with pytest.raises(FileUnreadable):
        asking.use("many", "text=@/nowhere/f.txt")
    with pytest.raises(FileUnreadable):
        asking.use("many", "text=x", "file=/nowhere/f.txt")


def test_prompt_follows_a_text_that_has_no_field_for_it(asking):
    asking.keep("Plain", Body("Say it."))
    used = asking.use("plain", prompt="Loudly.")
    assert (used.question, used.draft.use.edited) == ("Say it.\n\nLoudly.", True)
    asking.keep("System", Body("", "Be brief."))
    assert asking.use("system").question is None
    assert asking.use("system", prompt="Hello").question == "Hello"


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("n=12", WrongKind.TOO_HIGH),
        ("n=x", WrongKind.NOT_A_NUMBER),
        ("lang=x", WrongKind.NOT_OFFERED),
        ("sure=perhaps", WrongKind.NOT_OFFERED),
        ("text=", WrongKind.MISSING),
    ],
)
def test_what_is_missing_or_wrong_is_told_before_anything_is_asked(asking, field, kind):
    more = [] if field.startswith("text") else ["text=x"]
    with pytest.raises(TemplateUnfilled) as told:
        asking.use("many", field, *more)
    assert [wrong.kind for wrong in told.value.wrongs] == [kind]


def test_what_would_be_too_much_is_told_before_anything_is_asked(asking):
    entry = asking.keep("Echo", Body("{{text}}" * 1_000))
    with pytest.raises(TemplateFillsTooMuch):
        asking.use("Echo", "text=" + "y" * 3_000)
    assert asking.store.templates.last_values(entry) == {}


def test_words_that_name_no_field_or_template_are_told(asking):
    with pytest.raises(Usage, match="has no field 'x'; it has: lang, n"):
        asking.use("many", "x=1")
    with pytest.raises(Usage, match="NAME=VALUE"):
        asking.use("many", "lang")
    with pytest.raises(TemplateUnknown):
        asking.use("nothing")
