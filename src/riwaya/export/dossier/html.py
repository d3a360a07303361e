"""A dossier as one HTML file: cases, their annexes, and what the document is; it asks for nothing.

The content security policy lets only our own style in, by its hash: nothing in a report can run.
"""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from riwaya.export.dossier.case import Case, Paper, Writing
from riwaya.export.dossier.sheet import Sheet, sheet_of
from riwaya.export.evidence import ROLES
from riwaya.export.pictures.typeface import faces_for
from riwaya.export.screen.page import UNPRINTABLE
from riwaya.export.shown.language import LANGUAGES, Language, Name
from riwaya.knowledge.naming import in_english
from riwaya.resolving.claims import Knowledge

TEMPLATES = "templates"
POLICY = (
    "default-src 'none'; style-src 'sha256-{}'; font-src data:; base-uri 'none'; form-action 'none'"
)
#: Letters that call for all typefaces: there are Arabic and romanised names in any dossier.
EVERY_FACE = "\N{ARABIC LETTER ALEF}\N{LATIN SMALL LETTER A WITH MACRON}"
PAGES = 'counter(page) " / " counter(pages)'
SIZES: dict[Paper, str] = {"a4": "A4", "letter": "letter"}


class Page(NamedTuple):
    """The document as UTF-8 text without surrogates, and the policy that it is to be shown under.

    The policy stands in the page as well; whoever serves it says it in the header.
    """

    html: str
    policy: str


def dossier_html(
    cases: Sequence[Case], writing: Writing, known: Knowledge,
    *, language: Name = "en", paper: Paper = "a4",
) -> str:  # fmt: skip
    """The document for paper of that size."""
    return dossier_page(cases, writing, known, language=language, paper=paper).html


def dossier_page(
    cases: Sequence[Case], writing: Writing, known: Knowledge,
    *, language: Name = "en", paper: Paper = "a4",
) -> Page:  # fmt: skip
    """The document with its policy."""
    words = LANGUAGES[language]
    other = LANGUAGES[words.other]
    sheets = [
        sheet_of(case, number, words, other, known, public=writing.public)
        for number, case in enumerate(cases, 1)
    ]
    style = _style(sheets, words, paper)
    policy = POLICY.format(b64encode(sha256(style.encode()).digest()).decode())
    values = {
        "sheets": sheets, "writing": writing, "words": words, "roles": ROLES,
        "title": _title(sheets, words),
        "style": Markup(style),  # noqa: S704 (ours; names in it are escaped for CSS)
        "policy": policy,
        "readers": _readers(cases), "least": _least(cases),
    }  # fmt: skip
    html = _environment(language).get_template("dossier.html.j2").render(values)
    return Page(UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", html), policy)


def _title(sheets: Sequence[Sheet], words: Language) -> str:
    """What the document is called."""
    if len(sheets) == 1:
        one = sheets[0].incident
        day = f", {words.days(one.day_from, one.day_to)}" if one.day_from else ""
        return f"{sheets[0].heading}{day}"
    return words.label("dossier.several", count=words.number(len(sheets)))


def _readers(cases: Sequence[Case]) -> list[tuple[str | None, str | None, int]]:
    """Each model (its SHA-256) and version of Riwaya that read claims, with their number."""
    found: dict[tuple[str | None, str | None], int] = {}
    for case in cases:
        for claim in case.exported.claims:
            key = claim.model, claim.riwaya
            found[key] = found.get(key, 0) + 1
    return [(model, riwaya, count) for (model, riwaya), count in found.items()]


def _least(cases: Sequence[Case]) -> float | None:
    """How sure the reader is of the claim that it is least sure of."""
    least = (case.exported.confidence for case in cases)
    return min((one for one in least if one is not None), default=None)


def _style(sheets: Sequence[Sheet], words: Language, paper: Paper) -> str:
    """The document's style: fonts, the paper, and for each case its running heads."""
    path = files("riwaya.export").joinpath(TEMPLATES, "dossier.css")
    rules = [
        faces_for(EVERY_FACE),
        path.read_text(encoding="utf-8"),
        f"@page {{ size: {SIZES[paper]}; }}",
    ]
    start, end = ("left", "right") if words.direction == "ltr" else ("right", "left")
    rules.append(
        f"@page {{ @bottom-{start} {{ content: {_quoted(words.label('dossier.caution'))}; }} "
        f"@bottom-{end} {{ content: {PAGES}; }} }}"
    )
    for sheet in sheets:
        one = sheet.incident
        state = words.label(
            "desk.reviewed", done=words.number(one.reviewed), count=words.number(one.of)
        )
        rules.append(
            f".case-{sheet.number} {{ page: case-{sheet.number}; }} @page case-{sheet.number} {{ "
            f"@top-{start} {{ content: {_quoted(sheet.heading)}; }} "
            f"@top-{end} {{ content: {_quoted(f'{one.id} · {state}')}; }} }}"
        )
    return "\n".join(rules)


def _quoted(text: str) -> str:
    """Any text as a string of CSS: every letter that could end it, or an element, is escaped."""
    plain = (c if c.isalnum() or c in " ,.;:-·" else f"\\{ord(c):x} " for c in text)
    return f'"{"".join(plain)}"'


@cache
def _environment(language: Name) -> Environment:
    words = LANGUAGES[language]
    environment = Environment(
        loader=PackageLoader("riwaya.export", TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    several: dict[str, Any] = {
        "t": words.label, "term": words.term, "event_label": words.event,
    }  # fmt: skip
    environment.globals |= several
    environment.filters |= {
        name: getattr(words, name)
        for name in ("number", "percent", "bounds", "day", "days", "moment")
    }
    environment.filters["romanised"] = in_english
    return environment
