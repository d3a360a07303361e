"""Who bears an origin out, and who speaks against it."""

from riwaya.fusion.borne_out import Outcome, outcomes_of
from riwaya.fusion.disagreements import disagreements_of
from riwaya.fusion.told import ToldReport
from riwaya.fusion.tolls import tolls_of
from riwaya.records.incident import Origin
from tests.fusion.made_up import MEDIC, MOD, claim, gathered, origin_of, told, toll_report
from tests.fusion.test_disagreements import RUSSIAN, strike

REGIME = ("طائرات النظام", "syrian-air-force")


def outcomes(
    *reports: ToldReport, through: dict[str, tuple[str, ...]] | None = None
) -> dict[str, Outcome]:
    incident = gathered(*reports)
    of = origin_of(incident)
    ids = sorted(set(of.values()))
    origins = [Origin(id=one, name=one, through=(through or {}).get(one, ())) for one in ids]
    tolls = tolls_of(incident, of)
    return outcomes_of(incident, of, origins, tolls, disagreements_of(incident, of, tolls))


def test_two_with_meeting_tolls_confirm_each_other():
    found = outcomes(toll_report("a", 12), toll_report("b", 12, 15, source=MEDIC, outlet="الميناء"))
    assert found["syrian-observatory"].confirmed == {
        "event": ("b:مصدر طبي",),
        "toll": ("b:مصدر طبي",),
    }
    assert not found["syrian-observatory"].contradicted


def test_tolls_that_do_not_meet_contradict_though_the_event_is_confirmed():
    found = outcomes(toll_report("a", 12), toll_report("b", 40, source=MEDIC, outlet="الميناء"))
    one = found["syrian-observatory"]
    assert one.confirmed == {"event": ("b:مصدر طبي",)}
    assert one.disputed == {"toll": ("b:مصدر طبي",)}
    assert one.contradicted
    assert not one.differs


def test_an_outlet_that_publishes_its_words_confirms_nothing():
    own = toll_report("b", 12, source=None, outlet="رويترز")
    found = outcomes(toll_report("a", 12, outlet="رويترز"), own)
    assert found["syrian-observatory"].confirmed == {}
    assert found["syrian-observatory"].others == 0
    elsewhere = toll_report("b", 12, source=None, outlet="الميناء")
    found = outcomes(toll_report("a", 12, outlet="رويترز"), elsewhere)
    assert found["syrian-observatory"].confirmed["toll"] == ("outlet:الميناء",)


def test_one_through_whom_it_travels_confirms_nothing():
    reports = (toll_report("a", 12), toll_report("b", 12, source=MOD, outlet="الميناء"))
    assert outcomes(*reports)["syrian-observatory"].confirmed
    through = {"syrian-observatory": ("russian-ministry-of-defence",)}
    found = outcomes(*reports, through=through)
    assert found["syrian-observatory"].confirmed == {}
    assert found["russian-ministry-of-defence"].confirmed == {}


def test_one_side_named_by_two_is_blame_confirmed_and_rivals_contradict():
    same = outcomes(
        strike("a", agent=RUSSIAN), strike("b", agent=RUSSIAN, source=MEDIC, outlet="الميناء")
    )
    assert same["syrian-observatory"].confirmed["blame"] == ("b:مصدر طبي",)
    rival = outcomes(
        strike("a", agent=RUSSIAN), strike("b", agent=REGIME, source=MEDIC, outlet="الميناء")
    )
    assert "blame" not in rival["syrian-observatory"].confirmed
    assert rival["syrian-observatory"].disputed["blame"] == ("b:مصدر طبي",)


def test_a_denial_contradicts_both_and_confirms_neither():
    text = "نفت وزارة الدفاع الروسية شن غارات على البلدة"
    denial = told(
        "d", text,
        claim(text, event="air_strike", word="غارات", source=MOD, polarity="negated", stance="denies"),
    )  # fmt: skip
    found = outcomes(strike("a"), denial)
    for one in found.values():
        assert one.contradicted
        assert "event" not in one.confirmed


def test_alone_has_no_others():
    (one,) = outcomes(toll_report("a", 12)).values()
    assert (one.others, one.confirmed, one.disputed) == (0, {}, {})
