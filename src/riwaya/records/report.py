"""A report, and the document that a reading of it is written down as."""

import hashlib
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from riwaya.records.claim import Claim

FORMAT: Literal["riwaya/1"] = "riwaya/1"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one published text; `sha256` is of the text's UTF-8."""

    id: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    language: str = "ar"
    sha256: str
    raw_sha256: str | UnsetType = UNSET

    @staticmethod
    def digest(text: str) -> str:
        """SHA-256 of the text's UTF-8; a lone surrogate counts as its three WTF-8 bytes."""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The JSON form of a reading; the text is kept where it was extracted from another form."""

    format: Literal["riwaya/1"] = FORMAT
    report: Report
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] | UnsetType = UNSET
    model: str | UnsetType = UNSET
    riwaya: str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    #: Other readings of the same text, each with a `model` of its own; never mixed with this one.
    also: "tuple[Document, ...] | UnsetType" = UNSET
    #: What a language model said and the text doesn't bear out, counted by reason.
    rejected: dict[str, int] | UnsetType = UNSET

    def verify(self, raw: str) -> None:
        """Raise BadSpan unless every mention is a stretch of the raw text."""
        for claim in self.claims:
            for mention in claim.mentions():
                mention.verify(raw)
