"""The page of Python objects: the public names and the records, from signatures and docstrings."""

import inspect
import re
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import msgspec

import riwaya
from handbook.markdown import code, fenced, page, prose, table
from riwaya import errors, records
from riwaya.records import terms

TOLD = (
    "How to use these, with examples that run: [Python](python.md). Records are frozen"
    " [msgspec](https://jcristharif.com/msgspec/) structs: two with the same fields are equal."
)
MODULES = re.compile(r"\b(?:[a-z_]\w*\.)+(?=[A-Z])")
#: How keywords of a TypedDict are shown.
UNPACKED = re.compile(r"\*<class '(\w+)'>")
#: Annotations that are strings, because their types are loaded late.
QUOTED = re.compile(r"(?<=[:>] )'([^']*)'")


def objects() -> str:
    """docs/reference/objects.md."""
    public = [_public(name) for name in riwaya.__all__ if name != "__version__"]
    kept = [
        part
        for found in iter_modules(records.__path__)
        for part in _records(import_module(f"riwaya.records.{found.name}"))
    ]
    tree = fenced((errors.__doc__ or "").split("\n\n", 1)[1])
    return page(
        "Python objects", "signatures and docstrings", TOLD, "## riwaya", *public,
        "## Errors", tree, "## Records", *kept,
    )  # fmt: skip


def _public(name: str) -> str:
    found = getattr(riwaya, name)
    if inspect.ismodule(found) or not (inspect.isclass(found) or callable(found)):
        return f"### riwaya.{name}\n\n{prose(inspect.getdoc(found) or '')}"
    if not inspect.isclass(found):
        return _function(f"### riwaya.{name}", name, found)
    if issubclass(found, msgspec.Struct):
        return _struct(f"riwaya.{name}", found)
    parts = [f"### riwaya.{name}", prose(inspect.getdoc(found) or "")]
    parts.extend(
        _member(name, member, value)
        for member, value in _members(found).items()
        if not member.startswith("_") and _is_code(value)
    )
    return "\n\n".join(part for part in parts if part)


def _members(found: type) -> dict[str, Any]:
    """What a class has of its own and of Riwaya's classes that it is made from."""
    ours = [one for one in found.__mro__ if one.__module__.startswith("riwaya.")]
    return {name: value for one in reversed(ours) for name, value in vars(one).items()}


def _is_code(value: Any) -> bool:
    return callable(value) or isinstance(value, property | classmethod | staticmethod) or hasattr(
        value, "func"
    )  # fmt: skip


def _member(owner: str, name: str, value: Any) -> str:
    inner = getattr(value, "func", None) or getattr(value, "fget", None)
    if inner is not None:
        return f"#### {owner}.{name}\n\n{prose(inspect.getdoc(inner) or '')}"
    return _function(f"#### {owner}.{name}", name, getattr(value, "__func__", value))


def _function(heading: str, name: str, found: Any) -> str:
    shown = QUOTED.sub(r"\1", MODULES.sub("", str(inspect.signature(found))))
    shown = UNPACKED.sub(r"\1", shown)
    return f"{heading}\n\n{fenced(name + shown, 'text')}\n\n{prose(inspect.getdoc(found) or '')}"


def _records(module: ModuleType) -> list[str]:
    return [
        _struct(value.__name__, value)
        for value in vars(module).values()
        if inspect.isclass(value)
        and issubclass(value, msgspec.Struct)
        and value.__module__ == module.__name__
        and not value.__name__.startswith("_")
    ]


def _struct(name: str, found: type[msgspec.Struct]) -> str:
    rows = [(code(one.name), code(kind(one.type))) for one in msgspec.structs.fields(found)]
    parts = [f"### {name}", prose(inspect.getdoc(found) or ""), table(("field", "type"), rows)]
    return "\n\n".join(parts)


def kind(value: Any) -> str:
    """A type as people write it: no modules, closed vocabularies by their names."""
    for name, known in vars(terms).items():
        if value == known and name[0].isupper() and not name.isupper():
            return name
    shown = MODULES.sub("", inspect.formatannotation(value))
    for name, known in vars(terms).items():
        if name[0].isupper() and not name.isupper() and name != "Literal":
            shown = shown.replace(MODULES.sub("", inspect.formatannotation(known)), name)
    return shown.replace("UnsetType", "unset").replace(" | ", " or ")  # a bar would end the cell
