"""What harm inherits from its cause.

The specification: the agent, place and time of a strike also go to the deaths and the damage that
the same sentence says it caused. The model mostly reads them so; where it leaves one empty, it is
taken from the claim that caused it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from riwaya.reading.decode import RawClaim, Role
from riwaya.reading.labels import TRIGGERS

HARM = frozenset({"kill", "injure", "damage"})
CAUSES = frozenset(
    {
        "air_strike", "missile_strike", "shelling", "bombing", "suicide_attack",
        "chemical_attack", "attack",
    }
)  # fmt: skip


def inherit(claims: Sequence[RawClaim], sentence: Sequence[int]) -> list[RawClaim]:
    """The claims of a window, harm completed by its cause in the same sentence."""
    by_word = {claim.trigger.word: claim for claim in claims}
    return [completed(claim, by_word, sentence) for claim in claims]


def completed(
    claim: RawClaim, by_word: Mapping[int, RawClaim], sentence: Sequence[int]
) -> RawClaim:
    """A claim with the roles that it lacks and its cause has."""
    if TRIGGERS[claim.trigger.event] not in HARM:
        return claim
    for word, relation in claim.links:
        cause = by_word.get(word)
        same_sentence = sentence[word] == sentence[claim.trigger.word]
        if relation != "caused_by" or cause is None or not same_sentence:
            continue
        if TRIGGERS[cause.trigger.event] in CAUSES:
            claim = replace(claim, roles=(*claim.roles, *lacking(claim, cause)))
    return claim


def lacking(claim: RawClaim, cause: RawClaim) -> list[Role]:
    """Agents, places and time of the cause where the claim has none of that kind."""
    kinds = {kind_of(role) for role in claim.roles}
    return [
        role
        for role in cause.roles
        if (kind := kind_of(role)) in {"agents", "place", "time"} and kind not in kinds
    ]


def kind_of(role: Role) -> str:
    """Agents and targets apart, other layers whole."""
    return role.name if role.layer == "thing" else role.layer
