"""Origins measured alone: the labelled incidents are given, the system says who is one origin.

`python -m evaluation.fusion.origins [--errors]` prints both halves of the sets: F1 over pairs of
tellings of one incident that share an origin, and the share of pairs of different origins merged.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from evaluation.fusion.sets import Labelled, Tells, is_test, labelled, pick
from riwaya.fusion.copies import share_of, stretches_of
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.origins import origins_of
from riwaya.fusion.sides import top_of
from riwaya.fusion.told import claim_key
from riwaya.fusion.within import tellings_of
from riwaya.records.claim import Claim


def incidents(reports: Sequence[Labelled]) -> dict[str, dict[str, list[Tells]]]:
    """The labels of each incident by report."""
    found: dict[str, dict[str, list[Tells]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        for one in report.tells:
            found[one.incident][one.report].append(one)
    return found


def gathered_of(reports: Mapping[str, Labelled], labels: Mapping[str, Sequence[Tells]]) -> Gathered:
    """An incident as labelled: of each report the tellings that its labels' claims are in."""
    told = sorted(
        (reports[report].told for report in labels),
        key=lambda report: (report.published is None, report.published or "", report.id),
    )
    stretches = {report.id: stretches_of(report.text) for report in told}
    return Gathered(
        reports=tuple(told),
        claims={
            report.id: tuple(_claims(reports[report.id], labels[report.id])) for report in told
        },
        shares=lambda one, other: share_of(stretches[one], stretches[other]),
        top_of=top_of,
    )


def _claims(report: Labelled, labels: Sequence[Tells]) -> Iterator[Claim]:
    picked = {claim.id for one in labels if (claim := pick(list(report.told.claims), one))}
    telling = {
        claim
        for told in tellings_of(report.told)
        if picked & set(told.claims)
        for claim in told.claims
    }
    wanted = picked | (telling - _of_others(report, labels))
    return (claim for claim in report.told.claims if claim.id in wanted)


def _of_others(report: Labelled, labels: Sequence[Tells]) -> set[str]:
    """Claims of the report that labels of other incidents mean."""
    others = [one for one in report.tells if one not in labels]
    return {c.id for one in others if (c := pick(list(report.told.claims), one)) is not None}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two labelled tellings of one incident: whether they share an origin, and what was found."""

    one: Tells
    other: Tells
    same: bool
    found: bool


def pairs() -> list[Pair]:
    """All pairs of tellings of one incident that were read; the reading is measured elsewhere."""
    reports = {report.told.id: report for report in labelled()}
    found: list[Pair] = []
    for labels in incidents(tuple(reports.values())).values():
        _, origin_of = origins_of(gathered_of(reports, labels))
        answer: dict[Tells, str] = {}
        for report, several in labels.items():
            for one in several:
                claim = pick(list(reports[report].told.claims), one)
                if claim is not None:
                    answer[one] = origin_of[claim_key(report, claim.id)]
        found += [
            Pair(a, b, a.origin == b.origin, answer[a] == answer[b])
            for a, b in combinations(answer, 2)
        ]
    return found


def figures(several: Sequence[Pair]) -> dict[str, float]:
    """Precision, recall and F1 of shared origins, and the share of true origins merged."""
    right = sum(pair.same and pair.found for pair in several)
    precision = right / max(1, sum(pair.found for pair in several))
    recall = right / max(1, sum(pair.same for pair in several))
    apart = [pair for pair in several if not pair.same]
    return {
        "pairs": len(several),
        "shared": sum(pair.same for pair in several),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "merged": sum(pair.found for pair in apart) / max(1, len(apart)),
    }


def measured() -> dict[str, dict[str, float]]:
    """The figures of both halves of the sets."""
    every = pairs()
    return {
        half: figures([pair for pair in every if is_test(pair.one.incident) is test])
        for half, test in (("tuning", False), ("test", True))
    }


def main() -> None:
    """Print the figures, and with --errors the tuning half's pairs that went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    wanted = parser.parse_args()
    for half, row in measured().items():
        print(half, "  ".join(f"{name} {value:.3f}" for name, value in row.items()))
    if wanted.errors:
        for pair in pairs():
            if pair.same != pair.found and not is_test(pair.one.incident):
                print("MERGED" if pair.found else "APART", pair.one, pair.other)


if __name__ == "__main__":
    main()
