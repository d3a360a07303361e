"""Reports of one happening with who says it, and an incident gathered of them."""

from collections.abc import Iterable

from riwaya.fusion.copies import share_of, stretches_of
from riwaya.fusion.fuse import top_of
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.told import ToldReport
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Quantity, Source

Named = tuple[str, str | None]


def claim(
    text: str,
    word: str,
    *chain: Named,
    name: str = "c1",
    killed: tuple[str, int] | None = None,
    event: str = "kill",
    kind: str = "official",
    named: bool = True,
    gloss: str = "",
) -> Claim:
    """What `word` tells, said by the sources of `chain` (words, identity), the origin first."""
    at = text.index(word)
    quantities = []
    if killed is not None:
        words, number = killed
        start = text.index(words)
        quantities = [
            Quantity.of(
                text, start, start + len(words), measure="killed", low=number, high=number,
                unit="person",
            )
        ]  # fmt: skip
    return Claim(
        id=name,
        event=event,
        trigger=Mention.of(text, at, at + len(word)),
        polarity="affirmed",
        reality="actual",
        quantities=tuple(quantities),
        attribution=tuple(_source(text, words, entity, kind, named) for words, entity in chain),
        stance="states",
        quoted=False,
        **({"gloss": gloss} if gloss else {}),
    )


def _source(text: str, words: str, entity: str | None, kind: str, named: bool) -> Source:
    at = text.index(words)
    return Source.of(text, at, at + len(words), kind=kind, named=named, entity=entity)


def report(
    name: str,
    text: str,
    *claims: Claim,
    outlet: str | None = "عنب بلدي",
    published: str | None = "2016-05-03",
) -> ToldReport:
    return ToldReport(
        id=name,
        sources=(f"{name}.txt",),
        outlet=outlet,
        published=published,
        text=text,
        claims=claims,
    )


def incident(reports: Iterable[ToldReport]) -> Gathered:
    """The reports as one incident, in order of publication."""
    ordered = sorted(reports, key=lambda r: (r.published is None, r.published or "", r.id))
    stretches = {one.id: stretches_of(one.text) for one in ordered}
    return Gathered(
        reports=tuple(ordered),
        claims={one.id: one.claims for one in ordered},
        shares=lambda one, other: share_of(stretches[one], stretches[other]),
        top_of=top_of,
    )
