"""Links of FollowTheMoney: who is named as what in an event, who says so, which report tells of it.

`Event.involved` isn't used: it has no room for who says so, for a denial, or for a review.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from riwaya.export.forms.exported import ExportedClaim, ExportedIncident, least_confidence
from riwaya.export.gloss import STATUS
from riwaya.export.linked.ftm_entity import Entity, digest, entity, id_of, moment
from riwaya.export.linked.wording import line_with_speaker, outlet_name
from riwaya.knowledge.events import event_words
from riwaya.records.claim import Claim
from riwaya.records.mention import Party, Source

AGENT, TARGET, SPEAKS, PASSES_ON = "named as agent", "named as target", "speaks of", "passes on"


@dataclass(slots=True)
class Naming:
    """That an actor is named in one role, of one kind of event: by these claims."""

    actor: str
    role: str
    claims: list[ExportedClaim] = field(default_factory=list)


def namings(claims: Iterable[ExportedClaim]) -> list[Naming]:
    """Who is named as what, claims that say the same of the same actor together."""
    found: dict[tuple[str, str], Naming] = {}
    for one in claims:
        for actor, role in dict.fromkeys(_named(one.claim)):
            naming = found.setdefault((actor, role), Naming(actor, role))
            naming.claims.append(one)
    return list(found.values())


def _named(claim: Claim) -> Iterator[tuple[str, str]]:
    parties: tuple[tuple[str, Sequence[Party | Source]], ...] = (
        (AGENT, claim.agents),
        (TARGET, claim.targets),
        (SPEAKS, claim.attribution[:1]),
        (PASSES_ON, claim.attribution[1:]),
    )
    for role, several in parties:
        for mention in several:
            if mention.entity is not None:
                yield mention.entity, f"{role}: {_said(claim)}"


def _said(claim: Claim) -> str:
    """The event as the claim has it: "air strike", "air strike (denied)", "attack (demanded)"."""
    noun = event_words()[claim.event].noun
    status = "denied" if claim.stance == "denies" else STATUS[claim.polarity, claim.reality]
    return f"{noun} ({status})" if status else noun


def link(naming: Naming, one: ExportedIncident) -> Entity:
    """An actor's naming in an incident, with the claims in words and their reports as proof."""
    incident, claims = one.incident, naming.claims
    key = f"{incident.id} {naming.actor} {naming.role}"
    return entity(
        id_of("link", digest(key)),
        "UnknownLink",
        subject=id_of("actor", naming.actor),
        object=id_of("incident", incident.id),
        role=naming.role,
        status=sorted({claim.found.review for claim in claims}),
        startDate=moment(incident.day_from),
        endDate=moment(incident.day_to),
        summary=_glosses(claims),
        description=_sureness(claims),
        publisher=[outlet_name(claim.found.outlet) for claim in claims],
        proof=[id_of("report", claim.found.report) for claim in claims],
        recordId=[claim.key for claim in claims],
    )


def documentation(report: str, claims: Sequence[ExportedClaim], one: ExportedIncident) -> Entity:
    """That a report tells of an incident, with its claims in words."""
    key = f"{one.incident.id} {report}"
    return entity(
        id_of("told", digest(key)),
        "Documentation",
        document=id_of("report", report),
        entity=id_of("incident", one.incident.id),
        role="tells of it",
        status=sorted({claim.found.review for claim in claims}),
        date=moment(claims[0].found.published),
        summary=_glosses(claims),
        description=_sureness(claims),
        recordId=[claim.key for claim in claims],
    )


def _glosses(claims: Iterable[ExportedClaim]) -> list[str]:
    return [line_with_speaker(one) for one in claims]


def _sureness(claims: Sequence[ExportedClaim]) -> str:
    reviewed = sum(one.found.review in {"accepted", "corrected"} for one in claims)
    least = least_confidence(claims)
    return f"{reviewed} of {len(claims)} claims reviewed; least confidence {least or 0:.2f}"
