"""A template is tried out on saved inputs, in a process of its own, and the chats come first."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from desktop.core.attachment_errors import FileUnreadable
from desktop.core.chat import Finish, Role
from desktop.core.chat_defaults import ChatDefaults
from desktop.core.errors import (
    EmptyPrompt,
    EngineStopped,
    ModelCrashes,
    ModelRefused,
    NotGguf,
    PromptTooLong,
)
from desktop.core.presets import Preset
from desktop.core.sampling import Sampling
from desktop.core.template_values import WrongKind
from desktop.core.templates import Example, Field, FieldKind
from desktop.core.tryout_errors import ComparisonUnderWay, NoInputs, NothingFits, ResultsNotWritten
from desktop.engine.protocol import (
    Broken,
    Cancel,
    Delta,
    Failed,
    Finished,
    Generate,
    Load,
    Loading,
    PartKind,
    Prompting,
    Render,
    Rendered,
    Usage,
)
from desktop.services.prompts import EngineBug
from desktop.services.tryout import Phase, Place, Step, misfits
from desktop.services.tryout_export import as_csv, same, write_csv
from tests.fakes.tryout import FIRST, SECOND, WORDS, A, B, Table, plan, saved, version


@pytest.fixture
def table(bench, tmp_path):
    table = Table(bench, tmp_path)
    yield table
    table.trying.close()


def asked_of(command):
    return [(turn.role, turn.text) for turn in command.turns]


def test_each_model_is_loaded_once_and_answers_all_of_its_cells(table):
    table.trying.start(plan(FIRST, SECOND, models=(A, B)))
    assert table.load().path == A.path
    for number, text in enumerate(("a1", "a2", "a3", "a4"), start=1):
        table.answer(number, text)
    assert table.engine.killed == 1
    table.die()
    assert table.load(2).path == B.path
    for number, text in enumerate(("b1", "b2", "b3", "b4"), start=5):
        table.answer(number, text)
    assert table.state.phase is Phase.ENDED
    assert len(table.sent(Load)) == 2
    assert table.texts == [["a1", "a3", "b1", "b3"], ["a2", "a4", "b2", "b4"]]
    assert [(column.version.number, column.model) for column in table.state.columns] == [
        *((1, A), (2, A), (1, B), (2, B)),
    ]
    asked = [asked_of(command)[0][1] for command in table.sent(Generate)]
    assert asked[:4] == ["Say one", "Say two", "Please say one", "Please say two"]
    assert table.engine.killed == 2


def test_a_cell_takes_system_prompt_examples_values_and_built_in_variables(table):
    polite = (Field("polite", required=False),)
    examples = (Example("Say {{word}}?", "{{word}}!"),)
    body = dict(system="On {{date}} with {{model}}.", examples=examples, fields=polite)
    table.trying.start(plan(version(3, "{{word}}{{#if polite}} please{{/if}}", **body), inputs=(WORDS[0],)))
    table.load()
    assert asked_of(table.asked(1)) == [
        (Role.SYSTEM, "On 2026-11-28 with a Q4."),
        (Role.USER, "Say one?"),
        (Role.ASSISTANT, "one!"),
        (Role.USER, "one"),
    ]
    assert (table.sent(Load)[0].states, table.sent(Load)[0].snapshot_memory) == (None, 0)


def test_seed_and_length_are_the_same_for_every_cell_and_the_templates_preset_and_schema_apply(table):
    table.presets = [Preset(4, "My own", Sampling(temperature=1.5, seed=9, max_tokens=9))]
    table.defaults[A.path] = ChatDefaults(preset=4)
    fields = (Field("word"),)
    strict = version(2, "{{word}}", preset="precise", json_schema='{"type": "object"}', fields=fields)
    table.trying.start(plan(FIRST, strict, inputs=(WORDS[0],), seed=5, max_tokens=33, thinking=True))
    table.load()
    table.answer(1, "x")
    table.answer(2, "x")
    own, precise = (command.sampling for command in table.sent(Generate))
    assert (own.temperature, own.seed, own.max_tokens, own.json_schema) == (1.5, 5, 33, "")
    assert (precise.temperature, precise.seed, precise.max_tokens) == (0.2, 5, 33)
    assert precise.json_schema == '{"type": "object"}'
    assert all(command.thinking and command.chat == "" for command in table.sent(Generate))


def test_without_a_preset_the_model_file_recommends(table):
    table.headers["a"] = replace(table.header, sampling=(("temp", 0.15),))
    table.trying.start(plan(version(1, "{{word}}", preset="there is none")))
    table.load()
    assert table.asked(1).sampling.temperature == 0.15


def test_files_of_fields_are_read_and_one_that_cannot_be_costs_its_cell(table, tmp_path):
    (tmp_path / "note.txt").write_text("一份笔记", encoding="utf-8")
    paper = Field("paper", FieldKind.FILE)
    there, gone = (saved(n, paper=str(tmp_path / name)) for n, name in ((1, "note.txt"), (2, "gone.txt")))
    table.trying.start(plan(version(1, "Sum up: {{paper}}", fields=(paper,)), inputs=(there, gone)))
    table.load()
    assert asked_of(table.asked(1)) == [(Role.USER, "Sum up: 一份笔记")]
    table.answer(1, "x")
    table.inbox.run_until(lambda: not table.trying.running)
    assert table.state.cells[1][0].error == FileUnreadable(tmp_path / "gone.txt")


def test_a_template_for_the_system_prompt_is_asked_with_a_message(table):
    only = version(1, "", system="Be {{word}}")
    table.trying.start(plan(only, inputs=(WORDS[0],), message="Hello?"))
    table.load()
    assert asked_of(table.asked(1)) == [(Role.SYSTEM, "Be one"), (Role.USER, "Hello?")]
    table.trying.start(plan(only, inputs=(WORDS[0],)))
    table.die()
    table.load(2)
    table.inbox.run_until(lambda: not table.trying.running)
    assert table.state.cells[0][0].error == EmptyPrompt()


def test_figures_and_thinking_are_kept_apart_from_the_answer(table):
    table.trying.start(plan(inputs=(WORDS[0],)))
    table.inbox.run_until(lambda: table.sent(Load))
    table.emit(Loading(table.sent(Load)[0].request, 0.25))
    assert (table.state.phase, table.state.fraction) == (Phase.LOADING, 0.25)
    table.load()
    request = table.asked(1).request
    table.emit(Delta(request, "hm", 1, PartKind.THINKING), Delta(request, "It is", 3))
    (cell,) = table.state.cells[0]
    assert (cell.step, cell.thinking, cell.answer, cell.tokens) == (Step.ANSWERING, "hm", "It is", 3)
    assert table.told[-1] == Place(0, 0)
    table.emit(Finished(request, Finish.LENGTH, Usage(10, 0, 3, 0.5, 40.0, 1)))
    (cell,) = table.state.cells[0]
    assert (cell.finish, cell.usage.tokens_per_second, cell.text) == (Finish.LENGTH, 40.0, "hm\n\nIt is")
    assert cell.seconds >= 0


def test_values_that_do_not_fit_are_told_before_and_skipped(table):
    number = Field("word", FieldKind.NUMBER, high=5)
    any_number = version(1, "{{word:number}}")
    changed = version(2, "{{word}} times", fields=(number,))
    inputs = (saved(1, word=3), saved(2, word=9), saved(3))
    table.trying.start(plan(any_number, changed, inputs=inputs))
    columns = table.state.columns
    assert [[wrong.kind for wrong in row[1]] for row in misfits(inputs, columns)] == [
        [],
        [WrongKind.TOO_HIGH],
        [WrongKind.MISSING],
    ]
    assert table.steps[1:] == [[Step.WAITING, Step.SKIPPED], [Step.SKIPPED, Step.SKIPPED]]
    assert table.state.cells[1][1].wrongs[0].field == number
    assert (table.state.total, table.state.ended) == (6, 3)


def test_nothing_is_tried_out_without_inputs_that_fit(table):
    with pytest.raises(NoInputs):
        table.trying.start(plan(inputs=()))
    with pytest.raises(NothingFits):
        table.trying.start(plan(inputs=(saved(1),)))
    assert table.state is None


def test_it_waits_for_a_comparison(table):
    table.busy = ComparisonUnderWay()
    with pytest.raises(ComparisonUnderWay):
        table.trying.start(plan())


def test_a_stop_keeps_what_came_and_ends_the_process_at_once(table):
    table.trying.start(plan(FIRST, SECOND))
    table.load()
    table.answer(1, "done")
    request = table.asked(2).request
    table.emit(Delta(request, "half", 1))
    table.trying.stop()
    assert table.engine.killed == 1
    assert table.texts == [["done", ""], ["half", ""]]
    assert table.steps == [[Step.DONE, Step.STOPPED], [Step.STOPPED, Step.STOPPED]]
    table.emit(Delta(request, " late", 2))
    table.die()
    assert table.texts[1][0] == "half"
    assert len(table.sent(Generate)) == 2
    assert table.state.phase is Phase.STOPPED


def test_another_try_out_waits_until_the_process_before_it_has_gone(table):
    table.trying.start(plan())
    table.load()
    table.asked(1)
    table.trying.start(plan(models=(B,)))
    assert len(table.sent(Load)) == 1
    table.die()
    assert table.load(2).path == B.path


def test_a_crash_costs_one_cell_and_the_next_one_gets_a_fresh_process(table):
    table.trying.start(plan())
    table.load()
    table.emit(Delta(table.asked(1).request, "It", 1))
    table.die(-11)
    assert table.state.cells[0][0].error == EngineStopped(-11)
    assert table.texts[0] == ["It"]
    table.load(2)
    table.answer(2, "fine")
    assert table.steps == [[Step.FAILED], [Step.DONE]]
    assert table.state.phase is Phase.ENDED


def test_a_model_that_crashes_three_times_in_a_row_is_left_out_and_the_next_one_answers(table):
    inputs = tuple(saved(number, word="x") for number in range(6))
    table.trying.start(plan(models=(A, B), inputs=inputs))
    table.load()
    table.asked(1)
    table.die(-11)
    table.load(2)
    table.answer(2, "in between")  # starts the count anew
    for crash in (3, 4, 5):
        table.asked(crash)
        table.die(-11)
        if crash < 5:
            table.load(crash)
    assert table.load(5).path == B.path
    steps = [row[0].step for row in table.state.cells]
    assert steps == [Step.FAILED, Step.DONE, *[Step.FAILED] * 4]
    assert table.state.cells[5][0].error == ModelCrashes(A.path, 3)
    assert table.state.cells[4][0].error == EngineStopped(-11)
    table.answer(6, "b")
    assert table.steps[0][1] is Step.DONE


@pytest.mark.parametrize("error", [NotGguf(A.path), ModelRefused(A.path, "unknown")])
def test_a_model_that_cannot_be_loaded_fails_alone(table, error):
    if isinstance(error, NotGguf):
        table.headers["a"] = error
    table.trying.start(plan(models=(A, B)))
    if isinstance(error, ModelRefused):
        table.inbox.run_until(lambda: table.sent(Load))
        table.emit(Failed(table.sent(Load)[0].request, error))
        table.die()
    table.inbox.run_until(lambda: table.sent(Load) and table.sent(Load)[-1].path == B.path)
    table.load()
    assert all(row[0].error == error for row in table.state.cells)
    table.answer(1, "x")
    table.answer(2, "y")
    assert [row[1].text for row in table.state.cells] == ["x", "y"]


def test_a_refused_prompt_costs_its_cell_and_the_process_goes_on(table):
    table.trying.start(plan())
    table.load()
    table.emit(Failed(table.asked(1).request, PromptTooLong(900, 512)))
    table.answer(2, "fine")
    assert table.state.cells[0][0].error == PromptTooLong(900, 512)
    assert table.steps == [[Step.FAILED], [Step.DONE]]
    assert len(table.sent(Load)) == 1


def test_a_bug_of_the_engine_is_a_bug_and_the_next_cell_has_its_turn(table):
    table.trying.start(plan())
    table.load()
    with pytest.raises(EngineBug):
        table.emit(Broken(table.asked(1).request, "Traceback"))
    assert table.steps[0] == [Step.FAILED]
    table.die()
    table.load(2)
    table.answer(2, "fine")
    assert table.state.phase is Phase.ENDED


def chat_asks(table):
    request = table.bench.prompts.new_request()
    table.bench.prompts.submit(Generate(request, (), None, None))
    return request


def chat_is_done(table, request):
    usage = Usage(1, 0, 1, 0.1, None, 1)
    table.bench.engine.events.emit(Finished(request, Finish.STOP, usage))
    table.inbox.time_passes()


def test_a_chat_in_between_gets_its_answer_first_and_the_cell_is_begun_anew(table, bench):
    bench.load()
    table.trying.start(plan(FIRST, SECOND))
    table.load()
    table.answer(1, "one")
    first = table.asked(2).request
    table.emit(Delta(first, "half", 1))
    request = chat_asks(table)
    bench.engine.events.emit(Prompting(request, 0, 5))
    assert table.sent(Cancel) == [Cancel(first)]
    assert table.state.phase is Phase.CHAT_FIRST
    assert table.steps[1][0] is Step.WAITING
    bench.engine.events.emit(Prompting(request, 5, 5))
    table.emit(Finished(first, Finish.CANCELLED, Usage(0, 0, 0, None, None, 0)))
    assert len(table.sent(Generate)) == 2
    chat_is_done(table, request)
    for number, text in enumerate(("two", "three", "four"), start=3):
        table.answer(number, text)
    assert table.texts == [["one", "three"], ["two", "four"]]
    assert (len(table.sent(Load)), table.state.phase) == (1, Phase.ENDED)


def test_a_next_question_that_follows_at_once_is_waited_for_too(table, bench):
    bench.load()
    table.trying.start(plan())
    table.load()
    table.asked(1)
    first, second = chat_asks(table), chat_asks(table)
    bench.engine.events.emit(Prompting(first, 0, 5))
    chat_is_done(table, first)
    assert table.state.phase is Phase.CHAT_FIRST
    bench.engine.events.emit(Prompting(second, 0, 5))
    chat_is_done(table, second)
    table.asked(2)


def test_a_chat_whose_model_has_to_be_loaded_gets_the_memory_and_all_goes_on_afterwards(table, bench):
    table.trying.start(plan(models=(A,)))
    table.load()
    table.answer(1, "one")
    table.asked(2)
    request = chat_asks(table)
    assert (table.engine.killed, table.state.phase) == (1, Phase.CHAT_FIRST)
    table.die()
    bench.inbox.run_until(lambda: bench.sent(Load))
    bench.loaded()
    bench.engine.events.emit(Prompting(request, 0, 5))
    chat_is_done(table, request)
    table.load(2)
    table.answer(3, "two")
    assert table.texts == [["one"], ["two"]]


def test_a_load_that_was_given_up_for_a_chat_begins_anew(table, bench):
    bench.load()
    table.trying.start(plan())
    table.inbox.run_until(lambda: table.sent(Load))
    request = chat_asks(table)
    bench.engine.events.emit(Prompting(request, 0, 5))
    assert table.engine.killed == 1
    table.die()
    chat_is_done(table, request)
    table.load(2)
    table.answer(1, "one")


def test_it_can_be_begun_while_a_chat_is_answered_and_waits(table, bench):
    bench.load()
    request = chat_asks(table)
    table.trying.start(plan())
    assert table.state.phase is Phase.CHAT_FIRST
    chat_is_done(table, request)
    table.load()


def test_a_stop_while_a_chat_is_answered_is_a_stop(table, bench):
    bench.load()
    table.trying.start(plan())
    table.load()
    table.asked(1)
    request = chat_asks(table)
    bench.engine.events.emit(Prompting(request, 0, 5))
    table.trying.stop()
    chat_is_done(table, request)
    assert table.state.phase is Phase.STOPPED
    assert len(table.sent(Generate)) == 1


def test_the_chats_model_makes_room_where_it_is_in_the_way(table, bench):
    bench.load()
    table.free = 1000
    table.trying.start(plan())
    bench.inbox.run_until(lambda: bench.sent(Render))
    table.free = 1 << 40
    bench.engine.events.emit(Rendered(bench.sent(Render)[-1].request, "", 0))
    table.load()
    assert table.state.made_room


def test_the_time_left_is_that_of_the_cells_before(table):
    table.trying.start(plan(models=(A, B)))
    assert table.state.seconds_left is None
    table.load()
    table.answer(1, "x")
    took = table.state.cells[0][0].seconds
    assert table.state.seconds_left == pytest.approx(3 * took)


def test_the_results_are_written_as_a_table_that_carries_nothing_out(table, tmp_path):
    inputs = (saved(1, word="=cmd|' /C calc'!A0"), saved(2, word="二"))
    table.trying.start(plan(FIRST, SECOND, inputs=inputs))
    table.load()
    for number, text in enumerate(("-1+1", "你好,\n“世界”", "-1+1", "\tx"), start=1):
        table.answer(number, text)
    assert same(table.state, Place(0, 1), 0) is True
    assert same(table.state, Place(1, 1), 0) is False
    assert same(table.state, Place(0, 0), 0) is None
    file = tmp_path / "out.csv"
    write_csv(file, as_csv(table.state, 0, lambda cell: ""))
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["answer"] for row in rows] == ["'-1+1", "'-1+1", "你好,\n“世界”", "'\tx"]
    assert rows[0]["word"] == "'=cmd|' /C calc'!A0"
    assert [(row["input"], row["version"], row["model"], row["outcome"]) for row in rows[:2]] == [
        ("input 1", "1", "a", "stop"),
        ("input 1", "2", "a", "stop"),
    ]
    assert [row["same_as_reference"] for row in rows] == ["", "yes", "", "no"]
    assert rows[0]["tokens"] == "1"


def test_a_table_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(ResultsNotWritten):
        write_csv(tmp_path / "no such folder" / "out.csv", b"x")
