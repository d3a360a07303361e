"""Raw text -> claims: windows through the model, raw claims cut out of the raw text."""

from dataclasses import dataclass
from typing import Any, cast

from riwaya.knowledge.addressees import is_addressed
from riwaya.knowledge.negations import is_denied
from riwaya.reading.borders import raw_borders
from riwaya.reading.confidence import Calibration
from riwaya.reading.decode import RawClaim, Role, Thresholds, View, decode
from riwaya.reading.headline import without_retold
from riwaya.reading.labels import TRIGGERS
from riwaya.reading.model import Model
from riwaya.reading.passage import Passage, passage_of
from riwaya.reading.pieces import Pieces, encode
from riwaya.reading.speech import carry_speakers
from riwaya.reading.windows import Window, windows_of
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time

#: Deeds that no count of casualties may take in where their verb is denied.
CASUALTIES = frozenset(["kill", "injure", "execute"])


@dataclass(frozen=True, slots=True)
class Found:
    """A raw claim with word indices of the whole report."""

    claim: RawClaim
    offset: int

    @property
    def word(self) -> int:
        """The trigger's word in the report."""
        return self.claim.trigger.word + self.offset


def read_claims(
    raw: str,
    model: Model,
    pieces: Pieces,
    thresholds: Thresholds,
    calibration: Calibration = Calibration(),  # noqa: B008 - frozen
) -> list[Claim]:
    """The claims of a raw text in text order; quantities not yet resolved."""
    passage = passage_of(raw)
    sizes = [len(pieces.of(word.text)) for word in passage.words]
    found: list[Found] = []
    for window in windows_of(passage.sentences, sizes):
        view = view_of(passage, window, pieces)
        offset = window.words.start
        found += [
            Found(claim, offset)
            for claim in decode(view, model, thresholds)
            if claim.trigger.word + offset in window.fresh
        ]
    found = without_retold(
        sorted(found, key=lambda item: item.word),
        passage.headline,
        word=lambda item: item.word,
        event=lambda item: item.claim.trigger.event,
    )
    ids = {item.word: f"c{number}" for number, item in enumerate(found, 1)}
    claims = [claim_of(item, passage, ids, calibration) for item in found]
    return carry_speakers(claims, [passage.quotation_of[item.word] for item in found])


def view_of(passage: Passage, window: Window, pieces: Pieces) -> View:
    """The sub-words of a window and where its words stand."""
    seen = window.words
    ids, first, last = encode([passage.words[i].text for i in seen], pieces)
    return View(
        ids,
        first,
        last,
        [passage.sentence_of[i] for i in seen],
        [passage.quotation_of[i] for i in seen],
        [i > 0 and is_addressed(passage.words[i - 1].text) for i in seen],
    )


def claim_of(
    found: Found, passage: Passage, ids: dict[int, str], calibration: Calibration
) -> Claim:
    """The claim with its mentions cut out of the raw text."""
    raw = found.claim
    by_role: dict[str, list[Any]] = {}
    for role in raw.roles:
        # A dateline says who carries the whole report, not who says this.
        if role.layer == "source" and role.span[0] + found.offset in passage.dateline:
            continue
        mention = mention_of(role, found.offset, passage)
        by_role.setdefault(field_of(role), []).append(mention)
    start, end = raw_borders(passage, found.word, found.word + 1, raw.trim)
    attributes = raw.attributes
    event = TRIGGERS[raw.trigger.event]
    denied = event in CASUALTIES and denied_outright(passage, found.word)
    return Claim(
        id=ids[found.word],
        event=cast(Any, event),
        trigger=Mention.of(passage.clean.raw, start, end),
        polarity="negated" if denied else cast(Any, attributes["polarity"]),
        reality=cast(Any, attributes["reality"]),
        agents=tuple(by_role.get("agents", ())),
        targets=tuple(by_role.get("targets", ())),
        places=tuple(by_role.get("places", ())),
        time=by_role["time"][0] if "time" in by_role else None,
        quantities=tuple(by_role.get("quantities", ())),
        attribution=tuple(by_role.get("attribution", ())),
        stance=cast(Any, attributes["stance"]),
        quoted=passage.quoted[found.word],
        links=tuple(
            Link(relation=cast(Any, relation), claim=ids[word + found.offset])
            for word, relation in raw.links
            if word + found.offset in ids
        ),
        confidence=calibration.confidence(raw.trigger.sure),
    )


def denied_outright(passage: Passage, word: int) -> bool:
    """Whether the sentence denies this verb of it; the model may miss what grammar settles."""
    sentence = passage.sentences[passage.sentence_of[word]]
    words = [passage.words[i].text for i in sentence]
    return is_denied(words, word - sentence.start)


def field_of(role: Role) -> str:
    """The claim's field that a role goes into."""
    fields = {"place": "places", "quantity": "quantities", "source": "attribution", "time": "time"}
    return fields.get(role.layer, role.name)


def mention_of(role: Role, offset: int, passage: Passage) -> Mention:
    """A role's words as the record of its layer."""
    start, end = raw_borders(passage, role.span[0] + offset, role.span[1] + offset, role.trim)
    raw = passage.clean.raw
    match role.layer:
        case "place":
            return Place.of(raw, start, end, relation=role.name)
        case "time":
            return Time.of(raw, start, end)
        case "quantity":
            return Quantity.of(raw, start, end, measure=role.name, low=None, high=None, unit=None)
        case "source":
            return Source.of(raw, start, end, kind=role.kind, named=role.named)
        case _:
            return Party.of(raw, start, end)
