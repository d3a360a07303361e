"""FollowTheMoney: every entity by the package's own schemata; what is said stands with its speaker."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.export.linked.ftm_entity import entity, id_of, moment
from riwaya.export.linked.ftm_things import actor
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.pipeline import shipped_knowledge
from tests.export.linked.conftest import losses

ftm = pytest.importorskip("followthemoney")
#: Those libraries use what they deprecate themselves.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def check(entities: Iterable[dict[str, Any]]) -> None:
    """Every entity is one of the package's, and cleaning its values changes nothing."""
    for one in entities:
        schema = ftm.model.get(one["schema"])
        schema.validate(one)
        assert set(one["properties"]) <= set(schema.properties)
        assert not set(schema.required) - set(one["properties"])
        assert ftm.types.registry.entity.validate(one["id"])
        cleaned = ftm.model.get_proxy(one, cleaned=False)
        assert {k: set(v) for k, v in cleaned.properties.items()} == {
            k: set(v) for k, v in one["properties"].items()
        }


def by_schema(entities: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for one in entities:
        found.setdefault(one["schema"], []).append(one)
    return found


@pytest.fixture(scope="module")
def entities(written: Callable[..., Path]) -> list[dict[str, Any]]:
    return lines(written("ftm"))


def test_every_entity_is_as_the_package_has_it(entities: list[dict[str, Any]]) -> None:
    check(entities)
    counted = Counter(one["schema"] for one in entities)
    assert counted["Event"] >= 5
    assert counted["Article"] == 10
    assert {"Address", "Organization", "PublicBody", "Documentation", "UnknownLink"} <= set(counted)
    assert len({one["id"] for one in entities}) == len(entities)


def test_what_a_link_points_at_was_told_before(entities: list[dict[str, Any]]) -> None:
    told: set[str] = set()
    for one in entities:
        schema = ftm.model.get(one["schema"])
        for name, values in one["properties"].items():
            if schema.get(name).type.name == "entity":
                assert set(values) <= told, name
        told.add(one["id"])


def test_every_actor_of_the_tables_is_an_entity() -> None:
    known = shipped_knowledge()
    ids = [*known.who.actors.actors, *known.who.persons.persons, *shipped_outlets().outlets]
    found = [actor(id_, known) for id_ in ids]
    assert all(found)
    check(one for one in found if one)
    assert actor("nobody", known) is None


def test_who_is_named_stands_with_who_says_so_and_what_is_denied(
    entities: list[dict[str, Any]],
) -> None:
    links = by_schema(entities)["UnknownLink"]
    roles = {(one["properties"]["subject"][0], one["properties"]["role"][0]) for one in links}
    assert ("riwaya-actor-russian-ministry-of-defence", "speaks of: air strike (denied)") in roles
    assert ("riwaya-actor-afp", "passes on: air strike") in roles
    assert ("riwaya-actor-syrian-observatory", "speaks of: air strike") in roles
    agents = [
        one["properties"] for one in links
        if one["properties"]["role"] == ["named as agent: air strike"]
    ]  # fmt: skip
    assert agents
    for named in agents:
        assert all(": " in said and "caused by" not in said for said in named["summary"])
        assert named["publisher"]
        assert set(named["status"]) <= {"open", "accepted", "corrected"}
        assert named["proof"]
        assert "least confidence" in named["description"][0]


def test_review_confidence_model_and_version_are_told(entities: list[dict[str, Any]]) -> None:
    for one in by_schema(entities)["Event"]:
        told = one["properties"]
        assert {"review_status:open", "review_status:partly"} & set(told["keywords"])
        notes = " ".join(told["notes"])
        for said in (
            "not facts",
            "claims reviewed by a person",
            "least confidence",
            "model: ",
            "riwaya: ",
        ):
            assert said in notes
        assert "grade (suggested): " in notes or "grade" not in notes


def test_the_public_is_told_less(
    written: Callable[..., Path], entities: list[dict[str, Any]]
) -> None:
    path = written("ftm", "--public", "--unreviewed")
    public = lines(path)
    check(public)
    whole, content = json.dumps(entities, ensure_ascii=False), path.read_text("utf-8")
    for held_back in ("SHA-256", "Halwani"):
        assert held_back in whole
        assert held_back not in content

    def circles(several: list[dict[str, Any]]) -> set[str]:
        return {p for one in by_schema(several)["Address"] for p in one["properties"]["remarks"]}

    assert circles(public) != circles(entities)


def test_losses_say_what_there_is_no_room_for(written: Callable[..., Path]) -> None:
    path = written("ftm")
    told = losses(path)
    assert told["rows"] == len(lines(path))
    assert any("tolls" in what for what in told["not_carried"])
    assert "SHA-1" in told["columns_never_filled"]["contentHash"]


def test_statements_are_the_same_entities_taken_apart(
    written: Callable[..., Path], entities: list[dict[str, Any]]
) -> None:
    from followthemoney.dataset import Dataset  # noqa: PLC0415
    from followthemoney.statement import Statement, StatementEntity  # noqa: PLC0415

    found: dict[str, list[Any]] = {}
    with written("ftm-statements").open("rb") as file:
        for line in file:
            data = json.loads(line)
            statement = Statement.from_dict(data)
            assert statement.generate_key() == data["id"]
            found.setdefault(statement.canonical_id, []).append(statement)
    dataset = Dataset.make({"name": "riwaya", "title": "riwaya"})
    assert set(found) == {one["id"] for one in entities}
    for one in entities:
        again = StatementEntity.from_statements(dataset, found[one["id"]])
        assert again.schema.name == one["schema"]
        assert {k: set(v) for k, v in again.properties.items()} == {
            k: set(v) for k, v in one["properties"].items()
        }


@settings(max_examples=60)
@given(st.text(min_size=1), st.text(min_size=1, max_size=40))
def test_any_words_make_a_valid_entity(words: str, name: str) -> None:
    one = entity(id_of("actor", name), "Note", description=words, name="n")
    assert ftm.types.registry.entity.validate(one["id"])
    cleaned = ftm.model.get_proxy(one, cleaned=False)
    assert cleaned.get("description") == one["properties"].get("description", [])


@pytest.mark.parametrize(
    ("given", "written_as"),
    [(None, None), ("2016", "2016"), ("2016-03-12", "2016-03-12"), ("2016-03-12T0x", "2016-03-12"),
     ("2016-03-12T01:30+03:00", "2016-03-11T22:30:00"), ("2016-03-12T01:30", "2016-03-12T01:30:00")],
)  # fmt: skip
def test_dates_are_told_in_utc(given: str | None, written_as: str | None) -> None:
    assert moment(given) == written_as
