import msgspec

from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Party
from riwaya.records.report import Document, Report
from riwaya.records.resolution import Resolution
from riwaya.workspace.changes import changes_between

TEXT = "قتل الجيش ثلاثة مسلحين وأصاب اثنين"


def claim(start: int, end: int, **more: object) -> Claim:
    known = {
        "id": f"c{start}",
        "event": "kill",
        "trigger": Mention.of(TEXT, start, end),
        "polarity": "affirmed",
        "reality": "actual",
        "stance": "states",
        "quoted": False,
    }
    return Claim(**(known | more))


def document(*claims: Claim) -> Document:
    return Document(report=Report(id="r1", sha256=Report.digest(TEXT)), claims=claims)


def test_the_same_reading_has_no_changes() -> None:
    assert list(changes_between(document(claim(0, 3)), document(claim(0, 3)))) == []


def test_claims_come_go_and_change() -> None:
    before = document(claim(0, 3), claim(4, 9))
    after = document(claim(0, 3, event="execute"), claim(23, 28, event="injure"))
    found = [(one.kind, one.anchor, one.fields) for one in changes_between(before, after)]
    assert found == [("changed", "0-3", ("event",)), ("gone", "4-9", ()), ("come", "23-28", ())]


def test_another_reason_or_confidence_is_no_other_claim() -> None:
    party = Party.of(TEXT, 4, 9, entity="syrian-army")
    told = msgspec.structs.replace(party, resolution=Resolution(reason="x"), romanised="y")
    before = document(claim(0, 3, agents=(party,), confidence=0.5))
    after = document(claim(0, 3, agents=(told,), confidence=0.9))
    assert list(changes_between(before, after)) == []


def test_another_identity_is() -> None:
    party = Party.of(TEXT, 4, 9, entity="syrian-army")
    other = msgspec.structs.replace(party, entity="iraqi-army")
    (one,) = changes_between(
        document(claim(0, 3, agents=(party,))), document(claim(0, 3, agents=(other,)))
    )
    assert one.fields == ("agents",)
