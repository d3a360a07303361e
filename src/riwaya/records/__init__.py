"""The nouns: frozen, typed, and knowing nothing of the stations that make them."""

from riwaya.records.claim import Claim, Link
from riwaya.records.claims import Claims
from riwaya.records.incident import (
    Account,
    Disagreement,
    Evidence,
    Figure,
    Finding,
    Grade,
    Incident,
    Member,
    Origin,
    Reason,
    Toll,
)
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Document, Report
from riwaya.records.resolution import Alternative, Equivalent, Resolution, When

__all__ = [
    "Account", "Alternative", "Claim", "Claims", "Disagreement", "Document", "Equivalent",
    "Evidence", "Figure", "Finding", "Grade", "Incident", "Link", "Member", "Mention", "Origin",
    "Party", "Place", "Quantity", "Reason", "Report", "Resolution", "Source", "Time", "Toll",
    "When",
]  # fmt: skip
