"""Sentences end at stops and line breaks, not inside names and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.sentences import sentences_of
from riwaya.text.words import words_of

CASES = {
    "two sentences": ("قتل ثلاثة. جرح اثنان.", 2),
    "question and exclamation": ("من قصف؟ لا أحد!", 2),
    "decimal": ("نحو 2.5 مليون نازح.", 1),
    "dot inside a name": ("قال موقع السورية.نت إن القصف توقف.", 1),
    "initial": ("قال د. أحمد إن القصف توقف.", 1),
    "line break": ("مقتل ثلاثة في حلب\nحلب - رويترز", 2),
    "closing quotation belongs to the sentence": ("قال «انسحبنا.» ثم صمت.", 2),
    "ellipsis": ("انتهى كل شيء... ثم عاد.", 2),
    "nothing": ("", 0),
}


@pytest.mark.parametrize(("text", "count"), CASES.values(), ids=CASES)
def test_how_many(text: str, count: int) -> None:
    assert len(sentences_of(words_of(text), text)) == count


def test_the_closing_mark_stays_with_its_sentence() -> None:
    text = "قال «انسحبنا.» ثم صمت."
    words = words_of(text)
    first, second = sentences_of(words, text)
    assert words[first.stop - 1].text == "»"
    assert words[second.start].text == "ثم"


@given(st.text(alphabet="ابت .!؟\n»«123,", max_size=80))
def test_sentences_cover_every_word_once(text: str) -> None:
    words = words_of(text)
    covered = [index for sentence in sentences_of(words, text) for index in sentence]
    assert covered == list(range(len(words)))
