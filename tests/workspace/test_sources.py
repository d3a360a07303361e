"""What a source said, and how far others bear it out."""

import pytest

from riwaya.pipeline import shipped_knowledge
from riwaya.store.sources import Voices
from riwaya.workspace.fusing import fuse
from riwaya.workspace.sources import Source, record_of, source_key, sources_of
from riwaya.workspace.standing import Standing, standing_of
from riwaya.workspace.workspace import Workspace
from tests.fusion.made_up import MEDIC, MOD, SOHR, claim, count, party, told
from tests.workspace.made import put

TOWN = ("الميادين", "al-mayadin", 35.02, 40.45)
CITY = ("حلب", "aleppo", 36.2, 37.16)
PORT = ("اللاذقية", "latakia", 35.52, 35.78)
SOMEBODY = ("مصدر أمنيّ", "official", False, None)


def strike(name: str, killed: int, source, *, day="2016-05-02", outlet="رويترز", place=TOWN):
    """«غارات روسية على … أوقعت N قتيلا بحسب …»."""
    said = source[0] if source else "مراسلنا"
    text = f"غارات روسية على {place[0]} أوقعت {killed} قتيلا من المدنيين بحسب {said} خبر {name}"
    agents = [party(text, "روسية", "russia")]
    where = {"place": place, "day": day, "source": source}
    return told(
        name, text,
        claim(text, "c1", "air_strike", "غارات", agents=agents, **where),
        claim(text, "c2", "kill", "قتيلا", agents=agents, targets=[party(text, "المدنيين")],
              counts=[count(text, str(killed), killed)], links=[("caused_by", "c1")], **where),
        outlet=outlet,
    )  # fmt: skip


def denial(name: str, *, day="2016-05-02", outlet="المرفأ"):
    text = f"نفت وزارة الدفاع الروسية شن غارات روسية على الميادين خبر {name}"
    one = claim(
        text, "c1", "air_strike", "غارات", source=MOD, polarity="negated", stance="denies",
        agents=[party(text, "روسية", "russia")], place=TOWN, day=day,
    )  # fmt: skip
    return told(name, text, one, outlet=outlet)


@pytest.fixture
def kept(empty: Workspace) -> Workspace:
    put(
        empty,
        [
            strike("a", 12, SOHR),
            strike("b", 12, MEDIC, outlet="النهر"),
            denial("d"),
            strike("e", 3, SOHR, day="2016-09-20", outlet="النهر", place=CITY),
            strike("f", 7, SOMEBODY, day="2016-11-20", outlet="النهر", place=PORT),
        ],
    )
    fuse(empty)
    return empty


def sources(workspace: Workspace) -> dict[str, Source]:
    with workspace.engine.connect() as connection:
        return sources_of(connection, shipped_knowledge())


def standing(workspace: Workspace, key: str, **more) -> Standing:
    with workspace.engine.connect() as connection:
        return standing_of(connection, sources_of(connection, shipped_knowledge())[key], **more)


def test_sources_are_listed_with_what_they_said(kept: Workspace):
    found = sources(kept)
    assert next(iter(found)) == "syrian-observatory"
    first = found["syrian-observatory"]
    assert (first.claims, first.kind, first.voices) == (
        4,
        "actor",
        Voices(("syrian-observatory",), ()),
    )
    assert first.arabic is not None
    words = found["said:مصدر امني"]  # folded
    assert (words.kind, words.name, words.entity) == ("words", "مصدر أمنيّ", None)


def test_an_outlets_own_voice_is_its_identity(empty: Workspace):
    put(empty, [strike("a", 12, None), strike("b", 2, None, outlet="المرفأ الجديد")])
    found = sources(empty)
    assert found["reuters"].voices == Voices((), ("رويترز",))
    assert found["outlet:المرفا الجديد"].kind == "outlet"
    assert source_key(None, None) == "unsigned"


def test_a_record_counts_what_was_said_and_who_published_it(kept: Workspace):
    with kept.engine.connect() as connection:
        found = sources_of(connection, shipped_knowledge())
        record = record_of(connection, found["syrian-observatory"], shipped_knowledge())
    assert record.reports == 2
    assert {one.value: one.count for one in record.events} == {"air_strike": 2, "kill": 2}
    assert {one.value: one.count for one in record.outlets} == {"رويترز": 2, "النهر": 2}
    assert [(side.entity, side.agent, side.target) for side in record.sides] == [("russia", 4, 0)]
    assert [(one.value, one.count) for one in record.months] == [("2016-05", 4)]


def test_outlets_pass_on_whom_they_publish(kept: Workspace):
    put(kept, [strike("g", 2, None, day="2017-01-01")])
    with kept.engine.connect() as connection:
        found = sources_of(connection, shipped_knowledge())
        record = record_of(connection, found["reuters"], shipped_knowledge())
    assert [(one.key, one.count) for one in record.passes_on] == [("syrian-observatory", 2)]


def test_standing_counts_incidents_confirmed_and_contradicted(kept: Workspace):
    found = standing(kept, "syrian-observatory")
    assert (found.incidents, found.looked_at, found.alone) == (2, 2, 1)
    assert (found.compared, found.confirmed, found.contradicted, found.both) == (1, 1, 1, 1)
    assert found.aspects == {"event": 1, "toll": 1, "blame": 1}
    assert found.kinds == {"denial": 1}
    (case,) = found.cases
    assert case.disputed["denial"] == ("Russian Ministry of Defence",)
    deny = standing(kept, "russian-ministry-of-defence")
    assert (deny.compared, deny.confirmed, deny.contradicted) == (1, 0, 1)


def test_at_most_so_many_incidents_are_looked_at(kept: Workspace):
    found = standing(kept, "syrian-observatory", limit=1)
    assert (found.incidents, found.several, found.looked_at) == (2, 2, 1)


def test_outcomes_follow_a_change(kept: Workspace):
    assert standing(kept, "syrian-observatory").alone == 1
    put(kept, [strike("h", 3, MEDIC, day="2016-09-20", outlet="المرفأ", place=CITY)])
    fuse(kept)
    again = standing(kept, "syrian-observatory")
    assert (again.alone, again.confirmed) == (0, 2)


def test_only_what_was_reviewed(kept: Workspace):
    assert standing(kept, "syrian-observatory", reviewed_only=True).looked_at == 0
    with kept.engine.connect() as connection:
        assert sources_of(connection, shipped_knowledge(), ("accepted", "corrected")) == {}
