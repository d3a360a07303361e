"""Small workspaces made by chance, and what a query should find in them, without a database."""

import math
import random
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from msgspec import UNSET
from sqlalchemy import Engine

from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.search_words import index_words, query_words, source_words
from riwaya.records.claim import Claim
from riwaya.records.decision import Review
from riwaya.records.mention import Mention, Party, Place, Quantity, Source
from riwaya.records.report import Document, Report
from riwaya.records.resolution import When
from riwaya.store.decided import Decided
from riwaya.store.entries import days_of, entries_of
from riwaya.store.query import Actor, Near, Number, Query
from riwaya.store.readings import Read, packed, put_readings
from riwaya.store.reports import Taken, put_reports, report_id
from riwaya.store.takes import Take, put_takes

EVENTS = ("kill", "air_strike", "clash", "capture", "aid")
ACTORS = tuple(f"actor-{k}" for k in range(8))
OUTLETS = ("المرفأ", "النهر", None)
PLACES = {
    "raqqa": (35.95, 39.01), "deir-ez-zor": (35.33, 40.14), "suva": (-18.14, 178.44),
    "taveuni": (-16.85, -179.97), "nowhere": (None, None),
}  # fmt: skip
WORDS = ("قصف", "بلدة", "الرقة", "ديرالزور", "دير الزور", "وحلب", "مقتل", "مدنيين", "الجيش")
STANCES = ("states", "states", "states", "denies", "accuses")
REVIEWS: tuple[Review, ...] = ("open", "open", "open", "accepted", "corrected", "rejected")


@dataclass(frozen=True)
class Made:
    """A claim with all that a search can ask about it."""

    taken: Taken
    decided: Decided
    words: str

    @property
    def claim(self) -> Claim:
        return self.decided.claim

    @property
    def key(self) -> tuple[str, str]:
        return self.taken.report.id, self.claim.id


def mention(words: str) -> dict[str, object]:
    return {"text": words, "start": 0, "end": len(words)}


class Workspace:
    """Reports with claims, kept in a list and in a database."""

    def __init__(self, engine: Engine, seed: int = 4, reports: int = 60) -> None:
        self.draw = random.Random(seed)
        self.made: list[Made] = []
        with engine.begin() as connection:
            for number in range(reports):
                self._put(connection, number)

    def _put(self, connection, number: int) -> None:
        draw = self.draw
        text = f"{' '.join(draw.choices(WORDS, k=4))} رقم {number}"
        day = date(2015, 1, 1) + timedelta(days=draw.randrange(700))
        report = Report(
            id="", outlet=draw.choice(OUTLETS), title=f"عنوان {number}", sha256=Report.digest(text),
            published=draw.choice([day.isoformat(), f"{day}T10:00:00+03:00", None]),
        )  # fmt: skip
        report = msgspec.structs.replace(report, id=report_id(report))
        taken = Taken(report=report, text=text)
        several = [self._claim(taken, k, day) for k in range(draw.randrange(9))]
        read = Read(
            report=report.id, reader="r", model="m", riwaya="0",
            document=packed(Document(report=report)),
            entries=entries_of(report, [m.decided for m in several], [m.words for m in several]),
        )  # fmt: skip
        take = Take(
            raw_sha256=f"{number:064x}", source=f"reports/{number}.txt", locator=f"/r/{number}.txt",
            kind="text", facts={}, mapping={}, seq=number + 1, taken_at="2026-01-01T00:00:00Z",
            taken_by="tests",
        )  # fmt: skip
        put_takes(connection, [take])
        numbers = {id_: n for id_, (n, _) in put_reports(connection, [(number + 1, taken)]).items()}
        put_readings(connection, [read], numbers, "2026-01-01T00:00:00Z")
        self.made += several

    def _claim(self, taken: Taken, k: int, day: date) -> Made:
        draw = self.draw
        first = day - timedelta(days=draw.randrange(5))
        last = first + timedelta(days=draw.choice([0, 0, 3, 40]))
        days = draw.choice(
            [(first, last), (first, last), (first, None), (None, last), (None, None)]
        )
        begin, end = (one.isoformat() if one else None for one in days)
        sources = [self._source() for _ in range(draw.choice([0, 1, 1, 2]))]
        passage = draw.sample(WORDS, 4)
        claim = Claim(
            id=f"c{k + 1}",
            event=draw.choice(EVENTS),
            trigger=Mention(text="قصف", start=k * 10, end=k * 10 + 3),
            polarity=draw.choice(["affirmed", "affirmed", "negated"]),
            reality=draw.choice(["actual", "actual", "intended", "possible"]),
            agents=tuple(self._party() for _ in range(draw.choice([0, 1, 1, 2]))),
            targets=tuple(self._party() for _ in range(draw.choice([0, 1]))),
            places=tuple(self._place() for _ in range(draw.choice([0, 1, 1, 2]))),
            quantities=tuple(self._quantity() for _ in range(draw.choice([0, 1, 2]))),
            attribution=tuple(sources),
            stance=draw.choice(STANCES),
            quoted=False,
            confidence=draw.choice([UNSET, round(draw.random(), 1), draw.random()]),
            when=draw.choice([UNSET, When(from_=begin, to=end, inferred=False, reason="made")]),
        )
        words = index_words(
            [" ".join(passage)],
            origin=[one.text for one in sources[:1]],
            further=[one.text for one in sources[1:]],
        )
        return Made(taken, Decided(claim, f"{k}", draw.choice(REVIEWS)), words)

    def _party(self) -> Party:
        entity = self.draw.choice([*ACTORS, None])
        name = f"The {entity}" if entity else UNSET
        return Party(**mention("المسلحون"), entity=entity, name=name)

    def _source(self) -> Source:
        words, entity = self.draw.choice(
            [("الشرطة", None), ("مصدر أمني", None), ("الشرطة", ACTORS[0]), ("الجيش", ACTORS[1])]
        )
        return Source(**mention(words), kind="official", named=entity is not None, entity=entity)

    def _place(self) -> Place:
        entity = self.draw.choice(list(PLACES))
        lat, lon = PLACES[entity]
        known = None if entity == "nowhere" else entity
        return Place(**mention("المكان"), relation="in", entity=known, lat=lat, lon=lon)

    def _quantity(self) -> Quantity:
        low = self.draw.choice([None, 1, 5, 20, 30, 30, 31])
        high = self.draw.choice([None, low, low, (low or 0) + 10])
        measure = self.draw.choice(["killed", "injured"])
        return Quantity(**mention("عدد"), measure=measure, low=low, high=high, unit="person")

    def queries(self, count: int) -> list[Query]:
        """Queries of one to four filters."""
        draw = self.draw
        made = []
        for _ in range(count):
            chosen = draw.sample(FILTERS, draw.choice([1, 1, 2, 2, 3, 4]))
            said = {name: value for key in chosen for name, value in self.filter(key).items()}
            said["sort"] = draw.choice(["confidence", "newest", "oldest"])
            made.append(Query(**said, limit=1000))
        return made

    def filter(self, key: str) -> dict[str, object]:
        """The fields of a query with one filter."""
        return FIXED[key] if key in FIXED else DRAWN[key](self)

    def answer(self, query: Query) -> list[Made]:
        """The claims that satisfy a query, in no order."""
        return [made for made in self.made if satisfies(made, query)]


#: Filters whose values are drawn, and those that are always the same.
DRAWN = {
    "words": lambda w: {"words": query_words(w.draw.choice([*WORDS, "قصف الرقة", "للرقة", '"دير الزور"']))},
    "text": lambda w: {"in_text": w.draw.choice(["رقم 1", "الجيش", "لا يوجد"])},
    "event": lambda w: {"events": tuple(w.draw.sample(EVENTS, w.draw.choice([1, 2])))},
    "actor": lambda w: {"actors": (Actor(tuple(w.draw.sample(ACTORS, w.draw.choice([1, 3])))),)},
    "agent": lambda w: {"actors": (Actor((w.draw.choice(ACTORS),), w.draw.choice(["agent", "target"])),)},
    "source": lambda w: {"sources": (ACTORS[0],), "origin_only": w.draw.random() < 0.5},
    "outlet": lambda w: {"outlets": (w.draw.choice(["المرفأ", "النهر", "غيره"]),)},
    "place": lambda w: {"places": tuple(w.draw.sample(sorted(PLACES), 2))},
    "near": lambda w: {"near": w.draw.choice([Near(35.4, 40.0, 20), Near(35.6, 39.5, 90), Near(-17, -179.9, 300)])},
    "within": lambda w: {"within": w.draw.choice([FIJI, SYRIA, FIJI + SYRIA])},
    "since": lambda w: {"since": w.draw.choice(["2015-03-01", "2016-01-01"])},
    "number": lambda w: {"numbers": (Number("killed", w.draw.choice([">=", ">", "<=", "<", "="]), 30),)},
    "stance": lambda w: {"stances": (w.draw.choice(STANCES),)},
    "review": lambda w: {"reviews": tuple(w.draw.sample(["open", "accepted", "corrected", "rejected"], 2))},
    "confidence": lambda w: {"min_confidence": w.draw.choice([0.5, 0.9])},
    "report": lambda w: {"reports": tuple({w.draw.choice(w.made).key[0] for _ in range(5)})},
}  # fmt: skip
FIXED = {
    "two": {"actors": (Actor((ACTORS[0], ACTORS[1])), Actor((ACTORS[2], ACTORS[3])))},
    "said": {"source_words": (source_words("للشرطة"),)},
    "either": {"sources": (ACTORS[1],), "source_words": (source_words("مصدر"), source_words("الجيش"))},
    "month": {"since": "2015-06-01", "until": "2015-08-31"},
    "until": {"until": "2015-06-30"},
    "published": {"published_since": "2015-06-01", "published_until": "2016-01-31"},
    "numbers": {"numbers": (Number("killed", ">=", 5), Number("killed", "<=", 30), Number("injured", ">", 0))},
    "polarity": {"polarity": "negated"},
    "reality": {"reality": ("intended", "possible")},
}  # fmt: skip
FILTERS = (*DRAWN, *FIXED)
FIJI = ((((177.0, -19.0), (-179.0, -19.0), (-179.0, -16.0), (177.0, -16.0)),),)
SYRIA = (
    (
        ((36.0, 33.0), (42.0, 33.0), (42.0, 37.0), (36.0, 37.0)),
        ((38.5, 35.5), (39.5, 35.5), (39.5, 36.5), (38.5, 36.5)),  # a hole around Raqqa
    ),
)
#: Which places lie in the polygons above.
INSIDE = {FIJI: {"suva", "taveuni"}, SYRIA: {"deir-ez-zor"}, FIJI + SYRIA: {"suva", "taveuni", "deir-ez-zor"}}  # fmt: skip


def satisfies(made: Made, query: Query) -> bool:
    """Whether a claim satisfies a query, said plainly."""
    claim, report = made.claim, made.taken.report
    first, last = days_of(claim)
    first, last = first or last, last or first
    published = (report.published or "")[:10]
    words = set(made.words.split())
    chain = claim.attribution[:1] if query.origin_only else claim.attribution
    by_entity = any(one.entity in query.sources for one in chain)
    by_words = any(all(words & set(g) for g in groups) for groups in query.source_words)
    confidence = 1.0 if claim.confidence is UNSET else claim.confidence
    return all(
        (
            made.decided.review in (query.reviews or ("open", "accepted", "corrected")),
            all(words & set(group) for group in query.words),
            query.in_text is None or query.in_text in made.taken.text,
            not query.events or claim.event in query.events,
            not query.outlets or report.outlet in query.outlets,
            not query.stances or claim.stance in query.stances,
            query.polarity in {None, claim.polarity},
            not query.reality or claim.reality in query.reality,
            query.min_confidence is None or confidence >= query.min_confidence,
            query.since is None or (last is not None and last >= query.since),
            query.until is None or (first is not None and first <= query.until),
            query.published_since is None or published >= query.published_since,
            query.published_until is None or "" < published <= query.published_until,
            not query.reports or report.id in query.reports,
            not (query.sources or query.source_words) or by_entity or by_words,
            all(takes_part(claim, actor) for actor in query.actors),
            not query.places or any(p.entity in query.places for p in claim.places),
            query.near is None or any(is_near(p, query.near) for p in claim.places),
            not query.within or any(p.entity in INSIDE[query.within] for p in claim.places),
            all(
                any(
                    q.measure == measure and all(holds(q, n) for n in query.numbers if n.measure == measure)
                    for q in claim.quantities
                )
                for measure in {n.measure for n in query.numbers}
            ),
        )
    )  # fmt: skip


def takes_part(claim: Claim, actor: Actor) -> bool:
    agents = claim.agents if actor.role != "target" else ()
    targets = claim.targets if actor.role != "agent" else ()
    return any(party.entity in actor.entities for party in (*agents, *targets))


def is_near(place: Place, near: Near) -> bool:
    return (
        place.lat is not None
        and place.lon is not None
        and distance_km(place.lat, place.lon, near.lat, near.lon) <= near.km
    )


def holds(quantity: Quantity, number: Number) -> bool:
    """Whether a condition holds for every number that a quantity leaves possible."""
    low = -math.inf if quantity.low is None else quantity.low
    high = math.inf if quantity.high is None else quantity.high
    return {
        ">=": low >= number.value,
        ">": low > number.value,
        "<=": high <= number.value,
        "<": high < number.value,
        "=": low == high == number.value,
    }[number.operator]
