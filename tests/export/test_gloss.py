"""One English line: who says it, how it is meant, what happened."""

from typing import Any

import msgspec
import pytest

from riwaya.export.gloss import gloss, with_gloss, with_glosses
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Party, Place, Quantity, Source, Time
from riwaya.records.report import Document

from .conftest import claim_in, words

RAW = (
    "أعلن وزير الدفاع الروسي، سيرغو شويغو، أمس مقتل 600 من عناصر داعش في ديرالزور بغارات روسية"
    " ونفت رويترز ذلك"
)


def told(**fields: Any) -> Claim:
    return claim_in(
        RAW,
        "مقتل",
        targets=(words(RAW, "عناصر داعش", Party),),
        places=(words(RAW, "ديرالزور", Place, relation="in"),),
        quantities=(
            words(RAW, "600", Quantity, measure="killed", low=600, high=600, unit="person"),
        ),
        attribution=(
            words(RAW, "وزير الدفاع الروسي، سيرغو شويغو", Source, kind="official", named=True),
        ),
        **fields,
    )


def test_the_speaker_the_count_the_place_and_the_cause() -> None:
    claim = told(links=(Link(relation="caused_by", claim="c2"),))
    assert gloss(claim) == (
        "Russian Defence Minister, Sergei Shoigu: 600 (members of ISIS) killed in Deir ez-Zor,"
        " caused by c2"
    )


def test_the_agent_makes_it_active_and_an_adjective_is_a_side() -> None:
    claim = told(agents=(words(RAW, "روسية", Party),))
    assert "Russian side killed 600 (members of ISIS)" in gloss(claim)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"polarity": "negated"}, ": did not happen: killing of 600"),
        ({"polarity": "negated", "stance": "denies"}, " denies: killing of 600"),
        ({"reality": "possible"}, ": possible: killing"),
        ({"reality": "intended"}, ": planned or attempted: killing"),
        ({"reality": "intended", "polarity": "negated"}, "but not done: killing"),
        ({"reality": "demanded"}, ": demanded: killing"),
        ({"stance": "claims"}, " claims: 600 (members"),
        ({"stance": "accuses"}, " accuses: 600"),
        ({"stance": "confirms"}, " confirms: 600"),
    ],
)
def test_what_the_text_does_not_affirm_is_said_plainly(fields: dict[str, Any], says: str) -> None:
    assert says in gloss(told(**fields))


def test_the_chain_and_the_time() -> None:
    claim = told(time=words(RAW, "أمس", Time))
    via = words(RAW, "رويترز", Source, kind="media", named=True)
    claim = msgspec.structs.replace(claim, attribution=(*claim.attribution, via))
    assert gloss(claim).startswith("Russian Defence Minister, Sergei Shoigu (via Reuters): ")
    assert gloss(claim).endswith(", yesterday")
    dated = words(RAW, "أمس", Time, from_="2015-11-20", to="2015-11-21")
    assert gloss(msgspec.structs.replace(claim, time=dated)).endswith("2015-11-20 to 2015-11-21")


def test_a_captured_place_is_what_is_captured() -> None:
    raw = "سيطر الجيش السوري على تدمر"
    claim = claim_in(
        raw,
        "سيطر",
        event="capture",
        agents=(words(raw, "الجيش السوري", Party),),
        places=(words(raw, "تدمر", Place, relation="in"),),
    )
    assert gloss(claim) == "Syrian army captured Palmyra"


def test_two_sides_of_a_clash() -> None:
    raw = "اشتباكات بين الجيش السوري وعناصر داعش"
    one, other = words(raw, "الجيش السوري", Party), words(raw, "عناصر داعش", Party)
    both = claim_in(raw, "اشتباكات", event="clash", agents=(one,), targets=(other,))
    assert gloss(both) == "Syrian army clashed with members of ISIS"
    alone = claim_in(raw, "اشتباكات", event="clash", agents=(one,))
    assert gloss(alone) == "Clash involving Syrian army"
    assert gloss(claim_in(raw, "اشتباكات", event="clash")) == "Clash"


def test_every_claim_of_a_report_gets_one_line(document: Document) -> None:
    for claim in with_glosses(document).claims:
        assert isinstance(claim.gloss, str)
        assert claim.gloss.strip()
        assert "\n" not in claim.gloss
        assert "  " not in claim.gloss


def test_a_gloss_that_is_there_stays() -> None:
    assert with_gloss(told(gloss="so")).gloss == "so"
