"""The compact annotation compiles to claims, and says where it is wrong."""

import pytest

from training.compact import BadAnnotation, compile_report, locate

TEXT = "قتل ثلاثة جنود وجرح سبعة في حلب، بحسب المرصد. وقتل مدني في حلب أمس."


def compiled(*lines: str) -> tuple[list[dict[str, object]], tuple[str, ...]]:
    found = compile_report("x", TEXT, list(lines))
    return list(found.document.claims), found.errors


def test_a_full_line() -> None:
    claims, errors = compiled(
        "@outlet=صحيفة @published=2016-08-14",
        "; a comment",
        "kill قتل#1 | t: جنود =syrian-army | q: ثلاثة =killed 3 3 person | p: حلب =Aleppo@36.2,37.16"
        " | s: المرصد =ngo,named,sohr",
        "injure جرح | q: سبعة =injured 7 - person ~ subset | by 1 | neg | possible | claims | quoted",
    )
    assert not errors
    kill, injure = claims
    assert (kill.targets[0].text, kill.targets[0].entity) == ("جنود", "syrian-army")
    assert (kill.places[0].name, kill.places[0].lat) == ("Aleppo", 36.2)
    assert (kill.attribution[0].kind, kill.attribution[0].named) == ("ngo", True)
    assert (injure.quantities[0].low, injure.quantities[0].high) == (7, None)
    assert injure.quantities[0].approximate is injure.quantities[0].subset is True
    assert (injure.polarity, injure.reality, injure.stance) == ("negated", "possible", "claims")
    assert injure.links[0].claim == "c1"


def test_the_nearest_occurrence_is_meant() -> None:
    claims, _ = compiled("kill قتل#2 | p: حلب")
    assert claims[0].places[0].start == TEXT.rindex("حلب")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("murder قتل#1", "unknown event"),
        ("kill ذبح", "not in the text"),
        ("kill حلب", "say which with #n"),
        ("kill قتل#7", "#7 of 2"),
        ("kill قتل#1 | x: جنود", "not understood"),
        ("kill قتل#1 | q: ثلاثة =dead 3 3", "quantity"),
        ("kill قتل#1 | q: ثلاثة =killed three 3", "no number"),
        ("kill قتل#1 | s: المرصد =friend", "kind of a source"),
        ("kill قتل#1 | p-under: حلب", "relation"),
        ("kill قتل#1 | by 9", "not there"),
        ("kill قتل#1 | t:", "empty"),
    ],
)
def test_errors_name_file_and_line(line: str, message: str) -> None:
    _, errors = compiled("", line)
    assert len(errors) == 1
    assert errors[0].startswith("x.claims:2: ")
    assert message in errors[0]


def test_locate_needs_words() -> None:
    with pytest.raises(BadAnnotation):
        locate(TEXT, " ", 3)


def test_a_doubled_lam_is_cut_whole() -> None:
    text = "تقدم للجيش في حلب"
    assert text[slice(*locate(text, "لجيش", 0))] == "جيش"
    assert text[slice(*locate(text, "جيش", 0))] == "جيش"
