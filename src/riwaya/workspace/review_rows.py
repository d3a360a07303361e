"""Claims of a workspace -> the rows of a review; however many there are, few are in memory."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args

import msgspec
from msgspec import UNSET
from sqlalchemy import Connection, select

from riwaya.export.evidence import Sentences
from riwaya.export.gloss import gloss
from riwaya.export.review.cells import ANCHOR, SEEN, editable_cells, marked
from riwaya.export.review.sheet import Value
from riwaya.records.claim import Claim
from riwaya.records.decision import Decision, Review
from riwaya.store.conditions import filters_of
from riwaya.store.decided import digest_of
from riwaya.store.decisions import decisions_of
from riwaya.store.query import Query
from riwaya.store.tables import claims, reports, sightings, takes
from riwaya.store.ways import narrowed
from riwaya.store.writing import CHUNK

Order = Literal["report", "doubt"]
ORDERS: tuple[Order, ...] = get_args(Order)
#: Rejected claims too: a person may take that back.
ALL_REVIEWS: tuple[str, ...] = get_args(Review)
#: Letters of a sentence or a title; more would fill the screen with one row.
LONGEST = 2_000
#: Reports whose sentences are remembered: claims in the order of doubt come back to them.
REMEMBERED = 20_000


def claims_to_review(
    connection: Connection, query: Query, order: Order = "report", limit: int | None = None
) -> list[int]:
    """The numbers of the claims that satisfy a query, by report or the least sure first."""
    by = (claims.c.confidence, claims.c.n) if order == "doubt" else (claims.c.n,)
    chosen = select(claims.c.n).order_by(*by).limit(limit)
    found = connection.execute(narrowed(connection, chosen, filters_of(connection, query), limit))
    return list(found.scalars())


def review_rows(connection: Connection, numbers: Sequence[int]) -> Iterator[dict[str, Value]]:
    """The rows of claims, by column."""
    sentences: OrderedDict[int, Sentences] = OrderedDict()
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        found = {row.n: row for row in _claims(connection, some)}
        report_ns = sorted({row.report_n for row in found.values()})
        sources = _sources(connection, report_ns)
        made = decisions_of(connection, report_ns)
        for number in some:
            if (row := found.get(number)) is not None:
                about = [d for d in made.get(row.report_n, ()) if d.anchor == row.anchor]
                around = _sentences(sentences, row)
                yield _row(row, around, about) | {"source": sources.get(row.report_n)}


def _claims(connection: Connection, numbers: Sequence[int]) -> Sequence[Any]:
    about = (reports.c.id.label("report"), reports.c.title, reports.c.text)
    query = select(claims, *about, reports.c.published.label("day"))
    query = query.join(reports, reports.c.n == claims.c.report_n)
    return connection.execute(query.where(claims.c.n.in_(numbers))).all()


def _sources(connection: Connection, report_ns: Sequence[int]) -> dict[int, str]:
    """Where each report was first taken from."""
    query = (
        select(sightings.c.report_n, takes.c.source)
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(sightings.c.report_n.in_(report_ns))
        .order_by(takes.c.n.desc())
    )
    return {row.report_n: row.source for row in connection.execute(query)}


def _sentences(known: "OrderedDict[int, Sentences]", row: Any) -> Sentences:
    if row.report_n not in known:
        known[row.report_n] = Sentences(row.text or "")
        if len(known) > REMEMBERED:
            known.popitem(last=False)
    return known[row.report_n]


def _row(row: Any, sentences: Sentences, about: Sequence[Decision]) -> dict[str, Value]:
    claim = msgspec.json.decode(row.body, type=Claim)
    text = row.text or ""
    line = claim.gloss if claim.gloss is not UNSET else gloss(claim)
    return {
        "report": row.report,
        "anchor": f"{ANCHOR}{row.anchor}",
        "seen": f"{SEEN}{digest_of(claim)}",
        "review": row.review,
        "confidence": round(row.confidence, 3),
        "outlet": row.outlet,
        "published": row.day,
        "title": _short(row.title or ""),
        "sentence": _short(marked(text, sentences.around(claim.trigger), claim.trigger)),
        "gloss": _short(line),
        "claim": row.claim,
        "decided": _short("; ".join(_told(decision) for decision in about)),
        **editable_cells(claim),
    }


def _told(decision: Decision) -> str:
    note = f": {decision.note}" if decision.note else ""
    return f"{decision.verdict} {decision.author} {decision.made_at[:10]}{note}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
