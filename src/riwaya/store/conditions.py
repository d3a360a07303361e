"""A query's filters as SQL: what a claim's row must satisfy, and where an index finds such claims.

Days: a claim matches a period that its own days overlap; a missing end counts as the known one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    Select,
    UnaryExpression,
    and_,
    bindparam,
    cast,
    func,
    select,
)
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import Grouping

from riwaya.store.in_areas import near, within
from riwaya.store.matching import words_match
from riwaya.store.query import Number, Query, by_measure
from riwaya.store.sqlite_functions import teach
from riwaya.store.tables import claim_counts, claim_parties, claim_places, claims, reports

T = TypeVar("T")
SOURCES = ("origin", "via")
Compare = Callable[[Any, Any], Any]
COMPARE: dict[str, Compare] = {
    ">=": operators.ge, ">": operators.gt, "<=": operators.le, "<": operators.lt,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter on claims.

    `holds` is a condition on a row of `claims`. `keys` are the numbers of the claims for which it
    does (column `n`), where an index finds them; `bound` are at least those, found more cheaply.
    """

    holds: ColumnElement[bool]
    keys: Select[Any] | None = None
    bound: Select[Any] | None = None


def filters_of(connection: Connection, query: Query) -> list[Filter]:
    """All filters of a query, the one on reviews among them."""
    if connection.dialect.name == "sqlite":
        teach(connection)
    return [
        *_columns(connection, query),
        *_periods(query),
        *_in_reports(connection, query),
        *_parties(connection, query),
        *_places(connection, query),
        *_numbers(connection, query),
        *_words(connection, query),
    ]


def _columns(connection: Connection, query: Query) -> Iterator[Filter]:
    """Conditions on columns of claims; those that an index serves with their keys."""
    row = claims.c
    several: tuple[tuple[ColumnElement[Any], Sequence[str]], ...] = (
        (row.review, query.reviews),
        (row.event, query.events),
        (row.outlet, query.outlets),
        (row.stance, query.stances),
    )
    for one, wanted in several:
        if wanted:
            yield Filter(plain(connection, one).in_(wanted), _numbered(one.in_(wanted)))
    if not query.reviews:
        yield Filter(plain(connection, row.review) != "rejected")
    if query.polarity:
        yield Filter(row.polarity == query.polarity)
    if query.reality:
        yield Filter(row.reality.in_(query.reality))
    if query.min_confidence is not None:
        yield Filter(row.confidence >= query.min_confidence)


def _periods(query: Query) -> Iterator[Filter]:
    row = claims.c
    if query.since:
        yield Filter(func.coalesce(row.day_to, row.day_from) >= query.since)
    if query.until:
        yield Filter(func.coalesce(row.day_from, row.day_to) <= query.until)
    if query.published_since:
        yield Filter(row.published >= query.published_since)
    if query.published_until:
        yield Filter(row.published <= query.published_until)


def _in_reports(connection: Connection, query: Query) -> Iterator[Filter]:
    number = plain(connection, claims.c.report_n)
    if query.reports:
        wanted = select(reports.c.n).where(reports.c.id.in_(query.reports))
        yield Filter(number.in_(wanted), _numbered(claims.c.report_n.in_(wanted)))
    if query.in_text:
        wanted = select(reports.c.n).where(_has(connection, reports.c.text, query.in_text))
        yield Filter(number.in_(wanted))
    if query.without:  # written out: databases take only so many parameters
        left: Any = bindparam(None, query.without, expanding=True, literal_execute=True)
        yield Filter(plain(connection, claims.c.n).not_in(left))


def _parties(connection: Connection, query: Query) -> Iterator[Filter]:
    number, party = claim_parties.c.claim_n, claim_parties.c
    for actor in query.actors:
        takes_part = party.role.in_([actor.role] if actor.role else ["agent", "target"])
        yield _part(connection, number, and_(party.entity.in_(actor.entities), takes_part))
    says = party.role.in_(SOURCES[:1] if query.origin_only else SOURCES)
    named = and_(party.entity.in_(query.sources), says)
    if query.sources and query.source_words:
        either = select(number.label("n")).where(named).union_all(_saying(connection, query))
        yield _looked_up(connection, select(either.subquery().c.n))
    elif query.sources:
        yield _part(connection, number, named)
    elif query.source_words:
        yield _looked_up(connection, _saying(connection, query))


def _saying(connection: Connection, query: Query) -> Select[Any]:
    return words_match(connection.dialect.name, query.source_words)


def _places(connection: Connection, query: Query) -> Iterator[Filter]:
    number = claim_places.c.claim_n
    if query.places:
        yield _part(connection, number, claim_places.c.entity.in_(query.places))
    if query.near is not None:
        box, exact = near(connection, query.near)
        yield _part(connection, number, and_(box, exact), box)
    if query.within:
        box, exact = within(connection, query.within)
        yield _part(connection, number, and_(box, exact), box)


def _numbers(connection: Connection, query: Query) -> Iterator[Filter]:
    for measure, conditions in by_measure(query.numbers).items():
        held = [condition for number in conditions for condition in _satisfied(number)]
        yield _part(
            connection, claim_counts.c.claim_n, and_(claim_counts.c.measure == measure, *held)
        )


def _satisfied(number: Number) -> list[ColumnElement[bool]]:
    low, high = claim_counts.c.low, claim_counts.c.high
    if number.operator == "=":
        return [low == number.value, high == number.value]
    bound = low if number.operator in {">=", ">"} else high
    return [COMPARE[number.operator](bound, number.value)]


def _words(connection: Connection, query: Query) -> Iterator[Filter]:
    if query.words:
        yield _looked_up(connection, words_match(connection.dialect.name, [query.words]))


def _looked_up(connection: Connection, keys: Select[Any]) -> Filter:
    """Looked up once and kept: the index of words is slow to ask about single claims."""
    return Filter(plain(connection, claims.c.n).in_(keys), keys)


def _part(
    connection: Connection,
    number: ColumnElement[int],
    held: ColumnElement[bool],
    bound: ColumnElement[bool] | None = None,
) -> Filter:
    """A condition on a row of one of the tables that hang on claims."""
    keys = select(number.label("n"))
    tested = plain(connection, Grouping(held))
    return Filter(
        select(number).where(number == claims.c.n, tested).correlate(claims).exists(),
        keys.where(held),
        keys.where(held if bound is None else bound),
    )


def _numbered(held: ColumnElement[bool]) -> Select[Any]:
    return select(claims.c.n).where(held).correlate(None)


def plain(connection: Connection, one: ColumnElement[T]) -> ColumnElement[T]:
    """A column or a condition for which SQLite looks at no index, by a plus before it.

    It would else take the first one that fits, and look through all that have a stance, say, for
    each claim that an actor has: which way to go is said in `ways`.
    """
    if connection.dialect.name != "sqlite":
        return one
    return UnaryExpression(one, operator=operators.custom_op("+"), type_=one.type)


def _has(connection: Connection, said: ColumnElement[Any], letters: str) -> ColumnElement[bool]:
    """Whether a column has these letters in it."""
    if connection.dialect.name == "sqlite":
        return func.riwaya_has(cast(said, LargeBinary), letters.encode()) == 1
    return func.strpos(said, letters) > 0
