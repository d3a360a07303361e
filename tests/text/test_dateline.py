"""Datelines and wire credits are told from the text that follows them."""

import pytest

from riwaya.text.dateline import dateline_of
from riwaya.text.words import words_of

STORY = "قالت الشرطة إن ثلاثة أشخاص قتلوا في انفجار وقع ظهر الأربعاء قرب السوق."
CASES = {
    "agency in brackets": (f"بغداد (رويترز) - {STORY}", "بغداد ( رويترز )"),
    "city and agency on a line": (f"حماة - سانا\n{STORY}", "حماة - سانا"),
    "a newspaper's credit": (f"لندن: «الشرق الأوسط»\n{STORY}", "لندن : « الشرق الأوسط »"),
    "under a headline": (f"انفجار في بغداد\n\nبغداد (أ ف ب) – {STORY}", "بغداد ( أ ف ب )"),
    "none": (STORY, ""),
    "a speaker and a colon": (f"وزارة الدفاع: {STORY}", ""),
    "a dash inside the story": (
        "قالت الشرطة إن ثلاثة أشخاص قتلوا في المدينة - وهي بلا كهرباء - أمس.",
        "",
    ),
    "a line that is all there is": ("بغداد - رويترز", ""),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_datelines(text: str, expected: str) -> None:
    words = words_of(text)
    assert " ".join(words[i].text for i in dateline_of(words, text)) == expected
