"""A claim in one English line, for readers without Arabic and for a first look.

Speaker first, then how sure the text itself is, then what happened. A gloss may leave things out;
it never says more than the claim's fields.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec import UNSET

from riwaya.export.amounts import amount
from riwaya.knowledge.events import EventWords, event_words
from riwaya.knowledge.labels import label
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.naming import PHRASES, in_english, is_adjective
from riwaya.knowledge.short_forms import short_forms
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Document
from riwaya.records.terms import Event, Measure, Polarity, Reality

#: The measure that counts an event's own victims or objects.
COUNTED: dict[Event, Measure] = {
    "kill": "killed", "execute": "killed", "injure": "injured", "detain": "detained",
    "abduct": "abducted", "release": "released", "displace": "displaced", "damage": "destroyed",
}  # fmt: skip
#: How a stance is said of one speaker and of several; `states` needs no word.
STANCES = {
    "confirms": ("confirms", "confirm"),
    "claims": ("claims", "claim"),
    "accuses": ("accuses", "accuse"),
    "denies": ("denies", "deny"),
}
#: Ends of names that are plural though names are not, as a rule.
PLURAL = re.compile(r"\b(?:[a-z]+(?<![su])s|people|residents|Brigades|Forces|Houthis|Helmets)$")
STATUS: dict[tuple[Polarity, Reality], str] = {
    ("affirmed", "actual"): "",
    ("negated", "actual"): "did not happen",
    ("affirmed", "intended"): "planned or attempted",
    ("negated", "intended"): "planned or attempted, but not done",
    ("affirmed", "demanded"): "demanded",
    ("negated", "demanded"): "demanded that it end or not happen",
    ("affirmed", "possible"): "possible",
    ("negated", "possible"): "possibly not",
}


def with_glosses(document: Document) -> Document:
    """The document with a gloss on every claim."""
    claims = tuple(with_gloss(claim) for claim in document.claims)
    return msgspec.structs.replace(document, claims=claims)


def with_gloss(claim: Claim) -> Claim:
    """The claim with its gloss, unless it has one."""
    if claim.gloss is not UNSET:
        return claim
    return msgspec.structs.replace(claim, gloss=gloss(claim))


def gloss(claim: Claim) -> str:
    """One English line: who says it, how it is meant, what happened, where, when, and why."""
    line = happening(claim) + "".join(
        f", {label(f'link.{link.relation}')} {link.claim}" for link in claim.links
    )
    status = STATUS[claim.polarity, claim.reality]
    if claim.stance == "denies" and claim.polarity == "negated":  # the denial says it already
        status = STATUS["affirmed", claim.reality]
    if status:
        line = f"{status}: {line}"
    speaker = speakers(claim)
    line = f"{speaker}: {line}" if speaker else line
    return line[:1].upper() + line[1:]


def speakers(claim: Claim) -> str:
    """The chain with its stance: "Medical sources (via Reuters) confirm"; empty for the outlet."""
    one, many = STANCES.get(claim.stance, ("", ""))
    if not claim.attribution:
        return f"the report {one}" if one else ""
    origin, *passed_on = (called(source) for source in claim.attribution)
    chain = f" (via {', '.join(passed_on)})" if passed_on else ""
    return f"{origin}{chain} {many if _is_plural(origin) else one}".strip()


@lru_cache(maxsize=PHRASES)
def _is_plural(name: str) -> bool:
    return PLURAL.search(name) is not None


def happening(claim: Claim) -> str:
    """What happened, as a sentence where the text affirms it and as a noun where it doesn't."""
    words = event_words()[claim.event]
    places = list(claim.places)
    whom = _counted(claim)
    if not whom and words.place_object:
        whom = listed([place_name(place) for place in places if place.relation == "in"])
        places = [place for place in places if place.relation != "in"]
    who = _names(claim.agents, alone="side")
    told = claim.polarity == "affirmed" and claim.reality == "actual"
    core = _sentence(words, who, whom) if told else _noun(words, who, whom)
    return core + _where(places) + _when(claim.time) + _measures(claim)


def _sentence(words: EventWords, who: str, whom: str) -> str:
    if who and whom:
        return f"{who} {words.active.format(whom)}"
    return f"{whom} {words.passive}" if whom else _noun(words, who, whom)


def _noun(words: EventWords, who: str, whom: str) -> str:
    if words.preposition == "with":
        both = f" between {who} and {whom}" if who and whom else ""
        return words.noun + (both or (f" involving {who or whom}" if who or whom else ""))
    return (
        words.noun
        + (f" {words.preposition} {whom}" if whom else "")
        + (f" by {who}" if who else "")
    )


def _counted(claim: Claim) -> str:
    """The targets with the event's own count: "600 (members of ISIS)"."""
    head = head_count(claim)
    targets = _names(claim.targets)
    if head is None:
        return targets
    count = amount(head, with_measure=False)
    if targets and _inside(head, claim.targets):  # «شابان» is count and target at once
        return targets
    if targets in {"person", "people"}:
        return f"{count} people"
    return f"{count} ({targets})" if targets else count


def head_count(claim: Claim) -> Quantity | None:
    """The count of the event's own victims or objects, sub-counts left out."""
    measure = COUNTED.get(claim.event)
    for quantity in claim.quantities:
        if quantity.measure == measure and quantity.subset is not True:
            return quantity
    return None


def _inside(quantity: Quantity, targets: tuple[Mention, ...]) -> bool:
    return any(t.start <= quantity.start and quantity.end <= t.end for t in targets)


def _measures(claim: Claim) -> str:
    head = head_count(claim)
    return "".join(f", {amount(item)}" for item in claim.quantities if item is not head)


def _names(mentions: Sequence[Party], alone: str = "") -> str:
    """The mentions in English; `alone` completes one that is no more than an adjective."""
    names = []
    for mention in mentions:
        english = called(mention)
        names.append(f"{english} {alone}".strip() if is_adjective(mention.text) else english)
    return listed(names)


def called(mention: Party | Source) -> str:
    """The mention in English; a short form by the name of whom it stands for."""
    name = mention.name
    if isinstance(name, str) and _is_short_form(mention.text):
        return name
    return in_english(mention.text)


@lru_cache(maxsize=PHRASES)
def _is_short_form(words: str) -> bool:
    return " ".join(keys_of(words)) in short_forms()


def listed(names: Sequence[str]) -> str:
    """Names in one string: "a, b and c"; each once."""
    once = list(dict.fromkeys(names))
    return " and ".join([", ".join(once[:-1]), once[-1]]) if len(once) > 1 else "".join(once)


def place_name(place: Place) -> str:
    """A place's English name where it is resolved, else its words in English."""
    return place.name or in_english(place.text)


def _where(places: Sequence[Place]) -> str:
    by_relation: dict[str, list[str]] = {}
    for place in places:
        by_relation.setdefault(place.relation, []).append(place_name(place))
    return "".join(f" {label(f'relation.{how}')} {listed(of)}" for how, of in by_relation.items())


def when(time: Time) -> str:
    """The dates of a time where it is resolved, else its words in English."""
    if time.from_ is None and time.to is None:
        return in_english(time.text)
    if time.from_ == time.to:
        return str(time.from_)
    return f"{time.from_ or '…'} to {time.to or '…'}"


def _when(time: Time | None) -> str:
    return f", {when(time)}" if time is not None else ""
