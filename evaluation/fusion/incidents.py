"""Incidents measured: B-cubed over labelled tellings, and pairs of reports that share an incident.

`python -m evaluation.fusion.incidents [--errors]` prints both halves of the sets.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from evaluation.fusion.sets import Labelled, Tells, is_test, labelled, pick
from riwaya.fusion.fuse import Fusion


def assigned(fusion: Fusion, groups: Sequence[Sequence[int]]) -> dict[str, int]:
    """The group of each claim, by key."""
    return {
        f"{fusion.tellings[row].report}/{claim}": number
        for number, rows in enumerate(groups)
        for row in rows
        for claim in fusion.tellings[row].claims
    }


def answers(reports: Iterable[Labelled], group_of: Mapping[str, int]) -> dict[Tells, str]:
    """The group that the system gave each labelled telling; one of its own where it has none."""
    found: dict[Tells, str] = {}
    for report in reports:
        claims = [c for c in report.told.claims if f"{report.told.id}/{c.id}" in group_of]
        for one in report.tells:
            claim = pick(claims, one)
            found[one] = (
                str(group_of[f"{report.told.id}/{claim.id}"])
                if claim is not None
                else f"none {one.report} {one.incident} {one.start}"
            )
    return found


def b_cubed(answer: Mapping[Tells, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over labelled tellings (Bagga and Baldwin 1998)."""
    truth: dict[str, set[Tells]] = defaultdict(set)
    guess: dict[str, set[Tells]] = defaultdict(set)
    for one, group in answer.items():
        truth[one.incident].add(one)
        guess[group].add(one)
    both = [(truth[one.incident], guess[group]) for one, group in answer.items()]
    precision = sum(len(t & g) / len(g) for t, g in both) / max(1, len(both))
    recall = sum(len(t & g) / len(t) for t, g in both) / max(1, len(both))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def report_pairs(answer: Mapping[Tells, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs of reports that share an incident."""

    def pairs(label: Mapping[Tells, str]) -> set[tuple[str, str]]:
        groups: dict[str, set[str]] = defaultdict(set)
        for one, name in label.items():
            groups[name].add(one.report)
        return {pair for several in groups.values() for pair in combinations(sorted(several), 2)}

    truth, guess = pairs({one: one.incident for one in answer}), pairs(answer)
    precision = len(truth & guess) / max(1, len(guess))
    recall = len(truth & guess) / max(1, len(truth))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def measured() -> dict[str, dict[str, float]]:
    """The figures of both halves; all reports are fused together, as they would be."""
    reports = labelled()
    fusion = Fusion.of(report.told for report in reports)
    answer = answers(reports, assigned(fusion, fusion.groups()))
    figures = {}
    for half, test in (("tuning", False), ("test", True)):
        part = {one: group for one, group in answer.items() if is_test(one.incident) is test}
        cubed, pairs = b_cubed(part), report_pairs(part)
        figures[half] = {
            "tellings": len(part),
            "incidents": len({one.incident for one in part}),
            "b3_precision": cubed[0],
            "b3_recall": cubed[1],
            "b3_f1": cubed[2],
            "pair_precision": pairs[0],
            "pair_recall": pairs[1],
            "pair_f1": pairs[2],
        }
    return figures


def main() -> None:
    """Print the figures, and with --errors what was put together or apart wrongly."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    wanted = parser.parse_args()
    for half, figures in measured().items():
        print(half, "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    if wanted.errors:
        _errors()


def _errors() -> None:
    reports = labelled()
    fusion = Fusion.of(report.told for report in reports)
    answer = answers(reports, assigned(fusion, fusion.groups()))
    rows = fusion.row_of
    by_id = {report.told.id: report.told for report in reports}
    several = [one for one in answer if not is_test(one.incident)]
    for one, other in combinations(several, 2):
        together, same = answer[one] == answer[other], one.incident == other.incident
        if together == same or one.report == other.report:
            continue
        print("WRONGLY TOGETHER" if together else "WRONGLY APART", one.incident, other.incident)
        picked = []
        for side in (one, other):
            told = by_id[side.report]
            claims = [c for c in told.claims if f"{told.id}/{c.id}" in rows]
            claim = pick(claims, side)
            row = rows[f"{told.id}/{claim.id}"] if claim else None
            picked.append(row)
            print("  ", told.id, told.published, told.text[max(0, side.start - 60) : side.end + 60])
            if row is not None:
                t = fusion.tellings[row]
                spots = [(s.name, s.radius_km) for s in t.spots]
                print("     ", sorted(t.events), spots, t.first_day, t.last_day, t.killed)
        if None not in picked:
            print("     ", [(w.name, w.weight) for w in fusion.why(*picked)])


if __name__ == "__main__":
    main()
