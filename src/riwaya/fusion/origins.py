"""The independent origins of an incident, and which origin each claim goes back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from msgspec.structs import replace

from riwaya.fusion.bodies import body_of
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.lineage import Lineage
from riwaya.fusion.passers import passers_of, report_name
from riwaya.fusion.same_voice import name_of
from riwaya.fusion.tellers import Teller
from riwaya.fusion.told import ToldReport
from riwaya.fusion.voices import Voice
from riwaya.knowledge.naming import in_english
from riwaya.knowledge.outlets import outlet_called
from riwaya.knowledge.persons import shipped_persons
from riwaya.records.incident import Origin, Reason

LETTERS = 12
#: What it weighs that several reports name one source.
SAME_ENTITY = 10.0
#: What it weighs that the sentence of a claim, which was read without a source, names one.
IN_SENTENCE = 1.0


def origins_of(gathered: Gathered) -> tuple[tuple[Origin, ...], Mapping[str, str]]:
    """The independent origins of an incident, most reports first, and each claim's origin.

    The second answer gives the id of an origin by the key of a claim ("report/claim").
    """
    lineage = Lineage(gathered)
    groups: dict[str, list[Teller]] = {}
    for key, root in lineage.roots.items():
        groups.setdefault(root, []).append(lineage.tellers[key])
    origins: list[Origin] = []
    origin_of: dict[str, str] = {}
    for root in sorted(groups):
        origin = _origin(gathered, lineage, root, groups[root])
        origins.append(origin)
        origin_of |= {teller.key: origin.id for teller in groups[root]}
    found = [_resting(origin, lineage, origin_of) for origin in origins]
    order = sorted(found, key=lambda o: (bool(o.rests_on), -len(o.reports), o.name, o.id))
    return tuple(order), origin_of


def independent(origins: Iterable[Origin]) -> list[Origin]:
    """The origins that count: those that don't tell what others of them have said."""
    return [origin for origin in origins if not origin.rests_on]


def _resting(origin: Origin, lineage: Lineage, origin_of: Mapping[str, str]) -> Origin:
    """An origin with those on whose words its account rests, where it is a dataset's."""
    cited = {key: found for key, found in lineage.cited.items() if origin_of[key] == origin.id}
    others = {origin_of[other] for other, _ in cited.values()} - {origin.id}
    if not others:
        return origin
    reasons = dict.fromkeys(reason for _, reason in cited.values())
    return replace(origin, rests_on=tuple(sorted(others)), reasons=(*origin.reasons, *reasons))


def _origin(gathered: Gathered, lineage: Lineage, root: str, tellers: Sequence[Teller]) -> Origin:
    voice = _lead(lineage, root)
    ids = {teller.report.id for teller in tellers}
    reports = [report for report in gathered.reports if report.id in ids]
    entity = voice.entity if voice.kind in {"known", "own"} else None
    name = _name(voice, reports)
    return Origin(
        id=_id(voice, entity, sorted(ids)),
        name=name,
        entity=entity,
        sources=tuple(dict.fromkeys(source for one in reports for source in one.sources)),
        reports=tuple(report.id for report in reports),
        outlets=tuple(dict.fromkeys(report.outlet for report in reports if report.outlet)),
        through=tuple(
            name_of(key) for key, _ in passers_of(gathered, entity, reports).most_common()
        ),
        reasons=_reasons(lineage, root, name, tellers),
    )


def _lead(lineage: Lineage, root: str) -> Voice:
    """The voice that names the group: a known body's, else the one that most claims have."""
    voices = [t.voice for t in lineage.tellers.values() if lineage.voices.root(t.voice.key) == root]
    told = Counter(voice.key for voice in voices)
    order = {"known": 0, "named": 1, "unnamed": 2, "own": 3}
    return min(voices, key=lambda v: (order[v.kind], -told[v.key], -len(v.stems), v.key, v.words))


def _id(voice: Voice, entity: str | None, reports: Sequence[str]) -> str:
    if entity is not None:
        return entity
    if voice.key.startswith("outlet:"):
        return voice.key
    content = "\n".join((voice.key, *reports))
    return f"source:{sha256(content.encode()).hexdigest()[:LETTERS]}"


def _name(voice: Voice, reports: Sequence[ToldReport]) -> str:
    """A name for people; an unnamed source's with the outlet that it spoke to."""
    if voice.kind == "known" or (voice.kind == "own" and voice.entity):
        return _entity_name(str(voice.entity))
    if voice.kind == "own":
        return outlet_called(voice.words) if voice.words else "an unsigned report"
    words = in_english(voice.words)
    spoke_to = next((name_of(key) for key in voice.via), None) or next(
        (report_name(report) for report in reports if report.outlet), None
    )
    if voice.kind == "named" or spoke_to is None:
        return words
    return f"{words} (to {spoke_to})"


def _entity_name(entity: str) -> str:
    person = shipped_persons().persons.get(entity) if body_of(entity) == entity else None
    return person.name if person is not None else name_of(entity)


def _reasons(
    lineage: Lineage, root: str, name: str, tellers: Sequence[Teller]
) -> tuple[Reason, ...]:
    """Why these reports were counted as one origin, the strongest reason first, each once."""
    by_voice: dict[str, set[str]] = {}
    for teller in tellers:
        if teller.voice.kind == "known":
            by_voice.setdefault(teller.voice.key, set()).add(teller.report.id)
    found = [
        Reason(
            name="entity",
            sentence=f"{len(reports)} reports name {name_of(key)}",
            weight=SAME_ENTITY,
        )
        for key, reports in by_voice.items()
        if len(reports) > 1
    ]
    found += [reason for one, _, reason in lineage.voices.ties if lineage.voices.root(one) == root]
    found += [
        Reason(
            name="sentence",
            sentence=f"a sentence of {report_name(teller.report)} names {name}",
            weight=IN_SENTENCE,
        )
        for teller in tellers
        if teller.voice.inferred
    ]
    keys = {teller.key for teller in tellers}
    found += [reason for key, (_, reason) in lineage.supports.items() if key in keys]
    once = {(reason.name, reason.sentence): reason for reason in found}
    return tuple(sorted(once.values(), key=lambda r: (-r.weight, r.name, r.sentence)))
