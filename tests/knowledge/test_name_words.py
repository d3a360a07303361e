"""Names are found whatever is written onto them, and the longest one wins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.knowledge.name_words import (
    NameIndex,
    keys_of,
    tokens_of,
    without_clitics,
    word_key,
)

ARABIC = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=12)
NAMES = [
    ("تنظيم الدولة", "islamic-state"),
    ("تنظيم الدولة الإسلامية في العراق والشام", "islamic-state"),
    ("داعش", "islamic-state"),
    ("القاعدة", "al-qaeda"),
    ("تنظيم القاعدة في جزيرة العرب", "aqap"),
    ("الجيش السوري", "syrian-army"),
    ("الجيش السوري الحر", "free-syrian-army"),
    ("الحوثيون", "houthis"),
    ("أبو بكر البغدادي", "baghdadi"),
    ("حزب الله", "hezbollah"),
    ("لبنان", "lebanon"),
]


def found(text: str, names: list[tuple[str, str]] = NAMES) -> list[tuple[str, str]]:
    tokens = tokens_of(text)
    return [
        (text[tokens[hit.first].start : tokens[hit.last - 1].end], hit.value)
        for hit in NameIndex(names).all_in(tokens)
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("الحوثيون", "الحوثيين"),
        ("الحُوثيّون", "الحوثيين"),
        ("أبو", "أبي"),
        ("أبا", "أبو"),
        ("القاعدة", "القاعده"),
        ("إدلب", "ادلب"),
        ("الشـــام", "الشام"),
    ],
)
def test_forms_of_one_word_have_one_key(left: str, right: str) -> None:
    assert word_key(left) == word_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("داعش", "الدواعش"), ("عيون", "عيين"), ("أبي", "أب"), ("حلب", "حلبي"), ("الجيش", "جيش")],
)
def test_other_words_have_other_keys(left: str, right: str) -> None:
    assert word_key(left) != word_key(right)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("حلب", "حلب"),
        ("بحلب", "بحلب حلب"),
        ("وبحلب", "وبحلب بحلب حلب"),
        ("للجيش", "للجيش الجيش لجيش جيش"),
        ("وللجيش", "وللجيش للجيش الجيش لجيش"),
        ("فبالجيش", "فبالجيش بالجيش الجيش"),
        ("كلبنان", "كلبنان لبنان بنان"),
        ("وبلبنان", "وبلبنان بلبنان لبنان"),  # two and no more
        ("وفد", "وفد"),  # too short to have lost anything
        ("سوريا", "سوريا"),
    ],
)
def test_clitics_are_cut_shortest_cut_first(word: str, forms: str) -> None:
    cut = without_clitics(word_key(word))
    assert list(cut) == [word_key(form) for form in forms.split()]


@given(ARABIC.filter(bool))
def test_what_is_left_of_a_key_is_its_end(key: str) -> None:
    first, *rest = without_clitics(key)
    assert first == key
    for form in rest:
        assert len(form) >= 2
        assert key.endswith(form) or (form[0] == "ا" and key.endswith(f"ل{form[1:]}"))


@given(st.text() | ARABIC)
def test_tokens_stand_where_they_say_in_order(raw: str) -> None:
    end = 0
    for token in tokens_of(raw):
        assert end <= token.start < token.end <= len(raw)
        assert token.key == word_key(raw[token.start : token.end])
        end = token.end
    assert keys_of(raw) == tuple(token.key for token in tokens_of(raw))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("الحُوثيّون، «داعش».", ["الحُوثيّون", "داعش"]),
        ("قوات_الدعم السريع", ["قوات", "الدعم", "السريع"]),
        ("أ.ف.ب", ["أ", "ف", "ب"]),
        ("في 17 تموز", ["في", "17", "تموز"]),
        (" … ", []),
    ],
)
def test_a_text_has_these_words(text: str, words: list[str]) -> None:
    assert [text[token.start : token.end] for token in tokens_of(text)] == words


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("قال داعش", [("داعش", "islamic-state")]),
        ("ولداعش", [("ولداعش", "islamic-state")]),
        ("هاجم الجيش السوري الحر", [("الجيش السوري الحر", "free-syrian-army")]),
        ("هاجم الجيش السوري حلب", [("الجيش السوري", "syrian-army")]),
        ("للجيش السوري", [("للجيش السوري", "syrian-army")]),
        ("وللجيش السوري الحر", [("وللجيش السوري الحر", "free-syrian-army")]),
        ("الجيش", []),  # a name is not its first word
        ("الجيش والسوري", []),  # clitics are cut off the first word only
        ("حزب والله", []),
        ("بالحوثيين", [("بالحوثيين", "houthis")]),
        ("وأبو بكر البغدادي", [("وأبو بكر البغدادي", "baghdadi")]),
        (
            "تنظيم القاعدة في جزيرة العرب والقاعدة",
            [("تنظيم القاعدة في جزيرة العرب", "aqap"), ("والقاعدة", "al-qaeda")],
        ),
        # the longer name breaks off, the shorter one within it does not
        ("تنظيم القاعدة في جزيرة", [("القاعدة", "al-qaeda")]),
        ("لبنان", [("لبنان", "lebanon")]),  # its lam is its own
        ("للبنان", [("للبنان", "lebanon")]),
        ("", []),
    ],
)
def test_the_longest_name_is_found(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


@pytest.mark.parametrize(
    ("clitic", "word"),
    [("ل", "أبي"), ("و", "أبي"), ("ب", "أبي"), ("و", "أبا"), ("ب", "ليون"), ("و", "ميون")],
)
def test_what_a_clitic_is_cut_off_is_found_like_the_word_alone(clitic: str, word: str) -> None:
    assert word_key(word) in without_clitics(word_key(clitic + word))


def test_a_longer_name_behind_a_clitic_beats_the_whole_word() -> None:
    names = [("وادي", "valley"), ("ادي السيل", "adi-al-sayl")]
    assert found("وادي السيل", names) == [("وادي السيل", "adi-al-sayl")]
    assert found("وادي بردى", names) == [("وادي", "valley")]


def test_the_whole_word_beats_a_name_as_long_behind_a_clitic() -> None:
    assert found("وهران", [("هران", "cut"), ("وهران", "oran")]) == [("وهران", "oran")]


def test_of_two_owners_of_a_name_the_first_given_has_it() -> None:
    assert found("القاعدة", [("القاعدة", "one"), ("القاعده", "two")]) == [("القاعدة", "one")]


def test_a_name_without_words_names_nothing() -> None:
    assert found("قال … ثم", [("…", "dots"), ("", "nothing")]) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("جيش السوري", [("جيش السوري", "syrian-army")]),
        ("وتنظيم دولة", [("وتنظيم دولة", "islamic-state")]),
        ("قاعدة", []),  # in a name of one word the article counts
        ("حوثيين", []),
    ],
)
def test_articles_do_not_count_in_names_of_several_words(
    text: str, hits: list[tuple[str, str]]
) -> None:
    assert found(text) == hits


@pytest.mark.parametrize("text", ["أسس حزب له تاريخ", "في حزب له نواب"])
def test_god_has_no_article(text: str) -> None:
    assert found(text) == []


def test_a_name_that_agrees_in_its_articles_wins() -> None:
    names = [("صحيفة الزمان", "azzaman"), ("صحيفة زمان", "zaman")]
    assert found("صحيفة الزمان", names) == [("صحيفة الزمان", "azzaman")]
    assert found("صحيفة زمان", names) == [("صحيفة زمان", "zaman")]


@pytest.mark.parametrize("name", ["الجزيرة +", "« الجزيرة »"])
def test_a_blank_before_a_sign_makes_no_second_word(name: str) -> None:
    assert found("قناة الجزيرة", [(name, "al-jazeera")]) == [("الجزيرة", "al-jazeera")]


WORDS = ("وادي", "ادي", "للجيش", "الجيش", "جيش", "السوري", "سوري", "الحر")
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


def fits(name: str, form: str, following: tuple[str, ...]) -> bool:
    keys = keys_of(name)
    if len(keys) == 1:
        return keys == (form,)
    said = (form, *following[: len(keys) - 1])
    return [key.removeprefix("ال") for key in keys] == [key.removeprefix("ال") for key in said]


@given(st.lists(PHRASES, max_size=6), PHRASES)
def test_an_index_finds_a_name_as_long_as_any_that_fits(names: list[str], text: str) -> None:
    tokens = tokens_of(text)
    following = tuple(token.key for token in tokens[1:])
    fitting = {
        str(number): len(keys_of(name))
        for number, name in enumerate(names)
        for form in without_clitics(tokens[0].key)
        if fits(name, form, following)
    }
    hit = NameIndex([(name, str(number)) for number, name in enumerate(names)]).at(tokens, 0)
    if fitting:
        assert hit is not None
        assert (hit.first, hit.last) == (0, max(fitting.values()))
        assert fitting[hit.value] == hit.last
    else:
        assert hit is None
