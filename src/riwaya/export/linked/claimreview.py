"""`riwaya export claimreview`: reviewed claims as schema.org ClaimReview, an array of JSON-LD.

A review in Riwaya says that a report says something, never that it is true; so does the rating
(data/exports/claimreview.tsv), in words and without numbers: those would be read as a scale from
false to true. What was rejected is left out: its origin never said it. The properties are those of
https://schema.org/ClaimReview and https://schema.org/Claim; what search engines ask for besides:
https://developers.google.com/search/docs/appearance/structured-data/factcheck.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from riwaya.errors import BadTable
from riwaya.export.forms.exported import ExportedClaim, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.safe_csv import SafeCsv
from riwaya.export.forms.signature import Signature
from riwaya.export.gloss import called
from riwaya.export.linked.agents import Node
from riwaya.export.linked.names import Names, origin_of
from riwaya.export.linked.values import time_of, web_address
from riwaya.export.linked.wording import line, outlet_name
from riwaya.export.select import confidence
from riwaya.knowledge.tables import read_table, shipped
from riwaya.resolving.claims import Knowledge

#: What the rating is about, in schema.org's word for it.
ASPECT = "whether the report makes this claim"
#: The reviews that a ClaimReview is made of.
STATUSES = ("accepted", "corrected", "open")
TRACE = (
    "review", "report", "claim", "review_status", "reviewed_at", "confidence", "model", "riwaya",
)  # fmt: skip
REJECTED = "rejected: the report doesn't say so, and neither did the one it was ascribed to"
NO_PAGE = "url: the page that shows the review (--base-url)"
NO_AUTHOR = "author: who publishes the review (--publisher)"
NO_APPEARANCE = "appearance.url: reports without an address on the web"
NO_ORIGIN = "itemReviewed.author: claims of an unsigned report"
PASSED_ON = "who passed it on between the origin and the outlet"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a review status is called, and what it means in a sentence."""

    rating: str
    explanation: str


@cache
def wordings() -> dict[str, Wording]:
    """The wordings by review status; raises BadTable."""
    rows = read_table(
        shipped("exports/claimreview.tsv"), columns=("status", "rating", "explanation")
    )
    found = {row["status"]: Wording(row["rating"], row["explanation"]) for row in rows}
    if wrong := set(found) ^ set(STATUSES):
        raise BadTable(f"claimreview.tsv: unknown or missing: {', '.join(sorted(wrong))}")
    return found


def write(
    placing: Placing,
    records: Iterable[ExportedClaim],
    *,
    known: Knowledge,
    signature: Signature | None = None,
) -> Written:
    """Write the reviews, each an object to be put into a page as it is; and FILE.trace.csv."""
    reviews = Reviews(known, signature or Signature())
    beside = placing.beside(".trace.csv")
    with (
        placing.aside(placing.path).open("wb") as file,
        placing.aside(beside).open("w", encoding="utf-8", errors="replace", newline="") as other,
    ):
        trace = SafeCsv(other, TRACE)
        file.write(b"[")
        for one in records:
            review = reviews.of(one)
            if review is not None:
                file.write(b",\n" if trace.rows else b"\n")
                file.write(msgspec.json.encode(review))
                trace.put(_traced(review, one))
        file.write(b"\n]\n")
    return Written((placing.path, beside), trace.rows, reviews.losses(trace.rows))


class Reviews:
    """Makes ClaimReviews; counts what they can't carry."""

    def __init__(self, known: Knowledge, signature: Signature) -> None:
        self._known = known
        self._signature = signature
        self._names = Names(signature)
        self._lost: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()

    def of(self, one: ExportedClaim) -> Node | None:
        """The review of a claim's reading; None of one that was rejected."""
        wording = wordings().get(one.found.review)
        if wording is None:
            self._left_out[REJECTED] += 1
            return None
        review: Node = {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "@id": self._names.of("checked", self._names.key(one)),
            **self._page(one),
            "claimReviewed": line(one.claim),
            "inLanguage": "en",
            "creativeWorkStatus": one.found.review,
            **self._author(one),
            **_decided(one),
            "itemReviewed": self._claim(one),
            "reviewRating": _rating(one, wording),
            "isBasedOn": _reading(one),
        }
        self._lost[PASSED_ON] += len(one.claim.attribution) > 1
        return review

    def _page(self, one: ExportedClaim) -> Node:
        """The page that shows the review, under the publisher's address."""
        if self._signature.base is None:
            self._lost[NO_PAGE] += 1
            return {}
        return {"url": f"{self._signature.base}#{self._names.key(one)}"}

    def _author(self, one: ExportedClaim) -> Node:
        """Who publishes the review; else the person who made it, where that is told."""
        if self._signature.publisher:
            site = {"url": self._signature.base} if self._signature.base else {}
            return {"author": {"@type": "Organization", "name": self._signature.publisher, **site}}
        last = origin_of(one).last
        if last is not None and last.author:
            return {"author": {"@type": "Person", "name": last.author}}
        self._lost[NO_AUTHOR] += 1
        return {}

    def _claim(self, one: ExportedClaim) -> Node:
        """What is reviewed: the claim of its origin, as it appears in the report."""
        found = one.found
        node: Node = {"@type": "Claim", "@id": self._names.claim(one)}
        author = self._origin(one)
        if author is None:
            self._lost[NO_ORIGIN] += 1
        else:
            node["author"] = author
        # The day on which it had been said at the latest: of saying itself nothing is known.
        if found.published:
            node["datePublished"] = found.published
        return node | {"appearance": self._appearance(one)}

    def _origin(self, one: ExportedClaim) -> Node | None:
        """Who is said to have said it first; the outlet where it speaks for itself."""
        source = one.claim.origin
        if source is None:
            return _outlet(one.found.outlet)
        person = source.entity in self._known.who.persons.persons
        name = self._known.who.name_of(source.entity) if source.entity else None
        node: Node = {"@type": "Person" if person else "Organization"}
        node |= {"name": name or called(source), "alternateName": source.text}
        return node if source.named else node | {"description": f"not named; {source.kind}"}

    def _appearance(self, one: ExportedClaim) -> Node:
        found = one.found
        node: Node = {"@type": "NewsArticle", "identifier": found.report}
        address = web_address(found.url)
        if address:
            node["url"] = address
        else:
            self._lost[NO_APPEARANCE] += 1
        if found.title:
            node["headline"] = found.title
        if found.published:
            node["datePublished"] = found.published
        if publisher := _outlet(found.outlet):
            node["publisher"] = publisher
        return node | {"inLanguage": origin_of(one).language}

    def losses(self, rows: int) -> dict[str, Any]:
        """The loss report."""
        return {
            "form": "claimreview",
            "rows": rows,
            "left_out": dict(self._left_out.most_common()),
            "not_carried": {what: n for what, n in self._lost.most_common() if n},
            "columns_never_filled": {
                "reviewRating.ratingValue": "nobody in Riwaya judges whether a claim is true, and a"
                " number from worst to best would say so",
                "itemReviewed.firstAppearance": "that nobody said it before isn't known",
                "incident and grade": "a grade is of an incident's evidence, not of one claim",
                "evidence": "the words and their places: see jsonld",
            },
        }


def _outlet(name: str | None) -> Node | None:
    if not name:
        return None
    return {"@type": "Organization", "name": outlet_name(name), "alternateName": name}


def _decided(one: ExportedClaim) -> Node:
    """The day of the last verdict."""
    last = origin_of(one).last
    moment = time_of(last.made_at) if last else None
    return {"datePublished": moment} if moment else {}


def _rating(one: ExportedClaim, wording: Wording) -> Node:
    """The rating in words; the explanation says what else a reader must know of the reading."""
    sure = f"{confidence(one.claim):.2f}"
    return {
        "@type": "Rating",
        "reviewAspect": ASPECT,
        "alternateName": wording.rating,
        "ratingExplanation": f"{wording.explanation} The reader's confidence in it: {sure}.",
    }


def _reading(one: ExportedClaim) -> Node:
    """The program that read the report, with the model by its hash."""
    node = {"softwareVersion": one.riwaya, "identifier": one.model}
    known = {key: value for key, value in node.items() if value}
    return {"@type": "SoftwareApplication", "name": "Riwaya", **known}


def _traced(review: Node, one: ExportedClaim) -> Node:
    return {
        "review": review["@id"],
        "report": one.found.report,
        "claim": one.claim.id,
        "review_status": one.found.review,
        "reviewed_at": review.get("datePublished"),
        "confidence": confidence(one.claim),
        "model": one.model,
        "riwaya": one.riwaya,
    }
