"""Who disagrees with whom, and who only seems to."""

from riwaya.fusion.assertions import GUESSED
from riwaya.fusion.disagreements import disagreements_of
from riwaya.fusion.told import ToldReport
from riwaya.fusion.tolls import tolls_of
from riwaya.pipeline import default_reader
from riwaya.records.incident import Disagreement
from riwaya.records.report import Report
from tests.fusion.made_up import (
    ANYBODY,
    IS,
    MEDIC,
    MOD,
    SOHR,
    claim,
    count,
    gathered,
    origin_of,
    party,
    told,
    toll_report,
)

MAYADIN = ("الميادين", "al-mayadin", 35.02, 40.45)
ALEPPO = ("حلب", "aleppo", 36.2, 37.16)
RUSSIAN = ("طائرات روسية", "russian-aerospace-forces")
REGIME = ("طائرات النظام", "syrian-air-force")


def found(*reports: ToldReport, reviews: dict[str, str] | None = None) -> list[Disagreement]:
    incident = gathered(*reports, reviews=reviews)
    origins = origin_of(incident)
    tolls = tolls_of(incident, origins)
    return list(disagreements_of(incident, origins, tolls))


def kinds(*reports: ToldReport) -> list[str]:
    return [one.kind for one in found(*reports)]


def strike(
    name: str,
    *,
    source: tuple[str, str, bool, str | None] | None = SOHR,
    agent: tuple[str, str] | None = RUSSIAN,
    event: str = "air_strike",
    word: str = "غارات",
    place: tuple[str, str | None, float, float] | None = None,
    reason: str | None = None,
    outlet: str = "رويترز",
    **more: str,
) -> ToldReport:
    """«غارات شنتها … على … بحسب …»."""
    by = f" شنتها {agent[0]}" if agent else ""
    at = f" على {place[0]}" if place else ""
    text = f"{word}{by}{at} بحسب {source[0] if source else 'مراسلنا'}"
    one = claim(
        text,
        event=event,
        source=source,
        agents=[party(text, *agent, reason)] if agent else [],
        place=place,
        **more,
    )
    return told(name, text, one, outlet=outlet)


def denial(name: str = "d", **more: str) -> ToldReport:
    return strike(name, source=MOD, stance="denies", polarity="negated", **more)


class TestDenials:
    def test_both_speakers_and_both_sides_claims(self) -> None:
        (one,) = found(strike("a"), strike("b", source=MEDIC), denial())
        assert one.kind == "denial"
        assert one.sentence == (
            "Russian Ministry of Defence denies the air strike that "
            "Syrian Observatory for Human Rights and medical source (to Reuters) report."
        )
        assert [m.report for m in one.one] == ["d"]
        assert [m.report for m in one.other] == ["a", "b"]

    def test_who_denies_for_itself_denies_nothing_of_others(self) -> None:
        """Russia denies its own strike; that the regime struck stands."""
        assert kinds(strike("a", agent=REGIME), denial(agent=RUSSIAN)) == []
        assert kinds(strike("a", agent=None), denial(agent=RUSSIAN)) == ["denial"]

    def test_a_denial_of_one_origin_is_none_of_its_own_words(self) -> None:
        assert kinds(strike("a", source=MOD), denial()) == []

    def test_another_kind_of_event_elsewhere_is_not_denied(self) -> None:
        assert kinds(strike("a", place=ALEPPO), denial(place=MAYADIN)) == []
        capture = strike("a", event="capture", word="سيطرة")
        assert kinds(capture, denial()) == []

    def test_a_link_that_rebuts_needs_no_likeness(self) -> None:
        text = "غارات بحسب المرصد السوري ونفت وزارة الدفاع الروسية قصف المستودع"
        said = claim(text, "c1", "bombing", source=SOHR)
        denied = claim(
            text, "c2", "air_strike", "قصف", source=MOD, stance="denies", polarity="negated",
            links=[("rebuts", "c1")],
        )  # fmt: skip
        assert kinds(told("a", text, said, denied)) == ["denial"]

    def test_a_denied_number(self) -> None:
        text = "نفت وزارة الدفاع الروسية مقتل 40 مدنيا"
        one = claim(
            text, word="مقتل", source=MOD, stance="denies", polarity="negated",
            counts=[count(text, "40", 40)],
        )  # fmt: skip
        (found_one,) = found(
            told("d", text, one), toll_report("a", 40), toll_report("b", 5, source=MEDIC)
        )[:1]
        assert found_one.sentence == (
            "Russian Ministry of Defence denies that 40 were killed, which "
            "Syrian Observatory for Human Rights reports."
        )
        assert [m.report for m in found_one.other] == ["a"]

    def test_what_was_foiled_is_no_denial(self) -> None:
        attack = strike("a", event="attack", word="هجوم", agent=None)
        foiled = strike(
            "b",
            event="attack",
            word="هجوم",
            agent=None,
            source=MOD,
            polarity="negated",
            reality="intended",
        )
        assert kinds(attack, foiled) == []

    def test_no_losses_of_ours_are_not_no_losses(self) -> None:
        text = "لا إصابات في صفوف القوات بحسب وزارة الدفاع الروسية"
        none = claim(
            text, event="injure", word="إصابات", source=MOD, polarity="negated",
            targets=[party(text, "القوات", "russian-army")],
        )  # fmt: skip
        hurt = "إصابة 12 مدنيا بحسب المرصد السوري"
        some = claim(hurt, event="injure", source=SOHR, targets=[party(hurt, "مدنيا")])
        assert kinds(told("a", text, none), told("b", hurt, some)) == []

    def test_says_no_where_nobody_denies(self) -> None:
        text = "لا ضحايا بحسب وزارة الدفاع الروسية"
        none = claim(text, word="ضحايا", source=MOD, polarity="negated")
        (one,) = found(told("d", text, none), toll_report("a", 5))
        assert one.sentence.startswith("Russian Ministry of Defence says that there was no killing")

    def test_a_rejected_claim_disagrees_with_nobody(self) -> None:
        assert found(strike("a"), denial(), reviews={"d/c1": "rejected"}) == []


class TestBlame:
    def test_rivals(self) -> None:
        (one,) = found(
            strike("a"), strike("b", source=MEDIC), strike("c", source=MOD, agent=REGIME)
        )
        assert one.kind == "blame"
        assert one.sentence == (
            "Syrian Observatory for Human Rights and medical source (to Reuters) name Russian "
            "Aerospace Forces as who did it, Russian Ministry of Defence names Syrian air force."
        )

    def test_who_names_both_disagrees_with_nobody(self) -> None:
        both = strike("a").text + " و" + REGIME[0]
        one = claim(
            both,
            event="air_strike",
            source=SOHR,
            agents=[party(both, *RUSSIAN), party(both, *REGIME)],
        )
        assert kinds(told("a", both, one), strike("b", source=MOD, agent=REGIME)) == []

    def test_an_arm_of_the_same_side_is_no_rival(self) -> None:
        army = strike("b", source=MEDIC, agent=("الجيش الروسي", "russian-army"))
        assert kinds(strike("a"), army) == []

    def test_a_coalition_and_its_member_are_no_rivals(self) -> None:
        coalition = strike("a", agent=("التحالف الدولي", "us-led-coalition"))
        member = strike("b", source=MEDIC, agent=("طائرات أميركية", "united-states"))
        assert kinds(coalition, member) == []

    def test_two_sides_of_a_battle_are_no_rivals(self) -> None:
        text = "اشتباكات بين الجيش السوري وداعش بحسب المرصد السوري"
        clash = claim(
            text, event="clash", source=SOHR, agents=[party(text, "الجيش السوري", "syrian-army")],
            targets=[party(text, "داعش", "islamic-state")],
        )  # fmt: skip
        one = strike("b", source=SOHR, agent=REGIME)
        other = strike(
            "c", source=MOD, agent=("داعش", "islamic-state"), event="attack", word="هجوم"
        )
        assert "blame" not in kinds(told("a", text, clash), one, other)
        assert "blame" in kinds(one, other)

    def test_a_guessed_side_blames_nobody(self) -> None:
        """Warplanes that nobody named were found to be the country's own: the reader's guess."""
        guess = strike(
            "a", agent=("طائرات حربية", "syrian-air-force"), reason=f"of {GUESSED[0]}: …"
        )
        assert kinds(guess, strike("b", source=MEDIC)) == []
        meant = strike("a", agent=REGIME, reason=f"of {GUESSED[0]}: …")
        assert kinds(meant, strike("b", source=MEDIC)) == ["blame"]

    def test_the_reader_says_so_when_it_guesses(self) -> None:
        text = "شنت طائرات حربية غارات على بلدة الميادين في سوريا أدت إلى مقتل 12 مدنيا."
        report = Report(id="a", outlet=None, published="2016-05-03", sha256=Report.digest(text))
        agents = [p for c in default_reader().read(text, report).claims for p in c.agents]
        named = [p for p in agents if p.entity]
        assert named
        assert all(any(guess in p.resolution.reason for guess in GUESSED) for p in named)

    def test_one_origin_blames_two_over_time(self) -> None:
        assert kinds(strike("a"), strike("b", agent=REGIME)) == []


class TestTolls:
    def test_what_one_rules_out(self) -> None:
        (one,) = found(
            toll_report("a", 12),
            toll_report("b", 12, source=MEDIC),
            toll_report("c", 15, source=MOD),
        )
        assert one.kind == "toll"
        assert one.sentence == (
            "Civilians killed: 12 by Syrian Observatory for Human Rights and medical source "
            "(to Reuters), 15 by Russian Ministry of Defence."
        )
        assert [m.report for m in one.one] == ["a", "b"]
        assert [m.report for m in one.other] == ["c"]

    def test_an_update_is_no_disagreement(self) -> None:
        assert kinds(toll_report("a", 12), toll_report("b", 15, published="2016-05-04")) == []

    def test_an_old_figure_disagrees_no_longer(self) -> None:
        reports = (
            toll_report("a", 12), toll_report("b", 15, published="2016-05-04"),
            toll_report("c", 15, source=MEDIC),
        )  # fmt: skip
        assert kinds(*reports) == []

    def test_at_least_and_about_leave_room(self) -> None:
        assert kinds(toll_report("a", 10, None), toll_report("b", 15, source=MEDIC)) == []
        about = toll_report("a", 40, approximate=True)
        assert kinds(about, toll_report("b", 43, source=MEDIC)) == []
        assert kinds(about, toll_report("b", 60, source=MEDIC)) == ["toll"]

    def test_other_people_are_another_toll(self) -> None:
        fighters = toll_report("b", 30, source=MOD, people="مسلحين")
        assert kinds(toll_report("a", 12), fighters) == []

    def test_a_part_against_anothers_whole(self) -> None:
        """Four of twelve civilians are children; another counts four civilians: no quarrel on children."""
        text = "مقتل 12 مدنيا بينهم 4 أطفال بحسب المرصد السوري"
        one = claim(
            text, source=SOHR, targets=[party(text, "مدنيا")],
            counts=[count(text, "12", 12), count(text, "4", 4, subset=True)],
        )  # fmt: skip
        assert kinds(told("a", text, one), toll_report("b", 12, source=MEDIC)) == []


class TestPlaceTimeWeapon:
    def test_far_places(self) -> None:
        (one,) = found(strike("a", place=MAYADIN), strike("b", source=MOD, place=ALEPPO))
        assert one.kind == "place"
        assert "Syrian Observatory for Human Rights says it was in al-mayadin" in one.sentence
        assert "Russian Ministry of Defence says it was in aleppo" in one.sentence

    def test_near_places_and_where_it_came_from_are_none(self) -> None:
        near = ("أطراف البلدة", "outskirts", 35.05, 40.5)
        assert kinds(strike("a", place=MAYADIN), strike("b", source=MOD, place=near)) == []
        base = strike("b", source=MOD, place=ALEPPO, relation="from")
        assert kinds(strike("a", place=MAYADIN), base) == []

    def test_one_name_at_two_points_is_the_readers_mistake(self) -> None:
        namesake = ("الميادين", "al-mayadin-2", 33.0, 44.0)
        assert kinds(strike("a", place=MAYADIN), strike("b", source=MOD, place=namesake)) == []

    def test_a_report_that_names_both_places_may_have_its_point_wrong(self) -> None:
        text = "غارات على حلب وعلى الميادين بحسب وزارة الدفاع الروسية"
        both = told("b", text, claim(text, event="air_strike", source=MOD, place=ALEPPO))
        assert kinds(strike("a", place=MAYADIN), both) == []
        text = "غارات على حلب وعلى الميادين بحسب المرصد السوري"
        both = told("a", text, claim(text, event="air_strike", source=SOHR, place=ALEPPO))
        assert kinds(both, strike("b", source=MOD, place=MAYADIN)) == []

    def test_stated_days_that_do_not_meet(self) -> None:
        (one,) = found(strike("a", day="2016-05-02"), strike("b", source=MOD, day="2016-05-04"))
        assert one.kind == "time"
        assert "on 2016-05-02" in one.sentence
        assert "on 2016-05-04" in one.sentence

    def test_days_that_overlap_or_are_a_period_are_none(self) -> None:
        days = strike("b", source=MOD, day="2016-05-01", until="2016-05-03")
        assert kinds(strike("a", day="2016-05-02"), days) == []
        month = strike("b", source=MOD, day="2016-03-01", until="2016-03-31")
        assert kinds(strike("a", day="2016-05-02"), month) == []

    def test_who_died_later_moves_no_deed(self) -> None:
        text = "وفاة جريح بحسب مصدر طبي"
        later = claim(text, source=MEDIC, day="2016-05-09")
        assert kinds(strike("a", day="2016-05-02"), told("b", text, later)) == []

    def test_air_strike_or_mortars_or_car_bomb(self) -> None:
        air = strike("a", agent=None)
        mortars = strike("b", source=MOD, agent=None, event="shelling", word="قصف بالمدفعية")
        bomb = strike("b", source=IS, agent=None, event="bombing", word="تفجير سيارة مفخخة")
        assert kinds(air, mortars) == ["weapon"]
        assert kinds(air, bomb) == ["event"]
        (one,) = found(air, bomb)
        assert one.sentence == (
            "Syrian Observatory for Human Rights speaks of an air strike, "
            "Islamic State of a planted or car bomb."
        )

    def test_a_bare_bombardment_or_explosion_says_no_weapon(self) -> None:
        air = strike("a", agent=None)
        shelling = strike("b", source=MOD, agent=None, event="shelling", word="قصف")
        blast = strike("c", source=IS, agent=None, event="bombing", word="انفجار")
        assert kinds(air, shelling, blast) == []

    def test_who_tells_both_disagrees_with_nobody(self) -> None:
        both = (
            strike("a", agent=None), strike("b", agent=None, event="shelling", word="قصف بالمدفعية")
        )  # fmt: skip
        assert kinds(*both, strike("c", source=MOD, agent=None)) == []


def test_the_order_of_reports_changes_nothing() -> None:
    reports = (
        strike("a", place=MAYADIN, day="2016-05-02"),
        denial("b"),
        strike("c", source=MEDIC, agent=REGIME, day="2016-05-04"),
        toll_report("d", 12),
        toll_report("e", 15, source=ANYBODY),
    )
    incident = gathered(*reports)
    turned = type(incident)(
        incident.reports[::-1], incident.claims, incident.shares, incident.top_of
    )
    origins = origin_of(incident)
    answers = [disagreements_of(i, origins, tolls_of(i, origins)) for i in (incident, turned)]
    assert answers[0] == answers[1]
    assert {one.kind for one in answers[0]} == {"denial", "blame", "toll", "time"}


def test_the_claims_are_members_with_their_sources() -> None:
    (one,) = found(toll_report("a", 12), toll_report("b", 15, source=MOD))
    assert {m.source for m in (*one.one, *one.other)} == {"a.txt", "b.txt"}
