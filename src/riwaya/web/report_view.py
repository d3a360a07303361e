"""What the report page shows of a claim: its lines, and the stretches of the text it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import UNSET

from riwaya.export.amounts import amount
from riwaya.export.evidence import ROLES, Role, mentions_by_role
from riwaya.export.gloss import gloss, place_name
from riwaya.export.screen.marked import Stretch, paragraphs_of
from riwaya.export.select import DOUBTFUL, confidence
from riwaya.export.shown.language import Language
from riwaya.knowledge.events import event_words
from riwaya.knowledge.naming import in_english
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.resolution import Alternative
from riwaya.workspace.report_in_full import Standing

#: A first line that is shorter than this and ends without a full stop is a headline.
HEADLINE = 160
STOPS = ".!:\N{ARABIC FULL STOP}\N{ARABIC SEMICOLON}\N{ARABIC COMMA}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a claim's card: the words in a role, and what they stand for."""

    role: Role
    words: str
    start: int
    #: In English, or numbers and days in the reader's form; empty where the words say it all.
    reading: str
    entity: str | None
    name: str
    #: Keys of terms that say more: a place's relation, a source's kind.
    terms: tuple[str, ...]
    why: str
    recalled: bool
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim with what the page says of it."""

    standing: Standing
    colour: str
    gloss: str
    confidence: float
    doubtful: bool
    lines: tuple[Line, ...]

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.standing.one.claim


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text with one mark: the role that shows, and all claims and roles."""

    text: str
    start: int
    role: Role | None
    #: "c1:trigger c2:agent:1"; 1 where the mention begins.
    uses: str
    claims: tuple[str, ...]
    trigger_of: tuple[str, ...]
    opens: bool
    #: More than one role meets here.
    several: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text; the headline stands out."""

    runs: tuple[Run, ...]
    headline: bool


def shown(standing: Standing, words: Language) -> Shown:
    """What the page says of a claim, in the reader's language."""
    claim = standing.one.claim
    sure = min(confidence(claim), 0.99)
    return Shown(
        standing=standing,
        colour=event_words()[claim.event].colour,
        gloss=gloss(claim) if claim.gloss is UNSET else claim.gloss,
        confidence=sure,
        doubtful=sure < DOUBTFUL,
        lines=tuple(
            _line(role, mention, words)
            for role, mention in sorted(mentions_by_role(claim), key=lambda one: _order(one[0]))
        ),
    )


def paragraphs(text: str, claims: Sequence[Claim]) -> list[Paragraph]:
    """The text's lines, cut where mentions begin and end."""
    lines = paragraphs_of(text, claims)
    return [
        Paragraph(tuple(_run(piece) for piece in line), _is_headline(line, number, len(lines)))
        for number, line in enumerate(lines)
    ]


def _order(role: Role) -> int:
    """The speaker first: who says it is what the page is for; then what happened, to whom."""
    return ("source", *(one for one in ROLES if one != "source")).index(role)


def _is_headline(line: Sequence[Stretch], number: int, several: int) -> bool:
    if number or several < 2:
        return False
    text = "".join(piece.text for piece in line).strip()
    return len(text) < HEADLINE and not text.endswith(tuple(STOPS))


def _run(piece: Stretch) -> Run:
    roles = [use.role for use in piece.uses]
    return Run(
        text=piece.text,
        start=piece.start,
        role=min(roles, key=ROLES.index) if roles else None,
        uses=" ".join(f"{use.claim}:{use.role}{':1' if use.opens else ''}" for use in piece.uses),
        claims=tuple(dict.fromkeys(use.claim for use in piece.uses)),
        trigger_of=piece.trigger_of,
        opens=any(use.opens for use in piece.uses),
        several=len(set(roles)) > 1,
    )


def _line(role: Role, mention: Mention, words: Language) -> Line:
    name, entity, terms = "", None, tuple(_terms(mention))
    why, recalled, alternatives = "", False, ()
    if isinstance(mention, Party | Source | Place):
        entity = mention.entity
        name = mention.name if isinstance(mention.name, str) else ""
    resolution = getattr(mention, "resolution", UNSET)
    if resolution is not UNSET:
        why, recalled = resolution.reason, resolution.basis == "recalled"
        alternatives = resolution.alternatives or ()
    return Line(
        role=role, words=mention.text, start=mention.start, reading=_reading(role, mention, words),
        entity=entity, name=name, terms=terms, why=why, recalled=recalled,
        alternatives=tuple(alternatives),
    )  # fmt: skip


def _terms(mention: Mention) -> Iterator[str]:
    if isinstance(mention, Place) and mention.relation != "in":
        yield f"relation.{mention.relation}"
    if isinstance(mention, Source):
        yield f"kind.{mention.kind}"


def _reading(role: Role, mention: Mention, words: Language) -> str:
    """What the words are read as, for whoever can't read them or wants to check."""
    if role == "trigger":
        return ""
    if isinstance(mention, Time):
        known = mention.from_ or mention.to
        return words.days(mention.from_, mention.to) if known else ""
    if isinstance(mention, Quantity):
        if words.name == "en":
            return amount(mention)
        number = words.bounds((mention.low, mention.high))
        return f"{number} {words.term(f'measure.{mention.measure}')}"
    if words.name == "ar":
        return ""
    return place_name(mention) if isinstance(mention, Place) else in_english(mention.text)
