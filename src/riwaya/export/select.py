"""Which claims of a document are shown: the surest first, the doubtful on request."""

import msgspec
from msgspec import UNSET

from riwaya.records.claim import Claim
from riwaya.records.report import Document

#: Claims less sure than this are counted, and shown on request.
DOUBTFUL = 0.5


def confidence(claim: Claim) -> float:
    """How sure the reader is; 1 for a claim that a person wrote."""
    return 1.0 if claim.confidence is UNSET else claim.confidence


def is_doubtful(claim: Claim) -> bool:
    """Whether a claim is less sure than what is shown by default."""
    return confidence(claim) < DOUBTFUL


def at_least(document: Document, least: float) -> Document:
    """The document without claims below a confidence, and without links to them."""
    kept = [claim for claim in document.claims if confidence(claim) >= least]
    ids = {claim.id for claim in kept}
    claims = tuple(
        msgspec.structs.replace(claim, links=tuple(k for k in claim.links if k.claim in ids))
        for claim in kept
    )
    return msgspec.structs.replace(document, claims=claims)


def surest_first(document: Document) -> list[Claim]:
    """The claims by confidence, in text order where they are equally sure."""
    return sorted(document.claims, key=lambda claim: (-confidence(claim), claim.trigger.start))
