"""Many invented incidents, made without a workspace: some have no place, no day or no number."""

from collections.abc import Iterator
from random import Random
from typing import Any

from riwaya.export.forms.exported import ExportedClaim, ExportedIncident
from riwaya.records.incident import Account, Figure, Incident, Member, Origin, Toll
from riwaya.records.mention import Source
from riwaya.store.found import Found
from tests.export.conftest import claim_in

EVENTS = ("air_strike", "clash", "capture", "kill", "detain", "displace", "negotiate", "protest")
PLACES = (
    ("Al Mayadin", "al-mayadin", 35.02, 40.45), ("Raqqa", "raqqa", 35.95, 39.01),
    ("Aleppo", "aleppo", 36.2, 37.16), ("Mosul", "mosul", 36.34, 43.13),
    ("Maarat al-Numan", "maarat-al-numan", 35.64, 36.68), ("Taiz", "taiz", 13.58, 44.02),
)  # fmt: skip
NAMES = (
    "Syrian Observatory for Human Rights", "Russian Defence Ministry", "الدفاع المدني",
    "local sources", "Al-Midan </script><b>Agency</b>",
)  # fmt: skip
TEXT = "قتلوا"


def many_incidents(
    count: int, *, seed: int = 7, anywhere: bool = False
) -> Iterator[ExportedIncident]:
    """So many; with `anywhere` all over the globe, date line and poles included."""
    random = Random(seed)
    for number in range(count):
        yield _one(random, number, anywhere=anywhere)


def _one(random: Random, number: int, *, anywhere: bool) -> ExportedIncident:
    event = random.choice(EVENTS)
    name, entity, lat, lon = random.choice(PLACES)
    if anywhere:
        lat, lon = random.uniform(-89, 89), random.choice((180, -180, random.uniform(-180, 180)))
    placed, dated = random.random() > 0.05, random.random() > 0.05
    day = f"201{random.randint(5, 7)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    members = tuple(
        Member(source="s.txt", report=f"r{number}", claim=f"c{n}")
        for n in range(random.randint(1, 4))
    )
    reviewed = random.randint(0, len(members))
    incident = Incident(
        id=f"i{number:06}", title=f"Title {number} in {name}", events=(event,),
        place=name if placed else None, place_entity=entity if placed else None,
        lat=lat if placed else None, lon=lon if placed else None,
        radius_km=random.choice((None, 0.5, 3.0, 20.0, 150.0)) if placed else None,
        day_from=day if dated else None, day_to=day if dated else None, claims=members,
        origins=tuple(Origin(id=f"o{n}", name=name) for n, name in enumerate(NAMES)),
        accounts=(Account(origin="o0", members=members, since=day, gloss=f"Somebody says so {number}"),),
        tolls=_tolls(random, members[0]),
        counts={"reports": len(members), "outlets": 1, "origins": len(NAMES), "claims": len(members)},
        summary="told by some", reviewed=reviewed, of=len(members),
    )  # fmt: skip
    return ExportedIncident(incident, tuple(_claim(member, random) for member in members))


def _tolls(random: Random, member: Member) -> tuple[Toll, ...]:
    if random.random() < 0.3:
        return ()
    lows = sorted(random.randint(0, 80) for _ in range(random.randint(1, 4)))
    figures = tuple(
        Figure(low=float(low), high=random.choice((float(low + random.randint(0, 9)), None)),
               origin=f"o{n}", member=member, said="2016-01-02", replaced=n == 3)
        for n, low in enumerate(lows)
    )  # fmt: skip
    ends = [bound for one in figures for bound in (one.low, one.high) if bound is not None]
    whole: Any = (min(ends), max(ends))
    views = {"range": whole, "majority": (whole[0], whole[0]), "most_reliable": (whole[1], whole[1]),
             "latest": (None, None)}  # fmt: skip
    return (Toll(measure="killed", side=None, people="all", figures=figures, views=views),)


def _claim(member: Member, random: Random) -> ExportedClaim:
    claim = claim_in(
        TEXT, TEXT, id=member.claim, confidence=random.uniform(0.2, 1),
        attribution=(Source.of(TEXT, 0, len(TEXT), kind="local", named=False),),
    )  # fmt: skip
    found = Found(
        report=member.report, claim=member.claim, anchor="a", review="open", confidence=0.5,
        outlet="المدى", title=None, url=None, published="2016-01-02", source="s.txt",
        sources=("s.txt",), body=b"{}",
    )  # fmt: skip
    return ExportedClaim(found, claim, "f" * 64, "9.9")
