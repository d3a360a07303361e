"""The words of our JSON-LD: the namespace, and the context that is written into every file.

PROV-O (https://www.w3.org/TR/prov-o/), the Web Annotation vocabulary
(https://www.w3.org/TR/annotation-vocab/) and Dublin Core say what they can; what they have no words
for is in data/exports/vocabulary.tsv.
"""

from functools import cache
from typing import Any

from riwaya.errors import BadTable
from riwaya.knowledge.tables import read_table, shipped, split

#: A name that stays; nothing is there to be fetched.
NAMESPACE = "https://w3id.org/riwaya/ns#"
CLASSES = (
    "Export", "Claim", "Mention", "When", "Report", "RawBytes", "Taking", "Reading", "Review",
    "Reader", "Incident", "Place", "Origin", "Toll", "View", "Figure", "Disagreement", "Finding",
    "Grade",
)  # fmt: skip
PREFIXES = {
    "riwaya": NAMESPACE,
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: Terms of others: what they are called there, and what their values are.
OTHERS = {
    "wasDerivedFrom": ("prov:wasDerivedFrom", "@id"),
    "wasQuotedFrom": ("prov:wasQuotedFrom", "@id"),
    "wasRevisionOf": ("prov:wasRevisionOf", "@id"),
    "wasGeneratedBy": ("prov:wasGeneratedBy", "@id"),
    "wasAssociatedWith": ("prov:wasAssociatedWith", "@id"),
    "qualifiedAttribution": ("prov:qualifiedAttribution", None),
    "agent": ("prov:agent", "@id"),
    "hadRole": ("prov:hadRole", "@id"),
    "used": ("prov:used", "@id"),
    "endedAtTime": ("prov:endedAtTime", "xsd:dateTime"),
    "hasSource": ("oa:hasSource", "@id"),
    "hasSelector": ("oa:hasSelector", None),
    "start": ("oa:start", "xsd:nonNegativeInteger"),
    "end": ("oa:end", "xsd:nonNegativeInteger"),
    "exact": ("oa:exact", None),
    "title": ("dcterms:title", None),
    "language": ("dcterms:language", None),
    "issued": ("dcterms:issued", None),
    "publisher": ("dcterms:publisher", "@id"),
    "source": ("dcterms:source", "@id"),
    "lat": ("geo:lat", "xsd:double"),
    "lon": ("geo:long", "xsd:double"),
}
#: How the kinds of values of our table are written in a context.
VALUES: dict[str, dict[str, str]] = {
    "id": {"@type": "@id"},
    "node": {},
    "text": {},
    "english": {"@language": "en"},
    "string": {},
    "number": {"@type": "xsd:double"},
    "whole": {"@type": "xsd:integer"},
    "truth": {"@type": "xsd:boolean"},
    "time": {},
}


@cache
def own_terms() -> dict[str, tuple[tuple[str, ...], str, str]]:
    """Our properties: the classes that have them, the kind of value, the meaning; BadTable."""
    rows = read_table(shipped("exports/vocabulary.tsv"), columns=("term", "of", "value", "meaning"))
    for row in rows:
        if row["value"] not in VALUES:
            raise BadTable(f"{row.where}: unknown kind of value {row['value']!r}")
    return {row["term"]: (split(row["of"]), row["value"], row["meaning"]) for row in rows}


@cache
def context() -> dict[str, Any]:
    """The JSON-LD context: every key that a node of ours can have."""
    found: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type", **PREFIXES}
    for term, (name, kind) in OTHERS.items():
        found[term] = {"@id": name, "@type": kind} if kind else {"@id": name}
    for term, (_, value, _) in own_terms().items():
        found[term] = {"@id": f"riwaya:{term}", **VALUES[value]}
    return found


def coded(kind: str, code: str) -> str:
    """The name of a value of a closed list: "riwaya:event/air_strike"."""
    return f"riwaya:{kind}/{code}"
