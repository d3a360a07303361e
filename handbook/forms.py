"""The page of export forms, from the registry and the docstrings of the files that write them."""

from importlib import import_module

from handbook.markdown import code, page, table
from riwaya.export.forms.registry import FORMS

TOLD = (
    "`riwaya export FORMAT` writes these; how they behave, what stands beside each file and what"
    " `--public` does: [exports](exports.md)."
)


def forms() -> str:
    """docs/reference/forms.md."""
    rows = [
        (code(form.name), _said(form.module), form.of, code(form.suffix), form.edition)
        for form in FORMS.values()
    ]
    head = ("FORMAT", "what", "a list of", "file", "edition")
    return page("Export forms", "the registry of exports", TOLD, table(head, rows))


def _said(module: str) -> str:
    return (import_module(f"riwaya.export.{module}").__doc__ or "").splitlines()[0]
