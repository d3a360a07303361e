"""All that is said of one happening, gathered: accounts, tolls and disagreements come of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from riwaya.fusion.copies import share_of, stretches_of
from riwaya.fusion.sides import top_of
from riwaya.fusion.told import ToldReport, claim_key
from riwaya.records.claim import Claim
from riwaya.records.decision import Review
from riwaya.records.incident import Member


@dataclass(frozen=True, slots=True)
class Gathered:
    """The claims of one incident, by report, reports in order of publication, undated ones last.

    `shares` tells how much of one report's text another has (0 to 1); `reviews` what people have
    said of claims, by key; `top_of` gives the identity at the top of an actor's parents.
    """

    reports: tuple[ToldReport, ...]
    claims: Mapping[str, tuple[Claim, ...]]
    shares: Callable[[str, str], float]
    top_of: Callable[[str], str]
    reviews: Mapping[str, Review] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[ToldReport, Claim]]:
        """Every claim with its report."""
        for report in self.reports:
            for claim in self.claims[report.id]:
                yield report, claim


def member_of(report: ToldReport, claim: Claim) -> Member:
    """The claim as a member of an incident; it came from its report's first source."""
    source = report.sources[0] if report.sources else ""
    return Member(source=source, report=report.id, claim=claim.id)


def key_of(report: ToldReport, claim: Claim) -> str:
    """The claim's key among those of all reports."""
    return claim_key(report.id, claim.id)


def gathered_of(
    reports: Iterable[ToldReport],
    claims: Mapping[str, Sequence[Claim]],
    reviews: Mapping[str, Review] | None = None,
) -> Gathered:
    """Reports with those of their claims that are of one incident."""
    several = sorted(reports, key=lambda r: (r.published is None, r.published or "", r.id))
    stretches = {report.id: stretches_of(report.text) for report in several}

    @cache
    def ordered(one: str, other: str) -> float:
        return share_of(stretches[one], stretches[other])

    def shares(one: str, other: str) -> float:
        return ordered(min(one, other), max(one, other))

    held = {report.id: tuple(claims[report.id]) for report in several}
    return Gathered(tuple(several), held, shares, top_of, reviews or {})
