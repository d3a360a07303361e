"""A reading with people's decisions applied: what the workspace holds to be claimed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from riwaya.records.claim import Claim
from riwaya.records.decision import Decision, Review
from riwaya.records.report import Document
from riwaya.records.withdrawing import standing

REVIEWS: dict[str, Review] = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


@dataclass(frozen=True, slots=True)
class Decided:
    """A claim as it stands, where decisions find it, and what people have said of it."""

    claim: Claim
    anchor: str
    review: Review
    decisions: tuple[Decision, ...] = ()


def anchor_of(claim: Claim) -> str:
    """Where a claim hangs in its report, whatever model found it: the trigger's offsets."""
    return f"{claim.trigger.start}-{claim.trigger.end}"


def added_anchor(claim: dict[str, Any]) -> str:
    """The anchor of a claim that a person added: its own, beside a machine's at the same word."""
    digest = hashlib.sha256(msgspec.json.encode(claim, order="deterministic")).hexdigest()
    return f"added-{digest[:16]}"


def digest_of(claim: Claim) -> str:
    """A claim's digest, to tell whether what a person saw has changed since."""
    return hashlib.sha256(msgspec.json.encode(claim, order="deterministic")).hexdigest()[:32]


def decided(document: Document, decisions: Sequence[Decision]) -> list[Decided]:
    """The claims of a reading with the decisions applied in order, added ones at the end."""
    by_anchor: dict[str, list[Decision]] = {}
    for decision in standing(decisions):
        by_anchor.setdefault(decision.anchor, []).append(decision)
    found = [
        _apply(claim, anchor, by_anchor.pop(anchor, ()))
        for claim, anchor in zip(document.claims, _anchors(document.claims), strict=True)
    ]
    for anchor, about in by_anchor.items():
        if about[0].verdict == "add" and about[0].patch is not None:
            claim = msgspec.convert(about[0].patch, Claim)
            found.append(_apply(claim, anchor, about))
    return found


def _anchors(claims: Iterable[Claim]) -> list[str]:
    """Each claim's anchor; a second claim of one trigger gets its event as well."""
    taken: set[str] = set()
    anchors = []
    for claim in claims:
        anchor = anchor_of(claim)
        if anchor in taken:
            anchor = f"{anchor}-{claim.event}"
        taken.add(anchor)
        anchors.append(anchor)
    return anchors


def _apply(claim: Claim, anchor: str, decisions: Sequence[Decision]) -> Decided:
    """The last verdict counts as the review; every correction is merged in turn."""
    review: Review = "open"
    for decision in decisions:
        if decision.verdict == "correct" and decision.patch is not None:
            claim = patched(claim, decision.patch)
        review = REVIEWS.get(decision.verdict, "accepted")
    if review == "accepted" and any(d.verdict == "correct" for d in decisions):
        review = "corrected"
    return Decided(claim, anchor, review, tuple(decisions))


def patched(claim: Claim, patch: dict[str, Any]) -> Claim:
    """The claim with a merge patch applied; raises msgspec.ValidationError for a wrong one."""
    return msgspec.convert(merged(msgspec.to_builtins(claim), patch), Claim)


def merged(value: Any, patch: Any) -> Any:
    """RFC 7396: objects are merged key by key, null takes a key away, all else replaces.

    A claim's keys that may be null keep null instead of going.
    """
    if not isinstance(patch, dict):
        return patch
    result = dict(value) if isinstance(value, dict) else {}
    for key, wanted in patch.items():
        if wanted is None and key in NULLABLE:
            result[key] = None
        elif wanted is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), wanted)
    return result


#: Keys of a claim that the specification writes as null where nothing is known.
NULLABLE = frozenset(["time", "entity", "name", "lat", "lon", "low", "high", "unit", "from", "to"])
