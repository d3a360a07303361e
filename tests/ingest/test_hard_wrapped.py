"""Lines that a mail program broke are put together; lines that people broke stay."""

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.ingest.hard_wrapped import unwrapped

WORDS = st.sampled_from(
    ["أعلنت", "وزارة", "الدفاع", "مقتل", "12", "عنصرا", "في", "ريف", "المدينة،"]
)
PARAGRAPH = st.lists(WORDS, min_size=60, max_size=90).map(" ".join)


@settings(max_examples=40)
@given(PARAGRAPH, st.integers(60, 76))
def test_a_paragraph_broken_at_any_width_is_put_together(text: str, width: int) -> None:
    assert unwrapped(textwrap.fill(text, width)) == text


@settings(max_examples=30)
@given(PARAGRAPH, PARAGRAPH)
def test_paragraphs_stay_apart(one: str, other: str) -> None:
    broken = f"{textwrap.fill(one, 70)}\n\n{textwrap.fill(other, 70)}"
    assert unwrapped(broken) == f"{one}\n\n{other}"


def test_lines_that_people_broke_stay() -> None:
    poem = "قتل ثلاثة في القصف\nأصيب سبعة\nنزح مئات من السكان إلى القرى المجاورة\nلا أنباء أخرى"
    assert unwrapped(poem) == poem
    long = "\n".join(["جملة طويلة جدا " * 20] * 3)
    assert unwrapped(long) == long


def test_a_list_stays_a_list_and_a_long_address_is_no_measure() -> None:
    line = "أعلنت وزارة الدفاع مقتل اثني عشر عنصرا في قرية الجفرة شرق المدينة"
    text = f"{line}\n{line}\n{line}\n- بند أول\n2. بند ثان\nhttps://example.org/{'x' * 150}"
    assert unwrapped(text).split("\n")[0] == f"{line} {line} {line}"
    assert unwrapped(text).split("\n")[1:3] == ["- بند أول", "2. بند ثان"]


def test_flowed_text_goes_on_after_a_blank() -> None:
    assert unwrapped("أعلنت وزارة \nالدفاع\nسطر\n-- \nتوقيع", flowed=True) == (
        "أعلنت وزارة الدفاع\nسطر\n--\nتوقيع"
    )
    assert unwrapped("المدي \nنة\n From here", flowed=True, blanks_are_added=True) == (
        "المدينة\nFrom here"
    )
