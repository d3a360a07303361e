"""The listing: the surest first, the doubtful counted, no control of the terminal."""

from io import StringIO

from rich.console import Console

from riwaya.export.screen.listing import CLOSE, OPEN, print_listing
from riwaya.export.select import at_least, is_doubtful
from riwaya.records.claim import Link
from riwaya.records.mention import Party
from riwaya.records.report import Document
from tests.export.conftest import claim_in, document_of, words


def listed(
    text: str, document: Document, *, everything: bool = False, terminal: bool = False
) -> str:
    out = StringIO()
    console = Console(file=out, force_terminal=terminal, width=100, color_system=None)
    print_listing(console, text, document, everything=everything)
    return out.getvalue()


def test_the_surest_claim_comes_first_and_doubtful_ones_are_counted(
    text: str, document: Document
) -> None:
    shown = listed(text, document)
    doubtful = sum(is_doubtful(claim) for claim in document.claims)
    assert f"{doubtful} doubtful not shown (--all shows them)" in shown
    assert shown.index("c41") < shown.index("c18") < shown.index("c23")
    everything = listed(text, document, everything=True)
    assert "doubtful not shown" not in everything
    assert everything.count("%") == len(document.claims)


def test_a_block_has_the_gloss_the_sentence_and_the_source(text: str, document: Document) -> None:
    shown = listed(text, document)
    assert "Israeli police: 3 people injured in Ashkelon" in shown
    assert "وتحدثت الشرطة الإسرائيلية عن إصابة ثلاثة أشخاص" in shown
    assert "الشرطة الإسرائيلية (official) · states" in shown


def test_arabic_is_isolated_on_a_terminal_only(text: str, document: Document) -> None:
    assert OPEN not in listed(text, document)
    on_terminal = listed(text, document, terminal=True)
    assert on_terminal.count(OPEN) == on_terminal.count(CLOSE) > 0


def test_a_report_does_not_steer_the_terminal() -> None:
    raw = "\x1b[2J قتل \u202eجنود\x07 [red]أمس[/red]\x9b31m"
    claim = claim_in(raw, "قتل", targets=(words(raw, "\u202eجنود\x07", Party),))
    shown = listed(raw, document_of(raw, claim, notes=("note",)))
    assert "Note: note" in shown
    assert "[red]" in shown
    assert not set("\x1b\x07\x9b\u202e") & set(shown)


def test_links_to_claims_left_out_go_with_them() -> None:
    raw = "قتل جنود بقصف"
    first = claim_in(raw, "قتل", links=(Link(relation="caused_by", claim="c2"),), confidence=0.9)
    second = claim_in(raw, "قصف", id="c2", event="shelling", confidence=0.2)
    kept = at_least(document_of(raw, first, second), 0.5)
    assert [(claim.id, claim.links) for claim in kept.claims] == [("c1", ())]
