"""All generated pages by their place under docs/."""

from collections.abc import Callable
from pathlib import Path

from handbook.commands import commands
from handbook.figures import figures
from handbook.findings import findings
from handbook.forms import forms
from handbook.http_api import http_api
from handbook.json_schema import json_form
from handbook.man_page import man_page
from handbook.markdown import ROOT
from handbook.objects import objects
from handbook.terms import events

DOCS = ROOT / "docs"
PAGES: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands,
    "reference/json.md": json_form,
    "reference/events.md": events,
    "reference/findings.md": findings,
    "reference/forms.md": forms,
    "reference/http.md": http_api,
    "reference/objects.md": objects,
    "background/figures.md": figures,
    "riwaya.1": man_page,
}


def write(folder: Path = DOCS) -> None:
    """Write them all."""
    for name, make in PAGES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make(), encoding="utf-8")
