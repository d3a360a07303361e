"""What the speakers of an incident are called, and how far each is relied on by default."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from riwaya.fusion.gathered import Gathered, key_of
from riwaya.fusion.passers import outlet_key
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.naming import in_english
from riwaya.knowledge.outlets import outlet_called
from riwaya.knowledge.persons import PersonTable, person_table
from riwaya.knowledge.reliability import OWN, Reliability, reliabilities
from riwaya.knowledge.romanise import romanise
from riwaya.records.claim import Claim
from riwaya.records.incident import Origin

OUTLET = "outlet:"
#: More speakers than this are counted, not named.
MOST = 3


def reliability_of(report: ToldReport, claim: Claim) -> Reliability:
    """How far the origin of a claim is relied on: by its kind, and whether it has a name."""
    origin = claim.origin
    if origin is None:
        return reliabilities()[OWN, bool(report.outlet)]
    return reliabilities()[origin.kind, origin.named]


def listed(names: Sequence[str]) -> str:
    """Names in one string: "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def verb(form: str, speakers: Iterable[str]) -> str:
    """A verb for one speaker or for several: "denies", "deny"."""
    if len(set(speakers)) == 1:
        return form
    return form.removesuffix("ies") + "y" if form.endswith("ies") else form.removesuffix("s")


def name_of_entity(entity: str) -> str | None:
    """The English name of an actor or a person; None for an identity that no table has."""
    actor = shipped_actors().get(entity)
    if actor is not None:
        return actor.name
    person = _persons().persons.get(entity)
    return person.name if person is not None else None


@cache
def _persons() -> PersonTable:
    return person_table()


class Speakers:
    """The origins of an incident by id: their names, as a reader without Arabic can say them."""

    def __init__(
        self, gathered: Gathered, origin_of: Mapping[str, str], origins: Iterable[Origin] = ()
    ) -> None:
        self._names = {origin.id: origin.name for origin in origins}
        called: dict[str, set[tuple[bool, int, str]]] = {}
        for report, claim in gathered:
            origin = origin_of.get(key_of(report, claim))
            if origin is not None and origin not in self._names:
                name = _name(origin, report, claim)
                called.setdefault(origin, set()).add((claim.origin is None, len(name), name))
        # Whatever the order of reports: a source's name before an outlet's, then the shortest.
        self._names |= {origin: min(names)[-1] for origin, names in called.items()}

    def name(self, origin: str) -> str:
        """One origin's name."""
        return self._names.get(origin) or name_of_entity(origin) or origin

    def names(self, origins: Iterable[str]) -> str:
        """Several in one string: "A, B and C"; of many, the first and how many more."""
        names = sorted({self.name(origin) for origin in origins})
        if len(names) > MOST:
            names = [*names[: MOST - 1], f"{len(names) - MOST + 1} others"]
        return listed(names)


def _name(origin: str, report: ToldReport, claim: Claim) -> str:
    known = name_of_entity(origin)
    if known is not None:
        return known
    if origin.startswith(OUTLET):
        same = origin == outlet_key(report)
        if same and report.outlet:
            return outlet_called(report.outlet)
        return romanise(origin.removeprefix(OUTLET))
    outlet = outlet_called(report.outlet) if report.outlet else ""
    source = claim.origin
    if source is None:
        return outlet or "an unsigned report"
    words = in_english(source.text)
    return words if source.named or not outlet else f"{words} (to {outlet})"
