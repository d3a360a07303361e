"""Who said how much, by the database and by counting."""

from collections import Counter

import pytest
from sqlalchemy import Engine

from riwaya.store import sources
from riwaya.store.around_claims import incidents_of_claims, texts_of
from riwaya.store.sources import Voices
from tests.store.made import Made, Workspace


@pytest.fixture
def workspace(engine: Engine) -> Workspace:
    return Workspace(engine)


def voice(made: Made) -> tuple[str | None, str | None]:
    origin = made.claim.origin
    if origin is not None:
        return origin.entity or origin.text, None
    return None, made.taken.report.outlet


def standing(workspace: Workspace) -> list[Made]:
    return [one for one in workspace.made if one.decided.review != "rejected"]


def test_every_voice_is_counted(workspace: Workspace, engine: Engine) -> None:
    with engine.connect() as connection:
        found = {(one.origin, one.outlet): one.claims for one in sources.tallies(connection)}
    assert found == Counter(voice(one) for one in standing(workspace))


def test_only_claims_so_reviewed(workspace: Workspace, engine: Engine) -> None:
    kept = [one for one in workspace.made if one.decided.review in {"accepted", "corrected"}]
    with engine.connect() as connection:
        found = sources.tallies(connection, ("accepted", "corrected"))
    assert sum(one.claims for one in found) == len(kept) > 0


def test_what_a_source_said_divides_up(workspace: Workspace, engine: Engine) -> None:
    named = Counter(voice(one)[0] for one in standing(workspace))
    named.pop(None, None)
    origin = max(named, key=named.__getitem__)
    outlet = "النهر"
    voices = Voices((str(origin),), (outlet,))
    said = [one for one in standing(workspace) if voice(one) in {(origin, None), (None, outlet)}]
    assert said
    with engine.connect() as connection:
        events = {one.value: one.count for one in sources.said_events(connection, voices)}
        stances = {one.value: one.count for one in sources.said_stances(connection, voices)}
        months = [(one.value, one.count) for one in sources.said_months(connection, voices)]
        outlets = {one.value: one.count for one in sources.published_by(connection, voices)}
        reports = sources.count_reports(connection, voices)
        spoken = sources.spoken_of(connection, voices)
        nobody = sources.said_events(connection, Voices())
    assert events == Counter(one.claim.event for one in said)
    assert stances == Counter(one.claim.stance for one in said)
    assert outlets == Counter(one.taken.report.outlet for one in said)
    published = [one.taken.report.published for one in said]
    assert dict(months) == Counter(day[:7] if day else None for day in published)
    assert [month or "" for month, _ in months] == sorted(month or "" for month, _ in months)
    assert reports == len({one.taken.report.id for one in said})
    parties = [p.entity for one in said for p in (*one.claim.agents, *one.claim.targets)]
    assert Counter(entity for _, entity, _ in spoken) == Counter(e for e in parties if e)
    assert nobody == []


def test_whom_somebody_passes_on(workspace: Workspace, engine: Engine) -> None:
    through = [(one, link) for one in standing(workspace) for link in one.claim.attribution[1:]]
    if not through:
        pytest.skip("nobody passes on in this draw")
    entity = next((link.entity for _, link in through if link.entity), None)
    outlets = ("النهر",)
    wanted = [
        one for one in standing(workspace)
        if one.claim.origin is not None
        and (one.taken.report.outlet in outlets or any(k.entity == entity for k in one.claim.attribution[1:]))
    ]  # fmt: skip
    with engine.connect() as connection:
        found = sources.passes_on(connection, entity, outlets)
        assert sum(one.count for one in found) == len(wanted)
        assert sources.passes_on(connection, None, ()) == []


def test_texts_and_no_incidents(workspace: Workspace, engine: Engine) -> None:
    ids = [one.taken.report.id for one in workspace.made][:3]
    with engine.connect() as connection:
        found = texts_of(connection, [*ids, "nobody"])
        assert found == {
            one.taken.report.id: one.taken.text
            for one in workspace.made
            if one.taken.report.id in ids
        }
        assert incidents_of_claims(connection, [one.key for one in workspace.made]) == {}
        assert sources.count_incidents_of(connection, Voices(("a",))) == (0, 0)
