"""What a time mention left outside: «الماضي» or a year behind it, «منذ» before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from riwaya.knowledge.calendar import Term, look_up, tokens
from riwaya.resolving.time_terms import read_terms

#: Characters around a mention that are looked at.
REACH = 80
NEAR = 24
#: Words before it and behind it that are read.
WORDS, FAR = 3, 6
YEARS = range(1900, 2101)
DAYS = frozenset(("weekday", "relative"))
#: Signs that change what a length of time means.
OPENERS = ("since", "before", "after")
ENDS = '\n.,;:!?[]"\N{ARABIC COMMA}\N{ARABIC SEMICOLON}\N{ARABIC QUESTION MARK}'


def completed(terms: Sequence[Term], before: str, after: str) -> list[Term]:
    """The mention's terms with those beside it that complete it."""
    if not terms:
        return []
    found = [*_before(terms, before[-NEAR:]), *terms]
    found.extend(_after(found, after[:REACH]))
    if _is_anchored_year(found) and (year := _year_in(before[-REACH:])):
        found.append(Term("count", "digits", year))
        found = [term for term in found if not (term.kind == "direction" and term.value == "same")]
    return found


def _before(terms: Sequence[Term], text: str) -> list[Term]:
    """The sign, or the day of a bare time of day, that stands directly before the mention."""
    if not text or text[-1] in ENDS or any(term.value in OPENERS for term in terms):
        return []
    words = text.split()[-WORDS:]
    if not words or not any(_is_known(word) for word in words[-2:]):
        return []
    last = read_terms(" ".join(words))[-1:]
    if not last or (last[0].kind in DAYS and _lacks_day(terms)):
        return last
    return last if last[0].kind == "sign" and last[0].value in OPENERS else []


def _is_known(word: str) -> bool:
    """Whether a word begins a term of time; most words around a mention don't."""
    found = tokens(word)
    return bool(found) and (not found[0].isalpha() or look_up(found, 0) is not None)


def _lacks_day(terms: Sequence[Term]) -> bool:
    """Whether it is a bare time of day: «فجرا», «الساعة العاشرة صباحا»."""
    kinds = {term.kind for term in terms}
    said = kinds & {"part", "clock"}
    return bool(said) and not kinds & {*DAYS, "month", "date", "year", "vague", "direction"}


def _after(terms: Sequence[Term], text: str) -> list[Term]:
    """A direction, a year or the rest of a date that stands directly behind the mention."""
    cut = min((at for mark in ENDS if (at := text.find(mark)) >= 0), default=len(text))
    words = text[:cut].split()[:FAR]
    if not words or not _is_known(words[0]):
        return []
    beside = read_terms(" ".join(words))
    taken: list[Term] = []
    for at, term in enumerate(beside):
        following = beside[at + 1] if at + 1 < len(beside) else Term("")
        if not _completes([*terms, *taken], term, following):
            break
        taken.append(term)
    while taken and taken[-1].kind in ("sign", "unit"):
        taken.pop()
    return taken


def _completes(terms: Sequence[Term], term: Term, following: Term) -> bool:
    """Whether a term behind the mention belongs to what the mention says."""
    if term.joined:
        return False
    if _lacks_day(terms):
        is_link = term.value == "of" or term.kind == "unit"
        return term.kind in DAYS or (is_link and following.kind in ("unit", *DAYS))
    fits = FITTING.get(term.kind)
    return fits is not None and fits(terms, term, following)


def _points(terms: Sequence[Term], term: Term, _following: Term) -> bool:
    fitting = terms[-1].kind in ("weekday", "month", "unit", "season", "count")
    return fitting and not term.number and all(known.kind != "relative" for known in terms)


def _is_year(terms: Sequence[Term], term: Term, _following: Term) -> bool:
    if term.value != "digits" or term.number not in YEARS or _has_year(terms):
        return False
    return terms[-1].kind in ("month", "season", "unit", "border", "feast")


def _is_month(terms: Sequence[Term], _term: Term, _following: Term) -> bool:
    last = terms[-1]
    numbered = last.kind in ("count", "ordinal") or last.value == "of"
    return last.kind == "month" or (numbered and all(known.kind != "month" for known in terms))


def _links(terms: Sequence[Term], term: Term, following: Term) -> bool:
    kinds = {known.kind for known in terms}
    last = terms[-1].kind in ("count", "ordinal", "month", "season")
    return term.value == "of" and last and _opens(following, kinds)


def _is_unit(terms: Sequence[Term], term: Term, _following: Term) -> bool:
    period = term.definite and term.number == 1 and term.value in ("month", "year")
    return period and terms[-1].value == "of" and not _has_year(terms)


def _parts_months(terms: Sequence[Term], _term: Term, following: Term) -> bool:
    return terms[-1].kind == "month" and following.kind == "month"


#: What may stand behind a mention and still belong to it, by its kind.
FITTING: dict[str, Callable[[Sequence[Term], Term, Term], bool]] = {
    "direction": _points,
    "count": _is_year,
    "month": _is_month,
    "sign": _links,
    "unit": _is_unit,
    "slash": _parts_months,
}


def _opens(following: Term, kinds: set[str]) -> bool:
    if following.kind == "month":
        return "month" not in kinds
    return following.kind == "unit" and following.definite and following.value in ("month", "year")


def _has_year(terms: Sequence[Term]) -> bool:
    return any(term.kind == "count" and term.number in YEARS for term in terms) or any(
        term.kind == "date" and not term.value.startswith("--") for term in terms
    )


def _is_anchored_year(terms: Sequence[Term]) -> bool:
    """Whether it counts on a year told before: «آب من العام نفسه»."""
    same = any(term.kind == "direction" and term.value == "same" for term in terms)
    year = any(term.kind == "unit" and term.value == "year" for term in terms)
    return same and year and not _has_year(terms)


def _year_in(text: str) -> int | None:
    """The last year that a text names in figures."""
    years = [term.number for term in read_terms(text) if term.kind == "count"]
    return next((year for year in reversed(years) if year in YEARS), None)
