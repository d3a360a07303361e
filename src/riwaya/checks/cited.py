"""What a finding of a report cites: claims and the words of their mentions; who is asked about."""

from collections.abc import Iterator
from datetime import date

from msgspec import UNSET

from riwaya.fusion.gathered import member_of
from riwaya.fusion.sentences import sentence_around
from riwaya.fusion.told import ToldReport
from riwaya.records.claim import Claim
from riwaya.records.incident import Evidence
from riwaya.records.mention import Mention


def evidence_of(report: ToldReport, claim: Claim, *mentions: Mention) -> tuple[Evidence, ...]:
    """The words of a claim that a finding rests on."""
    member = member_of(report, claim)
    return tuple(Evidence(member=member, text=m.text, start=m.start, end=m.end) for m in mentions)


def told(report: ToldReport) -> Iterator[Claim]:
    """The claims that say that something happened or happens."""
    for claim in report.claims:
        if claim.reality == "actual" and claim.polarity == "affirmed" and claim.stance != "denies":
            yield claim


def in_sentence(report: ToldReport, position: int) -> list[Claim]:
    """The claims whose trigger stands in the sentence of a position, the nearest first."""
    start, end = sentence_around(report.text, position)
    there = [claim for claim in report.claims if start <= claim.trigger.start < end]
    return sorted(there, key=lambda claim: (abs(claim.trigger.start - position), claim.id))


def day_of(report: ToldReport, claim: Claim) -> str | None:
    """The ISO day that a claim speaks of, else the one of publication; None where neither is."""
    if claim.when is not UNSET and (claim.when.from_ or claim.when.to):
        return (claim.when.from_ or claim.when.to or "")[:10]
    return published_on(report)


def published_on(report: ToldReport) -> str | None:
    """The ISO day of publication, None where it isn't known or isn't a date."""
    day = (report.published or "")[:10]
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None
