"""Names of entities as claims have them."""

from sqlalchemy import Engine, insert

from riwaya.store.entity_names import names_of
from riwaya.store.tables import claim_parties, claim_places


def test_names_come_from_the_claims(engine: Engine) -> None:
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        party = {"claim_n": 1, "role": "agent", "words": "w", "kind": None}
        connection.execute(insert(claim_parties), [
            {**party, "place": 0, "entity": "new-front", "name": None},
            {**party, "place": 1, "entity": "new-front", "name": "New Front"},
        ])  # fmt: skip
        place = {"claim_n": 1, "place": 0, "relation": "in", "words": "w"}
        connection.execute(insert(claim_places).values(**place, entity="far-town", name="Far Town"))
        asked = ["new-front", "far-town", "nobody", "new-front"]
        assert names_of(connection, asked) == {"new-front": "New Front", "far-town": "Far Town"}
        assert names_of(connection, []) == {}
