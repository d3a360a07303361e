"""Reports with claims made by hand: what a reader would find in these sentences."""

from collections.abc import Sequence
from datetime import date

from riwaya.fusion.gathered import Gathered, key_of
from riwaya.fusion.sides import top_of
from riwaya.fusion.told import ToldReport
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Party, Place, Quantity, Source, Time
from riwaya.records.resolution import Resolution, When

SOHR = ("المرصد السوري", "ngo", True, "syrian-observatory")
MOD = ("وزارة الدفاع الروسية", "official", True, "russian-ministry-of-defence")
MEDIC = ("مصدر طبي", "medical", False, None)
IS = ("تنظيم الدولة", "armed_group", True, "islamic-state")
ANYBODY = ("مصدر", "anonymous", False, None)


def party(text: str, words: str, entity: str | None = None, reason: str | None = None) -> Party:
    start = text.index(words)
    more = {} if reason is None else {"resolution": Resolution(reason=reason)}
    return Party.of(text, start, start + len(words), entity=entity, **more)


def count(
    text: str,
    words: str,
    low: float | None,
    high: float | None = -1,
    *,
    measure: str = "killed",
    subset: bool = False,
    joint: bool = False,
    approximate: bool = False,
    unit: str | None = "person",
    after: str = "",
) -> Quantity:
    """A number at its words, the first after `after`; one number where no upper bound is given."""
    start = text.index(words, text.index(after) if after else 0)
    return Quantity.of(
        text,
        start,
        start + len(words),
        measure=measure,
        low=low,
        high=low if high == -1 else high,
        unit=unit,
        subset=subset,
        joint=joint,
        approximate=approximate,
    )


def claim(
    text: str,
    name: str = "c1",
    event: str = "kill",
    word: str | None = None,
    *,
    source: tuple[str, str, bool, str | None] | None = None,
    targets: Sequence[Party] = (),
    agents: Sequence[Party] = (),
    counts: Sequence[Quantity] = (),
    stance: str = "states",
    polarity: str = "affirmed",
    reality: str = "actual",
    place: tuple[str, str | None, float, float] | None = None,
    relation: str = "in",
    day: str | None = None,
    until: str | None = None,
    links: Sequence[tuple[str, str]] = (),
) -> Claim:
    """A claim with its trigger at `word`, else at the text's first word."""
    word = word or text.split(maxsplit=1)[0]
    start = text.index(word)
    sources = []
    if source is not None:
        words, kind, named, entity = source
        at = text.index(words)
        sources = [Source.of(text, at, at + len(words), kind=kind, named=named, entity=entity)]
    places = []
    if place is not None:
        words, entity, lat, lon = place
        at = text.index(words)
        places = [
            Place.of(
                text, at, at + len(words), relation=relation, entity=entity, name=entity, lat=lat,
                lon=lon, radius_km=3.0,
            )
        ]  # fmt: skip
    more = {}
    if day is not None:
        more["when"] = When(from_=day, to=until or day, inferred=False, reason="said")
        more["time"] = Time.of(text, 0, 1, from_=day, to=until or day)
    return Claim(
        id=name,
        event=event,
        trigger=Party.of(text, start, start + len(word)),
        polarity=polarity,
        reality=reality,
        agents=tuple(agents),
        targets=tuple(targets),
        places=tuple(places),
        quantities=tuple(counts),
        attribution=tuple(sources),
        stance=stance,
        quoted=False,
        links=tuple(Link(relation=how, claim=to) for how, to in links),
        **more,
    )


def told(
    name: str,
    text: str,
    *claims: Claim,
    outlet: str | None = "رويترز",
    published: str | None = "2016-05-03",
) -> ToldReport:
    return ToldReport(
        id=name,
        sources=(f"{name}.txt",),
        outlet=outlet,
        published=published,
        text=text,
        claims=claims,
    )


def gathered(*reports: ToldReport, reviews: dict[str, str] | None = None) -> Gathered:
    ordered = sorted(reports, key=lambda r: (r.published is None, r.published or "", r.id))
    return Gathered(
        tuple(ordered),
        {report.id: report.claims for report in reports},
        lambda _one, _other: 0.0,
        top_of,
        reviews or {},
    )


def origin_of(incident: Gathered) -> dict[str, str]:
    """The plainest origins: who is named first, else the outlet."""
    found = {}
    for report, one in incident:
        origin = one.origin
        found[key_of(report, one)] = (
            (origin.entity or f"{report.id}:{origin.text}") if origin else f"outlet:{report.outlet}"
        )
    return found


def toll_report(
    name: str,
    low: float | None,
    high: float | None = -1,
    *,
    source: tuple[str, str, bool, str | None] | None = SOHR,
    published: str | None = "2016-05-03",
    lead: str = "مقتل",
    people: str = "مدنيا",
    outlet: str = "رويترز",
    **more: bool,
) -> ToldReport:
    """«مقتل N مدنيا بحسب …»."""
    words = str(low if low is not None else high)
    text = f"{lead} {words} {people} في غارات على البلدة بحسب {source[0] if source else 'مراسلنا'}"
    one = claim(
        text,
        word=lead.split(maxsplit=1)[0],
        source=source,
        targets=[party(text, people)] if people else [],
        counts=[count(text, words, low, high, **more)],
    )
    return told(name, text, one, published=published, outlet=outlet)


def day_before(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()
