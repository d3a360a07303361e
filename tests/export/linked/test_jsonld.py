"""JSON-LD: what two other programs read in it, the shapes that it has, and the way to the bytes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from riwaya.export.linked.vocabulary import NAMESPACE, context
from riwaya.store.reports import storable
from tests.export.linked.conftest import REVIEWER, Export, losses
from tests.web.small import REPORTS

rdflib = pytest.importorskip("rdflib")
#: Those libraries use what they deprecate themselves.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
OURS = rdflib.Namespace(NAMESPACE)
#: Fixtures: the files that every rule holds for.
FILES = ("path", "public", "incidents", "public_incidents")
SHAPES = Path(__file__).with_name("shapes.ttl")


def graph_of(path: Path) -> Any:
    return rdflib.Graph().parse(path, format="json-ld")


@pytest.fixture(scope="module")
def path(written: Callable[..., Path]) -> Path:
    return written("jsonld")


@pytest.fixture(scope="module")
def public(written: Callable[..., Path]) -> Path:
    return written("jsonld", "--public", "--unreviewed")


@pytest.fixture(scope="module")
def incidents(written: Callable[..., Path]) -> Path:
    return written("jsonld-incidents")


@pytest.fixture(scope="module")
def public_incidents(written: Callable[..., Path]) -> Path:
    return written("jsonld-incidents", "--public", "--unreviewed")


@pytest.fixture(scope="module")
def graph(path: Path) -> Any:
    return graph_of(path)


def nodes_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every node object, however deep."""
    if isinstance(value, list):
        for item in value:
            yield from nodes_in(item)
    elif isinstance(value, dict) and "@value" not in value:
        yield value
        for item in value.values():
            yield from nodes_in(item)


@pytest.mark.parametrize("which", ["public", "incidents"])
def test_two_readers_find_the_same_triples(which: str, request: pytest.FixtureRequest) -> None:
    pyld = pytest.importorskip("pyld")
    file: Path = request.getfixturevalue(which)
    document = json.loads(file.read_text("utf-8"))
    lines = pyld.jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": None})
    theirs = rdflib.Graph().parse(data=lines, format="nt")
    ours = graph_of(file)
    assert len(ours) == len(theirs) > 500

    def named(graph: Any) -> set[tuple[Any, ...]]:
        values = (tuple(part.toPython() for part in triple) for triple in graph)
        blank = rdflib.BNode
        return {one for one, t in zip(values, graph, strict=True)
                if not any(isinstance(part, blank) for part in t)}  # fmt: skip

    assert named(ours) == named(theirs)


@pytest.mark.parametrize("which", FILES)
def test_every_key_is_a_term_of_the_context_in_the_file(
    which: str, request: pytest.FixtureRequest
) -> None:
    document = json.loads(request.getfixturevalue(which).read_text("utf-8"))
    assert document["@context"] == context()
    keys = {key for node in nodes_in(document["@graph"]) for key in node}
    assert keys <= set(context())
    assert not any(isinstance(v, str) and v.endswith(".jsonld") for v in document["@context"])


@pytest.mark.parametrize("which", FILES)
def test_the_graph_has_its_shapes(which: str, request: pytest.FixtureRequest) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    conforms, _, text = pyshacl.validate(
        graph_of(request.getfixturevalue(which)), shacl_graph=shapes
    )
    assert conforms, text


def test_a_file_that_lost_something_has_not(path: Path) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    graph = graph_of(path)
    one = next(graph.subjects(OURS.claimId))
    graph.remove((one, PROV.wasGeneratedBy, None))
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    assert not pyshacl.validate(graph, shacl_graph=shapes)[0]


def test_every_claim_leads_to_its_words_and_bytes(graph: Any) -> None:
    texts = {storable(text) for _, _, text in REPORTS.values()}
    claims = set(graph.subjects(OURS.claimId))
    assert len(claims) >= 20
    for claim in claims:
        (report,) = graph.objects(claim, OURS.inReport)
        assert set(graph.objects(report, PROV.wasDerivedFrom / OURS.sha256))
        for words in graph.objects(claim, PROV.wasDerivedFrom):
            assert (words, PROV.wasQuotedFrom, report) in graph
            (said,) = graph.objects(words, OURS.words)
            (start,) = graph.objects(words, OA.hasSelector / OA.start)
            (end,) = graph.objects(words, OA.hasSelector / OA.end)
            (exact,) = graph.objects(words, OA.hasSelector / OA.exact)
            assert str(exact) == str(said)
            assert any(text[int(start) : int(end)] == str(exact) for text in texts)


def test_the_model_read_and_a_person_decided(graph: Any) -> None:
    corrected = graph.value(predicate=OURS.reviewStatus, object=OURS["review/corrected"])
    review = graph.value(corrected, PROV.wasGeneratedBy)
    assert graph.value(review, OURS.verdict) == OURS["verdict/correct"]
    as_read = graph.value(corrected, PROV.wasRevisionOf)
    assert graph.value(review, PROV.used) == as_read != corrected
    reading = graph.value(as_read, PROV.wasGeneratedBy)
    reader = graph.value(reading, PROV.wasAssociatedWith)
    assert len(graph.value(reader, OURS.model)) == 64
    person = graph.value(review, PROV.wasAssociatedWith)
    assert str(graph.value(person, OURS.name)) == REVIEWER
    added = graph.value(predicate=OURS.claimId, object=rdflib.Literal("p1"))
    maker = graph.value(added, PROV.wasGeneratedBy)
    assert graph.value(maker, OURS.verdict) == OURS["verdict/add"]


def test_a_claim_is_attributed_to_its_chain_in_order(graph: Any) -> None:
    query = """
        SELECT ?link ?role ?name WHERE {
          ?claim r:event <https://w3id.org/riwaya/ns#event/kill> ; r:inReport/dcterms:publisher ?outlet ;
            prov:qualifiedAttribution [ prov:agent ?agent ; prov:hadRole ?role ; r:link ?link ] .
          ?outlet r:words "وكالة المدى"@ar . ?agent r:name ?name .
        } ORDER BY ?claim ?link"""
    names = {"r": OURS, "prov": PROV, "dcterms": rdflib.DCTERMS}
    rows = [
        (int(a), str(b).rpartition("/")[2], str(c)) for a, b, c in graph.query(query, initNs=names)
    ]
    assert rows[0][:2] == (1, "origin")
    assert rows[0][2] == "Syrian Observatory for Human Rights"
    assert rows[1][:2] == (2, "via")
    assert "AFP" in rows[1][2] or "Presse" in rows[1][2]


def test_the_public_gets_no_person_no_place_in_a_text_and_no_hash(public: Path, path: Path) -> None:
    content = public.read_text("utf-8")
    whole = path.read_text("utf-8")
    graph = graph_of(public)
    for held_back in (REVIEWER, "tester", "سامر الحلواني", "مشفى الرحمة"):
        assert held_back in whole
        assert held_back not in content
    for term in (OURS.textSha256, OURS.sha256, OURS.custodyRecord, OURS.trigger, OA.hasSelector):
        assert not list(graph.subject_objects(term))
    # No digest of a decision either: it is made of the reviewer's name among few other things.
    ids = {str(node) for node in graph_of(path).subjects(rdflib.RDF.type, OURS.Review)}
    assert ids
    assert not any(id_ in content for id_ in ids)
    assert list(graph.subjects(rdflib.RDF.type, OURS.Review))


def test_what_is_published_has_names_of_its_own(export: Export) -> None:
    def names(*options: str) -> set[str]:
        found = export("jsonld", *options)["@graph"]
        return {node["id"] for node in found if "claimId" in node}

    whole = names()
    assert names() == whole
    assert not whole & names("--public", "--unreviewed")
    ours = names("--base-url", "https://desk.example/facts")
    assert all(name.startswith("https://desk.example/facts/claim/") for name in ours)


def test_who_publishes_and_what_the_file_is_not(export: Export) -> None:
    first = export("jsonld", "--publisher", "The Desk")["@graph"][0]
    assert first["publisher"]["name"] == "The Desk"
    assert "not facts" in first["caution"]


def test_an_incident_has_its_accounts_side_by_side(incidents: Path) -> None:
    graph = graph_of(incidents)
    query = """
        SELECT ?who ?low ?claim WHERE {
          ?incident a r:Incident ; r:where/r:name "Maarat al-Numan"@en ;
            r:tolls [ r:measure <https://w3id.org/riwaya/ns#measure/killed> ; r:figures ?figure ] .
          ?figure r:saidBy ?who ; r:low ?low ; r:saidIn ?claim .
        }"""
    rows = list(graph.query(query, initNs={"r": OURS}))
    figures = {(str(who), float(low)) for who, low, _ in rows}
    assert ("Syrian Observatory for Human Rights", 14.0) in figures
    assert {low for _, low in figures} >= {14.0, 21.0}
    for _, _, claim in rows:
        assert (claim, OURS.event, OURS["event/kill"]) in graph
    kinds = {str(kind) for kind in graph.objects(None, OURS.disagreements / OURS.kind)}
    assert {"denial", "toll"} <= kinds


def test_losses_say_what_is_held_back(public: Path, path: Path) -> None:
    assert len(losses(path)["not_carried"]) == 1
    assert len(losses(public)["not_carried"]) == 2
