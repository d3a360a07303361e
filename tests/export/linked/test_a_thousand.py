"""A thousand incidents and more: every record of each form is valid, and no name stands twice.

They are the incidents of the reviewed workspace over and over, each time of reports of other names.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from riwaya.export.forms.exported import ExportedClaim, ExportedIncident, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.registry import FORMS
from riwaya.export.forms.signature import Signature
from riwaya.export.linked.vocabulary import context
from riwaya.pipeline import shipped_knowledge
from riwaya.records.incident import Incident
from riwaya.resolving.claims import Knowledge
from riwaya.store.query import Query
from riwaya.workspace.exporting import Source, Wish
from riwaya.workspace.workspace import Workspace
from tests.export.linked.schema_org import RECOMMENDED, REQUIRED, missing_in, wrong_in
from tests.export.linked.test_ftm import check, lines

MANY = 1_000


@pytest.fixture(scope="module")
def incidents(reviewed: Path) -> list[ExportedIncident]:
    with Workspace(reviewed) as workspace, workspace.engine.connect() as connection:
        source = Source(connection, Wish(Query()), shipped_knowledge(), FORMS["ftm"])
        found = list(source.incidents())
    return [again(found[n % len(found)], n) for n in range(MANY)]


def again(one: ExportedIncident, number: int) -> ExportedIncident:
    """The incident once more, of other reports."""
    content = msgspec.json.encode(msgspec.structs.replace(one.incident, id=f"i{number:012x}"))
    for report in {claim.found.report for claim in one.claims}:
        content = content.replace(report.encode(), named_again(report, number).encode())
    incident = msgspec.json.decode(content, type=Incident)
    return ExportedIncident(incident, tuple(told_again(claim, number) for claim in one.claims))


def named_again(report: str, number: int) -> str:
    return f"r{number:06x}{report[7:]}"


def told_again(claim: ExportedClaim, number: int) -> ExportedClaim:
    report = named_again(claim.found.report, number)
    assert claim.provenance is not None
    reading = f"{number:06x}{(claim.provenance.reading or '')[6:]}"
    return replace(
        claim,
        found=msgspec.structs.replace(claim.found, report=report),
        provenance=replace(claim.provenance, reading=reading),
    )


def claims_of(incidents: Sequence[ExportedIncident]) -> Iterator[ExportedClaim]:
    """Their claims, report by report."""
    for one in incidents:
        yield from sorted(one.claims, key=lambda claim: claim.found.report)


def written(form: str, path: Path, records: Any, **more: Any) -> Written:
    with Placing(path) as placing:
        return FORMS[form].write(placing, records, **{"known": Knowledge(), **more})


def test_every_entity_is_valid(incidents: list[ExportedIncident], tmp_path: Path) -> None:
    path = tmp_path / "x.ftm.json"
    told = written("ftm", path, incidents)
    entities = lines(path)
    assert told.rows == len(entities) == len({one["id"] for one in entities})
    assert sum(one["schema"] == "Event" for one in entities) == MANY
    check(entities[:: max(1, len(entities) // 1_500)])
    statements = tmp_path / "x.jsonl"
    counted = written("ftm-statements", statements, incidents)
    values = sum(len(v) for one in entities for v in one["properties"].values())
    assert counted.rows == len(entities) + values


def test_every_claim_leads_to_its_bytes(incidents: list[ExportedIncident], tmp_path: Path) -> None:
    path = tmp_path / "x.jsonld"
    told = written("jsonld", path, claims_of(incidents), signature=Signature())
    graph = json.loads(path.read_bytes())["@graph"]
    claims = [node for node in graph if "claimId" in node]
    assert told.rows == len(claims) == sum(len(one.claims) for one in incidents)
    by_name = {node["id"]: node for node in graph if "id" in node}
    assert len(by_name) == len(graph) - 1
    terms = set(context())
    for claim in claims:
        assert set(claim) <= terms
        report = by_name[claim["inReport"]]
        assert len(report["wasDerivedFrom"][0]["sha256"]) == 64
        reviews = {review["id"]: review for review in claim.get("reviewedIn", ())}
        made = reviews.get(claim["wasGeneratedBy"]) or by_name[claim["wasGeneratedBy"]]
        assert made["type"][0] in {"riwaya:Reading", "riwaya:Review"}
        assert all(words.startswith(f"{claim['id']}#") for words in claim["wasDerivedFrom"])


def test_every_incident_stands_on_claims_of_the_file(
    incidents: list[ExportedIncident], tmp_path: Path
) -> None:
    path = tmp_path / "x.jsonld"
    told = written("jsonld-incidents", path, incidents[:300])
    graph = json.loads(path.read_bytes())["@graph"]
    claims = {node["id"] for node in graph if "claimId" in node}
    found = [node for node in graph if "riwaya:Incident" in node["type"]]
    assert told.rows == len(found) == 300
    for incident in found:
        assert set(incident["wasDerivedFrom"]) <= claims
        for toll in incident.get("tolls", ()):
            assert {figure["saidIn"] for figure in toll["figures"]} <= claims
    assert {name for incident in found for name in incident["wasDerivedFrom"]} == claims


def test_every_review_has_its_shape(incidents: list[ExportedIncident], tmp_path: Path) -> None:
    path = tmp_path / "x.jsonld"
    signature = Signature("The Desk", "https://desk.example/")
    told = written("claimreview", path, claims_of(incidents), signature=signature)
    reviews = json.loads(path.read_bytes())
    assert told.rows == len(reviews) == len({review["@id"] for review in reviews}) > 3 * MANY
    for review in reviews:
        assert not wrong_in(review)
        assert not missing_in(review, REQUIRED)
        assert not missing_in(review, RECOMMENDED)
