"""The budgets of the house: small files, small functions, small classes."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "desktop").rglob("*.py"))
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def test_no_file_is_longer_than_300_lines():
    assert FILES
    assert [f"{f}: {n}" for f in FILES if (n := f.read_text("utf8").count("\n")) > 300] == []


def test_no_function_is_longer_than_40_lines_and_no_class_has_more_than_15_methods():
    big = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf8"))):
            if isinstance(node, FUNCTIONS) and node.end_lineno - node.lineno >= 40:
                big.append(f"{file.name}:{node.lineno} {node.name} {node.end_lineno - node.lineno + 1}")
            if isinstance(node, ast.ClassDef):
                # Overrides of a foreign class are its interface, not ours; they are written in camelCase.
                own = [n for n in node.body if isinstance(n, FUNCTIONS) and n.name == n.name.lower()]
                if len(own) > 15:
                    big.append(f"{file.name}:{node.lineno} {node.name} {len(own)} methods")
    assert big == []
