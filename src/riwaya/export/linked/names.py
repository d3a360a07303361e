"""What records are called in linked data: names (IRIs) made of content, so that they stay.

The same claim of the same reading has one name wherever it is exported under one base. What was
corrected, and what is published, says something else and has a name of its own.
"""

from base64 import urlsafe_b64encode
from urllib.parse import quote

from riwaya.export.forms.exported import ExportedClaim
from riwaya.export.forms.provenance import Provenance
from riwaya.export.forms.signature import Signature

#: Letters of a digest that are enough to tell two readings of one report apart.
SHORT = 16


class Names:
    """Makes names under a base address."""

    def __init__(self, signature: Signature) -> None:
        self.base = signature.names

    def report(self, id_: str) -> str:
        """Of a report."""
        return f"{self.base}report/{id_}"

    def incident(self, id_: str, *, published: bool) -> str:
        """Of an incident."""
        return f"{self.base}incident/{id_}{'/published' if published else ''}"

    def of(self, kind: str, id_: str) -> str:
        """Of anything else by its kind: a reading, a taking, a review, an entity."""
        return f"{self.base}{kind}/{quote(id_, safe='')}"

    def as_read(self, one: ExportedClaim, claim: str | None = None) -> str:
        """Of the claim, or another one of its report, as the reader found it."""
        return f"{self.base}claim/{'/'.join(_parts(one, claim or one.claim.id))}"

    def key(self, one: ExportedClaim) -> str:
        """The claim's own part of its name: what a page can mark its place with."""
        return "-".join(_parts(one, one.claim.id))

    def claim(self, one: ExportedClaim) -> str:
        """Of the claim as it stands in the export."""
        return self.as_read(one) + self._standing(one)

    def other(self, one: ExportedClaim, claim: str) -> str:
        """Of another claim of the same report, as it was read or published."""
        return self.as_read(one, claim) + ("/published" if one.published else "")

    @staticmethod
    def _standing(one: ExportedClaim) -> str:
        if one.published:
            return "/published"
        correction = correction_of(one)
        return f"/corrected-{correction[:SHORT]}" if correction else ""


def _parts(one: ExportedClaim, claim: str) -> tuple[str, str, str]:
    """The report, the reading (a later one may number its claims otherwise), the claim's id."""
    origin = origin_of(one)
    by = "added" if origin.added else (origin.reading or "unread")[:SHORT]
    return one.found.report, by, quote(claim, safe="")


def origin_of(one: ExportedClaim) -> Provenance:
    """The claim's provenance; an empty one where the export has none."""
    return one.provenance or Provenance("ar")


def correction_of(one: ExportedClaim) -> str | None:
    """The id of the last correction; None where there is none, and where it is published."""
    said = (said for said in reversed(origin_of(one).said) if said.verdict == "correct")
    last = next(said, None)
    return last.id if last else None


def bytes_name(sha256: str) -> str:
    """The name of bytes by their SHA-256 in hexadecimal (RFC 6920, 3)."""
    digest = urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
