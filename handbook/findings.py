"""The page of checks: which questions are asked of reports and incidents, from src/riwaya/checks."""

import sys
from collections.abc import Callable
from typing import Any

from handbook.markdown import code, page, prose
from riwaya.checks.all import INCIDENT_CHECKS, REPORT_CHECKS

TOLD = (
    "A finding says what doesn't add up, with its numbers and the words it rests on. It changes no claim"
    " and hides none; one that rests on a figure from memory says *recalled* and raises no grade."
    " Reference figures are rows of `src/riwaya/data/checks/facts.tsv`, each with its source."
)


def findings() -> str:
    """docs/reference/findings.md."""
    return page(
        "Findings", "`src/riwaya/checks`", TOLD,
        "## Of one report", *(_check(one) for one in REPORT_CHECKS),
        "## Of one incident", *(_check(one) for one in INCIDENT_CHECKS),
    )  # fmt: skip


def _check(check: Callable[..., Any]) -> str:
    module = sys.modules[check.__module__]
    asked = (module.__doc__ or "").splitlines()[0]
    name = check.__name__.replace("_", " ")
    told = f"{prose(asked)} Found: {prose(check.__doc__ or '')}"
    return f"### {name}\n\n{told}\n\nCode: {code(check.__module__)}"
