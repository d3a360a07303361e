"""The code keeps its promises: words are data, files are small, names tell."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = sorted((ROOT / "src").rglob("*.py"))
MODULES = SOURCE + sorted(
    path
    for folder in ("training", "evaluation")
    for path in (ROOT / folder).rglob("*.py")
    if path.name != "score.py"  # kept as the specification's authors wrote it
)
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
VAGUE = {"utils", "helpers", "common", "misc", "manager", "base", "util"}


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


def docstrings(tree: ast.AST) -> set[ast.AST]:
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr):
                found.add(first.value)
    return found


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_no_arabic_is_spelled_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    skipped = docstrings(tree)
    spelled = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in skipped
        and ARABIC.search(node.value)
        and "\\N{" not in (ast.get_source_segment(path.read_text("utf-8"), node) or "")
        and "\\u" not in (ast.get_source_segment(path.read_text("utf-8"), node) or "")
    ]
    assert spelled == []


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_files_are_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 310


@pytest.mark.parametrize("path", SOURCE, ids=names)
def test_modules_have_telling_names(path: Path) -> None:
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
