"""Incidents as they are published: two private speakers who disagree stay two, and unnamed."""

import msgspec
import pytest
from sqlalchemy import select

from riwaya.fusion.told import ToldReport
from riwaya.knowledge.folding import fold
from riwaya.knowledge.name_words import bare, keys_of
from riwaya.publishing.profile import Profile
from riwaya.records.claim import Claim
from riwaya.records.decision import Decision
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.resolving.claims import Knowledge
from riwaya.store.fusion_tables import incidents
from riwaya.store.query import Query
from riwaya.store.search import search
from riwaya.workspace.fusing import fuse
from riwaya.workspace.incidents import in_full
from riwaya.workspace.keeping import decide
from riwaya.workspace.publishing import Publisher
from riwaya.workspace.workspace import Workspace
from tests.workspace.made import put

NAMES = ("القرنفلي", "الزعبوط", "الميادين")


def told(id_: str, speaker: str, killed: int, where: str, target: str, source: str) -> ToldReport:
    text = f"قال {speaker} إن {killed} مدنيين قتلوا في غارة جوية على {target} في {where} أمس."
    span = _Finder(text)
    claim = Claim(
        id="c1", event="kill", trigger=span(Mention, "قتلوا"), polarity="affirmed",
        reality="actual", stance="states", quoted=False, confidence=0.9,
        targets=(span(Party, target),),
        places=(span(Place, where, relation="in", entity="al-mayadin", name="Al Mayadin",
                     lat=35.0198, lon=40.4515, radius_km=2.0),),
        time=span(Time, "أمس", from_="2016-05-01", to="2016-05-01"),
        quantities=(span(Quantity, str(killed), measure="killed", low=killed, high=killed,
                         unit="person"),),
        attribution=(span(Source, speaker, kind="local", named=True),),
    )  # fmt: skip
    return ToldReport(
        id=id_, sources=(source,), outlet=f"جريدة {id_}", published="2016-05-02", text=text,
        claims=(claim,),
    )  # fmt: skip


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, form: type, words: str, /, **more: object) -> Mention:
        start = self.text.index(words)
        return form.of(self.text, start, start + len(words), **more)


@pytest.fixture
def filled(empty: Workspace) -> Workspace:
    target = "مستشفى الفردوس"
    put(empty, [
        told("r1", "الناشط سهيل القرنفلي", 5, "بلدة الميادين", target, "/home/suheil/a.txt"),
        told("r2", "الطبيب غياث الزعبوط", 9, "بلدة الميادين", target, "https://example.org/news/2"),
    ])  # fmt: skip
    fuse(empty)
    return empty


def test_two_private_speakers_stay_two_and_unnamed(filled: Workspace) -> None:
    seen = Publisher(Knowledge(), Profile(reviewed_only=False))
    with filled.engine.connect() as connection:
        rows = connection.execute(select(incidents)).all()
        (whole,) = in_full(connection, rows)
        (public,) = seen.incidents(connection, rows)
        (row,) = seen.outlines(connection, rows)
    assert (
        [d.kind for d in public.disagreements] == [d.kind for d in whole.disagreements] == ["toll"]
    )
    assert len(public.origins) == len(whole.origins) == 2
    assert {origin.id for origin in public.origins} == {"o1", "o2"}
    assert public.tolls[0].views == whole.tolls[0].views
    text = msgspec.json.encode(public).decode()
    words = {bare(key) for key in keys_of(text)}
    for name in NAMES:
        assert bare(fold(name, ta_marbuta=True)) not in words
    for latin in ("Qaran", "Zaʿb", "Ghiyath", "Suheil", "suheil", "Mayad", "Fard", "al-mayadin"):
        assert latin not in text
    assert "Activist [withheld]" in text or "activist [withheld]" in text
    assert "5 by" in public.disagreements[0].sentence
    assert public.radius_km is not None
    assert public.radius_km >= 10
    assert (row.lat, row.lon, row.radius_km) == (public.lat, public.lon, public.radius_km)
    assert {member.source for member in public.claims} == {"", "https://example.org/news/2"}
    assert all(finding.evidence == () for finding in public.findings)


def test_only_reviewed_claims_make_a_published_incident(filled: Workspace) -> None:
    seen = Publisher(Knowledge())
    with filled.engine.connect() as connection:
        rows = connection.execute(select(incidents)).all()
        assert list(seen.incidents(connection, rows)) == []
        assert seen.outlines(connection, rows) == []
        assert seen.founds(connection, search(connection, Query())) == []
        anchor = search(connection, Query(reports=("r1",)))[0].anchor
    decision = Decision(report="r1", anchor=anchor, verdict="accept", author="a", made_at="2026")
    with filled.engine.begin() as connection:
        decide(connection, [decision])
    fuse(filled)
    with filled.engine.connect() as connection:
        rows = connection.execute(select(incidents)).all()
        (public,) = seen.incidents(connection, rows)
        assert [member.report for member in public.claims] == ["r1"]
        assert public.counts["origins"] == 1
        assert "9" not in public.title
        assert public.disagreements == ()
        (found,) = seen.founds(connection, search(connection, Query()))
    assert found.report == "r1"
    assert found.title is None
