"""What the pages of knowledge show: what a name means and why, and one row of the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from riwaya.knowledge.actors import Actor
from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.persons import Tenure
from riwaya.knowledge.place_ids import place_of
from riwaya.resolving.lookup import Answer, look_up_actor, look_up_place, look_up_time
from riwaya.web.desk import Desk, NotThere
from riwaya.web.tables_view import Table, table_of
from riwaya.workspace.own_names import place_names
from riwaya.workspace.own_rows import own_row, state_of


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name was found to be: the answer, its name, what its row rests on, what else.

    `others` are ids with name and page.
    """

    answer: Answer
    name: str
    href: str | None
    basis: str | None
    others: tuple[tuple[str, str, str | None], ...]


def inside(desk: Desk) -> None:
    """The tables are for those who work here."""
    if desk.public:
        raise NotThere("")


def meanings(desk: Desk, name: str, context: str, day: str | None) -> list[Meaning]:
    """What each kind makes of a name; the kinds that make nothing of it last."""
    known = desk.known
    answers = [
        look_up_actor(name, known, context=context, date=day),
        look_up_place(name, known, context=context, date=day),
        look_up_time(name, context=context, published=day),
    ]
    found = [_meaning(desk, one) for one in answers]
    return sorted(found, key=lambda one: one.answer.entity is None and one.answer.from_ is None)


def _meaning(desk: Desk, answer: Answer) -> Meaning:
    entity = answer.entity
    return Meaning(
        answer,
        called(desk, entity) if entity else "",
        where(desk, entity) if entity else None,
        basis_of(desk, entity) if entity else None,
        tuple((one, called(desk, one), where(desk, one)) for one in answer.others),
    )


def where(desk: Desk, entity: str) -> str | None:
    """The page of an identity; None where no table has it."""
    table = table_of(entity, desk.known)
    return f"/knowledge/{table}/{quote(entity)}" if table else None


def basis_of(desk: Desk, entity: str) -> str | None:
    """What an identity's row rests on."""
    basis = desk.known.who.basis_of(entity)
    spot = None if basis else place_of(entity, desk.known.places)
    return spot.basis if spot else basis


def called(desk: Desk, entity: str) -> str:
    """An identity's name in the reader's language, else English, else its id."""
    who = desk.known.who
    row = (
        who.actors.get(entity) or who.persons.persons.get(entity) or who.persons.offices.get(entity)
    )
    if row is not None:
        return row.names[0] if desk.language == "ar" else row.name
    spot = place_of(entity, desk.known.places)
    if spot is None:
        return entity
    return spot.arabic if desk.language == "ar" and spot.arabic else spot.name


def entity_values(
    desk: Desk, table: Table, entity: str, changed: Sequence[str] = ()
) -> dict[str, Any]:
    """What the page of an identity shows; `changed` are names that have just been changed."""
    folder = desk.workspace.folder.path
    mine = own_row(folder, table, entity) if table != "offices" else None
    makers = {"actors": _actor, "persons": _person, "offices": _office, "places": _place}
    return makers[table](desk, entity) | {
        "table": table, "entity": entity, "mine": mine, "seen": state_of(folder),
        "changed": list(changed), "problem": "", "typed": "",
        "called": lambda one: called(desk, one), "where": lambda one: where(desk, one),
    }  # fmt: skip


def _actor(desk: Desk, entity: str) -> dict[str, Any]:
    who = desk.known.who
    actor: Actor = who.actors[entity]
    children = [one for one in who.actors.actors.values() if one.parent == entity]
    posts = [one for one in who.persons.offices.values() if one.body == entity]
    people = [one for one in who.persons.persons.values() if one.affiliation == entity]
    return {
        "row": actor, "names": actor.names, "above": _parents(desk, actor),
        "children": sorted(children, key=lambda one: one.name), "people": people,
        "offices": [(post, who.persons.tenures_in(post.id)) for post in posts],
    }  # fmt: skip


def _parents(desk: Desk, actor: Actor) -> list[Actor]:
    found: list[Actor] = []
    above = desk.known.who.actors.get(actor.parent) if actor.parent else None
    while above is not None and above not in found:
        found.append(above)
        above = desk.known.who.actors.get(above.parent) if above.parent else None
    return found


def _person(desk: Desk, entity: str) -> dict[str, Any]:
    persons = desk.known.who.persons
    person = persons.persons[entity]
    tenures: list[Tenure] = persons.tenures_of(entity)
    return {"row": person, "names": person.names, "tenures": tenures}


def _office(desk: Desk, entity: str) -> dict[str, Any]:
    persons = desk.known.who.persons
    office = persons.offices[entity]
    return {"row": office, "names": office.names, "tenures": persons.tenures_in(entity)}


def _place(desk: Desk, entity: str) -> dict[str, Any]:
    spot: Spot | None = place_of(entity, desk.known.places)
    if spot is None:  # table_of has just found it
        raise NotThere(entity)
    mine = own_row(desk.workspace.folder.path, "places", entity)
    names = tuple(mine.cells["names"].split(" | ")) if mine else place_names(entity, spot)
    return {"row": spot, "names": names}
