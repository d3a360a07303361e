"""What each origin says, and the sentence that counts them."""

from riwaya.fusion.accounts import accounts_of, count_sentence
from riwaya.fusion.origins import origins_of
from riwaya.fusion.told import ToldReport
from riwaya.records.incident import Account
from tests.fusion.spoken import claim, incident, report

SOHR = ("المرصد السوري لحقوق الإنسان", "syrian-observatory")
MOD = ("وزارة الدفاع الروسية", "russian-ministry-of-defence")


def said(
    name: str,
    source: tuple[str, str | None],
    outlet: str | None,
    published: str | None,
    **more: str,
) -> ToldReport:
    text = f"قال {source[0]} إن 7 أشخاص قتلوا {name * 3}"
    one = claim(text, "قتلوا", source, killed=("7", 7), **more)
    return report(name, text, one, outlet=outlet, published=published)


def accounts(*reports: ToldReport) -> tuple[Account, ...]:
    gathered = incident(reports)
    return accounts_of(gathered, origins_of(gathered)[1])


def sentence(*reports: ToldReport) -> str:
    gathered = incident(reports)
    return count_sentence(gathered, origins_of(gathered)[0])


def test_accounts_begin_with_the_earliest() -> None:
    found = accounts(
        said("a", MOD, "روسيا اليوم", "2016-05-05"),
        said("b", SOHR, "رويترز", "2016-05-04"),
        said("c", SOHR, "فرانس برس", "2016-05-03T18:00:00+03:00"),
        said("d", SOHR, None, None),
    )
    assert [(one.origin, one.since) for one in found] == [
        ("syrian-observatory", "2016-05-03T18:00:00+03:00"),
        ("russian-ministry-of-defence", "2016-05-05"),
    ]
    assert [member.report for member in found[0].members] == ["c", "b", "d"]
    assert found[0].members[0].source == "c.txt"


def test_an_account_that_nobody_dates() -> None:
    found = accounts(said("a", MOD, "تاس", "2016-05-05"), said("b", SOHR, None, None))
    assert [one.since for one in found] == ["2016-05-05", None]


def test_the_gloss_is_of_the_claims() -> None:
    found = accounts(
        said("a", SOHR, "رويترز", "2016-05-03", gloss="SOHR: 7 killed"),
        said("b", SOHR, "الغد", "2016-05-04", gloss="SOHR: 7 killed"),
        said("c", SOHR, "الوطن", "2016-05-04", gloss="SOHR: strikes"),
    )
    assert [one.gloss for one in found] == ["SOHR: 7 killed; SOHR: strikes"]


def test_a_gloss_that_no_claim_has() -> None:
    assert accounts(said("a", SOHR, "رويترز", "2016-05-03"))[0].gloss is None


def test_the_count_names_origins_with_their_parts() -> None:
    line = sentence(
        said("a", SOHR, "فرانس برس", "2016-05-03"),
        said("b", SOHR, "فرانس برس", "2016-05-04"),
        said("c", SOHR, "عنب بلدي", "2016-05-04"),
        said("d", MOD, "القدس العربي", "2016-05-05"),
    )
    assert line == (
        "4 reports · 3 outlets · 2 independent origins: Syrian Observatory for Human Rights "
        "(3 reports, 2 through AFP), Russian Ministry of Defence (1)"
    )


def test_one_of_each() -> None:
    line = sentence(said("a", MOD, "القدس العربي", "2016-05-05"))
    assert line == "1 report · 1 outlet · 1 origin: Russian Ministry of Defence (1 report)"


def test_one_outlet_by_two_of_its_names() -> None:
    line = sentence(
        said("a", MOD, "فرانس برس", "2016-05-05"), said("b", MOD, "أ ف ب", "2016-05-05")
    )
    assert line.startswith("2 reports · 1 outlet · 1 origin")


def test_reports_without_an_outlet() -> None:
    assert sentence(said("a", MOD, None, None)) == (
        "1 report · 1 origin: Russian Ministry of Defence (1 report)"
    )
