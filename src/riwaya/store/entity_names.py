"""What the entities of claims are called, as some claim has it."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from riwaya.store.tables import claim_parties, claim_places


def names_of(connection: Connection, entities: Sequence[str]) -> dict[str, str]:
    """The English name by entity; those without one are left out. For the few of one page."""
    found: dict[str, str] = {}
    for entity in dict.fromkeys(entities):
        for table in (claim_parties, claim_places):
            query = select(table.c.name).where(table.c.entity == entity, table.c.name.is_not(None))
            name = connection.execute(query.limit(1)).scalar()
            if name is not None:
                found[entity] = name
                break
    return found
