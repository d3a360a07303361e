"""All parts of an incident put together: origins, accounts, tolls, disagreements, grade, title."""

from collections.abc import Mapping, Sequence
from datetime import date

from riwaya.fusion.accounts import accounts_of, count_sentence
from riwaya.fusion.disagreements import disagreements_of
from riwaya.fusion.gathered import Gathered, key_of, member_of
from riwaya.fusion.grade import grade_of
from riwaya.fusion.names import incident_id
from riwaya.fusion.origins import independent, origins_of
from riwaya.fusion.outline import Outline, outline_of
from riwaya.fusion.title import title_of
from riwaya.fusion.told import Telling
from riwaya.fusion.tolls import tolls_of
from riwaya.records.incident import Disagreement, Incident, Origin, Toll


def assembled(gathered: Gathered, tellings: Sequence[Telling]) -> Incident:
    """The incident of what was gathered; findings are added by the checks, above."""
    origins, origin_of = origins_of(gathered)
    tolls = tolls_of(gathered, origin_of)
    disagreements = disagreements_of(gathered, origin_of, tolls, origins)
    id_ = incident_id(telling.key for telling in tellings)
    outline = outline_of(tellings)
    return put_together(id_, gathered, outline, origins, origin_of, tolls, disagreements)


def put_together(
    id_: str,
    gathered: Gathered,
    outline: Outline,
    origins: tuple[Origin, ...],
    origin_of: Mapping[str, str],
    tolls: tuple[Toll, ...],
    disagreements: tuple[Disagreement, ...],
) -> Incident:
    """The incident of its parts, with what follows from them: title, accounts, grade, counts."""
    members = tuple(member_of(report, claim) for report, claim in gathered)
    reviewed = sum(
        gathered.reviews.get(key_of(report, claim), "open") != "open" for report, claim in gathered
    )
    spot = outline.spot
    return Incident(
        id=id_,
        title=title_of(outline, tolls),
        events=outline.events,
        place=spot.name if spot else None,
        place_entity=spot.entity if spot else None,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        radius_km=spot.radius_km if spot else None,
        day_from=_iso(outline.first_day),
        day_to=_iso(outline.last_day),
        claims=members,
        origins=origins,
        accounts=accounts_of(gathered, origin_of),
        tolls=tolls,
        disagreements=disagreements,
        grade=grade_of(gathered, origins, tolls, disagreements, origin_of),
        counts={
            "reports": len(gathered.reports),
            "outlets": len({report.outlet for report in gathered.reports if report.outlet}),
            "origins": len(independent(origins)),
            "claims": len(members),
        },
        summary=count_sentence(gathered, origins),
        reviewed=reviewed,
        of=len(members),
    )


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
