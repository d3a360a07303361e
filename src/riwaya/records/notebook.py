"""Records as small pieces of HTML, for notebooks: no script, no style sheet, nothing fetched.

Colours are those of the notebook, light or dark: ours are see-through greys. Every word of a report
is escaped. What is said here is said by the record itself, in English; Arabic runs right to left.
"""

from collections.abc import Iterable, Sequence
from html import escape

from msgspec import UNSET

from riwaya.records.claim import Claim
from riwaya.records.incident import Incident, Toll
from riwaya.records.mention import Place, Source

#: Rows that are shown; the others are counted.
SHOWN = 50
#: Tolls in a row of a table.
TOLLS = 3
TABLE = "color:inherit;border-collapse:collapse;text-align:start;margin:.3em 0"
CELL = "padding:.25em .6em;vertical-align:top;text-align:start;border-bottom:1px solid #8884"
FAINT = "opacity:.7"
BOX = "border:1px solid #8884;border-radius:6px;padding:.5em .8em;max-width:60em"


def arabic(words: str) -> str:
    """Words of a report, escaped, in their own direction."""
    return f'<bdi lang="ar" dir="rtl">{_safe(words)}</bdi>'


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], of: int | None = None) -> str:
    """A table of cells that are HTML already; `of`: how many rows there are in all."""
    head = _row("th", [_safe(name) for name in heads])
    body = "".join(_row("td", row) for row in rows[:SHOWN])
    count = len(rows) if of is None else of
    more = _faint(f"{min(len(rows), SHOWN):,} of {count:,} shown", "p")
    return (
        f'<table style="{TABLE}"><thead>{head}</thead><tbody>{body}</tbody></table>'
        f"{more if count > min(len(rows), SHOWN) else ''}"
    )


def _row(tag: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(_styled(tag, cell, CELL) for cell in cells)}</tr>"


def _styled(tag: str, content: str, style: str) -> str:
    return f'<{tag} style="{style}">{content}</{tag}>'


def _faint(content: str, tag: str = "span") -> str:
    return _styled(tag, content, FAINT)


def claims_html(claims: Iterable[Claim]) -> str:
    """A row per claim: what it says, who says so, when and where, how sure the reader is."""
    several = list(claims)
    rows = [claim_cells(claim) for claim in several[:SHOWN]]
    return table(("claim", "in English", "words", "who says so", "when", "where", "sure"), rows,
                 of=len(several))  # fmt: skip


def claim_cells(claim: Claim) -> list[str]:
    """The cells of `claims_html`."""
    days = (claim.when.from_, claim.when.to) if claim.when is not UNSET else (None, None)
    said = "<br>← ".join(_who(source) for source in reversed(claim.attribution))
    event = claim.event if claim.gloss is UNSET else claim.gloss
    return [
        f"<code>{_safe(claim.id)}</code>",
        f"{_mixed(event)}<br>{_faint(_safe(_status(claim)))}",
        arabic(claim.trigger.text),
        said or _faint("the outlet itself"),
        _days(*days),
        "<br>".join(_where(place) for place in claim.places),
        "" if claim.confidence is UNSET else f"{min(claim.confidence, 0.99):.0%}",
    ]  # fmt: skip


def _who(source: Source) -> str:
    """A speaker's words, and the name in English where one is known."""
    english = next((name for name in (source.name, source.romanised) if name is not UNSET), "")
    return arabic(source.text) + (f" {_faint(_safe(f'({english})'))}" if english else "")


def _where(place: Place) -> str:
    """A place's name in English, else its words."""
    name = place.name or (place.romanised if place.romanised is not UNSET else "")
    return _safe(name) if name else arabic(place.text)


def _days(first: str | None, last: str | None) -> str:
    """One day or two, neither broken over lines."""
    days = dict.fromkeys(day for day in (first, last) if day)
    return " to ".join(_styled("span", _safe(day), "white-space:nowrap") for day in days)


def _status(claim: Claim) -> str:
    """The event, and what makes it more or less than something that happened."""
    marks = [claim.event.replace("_", " ")]
    marks += [claim.polarity] if claim.polarity != "affirmed" else []
    marks += [claim.reality] if claim.reality != "actual" else []
    marks += [claim.stance] if claim.stance != "states" else []
    return " · ".join(marks)


def incident_html(one: Incident) -> str:
    """An incident: its title and summary, who says what, tolls, disagreements, findings."""
    names = {origin.id: origin.name for origin in one.origins}
    state = f"{one.reviewed} of {one.of} claims reviewed{_grade(one)} · claims, not facts"
    parts = [
        f"<b>{_mixed(one.title)}</b>",
        _faint(_mixed(one.summary), "div"),
        _faint(f"<code>{_safe(one.id)}</code> · {state}", "div"),
        _list("Who says what", [
            f"<i>{_mixed(names.get(account.origin, account.origin))}</i>: "
            f"{_mixed(account.gloss or '')}"
            for account in one.accounts
        ]),
        _list("Tolls", [_toll(toll) for toll in one.tolls]),
        _list("Disagreements", [_mixed(found.sentence) for found in one.disagreements]),
        _list("Findings", [_mixed(found.sentence) for found in one.findings]),
    ]  # fmt: skip
    return _styled("div", "".join(parts), BOX)


def incidents_html(several: Iterable[Incident]) -> str:
    """A row per incident."""
    found = list(several)
    rows = [
        [
            f"<code>{_safe(one.id)}</code>",
            _mixed(one.title),
            _days(one.day_from, one.day_to),
            _mixed(one.place or ""),
            "<br>".join(_toll(toll) for toll in one.tolls[:TOLLS]),
            str(one.counts.get("reports", "")),
            str(one.counts.get("origins", "")),
            f"{one.reviewed} of {one.of}",
        ]
        for one in found[:SHOWN]
    ]
    heads = ("incident", "what", "when", "where", "tolls", "reports", "origins", "reviewed")
    return table(heads, rows, of=len(found))


def _list(title: str, items: list[str]) -> str:
    if not items:
        return ""
    lines = "".join(f"<li>{item}</li>" for item in items[:SHOWN])
    return f"<details open><summary>{title}</summary><ul>{lines}</ul></details>"


def _toll(toll: Toll) -> str:
    low, high = toll.views.get("range", (None, None))
    people = "" if toll.people == "all" else f" {toll.people}"
    side = f" of {toll.side}" if toll.side else ""
    return f"{_safe(toll.measure)}{_safe(people)}{_mixed(side)}: {_range(low, high)}"


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return "?"
    if high is None:
        return f"at least {low:g}"
    if low is None:
        return f"at most {high:g}"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _grade(one: Incident) -> str:
    return f" · {_safe(one.grade.airwars)} ({_safe(one.grade.status)})" if one.grade else ""


def _mixed(words: str) -> str:
    """Escaped words of either language, set apart from what stands around them."""
    return f'<bdi dir="auto">{_safe(words)}</bdi>'


def _safe(words: str) -> str:
    """Escaped; what HTML can't hold (NUL, broken surrogates) is replaced."""
    cleaned = words.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return escape(cleaned.encode("utf-8", "replace").decode(), quote=True)
