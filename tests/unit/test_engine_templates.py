"""Templates get the conversation in a wording that they take, and nothing of it is lost."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.core.chat import Role
from desktop.core.errors import TemplateFailed
from desktop.engine.marks import enclose, find
from desktop.engine.protocol import TemplateSource, Turn
from desktop.engine.templates.job import Job
from desktop.engine.templates.layout import Layout, chatml, choose
from desktop.engine.templates.renderings import Renderings

PLAIN = """{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}
{%- if add_generation_prompt %}[answer]{% endif %}"""
STRICT = """{% if messages[0].role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}
{%- for m in messages %}
{%- if (m.role == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('must alternate') }}{% endif -%}
[{{ m.role }}]{{ m.content }}{% endfor %}"""
ONE_SYSTEM = """{% if messages[0].role == 'system' %}S:{{ messages[0].content }} {% endif %}
{%- for m in messages if m.role != 'system' %}{{ m.role }}:{{ m.content }} {% endfor %}"""
DAY = date(2026, 1, 2)


def turns(*texts):
    roles = {"s": Role.SYSTEM, "u": Role.USER, "a": Role.ASSISTANT}
    for text in texts:
        role = roles[text[0]]
        yield Turn(role, text if role is Role.ASSISTANT else enclose(text))


def answer(template, *texts):
    return Renderings().answer(Job(template, tuple(turns(*texts)), "<s>", "</s>", DAY)).decode()


def prompt(template, *texts):
    text = answer(template, *texts)
    assert text[0] == "p", text
    return find(text[1:]).text


def problem(template, *texts):
    text = answer(template, *texts)
    assert text[0] == "e", text
    return text[1:]


def test_a_conversation_is_given_as_it_is_to_a_template_that_takes_it():
    assert prompt(PLAIN, "s1", "u1", "a1", "u2") == "[system]s1[user]u1[assistant]a1[user]u2[answer]"


def test_a_system_message_in_the_middle_is_put_first_where_it_would_be_dropped():
    assert prompt(ONE_SYSTEM, "s1", "u1", "a1", "s2", "u2") == "S:s1\n\ns2 user:u1 assistant:a1 user:u2 "


def test_two_turns_of_one_speaker_become_one_where_turns_must_alternate():
    assert prompt(STRICT, "u1", "u2", "a1", "a2", "u3") == "[user]u1\n\nu2[assistant]a1\n\na2[user]u3"


def test_the_user_says_what_the_system_says_where_there_is_no_system():
    assert prompt(STRICT, "s1", "u1", "a1", "s2", "u2") == "[user]s1\n\nu1[assistant]a1[user]s2\n\nu2"


def test_the_reason_is_that_of_the_conversation_as_it_is():
    assert problem("{{ raise_exception('no ' ~ messages | length) }}", "s1", "u1") == "no 2"


def test_a_reason_quotes_no_chat():
    assert (
        problem("{{ raise_exception('cannot read ' ~ messages[0].content) }}", "u secret") == "cannot read …"
    )


def test_a_template_that_leaves_a_message_out_is_refused():
    assert "leaves a message out" in problem("{{ messages[-1].content }}", "u1", "a1", "u2")


def test_a_template_that_tears_a_message_apart_is_refused():
    assert "UnbalancedMarks" in problem("{{ messages[0].content[:2] }}", "u123")


def test_thinking_is_taken_out_of_earlier_answers():
    template = PLAIN.replace("m.content", "m.content.split('</think>')[-1]")
    assert prompt(template, "u1", "a<think>hm</think>yes", "u2") == "[user]u1[assistant]yes[user]u2[answer]"


def test_today_is_the_day_of_the_chat():
    assert prompt("{{ strftime_now('%d %b %Y') }}{{ messages[0].content }}", "u1") == "02 Jan 2026u1"


def test_what_templates_expect_of_their_surroundings_is_there():
    template = (
        "{{ bos_token }}{% for m in messages %}{% generation %}{{ m.content }}{% endgeneration %}{% break %}"
        "{% endfor %}"
        "{{ {'a': 'é<'} | tojson }}{{ ('{\"b\": 1}' | from_json).b }}{{ tools is defined }}{{ eos_token }}"
    )
    assert prompt(template, "u1") == '<s>u1{"a": "é<"}1False</s>'


def test_templates_that_need_functions_and_a_date_get_them():
    assert prompt("{{ functions.strip() }}{{ messages[0].content }}{{ datetime }}", "u1") == "[]u1Jan 02 2026"


@pytest.mark.parametrize(
    "expression",
    [
        "'a' * 10 ** 10",
        "10 ** (10 ** 10)",
        "2 ** 99999999",
        "[0] * 99999999",
        "99999999 * 'ab'",
        "'%99999999d' % 1",
        "'%*d' % (99999999, 1)",
        "'%99999999d' | format(1)",
        "'a'.ljust(99999999)",
        "'a' | center(99999999)",
        "'a' | indent(99999999)",
        "'\t'.expandtabs(99999999)",
        "(1).to_bytes(99999999, 'big')",
        "range(99999999) | list",
        "lipsum(n=99999999)",
        "messages.__class__.__mro__",
        "''.__class__.__base__.__subclasses__()",
        "cycler.__init__.__globals__",
        "'{0.__class__.__mro__}'.format(messages)",
        "raise_exception.__globals__.x",
        "messages | map(attribute='__class__') | list ~ self.__init__.__globals__",
        "1 / 0",
        "nothing.at.all",
        "messages[0].content | nofilter",
    ],
)
def test_what_only_an_attack_or_a_mistake_would_ask_for_is_refused(expression):
    assert problem("{{ messages[0].content }}{{ " + expression + " }}", "u1")


def test_a_template_that_is_no_template_is_refused():
    assert "TemplateSyntaxError" in problem("{% for %}", "u1")


def test_a_template_cannot_change_the_conversation_for_the_next_step():
    template = "{{ messages.append(messages[0]) or messages.clear() or '' }}" + PLAIN
    assert "leaves a message out" in problem(template, "u1")


def test_chatml_needs_no_template():
    assert find(chatml(list(turns("s1", "u1")))).text == (
        "<|im_start|>system\ns1<|im_end|>\n<|im_start|>user\nu1<|im_end|>\n<|im_start|>assistant\n"
    )


# -- the thinking switch, with templates cut down from those of the families named

QWEN_3 = """{% for m in messages %}<|im_start|>{{ m.role }}
{{ m.content.split('</think>')[-1] }}<|im_end|>
{% endfor %}<|im_start|>assistant
{% if enable_thinking is defined and enable_thinking is false %}<think>

</think>

{% endif %}"""
GLM = """{% for m in messages %}<|{{ m.role }}|>{{ m.content }}
{%- if m.role == 'user' and enable_thinking is defined and not enable_thinking %}/nothink{% endif %}
{%- endfor %}<|assistant|>"""
DEEPSEEK_31 = """{% if not thinking is defined %}{% set thinking = false %}{% endif %}
{%- for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}<|assistant|>
{%- if thinking %}<think>{% else %}</think>{% endif %}"""
R1 = "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}<|assistant|><think>{{ '\\n' }}"
GPT_OSS = """{% if reasoning_effort is not defined %}{% set reasoning_effort = 'medium' %}{% endif %}
<|start|>system<|message|>Reasoning: {{ reasoning_effort }}<|end|>
{%- for m in messages %}<|start|>{{ m.role }}<|message|>{{ m.content }}<|end|>{% endfor -%}
<|start|>assistant"""


class InProcess:
    """A renderer without a process."""

    def __init__(self):
        self.jobs = []
        self._renderings = Renderings()

    def render(self, job):
        self.jobs.append(job)
        text = self._renderings.answer(job).decode()
        if text[0] != "p":
            raise TemplateFailed(text[1:])
        return text[1:]


@pytest.mark.parametrize("template", [QWEN_3, GLM, DEEPSEEK_31, GPT_OSS])
def test_a_template_that_can_be_told_to_think_is_told(template):
    renderer = InProcess()
    layout = choose(renderer, template, "<s>", "</s>")
    assert layout.thinking_switch
    prompts = [layout.prompt(renderer, list(turns("u1")), DAY, thinking) for thinking in (True, False)]
    assert prompts[0] != prompts[1]
    assert [job.thinking for job in renderer.jobs[-2:]] == [True, False]


@pytest.mark.parametrize("template", [R1, PLAIN])
def test_a_template_that_always_or_never_thinks_is_told_nothing(template):
    renderer = InProcess()
    layout = choose(renderer, template, "<s>", "</s>")
    assert not layout.thinking_switch
    layout.prompt(renderer, list(turns("u1")), DAY, False)
    assert renderer.jobs[-1].thinking is None


def test_a_template_that_fails_when_it_is_told_has_no_switch():
    template = PLAIN + "{% if enable_thinking is defined and not enable_thinking %}{{ 1 / 0 }}{% endif %}"
    layout = choose(InProcess(), template, "<s>", "</s>")
    assert (layout.source, layout.thinking_switch) == (TemplateSource.OWN, False)


def test_untold_a_template_sees_neither_name():
    template = "{{ enable_thinking is defined }}{{ thinking is defined }}{{ messages[0].content }}"
    assert prompt(template, "u1") == "FalseFalseu1"


def test_chatml_has_no_switch():
    assert not choose(InProcess(), None, "", "").thinking_switch
    layout = Layout(TemplateSource.CHATML, "", "", "", "")
    assert layout.prompt(InProcess(), list(turns("u1")), DAY, False) == chatml(list(turns("u1")))


@pytest.mark.parametrize(("thinking", "effort"), [(True, "medium"), (False, "low")])
def test_not_to_think_is_little_effort_where_a_model_cannot_do_without(thinking, effort):
    job = Job(GPT_OSS, tuple(turns("u1")), "", "", DAY, thinking)
    assert f"Reasoning: {effort}<|end|>" in Renderings().answer(job).decode()


@pytest.mark.parametrize("template", [QWEN_3, GLM, DEEPSEEK_31, GPT_OSS])
@pytest.mark.parametrize("thinking", [True, False])
def test_one_setting_of_the_switch_gives_a_chat_one_beginning(template, thinking):
    renderer = InProcess()
    layout = choose(renderer, template, "<s>", "</s>")
    first = layout.prompt(renderer, list(turns("s1", "u1")), DAY, thinking)
    later = layout.prompt(renderer, list(turns("s1", "u1", "a1", "u2")), DAY, thinking)
    said = first.index(enclose("u1")) + len(enclose("u1"))
    assert later[:said] == first[:said]
