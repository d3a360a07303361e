"""Passages of found claims, and the words looked for in them."""

from hypothesis import given
from hypothesis import strategies as st

from riwaya.knowledge.search_words import query_words
from riwaya.web.result_view import REACH, _exact, _hits, passage

TEXT = "خبر أول. أفاد المَرصد بأن غارة أصابت دير الزور وقتلت 14 مدنيا. خبر ثالث"


def hits(query: str, text: str = TEXT) -> list[str]:
    wanted = frozenset(word for group in query_words(query) for word in group)
    return [text[start:end] for start, end in _hits(text, 0, len(text), wanted)]


def test_words_are_found_in_every_spelling():
    assert hits("مرصد") == ["المَرصد"]
    assert hits("قتلت") == ["وقتلت"]
    assert hits("١٤") == ["14"]
    assert hits("طائرة") == []


def test_words_written_together_or_apart():
    assert hits("ديرالزور") == ["دير الزور"]
    assert "دير الزور" in hits("«دير الزور»")


def test_a_passage_is_the_sentence():
    start = TEXT.index("غارة")
    first, last = passage(TEXT, start, start + 4)
    assert TEXT[first:last] == "أفاد المَرصد بأن غارة أصابت دير الزور وقتلت 14 مدنيا."


@given(st.text(alphabet="اب ج.\n", min_size=1, max_size=900), st.data())
def test_a_passage_holds_its_trigger_and_stays_short(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 5)))
    first, last = passage(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)
    assert start - first <= REACH
    assert last - end <= REACH


def test_exact_letters_are_no_pattern():
    assert list(_exact("a.b axb", 0, 7, "a.b")) == [(0, 3)]
    assert list(_exact("a.b axb", 0, 7, None)) == []


def test_words_beyond_the_text_show_its_end() -> None:
    assert passage("كلمة أخيرة", 40, 45) == (0, 10)
