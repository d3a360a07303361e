"""The page of the JSON form: every record of `riwaya schema` with its fields."""

from collections.abc import Mapping
from typing import Any

from handbook.markdown import code, page, prose, table
from riwaya.export.schema import schema

TOLD = (
    "`riwaya schema` prints the JSON Schema (draft 2020-12) of what `riwaya read --format json` writes."
    " This page is the same for people; what the fields mean is fixed in [what a claim is](claims.md)."
)


def json_form() -> str:
    """docs/reference/json.md."""
    found = schema()["$defs"]
    return page(
        "JSON form", "`riwaya schema`", TOLD, *(record(name, found[name]) for name in found)
    )


def record(name: str, described: Mapping[str, Any]) -> str:
    """A record of a JSON Schema: its description and its fields."""
    parts = [f"## {name}"]
    if described.get("description"):
        parts.append(prose(described["description"]))
    needed = set(described.get("required", ()))
    rows = [
        (code(field), kind_of(value), "yes" if field in needed else "")
        for field, value in described.get("properties", {}).items()
    ]
    if rows:
        parts.append(table(("field", "what it holds", "always there"), rows))
    elif "enum" in described:
        parts.append(", ".join(code(str(one)) for one in described["enum"]))
    return "\n\n".join(parts)


def kind_of(value: Mapping[str, Any]) -> str:
    """What a value may be, in a few words; records are links to where they stand on the page."""
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{anchor(name)})"
    if "anyOf" in value:
        return " or ".join(kind_of(one) for one in value["anyOf"])
    if "enum" in value or "const" in value:
        return ", ".join(code(str(one)) for one in value.get("enum", [value.get("const")]))
    if value.get("type") == "array":
        return _list(value)
    return str(value.get("type", "anything"))


def _list(value: Mapping[str, Any]) -> str:
    if "prefixItems" in value:
        return "list: " + ", ".join(kind_of(one) for one in value["prefixItems"])
    items = value.get("items")
    return f"list of {kind_of(items)}" if isinstance(items, dict) and items else "list"


def anchor(name: str) -> str:
    """The address of a record's heading within the page."""
    return "".join(letter for letter in name.lower() if letter.isalnum() or letter in "_-")
