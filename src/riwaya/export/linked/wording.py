"""A claim in one English line that can stand alone: without the ids of claims it hangs on."""

from riwaya.export.forms.exported import ExportedClaim
from riwaya.export.gloss import with_gloss
from riwaya.knowledge.labels import label
from riwaya.knowledge.outlets import outlet_called
from riwaya.records.claim import Claim


def line(claim: Claim) -> str:
    """The gloss without what it says of links ("caused by c3"), which close it."""
    links = "".join(f", {label(f'link.{link.relation}')} {link.claim}" for link in claim.links)
    return str(with_gloss(claim).gloss).removesuffix(links)


def line_with_speaker(one: ExportedClaim) -> str:
    """The line; an outlet that speaks for itself is named before it."""
    told = line(one.claim)
    if one.claim.attribution:
        return told
    return f"{outlet_name(one.found.outlet) or 'An unsigned report'}: {told}"


def outlet_name(name: str | None) -> str | None:
    """An outlet's English name (see `outlet_called`); None where it has none."""
    return outlet_called(name) if name else None
