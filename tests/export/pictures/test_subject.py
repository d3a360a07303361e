"""What pictures know of an incident: the line under its heading is what most claims say."""

import msgspec

from riwaya.export.pictures.subject import subject_of
from riwaya.export.shown.language import LANGUAGES
from riwaya.pipeline import shipped_knowledge
from riwaya.records.incident import Account, Incident, Member

CLAIMS = tuple(Member(source="a.txt", report="r1", claim=f"c{number}") for number in range(4))


def told(*accounts: Account) -> str | None:
    incident = Incident(
        id="i1", title="Air strikes", events=("air_strike",), claims=CLAIMS, origins=(),
        accounts=accounts,
    )  # fmt: skip
    return subject_of(incident, LANGUAGES["en"], shipped_knowledge()).gloss


def test_the_account_of_most_claims_is_told_not_the_first_one() -> None:
    lone = Account(origin="o1", members=CLAIMS[:1], gloss="A baker: shelling nearby")
    most = Account(origin="o2", members=CLAIMS[1:], gloss="A ministry: 17 killed; 40 injured")
    assert told(lone, most) == "A ministry: 17 killed"
    assert told(lone, msgspec.structs.replace(most, gloss=None)) == "A baker: shelling nearby"
    assert told() is None
