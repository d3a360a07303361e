"""Claims -> the lines of a .claims file, the compact form that training reports are written in.

The form's reference is the docstring of `training.compact`, which reads it. It holds what the model
learns: events, mentions, numbers, chains, links; no reasons, glosses and confidence. Words that it
could not hold (a bar, a line end, …) or would find elsewhere are written by their offsets.
"""

import re
from collections.abc import Iterable, Iterator

from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Report

LINKS = {"caused_by": "by", "response_to": "resp", "rebuts": "rebuts"}
LAM = "\N{ARABIC LETTER LAM}"
#: Signs of the form itself; a mention with one of them is written by its offsets.
SIGNS = re.compile(r"[|=#;@\[\]]")
#: What a value behind an equals sign can't hold.
UNHELD = re.compile(r"[|@\s]+")
NO_BOUND = "-"


def claim_lines(text: str, claims: Iterable[Claim], report: Report | None = None) -> list[str]:
    """The lines of a .claims file about a text, its claims in the order of the text.

    Links to claims that aren't among them are left out.
    """
    ordered = sorted(claims, key=lambda claim: (claim.trigger.start, claim.trigger.end))
    numbers = {claim.id: number for number, claim in enumerate(ordered, 1)}
    lines = [" | ".join(_parts(text, claim, numbers)) for claim in ordered]
    header = " ".join(_header(report)) if report is not None else ""
    return [header, *lines] if header else lines


def _header(report: Report) -> Iterator[str]:
    for name in ("outlet", "published", "title"):
        value = " ".join(str(getattr(report, name) or "").replace("@", " ").split())
        if value:
            yield f"@{name}={value}"


def _parts(text: str, claim: Claim, numbers: dict[str, int]) -> Iterator[str]:
    yield f"{claim.event} {_words(text, claim.trigger)}"
    if claim.polarity == "negated":
        yield "neg"
    if claim.reality != "actual":
        yield claim.reality
    if claim.stance != "states":
        yield claim.stance
    if claim.quoted:
        yield "quoted"
    yield from (_party("a", text, agent) for agent in claim.agents)
    yield from (_party("t", text, target) for target in claim.targets)
    yield from (_place(text, place) for place in claim.places)
    if claim.time is not None:
        yield _time(text, claim.time)
    yield from (_quantity(text, quantity) for quantity in claim.quantities)
    yield from (_source(text, source) for source in claim.attribution)
    for link in claim.links:
        if link.claim in numbers:
            yield f"{LINKS[link.relation]} {numbers[link.claim]}"


def _words(text: str, mention: Mention) -> str:
    """The words with the number of their occurrence, or their offsets."""
    words, start = mention.text, mention.start
    loses_lam = words[0] == LAM == text[start - 1 : start] and len(words) > 1
    if loses_lam or SIGNS.search(words) or words != words.strip() or len(words.splitlines()) != 1:
        return f"[{start}:{mention.end}]"
    before = sum(1 for _ in re.finditer(f"(?={re.escape(words)})", text[: mention.end - 1]))
    return f"{words}#{before + 1}"


def _party(key: str, text: str, party: Party) -> str:
    return f"{key}: {_words(text, party)}{_value(party.entity)}"


def _place(text: str, place: Place) -> str:
    key = "p" if place.relation == "in" else f"p-{place.relation}"
    detail = UNHELD.sub(" ", place.name or "").strip()
    if place.lat is not None and place.lon is not None:
        detail += f"@{place.lat!r},{place.lon!r}"
    return f"{key}: {_words(text, place)}{f' ={detail}' if detail else ''}"


def _time(text: str, time: Time) -> str:
    detail = ""
    if time.from_ is not None or time.to is not None:
        first, last = time.from_ or NO_BOUND, time.to or NO_BOUND
        detail = f" ={first}" if first == last else f" ={first}..{last}"
    return f"w: {_words(text, time)}{detail}"


def _quantity(text: str, quantity: Quantity) -> str:
    said = [quantity.measure, _bound(quantity.low), _bound(quantity.high)]
    if quantity.unit:
        said.append(UNHELD.sub("_", quantity.unit))
    said += ["~"] if quantity.approximate is True else []
    said += [flag for flag in ("subset", "joint") if getattr(quantity, flag) is True]
    return f"q: {_words(text, quantity)} ={' '.join(said)}"


def _source(text: str, source: Source) -> str:
    said = [source.kind, *(["named"] if source.named else [])]
    entity = _value(source.entity).removeprefix(" =").replace(",", " ")
    return f"s: {_words(text, source)} ={','.join([*said, *([entity] if entity else [])])}"


def _value(entity: str | None) -> str:
    """An entity behind its words."""
    plain = UNHELD.sub("-", entity or "")
    return f" ={plain}" if plain else ""


def _bound(value: float | None) -> str:
    if value is None:
        return NO_BOUND
    return str(int(value)) if float(value).is_integer() else repr(value)
