"""What the tests of the public desk are made of."""

from riwaya.records.decision import Decision


def decision_on(report: str, anchor: str) -> Decision:
    """An acceptance."""
    return Decision(
        report=report, anchor=anchor, verdict="accept", author="tester",
        made_at="2026-01-01T00:00:00+00:00",
    )  # fmt: skip
