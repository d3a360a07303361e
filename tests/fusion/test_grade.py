"""Grades re-derived from who says what: each of Airwars's five, and the Admiralty pair's digits."""

import pytest

from riwaya.fusion.disagreements import disagreements_of
from riwaya.fusion.grade import grade_of
from riwaya.fusion.origins import origins_of
from riwaya.fusion.told import ToldReport
from riwaya.fusion.tolls import tolls_of
from riwaya.records.incident import Grade, Origin
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
)

RUSSIAN = ("طائرات روسية", "russian-aerospace-forces")
REGIME = ("طائرات النظام", "syrian-air-force")
MSF = ("أطباء بلا حدود", "ngo", True, "msf")


def graded(*reports: ToldReport, reviews: dict[str, str] | None = None) -> Grade:
    incident = gathered(*reports, reviews=reviews)
    mapping = origin_of(incident)
    origins = [Origin(id=one, name=one) for one in sorted(set(mapping.values()))]
    tolls = tolls_of(incident, mapping)
    differences = disagreements_of(incident, mapping, tolls)
    return grade_of(incident, origins, tolls, differences, mapping)


def killing(
    name: str,
    source: tuple[str, str, bool, str | None] | None = SOHR,
    *,
    agent: tuple[str, str] | None = RUSSIAN,
    number: int = 12,
    people: str = "مدنيا",
    outlet: str | None = "رويترز",
    **more: str,
) -> ToldReport:
    by = f"{agent[0]} " if agent else ""
    text = f"{by}قتلت {number} {people} بحسب {source[0] if source else 'مراسلنا'}"
    one = claim(
        text,
        word="قتلت",
        source=source,
        agents=[party(text, *agent)] if agent else [],
        targets=[party(text, people)],
        counts=[count(text, str(number), number)],
        **more,
    )
    return told(name, text, one, outlet=outlet)


def denial(name: str = "d", source: tuple[str, str, bool, str | None] = MOD) -> ToldReport:
    return killing(name, source, stance="denies", polarity="negated")


class TestAirwars:
    def test_one_origin_in_many_reports_is_weak(self) -> None:
        grade = graded(*(killing(name) for name in "abcde"))
        assert grade.airwars == "weak"
        assert "weak: one credible independent origin." in grade.rule

    def test_two_origins_and_a_named_belligerent_are_fair(self) -> None:
        grade = graded(killing("a"), killing("b", MEDIC, agent=None))
        assert grade.airwars == "fair"
        assert "2 credible independent origins, and Russia named as who did it" in grade.rule

    def test_two_origins_that_name_nobody_are_weak(self) -> None:
        grade = graded(killing("a", agent=None), killing("b", MEDIC, agent=None))
        assert grade.airwars == "weak"
        assert "none names who did it" in grade.rule

    def test_an_anonymous_voice_is_no_credible_source(self) -> None:
        assert graded(killing("a"), killing("b", ANYBODY)).airwars == "weak"

    def test_rival_blame_is_contested(self) -> None:
        grade = graded(killing("a"), killing("b", MEDIC, agent=REGIME))
        assert grade.airwars == "contested"
        assert "Syrian air force" in grade.rule
        assert "Russian Aerospace Forces" in grade.rule

    def test_the_accused_denies_and_it_stays_fair(self) -> None:
        assert graded(killing("a"), killing("b", MEDIC), denial()).airwars == "fair"

    def test_who_accepts_its_own_deed_and_harm_confirms(self) -> None:
        grade = graded(killing("a"), killing("b", MOD, number=2))
        assert grade.airwars == "confirmed"
        assert "its own side did it" in grade.rule

    def test_who_says_that_it_killed_fighters_accepts_no_harm(self) -> None:
        grade = graded(killing("a"), killing("b", MOD, number=30, people="مسلحين"))
        assert grade.airwars == "fair"

    def test_the_deed_here_and_the_harm_there_are_no_acceptance(self) -> None:
        """Russia says that it killed fighters; elsewhere, that civilians died, not by whom."""
        deed = killing("b", MOD, number=30, people="مسلحين")
        harm = killing("c", MOD, number=2, agent=None)
        assert graded(killing("a"), deed, harm).airwars == "fair"

    def test_who_accuses_somebody_accepts_nothing(self) -> None:
        accuses = killing("b", MOD, stance="accuses")
        assert graded(killing("a"), accuses).airwars == "fair"

    def test_only_combatants_is_discounted(self) -> None:
        fighters = killing("a", people="مسلحين"), killing("b", MEDIC, people="جنود")
        assert graded(*fighters).airwars == "discounted"
        assert graded(*fighters, killing("c", MSF, number=1)).airwars == "fair"

    def test_nobody_says_it_happened(self) -> None:
        grade = graded(killing("a", ANYBODY, outlet=None), denial())
        assert grade.airwars == "weak"
        assert "no credible origin" in grade.rule


class TestAdmiralty:
    @pytest.mark.parametrize(
        ("reports", "pair"),
        [
            ([killing("a"), killing("b", MSF)], "B1"),
            ([killing("a"), killing("b", MEDIC)], "B2"),
            ([killing("a")], "B3"),
            ([killing("a"), killing("b", MSF), denial()], "B3"),
            ([killing("a"), denial()], "B4"),
            ([killing("a", IS), denial()], "D5"),
            ([killing("a", ANYBODY)], "F6"),
            ([killing("a", IS)], "D6"),
            ([killing("a", None, outlet=None)], "F6"),
            ([killing("a", None)], "C3"),
        ],
    )
    def test_pairs(self, reports: list[ToldReport], pair: str) -> None:
        assert graded(*reports).admiralty == pair

    def test_ten_prints_of_one_story_confirm_nothing(self) -> None:
        assert graded(*(killing(f"r{n}", outlet=f"صحيفة {n}") for n in range(10))).admiralty == "B3"

    def test_who_denies_affirms_nothing_of_it(self) -> None:
        """The ministry denies its strike and tells of fighters who died: one word against another."""
        fighters = killing("e", MOD, agent=None, people="مسلحين", number=30)
        assert graded(killing("a"), denial(), fighters).admiralty == "B4"

    def test_the_numbers_are_in_the_rule(self) -> None:
        rule = graded(killing("a"), killing("b", MEDIC), denial()).rule
        assert "3: 2 origins of letters A to C affirm it, 1 denies it." in rule
        assert "3: 1 origin of letters A to C affirms it, 0 deny it." in graded(killing("a")).rule


def test_it_is_suggested_and_says_what_was_reviewed() -> None:
    grade = graded(killing("a"), killing("b", MEDIC), reviews={"a/c1": "accepted"})
    assert (grade.status, grade.reviewed, grade.of) == ("suggested", 1, 2)


def test_a_rejected_claim_counts_for_nothing() -> None:
    reports = killing("a"), killing("b", MEDIC)
    assert graded(*reports, reviews={"b/c1": "rejected"}).airwars == "weak"


def test_the_origins_are_found_where_they_are_not_given() -> None:
    incident = gathered(killing("a"), killing("b", MSF))
    origins, mapping = origins_of(incident)
    tolls = tolls_of(incident, mapping)
    given, found = (grade_of(incident, origins, tolls, (), of) for of in (mapping, None))
    assert given == found
    assert given.airwars == "fair"


def test_the_order_of_reports_changes_nothing() -> None:
    reports = killing("a"), killing("b", MEDIC, agent=REGIME), denial(), killing("e", ANYBODY)
    incident = gathered(*reports)
    mapping = origin_of(incident)
    turned = type(incident)(
        incident.reports[::-1], incident.claims, incident.shares, incident.top_of
    )
    grades = [
        grade_of(i, (), tolls := tolls_of(i, mapping), disagreements_of(i, mapping, tolls), mapping)
        for i in (incident, turned)
    ]
    assert grades[0] == grades[1]
