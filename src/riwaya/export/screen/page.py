"""A reading as one HTML file: the Arabic with its evidence marked, and a card for each claim.

The file needs no network and no other file. Its content security policy lets only our own style
and script run (named by their hashes), so that nothing in a report can.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import UNSET

from riwaya.export.amounts import amount
from riwaya.export.evidence import ROLES
from riwaya.export.gloss import gloss, place_name, when
from riwaya.export.screen.marked import paragraphs_of
from riwaya.export.screen.speakers import origin_key, speakers_of
from riwaya.export.select import DOUBTFUL, confidence, is_doubtful
from riwaya.knowledge.events import EventWords, event_words
from riwaya.knowledge.folding import fold
from riwaya.knowledge.labels import labels
from riwaya.knowledge.naming import in_english
from riwaya.records.claim import Claim
from riwaya.records.mention import Party, Place, Source, Time
from riwaya.records.report import Document

TEMPLATES = "templates"
#: Sources shown before the reader asks for the others.
FIRST_SPEAKERS = 6
FIRST_ON_PHONE = 3
#: What HTML can't hold: NUL and broken surrogates.
UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a card: a role, the words it rests on, and what they are read as."""

    role: str
    words: str
    reading: str
    #: Keys of labels that say more: a place's relation, a source's kind.
    labels: tuple[str, ...] = ()
    #: The reading is of no language: dates.
    shared: bool = False
    #: Whom or what the words were resolved to, and why.
    identity: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as the page shows it."""

    claim: Claim
    words: EventWords
    gloss: str
    confidence: float
    doubtful: bool
    origin: str
    rows: tuple[Row, ...]

    @property
    def search(self) -> str:
        """What the search box looks in: both languages, spelling variants folded."""
        words = [self.gloss, self.words.noun, self.words.arabic]
        words += [part for row in self.rows for part in (row.words, row.reading)]
        return fold(" ".join(words), ta_marbuta=True).lower()


def page_of(text: str, document: Document) -> str:
    """The page of a reading, as UTF-8 text without surrogates."""
    cards = [card_of(claim) for claim in document.claims]
    html = (
        _environment()
        .get_template("page.html.j2")
        .render(
            document=document,
            report=document.report,
            notes=document.notes or (),
            model="" if document.model is UNSET else document.model,
            version="" if document.riwaya is UNSET else document.riwaya,
            paragraphs=paragraphs_of(text, document.claims),
            cards=cards,
            speakers=speakers_of(document.claims),
            events=event_words(),
            roles=ROLES,
            doubtful=DOUBTFUL,
            first_speakers=FIRST_SPEAKERS,
            first_on_phone=FIRST_ON_PHONE,
            style=_asset("page.css"),
            script=_asset("page.js"),
            style_hash=_hash(_asset("page.css")),
            script_hash=_hash(_asset("page.js")),
        )
    )
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", html)


def notebook_of(text: str, document: Document) -> str:
    """The page in a frame of its own, so that a notebook's style and ours don't meet."""
    page = escape(page_of(text, document), quote=True)
    return (
        f'<iframe srcdoc="{page}" sandbox="allow-scripts" title="Riwaya" '
        'style="width:100%;height:720px;border:1px solid #8884"></iframe>'
    )


def card_of(claim: Claim) -> Card:
    """The card of a claim."""
    return Card(
        claim=claim,
        words=event_words()[claim.event],
        gloss=gloss(claim) if claim.gloss is UNSET else claim.gloss,
        confidence=min(confidence(claim), 0.99),
        doubtful=is_doubtful(claim),
        origin=origin_key(claim),
        rows=tuple(_rows(claim)),
    )


def _rows(claim: Claim) -> list[Row]:
    """The card's lines, the speaker first: who says it is what the page is for."""
    rows = [_party_row("source", s, (f"kind.{s.kind}",)) for s in claim.attribution]
    rows.append(Row("trigger", claim.trigger.text, ""))
    rows += [_party_row("agent", agent) for agent in claim.agents]
    rows += [_party_row("target", target) for target in claim.targets]
    rows += [Row("quantity", item.text, amount(item)) for item in claim.quantities]
    rows += [_place_row(place) for place in claim.places]
    if claim.time is not None:
        resolved = claim.time.from_ is not None or claim.time.to is not None
        rows.append(
            Row("time", claim.time.text, when(claim.time), shared=resolved, why=_why(claim.time))
        )
    elif claim.when is not UNSET and claim.when.from_ is not None:
        days = " – ".join(dict.fromkeys((claim.when.from_, claim.when.to or "…")))
        rows.append(Row("time", "", f"{days} ?", shared=True, why=claim.when.reason))
    return rows


def _party_row(role: str, party: Party | Source, keys: tuple[str, ...] = ()) -> Row:
    """The words in English, and who they stand for where that says more."""
    english, name = in_english(party.text), party.name
    identity = name if isinstance(name, str) and name != english else ""
    return Row(role, party.text, english, keys, identity=identity, why=_why(party))


def _place_row(place: Place) -> Row:
    """The place's name, and its point with the radius in kilometres."""
    point = ""
    if place.lat is not None and place.lon is not None and place.radius_km is not UNSET:
        point = f"{place.lat:.2f}, {place.lon:.2f} ± {place.radius_km:g} km"
    relation = (f"relation.{place.relation}",)
    return Row("place", place.text, place_name(place), relation, identity=point, why=_why(place))


def _why(mention: Party | Source | Place | Time) -> str:
    """The reason of a resolution; what rests on memory alone is marked."""
    if mention.resolution is UNSET:
        return ""
    recalled = " (recalled)" if mention.resolution.basis == "recalled" else ""
    return mention.resolution.reason + recalled


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("riwaya.export", TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["L"] = labels()
    environment.globals["say"] = _say
    return environment


def _say(key: str) -> Markup:
    """A label in both languages; the style sheet shows the one that is switched on."""
    found = labels()[key]
    return Markup('<span class="en">{}</span><span class="ar" lang="ar">{}</span>').format(
        found.english, found.arabic
    )


@cache
def _asset(name: str) -> Markup:
    """Our own style or script, as it stands in the page."""
    path = files("riwaya.export").joinpath(TEMPLATES, name)
    return Markup(path.read_text(encoding="utf-8"))  # noqa: S704 (a file of this package)


def _hash(asset: Markup) -> str:
    """The name of a script or style for the content security policy."""
    digest = sha256(str(asset).encode()).digest()
    return f"sha256-{b64encode(digest).decode()}"
