"""A JSON schema becomes a grammar that allows nothing else, or is refused."""

from __future__ import annotations

import json
import random
import re
from decimal import Decimal

import pytest

from desktop.core.errors import SchemaInvalid
from desktop.core.sampling import Sampling
from desktop.engine import gbnf
from desktop.engine.json_schema import convert, grammar_of
from desktop.engine.json_schema_numbers import integer, number

NODE = {
    "$ref": "#/$defs/node",
    "$defs": {
        "node": {
            "type": "object",
            "properties": {"value": {"type": "integer"}, "next": {"$ref": "#/$defs/node"}},
            "required": ["value"],
        }
    },
}

GOOD = [
    True,
    {},
    {"title": "anything"},
    NODE,
    {"type": "object", "properties": {"a": {"$ref": "#"}}},
    {"type": ["string", "null"], "maxLength": 5000},
    {"type": "object", "required": ["a", "b"], "properties": {"a": {"type": "number"}}},
    {"type": "array", "prefixItems": [{"type": "integer"}], "items": {"type": "boolean"}, "maxItems": 4},
    {"allOf": [{"properties": {"a": {"minLength": 1}}}, {"properties": {"a": {"maxLength": 3}}}]},
    {"enum": [1, 'é\n"\\', None, {"a": [True]}, "\ud800"]},
    {"type": "string", "format": "email"},
    {"type": "string", "format": ["date"], "pattern": "a"},
    {"type": "string", "pattern": '^(a|b)+[^x-z"]{2,3}\\d?$'},
    {"type": "object", "properties": {'a"b': {}, "": {}, "é": {}}, "additionalProperties": True},
    {"oneOf": [{"type": "integer", "minimum": 3}, {"type": "string", "nullable": True}]},
]

BAD = [
    "",
    "{",
    "[]",
    "3",
    "false",
    "NaN",
    '{"minimum": 1e999, "type": "number"}',
    '{"minimum": ' + "9" * 5000 + "}",
    "[" * 100_000,
    '{"items":' * 400 + "{}" + "}" * 400,
    {"type": "strnig"},
    {"type": []},
    {"type": 3},
    {"$ref": "#"},
    {"$ref": "#/$defs/x"},
    {"$ref": "https://example.org/x.json"},
    {"allOf": [{"$ref": "#"}]},
    {"anyOf": []},
    {"not": {"type": "string"}},
    {"type": "array", "uniqueItems": True},
    {"type": "number", "multipleOf": 0.5},
    {"type": "integer", "minimum": 3, "maximum": 2},
    {"type": "number", "exclusiveMinimum": 1, "maximum": 1},
    {"type": "string", "minLength": 5, "maxLength": 3},
    {"type": "string", "minLength": 1_000_000},
    {"type": "string", "minLength": "3"},
    {"type": "array", "minItems": 3, "prefixItems": [{}], "items": False},
    {"type": "object", "required": ["a"], "additionalProperties": False},
    {"type": "object", "required": "a"},
    {"type": "object", "properties": []},
    {"type": "object", "patternProperties": {"^a": {}}},
    {"allOf": [{"type": "string"}, {"type": "integer"}]},
    {"type": "string", "enum": [1, 2]},
    {"type": "string", "pattern": "(?=a)b"},
    {"type": "string", "pattern": "(a)\\1"},
    {"type": "string", "pattern": "(a*)*"},
    {"type": "string", "pattern": "[a"},
    {"type": "string", "pattern": "a{9999}"},
    {"type": "string", "pattern": "a{100}{100}"},
    {"type": "string", "pattern": "((a{0,99}){99}){99}"},
    {"type": "string", "pattern": "^a$", "minLength": 1},
    {"type": "string", "format": "date", "maxLength": 5},
    {"properties": {str(n): {} for n in range(1000)}},
]


@pytest.mark.parametrize("schema", GOOD, ids=lambda value: str(value)[:40])
def test_a_schema_becomes_a_grammar_that_llama_cpp_can_follow(schema):
    gbnf.check(convert(json.dumps(schema)))


@pytest.mark.parametrize("schema", BAD, ids=lambda value: str(value)[:40])
def test_a_schema_that_cannot_be_kept_to_is_refused(schema):
    with pytest.raises(SchemaInvalid) as caught:
        convert(schema if isinstance(schema, str) else json.dumps(schema))
    assert caught.value.detail


def test_a_schema_comes_before_a_grammar():
    both = Sampling(json_schema='{"const": 1}', grammar='root ::= "2"')
    assert '"1"' in grammar_of(both)
    assert grammar_of(Sampling(grammar='root ::= "2"')) == 'root ::= "2"'
    assert grammar_of(Sampling(json_schema="  ", grammar=" \n")) is None


def test_properties_keep_the_order_of_the_schema():
    grammar = convert(json.dumps({"properties": {"z": {}, "a": {}, "m": {}}}))
    places = [grammar.index(f'"\\"{name}\\""') for name in "zam"]
    assert places == sorted(places)


def test_alternatives_of_alternatives_do_not_explode():
    parts = [{"anyOf": [{"maxLength": n}, {"type": "null"}]} for n in range(40)]
    with pytest.raises(SchemaInvalid):
        convert(json.dumps({"allOf": parts}))


def expression(grammar):
    """Make a regular expression of a grammar that has only digits and points."""
    return re.compile(re.sub(r'"([^"]*)"', lambda text: re.escape(text[1]), grammar).replace(" ", ""))


def limits(dice, value):
    schema = {}
    if dice.random() < 0.8:
        schema[dice.choice(["minimum", "exclusiveMinimum"])] = value()
    if dice.random() < 0.8 or not schema:
        schema[dice.choice(["maximum", "exclusiveMaximum"])] = value()
    return schema


def within(schema, value):
    value = Decimal(str(value))
    tests = {
        "minimum": value.__ge__,
        "maximum": value.__le__,
        "exclusiveMinimum": value.__gt__,
        "exclusiveMaximum": value.__lt__,
    }
    return all(tests[key](Decimal(str(limit))) for key, limit in schema.items())


def test_whole_numbers_are_kept_within_their_limits_exactly():
    dice = random.Random(1)
    for _ in range(150):
        schema = limits(dice, lambda: dice.choice([dice.randint(-1200, 1200), dice.randint(-9, 9)]))
        try:
            allowed = expression(integer(schema))
        except SchemaInvalid:
            allowed = expression('"none"')
        for value in range(-1300, 1300, 3):
            assert bool(allowed.fullmatch(str(value))) == within(schema, value), (schema, value)


def test_decimals_are_kept_within_their_limits():
    dice = random.Random(2)
    for _ in range(150):
        schema = limits(dice, lambda: dice.choice([dice.randint(-30, 30), round(dice.uniform(-3, 3), 2)]))
        try:
            allowed = expression(number(schema))
        except SchemaInvalid:
            allowed = expression('"none"')
        for hundredth in range(-3300, 3300, 11):
            value = Decimal(hundredth) / 100
            assert bool(allowed.fullmatch(str(value))) == within(schema, value), (schema, value)


@pytest.mark.parametrize("text", ["-0", "007", "01.5", "+1", "1.", ".5", ""])
def test_what_json_does_not_write_is_no_number(text):
    assert not expression(integer({"minimum": -20, "maximum": 20})).fullmatch(text)
    assert not expression(number({"minimum": 0, "maximum": 20})).fullmatch(text)


def test_whatever_is_fed_in_only_the_one_error_comes_out():
    dice = random.Random(3)
    results = [outcome(json.dumps(schema(dice, 4))) for _ in range(1500)]
    results += [outcome(cut(dice, json.dumps(dice.choice(GOOD)))) for _ in range(500)]
    assert results.count(True) > 100
    assert results.count(False) > 500


LISTS = ["anyOf", "allOf", "oneOf", "prefixItems"]
GENERAL = ["properties", "items", "additionalProperties", "not", *LISTS]
PLAIN = {
    "type": ["object", "array", "string", "integer", "number", ["null", "string"]],
    "required": [["a"], ["a", "q"]],
    "enum": [[1, "a"], [{"a": None}]],
    "const": [1, "a"],
    "$ref": ["#", "#/properties/a", "#/items", "#/x"],
    "pattern": ["^a+$", "(", "[^a]", "\\w{2}|b"],
    "format": ["date", "uuid", "x"],
    "nullable": [True],
    **{key: [0, 1, 2, 7] for key in ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"]},
}


def schema(dice, depth):
    """Make something that is nearly a schema."""
    keys = [*GENERAL, *PLAIN]
    return {key: part(dice, key, depth) for key in dice.sample(keys, dice.randint(0, 4))}


def part(dice, key, depth):
    if dice.random() < 0.1 or depth == 0:
        return dice.choice([None, True, False, 0, -1, 1e30, "", "x", [], {}, [1], "#", {"a": 1}])
    if key == "properties":
        return {
            name: schema(dice, depth - 1) for name in dice.sample(["a", "b", '"', ""], dice.randint(0, 3))
        }
    if key in LISTS:
        return [schema(dice, depth - 1) for _ in range(dice.randint(0, 3))]
    if key in GENERAL:
        return schema(dice, depth - 1)
    return dice.choice(PLAIN[key])


def cut(dice, text):
    at = dice.randint(0, len(text))
    return text[:at] + dice.choice(["", "{", '"', "]", "1", "\0"]) + text[at + dice.randint(0, 3) :]


def outcome(text):
    try:
        gbnf.check(convert(text))
    except SchemaInvalid:
        return False
    return True
