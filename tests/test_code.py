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


def definitions(tree: ast.Module) -> list[tuple[str, ast.AST]]:
    """The public classes, functions and methods of a module with their names."""
    found: list[tuple[str, ast.AST]] = []

    def walk(node: ast.AST, under: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If | ast.Try | ast.With):
                walk(child, under)
            if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            overload = any("overload" in ast.unparse(one) for one in child.decorator_list)
            if not child.name.startswith("_") and not overload:
                found.append((f"{under}{child.name}", child))
                if isinstance(child, ast.ClassDef):
                    walk(child, f"{under}{child.name}.")

    walk(tree, "")
    return found


def test_every_public_thing_has_a_docstring() -> None:
    """The share that interrogate would tell, without what begins with an underscore: all."""
    several, without = 0, []
    for path in SOURCE:
        tree = ast.parse(path.read_text("utf-8"))
        for name, node in [("", tree), *definitions(tree)]:
            several += 1
            if not ast.get_docstring(node):
                without.append(f"{names(path)}: {name}")
    assert several > 2000
    assert without == []


def library() -> list[Path]:
    """What people who program import: all but the commands."""
    return [path for path in SOURCE if path.name != "cli.py" and "commands" not in path.parts]


def test_the_library_logs_and_never_prints() -> None:
    found = []
    for path in library():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called in {"print", "typer.echo", "sys.stdout.write", "sys.stderr.write"}:
                found.append(f"{names(path)}:{node.lineno}")
    assert found == []


#: Which threads of this process hold which workspace's lock: a lock's own business.
OF_A_LOCK = "src/riwaya/ingest/lock.py"
CHANGES = {
    "add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem",
    "remove", "setdefault", "update",
}  # fmt: skip


def changed_names(function: ast.AST) -> set[str]:
    """The names whose values a function changes in place, or says to be global."""
    found: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Global):
            found |= set(node.names)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            found.add(ast.unparse(node.value))
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in CHANGES:
            found.add(ast.unparse(called.value))
    return found


def own_names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The names that a function binds itself."""
    arguments = {one.arg for one in ast.walk(function) if isinstance(one, ast.arg)}
    return arguments | {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def test_no_function_changes_what_a_module_holds() -> None:
    """No global state: what is remembered (functools) is a function of its arguments alone."""
    found = []
    for path in SOURCE:
        tree = ast.parse(path.read_text("utf-8"))
        held = {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                changed = (changed_names(node) & held) - own_names(node)
                found += [f"{names(path)}:{node.lineno} {name}" for name in sorted(changed)]
    assert [one for one in found if not one.startswith(OF_A_LOCK)] == []
    assert len(found) > 0, "the lock is no longer found: is this test still looking?"
