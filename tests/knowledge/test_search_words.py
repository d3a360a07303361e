"""Words for the index and for a query: spellings find each other, other words don't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.knowledge.search_words import index_words, query_words, source_words
from riwaya.knowledge.word_cuts import cuts_of, own_letters, words_of

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
CLITICS = ["", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فل", "وك"]


def is_plain(stem: str) -> bool:
    """Whether a stem looks like nothing else, with whatever is written before it."""
    before = {"ال", "ل", *CLITICS, *(clitic[-1:] for clitic in CLITICS)}
    return (
        stem[0] not in "وفبلكا"
        and "ال" not in stem
        and not stem.endswith(("ون", "ة"))
        and not any(part + stem in own_letters() for part in before)
    )


STEMS = st.text(LETTERS, min_size=3, max_size=8).filter(is_plain)


def finds(query: str, *texts: str) -> bool:
    indexed = set(index_words(texts).split())
    groups = query_words(query)
    return bool(groups) and all(indexed.intersection(group) for group in groups)


SPELLINGS = [
    ["دير الزور", "ديرالزور", "بدير الزور", "لدير الزور", "وديرالزور", "دَيْر الزّور", "وبديرالزور"],
    ["الرقة", "الرقّة", "الرقه", "والرقة", "بالرقة", "للرقة", "وبالرقة", "وللرقة"],
    [
        "أبو كمال",
        "البوكمال",
        "البو كمال",
        "أبوكمال",
        "أبي كمال",
        "بالبوكمال",
        "لأبي كمال",
        "بوكمال",
    ],
    ["بغداد", "ببغداد", "وبغداد", "لبغداد", "وببغداد"],
    ["حلب", "بحلب", "وحلب", "وبحلب", "لحلب", "كحلب"],
    ["لبنان", "للبنان", "بلبنان", "ولبنان"],
    ["ألغام", "الغام", "الألغام", "بالألغام", "وألغام", "بالالغام"],
    ["عبد الله", "عبدالله", "وعبد الله"],
    ["مسؤول", "مسئول", "المسؤول", "والمسئول"],
    ["الحوثيون", "الحوثيين", "للحوثيين", "حوثيون"],
    ["20", "٢٠", "۲۰"],
    ["1000", "1,000", "١٬٠٠٠", "١٠٠٠"],
    ["Deir ez-Zor", "deir ezzor", "Deirezzor", "DEIR EZ ZOR", "Dëir ez–Zôr"],
    ["Ra's al-Ain", "Ras al Ain", "ras alain", "Ra’s al-ʿAin"],
]
PAIRS = [(one, other) for group in SPELLINGS for one in group for other in group]


@pytest.mark.parametrize(("text", "query"), PAIRS)
def test_every_spelling_finds_every_other(text: str, query: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("text", "query"), [(f"وقع {one} أمس", other) for one, other in PAIRS[:49]]
)
def test_neighbours_do_not_matter(text: str, query: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("بغداد", "غداد"),
        ("الحلة", "حلب"),
        ("فرقة", "الرقة"),
        ("ورقة", "الرقة"),
        ("بلدة", "اللدة"),
        ("وزير", "زير"),
        ("كتيبة", "تيبة"),
        ("ولد", "بلد"),
        ("دير الأسد", "الزور"),
        ("حمص", "حماة"),
        ("ألمانيا", "مانيا"),
        ("20", "200"),
        ("1,000", "000"),
        ("Hama", "Hamad"),
    ],
)
def test_other_words_do_not_find_each_other(one: str, other: str) -> None:
    assert not finds(one, other)
    assert not finds(other, one)


@given(STEMS, st.sampled_from(CLITICS), st.sampled_from(CLITICS), st.booleans(), st.booleans())
def test_clitics_and_article_do_not_matter(
    stem: str, one: str, other: str, with_article: bool, also: bool
) -> None:
    assert finds(written(stem, other, also), written(stem, one, with_article))


def written(stem: str, clitic: str, with_article: bool) -> str:
    if not with_article:
        return clitic + stem
    return f"{clitic}ل{stem}" if clitic.endswith("ل") else f"{clitic}ال{stem}"


@given(STEMS, STEMS, st.sampled_from(CLITICS), st.sampled_from(CLITICS))
def test_names_of_two_words_may_be_written_together(
    first: str, second: str, one: str, other: str
) -> None:
    spellings = [f"{{}}{first} ال{second}", f"{{}}{first}ال{second}"]
    for text in spellings:
        for query in spellings:
            assert finds(query.format(other), text.format(one))
            assert finds(f"«{query.format(other)}»", text.format(one))


@given(st.lists(STEMS, min_size=1, max_size=6))
def test_a_text_is_found_by_its_words_in_any_order_and_by_itself_in_quotes(
    words: list[str],
) -> None:
    text = " ".join(words)
    assert finds(" ".join(reversed(words)), text)
    assert finds(f'"{text}"', text)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("الجيش السوري", True),
        ("السوري الجيش", True),
        ('"الجيش السوري"', True),
        ("«الجيش السوري»", True),
        ("“الجيش السوري”", True),
        ('"السوري الجيش"', False),
        ('"الجيش الحر"', False),
        ('"الجيش السوري الحر"', True),
        ('"سيطر الجيش" حلب', True),
        ('"سيطر الجيش" حمص', False),
        ('"حلب"', True),
        ('"على حلب"', True),  # words that stand everywhere are passed over
        ('"ريف ديرالزور"', False),
    ],
)
def test_words_in_quotes_are_neighbours(query: str, found: bool) -> None:
    assert finds(query, "سيطر الجيش السوري الحر على حلب") == found


@pytest.mark.parametrize("text", ["ريف دير الزور الشرقي", "ريف ديرالزور الشرقي"])
@pytest.mark.parametrize(
    "query",
    [
        "ريف دير الزور",
        "ريف ديرالزور",
        "دير الزور الشرقي",
        "ديرالزور الشرقي",
        "ريف دير الزور الشرقي",
    ],
)
def test_quotes_see_through_words_written_together(text: str, query: str) -> None:
    assert finds(f'"{query}"', text)


def test_words_are_neighbours_within_a_text_only() -> None:
    assert finds('"قصف حلب"', "قصف حلب")
    assert not finds('"قصف حلب"', "قصف", "حلب")


@pytest.mark.parametrize("query", ["", "  ", '""', "«»", "…!؟", "\x00"])
def test_a_query_without_words_asks_nothing(query: str) -> None:
    assert query_words(query) == ()


@pytest.mark.parametrize("query", ["في", "من على", '"في"'])
def test_words_that_stand_everywhere_are_looked_for_when_there_are_no_others(query: str) -> None:
    assert query_words(query) != ()


def test_sources_are_looked_for_apart() -> None:
    indexed = set(
        index_words(
            ["قالت الشرطة إن الجيش قصف"], origin=["الشرطة العراقية"], further=["وكالة رويترز"]
        ).split()
    )

    def said(query: str, *, origin_only: bool = False) -> bool:
        groups = source_words(query, origin_only=origin_only)
        return bool(groups) and all(indexed.intersection(group) for group in groups)

    assert said("للشرطة")
    assert said('"الشرطة العراقية"', origin_only=True)
    assert said("رويترز")
    assert not said("رويترز", origin_only=True)
    assert not said("الجيش")
    assert source_words("…") == ()


@given(st.lists(st.text(), max_size=3), st.text())
def test_tokens_are_letters_and_digits_that_no_database_changes(
    texts: list[str], query: str
) -> None:
    tokens = index_words(texts, origin=texts, further=texts).split(" ")
    asked = [token for group in query_words(query) for token in group]
    for token in [*tokens, *asked]:
        assert token == "" or token.isalnum()
        assert token == token.casefold()
        assert not any("\ud800" <= character <= "\udfff" for character in token)
    assert len(set(tokens)) == len(tokens)
    assert all(query_words(query)) or query_words(query) == ()


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_a_word_has_few_forms_and_each_is_in_it(word: str) -> None:
    forms = cuts_of(word)
    assert 1 <= len(forms) <= 8
    assert all(set(form) <= set(word) | set("ابوله") for form in forms)


def test_long_stretches_are_cut() -> None:
    assert max(map(len, words_of("ا" * 5000))) <= 40


def test_words_with_letters_of_their_own_are_never_cut() -> None:
    for word in ("بغداد", "لبنان", "فلسطين", "كركوك", "ورقه", "فرقه", "كتيبه", "وزير"):
        assert word in own_letters()
        assert cuts_of(word) == (word,)
    assert "بدير" not in own_letters()
    assert "بحلب" not in own_letters()
