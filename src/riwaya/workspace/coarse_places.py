"""Claims that are published coarser than the places they name: asking for these won't find them.

A camp's or a hospital's claim is published by its district; whoever could ask which claims are of a
neighbourhood, a village or a town, or have them counted by place, would learn where it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select

from riwaya.publishing.districts import WIDE
from riwaya.publishing.places import is_near
from riwaya.publishing.reports import is_sensitive, points_of
from riwaya.records.claim import Claim
from riwaya.store.fusion import chunks
from riwaya.store.fusion_tables import telling_claims, tellings
from riwaya.store.tables import claim_places, claims
from riwaya.workspace.publishing import Publisher


def coarse_at(
    connection: Connection, publisher: Publisher, entities: Iterable[str]
) -> frozenset[int]:
    """The numbers of the claims of some places that are published under their district alone."""
    return frozenset(
        number
        for entity in entities
        if _is_narrow(entity, publisher)
        for number in _coarse_of(connection, publisher, entity)
    )


def _is_narrow(entity: str, publisher: Publisher) -> bool:
    spot = publisher.places.spot(entity)
    return spot is None or spot.kind not in WIDE


def _coarse_of(connection: Connection, publisher: Publisher, entity: str) -> Iterable[int]:
    decoder = msgspec.json.Decoder(Claim)
    query = select(claims.c.n, claims.c.report_n, claims.c.body).join(
        claim_places, claim_places.c.claim_n == claims.c.n
    )
    here = connection.execute(query.where(claim_places.c.entity == entity)).all()
    places = publisher.places
    by_report: dict[int, list[Claim]] = defaultdict(list)
    for number, body in _claims_of_reports(connection, sorted({row.report_n for row in here})):
        by_report[number].append(decoder.decode(body))
    near = {n: points_of(several, places) for n, several in by_report.items()}
    hidden = _in_sensitive(connection, publisher, [row.n for row in here])
    for row in here:
        claim = decoder.decode(row.body)
        own = [place for place in claim.places if place.entity == entity]
        if (
            row.n in hidden
            or is_sensitive(claim, places)
            or any(is_near(place, near[row.report_n]) for place in own)
        ):
            yield row.n


def _claims_of_reports(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    for some in chunks(numbers):
        chosen = select(claims.c.report_n, claims.c.body).where(claims.c.report_n.in_(some))
        yield from ((row.report_n, row.body) for row in connection.execute(chosen))


def _in_sensitive(
    connection: Connection, publisher: Publisher, numbers: Sequence[int]
) -> frozenset[int]:
    """Those of the claims whose incident speaks of a sensitive place."""
    decoder = msgspec.json.Decoder(Claim)
    telling = telling_claims.join(tellings, tellings.c.n == telling_claims.c.telling_n)
    belongs: dict[int, list[int]] = defaultdict(list)
    for some in chunks(sorted(set(numbers))):
        query = select(telling_claims.c.claim_n, tellings.c.incident_n).select_from(telling)
        for row in connection.execute(query.where(telling_claims.c.claim_n.in_(some))):
            if row.incident_n is not None:
                belongs[row.incident_n].append(row.claim_n)
    found: set[int] = set()
    for some in chunks(sorted(belongs)):
        query = select(tellings.c.incident_n, claims.c.body).select_from(
            telling.join(claims, claims.c.n == telling_claims.c.claim_n)
        )
        for row in connection.execute(query.where(tellings.c.incident_n.in_(some))):
            if is_sensitive(decoder.decode(row.body), publisher.places):
                found.update(belongs[row.incident_n])
    return frozenset(found)
