"""Things of FollowTheMoney: incidents are events, reports articles, actors persons and bodies."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from riwaya.errors import BadTable
from riwaya.export.events.whereabouts import where_of
from riwaya.export.forms.exported import ExportedClaim, ExportedIncident
from riwaya.export.linked.ftm_entity import Entity, entity, id_of, moment
from riwaya.export.linked.values import web_address
from riwaya.export.linked.wording import outlet_name
from riwaya.knowledge.actors import KINDS
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.knowledge.tables import read_table, shipped
from riwaya.records.incident import Incident, Toll
from riwaya.resolving.claims import Knowledge

#: ISO 639-3 codes of the languages that reports are in.
LANGUAGES = {"ar": "ara", "en": "eng"}
CAUTION = "What reports claim, not facts; read by a machine."


@cache
def schemata() -> dict[str, tuple[str, str]]:
    """The schema and the topic (empty: none) of each kind of actor; raises BadTable."""
    rows = read_table(
        shipped("exports/ftm.tsv"), columns=("kind", "schema", "topic"), may_be_empty=("topic",)
    )
    found = {row["kind"]: (row["schema"], row["topic"]) for row in rows}
    if wrong := set(found) ^ (KINDS | {"person"}):
        raise BadTable(f"ftm.tsv: unknown or missing kinds: {', '.join(sorted(wrong))}")
    return found


def event(one: ExportedIncident, place: str | None, known: Knowledge) -> Entity:
    """An incident; tolls, disagreements and the grade in words, since it has no room for more."""
    incident = one.incident
    days = {"startDate": moment(incident.day_from), "endDate": moment(incident.day_to)}
    if incident.day_from == incident.day_to:
        days["date"] = days["startDate"]
    return entity(
        id_of("incident", incident.id),
        "Event",
        name=incident.title,
        **days,
        country=where_of(one, known).code.lower(),
        location=incident.place,
        addressEntity=place,
        summary=incident.summary,
        description=[*map(_toll, incident.tolls), *(d.sentence for d in incident.disagreements)],
        keywords=[*incident.events, f"review_status:{one.review_status}"],
        recordId=incident.id,
        notes=[CAUTION, *_standing(one)],
    )


def _standing(one: ExportedIncident) -> Iterable[str]:
    """How far people have reviewed an incident, and what read its reports."""
    incident, grade = one.incident, one.incident.grade
    yield f"{incident.reviewed} of {incident.of} claims reviewed by a person"
    if one.confidence is not None:
        yield f"least confidence of a claim: {one.confidence:.2f}"
    if grade is not None:
        yield f"grade ({grade.status}): {grade.airwars}, {grade.admiralty}"
    yield from (f"model: {model}" for model in one.models)
    yield from sorted({f"riwaya: {c.riwaya}" for c in one.claims if c.riwaya})


def _toll(toll: Toll) -> str:
    """The range of a toll: "killed, civilians: 14 to 21"."""
    low, high = toll.views.get("range", (None, None))
    whose = [toll.people, *([toll.side] if toll.side else [])]
    return f"{toll.measure}, {', '.join(whose)}: {_range(low, high)}"


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return "no number"
    if high is None:
        return f"at least {low:g}"
    if low is None:
        return f"at most {high:g}"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def address(one: ExportedIncident, known: Knowledge) -> Entity | None:
    """Where an incident was; None where nobody knows."""
    incident = one.incident
    if incident.lat is None or incident.lon is None:
        return None
    where = where_of(one, known)
    full = ", ".join(dict.fromkeys(p for p in (incident.place, where.country) if p))
    radius = incident.radius_km
    return entity(
        id_of("place", _place_key(incident)),
        "Address",
        full=full or f"{incident.lat:.4f}, {incident.lon:.4f}",
        country=where.code.lower(),
        region=where.region,
        latitude=f"{incident.lat:.6f}",
        longitude=f"{incident.lon:.6f}",
        remarks=f"within {radius:g} km of the point" if radius else None,
    )


def _place_key(incident: Incident) -> str:
    """A place with its circle: the same name may stand for a town and for its surroundings."""
    point = f"{incident.lat:.4f} {incident.lon:.4f} {incident.radius_km}"
    return f"{incident.place_entity or incident.place} {point}"


def article(one: ExportedClaim) -> Entity:
    """A report. Its file name is the one that it has in a bundle; FtM asks for one."""
    found, origin = one.found, one.provenance
    publisher = outlet_name(found.outlet)
    language = origin.language if origin else "ar"
    raw = dict.fromkeys(take.raw_sha256 for take in origin.takes) if origin else {}
    return entity(
        id_of("report", found.report),
        "Article",
        title=found.title or _untitled(publisher, found.published),
        fileName=f"{found.report}.txt",
        publisher=publisher,
        author=found.outlet,
        publishedAt=moment(found.published),
        sourceUrl=web_address(found.url),
        language=LANGUAGES.get(language),
        processingAgent=f"riwaya {one.riwaya}, model {one.model}" if one.model else None,
        processedAt=moment(origin.read_at) if origin else None,
        notes=[
            f"SHA-256 of the text: {origin.text_sha256}" if origin and origin.text_sha256 else None,
            *(f"SHA-256 of the bytes: {sha}" for sha in raw if sha),
        ],
    )


def _untitled(publisher: str | None, published: str | None) -> str:
    """What a report without a title is called."""
    return f"Report of {publisher or 'an unsigned source'}" + (
        f", {published}" if published else ""
    )


def actor(id_: str, known: Knowledge) -> Entity | None:
    """Somebody whom the tables know: a person or a body; None of any other identity."""
    name = id_of("actor", id_)
    person = known.who.persons.persons.get(id_)
    if person is not None:
        return _body(name, "person", person.name, person.names, person.country)
    found = known.who.actors.actors.get(id_)
    if found is not None:
        return _body(name, found.kind, found.name, found.names, found.country)
    outlet = shipped_outlets().outlets.get(id_)
    if outlet is not None:
        return _body(name, "outlet", outlet.name, outlet.names, outlet.country)
    return None


def _body(id_: str, kind: str, name: str, names: Sequence[str], country: str) -> Entity:
    schema, topic = schemata()[kind]
    more: dict[str, Any] = {"topics": topic or None, "country": country.lower() or None}
    return entity(id_, schema, name=name, alias=names[:1], **more)
