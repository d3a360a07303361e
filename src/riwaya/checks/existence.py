"""Whether who is said to act existed then: not before it was founded, not after it ended."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import UNSET

from riwaya.checks.cited import evidence_of, published_on, told
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.actors import Actor, shipped_actors
from riwaya.knowledge.name_words import Token, bare, bare_forms, keys_of, tokens_of
from riwaya.records.claim import Claim
from riwaya.records.incident import Finding
from riwaya.records.mention import Party

KIND = "existence"
#: Sides that are known by names of their own: an army's or a ministry's name passes on.
FOUNDED = frozenset(("armed_group", "militia", "coalition", "movement"))
#: What ends for good; the name of an armed group lives on in the mouths of its foes.
ENDED = frozenset(("state", "un", "coalition"))
#: Days before its founding was told in which a side was there already.
GRACE = timedelta(days=60)


def existence(report: ToldReport) -> list[Finding]:
    """Agents and sources, called by their own name, that did not exist on the day."""
    found: dict[tuple[str, str], Finding] = {}
    for claim in told(report):
        for party in claim.agents:  # when a source spoke isn't when it happened
            actor = shipped_actors().get(party.entity or "")
            said = _against(report, claim, party, actor) if actor else None
            if actor is not None and said is not None:
                finding = Finding(
                    kind=KIND,
                    sentence=said,
                    numbers={},
                    evidence=evidence_of(report, claim, party),
                    basis=actor.basis,
                    recalled=actor.basis == "recalled",
                )
                found.setdefault((actor.id, said), finding)
    return list(found.values())


def _against(report: ToldReport, claim: Claim, party: Party, actor: Actor) -> str | None:
    """The sentence of the finding, where there is one."""
    tokens = tokens_of(party.text)
    if all(hit.value != actor.id for hit in shipped_actors().names.all_in(tokens)):
        return None  # a short form or an adjective led there
    stated, published = _stated(claim), published_on(report)
    if stated is None:
        return None
    if actor.kind in FOUNDED and actor.since and _is_known(actor, published):
        soon = (date.fromisoformat(stated[1]) + GRACE).isoformat()
        if soon < actor.since[: len(soon)]:
            return f"{actor.name} is named for {stated[1]}; the table has it since {actor.since}."
    ended = actor.kind in ENDED and _has_own_word(tokens, actor)
    if ended and actor.until and stated[0][: len(actor.until)] > actor.until:
        return f"{actor.name} is named for {stated[0]}; the table has it until {actor.until}."
    return None


def _has_own_word(tokens: Sequence[Token], actor: Actor) -> bool:
    """Whether a name that can't be another's stands there: «يونميس», no «بعثة المراقبين»."""
    if actor.kind == "state":
        return True
    own = {bare(keys[0]) for name in actor.names if len(keys := keys_of(name)) == 1}
    return not own.isdisjoint(bare_forms(tokens))


def _is_known(actor: Actor, published: str | None) -> bool:
    """Whether the report can mean it: a name that is printed before is another one's."""
    return published is None or actor.since[: len(published)] <= published


def _stated(claim: Claim) -> tuple[str, str] | None:
    when = claim.when
    if when is UNSET or when.inferred or claim.time is None or not when.from_ or not when.to:
        return None
    return when.from_[:10], when.to[:10]
