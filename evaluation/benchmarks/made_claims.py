"""Claims by the hundred thousand for benchmarks: those of the training reports, told anew.

Events, words and the shape of each claim stay as people annotated them; who, where, when and how
many are drawn anew from the shipped tables, a few often and most seldom, as in the news.
"""

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from riwaya.knowledge.actors import Actor, shipped_actors
from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.knowledge.places import LISTS, read_places
from riwaya.knowledge.search_words import index_words
from riwaya.knowledge.tables import shipped
from riwaya.records.claim import Claim
from riwaya.records.mention import Party, Place, Quantity, Source
from riwaya.records.report import Document, Report
from riwaya.records.resolution import When
from riwaya.store.decided import REVIEWS, Decided, anchor_of
from riwaya.store.entries import entries_of
from riwaya.store.readings import Read, packed
from riwaya.store.reports import Taken, report_id
from training.compact import compile_folder

REPORTS = Path(__file__).parents[2] / "training" / "reports"
FIRST, DAYS = date(2011, 3, 15), 5000
#: Claims of one report; training reports have more, since they were chosen to.
PER_REPORT = 10
SENTENCE = re.compile(r"[^.\n!\N{ARABIC QUESTION MARK}]+")
#: How claims stand in a workspace that people have begun to work in: open, accepted, …
STATES = ("open", *dict.fromkeys(REVIEWS.values()))
SHARES = (90, 6, 2, 2)

T = TypeVar("T")


class Seldom(Generic[T]):
    """Things of which the first is drawn most often: the k-th in proportion to 1/k."""

    def __init__(self, things: Sequence[T], draw: random.Random) -> None:
        self._things = draw.sample(things, len(things))
        self._shares = list(accumulate(1 / (k + 1) for k in range(len(things))))
        self._draw = draw

    def __call__(self) -> T:
        """One of the things."""
        return self._draw.choices(self._things, cum_weights=self._shares)[0]


class Maker:
    """Makes reports with claims; the same ones for the same seed."""

    def __init__(self, seed: int = 4) -> None:
        self.draw = random.Random(seed)
        places = [spot for table in LISTS for spot, _ in read_places(shipped(table))]
        self.places: Seldom[Spot] = Seldom(places, self.draw)
        self.actors: Seldom[Actor] = Seldom([*shipped_actors().actors.values()], self.draw)
        self.outlets = Seldom([o.names[0] for o in shipped_outlets().outlets.values()], self.draw)
        self.models = [
            (one.text, claim, _passage(one.text, claim))
            for one in compile_folder(REPORTS)
            for claim in one.document.claims
        ]
        self._words: dict[tuple[str, bool, bool], str] = {}

    def reports(self, claims: int) -> Iterator[tuple[Taken, Read]]:
        """As many reports as hold so many claims, each with its reading."""
        for number in range(claims // PER_REPORT):
            start = number * PER_REPORT
            models = [self.models[(start + k) % len(self.models)] for k in range(PER_REPORT)]
            yield self._report(number, models)

    def _report(self, number: int, models: list[tuple[str, Claim, str]]) -> tuple[Taken, Read]:
        text = models[0][0]
        day = FIRST + timedelta(days=self.draw.randrange(DAYS))
        report = Report(
            id="", outlet=self.outlets(), title=text[:60], url=f"https://example.org/{number}",
            published=day.isoformat(), sha256=Report.digest(text),
        )  # fmt: skip
        report = msgspec.structs.replace(report, id=report_id(report))
        found, words = [], []
        for k, (_, model, passage) in enumerate(models):
            claim = self._claim(model, f"c{k + 1}", day)
            names = [p.name for p in (*claim.agents, *claim.targets, *claim.places) if p.name]
            state = self.draw.choices(STATES, SHARES)[0]
            anchor = f"{anchor_of(claim)}-{k}"
            found.append(Decided(claim, anchor, state))
            words.append(self._indexed(claim, passage, *map(str, names)))
        document = Document(report=report, claims=tuple(one.claim for one in found))
        read = Read(
            report=report.id, reader="made", model="made", riwaya="0", document=packed(document),
            entries=entries_of(report, found, words),
        )  # fmt: skip
        return Taken(report=report, text=text), read

    def _claim(self, model: Claim, id_: str, published: date) -> Claim:
        last = published - timedelta(days=min(3, int(self.draw.expovariate(1))))
        first = last - timedelta(days=self.draw.choice((0, 0, 0, 0, 1, 7, 30)))
        when = When(from_=first.isoformat(), to=last.isoformat(), inferred=False, reason="made")
        unknown = self.draw.random() < 0.1
        return msgspec.structs.replace(
            model,
            id=id_,
            links=(),
            agents=tuple(map(self._party, model.agents)),
            targets=tuple(map(self._party, model.targets)),
            places=tuple(map(self._place, model.places)),
            quantities=tuple(map(self._quantity, model.quantities)),
            attribution=tuple(map(self._source, model.attribution)),
            when=msgspec.UNSET if unknown else when,
            time=None,
            confidence=round(1 - self.draw.random() ** 2 / 1.2, 3),
        )

    def _party(self, party: Party) -> Party:
        if party.entity is None:
            return party
        actor = self.actors()
        return msgspec.structs.replace(party, entity=actor.id, name=actor.name)

    def _source(self, source: Source) -> Source:
        if source.entity is None:
            return source
        actor = self.actors()
        return msgspec.structs.replace(source, entity=actor.id, name=actor.name)

    def _place(self, place: Place) -> Place:
        if place.lat is None:
            return place
        spot = self.places()
        return msgspec.structs.replace(
            place, entity=spot.id, name=spot.name, lat=spot.lat, lon=spot.lon,
            radius_km=spot.radius_km,
        )  # fmt: skip

    def _quantity(self, quantity: Quantity) -> Quantity:
        if quantity.low is None:
            return quantity
        low = int(self.draw.paretovariate(0.8))
        high = low if quantity.high == quantity.low else quantity.high and low * 2
        return msgspec.structs.replace(quantity, low=low, high=high)

    def _indexed(self, claim: Claim, *texts: str) -> str:
        """The words of texts and of who says so, each text cut once for all claims."""
        found = dict.fromkeys(word for one in texts for word in self._cut(one).split())
        for place, source in enumerate(claim.attribution):
            says = [source.text, *([source.name] if source.name else [])]
            for said in says:
                words = self._cut(said, said=True, first=place == 0)
                found.update(dict.fromkeys(words.split()))
        return " ".join(found)

    def _cut(self, one: str, *, said: bool = False, first: bool = False) -> str:
        key = (one, said, first)
        if key not in self._words:
            self._words[key] = index_words(
                [] if said else one.split("\n"),
                origin=[one] if first else (),
                further=[one] if said and not first else (),
            )
        return self._words[key]


def _passage(text: str, claim: Claim) -> str:
    """The sentence of a claim's trigger and its mentions, a line each."""
    sentence = next(
        (found[0] for found in SENTENCE.finditer(text) if found.end() > claim.trigger.start), ""
    )
    return "\n".join((sentence, *(mention.text for mention in claim.mentions())))
