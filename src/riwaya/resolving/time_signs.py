"""Words that stand before a time: since, until, before, after, by, the day before or after."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.knowledge.calendar import Term

SIGNS = ("since", "until", "to", "before", "after", "by", "eve", "morrow")


def is_sign(term: Term, *values: str) -> bool:
    """Whether the term is one of these signs."""
    return term.kind == "sign" and term.value in values


def take_sign(terms: Sequence[Term]) -> tuple[str, list[Term]]:
    """The first sign that says more than «في», and the terms without it."""
    for at, term in enumerate(terms):
        if not is_sign(term, *SIGNS):
            continue
        following = terms[at + 1] if at + 1 < len(terms) else Term("")
        rest = [*terms[:at], *terms[at + 1 :]]
        if term.value in ("before", "after") and following.value == "midnight":
            return f"{term.value} midnight", rest
        if term.value in ("before", "after") and following.kind == "part":
            return "", rest
        return ("until" if term.value == "to" else term.value), rest
    return "", list(terms)
