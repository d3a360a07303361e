"""Markdown as the generated pages write it: tables whose cells can't break them, code, headings."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: The second line of every generated page.
MADE = "*Written by `make documents` from {origin}; a test compares this page with the code.*"


def page(title: str, origin: str, *parts: str) -> str:
    """A whole page: its title, what it is made from, its parts with an empty line between."""
    return "\n\n".join((f"# {title}", MADE.format(origin=origin), *parts)) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line ends in cells are made harmless."""
    lines = [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def code(text: str) -> str:
    """Text as inline code; empty for nothing. A bar would end the cell, or show its escape."""
    if "|" in text:
        return f"<code>{escape(text).replace('|', '&#124;')}</code>"
    return f"`{text}`" if text else ""


def fenced(text: str, language: str = "text") -> str:
    """A block of code."""
    return f"```{language}\n{text.rstrip()}\n```"


def prose(docstring: str) -> str:
    """A docstring as paragraphs; characters that Markdown or HTML would take for theirs kept.

    Its examples become blocks of code.
    """
    parts = docstring.strip().split("\n\n")
    return "\n\n".join(
        fenced(part, "pycon") if part.startswith(">>>") else part.replace("<", "&lt;")
        for part in parts
    )


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
