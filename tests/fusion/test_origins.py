"""Independent origins: what is one, what is two, and why."""

from itertools import permutations

import pytest

from riwaya.fusion.origins import origins_of
from riwaya.fusion.told import ToldReport
from riwaya.records.incident import Origin
from tests.fusion.spoken import claim, incident, report

SOHR = ("المرصد السوري لحقوق الإنسان", "syrian-observatory")
AFP_TEXT = (
    "قتل 14 مدنياً بينهم ثلاثة أطفال الثلاثاء في غارات نفذتها طائرات حربية على سوق شعبية في مدينة "
    "الميادين، وفق ما أفاد المرصد السوري لحقوق الإنسان. والحصيلة مرشحة للارتفاع لوجود جرحى في "
    "حالات خطرة نقلوا إلى مستشفى المدينة."
)
PARAPHRASE = (
    "ارتكبت طائرات حربية مجزرة في مدينة الميادين حين أغارت على السوق الشعبي موقعة أربعة عشر قتيلاً "
    "من المدنيين، من بينهم ثلاثة أطفال. ويتوقع أن ترتفع الحصيلة لخطورة حالات الجرحى في المستشفى."
)
OTHER_TEXT = (
    "هز انفجار عنيف وسط المدينة بعد الظهر، وهرعت فرق الإنقاذ إلى المكان وانتشلت جثث 23 شخصاً من "
    "تحت أنقاض المحال، بينما ناشدت المشافي الأهالي التبرع بالدم."
)


def origins(*reports: ToldReport) -> tuple[Origin, ...]:
    return origins_of(incident(reports))[0]


def ids(*reports: ToldReport) -> dict[str, set[str]]:
    """The reports of each origin."""
    return {origin.id: set(origin.reports) for origin in origins(*reports)}


def afp(name: str = "a") -> ToldReport:
    return report(
        name,
        AFP_TEXT,
        claim(AFP_TEXT, "قتل", SOHR, killed=("14", 14), kind="ngo"),
        outlet="فرانس برس",
    )


def said(
    name: str, words: str, entity: str | None = None, outlet: str = "الوطن", **more: object
) -> ToldReport:
    """«قال … إن 7 أشخاص قتلوا», in other words for each report."""
    text = f"قال {words} إن 7 أشخاص قتلوا {name * 3}"
    return report(
        name, text, claim(text, "قتلوا", (words, entity), killed=("7", 7), **more), outlet=outlet
    )


class TestOneEntity:
    def test_one_body_in_three_outlets_is_one_origin(self) -> None:
        found = origins(afp(), said("b", *SOHR, outlet="رويترز"), said("c", *SOHR))
        assert [origin.id for origin in found] == ["syrian-observatory"]
        only = found[0]
        assert only.name == "Syrian Observatory for Human Rights"
        assert set(only.reports) == {"a", "b", "c"}
        assert set(only.sources) == {"a.txt", "b.txt", "c.txt"}
        assert "Reuters" in only.through
        assert "Agence France-Presse (AFP)" in only.through
        assert [reason.name for reason in only.reasons] == ["entity"]
        assert "3 reports" in only.reasons[0].sentence

    def test_a_ministry_and_its_spokesman(self) -> None:
        spokesman = ("المتحدث باسم الوزارة إيغور كوناشينكوف", "igor-konashenkov")
        ministry = ("وزارة الدفاع الروسية", "russian-ministry-of-defence")
        assert ids(said("a", *ministry), said("b", *spokesman)) == {
            "russian-ministry-of-defence": {"a", "b"}
        }

    def test_an_army_and_its_ministry_of_defence(self) -> None:
        found = origins(
            said("a", "وزارة الدفاع الروسية", "russian-ministry-of-defence"),
            said("b", "الجيش الروسي", "russian-army"),
        )
        assert len(found) == 1
        assert {reason.name for reason in found[0].reasons} == {"same_forces"}

    def test_a_body_that_publishes_itself(self) -> None:
        text = "سقط 7 شهداء في القصف على المدينة"
        own = report("a", text, claim(text, "شهداء"), outlet="المرصد السوري لحقوق الإنسان")
        assert ids(own, said("b", *SOHR)) == {"syrian-observatory": {"a", "b"}}

    def test_a_groups_own_agency_is_the_group(self) -> None:
        text = "فجر مقاتل سيارته وسط الحشد موقعا خمسين قتيلا"
        amaq = report("a", text, claim(text, "فجر"), outlet="وكالة أعماق")
        group = said("b", "تنظيم الدولة الإسلامية", "islamic-state")
        assert ids(amaq, group) == {"islamic-state": {"a", "b"}}

    def test_state_media_passes_the_ministry_on(self) -> None:
        text = "ذكرت سانا نقلا عن وزارة الدفاع السورية أن 7 أشخاص قتلوا"
        chain = (("وزارة الدفاع السورية", "syrian-ministry-of-defence"), ("سانا", "sana"))
        through = report("a", text, claim(text, "قتلوا", *chain))
        found = origins(through, said("b", "وزارة الدفاع السورية", "syrian-ministry-of-defence"))
        assert len(found) == 1
        assert found[0].through == ("Syrian Arab News Agency (SANA)",)

    def test_a_short_name(self) -> None:
        assert ids(afp(), said("b", "المرصد", None, kind="ngo")) == {
            "syrian-observatory": {"a", "b"}
        }

    def test_a_short_name_of_two_stays_by_itself(self) -> None:
        iraqi = ("المرصد العراقي لحقوق الإنسان", "iraqi-observatory-for-human-rights")
        found = ids(afp(), said("b", *iraqi), said("c", "المرصد", None, kind="ngo"))
        assert len(found) == 3

    def test_the_same_title_with_two_countries_guessed(self) -> None:
        found = ids(
            said("a", "وزارة الداخلية", "iraqi-ministry-of-interior"),
            said("b", "وزارة الداخلية", "saudi-interior-ministry"),
        )
        assert len(found) == 1

    def test_two_ministries_with_their_countries_named(self) -> None:
        found = ids(
            said("a", "وزارة الداخلية العراقية", "iraqi-ministry-of-interior"),
            said("b", "وزارة الداخلية السعودية", "saudi-interior-ministry"),
        )
        assert len(found) == 2

    def test_a_name_that_no_table_knows_worded_alike(self) -> None:
        one = "المتحدث باسم جهاز الإسعاف والطوارئ أسامة علي"
        other = "الناطق باسم جهاز الإسعاف أسامة علي"
        found = origins(said("a", one), said("b", other))
        assert len(found) == 1
        assert {reason.name for reason in found[0].reasons} == {"same_name"}

    def test_doctors_without_borders_are_no_doctors(self) -> None:
        assert "msf" in ids(said("a", "أطباء بلا حدود", None, kind="ngo"))


class TestTwo:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (SOHR, ("وزارة الصحة السورية", "syrian-ministry-of-health")),
            (("عميد بلدية زلة", None), ("عميد بلدية هون", None)),
            (("الجيش الروسي", "russian-army"), ("الجيش السوري", "syrian-army")),
        ],
    )
    def test_two_bodies_that_say_one_number(
        self, one: tuple[str, str | None], other: tuple[str, str | None]
    ) -> None:
        assert len(ids(said("a", *one), said("b", *other))) == 2

    @pytest.mark.parametrize("words", ["مصدر أمني", "شهود عيان", "ناشطون", "مصدر في الشرطة"])
    def test_unnamed_sources_of_reports_in_other_words(self, words: str) -> None:
        first = f"أفاد {words} بمقتل 7 أشخاص في انفجار سيارة قرب مطعم في الحي الغربي مساء أمس"
        second = f"تحدث {words} عن سقوط 7 ضحايا بعبوة زرعت على جانب طريق السوق القديمة"
        one = report("a", first, claim(first, "مقتل", (words, None), named=False), outlet="رويترز")
        other = report(
            "b", second, claim(second, "ضحايا", (words, None), named=False), outlet="فرانس برس"
        )
        found = origins(one, other)
        assert [origin.reports for origin in found] in ([("a",), ("b",)], [("b",), ("a",)])
        assert all("(to " in origin.name for origin in found)

    def test_two_outlets_own_voices(self) -> None:
        text = "قتل خمسة مدنيين بقصف مدفعي على قرية في الريف الشمالي فجر اليوم"
        found = ids(
            report("a", OTHER_TEXT, claim(OTHER_TEXT, "جثث"), outlet="عنب بلدي"),
            report("b", text, claim(text, "قتل"), outlet="القدس العربي"),
        )
        assert found == {"enab-baladi": {"a"}, "al-quds-al-arabi": {"b"}}

    def test_reports_without_an_outlet_are_each_by_themselves(self) -> None:
        text = "قتل خمسة مدنيين بقصف مدفعي على قرية في الريف الشمالي فجر اليوم"
        found = origins(
            report("a", OTHER_TEXT, claim(OTHER_TEXT, "جثث"), outlet=None),
            report("b", text, claim(text, "قتل"), outlet=None),
        )
        assert len(found) == 2
        assert all(origin.id.startswith("source:") for origin in found)

    def test_a_denial_is_its_speakers(self) -> None:
        ministry = ("وزارة الدفاع الروسية", "russian-ministry-of-defence")
        assert set(ids(afp(), said("b", *ministry))) == {
            "syrian-observatory",
            "russian-ministry-of-defence",
        }


class TestCopied:
    def test_a_copy_without_its_source_goes_back_to_it(self) -> None:
        text = AFP_TEXT.replace("، وفق ما أفاد المرصد السوري لحقوق الإنسان", "")
        copy = report("b", text, claim(text, "قتل", killed=("14", 14)), outlet="الغد")
        found = origins(afp(), copy)
        assert [origin.id for origin in found] == ["syrian-observatory"]
        reason = next(one for one in found[0].reasons if one.name == "copied")
        assert "%" in reason.sentence
        assert "AFP" in reason.sentence

    def test_a_paraphrase_goes_back_to_what_it_follows(self) -> None:
        other = report("b", PARAPHRASE, claim(PARAPHRASE, "قتيلاً"), outlet="عنب بلدي")
        found = origins(afp(), other)
        assert [origin.id for origin in found] == ["syrian-observatory"]
        reason = next(one for one in found[0].reasons if one.name == "followed")
        assert "14, 3" in reason.sentence

    def test_an_agency_does_not_follow_another_one(self) -> None:
        other = report("b", PARAPHRASE, claim(PARAPHRASE, "قتيلاً"), outlet="رويترز")
        assert ids(afp(), other) == {"syrian-observatory": {"a"}, "reuters": {"b"}}

    def test_an_agency_that_copies_another_one_rests_on_it(self) -> None:
        text = AFP_TEXT.replace("، وفق ما أفاد المرصد السوري لحقوق الإنسان", "")
        copy = report("b", text, claim(text, "قتل", killed=("14", 14)), outlet="رويترز")
        assert ids(afp(), copy) == {"syrian-observatory": {"a", "b"}}

    def test_another_account_of_the_same_is_no_paraphrase(self) -> None:
        other = report("b", OTHER_TEXT, claim(OTHER_TEXT, "جثث"), outlet="عنب بلدي")
        assert len(ids(afp(), other)) == 2

    def test_copied_unnamed_sources_are_one(self) -> None:
        text = (
            "قال مصدر محلي في محافظة نينوى إن التنظيم أعدم 11 مدنياً رمياً بالرصاص بعد القبض عليهم "
            "وهم يحاولون الهرب باتجاه القوات الأمنية المرابطة غرب القضاء"
        )
        source = ("مصدر محلي في محافظة نينوى", None)
        one = claim(text, "أعدم", source, named=False, kind="local")
        found = origins(
            report("a", text, one, outlet="السومرية نيوز"), report("b", text, one, outlet=None)
        )
        assert len(found) == 1
        assert found[0].id.startswith("source:")
        assert found[0].name.endswith("(to Al Sumaria)")

    def test_copies_of_an_outlets_own_words_are_that_outlets(self) -> None:
        found = ids(
            report("a", OTHER_TEXT, claim(OTHER_TEXT, "جثث"), outlet="عنب بلدي"),
            report(
                "b", OTHER_TEXT, claim(OTHER_TEXT, "جثث"), outlet="الغد", published="2016-05-04"
            ),
        )
        assert found == {"enab-baladi": {"a", "b"}}

    def test_the_agency_comes_before_the_daily_where_no_time_tells(self) -> None:
        found = ids(
            report("a", OTHER_TEXT, claim(OTHER_TEXT, "جثث"), outlet="الغد", published=None),
            report("b", OTHER_TEXT, claim(OTHER_TEXT, "جثث"), outlet="رويترز", published=None),
        )
        assert set(found) == {"reuters"}

    def test_no_copy_makes_two_speakers_one(self) -> None:
        first = said("b", "وزارة الصحة السورية", "syrian-ministry-of-health")
        text = f"{AFP_TEXT} {first.text}"
        both = report("c", text, claim(text, "قتل", killed=("14", 14)), outlet="الغد")
        assert set(ids(afp(), first, both)) == {"syrian-observatory", "syrian-ministry-of-health"}


class TestCarried:
    def test_a_lead_in_the_outlets_voice_rests_on_its_sentences_source(self) -> None:
        text = "قتل 14 مدنيا في غارات على السوق. وقال المرصد السوري لحقوق الإنسان إن 14 قتلوا فيها."
        lead = claim(text, "غارات", name="c1", event="air_strike")
        source = claim(text, "قتلوا", SOHR, name="c2", kind="ngo")
        assert set(ids(report("a", text, lead, source))) == {"syrian-observatory"}

    def test_what_the_outlets_own_people_saw_is_its_own(self) -> None:
        text = "شاهد مراسلنا جثث خمسة أشخاص. وقال المرصد السوري لحقوق الإنسان إن 14 قتلوا فيها."
        seen = claim(text, "جثث", name="c1")
        source = claim(text, "قتلوا", SOHR, name="c2", kind="ngo")
        assert set(ids(report("a", text, seen, source))) == {"syrian-observatory", "enab-baladi"}

    def test_a_sentence_names_who_was_not_read(self) -> None:
        text = "أعلنت وزارة الدفاع الروسية أن الغارات قتلت ثلاثين مسلحا في المدينة"
        found = origins(report("a", text, claim(text, "قتلت")))
        assert [origin.id for origin in found] == ["russian-ministry-of-defence"]
        assert [reason.name for reason in found[0].reasons] == ["sentence"]

    def test_two_speakers_in_a_report_leave_the_outlets_words_its_own(self) -> None:
        text = (
            "دوى انفجار في الحي. وقال المرصد السوري لحقوق الإنسان إن 14 قتلوا. "
            "وأعلنت وزارة الصحة السورية وفاة 9 أشخاص."
        )
        found = ids(
            report(
                "a",
                text,
                claim(text, "انفجار", name="c1", event="bombing"),
                claim(text, "قتلوا", SOHR, name="c2", kind="ngo"),
                claim(
                    text, "وفاة", ("وزارة الصحة السورية", "syrian-ministry-of-health"), name="c3"
                ),
            )
        )
        assert len(found) == 3


class TestPassedOn:
    def test_an_agency_quoted_by_name_has_it_from_whom_it_quotes(self) -> None:
        text = "ذكرت وكالة فرانس برس أن 14 مدنيا قتلوا في سوق الميادين"
        quoting = report(
            "b", text, claim(text, "قتلوا", ("وكالة فرانس برس", "afp"), killed=("14", 14)),
            outlet="الغد",
        )  # fmt: skip
        found = origins(afp(), quoting)
        assert [origin.id for origin in found] == ["syrian-observatory"]
        assert any(reason.name == "passed_on" for reason in found[0].reasons)

    def test_as_another_report_of_the_same_chain_says(self) -> None:
        text = "ذكرت وكالة فرانس برس أن 14 مدنيا قتلوا في سوق الميادين"
        quoting = report("b", text, claim(text, "قتلوا", ("وكالة فرانس برس", "afp")), outlet="الغد")
        other = "نقلت فرانس برس عن المرصد السوري لحقوق الإنسان أن 14 قتلوا"
        chained = report(
            "c", other, claim(other, "قتلوا", SOHR, ("فرانس برس", "afp")), outlet="الأيام"
        )
        assert set(ids(quoting, chained)) == {"syrian-observatory"}

    def test_an_agency_that_says_another_number_says_it_itself(self) -> None:
        text = "ذكرت وكالة فرانس برس أن 40 مدنيا قتلوا في سوق الميادين"
        quoting = report(
            "b", text, claim(text, "قتلوا", ("وكالة فرانس برس", "afp"), killed=("40", 40)),
            outlet="الغد",
        )  # fmt: skip
        assert set(ids(afp(), quoting)) == {"syrian-observatory", "afp"}


class TestAll:
    def test_any_order_gives_the_same(self) -> None:
        reports = [
            afp(),
            report("b", PARAPHRASE, claim(PARAPHRASE, "قتيلاً")),
            said("c", "مصدر أمني", named=False, outlet="رويترز"),
            said("d", "المرصد", kind="ngo"),
            report("e", OTHER_TEXT, claim(OTHER_TEXT, "جثث"), outlet=None),
        ]
        answers = [origins_of(incident(several)) for several in permutations(reports)]
        assert all(answer == answers[0] for answer in answers)

    def test_every_claim_has_an_origin_and_every_join_its_reason(self) -> None:
        reports = [
            afp(),
            report("b", PARAPHRASE, claim(PARAPHRASE, "قتيلاً")),
            said("c", "مصدر أمني", named=False, outlet="رويترز"),
            said("d", *SOHR),
        ]
        found, origin_of = origins_of(incident(reports))
        assert set(origin_of) == {f"{one.id}/{c.id}" for one in reports for c in one.claims}
        assert set(origin_of.values()) == {origin.id for origin in found}
        assert len({origin.id for origin in found}) == len(found)
        assert all(origin.reasons for origin in found if len(origin.reports) > 1)

    def test_nothing_told_has_no_origin(self) -> None:
        assert origins_of(incident([])) == ((), {})


class TestWhoIsMeant:
    def test_officials_of_the_health_sector_are_the_ministry(self) -> None:
        ministry = said("a", "وزارة الصحة", "palestinian-ministry-of-health")
        officials = said("b", "مسؤولون بقطاع الصحة", outlet="رويترز", named=False)
        assert ids(ministry, officials) == {"palestinian-ministry-of-health": {"a", "b"}}

    def test_officials_of_a_health_directorate_are_not(self) -> None:
        ministry = said("a", "وزارة الصحة", "palestinian-ministry-of-health")
        others = said("b", "مسؤولون في مديرية الصحة", outlet="رويترز", named=False)
        assert len(ids(ministry, others)) == 2

    def test_the_group_s_media_are_its_channel(self) -> None:
        channel = said("a", "قناة المسيرة", "al-masirah", kind="media")
        media = said("b", "إعلام الجماعة", "houthis", outlet="رويترز", kind="media")
        assert len(ids(channel, media)) == 1

    def test_the_group_itself_is_not_its_channel(self) -> None:
        channel = said("a", "قناة المسيرة", "al-masirah", kind="media")
        group = said("b", "الحوثيون", "houthis", outlet="رويترز", kind="armed_group")
        assert len(ids(channel, group)) == 2
